"""What is filed on the boards: by the author's own rubric, by a rule of the theatre, or by an analyst.

An analyst's word goes before the author's rubric, the rubric before the rules. Of the rules the first that fits takes
the claim: one claim is filed once on a course.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, Literal

from situate.courses import DIRECTIONS, Course, Direction, Indicator, Rubric
from situate.errors import DataError
from situate.model import Claim, Decision, Document
from situate.state.forecasts import Forecaster, ForecastWords
from situate.state.looks import looks
from situate.state.patterns import About, Matcher
from situate.state.versions import Editions, known_day
from situate.theatre import Theatre
from situate.warning import Filing, Forecast, Watched

_OTHER_WAY: Final[Mapping[str, Direction]] = {"more": "less", "less": "ambiguous", "ambiguous": "ambiguous"}
# The upper bound of "unlikely" in ICD 203: what is not likelier than that is told as not so.
_UNLIKELY: Final = 45.0


def watched(
    claims: Iterable[Claim],
    documents: Iterable[Document],
    theatre: Theatre,
    words: ForecastWords,
    decisions: Iterable[Decision] = (),
) -> Watched:
    """All that the theatre's boards are made of; the order of the input does not matter.

    `claims` and `documents` are without what analysts rejected; `decisions` of the action `file` put claims on a board
    or keep them off it. Undated claims are left out: they stand on no day. Raises DataError where a decision names a
    course or a direction that the theatre does not have.
    """
    texts = tuple(documents)
    editions = Editions(texts)
    desks = [_Desk(course, theatre, words) for course in theatre.courses]
    ruled = _ruled(decisions, theatre)
    filings: list[Filing] = []
    forecasts: list[Forecast] = []
    left: list[tuple[str, str]] = []
    for claim in claims:
        known = known_day(claim.published, claim.edited)
        if known is None:
            continue
        for desk in desks:
            done = desk.file(claim, known, editions, ruled.get((claim.id, desk.course.id)))
            if isinstance(done, Filing):
                filings.append(done)
            elif isinstance(done, Forecast):
                forecasts.append(done)
            elif done == "open":
                left.append((desk.course.id, claim.id))
    return Watched(
        filings=tuple(sorted(filings, key=lambda f: (f.course, f.day, f.known, f.document, f.claim))),
        forecasts=tuple(sorted(forecasts, key=lambda f: (f.course, f.known, f.document, f.start, f.claim))),
        looks=tuple(looks(texts, theatre, words.nothing, editions)),
        open=tuple(sorted(left)),
    )


def _ruled(decisions: Iterable[Decision], theatre: Theatre) -> dict[tuple[str, str], Decision]:
    """The latest decision on each claim and course."""
    courses = {course.id for course in theatre.courses}
    found: dict[tuple[str, str], Decision] = {}
    for decision in decisions:
        if decision.action != "file":
            continue
        course, way = decision.detail.get("course", ""), decision.detail.get("as", "")
        if course not in courses or way not in (*DIRECTIONS, "none"):
            raise DataError(
                f"no course {course!r} or no direction {way!r}",
                where=f"decision on {decision.subject}",
                remedy="decide again with --course and --as (more, ambiguous, less, none)",
            )
        found[decision.subject, course] = decision
    return found


class _Desk:
    """Files claims on one course."""

    def __init__(self, course: Course, theatre: Theatre, words: ForecastWords) -> None:
        self.course = course
        camps = {s.id: s.side or "" for s in theatre.sources}
        self._names = {s.id: s.name for s in theatre.sources}
        self._about = About(course.about)
        self._rubrics = {rubric.id: rubric for rubric in course.rubrics}
        self._rules: list[tuple[Indicator, Sequence[Matcher]]] = [
            (one, [Matcher(pattern, camps) for pattern in one.match]) for one in course.indicators
        ]
        self._forecaster = Forecaster(course, [Matcher(p, camps) for p in course.forecasts], words)

    def file(
        self, claim: Claim, known: date, editions: Editions, decision: Decision | None
    ) -> Filing | Forecast | Literal["", "open"]:
        """The claim filed, or the forecast that it is; "open" where it bears on the course and no rule takes it."""
        if decision is not None:
            return self._by_analyst(claim, known, editions, decision)
        rubric = self._rubrics.get(claim.rubric or "")
        if rubric is not None:
            return self._by_rubric(claim, known, editions, rubric)
        if claim not in self._about:
            return ""
        if claim.author_view == "refutes":
            return "open"  # its author says that it is false: for an analyst to weigh
        forecast = self._forecaster.read(claim, known, self._who(claim), editions.replaced(claim))
        if forecast is not None:
            return forecast
        for indicator, matchers in self._rules:
            fitting = next((matcher for matcher in matchers if matcher.fits(claim)), None)
            if fitting is not None:
                return self._by_rule(claim, known, editions, indicator, negative=fitting.negative)
        return "open"

    def _by_analyst(
        self, claim: Claim, known: date, editions: Editions, decision: Decision
    ) -> Filing | Literal["", "open"]:
        way = next((d for d in DIRECTIONS if d == decision.detail["as"]), None)
        if way is None:
            return ""
        told = f"filed by {decision.by} on {decision.at:%Y-%m-%d}: {decision.reason}"
        under = decision.detail.get("indicator") or claim.rubric or f"analyst-{way}"
        return self._filing(claim, known, editions, direction=way, by="analyst", indicator=under, why=told)

    def _by_rubric(self, claim: Claim, known: date, editions: Editions, rubric: Rubric) -> Filing:
        way = next(d for d in DIRECTIONS if d == rubric.direction)
        return self._filing(
            claim, known, editions, direction=way, by="rubric", indicator=rubric.id,
            why="its author files it so", seen=not claim.negated,
        )  # fmt: skip

    def _by_rule(
        self, claim: Claim, known: date, editions: Editions, indicator: Indicator, *, negative: bool
    ) -> Filing:
        odds = claim.likelihood
        negated = claim.negated and not negative
        unlikely = odds is not None and odds.high is not None and odds.high <= _UNLIKELY
        denied = negated != unlikely
        way = _OTHER_WAY[indicator.direction] if denied else indicator.direction
        why = ["it is denied, or was not seen"] if negated else ["it is called unlikely"] if unlikely else []
        if claim.author_view == "doubts":
            way = "ambiguous"
            why.append("its author doubts it")
        weak = claim.author_view == "unverified" or (odds is not None and odds.low is None)
        if weak:
            why.append("only possible" if odds is not None else "its author could not confirm it")
        return self._filing(
            claim, known, editions, direction=way, by="rule", indicator=indicator.id, why="; ".join(why),
            seen=not denied, weak=weak,
        )  # fmt: skip

    def _filing(  # noqa: PLR0913 - what is filed is told in full
        self,
        claim: Claim,
        known: date,
        editions: Editions,
        *,
        direction: Direction,
        by: Literal["rubric", "rule", "analyst"],
        indicator: str,
        why: str,
        seen: bool = True,
        weak: bool = False,
    ) -> Filing:
        return Filing(
            course=self.course.id, direction=direction, by=by, indicator=indicator, claim=claim.id,
            document=claim.document, day=day_of(claim, known), known=known, who=self._who(claim), why=why, seen=seen,
            weak=weak, replaced=editions.replaced(claim),
        )  # fmt: skip

    def _who(self, claim: Claim) -> str:
        """The innermost speaker, else the author."""
        if claim.speakers:
            last = claim.speakers[-1]
            return self._names.get(last.source_id or "", last.text)
        if claim.author_view != "own":
            return f"somebody unnamed, as {claim.publisher or 'the document'} has it"
        return self._names.get(claim.publisher_id or "", claim.publisher or "the document")


def day_of(claim: Claim, known: date) -> date:
    """The last day it tells of, and no later than its publication: what is to come is told of on that day."""
    span = claim.valid()
    told = claim.published or known
    return told if span is None else min(span.last, told)
