"""Which claims stood on a day: published by then, in the latest version of their document that was out by then."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from situate.model import Claim

_FIRST: Final = (False, "")


def known_on(claim: Claim) -> date | None:
    """The day on which it was published in these words: the day of the edit for a later version; None if undated."""
    if claim.edited is None or claim.published is None:
        return claim.published
    return max(claim.published, claim.edited.date())


def standing(claims: Iterable[Claim], known: date | None = None) -> tuple[Claim, ...]:
    """The claims that stood at the end of day `known` (None: all that were ever published), in their order.

    A claim of a version that a later one has replaced by then does not stand: its author took it back, or says it
    again in the later version; nor does one whose text was deleted by then. Undated claims stand only where no day is
    asked for. A version without any claim cannot be seen here, but for what the claims' `ended` says.
    """
    out = [c for c in claims if known is None or ((day := known_on(c)) is not None and day <= known)]
    out = [c for c in out if c.ended is None or (known is not None and c.ended.since > known)]
    latest: dict[str, tuple[bool, str]] = {}
    for c in out:
        if c.document_key:
            latest[c.document_key] = max(latest.get(c.document_key, _FIRST), _edition(c.edited))
    return tuple(c for c in out if not c.document_key or _edition(c.edited) == latest[c.document_key])


def _edition(edited: datetime | None) -> tuple[bool, str]:
    """The order of versions: the one that was never edited, then by the moment of the edit."""
    return edited is not None, edited.isoformat() if edited else ""
