"""Change one thing in a text, and its claims change in that one thing: a side, an adverb, a tense, a place, a speaker.

The sentences are put together by hypothesis from parts that fit each other, and stand in tables where they do not.
"""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.extract import describing
from tests.extract.describing import NAMES
from tests.extract.reading import LEXICON, THEATRE

from situate.config import read_folder
from situate.extract import Extractor
from situate.model import Claim, Mark, Note
from situate.theatre import read_theatre

ROOT = Path(__file__).parents[2]

SPEAKERS = (
    "A blogger", "The General Staff", "Orlin", "Mayor Anna Orlin", "Several channels", "An official of the council",
    "The defence ministry", "Witnesses", "Some military experts",
)  # fmt: skip
# Past, present, perfect, past perfect: "X claimed that P".
VERBS = (
    ("claimed", "claims", "has claimed", "had claimed"),
    ("reported", "reports", "has reported", "had reported"),
    ("stated", "states", "has stated", "had stated"),
    ("denied", "denies", "has denied", "had denied"),
    ("predicted", "predicts", "has predicted", "had predicted"),
    ("said", "says", "has said", "had said"),
    ("confirmed", "confirms", "has confirmed", "had confirmed"),
    ("acknowledged", "acknowledges", "has acknowledged", "had acknowledged"),
    ("alleged", "alleges", "has alleged", "had alleged"),
    ("warned", "warns", "has warned", "had warned"),
    ("noted", "notes", "has noted", "had noted"),
)
ADVERBS = ("also", "again", "later", "additionally", "repeatedly", "publicly", "recently", "explicitly")
ACTORS = ("Kordian forces", "Valerian troops", "the 4th Brigade", "Kordian marines", "elements of the 12th Regiment")
# A deed, the same denied, and its event.
DEEDS = (
    ("captured {}", "did not capture {}", "capture"),
    ("shelled {}", "did not shell {}", "shelling"),
    ("withdrew from {}", "did not withdraw from {}", "withdrawal"),
    ("advanced toward {}", "did not advance toward {}", "advance"),
    ("attacked {}", "did not attack {}", "assault"),
    ("repelled an attack near {}", "did not repel an attack near {}", "repelled"),
    ("deployed two battalions to {}", "did not deploy two battalions to {}", "deployment"),
    ("struck a depot in {}", "did not strike a depot in {}", "strike"),
)
PLACES = ("Corva", "Tarn", "Alderby", "Brackwell", "Dunmere", "Dunmere Heath", "Sela’ko", "Karsk")
AFTER = ("", " on May 3", " overnight", " in the early hours of May 4")


NOTES = tuple(Note(mark=mark, start=0, end=0, urls=(f"https://example.org/{mark}",)) for mark in "12")


class Parts(NamedTuple):
    """What a sentence is put together from."""

    speaker: str
    verb: tuple[str, str, str, str]
    actor: str
    deed: tuple[str, str, str]
    place: str
    after: str

    def content(self, *, negated: bool = False) -> str:
        return f"{self.actor} {self.deed[negated].format(self.place)}{self.after}"

    def sentence(self, *, tense: int = 0, adverb: str = "", negated: bool = False) -> str:
        verb = self.verb[tense]
        if adverb:
            auxiliary, _, head = verb.rpartition(" ")
            verb = f"{auxiliary} {adverb} {head}".strip()
        if tense == 1 and self.speaker.split()[-1].endswith(("s", "sources", "channels")):
            verb = plural(verb)
        return f"{self.speaker} {verb} that {self.content(negated=negated)}."


def plural(verb: str) -> str:
    """ "Claims" and "denies" of many are "claim" and "deny"."""
    *before, head = verb.split()
    base = head.removesuffix("ies") + "y" if head.endswith("ies") else head.removesuffix("s")
    return " ".join([*before, base])


PARTS = st.builds(
    Parts, st.sampled_from(SPEAKERS), st.sampled_from(VERBS), st.sampled_from(ACTORS), st.sampled_from(DEEDS),
    st.sampled_from(PLACES), st.sampled_from(AFTER),
)  # fmt: skip
# Whole passages, with gaps for both sides: {0} and {1} are adjectives, as in "Kordian".
PASSAGES = (
    "{0} forces captured Corva, and {1} forces withdrew to Tarn.",
    "A {0} blogger claimed that {1} forces shelled Tarn on May 3, but {1} officials denied this.",
    "{0} and {1} sources claimed that {0} troops entered Corva.",
    "The {0} ministry claimed that its troops repelled an attack by {1} forces near Corva (12km north of Tarn).",
    "Geolocated footage shows {0} forces advancing west of Corva. {1} sources did not comment on this footage.",
    "{0} sources falsely claimed that Corva fell. The Desk has not observed confirmation that {0} troops entered it.",
    "The {1} General Staff reported that {0} forces struck Tarn with missiles, killing three people.",
    "A {0} official accused {1} forces of shelling Dunmere.",
    "According to the {0} governor, {1} drones hit a depot in Alderby.",
    "{0} forces will likely attack Corva, while {1} forces will hold Tarn.",
    "The {0} command amplified a {1} blogger’s claim that {1} marines left Corva.",
    "{0} troops reportedly shot down two {1} drones over Karsk.",
)


@cache
def extractor() -> Extractor:
    theatre = replace(describing.THEATRE, sources=THEATRE.sources, publishers=THEATRE.publishers)
    return Extractor(LEXICON, theatre, NAMES)


def claims(text: str, *, marks: tuple[Mark, ...] = (), notes: tuple[Note, ...] = ()) -> tuple[Claim, ...]:
    document = describing.document(text, marks=marks, notes=notes)
    return extractor().extract(replace(document, publisher="The Desk"))


Fact = dict[str, Any]


def facts(claim: Claim) -> Fact:
    """All that a claim says, without where it stands."""
    return {
        "content": claim.content.text,
        "speakers": [quote.text for quote in claim.speakers],
        "cue": claim.cue.text if claim.cue else None,
        "stance": claim.stance,
        "likelihood": claim.likelihood.text if claim.likelihood else None,
        "evidence": claim.evidence,
        "author_view": claim.author_view,
        "event": claim.event,
        "negated": claim.negated,
        "actors": [quote.text for quote in claim.actors],
        "places": [(place.text, place.role) for place in claim.places],
        "dates": [(date.text, date.first, date.last, date.of) for date in claim.dates],
        "quantities": [quantity.text for quantity in claim.quantities],
        "notes": [note.mark for note in claim.notes],
    }


def told(text: str) -> list[Fact]:
    return [facts(claim) for claim in claims(text)]


def but(fact: Fact, **changed: object) -> Fact:
    assert changed.keys() <= fact.keys()
    return fact | changed


def swapped(text: str) -> str:
    return text.replace("Kordian", "\0").replace("Valerian", "Kordian").replace("\0", "Valerian")


def in_texts(fact: Any, change: Callable[[str], str]) -> Any:
    """What a claim says, with all its texts changed."""
    if isinstance(fact, str):
        return change(fact)
    if isinstance(fact, dict):
        return {key: in_texts(value, change) for key, value in fact.items()}
    if isinstance(fact, list | tuple):
        return type(fact)(in_texts(value, change) for value in fact)
    return fact


# -- the sentences themselves


@settings(max_examples=200, deadline=None)
@given(PARTS)
def test_a_plain_report_is_one_claim_with_its_parts(parts):
    (fact,) = told(parts.sentence())
    assert fact["speakers"] == [parts.speaker.removeprefix("A ").removeprefix("An ").removeprefix("The ")]
    assert fact["cue"] == parts.verb[0]
    assert fact["content"] == parts.content()
    assert fact["event"] == parts.deed[2]
    assert fact["actors"] == [parts.actor.removeprefix("the ")]
    assert [place for place, _ in fact["places"]] == [parts.place]
    assert not fact["negated"]


# -- sides


@pytest.mark.parametrize("passage", PASSAGES)
def test_swapped_sides_swap_the_claims(passage):
    text = passage.format("Kordian", "Valerian")
    found = told(text)
    assert found
    assert told(swapped(text)) == in_texts(found, swapped)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PASSAGES), min_size=2, max_size=4))
def test_swapped_sides_swap_the_claims_of_a_paragraph(passages):
    text = " ".join(passages).format("Kordian", "Valerian")
    assert told(swapped(text)) == in_texts(told(text), swapped)


def test_swapped_sides_swap_the_claims_of_the_own_gold():
    """Every passage of eval/own.jsonl, with the sides of its war exchanged."""
    lines = (ROOT / "eval" / "own.jsonl").read_text(encoding="utf-8").splitlines()
    passages = [json.loads(line)["passage"] for line in lines]
    changed = [passage for passage in passages if exchanged(passage) != passage]
    assert len(changed) > 10
    for passage in changed:
        found = [facts(claim) | {"places": []} for claim in ukraine().extract(describing.document(passage))]
        other = [facts(claim) | {"places": []} for claim in ukraine().extract(describing.document(exchanged(passage)))]
        assert other == [in_texts(fact, exchanged) for fact in found]


@cache
def ukraine() -> Extractor:
    """With the theatre of the own gold; of places it knows none, which the sides are often named after."""
    return Extractor(LEXICON, read_theatre(read_folder(ROOT / "theatres" / "ukraine")), ())


def exchanged(text: str) -> str:
    return re.sub(r"\b(?:Russian|Ukrainian)(?=s?\b)", lambda m: OTHER[m.group()], text)


OTHER = {"Russian": "Ukrainian", "Ukrainian": "Russian"}


# -- the reporting clause


@settings(max_examples=200, deadline=None)
@given(PARTS, st.sampled_from(ADVERBS), st.integers(0, 3))
def test_an_adverb_in_the_reporting_clause_changes_nothing(parts, adverb, tense):
    assert told(parts.sentence(tense=tense, adverb=adverb)) == told(parts.sentence(tense=tense))


@settings(max_examples=200, deadline=None)
@given(PARTS, st.integers(1, 3))
def test_the_tense_of_the_reporting_verb_changes_the_cue_alone(parts, tense):
    (fact,) = told(parts.sentence())
    (other,) = told(parts.sentence(tense=tense))
    cue = parts.sentence(tense=tense).partition(" that ")[0].split()[-1]
    assert other == but(fact, cue=cue)


@settings(max_examples=100, deadline=None)
@given(PARTS, st.sampled_from(SPEAKERS))
def test_another_speaker_changes_the_speaker_alone(parts, speaker):
    (fact,) = told(parts.sentence())
    (other,) = told(parts._replace(speaker=speaker).sentence())
    name = speaker.removeprefix("A ").removeprefix("An ").removeprefix("The ")
    evidence = "testimony" if speaker == "Witnesses" else "none"
    assert other == but(fact, speakers=[name], evidence=evidence)


@settings(max_examples=100, deadline=None)
@given(PARTS, st.sampled_from(["falsely", "erroneously", "baselessly"]))
def test_an_adverb_that_calls_it_false_changes_the_view_alone(parts, adverb):
    (fact,) = told(parts.sentence())
    (other,) = told(parts.sentence(adverb=adverb))
    assert other == but(fact, author_view="refutes")


@settings(max_examples=100, deadline=None)
@given(PARTS, st.sampled_from(["on May 3", "on Monday", "in a post", "on its website", "in an interview"]))
def test_when_and_where_it_was_said_is_no_part_of_it(parts, when):
    (fact,) = told(parts._replace(after="").sentence())
    (other,) = told(parts._replace(after="").sentence().replace(" that ", f" {when} that ", 1))
    assert other | {"dates": []} == fact
    assert all(of == "speech" for *_, of in other["dates"])


@settings(max_examples=100, deadline=None)
@given(PARTS)
def test_the_reporting_clause_may_follow(parts):
    """ "According to X, P" and "P, according to X" say the same."""
    speaker = parts.speaker if "Orlin" in parts.speaker else parts.speaker[0].lower() + parts.speaker[1:]
    content = parts.content()
    (before,) = told(f"According to {speaker}, {content}.")
    (after,) = told(f"{content[0].upper()}{content[1:]}, according to {speaker}.")
    capital = before | {"content": after["content"], "cue": after["cue"], "actors": after["actors"]}
    assert after == capital
    assert str(after["content"]).lower() == str(before["content"]).lower()
    assert [str(a).lower() for a in after["actors"]] == [str(a).lower() for a in before["actors"]]


@settings(max_examples=100, deadline=None)
@given(PARTS, st.sampled_from(["claim", "report", "statement", "allegation"]))
def test_a_noun_of_saying_has_its_owner_for_speaker(parts, noun):
    """ "X's claim that P is false": P is said as "X claimed that P" says it."""
    name = parts.speaker.removeprefix("A ").removeprefix("An ").removeprefix("The ")
    assume(not parts.speaker.endswith("s"))  # see below
    (plain,) = told(parts.sentence())
    (fact,) = told(f"{parts.speaker}’s {noun} that {parts.content()} is false.")
    assert fact["speakers"] == [name]
    assert fact["cue"] == noun
    for field in ("event", "negated", "actors", "places"):
        assert fact[field] == plain[field]


# -- the content


@settings(max_examples=200, deadline=None)
@given(PARTS)
def test_a_negated_content_flips_negated_and_not_the_event(parts):
    (fact,) = told(parts.sentence())
    (other,) = told(parts.sentence(negated=True))
    assert other == but(fact, negated=True, content=parts.content(negated=True))


@settings(max_examples=200, deadline=None)
@given(PARTS, st.sampled_from(PLACES))
def test_another_settlement_changes_the_place_alone(parts, place):
    (fact,) = told(parts.sentence())
    other_parts = parts._replace(place=place)
    (other,) = told(other_parts.sentence())
    ((_, role),) = fact["places"]
    assert other == but(fact, places=[(place, role)], content=other_parts.content())


@settings(max_examples=100, deadline=None)
@given(PARTS, st.sampled_from(ACTORS))
def test_another_actor_changes_the_actor_alone(parts, actor):
    (fact,) = told(parts.sentence())
    other_parts = parts._replace(actor=actor)
    (other,) = told(other_parts.sentence())
    assert other == but(fact, actors=[actor.removeprefix("the ")], content=other_parts.content())


@settings(max_examples=100, deadline=None)
@given(PARTS, st.sampled_from(["likely", "probably", "possibly"]))
def test_a_word_of_probability_inside_is_the_likelihood_alone(parts, word):
    assume("warn" not in parts.verb[0])  # who warns of what is likely judges it
    (fact,) = told(parts.sentence())
    content = parts.content().replace(f"{parts.actor} ", f"{parts.actor} {word} ")
    (other,) = told(parts.sentence().replace(parts.content(), content))
    assert other == but(fact, likelihood=word, content=content)


# -- several clauses


@settings(max_examples=200, deadline=None)
@given(PARTS, PARTS, st.sampled_from(["; ", ". ", ", and ", ", while "]))
def test_the_order_of_independent_reports_does_not_matter(first, second, joint):
    assert by_content(joined(first, second, joint)) == by_content(joined(second, first, joint))


def joined(first: Parts, second: Parts, joint: str) -> str:
    return f"{first.sentence().removesuffix('.')}{joint}{second.sentence()}"


def by_content(text: str) -> list[Fact]:
    return sorted(told(text), key=str)


@settings(max_examples=100, deadline=None)
@given(PARTS, PARTS)
def test_a_paragraph_tells_what_its_sentences_tell(first, second):
    assert told(f"{first.sentence()} {second.sentence()}") == told(first.sentence()) + told(second.sentence())


# -- marks and quotes


@settings(max_examples=100, deadline=None)
@given(PARTS, st.sampled_from([".[1]", "[1].", ". [1]", ".[1][2]"]))
def test_a_note_mark_changes_the_notes_alone(parts, mark):
    (fact,) = told(parts.sentence())
    text = parts.sentence().removesuffix(".") + mark
    marks = tuple(Mark(n.mark, text.index(f"[{n.mark}]"), len(text)) for n in NOTES if f"[{n.mark}]" in text)
    (claim,) = claims(text, marks=marks, notes=NOTES)
    assert facts(claim) == but(fact, notes=[m.mark for m in marks])


@pytest.mark.parametrize(
    ("curly", "straight"),
    [
        ("The mayor said: “Kordian forces captured Corva.”", 'The mayor said: "Kordian forces captured Corva."'),
        ("Orlin’s claim that Tarn fell is false.", "Orlin's claim that Tarn fell is false."),
        ("A blogger said that the “Lynx” unit shelled Tarn.", 'A blogger said that the "Lynx" unit shelled Tarn.'),
        ("A blogger claimed that Sela’ko fell.", "A blogger claimed that Sela'ko fell."),
        ("“Our troops left Corva,” Orlin said.", '"Our troops left Corva," Orlin said.'),
    ],
)
def test_the_style_of_quotes_changes_nothing(curly, straight):
    found = told(curly)
    assert found
    assert told(straight) == in_texts(found, straightened)


def straightened(text: str) -> str:
    return text.translate({ord("“"): '"', ord("”"): '"', ord("’"): "'"})


@pytest.mark.parametrize(
    ("text", "other", "field", "value"),
    [
        ("Orlin’s claim that Corva fell is false.", "Several channels’ claim that Corva fell is false.",
         "content", "Corva fell"),
        ("Orlin’s claim that Kordian forces captured Corva is false.",
         "Orlin’s claim that Kordian forces advanced toward Corva is false.", "author_view", "refutes"),
        ("The army did not capture Corva.", "The army didn’t capture Corva.", "negated", True),
        ("It is reported that Corva fell.", "It’s reported that Corva fell.", "speakers", []),
        ("The agency reported that Corva fell, citing the police.",
         "The agency reported, citing the police, that Corva fell.", "speakers", ["agency", "police"]),
        ("Orlin’s claim that Kordian forces captured Corva is false.",
         "Orlin’s claim that Kordian forces captured Corva drew attention.", "places", [("Corva", "object")]),
        ("A blogger claimed that Kordian forces captured Corva.", "A blogger claimed that Corva fell.",
         "places", [("Corva", "object")]),
        ("According to the police, Corva fell.", "As reported by the police, Corva fell.", "speakers", ["police"]),
        ("A blogger claimed that Kordian forces did not capture Corva.",
         "A blogger announced that Kordian forces did not capture Corva.",
         "event", "capture"),
        ("Kordian forces captured Corva, according to witnesses.",
         "Kordian forces captured Corva, according to residents.",
         "event", "capture"),
        ("A blogger claimed that the 4th Brigade likely captured Corva.",
         "A blogger claimed that the 4th Brigade almost certainly captured Corva.",
         "actors", ["4th Brigade"]),
        ("A blogger claimed that Kordian forces captured Corva overnight.",
         "A blogger claimed that Kordian forces captured Corva with heavy losses.",
         "event", "capture"),
    ],
)  # fmt: skip
def test_two_wordings_of_one_thing(text, other, field, value):
    (fact,), (changed,) = told(text), told(other)
    assert fact[field] == changed[field] == value
