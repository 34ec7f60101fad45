"""Checks a text the way a linter checks code: one rule a function, with its code, its page and its fix."""

from situate.lint.finding import Finding
from situate.lint.knowledge import Knowledge
from situate.lint.linter import Linter, selected
from situate.lint.rules import FAMILIES, RULES

__all__ = ["FAMILIES", "RULES", "Finding", "Knowledge", "Linter", "selected"]
