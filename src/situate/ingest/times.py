"""Times as containers write them."""

import re
from datetime import UTC, datetime
from typing import Final

from situate.ingest.refused import Refused

_DAY_FIRST: Final = re.compile(
    r"([0-9]{2})\.([0-9]{2})\.([0-9]{4}) ([0-9]{2}:[0-9]{2}:[0-9]{2})(?: (UTC)([+-][0-9]{2}:[0-9]{2})?)?"
)


def iso_time(text: str, *, field: str, place: str) -> datetime:
    """The time as written: with its zone where one is given, naive where none is. Raises Refused (schema)."""
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise Refused(
            "schema",
            f"{field} is not an ISO 8601 time: {text[:40]!r}",
            place=place,
            remedy="write it like 2023-01-24T18:30:00+02:00",
        ) from error


def unix_time(seconds: str | int, *, field: str, place: str) -> datetime:
    """Seconds since 1970, in UTC. Raises Refused (schema)."""
    try:
        return datetime.fromtimestamp(int(seconds), tz=UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise Refused(
            "schema", f"{field} is no number of seconds: {str(seconds)[:40]!r}", place=place, remedy="leave it out"
        ) from error


def day_first_time(text: str, *, field: str, place: str) -> datetime:
    """The time "24.01.2023 18:30:00 UTC+02:00", naive where no zone is given. Raises Refused (schema)."""
    found = _DAY_FIRST.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError(text)
        day, month, year, clock, utc, offset = found.groups()
        return datetime.fromisoformat(f"{year}-{month}-{day}T{clock}{offset or ('+00:00' if utc else '')}")
    except ValueError as error:
        raise Refused(
            "schema",
            f"{field} is no time such as 24.01.2023 18:30:00 UTC+02:00: {text[:40]!r}",
            place=place,
            remedy="export the chat again; the other messages were read",
        ) from error
