"""What a content needs to stand on another page: dates for relative days, locators, and what stands around it."""

import re
from collections.abc import Iterator
from typing import Final

from situate.model import Claim, DateMention
from situate.produce.desk import Desk
from situate.produce.located import locator_of, measured_locator
from situate.produce.spelling import house_name
from situate.produce.words import day_words, listed
from situate.theatre import Theatre

EDGES: Final = " \t\n.;:,–—-•*#>|"
# Days told from the day of writing: they mean nothing on another page.
_WEEKDAYS: Final = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
RELATIVE: Final = re.compile(
    rf"\b(?:today|yesterday|tonight|tomorrow|overnight|(?:this|yesterday) (?:morning|afternoon|evening|night)"
    rf"|(?:last|the|over|during) ?(?:the )?night|(?:on )?(?:{_WEEKDAYS})(?: (?:morning|afternoon|evening|night))?)\b",
    re.IGNORECASE,
)
_PART_OF_DAY: Final = re.compile(r" (morning|afternoon|evening|night)\b")
# Spans that the document's own day gives their days, as extraction tells it; and what stands before one.
_SEEN_FROM: Final = "span seen from the document's day"
_WITHIN: Final = re.compile(r"\b(?:in|over|during|within|for|throughout) $", re.IGNORECASE)
# A quotation that closes a content has its full stop inside; it goes where more is to follow.
_CLOSING: Final = re.compile(r"[.,](?=[”’\"]$)")
# How the place of an editor's bracket stands to the event.
_AT: Final[dict[str, str]] = {
    "at": "near", "object": "near", "toward": "toward", "from": "from", "between": "between", "context": "on",
}  # fmt: skip


def edited(claim: Claim, desk: Desk) -> str:
    """The content with relative days as dates, locators, and the places and days that stand around it."""
    text, start = claim.content.text, claim.content.start
    if len(text) != claim.content.end - start:
        return text
    edits = [*_dates(claim, desk), *_spans(claim, desk), *_locators(claim, desk), *_spellings(claim, desk.theatre)]
    edits += _meant(claim, desk.theatre)
    for first, last, words in sorted(edits, reverse=True):
        if start <= first <= last <= start + len(text):
            text = text[: first - start] + words + text[last - start :]
    around = _outside(claim, desk)
    return f"{_CLOSING.sub('', text.rstrip(EDGES))}{around}" if around else text


def _outside(claim: Claim, desk: Desk) -> str:
    """Places of the event that its sentence names around the content, in an editor's brackets, and its day."""
    start, end = claim.content.start, claim.content.end
    inside = {house_name(p.text, desk.theatre) for p in claim.places if start <= p.start < end}
    named: dict[str, list[str]] = {}
    for place in claim.places:
        name = house_name(place.text, desk.theatre)
        if place.pointer is None and not start <= place.start < end and name not in inside:
            named.setdefault(_AT[place.role], []).append(name)
            inside.add(name)
    places = "; ".join(f"{word} {listed(tuple(names))}" for word, names in named.items())
    days = [m for m in claim.dates if m.of == "event" and not start <= m.start < end]
    day = f" {_dated(days[0], desk, '')}" if len(days) == 1 else ""
    return f" [{places}]{day}" if places else day


def _spans(claim: Claim, desk: Desk) -> Iterator[tuple[int, int, str]]:
    """Spans told from the day of writing ("the past 24 hours"), where that is another day than this page's."""
    if claim.published == desk.day:
        return
    for mention in claim.dates:
        if mention.how.startswith(_SEEN_FROM) and not RELATIVE.fullmatch(mention.text.strip()):
            before = _WITHIN.search(claim.content.text[: max(0, mention.start - claim.content.start)])
            words = _dated(mention, desk, "")
            if before:
                yield mention.start - len(before[0]), mention.end, words
            else:
                yield mention.end, mention.end, f" [{words}]"


def _dates(claim: Claim, desk: Desk) -> Iterator[tuple[int, int, str]]:
    for mention in claim.dates:
        if RELATIVE.fullmatch(mention.text.strip()):
            at = mention.start - claim.content.start
            start = mention.start - 3 if claim.content.text[: max(0, at)].endswith("on ") else mention.start
            part = _PART_OF_DAY.match(claim.content.text, max(0, at + len(mention.text)))
            end = mention.end + (len(part[0]) if part else 0)
            yield start, end, _dated(mention, desk, part[1] if part else "")


def _dated(mention: DateMention, desk: Desk, part: str) -> str:
    words = mention.text.casefold()
    part = part or next((p for p in ("morning", "afternoon", "evening", "night") if p in words), "")
    first, last = day_words(mention.first, desk.day), day_words(mention.last, desk.day)
    if first == last:
        return f"on the {part} of {first}" if part else f"on {first}"
    span = f"{first} to {mention.last.day}" if mention.first.month == mention.last.month else f"{first} to {last}"
    return f"on the {part} of {span}" if part else f"from {span}"


def _spellings(claim: Claim, theatre: Theatre) -> Iterator[tuple[int, int, str]]:
    """Places under the name that the house writes."""
    for place in claim.places:
        house = house_name(place.text, theatre)
        if house != place.text and claim.content.start <= place.start:
            yield place.start, place.end, house


def _meant(claim: Claim, theatre: Theatre) -> Iterator[tuple[int, int, str]]:
    """ "The village [Corva]": the name of a place that only the sentence before gives."""
    for place in claim.places:
        if place.pointer is not None:
            yield place.pointer.end, place.pointer.end, f" [{house_name(place.text, theatre)}]"


def _locators(claim: Claim, desk: Desk) -> Iterator[tuple[int, int, str]]:
    """Locators behind the places they locate: as written, else as measured."""
    start, end = claim.content.start, claim.content.end
    for place in claim.places:
        if not start <= place.start <= place.end <= end or any(
            p.text == place.text and p.start > place.start for p in claim.places
        ):
            continue
        words = locator_of(place, claim)
        if words is not None and not start <= words.start < end:
            yield place.end, place.end, f" ({words.text.strip('() ')})"
        elif all(x.of != place.text for x in claim.locators):
            measured = measured_locator(place, desk.theatre)
            # Half of a name with a hyphen is another place, or none.
            if measured and claim.content.text[: place.start - start][-1:] != "-":
                yield place.end, place.end, f" ({measured})"
