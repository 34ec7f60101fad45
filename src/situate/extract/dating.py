"""Which dates of a passage belong to a frame, and whether each tells when it happened or when it was said."""

import re
from collections.abc import Sequence
from typing import Final

from situate.extract.frame import Frame
from situate.extract.reading import Reading
from situate.model import DateMention
from situate.vocab import DateOf

_AT_ONCE: Final = 8  # characters between a clause and the participle that goes on with it
_AND_SAID: Final = 3  # words of "and announced that"
_CLOSE: Final = 4  # characters from a content to the day behind it
_NO_WORD: Final = 2  # characters between a verb and its object
_FEW_WORDS: Final = 4  # characters of an object before its day
# Speech that is itself what happened on the day; an order may name the day of its deed.
_ANNOUNCED: Final = frozenset({"announced", "announces", "announce", "declared", "unveiled", "condemned", "praised"})
_RELATIVE: Final = re.compile(r", (?:\w+ )?(?:who|whom|whose|which|where) ")
_GOES_ON: Final = re.compile(r"(?:has|have|had|is|are|was|were|will|would|\w+ed|\w+s)\b")
_ELSEWHERE: Final = re.compile(r"\b(?:though|although|while|whereas|but)\b")
_BRACKET: Final = re.compile(r"\([^()]*\)")


def dates_of(reading: Reading, frames: Sequence[Frame], number: int, *, nominal: bool = False) -> list[DateMention]:
    """The dates of a frame: in its content, in its attribution, and one after the clauses it is joined with.

    `nominal` where its content has no verb ("announced the draft on May 3").
    """
    if not reading.dates:
        return []
    frame = frames[number]
    base, text = reading.base, reading.words.text
    out: list[DateMention] = []
    first, last = frame.content.start, frame.content.end
    for found in reading.dates:
        start, end = base + found.start, base + found.end
        of: DateOf | None = None
        if first <= start and end <= last:
            if _of_relative(frame.content.text, start - first, end - first):
                continue
            of = "speech" if found.imaged or (nominal and _dates_the_act(frame, start, end)) else "event"
        elif any(a <= start and end <= b for a, b in frame.attribution):
            of = "event" if found.as_of else "speech"
        elif frame.sentence[0] <= start and end <= frame.sentence[1] and _covers(reading, frames, number, start, end):
            # "a week after the mayor proposed": what stands before the speaker dates the speech.
            # "a claim on August 3 that ...": so does what stands between the word of speech and what was said.
            spoken = (frame.speakers and end <= frame.speakers[0].start < frame.content.start) or (
                frame.cue and frame.cue.end <= start and end <= frame.content.start
            )
            of = "speech" if spoken and not found.as_of else "event"
        if of is not None:
            if found.posted and of == "event" and frame.content.start > start:
                of = "speech"
            out.append(
                DateMention(
                    text=text[found.start : found.end],
                    start=start,
                    end=end,
                    first=found.first,
                    last=found.last,
                    of=of,
                    how=found.how,
                )
            )
    if not any(d.of == "speech" for d in out) and frame.speakers and number:
        out += _said(reading, frames, number) or _went_on_to_say(reading, frames, number)
    if any(d.of == "event" for d in out):
        return out
    return out + (_shared(reading, frames, number) or _told_before(reading, frames, number))


def _of_relative(text: str, start: int, end: int) -> bool:
    """ "NAME, whom the mayor had sacked in March, joined ...": does an inserted clause hold the day at the offsets?"""
    if not text.startswith(", ", end):
        return False
    opened = None
    for match in _RELATIVE.finditer(text, 0, start):
        opened = match.end()
    return opened is not None and ", " not in text[opened:start] and _GOES_ON.match(text, end + 2) is not None


def _dates_the_act(frame: Frame, start: int, end: int) -> bool:
    """Does a day that closes what was announced or denied ("denied any talks on May 3") tell when that was done?"""
    content, cue = frame.content, frame.cue
    if cue is None or not 0 <= content.start - cue.end <= _NO_WORD or content.end - end > 1:
        return False
    if start - content.start < _FEW_WORDS:
        return False
    if frame.stance == "denies":
        return True
    # "announced talks on May 3" may be talks of that day; "announced talks early, on May 3" are not.
    return cue.text.lower() in _ANNOUNCED and content.text[: start - content.start].endswith((", ", ", on "))


def _said(reading: Reading, frames: Sequence[Frame], number: int) -> list[DateMention]:
    """A date of speech holds for what the same speaker goes on to say in the sentence."""
    frame = frames[number]
    for other in reversed(frames[:number]):
        if other.sentence == frame.sentence and other.attribution and other.speakers[:1] == frame.speakers[:1]:
            return [d for d in dates_of(reading, (other,), 0) if d.of == "speech"]
    return []


def _went_on_to_say(reading: Reading, frames: Sequence[Frame], number: int) -> list[DateMention]:
    """ "He visited the plant on Monday and said that ...": the day that ends the clause before dates the speech."""
    frame, before = frames[number], frames[number - 1]
    text, base = reading.words.text, reading.base
    between = text[before.content.end - base : frame.content.start - base].split(maxsplit=2)
    if frame.sentence != before.sentence or before.speakers or between[:1] != ["and"] or len(between) > _AND_SAID:
        return []
    if any(before.content.end <= speaker.start < frame.content.start for speaker in frame.speakers):
        return []  # "and the mayor said": another speaks
    return [
        DateMention(
            text=text[d.start : d.end], start=base + d.start, end=base + d.end, first=d.first, last=d.last,
            of="speech", how=d.how + ", shared",
        )
        for d in reading.dates
        if before.content.start <= base + d.start and -1 <= before.content.end - (base + d.end) <= 1
    ]  # fmt: skip


def _told_before(reading: Reading, frames: Sequence[Frame], number: int) -> list[DateMention]:
    """ "... took the bridge today, clearing ...": a participle that follows at once has the day of its clause."""
    if not number:
        return []
    frame, before = frames[number], frames[number - 1]
    gap = frame.content.start - before.content.end
    opening = frame.content.text.partition(" ")[0]
    if frame.sentence != before.sentence or not 0 <= gap <= _AT_ONCE or not opening.endswith("ing"):
        return []
    return [d for d in dates_of(reading, frames, number - 1) if d.of == "event"]


def _covers(reading: Reading, frames: Sequence[Frame], number: int, start: int, end: int) -> bool:
    """Does a date that stands in no content and no attribution lie right after this frame's content?"""
    frame, text, base = frames[number], reading.words.text, reading.base
    if any(f.content.start <= start and end <= f.content.end for f in frames):
        return False
    if any(a <= start and end <= b for f in frames for a, b in f.attribution):
        return False
    if end > frame.content.start:
        return start - frame.content.end < _CLOSE
    if _ELSEWHERE.search(text, end - base, frame.content.start - base):
        return False  # "will come in 2027, though the patrols grow"
    # What stands right behind another's content is that one's: "stayed calm on May 3, despite claims that ...".
    return not any(0 <= start - f.content.end < _CLOSE for f in frames[:number])


def _shared(reading: Reading, frames: Sequence[Frame], number: int) -> list[DateMention]:
    """A date that ends the last of coordinated clauses covers those before it too."""
    last = number
    while last + 1 < len(frames) and _coordinated(reading, frames[last], frames[last + 1]):
        last += 1
    if last == number:
        return []
    content, base, text = frames[last].content, reading.base, reading.words.text
    return [
        DateMention(
            text=text[d.start : d.end],
            start=base + d.start,
            end=base + d.end,
            first=d.first,
            last=d.last,
            of="event",
            how=d.how + ", shared",
        )
        for d in reading.dates
        if content.start <= base + d.start and base + d.end <= content.end and content.end - (base + d.end) < 3
    ]


def _coordinated(reading: Reading, frame: Frame, after: Frame) -> bool:
    """Does only "and" or "but" join two contents of one sentence and one speaker?"""
    if frame.sentence != after.sentence or frame.speakers != after.speakers:
        return False
    between = reading.words.text[frame.content.end - reading.base : after.content.start - reading.base]
    return _BRACKET.sub(" ", between).replace(",", " ").replace("that", " ").split() in (["and"], ["but"])
