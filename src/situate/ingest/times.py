"""ISO 8601 times as containers write them."""

from datetime import UTC, datetime

from situate.ingest.refused import Refused


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
