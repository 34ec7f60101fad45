"""Layout: an item becomes documents with passages and notes. The door is `Parser`."""

from situate.parse.parser import Parser

__all__ = ["Parser"]
