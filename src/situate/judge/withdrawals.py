"""Claims that their own author took back: a later version of the document no longer makes them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from situate.model import Claim

_FIRST = (False, "")


class Withdrawals:
    """Tells which claims were withdrawn. A version none of whose sentences make a claim cannot be seen here."""

    def __init__(self, claims: Mapping[str, Claim]) -> None:
        self._latest: dict[str, tuple[bool, str]] = {}
        for c in claims.values():
            if c.document_key:
                self._latest[c.document_key] = max(self._latest.get(c.document_key, _FIRST), _edition(c.edited))
        # Claims of documents that were edited: a later edition changes what they count for.
        self.edited = frozenset(c.id for c in claims.values() if c.document_key and self._latest[c.document_key][0])

    def of(self, claims: Iterable[Claim], rejected: Mapping[str, str]) -> Mapping[str, str]:
        """What a later version no longer says, or an analyst rejected, does not count, and its relays fall with it.

        The reasons are given by claim id. A relay falls where its chain ends in a source that withdrew, and made no
        other claim of it.
        """
        given = tuple(claims)
        kept = {c.document_key for c in given if self._is_latest(c)}
        gone = [c for c in given if not self._is_latest(c) and c.document_key not in kept]
        why = {c.id: "its author withdrew it: a later version of the document no longer says so" for c in gone}
        gone += [c for c in given if c.id in rejected and c.id not in why]
        why |= rejected
        standing = {c.publisher_id for c in given if c.id not in why and not c.speakers}
        withdrawn = {c.publisher_id for c in gone if c.publisher_id and not c.speakers} - standing
        for c in given:
            if c.id not in why and c.speakers and c.origin_id in withdrawn:
                why[c.id] = "it passes on what its source has withdrawn since, or what was rejected"
        return why

    def _is_latest(self, claim: Claim) -> bool:
        return not claim.document_key or _edition(claim.edited) == self._latest[claim.document_key]


def _edition(edited: datetime | None) -> tuple[bool, str]:
    """The order of versions: the one that was never edited, then by the moment of the edit."""
    return edited is not None, edited.isoformat() if edited else ""
