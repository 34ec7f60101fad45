"""What authors say of a course itself: "very low" is a level, "increasingly unlikely" a trend; both in native words."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, Literal

import msgspec

from situate.courses import Course
from situate.errors import DataError
from situate.model import Claim
from situate.state.patterns import Matcher
from situate.warning import Forecast, Level, Trend

FILE: Final = "board.toml"
# Upper bounds in per cent of the steps of a level: those of ICD 203's "very unlikely", "unlikely", "even", "likely".
STEPS: Final[tuple[tuple[float, Level], ...]] = (
    (20.0, "very low"),
    (45.0, "low"),
    (55.0, "moderate"),
    (80.0, "high"),
    (100.0, "very high"),
)


class _Tables(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    levels: dict[str, Level]
    trends: dict[str, Literal["falling", "rising"]]


class ForecastWords(msgspec.Struct, frozen=True, kw_only=True):
    """Words of levels and trends, and those of "nothing to report", all in lower case."""

    levels: Mapping[str, Level]
    trends: Mapping[str, Trend]
    nothing: frozenset[str] = frozenset()


def read_words(lexicon: Mapping[str, bytes], nothing: Sequence[str]) -> ForecastWords:
    """The words of `board.toml`, and those of `nothing`. Raises DataError naming the key that is wrong."""
    try:
        tables = msgspec.convert(tomllib.loads(lexicon[FILE].decode()), _Tables)
    except KeyError as error:
        raise DataError("missing", where=f"lexicon/{FILE}", remedy="give the lexicon folder that holds it") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise DataError(str(error), where=f"lexicon/{FILE}", remedy="correct the named key") from error
    return ForecastWords(
        levels=tables.levels, trends=dict(tables.trends), nothing=frozenset(word.casefold() for word in nothing)
    )


def level_of(chance: float) -> Level:
    """The step of a chance in per cent."""
    return next(level for bound, level in STEPS if chance <= bound)


class Forecaster:
    """Reads a course's forecasts out of claims."""

    def __init__(self, course: Course, matchers: Sequence[Matcher], words: ForecastWords) -> None:
        self._course = course
        self._matchers = matchers
        self._words = words

    def read(self, claim: Claim, known: date, who: str, replaced: date | None) -> Forecast | None:
        """The forecast that the claim is; None where it says no level and no trend, or is about something else."""
        if claim.likelihood is None or not any(m.fits(claim) for m in self._matchers):
            return None
        trend = self._trend(claim)
        level = "" if trend else self._level(claim)
        if not trend and not level:
            return None
        return Forecast(
            course=self._course.id, claim=claim.id, document=claim.document, start=claim.content.start,
            day=claim.published or known, known=known, who=who, own=not claim.speakers, words=claim.likelihood.text,
            level=level, trend=trend, replaced=replaced,
        )  # fmt: skip

    def _trend(self, claim: Claim) -> Trend | Literal[""]:
        found = self._words.trends.get(claim.likelihood.text.casefold()) if claim.likelihood else None
        if found is None:
            return ""
        return "steady" if claim.negated else found

    def _level(self, claim: Claim) -> Level | Literal[""]:
        odds = claim.likelihood
        if odds is None:
            return ""
        found = self._words.levels.get(odds.text.casefold())
        if found is None and odds.low is not None and odds.high is not None:
            found = level_of((odds.low + odds.high) / 2)
        if found is None:
            return ""
        return _OPPOSITE[found] if claim.negated else found


_OPPOSITE: Final[Mapping[Level, Level]] = {
    "unknown": "unknown", "very low": "very high", "low": "high", "moderate": "moderate", "high": "low",
    "very high": "very low", "under way": "very low",
}  # fmt: skip
