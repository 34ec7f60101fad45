"""A saying that is denied: who denies it speaks, the saying is what is denied, and nobody says what was said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.reading import LEXICON, THEATRE, document, frames, lines

from situate.extract import Extractor

EXTRACTOR = Extractor(LEXICON, THEATRE, ["Corva"])
WEAK = "the mayor had said that the dam was weak"
CASES = [
    ("The ministry denied that the mayor had said that the dam was weak.", f"ministry | denied | denies none | {WEAK}"),
    ("The ministry denied that the mayor said the dam was weak.",
     "ministry | denied | denies none | the mayor said the dam was weak"),
    ("The ministry denied the mayor had said that the dam was weak.", f"ministry | denied | denies none | {WEAK}"),
    ("The army denied that it had said that the dam was weak.",
     "army | denied | denies none | it had said that the dam was weak"),
    ("Orlin denied having said that the dam was weak.",
     "Orlin | denied | denies none | having said that the dam was weak"),
    ("Orlin denied ever saying that the dam was weak.",
     "Orlin | denied | denies none | ever saying that the dam was weak"),
    ("The ministry rejected reports that the mayor had claimed that the dam was weak.",
     "ministry | rejected | denies none | the mayor had claimed that the dam was weak"),
    ("The spokesman dismissed as false the claim that the mayor had announced that Corva would be evacuated.",
     "spokesman | dismissed | denies none | the mayor had announced that Corva would be evacuated"),
    ("The spokesman denied the agency's report that the mayor had said that the dam was weak.",
     f"spokesman | denied | denies none | {WEAK}"),
    ("The ministry denied that the mayor had denied that the dam was weak.",
     "ministry | denied | denies none | the mayor had denied that the dam was weak"),
    ("The ministry denied that the mayor had issued a statement that the dam was weak.",
     "ministry | denied | denies none | the mayor had issued a statement that the dam was weak"),
    ("The ministry denied that the mayor had warned of a flood.",
     "ministry | denied | denies none | the mayor had warned of a flood"),
    ("The ministry denied that footage showed that the dam was weak.",
     "ministry | denied | denies none | footage showed that the dam was weak"),
    ("The agency reported that the ministry denied that the mayor had said that the dam was weak.",
     f"agency > ministry | denied | denies none | {WEAK}"),
    ("Kordia denied that the mayor had said that the dam was weak, the agency reported.",
     f"agency > Kordia | denied | denies none | {WEAK}"),
    ("The ministry falsely denied that the mayor had said that the dam was weak.",
     f"ministry | denied | denies refutes | {WEAK}"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "read"), CASES)
def test_the_saying_is_what_is_denied(text, read):
    assert lines(text) == [read]


SAID = "The ministry denied that the mayor had said that the dam was weak"
GOES_ON = [
    (" and that the ford was closed.", f"{WEAK} and that the ford was closed", []),
    (" and the ford was closed.", f"{WEAK} and the ford was closed", []),
    (", and said that the ford was closed.", WEAK, ["ministry | said | states none | the ford was closed"]),
    (" and accused the agency of lying.", WEAK, ["ministry | accused | claims none | the agency of lying"]),
    (", adding that the ford was closed.", WEAK, ["ministry | adding | states none | the ford was closed"]),
    (", and the army left Corva.", WEAK, ["| | asserts own | the army left Corva"]),
    (", but the army left Corva.", WEAK, ["| | asserts own | the army left Corva"]),
    (". The army left Corva.", WEAK, ["| | asserts own | The army left Corva"]),
]


@pytest.mark.parametrize(("tail", "content", "more"), GOES_ON)
def test_what_follows_is_said_by_who_goes_on(tail, content, more):
    assert lines(SAID + tail) == [f"ministry | denied | denies none | {content}", *more]


UNTOUCHED = [
    # nothing is denied, or what is denied is no saying
    ("Orlin did not deny that the mayor had said that the dam was weak.",
     "Orlin > mayor | said | states none | the dam was weak"),
    ("The ministry denied that the dam was weak.", "ministry | denied | denies none | the dam was weak"),
    ("The ministry denied reports claiming that the dam was weak.",
     "ministry | denied | denies none | the dam was weak"),
    ("The ministry denied the mayor's claim that the dam was weak.",
     "ministry | denied | denies none | the dam was weak"),
    ("The ministry said that the mayor had denied that the dam was weak.",
     "ministry > mayor | denied | denies none | the dam was weak"),
    ("The ministry denied it, saying that the dam was weak.", "ministry | saying | states none | the dam was weak"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "read"), UNTOUCHED)
def test_other_denials_stay_as_they_are(text, read):
    assert lines(text) == [read]


def test_a_second_claim_beside_a_denial_is_its_own():
    assert lines("The ministry denied the report and said that the dam was weak.") == [
        "ministry | denied | denies none | the report",
        "ministry | said | states none | the dam was weak",
    ]


DENIES = st.sampled_from(["denied", "rejected reports", "dismissed claims", "refuted allegations", "denied rumors"])
SPEAKS = st.sampled_from(["said", "claimed", "announced", "had stated", "had ever reported", "has warned"])
WHAT = st.sampled_from(["Corva had fallen", "40 people died in Tarn", "its forces struck Corva", "the talks failed"])


@given(DENIES, SPEAKS, WHAT)
def test_nobody_says_what_is_denied_to_have_been_said(denies, speaks, what):
    found = frames(f"The ministry {denies} that the governor {speaks} that {what}.")
    assert [[speaker.text for speaker in frame.speakers] for frame in found] == [["ministry"]]
    assert found[0].stance == "denies" and found[0].content.text == f"the governor {speaks} that {what}"


@given(DENIES, SPEAKS)
def test_it_tells_of_no_event_that_was_only_spoken_of(denies, speaks):
    (claim,) = EXTRACTOR.extract(
        document(f"The ministry {denies} that the governor {speaks} that Kordia seized Corva.")
    )
    assert (claim.event, claim.stance) == ("other", "denies")
