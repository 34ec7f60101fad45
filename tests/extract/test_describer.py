import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.describing import LEXICON, NAMES, THEATRE, describe, describer, document, one, quote

from situate.extract.describer import Describer
from situate.extract.frame import Frame
from situate.model import Mark, Note, NoteRef, Quote, claim_id
from situate.vocab import EVENTS

GOLD = Path(__file__).parents[3] / "shared" / "corpus" / "roca-2022"


def actors(text, content=None):
    return [a.text for a in one(text, content).actors]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kordian forces shelled Corva", ["Kordian forces"]),
        (
            "Elements of the 12th Rifle Brigade of the River Fleet broke through",
            ["Elements of the 12th Rifle Brigade of the River Fleet"],
        ),
        ("Kordian forces in Corva are seizing books", ["Kordian forces"]),
        ("The governor and the Ministry of Roads are working at the site", ["governor", "Ministry of Roads"]),
        ("Kordian and Valerian forces exchanged fire", ["Kordian and Valerian forces"]),
        ("Corva was shelled by Kordian forces", ["Kordian forces"]),
        ("Corva was shelled", []),
        ("the detention of two saboteurs in Corva", []),
        ("a potential major Kordian offensive against Corva", []),
        ("Western states’ delivery of tanks to Valeria will help", ["Western states"]),
        ("the Kordian capture of Corva gave Kordian forces control over the road", ["Kordian forces"]),
        ("On May 4, Kordian forces shelled Corva", ["Kordian forces"]),
        ("Dunmere, which Kordian forces captured", ["Kordian forces"]),
        ("Defense Minister Ada Pell appointed a new chief", ["Defense Minister Ada Pell"]),
        ("his ministers to issue contracts", ["his ministers"]),
        ("The brigade was badly degraded", ["brigade"]),
        ("Beijing may tighten its checks", ["Beijing"]),
        ("The arms maker Stell opened a plant", ["arms maker Stell"]),
        ("In the first half of May, 16,800 residents left the district", ["16,800 residents"]),
        ("the shelling damaged two houses", ["shelling"]),
        ("Strikes on heating plants left the district without hot water", ["Strikes on heating plants"]),
        ("the strikes continued overnight", []),
        ("the strikes have doubled since May", []),
        ("forcing the fleet to shift its vessels", ["fleet"]),
        ("Kordia of fabricating the story", ["Kordia"]),
        ("schools that do not fly the flag will lose their funding", ["schools that do not fly the flag"]),
        ("Petrov’s decree did not mention the mayor", []),
        ("We will not pay for it", ["We"]),
        ("Nets delay the column", ["Nets"]),
        ("this decree abolished the council", []),
        ("These schemes will complicate matters", ["These schemes"]),
        ("the ridge, which Kordian forces hold", ["Kordian forces"]),
        ("Seeing the danger, however, Kordian forces continue their attacks", ["Kordian forces"]),
        ("Kordian forces are engaged in fighting near Corva", ["Kordian forces"]),
        ("one of them demolished a stairwell", ["one of them"]),
        ("half of them will move again", ["half of them"]),
        ("some will likely desert", ["some"]),
        ("checkpoints slowed the column", ["checkpoints"]),
        ("the pace slowed", []),
        ("the derailment of a train killed two people", []),
        (
            "Drone operators from the 12th Rifle Brigade are striking vehicles",
            ["Drone operators from the 12th Rifle Brigade"],
        ),
        ("Rebels led by Ada Pell cut the road", ["Rebels led by Ada Pell"]),
        ("Recruiters are said to be looking for laborers", ["Recruiters"]),
        ("Planes, drones and gunners hit a depot", ["Planes, drones", "gunners"]),
        ("Commander-in-Chief Pell dismissed the governor", ["Commander-in-Chief Pell"]),
        ("the brigades it encompasses were fighting for Corva", ["brigades it encompasses"]),
        ("the strike targeted only defense plants", ["strike"]),
        (
            "First-person view (FPV) crews of the 8th Regiment (2nd Army) are striking trucks",
            ["First-person view (FPV) crews of the 8th Regiment (2nd Army)"],
        ),
        ("Kordian forces counter-attacked near Corva", ["Kordian forces"]),
        ("a Valerian base captured by Kordian forces", ["Kordian forces"]),
        ("Kordian forces advanced by two streets", ["Kordian forces"]),
        ("Kordian forces attacked by night", ["Kordian forces"]),
        ("Kordian forces shot-down a drone", ["Kordian forces"]),
        ("Fixed-wing scouts of the 8th Regiment are striking trucks", ["Fixed-wing scouts of the 8th Regiment"]),
        (
            "Elements of the 8th Regiment (2nd Army) and the 9th Brigade (Staff's Directorate) continue to fight",
            ["Elements of the 8th Regiment (2nd Army)", "9th Brigade (Staff's Directorate)"],
        ),
        ("a Kordian MiG-31 crossed into the airspace of Valeria", ["Kordian MiG-31"]),
    ],
)
def test_actors(text, expected):
    assert actors(text) == expected


@pytest.mark.parametrize("second", ["hit a school", "struck a school", "cut the road to Tarn"])
def test_a_second_verb_has_the_subject_of_the_first(second):
    first, then = describe(f"Kordian forces shelled Corva and {second}", "Kordian forces shelled Corva", second)
    assert [a.text for a in then.actors] == [a.text for a in first.actors] == ["Kordian forces"]


def test_a_pronoun_stands_for_whom_the_sentence_named():
    text = "Kordian forces held Corva and they shelled Dunmere"
    first, second = describe(text, "Kordian forces held Corva", "they shelled Dunmere")
    assert [a.text for a in second.actors] == [a.text for a in first.actors] == ["Kordian forces"]


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content", "expected"),
    [
        ("The mayor vowed to respond", "mayor", "vowed", "to respond", ["mayor"]),
        ("The mayor denied hitting camps", "mayor", "denied", "hitting camps", ["mayor"]),
        ("The bank said that it had cut rates", "bank", "said", "it had cut rates", ["bank"]),
        ("The mayor said that it has tied up the reserves", "mayor", "said", "it has tied up the reserves", []),
        ("The sergeant said that they had no boots", "sergeant", "said", "they had no boots", []),
        ("The envoy said: we will not trade cities", "envoy", "said", "we will not trade cities", []),
        ("Pell blamed Kordian shelling for it", "Pell", "blamed", "Kordian shelling for it", ["Kordian shelling"]),
    ],
)  # fmt: skip
def test_who_says_it_does_it_where_the_words_agree(text, speaker, cue, content, expected):
    document_ = document(text)
    said = quote(text, content)
    frame = Frame(
        content=said, sentence=(0, len(text)), speakers=(quote(text, speaker),), cue=quote(text, cue),
        attribution=((0, said.start),), stance="claims",
    )  # fmt: skip
    (claim,) = describer().describe(document_, document_.passages[0], [frame])
    assert [a.text for a in claim.actors] == expected


def test_a_shared_subject_comes_from_the_frame():
    text = "The Kordian command, it was said, had lost Corva"
    document_ = document(text)
    frame = Frame(
        content=quote(text, "had lost Corva"), sentence=(0, len(text)), subject=quote(text, "The Kordian command")
    )
    (claim,) = describer().describe(document_, document_.passages[0], [frame])
    assert [a.text for a in claim.actors] == ["Kordian command"]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "of"),
    [
        ("They lost 14 tanks", 14, 14, "", "tanks"),
        ("They lost at least 1,200 men", 1200, None, "", "men"),
        ("They lost up to 40 percent of their crews", None, 40, "%", "crews"),
        ("They lost 40 per cent of their crews", 40, 40, "%", "crews"),
        ("They spent 2.5 billion rubles", 2.5e9, 2.5e9, "RUB", ""),
        ("They spent $145 million", 1.45e8, 1.45e8, "USD", ""),
        ("They need 10 to 15 thousand shells", 10000, 15000, "", "shells"),
        ("They hold 300 square kilometers of forest", 300, 300, "km2", "forest"),
        ("They sent twenty-two trucks", 22, 22, "", "trucks"),
        ("About 110 million people fled", 1.1e8, 1.1e8, "", "people fled"),
        ("Returns were rare: 8,240 households came", 8240, 8240, "", "households came"),  # a colon opens a sentence
        ("They sent Kordia 14 Puma tanks", 14, 14, "", "Puma tanks"),  # what follows the one who is given
        ("They made a 10-km advance", 10, 10, "km", "advance"),
        ("They hold a 3-square-kilometer wood", 3, 3, "km2", "wood"),
        ("They sent a $50-million loan", 5e7, 5e7, "USD", "loan"),
        ("They sent a 50-million-dollar loan", 5e7, 5e7, "USD", "loan"),
        ("A 20-strong group attacked", 20, 20, "", ""),
        ("A 68-year-old man died", 68, 68, "age", "man died"),
        ("The brothers aged 59 to 61 died", 59, 61, "age", "died"),
        ("A boy of 12 died", 12, 12, "age", "died"),
        ("Anna, 9, died", 9, 9, "age", ""),
        ("Children of 40 families came", 40, 40, "", "families came"),
    ],
)
def test_quantities(text, low, high, unit, of):
    (quantity,) = one(text).quantities
    assert (quantity.low, quantity.high, quantity.unit, quantity.of) == (low, high, unit, of)


@pytest.mark.parametrize(
    "text", ["A two-storey house burned", "A six-sided talk began", "A 300-metre stretch was mined"]
)
def test_half_an_adjective_counts_nothing(text):
    assert one(text).quantities == ()


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Two women aged 59 and 74 died", ["", "age", "age"]),
        ("Women aged 59, 61 and 74 died", ["age", "age", "age"]),
        ("They were aged between 20 and 45", ["age", "age"]),
        ("Aged 59, she died", ["age"]),
        ("A boy of 12 and 3 men died", ["age", ""]),
        ("A boy aged 12 and 3 women died", ["age", ""]),
        ("A woman aged 70 and 15 soldiers died", ["age", ""]),
        ("A man aged 45 and two children died", ["age", ""]),
        ("Of 40 drones launched, 34, or most, were downed", ["", ""]),
        ("They flew between 20 and 45 sorties", ["", ""]),
    ],
)
def test_ages_end_where_something_is_counted(text, units):
    assert [q.unit for q in one(text).quantities] == units


@pytest.mark.parametrize(
    "text",
    [
        "They sent Puma 2 tanks", "The 58th Army left", "It fired S-300 missiles", "It began at 9:30 pm",
        "On May 4 they left", "Corva (5km north of Alderby) fell",
    ],
)  # fmt: skip
def test_numbers_that_count_nothing(text):
    assert one(text).quantities == ()


def test_notes_at_the_end_of_the_sentence_and_inside_it():
    text = "Troops took Corva[1] and Dunmere.[2][3] Rain fell.[4]"
    marks = tuple(Mark(m[1], m.start(), m.end()) for m in re.finditer(r"\[(\d)\]", text))
    notes = (Note(mark="2", start=0, end=0, urls=("https://a.example/1",)),)
    document_ = document(text, marks=marks, notes=notes)
    end = text.index("[2]")
    frame = Frame(content=quote(text, "Troops took Corva"), sentence=(0, end))
    (claim,) = describer().describe(document_, document_.passages[0], [frame])
    assert claim.notes == (NoteRef("1"), NoteRef("2", ("https://a.example/1",)), NoteRef("3"))


def test_a_frame_is_carried_over():
    text = "The council reportedly denied that troops likely shelled Corva"
    document_ = document(text)
    frame = Frame(
        content=quote(text, "troops likely shelled Corva"), sentence=(0, len(text)),
        speakers=(quote(text, "The council"),),
        cue=quote(text, "denied"), stance="denies", likelihood=quote(text, "likely"),
        evidence="document", author_view="doubts",
        negated=True,
    )  # fmt: skip
    (claim,) = describer().describe(document_, document_.passages[0], [frame])
    assert claim.id == claim_id(
        "doc", frame.content, speakers=("The council",), stance="denies", event="shelling", negated=True
    )
    assert (claim.stance, claim.evidence, claim.author_view, claim.negated) == ("denies", "document", "doubts", True)
    assert claim.cue == frame.cue
    assert claim.likelihood is not None
    assert claim.likelihood.text == "likely"
    assert (claim.publisher, claim.publisher_id, claim.published) == ("Desk", "desk", document_.published.day)


def test_no_frames_no_claims():
    document_ = document("Nothing.")
    assert describer().describe(document_, document_.passages[0], []) == ()


def test_a_missing_file_is_named():
    for name in ("events.toml", "actors.toml", "places.toml", "dates.toml", "quantities.toml"):
        lexicon = {key: value for key, value in LEXICON.items() if key != name}
        with pytest.raises(Exception, match=name.replace(".", r"\.")):
            Describer(lexicon, THEATRE, NAMES)


@given(st.text(max_size=120), st.integers(0, 120), st.integers(0, 120))
def test_any_content_of_any_text_is_described(text, a, b):
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    document_ = document(text)
    frame = Frame(content=Quote(text[start:end], start, end), sentence=(0, len(text)))
    (claim,) = describer().describe(document_, document_.passages[0], [frame])
    assert claim.event in EVENTS
    parts = [
        *((p.text, p.start, p.end) for p in claim.actors), *((p.text, p.start, p.end) for p in claim.places),
        *((p.text, p.start, p.end) for p in claim.dates), *((p.text, p.start, p.end) for p in claim.quantities),
    ]  # fmt: skip
    assert all(text[start:end] == words for words, start, end in parts)


def test_work_grows_with_length_alone():
    """A hostile run of words that open every rule costs about what its length says: no unbounded backtracking."""

    def seconds(count: int) -> float:
        text = "take take of in from 12km north of the Corva and , ( " * count
        begin = time.process_time()
        one(text)
        return time.process_time() - begin

    seconds(20)
    assert seconds(1600) < 40 * max(seconds(200), 0.01)


@pytest.mark.corpus
def test_reports_of_a_year_are_described():
    if not GOLD.is_dir():
        pytest.skip(f"no corpus at {GOLD}")
    for path in sorted(GOLD.glob("*.html"))[::20]:
        text = re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8", errors="replace"))
        for claim in describe(text[:20_000]):
            assert all(text[p.start : p.end] == p.text for p in claim.places)
