"""Rules across issues: what a text says against the issue of the same publisher that came before it."""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from situate.gazetteer import normal
from situate.lint.finding import Found
from situate.lint.knowledge import Knowledge
from situate.lint.reading import Reading
from situate.lint.sentence import Sentence
from situate.lint.words import NAME

_NEAR: Final = re.compile(rf"\b(?:near|in|toward|towards|around|on|against|of|at)\s(?:the\s)?(?P<name>{NAME})")
_CAPITALISED: Final = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'ʼ]+")
_CONTINUED: Final = re.compile(r"\b(?P<verb>continued|continues|continue)\s(?:to\s)?(?P<what>[a-z]+)")


def continued_without_before(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """Something is said to go on at places that the issue before did not name: then it is new, or it was left out.

    Only settlements count, and only where the issue before names none of those that are said.
    """
    if reading.before is None:
        return
    known = _words(reading.before.text)
    for sentence in reading.body:
        match = _CONTINUED.search(sentence.text)
        if match is None or sentence.passage.kind != "body":
            continue
        named = [m["name"] for m in _NEAR.finditer(sentence.text, match.end())]
        towns = [name for name in named if _is_settlement(name, knowledge)]
        if towns and not any(_words(name) - {"city"} <= known for name in towns):
            start = sentence.start + match.start("verb")
            words = f"“{match['verb']}”: the issue before does not name {' or '.join(towns)}"
            yield Found(start=start, end=start + len(match["verb"]), message=words)
        known.update(*map(_words, named))


def _words(text: str) -> set[str]:
    """Every capitalised word of a text, as names are compared; words that hyphens join stand alone."""
    return {normal(word) for word in _CAPITALISED.findall(text)}


def _is_settlement(name: str, knowledge: Knowledge) -> bool:
    options = knowledge.candidates.of(name)
    return bool(options) and all(option.kind != "area" for option in options[:1])


class Held(msgspec.Struct, frozen=True):
    """Whose a place is said to be, in the author's own voice: the side's id, the place's normal name, and where."""

    side: str
    place: str
    name: str
    sentence: Sentence
    start: int
    end: int


# Words by which a text says that a place has changed hands, or that somebody else says so.
_CHANGED: Final = re.compile(
    r"\b(?:re-?captur\w+|re-?t(?:ook|ak\w+)|liberat\w+|no longer|lost|withdr\w+|retreat\w+|counter-?attack\w*|since|"
    r"again|previously|however|although|contest\w*|parts?|most|some|outskirts|deni\w+|false\w*)\b",
    re.IGNORECASE,
)


def _held(reading: Reading, knowledge: Knowledge) -> Iterator[Held]:
    """Places that the author says a side took or holds."""
    for sentence in reading.body:
        if knowledge.language.sourced.search(sentence.text):
            continue
        for match in knowledge.held.finditer(sentence.text):
            if _is_settlement(match["place"], knowledge):
                start = sentence.start + match.start()
                side = knowledge.side_of[match["side"]]
                yield Held(side, normal(match["place"]), match["place"], sentence, start, sentence.start + match.end())


def contradicts_last_issue(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A place is one side's here and was the other's in the issue before, and nothing says that it changed hands."""
    if reading.before is None:
        return
    earlier = {held.place: held for held in _held(reading.before, knowledge)}
    for held in _held(reading, knowledge):
        before = earlier.get(held.place)
        if before is None or before.side == held.side or _CHANGED.search(held.sentence.text):
            continue
        words = f"the issue before gave {held.name} to the other side, and nothing says that it changed hands"
        yield Found(start=held.start, end=held.end, message=words)


_FIGURE: Final = re.compile(
    r"(?<!-)\b(?P<number>\d{1,3}(?:,\d{3})+|\d{1,6})\s(?P<noun>(?:[A-Z][\w-]*\s(?:\d\s)?|[a-z-]{4,}\s)(?:[a-z]{3,}\s)?[a-z]{3,}s)\b"
)
_SUBJECT: Final = re.compile(rf"(?P<name>{NAME})")
_MOVED: Final = re.compile(
    r"\b(?:additional\w*|another|more|increas\w+|decreas\w+|ros\w+|rise\w*|fell|f[ae]ll\w*|new|now|updat\w+|revis\w+|"
    r"correct\w+|further|up from|down from|total|instead|previously|initially|at least|over|about|approximately)\b",
    re.IGNORECASE,
)


def figure_moved(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A count that the issue before gave otherwise for the same things and the same doer, and nothing says why."""
    if reading.before is None:
        return
    earlier: dict[tuple[str, str], set[str]] = {}
    for key, number, _ in _figures(reading.before, knowledge):
        earlier.setdefault(key, set()).add(number)
    for key, number, found in _figures(reading, knowledge):
        others = earlier.get(key)
        if others and number not in others and len(others) == 1:
            start, end = found
            words = f"the issue before said {next(iter(others))} {key[1]} of {key[0]}"
            yield Found(start=start, end=end, message=words)


def _figures(reading: Reading, knowledge: Knowledge) -> Iterator[tuple[tuple[str, str], str, tuple[int, int]]]:
    """Counts of two words or more with the name that opens their sentence: (name, noun), number, offsets."""
    stop = knowledge.language.words("structure", "stop")
    for sentence in reading.body:
        subject = _SUBJECT.match(sentence.text)
        if subject is None or sentence.passage.kind != "body" or _MOVED.search(sentence.text):
            continue
        for match in _FIGURE.finditer(sentence.text):
            dated = knowledge.language.dated.search(sentence.text[max(0, match.start() - 12) : match.start()])
            if dated is None and stop.isdisjoint(match["noun"].casefold().split()):
                start = sentence.start + match.start("number")
                key = (subject["name"], match["noun"].casefold())
                yield key, match["number"], (start, start + len(match["number"]))
