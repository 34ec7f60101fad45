"""Does a claim fit a pattern of the theatre? Patterns are compiled once; conditions are cheap, and none backtracks."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from situate.courses import Pattern, Spot, Subject
from situate.gazetteer import normal
from situate.model import Claim, PlaceMention

_AREA: Final = "area:"


def phrases(words: Iterable[str]) -> re.Pattern[str] | None:
    """One expression for all phrases, a final `*` standing for any ending of the word; None where there are none."""
    parts = [re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in words]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE) if parts else None


class _Place:
    """A spot, ready to compare."""

    def __init__(self, spot: Spot) -> None:
        self._keys = frozenset(_AREA + area for area in spot.areas)
        self._names = frozenset(normal(name) for name in spot.places)
        self._roles = frozenset(spot.roles)

    def __contains__(self, mention: PlaceMention) -> bool:
        if self._roles and mention.role not in self._roles:
            return False
        if not self._keys and not self._names:
            return True
        return mention.gazetteer_id in self._keys or (
            bool(self._names) and normal(mention.name or mention.text) in self._names
        )


class Matcher:
    """A pattern, compiled."""

    def __init__(self, pattern: Pattern, camps: Mapping[str, str]) -> None:
        """`camps` are the sides of sources by id."""
        self._pattern = pattern
        self.negative = pattern.negative
        self._events = frozenset(pattern.events)
        self._where = tuple(_Place(spot) for spot in pattern.where)
        self._words = phrases(pattern.words)
        self._without = phrases(pattern.without)
        self._camps = camps

    def fits(self, claim: Claim) -> bool:
        """Do all conditions hold?"""
        if self._events and claim.event not in self._events:
            return False
        if not all(any(mention in place for mention in claim.places) for place in self._where):
            return False
        if not self._done_by(claim) or not self._said_by(claim):
            return False
        text = claim.content.text
        if self._words is not None and not self._words.search(text):
            return False
        if self._without is not None and self._without.search(text):
            return False
        return not self._pattern.fact or is_fact(claim)

    def _done_by(self, claim: Claim) -> bool:
        actors, sides = self._pattern.actors, self._pattern.sides
        if not actors and not sides:
            return True
        return any(actor.actor_id in actors or actor.side in sides for actor in claim.actors)

    def _said_by(self, claim: Claim) -> bool:
        speakers = self._pattern.speakers
        if not speakers:
            return True
        who = {claim.origin_id or "", self._camps.get(claim.origin_id or "", "")}
        return not who.isdisjoint(speakers)


class About:
    """Tells whether a claim may bear on a course."""

    def __init__(self, subject: Subject | None) -> None:
        self._subject = subject
        named = subject is not None and (subject.areas or subject.places)
        self._place = _Place(Spot(areas=subject.areas, places=subject.places)) if subject and named else None
        self._words = phrases(subject.words) if subject else None
        self._sections = phrases(subject.sections) if subject else None

    def __contains__(self, claim: Claim) -> bool:
        subject, place = self._subject, self._place
        if subject is None:
            return True
        if self._words is not None and self._words.search(claim.content.text):
            return True
        if self._sections is not None and any(self._sections.search(heading) for heading in claim.section):
            return True
        if any(actor.side in subject.sides or actor.actor_id in subject.actors for actor in claim.actors):
            return True
        return place is not None and any(mention in place for mention in claim.places)


def is_fact(claim: Claim) -> bool:
    """Is it told as so: not only likely, wanted, or yet to come?"""
    span = claim.valid()
    ahead = span is not None and claim.published is not None and span.first > claim.published
    return claim.likelihood is None and claim.stance not in ("directs", "assesses") and not ahead
