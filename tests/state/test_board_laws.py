"""Laws of the board, for any claims: order does not matter, the past stays, what is retracted was never there."""

from datetime import UTC, datetime, timedelta

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.judge.small_war import START
from tests.state.watched_war import COURSE, FORDHAM, NOTHING, THEATRE, WORDS, day, likely, report, told

from situate.judge.rulings import Rulings
from situate.model import Claim, Decision, Document
from situate.state.board import Watch, board, history
from situate.state.filing import watched
from situate.warning import Watched

_EVENTS = ("assault", "training", "mobilization", "withdrawal", "logistics")
_RUBRICS = (None, None, None, "nearer", "unclear", "further")


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """A claim of some day, said that day or later, in one of three documents' versions or in one of its own."""
    happened = draw(st.integers(0, 40))
    said = happened + draw(st.integers(0, 6))
    key = draw(st.sampled_from(("", "", "a", "b")))
    edited = draw(st.sampled_from((None, 1, 5))) if key else None
    return told(
        draw(
            st.sampled_from(("Red boats at the ford", "Red forces near the ford", "A crossing at the ford is feared"))
        ),
        event=draw(st.sampled_from(_EVENTS)),
        negated=draw(st.booleans()),
        rubric=draw(st.sampled_from(_RUBRICS)),
        by=draw(st.sampled_from(("", "red_staff", "monitor"))),
        likelihood=draw(st.sampled_from((None, None, likely("very low"), likely("may"), likely("unlikely", 20, 45)))),
        places=draw(st.sampled_from(((), (FORDHAM,)))),
        day=happened,
        said=said,
        document_key=key,
        edited=None if edited is None else datetime.combine(day(said + edited), datetime.min.time(), UTC),
    )


@st.composite
def papers(draw: st.DrawFn) -> Document:
    """A report with rubrics, some with nothing under them; now and then an edit of another."""
    number, edit = draw(st.integers(0, 40)), draw(st.sampled_from((None, None, 2)))
    under = [(rubric, draw(st.sampled_from((NOTHING, "Red horses drink.")))) for rubric in ("nearer", "further")]
    at = None if edit is None else datetime.combine(day(number + edit), datetime.min.time(), UTC)
    return report(number, *under, name=f"r{draw(st.integers())}", key=draw(st.sampled_from(("a", "b", "c"))), edited=at)


MANY = st.lists(claims(), max_size=14)
# A version of a document has an id of its own.
PAPERS = st.lists(papers(), max_size=4, unique_by=lambda paper: paper.id)


def all_of(found: list[Claim], texts: list[Document], decisions: tuple[Decision, ...] = ()) -> Watched:
    """As the command has it: without what the journal rejects."""
    rulings = Rulings(decisions)
    kept = [c for c in found if not rulings.rejected_claim(c)]
    return watched(kept, [d for d in texts if not rulings.rejected(d.id)], THEATRE, WORDS, decisions)


def boards(found: Watched, *, known: int | None = None) -> list[object]:
    watch = Watch(COURSE, found)
    return [board(watch, day(n), known=None if known is None else day(known)) for n in range(0, 60, 3)]


@settings(max_examples=60, deadline=None)
@given(MANY, PAPERS, st.randoms(use_true_random=False))
def test_any_order_gives_the_same_board(found, texts, random):
    mixed, papers_mixed = list(found), list(texts)
    random.shuffle(mixed)
    random.shuffle(papers_mixed)
    assert all_of(mixed, papers_mixed) == all_of(found, texts)
    assert boards(all_of(mixed, papers_mixed)) == boards(all_of(found, texts))


@settings(max_examples=60, deadline=None)
@given(MANY, PAPERS, st.integers(0, 46))
def test_what_was_known_on_a_day_never_changes(found, texts, known):
    """Claims and reports that come later change no board and no history as they were known before."""
    until = day(known)
    then = [c for c in found if max(c.published, c.edited.date() if c.edited else START) <= until]
    out = [d for d in texts if max(d.published.day, d.edited.date() if d.edited else START) <= until]
    now, before = all_of(found, texts), all_of(then, out)
    assert boards(now, known=known) == boards(before, known=known)
    first, last = START, until + timedelta(days=5)
    assert history(Watch(COURSE, now), first, last, known=until) == history(
        Watch(COURSE, before), first, last, known=until
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(claims(), min_size=1, max_size=14), PAPERS, st.data())
def test_what_is_retracted_was_never_there(found, texts, data):
    gone = data.draw(st.sampled_from(found))
    subject = data.draw(st.sampled_from([gone.id, gone.document, *(s.source_id for s in gone.speakers if s.source_id)]))
    entry = Decision(at=datetime(2030, 7, 1, tzinfo=UTC), by="a", action="reject", subject=subject, reason="a slip")
    left = [c for c in found if subject not in (c.id, c.document, *(s.source_id for s in c.speakers))]
    assert all_of(found, texts, (entry,)) == all_of(left, texts)
    assert boards(all_of(found, texts, (entry,))) == boards(all_of(left, texts))


@settings(max_examples=40, deadline=None)
@given(MANY, PAPERS, st.lists(claims(), min_size=1, max_size=5))
def test_a_version_that_is_replaced_was_never_there_from_that_day_on(found, texts, first):
    old = [msgspec.structs.replace(c, document="old", document_key="own", edited=None) for c in first]
    end = max(c.published for c in old if c.published) + timedelta(days=1)
    number = (end - START).days
    edit = report(0, name="new", key="own", edited=datetime.combine(end, datetime.min.time(), UTC))
    with_it, without_it = all_of([*found, *old], [*texts, edit]), all_of(found, [*texts, edit])
    for later in range(number, number + 30, 5):
        assert board(Watch(COURSE, with_it), day(later)) == board(Watch(COURSE, without_it), day(later))


@settings(max_examples=60, deadline=None)
@given(MANY, PAPERS)
def test_a_level_has_its_reasons(found, texts):
    """Every factor of a board stands on claims or on a look, and the chance follows from the factors alone."""
    for shown in (board(Watch(COURSE, all_of(found, texts)), day(n)) for n in range(0, 50, 7)):
        odds = COURSE.prior / (100 - COURSE.prior)
        for standing in shown.standings:
            odds *= standing.factor
            assert standing.factor == 1 or standing.claims or "looked on" in standing.why
        if shown.chance is not None:
            assert abs(shown.chance - 100 * odds / (1 + odds)) < 0.051
