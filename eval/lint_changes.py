"""Errors to be put into published reports, each with what a rule can know of it; `lint_mutations.py` puts them in."""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

import msgspec

from situate.gazetteer import Gazetteer, normal
from situate.geo import COMPASS, EIGHT_POINTS, angle_between, bearing, distance_km
from situate.lint import Knowledge, Linter
from situate.lint.locating import Located
from situate.lint.money import conversions
from situate.lint.reading import Reading
from situate.model import Document
from situate.resolve.candidates import Option

# Bounds within which a changed locator may still be true of a place: generous, and apart from the linter's own.
ANGLE: Final = 75.0
SLACK_KM: Final = 8.0
CITY_KM: Final = 25.0


class Mutation(msgspec.Struct, frozen=True, kw_only=True):
    """One change: `kind` as it is counted, the rule that should find it, others whose finding counts as well.

    `start` and `end` are offsets into the report as it was; `known` says whether the rule can know.
    """

    kind: str
    code: str
    also: tuple[str, ...] = ()
    start: int
    end: int
    text: str
    known: bool = True
    drop_note: str = ""
    mark: str = ""
    moved: tuple[int, int] | None = None


class World(msgspec.Struct, frozen=True, kw_only=True):
    """What a run works with."""

    knowledge: Knowledge
    lexicon: dict[str, bytes]
    gazetteer: Gazetteer
    documents: tuple[Document, ...]
    linter: Linter


# Amounts.


def amounts(reading: Reading, w: World, rng: random.Random) -> Iterator[Mutation]:
    """A conversion that was right, made too large or too small; shares of a whole, made larger than it."""
    for found in conversions(reading, w.knowledge):
        base, into = found.sentence.start, found.into
        span = {"start": base + into.start, "end": base + into.end}
        right = 0.8 < found.ratio < 1.25
        factor = rng.choice((1000.0, 0.001, 10.0, 0.1, 100.0))
        text = f"${into.value * factor:,.2f}".replace(".00", "")
        yield Mutation(kind="amount: magnitude", code="M201", text=text, known=right, **span)
        text = f"${into.value * rng.choice((1.8, 2.4, 0.4)):,.0f}"
        yield Mutation(kind="amount: rate", code="M202", text=text, known=right, **span)
    for sentence in reading.body:
        for match in re.finditer(r"\b(\d{2})( ?%| percent) of (?:the|its|their|all) (?=[a-z])", sentence.text):
            start = sentence.start + match.start(1)
            yield Mutation(kind="amount: share", code="M203", start=start, end=start + 2, text=f"1{match[1]}")


# Places.


def _bearers(name: str, w: World) -> list[Option]:
    return [option for option in w.knowledge.candidates.of(name) if option.kind == "place"]


def _true(km: float, way: str, anchor: str, name: str, w: World) -> bool:
    """Can any bearer of the name lie so from any bearer of the anchor's name, by bounds of our own, on the globe?"""
    for a in _bearers(anchor, w):
        edge = CITY_KM if a.population > 100_000 else SLACK_KM
        for option in _bearers(name, w):
            real = distance_km(a.point, option.point)
            near = 0.55 * km - SLACK_KM <= real <= 1.5 * km + edge
            if near and (real < 3 or angle_between(COMPASS[way], bearing(a.point, option.point)) <= ANGLE):
                return True
    return False


def _fitted(told: Located, w: World) -> bool:
    """Does a bearer of the name lie clearly where the words say?"""
    for a in _bearers(told.locator.anchor or "", w):
        for option in _bearers(told.locator.of, w):
            real, said = distance_km(a.point, option.point), told.locator.distance_km or 0.0
            edge = 20.0 if a.population > 500_000 else 5.0
            away = angle_between(COMPASS[told.locator.bearing or "north"], bearing(a.point, option.point))
            if 0.8 * said - 2 <= real <= 1.2 * said + edge and away <= 45:
                return True
    return False


def _locator(kind: str, start: int, end: int, text: str, *, known: bool, told: Located) -> Mutation:
    span = (told.locator.start, told.locator.end)
    return Mutation(
        kind=kind, code="P305", also=("P301", "P302"), start=start, end=end, text=text, known=known, moved=span,
    )  # fmt: skip


def places(reading: Reading, w: World, rng: random.Random) -> Iterator[Mutation]:
    """Another distance, another direction, another anchor: each a slip that a reader could look up."""
    for told in reading.located:
        words, at = told.locator.text, reading.text.find(told.locator.text, told.locator.start)
        number = re.search(r"\d+(?:\.\d+)?(?=[\s-]?(?:km|kilo|mile))", words)
        if number is None or told.locator.within or told.locator.bearing is None or told.locator.distance_km is None:
            continue
        fits, way, anchor, said = (
            _fitted(told, w),
            told.locator.bearing,
            told.locator.anchor or "",
            told.locator.distance_km,
        )
        written = float(number.group())
        far = round(written * rng.choice((2.5, 3.0, 4.0)) + 15 if written < 30 or rng.random() < 0.5 else written / 4)
        unit = said / written
        known = fits and not _true(far * unit, way, anchor, told.locator.of, w)
        yield _locator("distance", at + number.start(), at + number.end(), str(far), known=known, told=told)
        if way in EIGHT_POINTS:
            turned = EIGHT_POINTS[(EIGHT_POINTS.index(way) + rng.choice((2, 3, 4, 5, 6))) % 8]
            place = words.rfind(way)
            known = fits and said >= 5 and not _true(said, turned, anchor, told.locator.of, w)
            yield _locator("direction", at + place, at + place + len(way), turned, known=known, told=told)
        others = [other for other in reading.anchors if normal(other) != normal(anchor)]
        if others:
            other = rng.choice(others)
            known = fits and bool(_bearers(other, w)) and not _true(said, way, other, told.locator.of, w)
            known = known and _near(other, anchor, w)
            yield _locator("anchor", told.anchor_start, told.anchor_end, other, known=known, told=told)


def _near(one: str, other: str, w: World) -> bool:
    """Do the anchors lie on one front? An anchor 500 km off turns the place into a namesake that nobody can check."""
    return any(distance_km(a.point, b.point) < 120 for a in _bearers(one, w)[:1] for b in _bearers(other, w)[:1])


# Names.

_NAME: Final = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{5,}\b(?!-)")


def names(reading: Reading, w: World, rng: random.Random) -> Iterator[Mutation]:
    """A letter dropped, doubled, changed or swapped in a name: one that the text writes often, or a village's."""
    counts = Counter(word for s in reading.sentences for word in re.findall(r"\b[A-Z][a-z]{5,}\b", s.text))
    for sentence in reading.body:
        found = [(m.group(), sentence.start + m.start()) for m in _NAME.finditer(sentence.text)]
        for word, start in found:
            # A title or an institution's word is the language's, and its spelling a dictionary's.
            if word.casefold() in w.knowledge.language.vocabulary | reading.small_words:
                continue
            wrong = _slip(word, rng)
            known = not (w.gazetteer.named(wrong) or wrong in w.knowledge.known_words or normal(wrong) == normal(word))
            often = counts[word] >= 3
            if not often:
                known = known and _beside(word, [other for other, _ in found if other != word], w)
                if not _bearers(word, w):
                    continue
            yield Mutation(
                kind="name" if often else "name: village", code="N404" if often else "P307",
                also=("N401", "N403", "N404", "P303", "P307"), start=start, end=start + len(word), text=wrong,
                known=known,
            )  # fmt: skip


def _beside(word: str, others: list[str], w: World) -> bool:
    """Does a village of that name lie beside a place that the sentence names as well?"""
    return any(
        distance_km(one.point, other.point) < 35
        for one in _bearers(word, w)
        for name in others
        for other in _bearers(name, w)[:3]
    )


def _slip(word: str, rng: random.Random) -> str:
    """One slip of the pen inside the word."""
    at = rng.randrange(1, len(word) - 2)
    match rng.randrange(4):
        case 0:
            return word[:at] + word[at + 1 :]
        case 1:
            return word[:at] + word[at] + word[at:]
        case 2 if word[at] != word[at + 1]:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case _:
            return word[:at] + rng.choice([c for c in "bcdfklmnprstvz" if c != word[at]]) + word[at + 1 :]


# Dates.

_DAY: Final = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September) (\d{1,2})\b(?![\d:,-]|–| and| to| through)"
)
_SAID: Final = re.compile(r"\b(?:stated|reported|claimed|announced|published|posted|shelled|struck|captured) on $")
_SPAN: Final = re.compile(r"\b(?:April|May|June|July|August) (\d{1,2})([-–])(\d{1,2})\b")


def dates(reading: Reading, w: World, rng: random.Random) -> Iterator[Mutation]:
    """A day after the issue told as past, a day that no month has, a weekday at odds, a span turned round."""
    published = reading.document.published.day
    for sentence in reading.body if published else ():
        for match in _DAY.finditer(sentence.text):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            before = sentence.text[: match.start()]
            if _SAID.search(before) or before.endswith(" as of "):
                day = published + timedelta(days=rng.randrange(1, 20))
                text = f"{day:%B} {day.day}"
                yield Mutation(kind="date: after the issue", code="T501", start=start, end=end, text=text)
            longest = {"February": 29}.get(match[1], 30 if match[1] in {"April", "June", "September"} else 31)
            text = f"{match[1]} {longest + rng.randrange(1, 60)}"
            yield Mutation(kind="date: impossible", code="T502", start=start, end=end, text=text)
            named = _day_of(match, published)
            if named is not None and before.endswith(" on "):
                wrong = f"{named + timedelta(days=rng.randrange(1, 7)):%A}, {match.group()}"
                yield Mutation(kind="date: weekday", code="T504", start=start, end=end, text=wrong)
        for match in _SPAN.finditer(sentence.text):
            if int(match[1]) < int(match[3]):
                text = match.group().replace(f"{match[1]}{match[2]}{match[3]}", f"{match[3]}{match[2]}{match[1]}")
                start = sentence.start + match.start()
                yield Mutation(kind="date: span", code="T503", start=start, end=sentence.start + match.end(), text=text)


def _day_of(match: re.Match[str], published: date) -> date | None:
    """The day that the words mean, of the issue's year; None where there is none."""
    months = ["January", "February", "March", "April", "May", "June", "July", "August", "September"]
    try:
        return date(published.year, months.index(match[1]) + 1, int(match[2]))
    except ValueError:
        return None


# Probability, structure, wording.


# Words that strengthen or weaken a probability; none of them is on the scale before these.
_MODIFIERS: Final = (
    "extremely",
    "quite",
    "fairly",
    "rather",
    "increasingly",
    "exceedingly",
    "overwhelmingly",
    "somewhat",
)


def probability(reading: Reading, w: World, rng: random.Random) -> Iterator[Mutation]:
    """A word of the scale becomes one of the other column, one off the scale, two hedges, or gets a confidence."""
    several = sum(len(re.findall(r"\blikely\b", s.text)) for s in reading.body) >= 3
    for sentence in reading.body:
        for match in re.finditer(r"(?<=[a-z] )likely (?=[a-z])", sentence.text):
            start = sentence.start + match.start()
            span = {"start": start, "end": start + len("likely")}
            if re.search(r"(?:un|more|less|most|very|highly) $", sentence.text[: match.start()]):
                continue
            yield Mutation(kind="probability: column", code="L601", text="probably", known=several, **span)
            off = f"{rng.choice(_MODIFIERS)} {rng.choice(('likely', 'probable', 'certain'))}"
            yield Mutation(kind="probability: off the scale", code="L602", text=off, **span)
            twice = rng.choice(("could possibly", "may potentially", "possibly could", "might perhaps"))
            yield Mutation(kind="probability: two hedges", code="L603", text=twice, **span)
            sure = rng.choice(("likely, with high confidence,", "likely, with moderate confidence,"))
            yield Mutation(kind="probability: confidence", code="L604", text=sure, **span)


def structure(reading: Reading, w: World, rng: random.Random) -> Iterator[Mutation]:
    """A mark that leads nowhere, a mark that leaps, a note that was dropped."""
    notes = {note.mark: note for note in reading.document.notes}
    numbers = [mark for mark in reading.marks if mark.mark.isdigit() and mark.mark in notes]
    once = Counter(mark.mark for mark in reading.marks)
    for mark in numbers:
        alone = reading.text[mark.start : mark.end] == f"[{mark.mark}]"
        if not alone or once[mark.mark] > 1:
            continue
        wrong = str(len(notes) + rng.randrange(1, 400))
        yield Mutation(
            kind="mark: no note", code="S701", start=mark.start, end=mark.end, text=f"[{wrong}]", mark=wrong,
            known=wrong not in notes,
        )  # fmt: skip
        other = rng.choice(numbers).mark
        later = int(other) > int(mark.mark) + 1
        if later:
            yield Mutation(
                kind="mark: another's", code="S704", also=("S703",), start=mark.start, end=mark.end, text=f"[{other}]",
                mark=other,
            )  # fmt: skip
        note = notes[mark.mark]
        yield Mutation(
            kind="note dropped", code="S701", start=note.start, end=note.end, text="", drop_note=mark.mark,
            moved=(mark.start, mark.end),
        )  # fmt: skip


def wording(reading: Reading, w: World, rng: random.Random) -> Iterator[Mutation]:
    """A word doubled, a space lost after a full stop, two words glued, a line broken."""
    for sentence in reading.body:
        found = list(re.finditer(r"(?<= )(the|a|to|in|by|with|that had|forces|near|from) (?=[a-z])", sentence.text))
        if found:
            match = rng.choice(found)
            start = sentence.start + match.start()
            word = match[1]
            known = word not in {"that had", "in"}
            yield Mutation(kind="wording: doubled", code="W801", start=start, end=start, text=f"{word} ", known=known)
        after = re.match(r" (?=[A-Z][a-z]{2})", reading.text[sentence.end :])
        inside = sentence.end < sentence.passage.end and sentence.text.endswith(".") and after is not None
        if inside and re.search(r"[a-z]{3}\.$", sentence.text):
            following = re.match(r" ([A-Z][a-z]+)", reading.text[sentence.end :])
            word = following[1] if following else ""
            known = word.casefold() in w.knowledge.language.vocabulary or word in w.knowledge.known_words
            yield Mutation(
                kind="wording: no space", code="W803", start=sentence.end, end=sentence.end + 1, text="", known=known,
            )  # fmt: skip
        glued = list(re.finditer(r"(?<= )(of|the|from) (?=([a-z]{6,})[ ,.])", sentence.text))
        if glued:
            match = rng.choice(glued)
            start = sentence.start + match.end() - 1
            rest = match[2]
            count = len(re.findall(rf"\b{rest}\b", reading.text))
            known = rest in w.knowledge.language.vocabulary or count > 1
            yield Mutation(kind="wording: glued", code="W804", start=start, end=start + 1, text="", known=known)


KINDS: Final[tuple[Callable[[Reading, World, random.Random], Iterator[Mutation]], ...]] = (
    amounts, places, names, dates, probability, structure, wording,
)  # fmt: skip
