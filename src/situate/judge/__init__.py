"""Judge: independence before counting, then a grade with its receipt for every proposition."""

from situate.judge.verdict import judge

__all__ = ["judge"]
