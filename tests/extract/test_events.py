from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from situate.config import read_folder
from situate.errors import DataError
from situate.extract.events import EventLexicon
from situate.extract.inflect import Inflection, plural
from situate.extract.scan import scan
from situate.vocab import EVENTS

LEXICON = EventLexicon(read_folder(Path(__file__).parents[2] / "lexicon"))


def event(text: str) -> str:
    words = scan(text)
    return LEXICON.decide(words, LEXICON.hits(words)).event


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("assault", "Kordian forces attacked the eastern edge of Alderby"),
        ("assault", "Kordian forces attempted to capture Brackwell"),
        ("assault", "infantry tried to advance along the river road"),
        ("assault", "troops mounted a failed offensive south of Corva"),
        ("repelled", "defenders repelled a ground attack near Corva"),
        ("repelled", "two assaults on the bridge were repelled"),
        ("advance", "the brigade made marginal gains west of the canal"),
        ("advance", "did not advance"),
        ("capture", "the brigade took full control of Dunmere"),
        ("capture", "Dunmere, which Kordian forces captured"),
        ("capture", "the liberation of Dunmere"),
        ("hold", "Valerian troops maintain positions on the heights"),
        ("withdrawal", "the garrison withdrew from Corva"),
        ("clash", "heavy fighting continued around the brickworks"),
        ("raid", "commandos conducted a night raid behind the lake"),
        ("strike", "a missile strike hit the fuel store"),
        ("strike", "the air force launched 14 drones against the port"),
        ("shelling", "gunners shelled nine villages"),
        ("shelling", "forces fired artillery at the crossing"),
        ("interdiction", "they are able to interdict the coastal highway"),
        ("interdiction", "the column cut the main road into Corva"),
        ("air_defence", "air defence crews shot down eleven drones"),
        ("partisan", "partisans blew up the collaborator’s car"),
        ("deployment", "the command transferred two battalions to the border"),
        ("losses", "the battalion suffered heavy losses"),
        ("mobilization", "the governor ordered the mobilization of reservists"),
        ("training", "the two armies conducted joint exercises"),
        ("logistics", "engineers established a pontoon crossing"),
        ("appointment", "the president appointed a new chief of staff"),
        ("dismissal", "the minister dismissed the head of the fleet"),
        ("reorganization", "the ministry restructured its military districts"),
        ("aid", "Norland will send 40 howitzers and military aid"),
        ("production", "the plant will produce 200 vehicles a year"),
        ("decree", "parliament adopted a law on property"),
        ("administration", "occupation authorities will hold a referendum in the province"),
        ("repression", "security services detained three teachers"),
        ("deportation", "officials deported 300 children"),
        ("displacement", "twelve thousand residents fled the valley"),
        ("harm", "the explosion killed four civilians"),
        ("narrative", "commentators amplified the narrative of a stalled offensive"),
        ("diplomacy", "the two foreign ministers held talks on a ceasefire"),
        ("capability", "Kordian forces lack the capacity to resume operations"),
        ("capability", "the command intends to capture the ridge"),
        ("administration", "officials intend to hold elections"),
        ("other", "the weather was fine"),
    ],
)
def test_each_type_is_known_by_its_words(expected, text):
    assert event(text) == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("shelling", "forces shelled Corva in order to distract from the capture of Dunmere"),
        ("deployment", "the army redeployed two brigades because of the missile strike"),
        ("strike", "a drone struck the recently captured farm"),
        ("repression", "police in the occupied town arrested a priest"),
    ],
)
def test_tails_and_participles_weigh_little(expected, text):
    assert event(text) == expected


def test_the_file_covers_every_type_but_other():
    events = {entry.event for branch in LEXICON.words._branches.values() for entry in branch.single}
    events |= {e.event for b in LEXICON.words._branches.values() for rows in b.second.values() for _, e in rows}
    assert EVENTS - {"other"} <= events


def test_a_missing_or_wrong_file_is_named():
    with pytest.raises(DataError, match=r"events\.toml"):
        EventLexicon({})
    with pytest.raises(DataError, match="unknown event 'parade'"):
        EventLexicon({"events.toml": b"[event.parade]\nverbs = ['march']\n"})


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("shell", {"shell", "shells", "shelled", "shelling"}),
        ("ban", {"ban", "bans", "banned", "banning"}),
        ("seize", {"seize", "seizes", "seized", "seizing"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("repel", {"repel", "repels", "repelled", "repelling"}),
        ("strike", {"strike", "strikes", "struck", "stricken", "striking"}),
    ],
)
def test_verbs_inflect(base, forms):
    assert set(LEXICON.inflection.verb(base)) == forms


def test_rules_alone_inflect_what_is_regular():
    assert set(Inflection({}, ()).verb("stop")) == {"stop", "stops", "stopped", "stopping"}
    assert [plural(word) for word in ("clash", "city", "raid")] == ["clashes", "cities", "raids"]


@given(st.text(alphabet=st.sampled_from("attackedofthe .,’-()\n"), max_size=200) | st.text(max_size=200))
def test_any_text_has_an_event(text):
    assert event(text) in EVENTS


@given(st.text(max_size=300))
def test_a_scan_gives_each_word_its_place(text):
    words = scan(text)
    assert all(text[s:e] == w for w, s, e in zip(words.words, words.starts, words.ends, strict=True))
    assert "".join(text.split()) == "".join("".join(words.words).split())
