"""Rules about roles: one office given to two holders."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

import msgspec

from situate.lint.finding import Found
from situate.lint.knowledge import Knowledge
from situate.lint.reading import Reading
from situate.lint.words import WORD

# Words by which a text says that an office changes hands, or that its holders are disputed.
_CHANGES: Final = re.compile(
    r"\b(?:appoint\w*|replac\w+|dismiss\w*|former\w*|previous\w*|new|newly|succe\w+|resign\w*|fir(?:ed|ing)|remov\w+|ex|"
    r"then|acting|deputy|outgoing|incoming|nam(?:ed|ing)|promot\w+|predecessor|until)\b",
    re.IGNORECASE,
)


# What follows an office's name where it is a title: a rank or two, and a name of two words.
_BEARER: Final = re.compile(
    r"\s(?:(?:Army|Colonel|Lieutenant|Major|Brigadier)\s)?(?:(?:General|Admiral|Colonel|Marshal)\s)?"
    rf"(?P<name>{WORD}\s{WORD})"
)


class Holder(msgspec.Struct, frozen=True):
    """Who bears an office as a title, by last name in small letters, and where the title stands."""

    office: str
    last: str
    name: str
    start: int
    end: int


def _holders(reading: Reading, knowledge: Knowledge) -> Iterator[Holder]:
    for sentence in reading.sentences:
        titles = list(_titles(sentence.text, knowledge))
        if not titles or _CHANGES.search(sentence.text):
            continue
        for start, name in titles:
            office = knowledge.offices[_small(sentence.text[start : name.start()])]
            bare = re.sub(r"[’']s?$", "", name["name"])
            at = sentence.start
            yield Holder(office, bare.split()[-1].casefold(), bare, at + start, at + name.end())


def _titles(text: str, knowledge: Knowledge) -> Iterator[tuple[int, re.Match[str]]]:
    """Where an office's name begins at once before a person's, and that person's; of names within others the longest.

    The match begins where the office's name ends.
    """
    small = _small(text)
    if len(small) != len(text):
        return  # a letter that is two in small: offsets would lie elsewhere
    found = ((start, end) for _, start, end in knowledge.titles.find_matches_as_indexes(small, overlapping=True))
    done = 0
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if start >= done and not (start and (text[start - 1].isalnum() or text[start - 1] == "_")):
            name = _BEARER.match(text, end)
            if name is not None:
                done = name.end()
                yield start, name


def _small(text: str) -> str:
    return text.lower().replace("\n", " ")


def role_at_odds(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """An office is one person's title here and another's elsewhere in the text or in the issue before.

    Sentences that tell of a change of office are left out, and so are reports of who holds it.
    """
    seen: dict[str, dict[str, str]] = defaultdict(dict)
    if reading.before is not None:
        for holder in _holders(reading.before, knowledge):
            seen[holder.office].setdefault(holder.last, f"{holder.name} in the issue before")
    for holder in _holders(reading, knowledge):
        others = [told for last, told in seen[holder.office].items() if last != holder.last]
        if others and holder.last not in seen[holder.office]:
            words = f"{holder.name} has the title here; it was {others[0]}"
            yield Found(start=holder.start, end=holder.end, message=words)
        seen[holder.office].setdefault(holder.last, f"{holder.name} before in the text")
