"""Rules about roles: one office given to two holders."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

import msgspec

from situate.lint.finding import Found
from situate.lint.knowledge import Knowledge
from situate.lint.reading import Reading

# Words by which a text says that an office changes hands, or that its holders are disputed.
_CHANGES: Final = re.compile(
    r"\b(?:appoint\w*|replac\w+|dismiss\w*|former\w*|previous\w*|new|newly|succe\w+|resign\w*|fir(?:ed|ing)|remov\w+|ex|"
    r"then|acting|deputy|outgoing|incoming|nam(?:ed|ing)|promot\w+|predecessor|until)\b",
    re.IGNORECASE,
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
        if _CHANGES.search(sentence.text):
            continue
        for match in knowledge.titles.finditer(sentence.text):
            name = re.sub(r"[’']s?$", "", match["name"])
            start = sentence.start + match.start()
            office = knowledge.offices[match["office"].casefold()]
            yield Holder(office, name.split()[-1].casefold(), name, start, sentence.start + match.end())


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
