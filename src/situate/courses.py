"""Courses of action that are watched for: rubrics that authors file under, and indicators with what they match.

The records of a theatre's `courses.toml`; `docs/board.md` tells how a board is made of them.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Final, Literal

import msgspec

from situate.vocab import EVENTS, ROLES

Direction = Literal["more", "ambiguous", "less"]
DIRECTIONS: Final[tuple[Direction, ...]] = ("more", "ambiguous", "less")
Diagnosticity = Literal["low", "medium", "high", "decisive"]
_SEASON: Final = re.compile(r"(\d\d)-(\d\d)/(\d\d)-(\d\d)")


class Rubric(msgspec.Struct, frozen=True, kw_only=True):
    """A heading of the warning board: `direction` is more, ambiguous or less; `headings` its wordings.

    `diagnosticity` is how much an author's filing under it tells, `expires_days` how long it stands.
    """

    id: str
    direction: str
    headings: tuple[str, ...]
    diagnosticity: Diagnosticity = "medium"
    expires_days: int = 7


class Spot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place that a claim must name: one of `areas` (ids of `areas.csv`) or `places` (names), in one of `roles`.

    Without areas and places any will do.
    """

    areas: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


class Pattern(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a claim must be like; every condition that is given must hold, each by any of its values.

    `where` holds spots that must all be named; `actors` and `sides` are of the doer, `speakers` the sides (or ids of
    sources) of who says so; `words` and `without` are phrases of the content, a final `*` standing for any ending.
    `fact` leaves out what is only likely, planned or wanted; `negative` says that the words deny something themselves:
    a claim that is negated is then filed as it stands.
    """

    events: tuple[str, ...] = ()
    where: tuple[Spot, ...] = ()
    actors: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    fact: bool = False
    negative: bool = False


class Indicator(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that would be seen if the course of action drew nearer, or further away.

    `shows` says why; `baseline` is how many reports within `expires_days` are ordinary; `season` the parts of the year
    ("MM-DD/MM-DD", both days included) in which it is ordinary. `match` are patterns of which one must hold.
    """

    id: str
    question: str
    shows: str
    direction: Direction
    diagnosticity: Diagnosticity = "medium"
    baseline: int = 0
    season: tuple[str, ...] = ()
    expires_days: int = 14
    match: tuple[Pattern, ...] = ()

    def in_season(self, day: date) -> bool:
        """Is it ordinary on this day of the year?"""
        return any(_within(day, season) for season in self.season)


class Subject(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a course is about: a claim that meets any of these may bear on it. Without one every claim may.

    `sections` are phrases of a heading that it stands under, `words` of its own words.
    """

    areas: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """A course of action that is watched for, with the rubrics that reports file under.

    `prior` is its chance in per cent when nothing is seen; after `stale_days` without a report nothing is known;
    the trend is what came within `trend_days`. `forecasts` match an author's own words on the course itself.
    """

    id: str
    question: str
    rubrics: tuple[Rubric, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    about: Subject | None = None
    forecasts: tuple[Pattern, ...] = ()
    prior: float = 10.0
    stale_days: int = 14
    trend_days: int = 7


def _within(day: date, season: str) -> bool:
    found = _SEASON.fullmatch(season)
    if found is None:
        return False
    first, last = ((int(found[n]), int(found[n + 1])) for n in (1, 3))
    now = (day.month, day.day)
    return first <= now <= last if first <= last else now >= first or now <= last


def course_faults(courses: Iterable[Course], known: Mapping[str, Collection[str]]) -> Iterator[str]:
    """What is wrong with courses; `known` are the ids of areas, actors, sides and sources by these words."""
    rubrics: dict[str, str] = {}
    for course in courses:
        if not 0 < course.prior < 100:
            yield f"{course.id}: prior {course.prior} is no chance in per cent (above 0, under 100)"
        for rubric in course.rubrics:
            if rubric.direction not in DIRECTIONS:
                allowed = ", ".join(DIRECTIONS)
                yield f"{course.id}/{rubric.id}: direction {rubric.direction!r} is none of {allowed}"
            # A claim knows its rubric by this id alone.
            if rubrics.setdefault(rubric.id, course.id) != course.id:
                yield f"{course.id}/{rubric.id}: {rubrics[rubric.id]} has a rubric of this id"
        yield from (f"{course.id}: {fault}" for fault in _indicator_faults(course))
        yield from (f"{course.id}: {fault}" for fault in _reference_faults(course, known))


def _indicator_faults(course: Course) -> Iterator[str]:
    taken = {rubric.id for rubric in course.rubrics}
    for one in course.indicators:
        if one.id in taken:
            yield f"{one.id} names two of its rubrics and indicators"
        taken.add(one.id)
        yield from (f"{one.id}: season {s!r} is not MM-DD/MM-DD" for s in one.season if not _is_season(s))
        if not one.match:
            yield f"{one.id}: nothing under `match`: no claim would ever be filed under it"
        yield from (f"{one.id}: a pattern without conditions" for p in one.match if _is_empty(p))


def _is_empty(pattern: Pattern) -> bool:
    return pattern == Pattern(fact=pattern.fact, negative=pattern.negative, without=pattern.without)


def _is_season(season: str) -> bool:
    found = _SEASON.fullmatch(season)
    if found is None:
        return False
    # 2000 was a leap year: every day of any year is in it.
    try:
        date(2000, int(found[1]), int(found[2]))
        date(2000, int(found[3]), int(found[4]))
    except ValueError:
        return False
    return True


def _reference_faults(course: Course, known: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Ids and words of vocabularies that lead nowhere."""
    patterns = [p for one in course.indicators for p in one.match] + list(course.forecasts)
    spots = [spot for p in patterns for spot in p.where]
    about = course.about or Subject()
    named: tuple[tuple[str, Iterable[str], Collection[str]], ...] = (
        ("event", (e for p in patterns for e in p.events), EVENTS),
        ("role", (r for spot in spots for r in spot.roles), ROLES),
        ("area", (*(a for spot in spots for a in spot.areas), *about.areas), known["areas"]),
        ("actor", (*(a for p in patterns for a in p.actors), *about.actors), known["actors"]),
        ("side", (*(s for p in patterns for s in p.sides), *about.sides), known["sides"]),
        ("speaker", (s for p in patterns for s in p.speakers), {*known["sides"], *known["sources"]}),
    )
    for kind, used, there in named:
        yield from (f"{kind} {one!r} is not known" for one in dict.fromkeys(used) if one not in there)
