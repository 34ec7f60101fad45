"""docs/method.md tells of the rules as they are."""

import pytest
from scripts.make_method import PAGE, page

from situate.judge.grade import ROWS
from situate.judge.outcomes import RIGHT, WRONG
from situate.judge.probability import WEIGHTS
from situate.judge.weighing import AGAINST, SUPPORT
from situate.resolve.likeness import RULES

TABLES = (*RULES, *SUPPORT, *AGAINST, *WEIGHTS)
NAMED = [rule for rule, _ in TABLES] + [*RIGHT, *WRONG]


def test_the_page_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == page(), "docs/method.md is out of date: run `make docs`"


@pytest.mark.parametrize("rule", NAMED, ids=lambda rule: rule.__name__)
def test_every_rule_has_a_docstring_and_stands_in_the_page(rule):
    first = " ".join((rule.__doc__ or "").split("\n\n")[0].split())
    assert first
    assert first in page()
    assert f"`{rule.__name__}`" in page()


def test_every_row_of_the_grade_stands_in_the_page():
    assert all(step.why in page() for _, step in ROWS)
