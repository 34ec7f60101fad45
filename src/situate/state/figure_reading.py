"""The figures of one document, in their order: what each number counts, and what it takes from the one before it."""

import re
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import Final, NamedTuple

import msgspec

from situate.figure import Figure, FigurePlace, Measure
from situate.model import Claim
from situate.state.counting import Counted, bounds, counted, counter, is_plain, pledged, quantifier, term_of
from situate.state.figure_days import Days, dates_of, days_of, is_as_of, is_by, says_again
from situate.state.figure_places import places_of
from situate.state.figure_words import FigureWords, Term
from situate.state.measures import AsOf, grows, is_rate, measure_of
from situate.state.standing import known_on
from situate.vocab import Event

# Materiel that one's own side moves is no aid. A wish or a pledge may be told in other events, too.
_AID_EVENTS: Final[frozenset[Event]] = frozenset({"aid"})
_WISHES: Final[frozenset[Event]] = frozenset(
    {"aid", "capability", "diplomacy", "narrative", "decree", "production", "air_defence", "other"}
)
# "Killed 4 men and 3 women": what is said of the first is said of the second.
_LISTED: Final = re.compile(r"(?:,|\band|,\s+and|\bplus|\bas\s+well\s+as)\s*$")
# What one person is paid stays under it, in any currency of the theatres so far.
_NO_WAGE: Final = 1e6
_STAYS: Final = frozenset({"in relief camp", "sheltered", "homeless"})
_WISHED: Final = frozenset({"needed", "requested", "pledged", "approved"})
# To ask and to pledge are acts, even where they are told as an order or a plan.
_ACTS: Final = _WISHED | {"required"}
# Letters within which a word of a plan is about the number, and within which "of them" finds whom it means.
_PLAN_REACH: Final = 70
_BACK_REACH: Final = 300


class _Seen(NamedTuple):
    """A number in its claim, with the figure before it and that one's claim, and what else the sentence says.

    `alone` where the claim holds no other number; `sentence` are the claims of its sentence, itself included.
    """

    one: Counted
    claim: Claim
    words: FigureWords
    before: Figure | None
    last: Claim | None
    alone: bool
    sentence: Sequence[Claim]

    @property
    def same_sentence(self) -> bool:
        """Does the figure before it stand in its sentence?"""
        return self.last is not None and _place(self.last) == _place(self.claim)


def read_document(claims: Sequence[Claim], words: FigureWords) -> list[Figure]:
    """The figures of one document's claims, which come in the order of their places in it.

    A number that two claims share is read once, in the first of them that makes a figure of it.
    """
    found: list[Figure] = []
    last: Claim | None = None
    sentences: dict[tuple[int, int], list[Claim]] = {}
    for claim in claims:
        sentences.setdefault(_place(claim), []).append(claim)
    read: set[int] = set()
    for claim in claims:
        numbers = tuple(counted(claim, words)) if claim.quantities and not claim.negated else ()
        for one in (n for n in numbers if n.quantity.start not in read):
            near = last is not None and claim.start - last.end <= _BACK_REACH
            before = found[-1] if found and near else None
            seen = _Seen(one, claim, words, before, last if near else None, len(numbers) == 1, sentences[_place(claim)])
            figure = _figure(seen)
            if figure is not None:
                found.append(_sized(figure, one, found))
                last = claim
                read.add(one.quantity.start)
    return found


def _place(claim: Claim) -> tuple[int, int]:
    return claim.start, claim.end


def _figure(seen: _Seen) -> Figure | None:
    """The figure that a number makes, None where it makes none."""
    one, claim, before = seen.one, seen.claim, seen.before
    term = term_of(one, claim, seen.words)
    if before is not None and _refers(seen, term) and _same_kind(one, before):
        return _again(seen, before)
    if term is not None:
        wished = term.term in _WISHED
        by_word = claim.event in (_WISHES if wished else _AID_EVENTS) or pledged(claim, term)
        is_other = term.topic == "aid" and not by_word
        small = one.quantity.low is not None and one.quantity.low < _NO_WAGE
        is_other |= term.topic == "budget" and small and seen.words.has("wages", claim.content.text) is not None
        return None if is_other else _made(seen, term)
    if one.unit != "%" or not _planned(seen):
        return None
    target = _made(seen, None)
    return target if target.first is not None else None  # a target has a day by which


def _refers(seen: _Seen, term: Term | None) -> bool:
    """Does the number speak of those counted before, with no word of its own for what befell them?"""
    one = seen.one
    if one.same_as is not None and seen.same_sentence:
        return True
    if seen.words.has("moved", one.before[-24:]) is not None:
        return True
    near = f"{one.before[-24:]}{one.after[:24]}"
    listed = seen.before is not None and seen.before.claims == (seen.claim.id,)
    if term is None and listed and (_LISTED.search(one.before) or ":" in seen.claim.content.text[: one.start]):
        return True  # one more in a list, or a part of what stands before the colon
    return term is None and (
        seen.words.has("again", near) is not None or grows(one, seen.claim, seen.words) is not None
    )


def _same_kind(one: Counted, before: Figure) -> bool:
    """Can it be some of what was counted before?"""
    if one.unit == "money":
        return len(before.unit) == 3 and before.unit.isupper()
    return before.unit == _unit(one) or {before.unit, one.unit} == {"person", "household"}


def _made(seen: _Seen, term: Term | None) -> Figure:
    """A figure in its own words; its days may be those of the figure before it. Without a term it is a target."""
    one, claim, words = seen.one, seen.claim, seen.words
    topic, name = (term.topic, term.term) if term else ("target", "planned")
    hurt = topic in ("displacement", "casualties")
    dates = dates_of(one, claim, seen.alone, [d for c in seen.sentence for d in c.dates] if hurt else ())
    measure = measure_of(one, claim, words, term, AsOf(is_as_of(claim, dates), is_by(claim, dates)))
    figure = Figure(
        id="", topic=topic, term=name, low=None, high=None, quantifier="exact", unit="", counted="", measure=measure,
        cause=(words.cause(claim.content.text) or _cause_before(seen)) if hurt else "",
        scope=_scope(one, words) if topic == "displacement" else "", grown=is_rate(one),
    )  # fmt: skip
    days = days_of(measure, dates, claim, by_saying=topic == "aid" and name in _WISHED)
    return _filled(seen, figure, days or _days_before(seen, topic))


def _again(seen: _Seen, before: Figure) -> Figure:
    """A figure that refers to the one before: "of them", "including", "by"; in brackets it is the same one."""
    one, claim = seen.one, seen.claim
    one_more = before.claims == (claim.id,) and _LISTED.search(one.before) is not None
    is_part = one.same_as is not None or "includ" in one.before[-14:] or one_more
    if is_part:
        days: Days = (before.first, before.last) if before.first and before.last else None
        return _filled(seen, msgspec.structs.replace(before, household_size=None), days)
    grown = grows(one, claim, seen.words)
    dates = dates_of(one, claim, seen.alone or grown == "by")
    moved = seen.words.has("moved", one.before[-24:]) is not None
    measure: Measure = "flow" if grown == "by" or is_rate(one) else before.measure if moved else "stock"
    # "Another 900 live elsewhere": not in the same camp.
    elsewhere = before.term in _STAYS and seen.words.has("further", one.before[-14:]) is not None
    figure = msgspec.structs.replace(
        before,
        measure=measure,
        term="displaced" if elsewhere else before.term,
        scope=seen.words.scope(one.after) or before.scope,
        grown=measure == "flow" and not moved,
        cause=seen.words.cause(claim.content.text),
        places=(),
        household_size=None,
    )
    return _filled(seen, figure, days_of(measure, dates, claim))


def _scope(one: Counted, words: FigureWords) -> str:
    """By the words of what is counted, else by those behind the number, else by those before it."""
    return words.scope(one.noun) or words.scope(one.after) or words.scope(one.before)


def _filled(seen: _Seen, figure: Figure, days: Days) -> Figure:
    """The figure with its number, its days, its places and its source."""
    one, claim = seen.one, seen.claim
    low, high = _bounds(seen)
    return msgspec.structs.replace(
        figure,
        id=sha256(f"{claim.id} {one.quantity.start}".encode()).hexdigest()[:16],
        low=low,
        high=high,
        quantifier=quantifier(one, low, high),
        unit=_unit(one),
        counted=one.noun,
        first=days[0] if days else None,
        last=days[1] if days else None,
        places=figure.places or _places(seen, figure),
        source=_source(seen),
        source_id=None if claim.stance == "denies" else claim.origin_id,
        planned=figure.term not in _ACTS and _planned(seen),
        quote=" ".join(claim.content.text.split()),
        claims=(claim.id,),
        document=claim.document,
        publisher=claim.publisher,
        known=known_on(claim),
    )


def _unit(one: Counted) -> str:
    return one.quantity.unit if one.unit == "money" else "person" if one.unit in ("combatant", "other") else one.unit


def _places(seen: _Seen, figure: Figure) -> tuple[FigurePlace, ...]:
    """The claim's places; of those who were hurt, the sentence's where it has none."""
    told = (figure.term, figure.measure, figure.scope)
    own = places_of(seen.claim, seen.words, *told)
    if own or figure.topic != "casualties":
        return own
    return next((p for c in seen.sentence if (p := places_of(c, seen.words, *told))), ())


def _bounds(seen: _Seen) -> tuple[float | None, float | None]:
    """Its bounds; "at least 40 were killed and 90 injured" leaves the second open as well."""
    low, high = bounds(seen.one)
    before, follows = seen.before, seen.one.start == 0 and seen.same_sentence
    bare = is_plain(seen.one.quantity) and seen.words.has("hurt", seen.one.noun) is not None
    if before is None or not (follows and bare) or before.source != _source(seen):
        return low, high
    return (None if before.low is None else low), (None if before.high is None else high)


def _cause_before(seen: _Seen) -> str:
    """The cause that the figure before it in the sentence has, or that another claim of the sentence tells."""
    if seen.before is not None and seen.same_sentence and seen.before.cause:
        return seen.before.cause
    return next((cause for c in seen.sentence if (cause := seen.words.cause(c.content.text))), "")


def _source(seen: _Seen) -> str:
    """Who gives the number: who is quoted, else who is said to have counted, in this claim or before in it."""
    claim, before, last = seen.claim, seen.before, seen.last
    if claim.stance == "denies":
        return ""  # who denies a report gave no figure
    if claim.speakers:
        return " ".join(claim.speakers[-1].text.split())
    shared = before is not None and last is not None and seen.same_sentence and not last.speakers
    return counter(seen.one) or (before.source if before is not None and shared else "")


def _days_before(seen: _Seen, topic: str) -> tuple[date, date] | None:
    """The days of the figure before: "over the same month", or in the same sentence by the same speaker."""
    before = seen.before
    if before is None or before.first is None or before.last is None:
        return None
    shared = seen.same_sentence and before.source == _source(seen) and before.topic == topic
    return (before.first, before.last) if shared or says_again(seen.claim) else None


def _planned(seen: _Seen) -> bool:
    """Is it ordered, planned or expected?"""
    one, cue = seen.one, seen.claim.cue
    near = f"{cue.text if cue else ''} {one.before}" if len(one.before) == one.start else one.before
    return seen.claim.stance == "directs" or seen.words.has("planned", near[-_PLAN_REACH:]) is not None


def _sized(figure: Figure, one: Counted, found: list[Figure]) -> Figure:
    """Where persons stand in brackets behind households, both learn how many make a household."""
    if one.same_as is None or not found or {figure.unit, found[-1].unit} != {"person", "household"}:
        return figure
    persons, homes = (figure, found[-1]) if figure.unit == "person" else (found[-1], figure)
    size = round(persons.value / homes.value, 2) if homes.value else None
    found[-1] = msgspec.structs.replace(found[-1], household_size=size)
    return msgspec.structs.replace(figure, household_size=size)
