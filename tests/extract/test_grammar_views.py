"""What the author makes of it, and how sure the words are."""

import pytest
from tests.extract.reading import LEXICON, frames, grammar
from tests.extract.test_grammar_speech import CASES

from situate.extract.rebuttals import RULES as REBUTTALS
from situate.extract.sayings import Sayings
from situate.extract.signals import RULES, Scene
from situate.extract.verdicts import RULES as VERDICTS
from situate.extract.views import HINTS, UNHINTED, Views
from situate.extract.words import Words

VIEWS = [
    ("A blogger claimed that Corva fell. The Desk cannot confirm that the garrison of Tarn left.", ["none"]),
    ("A blogger claimed that Corva fell. The Desk has yet to observe evidence of this claim.", ["unverified"]),
    ("A blogger claimed that Corva fell, which is not true.", ["refutes"]),
    ("A blogger claimed without providing evidence that Corva fell.", ["unverified"]),
    ("The ministry exaggerated its gains, claiming that Corva fell.", ["own", "doubts"]),
    ("The ministry claimed, likely to distract from the loss of Tarn, that Corva fell.", ["doubts"]),
    ("The mayor claimed that Corva fell. I can only agree with him.", ["supports"]),
    ("Bloggers falsely claimed that Corva fell.", ["refutes"]),
    ("Bloggers implausibly claimed that Corva fell.", ["doubts"]),
    ("A blogger claimed that Corva fell, although the Desk cannot independently verify this claim.", ["unverified"]),
    ("A blogger claimed that Corva fell. The Desk has not observed visual confirmation of this claim.", ["unverified"]),
    ("A blogger claimed that Corva fell. There is no evidence of this.", ["unverified"]),
    ("A blogger claimed that Corva fell. The blogger provided no evidence for his claim.", ["unverified"]),
    ("Unconfirmed claims: A blogger claimed that Corva fell.", ["unverified"]),
    ("There are unconfirmed reports that Corva fell.", ["unverified"]),
    ("A blogger claimed that Corva fell. This claim is likely exaggerated.", ["doubts", "own"]),
    ("A blogger claimed that Corva fell, likely to distract from the losses near Tarn.", ["doubts"]),
    ("Orlin’s claim that Corva fell is false.", ["refutes"]),
    ("A blogger claimed that Corva fell. These reports support Valerian reporting about the area.", ["supports"]),
    ("Orlin claimed that Corva fell. The army shelled Corva, undermining Orlin’s claims.", ["doubts", "own", "own"]),
    (
        "Kordian sources continue to falsely claim that Corva fell. A blogger claimed that Tarn fell.",
        ["refutes", "refutes"],
    ),
    ("The ministry reported that Corva held.", ["none"]),
    ("The army left Corva.", ["own"]),
]


@pytest.mark.parametrize(("text", "views"), VIEWS)
def test_author_view(text, views):
    assert [frame.author_view for frame in frames(text)] == views


@pytest.mark.parametrize(
    ("text", "likelihood", "stance"),
    [
        ("The army will likely leave Corva.", "likely", "assesses"),
        ("The army is highly unlikely to leave Corva.", "highly unlikely", "assesses"),
        ("The army may leave Corva.", "may", "assesses"),
        ("The army might feasibly leave Corva.", "might feasibly", "assesses"),
        ("The fall of Corva appears increasingly unlikely.", "increasingly unlikely", "assesses"),
        ("It is very likely that the army will leave Corva.", "very likely", "assesses"),
        ("The army would not rule out a retreat.", "would not rule out", "assesses"),
        ("The Desk assesses the risk of a raid as very low.", "very low", "assesses"),
        ("The army will leave Corva.", None, "asserts"),
        ("The army shelled likely depots in Corva.", None, "asserts"),
        ("The army left Corva in May.", None, "asserts"),
    ],
)
def test_words_of_probability(text, likelihood, stance):
    (frame,) = frames(text)
    assert (frame.likelihood.text if frame.likelihood else None, frame.stance) == (likelihood, stance)


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("The army did not take Corva.", True),
        ("The army made no gains near Corva.", True),
        ("The army has not yet taken Corva.", True),
        ("A blogger claimed that the army cannot hold Corva.", True),
        ("The army took Corva, not Tarn.", False),
        ("The army would not rule out a retreat.", False),
    ],
)
def test_negation(text, negated):
    assert frames(text)[0].negated is negated


def test_rules_that_are_passed_over_find_nothing():
    """In a sentence without a hint only the rules that need none are asked: the others would have been silent."""
    words, sayings = Words(LEXICON, (), {}), Sayings(LEXICON)
    views, scene = Views(words, sayings), Scene(words, sayings, frozenset({"desk"}), HINTS)
    passed = 0
    for text in [str(case[0]) for case in (*VIEWS, *CASES)]:
        for sentence in grammar().read(text, 0, len(text)):
            scene.enter(sentence, 1, [])
            if not views.hinted(scene):
                passed += 1
                assert [rule for rule in (*RULES, *REBUTTALS, *VERDICTS) if rule not in UNHINTED and rule(scene)] == []
    assert passed > len(CASES) // 3


def test_a_mask_holds_what_any_token_can_be():
    words = Words(LEXICON, (), {1 << 38: {"corva"}})
    for text in [case[0] for case in VIEWS]:
        tokens = words.read(text, 0, len(text))
        mask = 0
        for tag in tokens.tags:
            mask |= tag
        assert tokens.mask == mask
        assert bool(mask & 1 << 38) == ("corva" in tokens.low)
