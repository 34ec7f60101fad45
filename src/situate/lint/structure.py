"""Rules about structure: marks and notes, empty sections, repeated sentences, takeaways without support."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from situate.lint.finding import Found
from situate.lint.knowledge import Knowledge
from situate.lint.reading import Reading
from situate.lint.sentence import Sentence

# A sentence of fewer words may be said twice: "Nothing significant to report."
_SENTENCE_WORDS: Final = 8
# In two sections the same may be so in the same words: "There was no activity to report on this axis."
_ELSEWHERE_WORDS: Final = 15
# Short headings before short lines are lists that lost their markup.
_HEADING_WORDS: Final = 4
# An effort that others are part of stands above the first of them, with no text of its own.
_WHOLE: Final = re.compile(r"\b(?:Main Efforts?|Counteroffensives|Efforts)\b")
_PART: Final = re.compile(r"\b(?:Subordinate|Supporting Effort #\d)\b")
# Of a takeaway's content words the body must say so many, in three sentences in a row, or the takeaway stands alone.
# Measured on the reports of 2022, whose takeaways are drawn from their bodies: 99% reach it.
_SUPPORTED: Final = 0.25
_WINDOW: Final = 3
# A digest gives the takeaways of a text that is elsewhere: it has hardly a body of its own.
_BODY_SENTENCES: Final = 20
# Takeaways of fewer content words say too little to be looked up.
_CONTENT_WORDS: Final = 5
_WORDS: Final = re.compile(r"\w[\w’'-]*")


def dangling_mark(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A note mark that no note answers: the reader cannot see what the sentence rests on."""
    notes = {note.mark for note in reading.document.notes}
    for mark in reading.marks:
        if mark.mark not in notes:
            words = f"no note [{mark.mark}]" + ("" if notes else "; the text has no notes at all")
            yield Found(start=mark.start, end=mark.end, message=words)


def note_without_address(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A note that gives no address: nobody can look up what it cites."""
    for note in reading.document.notes:
        if not note.urls:
            yield Found(
                start=note.start, end=note.start + len(note.mark) + 2, message=f"note [{note.mark}] has no address"
            )


def unused_note(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A note that no mark of the text points to: its sentence was cut, or its mark was lost."""
    marks = {mark.mark for mark in reading.marks}
    for note in reading.document.notes if marks else ():
        if note.mark not in marks:
            start, end = note.start, note.start + len(note.mark) + 2
            yield Found(start=start, end=end, message=f"no mark points to note [{note.mark}]")


def marks_out_of_order(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A mark whose number leaps over others or falls back to one that was not used before: notes count upwards."""
    seen: set[int] = set()
    highest = 0
    for mark in reading.marks:
        if not mark.mark.isdigit():
            continue
        number = int(mark.mark)
        if number not in seen and seen and number != highest + 1:
            words = f"[{number}] follows [{highest}]"
            yield Found(start=mark.start, end=mark.end, message=words, suggestion=f"[{highest + 1}]")
        seen.add(number)
        highest = max(highest, number)


def empty_section(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A heading of a line of operations that nothing follows but the heading of another one."""
    passages = [p for p in reading.document.passages if p.kind not in {"boilerplate", "note"}]
    for passage, after in pairwise(passages):
        if {passage.kind, after.kind} != {"heading"} or passage.effort is None or not passage.section:
            continue
        words, next_words = (reading.text[p.start : p.end].strip() for p in (passage, after))
        parts = _WHOLE.search(words) is not None or _PART.search(next_words) is not None
        if after.effort not in {None, passage.effort} and not parts and len(words.split()) >= _HEADING_WORDS:
            yield Found(start=passage.start, end=passage.end, message=f"nothing stands under “{words[:60]}”")


def repeated_sentence(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A sentence stands twice, word for word, in the body. What takeaways and toplines repeat is not counted."""
    first: dict[str, Sentence] = {}
    for sentence in reading.sentences:
        if sentence.passage.kind != "body":
            continue
        words = _WORDS.findall(sentence.text.casefold())
        if len(words) < _SENTENCE_WORDS:
            continue
        before = first.setdefault(" ".join(words), sentence)
        elsewhere = before.passage.section != sentence.passage.section
        if before is not sentence and not (elsewhere and len(words) < _ELSEWHERE_WORDS):
            line, _ = reading.place(before.start)
            yield Found(start=sentence.start, end=sentence.end, message=f"the same sentence stands in line {line}")


def unsupported_takeaway(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A takeaway that the body does not bear out: few of its words stand together anywhere in it.

    Three sentences in a row are looked at; words of grammar and of probability are left out.
    """
    stop = knowledge.language.words("structure", "stop")
    body = [_content(s, stop) for s in reading.body]
    windows = [set().union(*body[at : at + _WINDOW]) for at in range(max(1, len(body) - _WINDOW + 1))]
    for sentence in reading.sentences if len(body) >= _BODY_SENTENCES else ():
        wanted = _content(sentence, stop)
        if sentence.passage.kind != "takeaway" or len(wanted) < _CONTENT_WORDS:
            continue
        best = max(len(wanted & window) for window in windows) / len(wanted)
        if best < _SUPPORTED:
            words = f"the body says {best:.0%} of its words together; what does it rest on?"
            yield Found(start=sentence.start, end=sentence.end, message=words)


def _content(sentence: Sentence, stop: frozenset[str]) -> set[str]:
    return {_stem(word) for word in _WORDS.findall(sentence.text.casefold()) if word not in stop and len(word) > 2}


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    """A word without its commonest endings: enough to meet "attack", "attacks" and "attacking"."""
    bare = word.removesuffix("’s").removesuffix("'s")
    for ending in ("ations", "ation", "ings", "ing", "ed", "es", "s"):
        if bare.endswith(ending) and len(bare) - len(ending) >= 4:
            return bare[: -len(ending)]
    return bare
