"""Sentences, words, verb groups and scales: what the grammar stands on."""

import pytest
from tests.extract.reading import LEXICON

from situate.errors import DataError
from situate.extract.groups import FINITE
from situate.extract.likelihood import Probability
from situate.extract.sentences import Sentences
from situate.extract.verbs import groups
from situate.extract.words import Words, verb_forms


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Corva fell. Tarn held.", 2),
        ("Lt. Gen. Orlin left. Tarn held.", 2),
        ("The U.S. Army left. Tarn held.", 2),
        ("St. Anna fell.", 1),
        ("J. Orlin left at 9 p.m. on Monday.", 1),
        ("Units left Corva.The staff denied it.", 2),
        ("“Corva fell.” Tarn held.", 2),
        ("Corva fell.[12][13] Tarn held.[14]", 2),
        ("Corva fell.[[iv]](https://a.example/b.c) Tarn held.", 2),
        ("It rose by 3.5 percent.", 1),
        ("See example.com for more.", 1),
        ("Did Corva fall? No! Tarn held...", 3),
        ("Corva fell\n\nTarn held", 2),
        ("   ", 0),
    ],
)
def test_sentences(text, count):
    spans = Sentences(LEXICON).spans(text, 0, len(text))
    assert len(spans) == count
    assert all(text[first:last].strip() == text[first:last] for first, last in spans)


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("claim", ("claims", "claimed", "claimed", "claiming")),
        ("deny", ("denies", "denied", "denied", "denying")),
        ("stop", ("stops", "stopped", "stopped", "stopping")),
        ("push", ("pushes", "pushed", "pushed", "pushing")),
        ("seize", ("seizes", "seized", "seized", "seizing")),
        ("admit", ("admits", "admitted", "admitted", "admitting")),
        ("die", ("dies", "died", "died", "dying")),
    ],
)
def test_verb_forms(base, forms):
    assert verb_forms(base, {}, {"admit"}) == forms


def test_irregular_verbs_keep_their_base():
    words = Words(LEXICON, (), {})
    assert [words.base_of(form) for form in ("found", "said", "struck", "withdrawn", "Claimed")] == [
        "find", "say", "strike", "withdraw", "claim",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "finite"),
    [
        ("Forces captured by rebels left Corva", ["left"]),
        ("The reported attacks continued", ["continued"]),
        ("Kordian attacks near Corva claimed lives", ["claimed"]),
        ("These reports remain unconfirmed", ["remain"]),
        ("Officials in Corva continue talks", ["continue"]),
        ("The army has not been seen to move", ["seen"]),
        ("The gains combined with the losses suggest that it fell", ["suggest", "fell"]),
        ("The resupply of Corva began", ["began"]),
        ("Footage of May 3 shows smoke", ["shows"]),
    ],
)
def test_finite_verbs(text, finite):
    read = Words(LEXICON, (), {}).read(text, 0, len(text))
    found = groups(read.words, read.tags)
    assert [read.words[group.head] for group in found if group.kind == FINITE] == finite


@pytest.mark.parametrize(
    ("text", "scale", "bounds"),
    [
        ("likely", "icd203", (55, 80)),
        ("Almost certainly", "icd203", (95, 99)),
        ("likely", "nato", (60, 90)),
        ("remote chance", "phia", (0, 5)),
        ("may", "icd203", None),
        ("highly likely", "icd203", None),
    ],
)
def test_scales(text, scale, bounds):
    read = Probability(LEXICON).read(text, scale)
    assert (read.low, read.high) == (bounds or (None, None))
    assert read.scale == (scale if bounds else None)


def test_a_missing_or_broken_lexicon_names_the_file():
    with pytest.raises(DataError, match=r"grammar\.toml"):
        Words({}, (), {})
    with pytest.raises(DataError, match=r"probability\.toml"):
        Probability({"probability.toml": b"[words"})
