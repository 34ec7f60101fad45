"""docs/rules/ tells of the rules as they are."""

import pytest
from scripts.rule_pages import FOLDER, pages

PAGES = pages()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_up_to_date(name):
    written = (FOLDER / name).read_text(encoding="utf-8")
    assert written == PAGES[name], "docs/rules/ is out of date: run scripts/rule_pages.py"


def test_no_page_tells_of_a_rule_that_is_no_more():
    assert {path.name for path in FOLDER.glob("*.md")} == PAGES.keys()
