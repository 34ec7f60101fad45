"""Which names a letter apart are forms or transliterations of one, and which are slips."""

import pytest

from situate.lint.names import inflected


@pytest.mark.parametrize(
    ("word", "other", "same"),
    [
        ("Mykhailo", "Myhailo", True),  # one letter of theirs, two ways to write it
        ("Zaporizhiya", "Zaporizhia", True),
        ("Krynytsia", "Krynytsa", True),
        ("Sergei", "Sergey", True),
        ("Tatars", "Tatar", True),
        ("Miykolayiv", "Mykolayiv", False),
        ("Bakmut", "Bakhmut", False),  # the h is lost, and not the k
        ("Kremina", "Kreminna", False),
        ("Soledsr", "Soledar", False),
    ],
)
def test_transliterations_are_no_slips(word, other, same):
    assert inflected(word, other) is inflected(other, word) is same
