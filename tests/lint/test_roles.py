"""Titles before names: what counts as one, whatever ranks stand between."""

import pytest
from tests.lint.world import lint


@pytest.mark.parametrize(
    ("later", "found"),
    [
        ("Later WMD Commander Oleh Berezin spoke.", "WMD Commander Oleh Berezin"),
        ("Later WMD COMMANDER Army General Oleh Berezin left.", "WMD COMMANDER Army General Oleh Berezin"),
        ("Later WMD Commander Oleh Berezin’s aide spoke.", "WMD Commander Oleh Berezin’s"),
        ("Later WMD Commander Andrei Morozin left.", ""),
        ("Later the new WMD Commander Oleh Berezin spoke.", ""),  # a change of office
        ("Later SubWMD Commander Oleh Berezin spoke.", ""),  # no word of its own
        ("Later the WMD commander spoke to Oleh Berezin.", ""),  # no title
    ],
)  # fmt: skip
def test_an_office_with_two_holders(later, found):
    text = f"WMD Commander Andrei Morozin spoke in the morning. {later}"
    assert [finding.words for finding in lint(text, "N405")] == ([found] if found else [])
