"""The gate: what stands in the claims passes, anything else is refused."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.produce.world import BEFORE, DAY, Told, claim, desk, example

from situate.produce import write
from situate.produce.gate import holds, refusal
from situate.produce.words import CONNECTING

SENTENCES = [
    (sentence, tuple(example().claims[c] for c in sentence.claims)) for sentence in write(example()).sentences()
]


def test_every_printed_sentence_passes_and_cites():
    assert len(SENTENCES) > 15
    for sentence, claims in SENTENCES:
        assert claims and sentence.notes
        assert refusal(sentence.text, claims, example()) == ""


NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")


@pytest.mark.parametrize(("sentence", "claims"), SENTENCES, ids=lambda x: getattr(x, "text", "")[:40])
def test_a_changed_name_number_or_day_is_refused(sentence, claims):
    for match in NAME.finditer(sentence.text):
        if match[0].casefold() not in CONNECTING and match[0] != "May":
            changed = sentence.text[: match.start()] + "Zubrovka" + sentence.text[match.end() :]
            assert refusal(changed, claims, example()), changed
    for match in re.finditer(r"\d[\d,]*", sentence.text):
        changed = sentence.text[: match.start()] + "31" + sentence.text[match.end() :]
        assert refusal(changed, claims, example()), changed


@given(st.sampled_from(SENTENCES), st.sampled_from(["Orlen", "77", "not", "June 3", "Kovel-9", "never", "killed"]))
def test_an_added_word_that_no_claim_says_is_refused(pair, word):
    sentence, claims = pair
    if word in sentence.text or any(word in c.content.text for c in claims):
        return
    assert refusal(f"{sentence.text[:-1]} {word}.", claims, example())


THEIRS = claim(Told(content="Corian forces did not enter Orlen", event="advance", negated=True, places=("Orlen",)))
LIKELY = claim(Told(content="Corian forces will likely attack Orlen", stance="assesses", likelihood="likely"))


@pytest.mark.parametrize(
    ("text", "said", "reason"),
    [
        ("The Veslandian General Staff reported on May 20 that Corian forces did not enter Orlen.", THEIRS, ""),
        ("The Veslandian General Staff reported on May 20 that Corian forces did enter Orlen.", THEIRS, "negation"),
        ("It was reported on May 20 that Corian forces did not enter Orlen.", THEIRS, "who said so"),
        ("The Veslandian General Staff reported on May 19 that Corian forces did not enter Orlen.", THEIRS, "May 19"),
        ("The Veslandian General Staff assessed that Corian forces will attack Orlen.", LIKELY, "drops 'likely'"),
        ("The Veslandian General Staff assessed that Corian forces will likely attack Tarvik.", LIKELY, "tarvik"),
        ("The Veslandian General Staff assessed that 5 Corian forces will likely attack Orlen.", LIKELY, "'5'"),
    ],
)
def test_reasons(text, said, reason):
    found = refusal(text, (said,), desk((Told(content="x"),)))
    assert found == "" if not reason else reason in found


def test_days_of_a_span_may_be_named():
    said = claim(
        Told(
            content="Corian forces shelled Orlen from May 18 to 20",
            dates=(("from May 18 to 20", date(2031, 5, 18), DAY, "event"),),
        )
    )
    assert (
        refusal("The Veslandian General Staff said that Corian forces shelled Orlen on May 19.", (said,), example())
        == ""
    )
    assert refusal("The Veslandian General Staff said that Corian forces shelled Orlen on May 17.", (said,), example())
    assert BEFORE.day == 19


def test_holds_asks_for_names_and_numbers_only():
    said = claim(Told(content="12 assaults near Orlen failed"))
    assert holds("Orlen saw 12 attacks", said, example())
    assert not holds("Orlen saw 13 attacks", said, example())
    assert not holds("Tarvik saw 12 attacks", said, example())


TWO = claim(
    Told(
        content="Corian forces hold Sedma and Tarvik",
        places=("Sedma", "Tarvik"),
        locators=(("66km east of Orlen", "Sedma"), ("40km north of Orlen", "Tarvik")),
    )
)
LISTED = claim(
    Told(
        content="Corian forces hold Sedma and Tarvik",
        places=("Sedma", "Tarvik"),
        locators=(("40km north of Orlen", "Sedma"), ("40km north of Orlen", "Tarvik")),
    )
)
WHOLE = "The Veslandian General Staff reported that Corian forces hold Sedma{} and Tarvik{}."


@pytest.mark.parametrize(
    ("said", "sedma", "tarvik", "passes"),
    [
        (TWO, " (66km east of Orlen)", " (40km north of Orlen)", True),
        (TWO, " (40km north of Orlen)", " (66km east of Orlen)", False),
        (TWO, "", " (66km east of Orlen)", False),
        (LISTED, "", " (40km north of Orlen)", True),
        (LISTED, " (40km north of Orlen)", "", False),
    ],
)
def test_a_locator_stands_behind_its_own_place(said, sedma, tarvik, passes):
    found = refusal(WHOLE.format(sedma, tarvik), (said,), example())
    assert (found == "") == passes


@pytest.mark.parametrize(
    ("speakers", "quote", "passes"),
    [
        ((), "Corian forces hold Orlen", True),
        ((), "hold Corian forces Orlen", False),
        ((("Veslandian General Staff", "ves-staff"),), "Corian forces hold Orlen", False),
    ],
)
def test_only_an_authors_own_words_are_quoted(speakers, quote, passes):
    said = claim(Told(content="Corian forces hold Orlen", speakers=speakers, places=("Orlen",)))
    found = refusal(f"The Veslandian General Staff said on May 20: “{quote}.”", (said,), example())
    assert (found == "") == passes
