"""Rules about attribution: verbs that take a side, sources nobody can ask, changes of control nobody tells."""

import re
from collections.abc import Iterator
from typing import Final

from situate.lint.finding import Found
from situate.lint.knowledge import Knowledge
from situate.lint.reading import Reading

_BASIS: Final = re.compile(
    r"\b(?:geolocated|footage|imagery|video|photo\w*|document\w*|satellite|evidence|court|investigat\w+|intercept\w*|"
    r"confirm\w*|verified|data|record\w*)\b",
    re.IGNORECASE,
)


def loaded_verb(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A verb of saying that takes a side ("admitted", "revealed", "lied") where the sentence gives no basis for it.

    The word tells the reader that what follows is true, or that the speaker knew it was not.
    Suggested is a neutral verb.
    """
    table: dict[str, str] = knowledge.table("lint.toml")["verbs"]["loaded"]
    for sentence in reading.body:
        for match in knowledge.language.loaded.finditer(sentence.text):
            if not _BASIS.search(sentence.text):
                start, word = sentence.start + match.start("verb"), match["verb"]
                right = table[" ".join(word.casefold().split())]
                yield Found(start=start, end=start + len(word), message=f"“{word}” takes a side", suggestion=right)


def unnamed_source(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A source that is not named ("reportedly", "sources said") in a text with notes, where no note stands with it."""
    if not reading.marks:
        return
    for sentence in reading.body:
        match = knowledge.language.unnamed.search(sentence.text)
        if match is None or reading.noted(sentence) or sentence.passage.kind != "body":
            continue
        start = sentence.start + match.start()
        words = f"“{match.group()}”: who says so? No note stands with it"
        yield Found(start=start, end=start + len(match.group()), message=words)


def contested_without_source(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A change of control told as a fact: nobody says it in the sentence, nothing shows it, and no note stands with it.

    Who holds a place is what the sides dispute; a claim of it needs its source.
    """
    language = knowledge.language
    for sentence in reading.body:
        match = language.contested.search(sentence.text)
        if match is None or sentence.passage.kind != "body" or reading.noted(sentence):
            continue
        if language.sourced.search(sentence.text) or language.hedged.search(sentence.text):
            continue
        start = sentence.start + match.start("verb")
        words = f"who says that a place was {match['verb']}? No source, no evidence and no note stand with it"
        yield Found(start=start, end=start + len(match["verb"]), message=words)
