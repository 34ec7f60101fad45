"""The day of a moment is its day on the theatre's clock; the same post gives the same day, however it came."""

from datetime import UTC, date, datetime, timedelta, timezone

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from situate.errors import DataError
from situate.parse.published import day_of
from situate.theatre import Theatre, check, zone_of

KYIV = zone_of("Europe/Kyiv")
THEATRE = Theatre(id="mill", name="The Mill", countries=("XX",), south=0, west=0, north=1, east=1, started="2023-01-01")


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        ("2023-01-23T22:30:00+00:00", "Europe/Kyiv", date(2023, 1, 24)),
        ("2023-01-24T00:30:00+02:00", "Europe/Kyiv", date(2023, 1, 24)),
        ("2023-01-24T00:30:00", "Europe/Kyiv", date(2023, 1, 24)),  # no offset: as written
        ("2023-07-23T21:30:00+00:00", "Europe/Kyiv", date(2023, 7, 24)),  # summer time
        ("2023-01-23T22:30:00+00:00", "UTC", date(2023, 1, 23)),
        ("2023-04-20T22:30:00+00:00", "Africa/Khartoum", date(2023, 4, 21)),
        ("9999-12-31T23:30:00+00:00", "Europe/Kyiv", date(9999, 12, 31)),  # the calendar ends
    ],
)
def test_the_day_is_the_theatres(moment, zone, day):
    assert day_of(datetime.fromisoformat(moment), zone_of(zone)) == day


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)), st.integers(-12, 14))  # noqa: DTZ001 - hypothesis adds the zone
def test_one_moment_has_one_day(moment, hours):
    assert day_of(moment, KYIV) == day_of(moment.astimezone(timezone(timedelta(hours=hours))), KYIV)


def test_an_unknown_zone_is_told():
    with pytest.raises(DataError, match="Mars/Base"):
        zone_of("Mars/Base")
    assert any("Mars/Base" in fault for fault in check(msgspec.structs.replace(THEATRE, timezone="Mars/Base")))
    assert not list(check(THEATRE))
