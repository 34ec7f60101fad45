"""docs/method.md: how claims are linked and judged, from the docstrings and the tables of the rules themselves."""

from collections.abc import Callable, Iterator
from pathlib import Path

from situate.judge import copies, independence, neighbours, outcomes, rivals, withdrawals
from situate.judge.grade import CONFIRMED_FROM, CONTRADICTED_FROM, ROWS
from situate.judge.horizon import TOO_SOON, held_within
from situate.judge.probability import WEIGHTS
from situate.judge.record import LEAST_JUDGED, LETTERS, WORDS
from situate.judge.weighing import AGAINST, SUPPORT
from situate.resolve import likeness, outlines, restated

PAGE = Path(__file__).resolve().parents[1] / "docs" / "method.md"
Named = Callable[..., object]

_HEAD = """# The method: how claims are linked, counted and judged

Written by `make docs` from the docstrings and tables of the code; change those, not this page. Every sentence in a
table is the one that a receipt prints (`situate judge PROPOSITION`).
"""
_LINKING = f"""## Linking claims into propositions

A claim joins the proposition of an earlier claim when the weighed score of these rules reaches {likeness.LINK_FROM:g};
else it founds one. Propositions never merge and never change their name by themselves; analysts merge and split them
(`situate decide`), and that is remembered.

| rule | what it says | weight |
|---|---|---|"""
_LENGTHS = """
Claims of one text that say the same thing at another length stand in one proposition beside their own:
"""
_SUMMARIES = f"""
What a text's key points and opening say again of its body, in whatever words, is told on the proposition of what they
sum up; it is silent there and counts for nothing. The log-odds that two claims of one text are the same begin at
{restated.AT_THE_OUTSET:g}; the best above 0 is taken, but none about another settlement and none that denies what the
other tells:

| of a summary's claim and another | weight |
|---|---|"""
_COUNTING = """## Before anything is counted

The origin of a claim is its innermost speaker. What cannot be one voice is printed and not counted: a class of sources,
an unnamed or unknown speaker, a relay that names no origin, imagery (it weighs as evidence). Then voices become one:

| rule | what it does |
|---|---|"""
_GONE = """
From the day on which it was known that a post was edited or deleted, what it no longer says is withdrawn, and not
before. Relays of what was edited away or rejected fall with it. Relays of what was deleted stay, as the one origin
that they have, and the receipt says that it took its word back: a deletion is a withdrawal, and proves nothing false.
Absence is evidence of a deletion only in an export that has posts before and after the one it lacks.
"""
_WEIGHING = """## What speaks for a proposition, and what against

The amount that a rule finds is multiplied by its weight.

| for | weight |
|---|---|"""
_GRADING = f"""## From findings to the grade

A proposition is confirmed where {CONFIRMED_FROM:g} or more speaks for it, contradicted where {CONTRADICTED_FROM:g} or
more of what denies, rivals or belies it speaks against it. The first row that holds gives the Admiralty digit:

| row | credibility | why |
|---|---|---|"""
_DENIALS = """
Where nobody puts a proposition forward and only denials stand, the denial is what is graded. An analyst's regrade
stands beside what the rules had found.
"""
_RECORDS = f"""## What came of a claim, and how reliable its source is

Within {outcomes.HORIZON_DAYS} days the first day decides on which more signs point one way than the other. A source's
own family gives no sign. What nothing decides stays open and counts for neither side. What a source edited away or
deleted stays in its record: it was said.

| sign | a claim was |
|---|---|"""
_LETTERS = f"""
The reliability of a source is the mean of the Beta posterior of its record as known on the day; the prior is the
theatre's and is printed beside it. With fewer than {LEAST_JUDGED} judged claims the letter is F. It never moves the
credibility of a claim: the axes are independent.

| letter | from | words |
|---|---|---|"""
_PROBABILITY = """## The probability of a capture

Log-odds of these factors, with weights fitted on past reports (`eval/backtest.py`). Other events have not been measured
and get none.

| factor | weight |
|---|---|"""
_FORECAST = f"""
Beside it stands the answer to another question (`{held_within.__name__}`):
{{}} Of {TOO_SOON.count} past captures that were not so a week after they were claimed,
{TOO_SOON.came} were within {outcomes.HORIZON_DAYS} days. `eval/BACKTEST.md` says how good both are.
"""
_RIVALS = """## Rivals, withdrawals, neighbours
"""


def page() -> str:
    """The whole page."""
    return "\n".join(_parts()) + "\n"


def _parts() -> Iterator[str]:
    yield _HEAD
    yield _LINKING
    yield from (f"| `{rule.__name__}` | {_said(rule)} | {weight:+.2f} |" for rule, weight in likeness.RULES)
    yield _LENGTHS
    at_length = (outlines.carried, outlines.contained, outlines.spoken_of)
    yield from (f"- {_said(rule)} (`{rule.__qualname__}`)" for rule in at_length)
    yield _SUMMARIES
    yield from (f"| {_said(rule)} (`{rule.__name__}`) | {weight:+.2f} |" for rule, weight in restated.RULES)
    yield f"\n{_COUNTING}"
    yield from (f"| `{rule.__qualname__}` | {_said(rule)} |" for rule in _COLLAPSING)
    yield _GONE
    yield _WEIGHING
    yield from (f"| {_said(rule)} (`{rule.__name__}`) | {weight:+.2f} |" for rule, weight in SUPPORT)
    yield "\n| against | weight |\n|---|---|"
    yield from (f"| {_said(rule)} (`{rule.__name__}`) | {weight:+.2f} |" for rule, weight in AGAINST)
    yield f"\n{_GRADING}"
    yield from (f"| {n} | {step.credibility} | {step.why} |" for n, (_, step) in enumerate(ROWS, start=1))
    yield f"{_DENIALS}\n{_RECORDS}"
    for rules, word in ((outcomes.RIGHT, "right"), (outcomes.WRONG, "wrong")):
        yield from (f"| {_said(rule)} (`{rule.__name__}`) | {word} |" for rule in rules)
    yield _LETTERS
    yield from (f"| {letter} | {least:.2f} | {WORDS[letter]} |" for least, letter in LETTERS)
    yield f"\n{_PROBABILITY}"
    yield from (f"| {_said(factor)} (`{factor.__name__}`) | {weight:+.2f} |" for factor, weight in WEIGHTS)
    yield _FORECAST.format(_said(held_within))
    yield _RIVALS
    yield from (f"- {_said(rule)} (`{rule.__qualname__}`)" for rule in _NEIGHBOURS)


_COLLAPSING: tuple[Named, ...] = (
    independence._relays,
    independence._first_hand,
    independence._families,
    independence._pages,
    copies._alike,
    copies._word_for_word,
    withdrawals.Withdrawals.of,
)
_NEIGHBOURS: tuple[Named, ...] = (
    rivals._over_place,
    rivals._over_office,
    neighbours.hands_over,
    neighbours.Neighbours.agreeing,
    neighbours.Neighbours.conduct,
    neighbours.Neighbours.attacks,
    neighbours.Neighbours.withdrawals,
    neighbours.Neighbours.behind,
)


def _said(rule: Named) -> str:
    """The first paragraph of a docstring, in one line."""
    return " ".join((rule.__doc__ or "").strip().split("\n\n")[0].split()).replace("|", "\\|")
