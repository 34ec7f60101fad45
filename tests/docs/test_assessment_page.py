"""docs/assessment.md tells of every kind of remark that a check makes, with its severity."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "assessment.md").read_text(encoding="utf-8")


def kinds() -> set[str]:
    """The kinds that the code gives to remarks."""
    code = (ROOT / "src" / "situate" / "produce" / "rechecked.py").read_text(encoding="utf-8")
    return (
        set(re.findall(r'what="([^"]+)"', code))
        | set(re.findall(r'error\(\s*"([^"]+)"', code))
        | {"no mark", "new sentence"}
    )


def test_every_kind_of_remark_is_told():
    told = dict(re.findall(r"^\| ([a-z ]+) \| (error|note) \|", PAGE, re.MULTILINE))
    assert set(told) == kinds()
    assert len(kinds()) >= 10
