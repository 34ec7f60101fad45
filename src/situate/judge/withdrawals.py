"""Claims that their own author took back: a later version no longer makes them, or the text was deleted.

A later version speaks for its author: what it leaves out is corrected. A deletion says no more than that the author's
word is gone, for reasons that nobody gives; who passed it on still tells that it was said.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal

import msgspec

from situate.model import Claim

_FIRST = (False, "")
_PASSED_ON = "it passes on what its source has withdrawn since, or what was rejected"


class Taken(msgspec.Struct, frozen=True):
    """How a claim fell, and why in words: its text was edited or deleted, it was rejected, or its origin fell."""

    how: Literal["edited", "deleted", "rejected", "relay"]
    why: str


class Fallen(msgspec.Struct, frozen=True):
    """Which claims of one side fell, by id; and which outlive the text of their origin, with a word on it."""

    taken: Mapping[str, Taken]
    outlived: Mapping[str, str]


_NOTHING = Fallen({}, {})


class Withdrawals:
    """Tells which claims were withdrawn.

    That a text was replaced or deleted stands in its claims' `ended`; among the claims given, the edition of a document
    tells it too, so that a version none of whose sentences make a claim is seen in `ended` alone.
    """

    def __init__(self, claims: Mapping[str, Claim]) -> None:
        self._latest: dict[str, tuple[bool, str]] = {}
        for c in claims.values():
            if c.document_key:
                self._latest[c.document_key] = max(self._latest.get(c.document_key, _FIRST), _edition(c.edited))
        # Claims of texts that were edited or deleted: what becomes of the text changes what they count for.
        self.edited = frozenset(
            c.id for c in claims.values() if c.ended is not None or (c.document_key and self._latest[c.document_key][0])
        )

    def of(self, claims: Iterable[Claim], rejected: Mapping[str, str]) -> Fallen:
        """What its author edited away or deleted, or an analyst rejected, does not count.

        Relays of what was edited away or rejected fall with it; those of what was deleted stay, as the one origin that
        they have. A relay is one whose chain ends in a source that withdrew, and made no other claim of it.
        """
        given = tuple(claims)
        if not rejected and (not self.edited or self.edited.isdisjoint(c.id for c in given)):
            return _NOTHING  # as it is of nearly all
        taken = self._own(given) | {i: Taken("rejected", why) for i, why in rejected.items()}
        standing = {c.publisher_id for c in given if c.id not in taken and not c.speakers}
        fell = {how: _sources(given, taken, how) - standing for how in ("edited", "rejected", "deleted")}
        outlived: dict[str, str] = {}
        for c in given:
            if c.id in taken or not c.speakers:
                continue
            if c.origin_id in fell["edited"] | fell["rejected"]:
                taken[c.id] = Taken("relay", _PASSED_ON)
            elif c.origin_id in fell["deleted"]:
                outlived[c.id] = (
                    f"{c.speakers[-1].text} has deleted its own text since: its word outlives it here alone"
                )
        return Fallen(taken, outlived)

    def _own(self, given: tuple[Claim, ...]) -> dict[str, Taken]:
        """What fell with its own text."""
        kept = {c.document_key for c in given if c.document_key and self._stands(c)}
        taken: dict[str, Taken] = {}
        for c in given:
            if c.ended is not None and c.ended.how == "deleted":
                told = f"its author deleted the text, as known since {c.ended.since}: {c.ended.why}"
                taken[c.id] = Taken("deleted", told)
            elif not self._stands(c) and c.document_key not in kept:
                since = f", as known since {c.ended.since}" if c.ended is not None else ""
                told = f"its author withdrew it: a later version of the document no longer says so{since}"
                taken[c.id] = Taken("edited", told)
        return taken

    def _stands(self, claim: Claim) -> bool:
        """Does its text stand: neither replaced nor deleted?"""
        latest = not claim.document_key or _edition(claim.edited) == self._latest[claim.document_key]
        return latest and claim.ended is None


def _sources(given: Iterable[Claim], taken: Mapping[str, Taken], how: str) -> set[str | None]:
    """Who took back a claim of its own in that way."""
    return {c.publisher_id for c in given if c.id in taken and taken[c.id].how == how and _is_own(c)}


def _is_own(claim: Claim) -> bool:
    return claim.publisher_id is not None and not claim.speakers


def _edition(edited: datetime | None) -> tuple[bool, str]:
    """The order of versions: the one that was never edited, then by the moment of the edit."""
    return edited is not None, edited.isoformat() if edited else ""
