"""Every verb and idiom of `attribution.toml` in a sentence of its own, and what must not be taken for saying."""

import tomllib
from collections.abc import Iterator

import pytest
from tests.extract.reading import LEXICON, lines

from situate.extract.words import verb_forms

_SAYING = tomllib.loads(LEXICON["attribution.toml"].decode())
_VERBS = tomllib.loads(LEXICON["grammar.toml"].decode())["verbs"]
_STRESSED = frozenset(_VERBS["stressed"].split())
# Their past form is their plain one, or oftener an adjective.
_UNTOLD = frozenset({("forecast", "zero"), ("purport", "that"), ("purport", "np"), ("purport", "to")})
_FRAMES = {
    "that": "that the brigade had left Corva",
    "zero": "the brigade had left Corva",
    "np": "the collapse of a bridge in Corva",
    "as": "the move as a retreat from Corva",
    "to": "to have taken Corva",
    "person": "the council to leave Corva",
    "of": "a shortage of shells in Corva",
    "figure": "the toll at 12 soldiers",
}


def _past(base: str) -> str:
    return verb_forms(base, _VERBS["irregular"], _STRESSED)[1]


def _verbs() -> Iterator[tuple[str, str, str]]:
    """A sentence for each verb and complement, its speaker and its stance: a verb keeps the one it is first given."""
    first: dict[str, str] = {}
    for stance, frames in _SAYING["verbs"].items():
        for frame, words in frames.items() if stance != "disagree" else ():
            for word in words.split():
                base, _, preposition = word.replace("_", " ").partition(":")
                base, _, particle = base.partition(" ")
                shown = stance in {"shows", "sees"}
                told = "shows" if shown else first.setdefault(base, stance)
                if frame == "of":
                    told = "directs" if preposition == "against" else stance
                elif frame == "person" and told == "states":
                    told = "directs"
                subject = "Satellite imagery" if shown else "Governor Orlin"
                verb = " ".join(part for part in (_past(base), particle, preposition) if part)
                if (base, frame) not in _UNTOLD:
                    yield f"{subject} {verb} {_FRAMES[frame]}.", subject, told


def _idioms() -> Iterator[tuple[str, str, str]]:
    for frame, stances in _SAYING["idioms"].items():
        for stance, texts in stances.items():
            for text in texts.split():
                verb, _, rest = text.replace("_", " ").partition(" ")
                tail = f"{rest} {_FRAMES[frame]}" if frame != "apart" else f"the loss of Corva {rest}"
                tail += " the weather" if frame == "apart" and " " in rest else ""
                yield f"Governor Orlin {_past(verb)} {tail}.", "Governor Orlin", stance
    for stance, words in _SAYING["feelings"].items():
        for word in words.split():
            yield f"Governor Orlin was {word} that the brigade had left Corva.", "Governor Orlin", stance


@pytest.mark.parametrize(("text", "speaker", "stance"), [*_verbs(), *_idioms()])
def test_every_verb_and_idiom_of_the_lexicon_names_its_speaker(text, speaker, stance):
    assert any(line.startswith(f"{speaker} |") and f"| {stance} " in line for line in lines(text)), lines(text)


PASSING = [
    # whose words they are, told in passing
    (
        "The garrison is, in the words of Governor Orlin, “sand.”",
        "Governor Orlin | in the words of | states none | The garrison is, in the words of Governor Orlin, “sand.”",
    ),
    (
        "In Orlin’s telling, the brigade never left Corva.",
        "Orlin | telling | states none NOT | the brigade never left Corva",
    ),
    ("In the view of the governor, Corva will hold.", "governor | In the view of | assesses none | Corva will hold"),
    ("By the ministry’s count, 40 drones struck Corva.", "ministry | count | states none | 40 drones struck Corva"),
    (
        "By its own account, the brigade lost 40 men at Corva.",
        "brigade | account | states none | the brigade lost 40 men at Corva",
    ),
    ("Per the General Staff, Corva has fallen.", "General Staff | Per | states none | Corva has fallen"),
    ("The depot holds 40 shells per gun.", "| | asserts own | The depot holds 40 shells per gun"),
    ("The bridge has fallen, grumbled one blogger.", "one blogger | grumbled | states none | The bridge has fallen"),
    # who hears it stands between
    ("The governor warned residents of a raid on Corva.", "governor | warned | states none | a raid on Corva"),
    ("The mayor briefed reporters on the loss of Corva.", "mayor | briefed | states none | the loss of Corva"),
    (
        "The council failed to notify residents of a raid.",
        "| | asserts own | The council failed to notify residents of a raid",
    ),
    # what somebody utters, sees in pictures, or uses an occasion for
    ("The mayor issued a call for talks with Tarn.", "mayor | issued a call | directs none | talks with Tarn"),
    (
        "Analysts spotted hangars in satellite images of Corva.",
        "Analysts | spotted | shows none satellite | hangars in satellite images of Corva",
    ),
    ("The police found a body in the river.", "| | asserts own | The police found a body in the river"),
    (
        "Orlin used an interview to announce a levy of 400 men.",
        "Orlin | announce | states none | a levy of 400 men",
    ),
    ("Orlin used drones to strike Corva.", "| | asserts own | Orlin used drones to strike Corva"),
    ("Orlin floated the idea of a truce, only to drop it.", "Orlin | floated the idea of | directs none | a truce"),
    (
        "Residents recalled how the army had fled Corva.",
        "Residents | recalled | states none testimony | how the army had fled Corva",
    ),
    ("The mayor questioned whether Corva would hold.", "mayor | questioned | assesses none | Corva would hold"),
    (
        "The ministry credited the brigade with taking Corva.",
        "ministry | credited | claims none | the brigade with taking Corva",
    ),
    (
        "The Herald reported that Corva had fallen, quoting Governor Orlin.",
        "Herald > Governor Orlin | quoting | relays none | Corva had fallen",
    ),
    ("Army engineers learned how to mend it.", "| | asserts own | Army engineers learned how to mend it"),
    # the author's own judgment
    (
        "The brigade will most likely leave Corva.",
        "| | assesses own 'most likely' | The brigade will most likely leave Corva",
    ),
    ("The new corps should ease command.", "| | assesses own 'should' | The new corps should ease command"),
    ("The governor should resign.", "| | asserts own | The governor should resign"),
    # deeds with the same verbs
    ("Kordian forces brushed aside the garrison.", "| | asserts own | Kordian forces brushed aside the garrison"),
    ("The regiment turned down the road to Corva.", "| | asserts own | The regiment turned down the road to Corva"),
    ("The army marked the graves near Corva.", "| | asserts own | The army marked the graves near Corva"),
    ("The brigade raised its flag over Corva.", "| | asserts own | The brigade raised its flag over Corva"),
    (
        "The command maintained two brigades near Corva.",
        "| | asserts own | The command maintained two brigades near Corva",
    ),
    ("The troops counted on shells from Tarn.", "| | asserts own | The troops counted on shells from Tarn"),
    ("The army followed the river.", "| | asserts own | The army followed the river"),
]


@pytest.mark.parametrize(("text", "expected"), PASSING)
def test_words_told_in_passing_and_deeds_that_tell_nothing(text, expected):
    assert lines(text) == [expected]
