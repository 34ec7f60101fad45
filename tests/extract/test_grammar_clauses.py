"""Where one claim ends and the next begins."""

import pytest
from tests.extract.reading import frames, lines

SPLIT = [
    ("The army shelled Corva and appointed a new mayor.", ["The army shelled Corva", "appointed a new mayor"]),
    ("The army attacked Corva but did not take it.", ["The army attacked Corva", "did not take it"]),
    ("The army attacked Corva, although its losses were heavy.", ["The army attacked Corva", "its losses were heavy"]),
    ("The army is short of shells and will likely pause.", ["The army is short of shells", "will likely pause"]),
    (
        "Kordian units shelled Corva, and Valerian units shelled Tarn.",
        ["Kordian units shelled Corva", "Valerian units shelled Tarn"],
    ),
    ("The army attacked Corva; the navy shelled Tarn.", ["The army attacked Corva", "the navy shelled Tarn"]),
    ("The army shelled a depot (note: it was empty) in May.", ["The army shelled a depot (note: it was empty) in May"]),
    (
        "The army took Corva (the north; the south holds) in May.",
        ["The army took Corva (the north; the south holds) in May"],
    ),
    (
        "The picture of a gun (source: the navy) near Corva is old.",
        ["The picture of a gun (source: the navy) near Corva is old"],
    ),
    ("A blogger claimed that Corva fell and that Tarn held.", ["Corva fell", "Tarn held"]),
    ("A blogger visited Corva and said that the bridge was down.", ["A blogger visited Corva", "the bridge was down"]),
    ("A blogger said that Orlin resigned after he lost the vote.", ["Orlin resigned", "he lost the vote"]),
    ("The army held Corva, which it had taken in May.", ["The army held Corva", "Corva, which it had taken in May"]),
    (
        "The convoy left the depot, which the army guarded with two companies, and crossed the river.",
        ["The convoy left the depot", "the depot, which the army guarded with two companies", "crossed the river"],
    ),
    (
        "The ministry drew up a plan, which the council approved with amendments, and burned the papers.",
        ["The ministry drew up a plan", "a plan, which the council approved with amendments", "burned the papers"],
    ),
    ("Whether the army attacks or the navy waits, the raid is likely over.", ["the raid is likely over"]),
    ("If the army takes Corva, the town will fall.", ["the town will fall"]),
    (
        "The army is drafting a law and shelling Corva.",
        ["The army is drafting a law", "shelling Corva"],
    ),
]
WHOLE = [
    "The army shelled Corva, Tarn, and Dunmere.",
    "The army shelled Corva and shelled Tarn.",
    "The army attacked Corva to draw troops away from Tarn.",
    "The army captured drones and loitering munitions near Corva.",
    "Kordian forces attacking west of Corva and north of Tarn will regroup.",
    "The cruiser, flagship of the northern fleet, sank off Corva.",
    "The offensive that recaptured Corva also gave the army hope.",
    "The offensive captured three towns.",
    "The raid killed and injured several people.",
    "The army made air and artillery strikes to the north of Corva.",
]


@pytest.mark.parametrize(("text", "contents"), SPLIT)
def test_several_propositions(text, contents):
    assert [frame.content.text for frame in frames(text)] == contents


@pytest.mark.parametrize("text", WHOLE)
def test_one_proposition(text):
    assert [frame.content.text for frame in frames(text)] == [text.rstrip(".")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("A blogger said that units left Corva (12km north of Tarn).[12][13]", "units left Corva"),
        (
            "A blogger said that units left Corva (12km north of Tarn) on May 3.",
            "units left Corva (12km north of Tarn) on May 3",
        ),
        ("A blogger said that units left Corva, however.", "units left Corva"),
        ("**A blogger said that units left Corva.**[[iv]](https://example.org/x)", "units left Corva"),
    ],
)
def test_edges(text, content):
    assert [frame.content.text for frame in frames(text)] == [content]


@pytest.mark.parametrize("text", ["See the map below.", "Northern front and coast", "", "Corva. Tarn."])
def test_no_claim(text):
    assert frames(text) == ()


def test_after_but_the_author_speaks_again():
    assert lines("Bloggers claimed that Corva fell, but the mayor was seen there.") == [
        "Bloggers | claimed | claims none | Corva fell",
        "| | asserts own | the mayor was seen there",
    ]


def test_a_claim_inside_a_relative_clause():
    found = lines("The army held the towns that Orlin claimed the rebels had captured.")
    assert found[1] == "Orlin | claimed | claims none | the rebels had captured"


def test_the_subject_that_coordination_shares_lies_outside_the_content():
    second = frames("The army shelled Corva and appointed a new mayor.")[1]
    assert second.subject is not None and second.subject.text == "army"


def test_words_stand_where_the_offsets_say():
    text = "Preface.  Orlin’s claim that Corva likely fell was amplified by bloggers, according to the mayor."
    for frame in frames(text):
        for quote in (frame.content, frame.cue, frame.likelihood, frame.subject, *frame.speakers):
            assert quote is None or text[quote.start : quote.end] == quote.text
        assert all(0 <= first < last <= len(text) for first, last in (*frame.attribution, frame.sentence))


def test_behind_a_relative_clause_the_first_subject_goes_on():
    found = frames("The convoy left the depot, which the army guarded with two companies, and crossed the river.")
    subjects = [frame.subject.text if frame.subject is not None else None for frame in found]
    assert subjects == ["convoy", "army", "convoy"]
    said = lines("He visited the plant, at which workers repair tanks, and praised its director.")
    assert said[-1].startswith("He | praised")
