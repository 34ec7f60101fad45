"""A rule about place names without a locator: unknown ones, a letter away from a village beside the others named."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from situate.lint.finding import Found
from situate.lint.knowledge import Knowledge
from situate.lint.names import inflected, slip_of
from situate.lint.places import corrected
from situate.lint.reading import Reading
from situate.lint.sentence import Sentence
from situate.resolve.candidates import Option
from situate.resolve.geometry import near_km

_WORD: Final = r"[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-öø-ÿā-ž’'ʼ]"
# A name of one word: the parts of "Old Town", and people's names, are no villages by themselves.
_ALONE: Final = re.compile(rf"(?<=[a-z,(] )(?<![A-Z][a-z] ){_WORD}{{5,}}\b(?!-|\s[A-ZÀ-ÖØ-ÞĀ-Ž])")
_ANY: Final = re.compile(rf"{_WORD}{{3,}}")
_AFTER_NAME: Final = re.compile(rf"{_WORD}+\s$")
_ADJECTIVES: Final = ("ska", "ske", "sky", "skyi", "skiy")
_DIVISION: Final = re.compile(r"\s(?:ra[iy]on|district|hromada|oblast|region|council)s?\b", re.IGNORECASE)
# Two settlements that one sentence names together seldom lie farther apart.
_TOGETHER_KM: Final = 40.0
# Of a name with more bearers one lies near everything.
_BEARERS: Final = 6


def unknown_beside(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A place name that nobody knows, a letter away from a village that lies beside the others of its sentence.

    It speaks only where a gazetteer with villages has been added.
    """
    if not knowledge.villages:
        return
    # What a locator tells of a name is another rule's, where it tells enough.
    told = {one.locator.of for one in reading.located if corrected(one, knowledge) is not None}
    counts = Counter(m for s in reading.sentences for m in re.findall(rf"{_WORD}{{4,}}\b", s.text))
    own = {name for name, n in counts.items() if n >= 3}
    for sentence in reading.sentences:
        names = dict(_names(sentence))
        unknown = [name for name in names if name not in told and _unknown(name, reading, knowledge)]
        beside = _settlements(set(_ANY.findall(sentence.text)) - set(unknown), knowledge) if unknown else []
        for name in unknown:
            right = _village(name, beside, knowledge)
            if right and (counts[name] > 1 or not slip_of(name, own, knowledge)):
                words = f"no {name} is known; {right} lies beside the places named with it"
                yield Found(start=names[name], end=names[name] + len(name), message=words, suggestion=right)


def _names(sentence: Sentence) -> Iterator[tuple[str, int]]:
    for match in _ALONE.finditer(sentence.text):
        part = _AFTER_NAME.search(sentence.text, max(0, match.start() - 30), match.start())
        # "Kalynska rayon" has its name from a village, as an adjective.
        adjective = match.group().endswith(_ADJECTIVES) and _DIVISION.match(sentence.text, match.end())
        if not part and not adjective:
            yield match.group(), sentence.start + match.start()


def _unknown(name: str, reading: Reading, knowledge: Knowledge) -> bool:
    small = name.casefold()
    if name in knowledge.known_words or small in knowledge.language.vocabulary or small in reading.small_words:
        return False
    return not knowledge.candidates.of(name) and not knowledge.settlements(name)


def _settlements(names: set[str], knowledge: Knowledge) -> list[Option]:
    found = [knowledge.candidates.of(name) for name in sorted(names)]
    return [option for options in found for option in options[:_BEARERS] if option.kind != "area"]


def _village(name: str, beside: list[Option], knowledge: Knowledge) -> str:
    """The one name a letter away whose bearer lies beside the others; "" for none or several."""
    near = {
        option.name
        for _, option in knowledge.near_places(name, 1)
        if any(near_km(option.point, other.point) <= _TOGETHER_KM for other in beside)
    }
    return near.pop() if len(near) == 1 and not any(inflected(name, other) for other in near) else ""
