"""A course of action that the small war watches for, and factories for what is filed on it."""

from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from tests.judge.small_war import START, WAR, claim, place

from situate.courses import Course, Indicator, Pattern, Rubric, Spot, Subject
from situate.model import Claim, Decision, Document, Likelihood, Passage, Published
from situate.state.board import Watch, board
from situate.state.filing import watched
from situate.state.forecasts import ForecastWords
from situate.theatre import Theatre
from situate.vocab import PassageKind
from situate.warning import Board, Watched

NOTHING = "nothing to report"
WORDS = ForecastWords(
    levels={"very low": "very low", "likely": "high"},
    trends={"increasingly unlikely": "falling", "any more likely": "rising"},
    nothing=frozenset({NOTHING}),
)


def indicator(name: str, *match: Pattern, **more: Any) -> Indicator:
    fields = {"question": f"Is {name} seen?", "shows": "It would have to come first.", "direction": "more"}
    return Indicator(id=name, match=match, **{**fields, **more})


COURSE = Course(
    id="ford",
    question="Will the Reds cross at the ford?",
    about=Subject(places=("Fordham",), words=("ford*",)),
    rubrics=(
        Rubric(id="nearer", direction="more", headings=("nearer",)),
        Rubric(id="unclear", direction="ambiguous", headings=("unclear",)),
        Rubric(id="further", direction="less", headings=("further",)),
    ),
    forecasts=(Pattern(words=("crossing",)),),
    indicators=(
        indicator("crossed", Pattern(events=("assault",), fact=True), diagnosticity="decisive", expires_days=5),
        indicator("boats", Pattern(words=("boat*",)), diagnosticity="high"),
        indicator("drill", Pattern(events=("training",)), diagnosticity="low", baseline=2, expires_days=30),
        indicator("call-up", Pattern(events=("mobilization",)), season=("12-15/01-31", "05-01/05-20")),
        indicator("leaving", Pattern(events=("withdrawal",)), direction="less", diagnosticity="medium"),
        indicator("arriving", Pattern(where=(Spot(places=("Fordham",), roles=("toward",)),), sides=("reds",))),
        indicator("red-word", Pattern(speakers=("reds",)), direction="ambiguous"),
    ),
)
THEATRE: Theatre = msgspec.structs.replace(WAR, courses=(COURSE,))
FORDHAM = place("Fordham", role="toward")


def day(number: int) -> date:
    return START + timedelta(days=number)


def told(text: str = "Red forces gathered boats at the ford", **more: Any) -> Claim:
    """A claim about the ford, by default of boats."""
    return claim(text, **{"event": "logistics", "places": (), **more})


def likely(words: str, low: float | None = None, high: float | None = None) -> Likelihood:
    return Likelihood(text=words, low=low, high=high)


def found(*claims: Claim, documents: tuple[Document, ...] = (), decisions: tuple[Decision, ...] = ()) -> Watched:
    return watched(claims, documents, THEATRE, WORDS, decisions)


def at(number: int, *claims: Claim, known: int | None = None, **more: Any) -> Board:
    """The board of a day."""
    return board(Watch(COURSE, found(*claims, **more)), day(number), known=None if known is None else day(known))


def chance(shown: Board) -> float:
    """Its chance, which it must have."""
    assert shown.chance is not None
    return shown.chance


def says(shown: Board, name: str) -> str:
    return next((s.direction for s in shown.standings if s.indicator == name), "")


def report(
    number: int, *under: tuple[str, str], name: str = "", edited: datetime | None = None, key: str = ""
) -> Document:
    """A report that has a title for each rubric, and a line below it ("" for none)."""
    text, passages = "", []
    for rubric, line in under:
        lines: tuple[tuple[PassageKind, str], ...] = (("rubric", f"Signs: {rubric}"), ("body", line))
        for kind, words in lines:
            if words:
                passages.append(Passage(kind=kind, start=len(text), end=len(text) + len(words), rubric=rubric))
                text += words + "\n"
    return Document(
        id=name or f"report-{number}", key=key, original="0", part="", name="r.txt", text=text, edited=edited,
        published=Published(day=day(number), how="a test"), publisher_id="institute", passages=tuple(passages),
    )  # fmt: skip
