"""Doubt and denial that an edit takes away."""

import pytest
from tests.produce.world import Told, claim

from situate.produce.softened import lost_word

SAID = claim(
    Told(content="Corian forces did not yet enter Sedma and are likely preparing a limited assault near Orlen")
)


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Frontwatch claimed that Corian forces did not yet enter Sedma.", ""),
        ("Frontwatch claimed that Corian forces did yet enter Sedma.", "not yet"),
        ("Corian forces are preparing a limited assault near Orlen.", "likely preparing"),
        ("Corian forces are likely preparing an assault near Orlen.", "limited assault"),
        ("Corian forces are likely preparing a limited assault near Orlen.", ""),
        ("A limited assault near Orlen is likely, and Corian forces are preparing it.", "likely preparing"),
        ("Corian forces stood near Orlen.", ""),
        ("Corian forces did enter Sedma and are likely preparing a limited assault.", ""),
        ("", ""),
    ],
)
def test_what_stands_before_a_word_that_is_kept(text, lost):
    assert lost_word(text, (SAID,)) == lost
