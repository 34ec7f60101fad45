"""The command that prints the receipt of one judgment, in words for a methods note or as JSON."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Final

import msgspec
import typer

from situate.cli.knowledge import theatre_of
from situate.cli.options import LEDGER, THEATRE, FormatOption, LedgerOption, TheatreOption
from situate.cli.output import Format, emit, emit_lines, safe, warn
from situate.cli.searching import NOT_DERIVED
from situate.errors import UsageError
from situate.judge.horizon import held_within
from situate.judge.record import WORDS, Record, Records, entries
from situate.judge.rivals import Rival, rivals
from situate.judge.rulings import Rulings
from situate.judge.verdict import Bench
from situate.model import Claim, Decision, Judgment, Line, Proposition
from situate.resolve.likeness import LINK_FROM
from situate.resolve.links import Link, links
from situate.store import Ledger
from situate.theatre import Theatre

GRADES: Final = {
    1: "confirmed",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}
_COLUMNS: Final = (
    *("proposition", "event", "place_name", "side", "first", "last", "credibility", "probability"),
    *("held_within_30_days", "what"),
)


class Receipted(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is told about one judgment; the forecast where it has a probability."""

    proposition: Proposition
    judgment: Judgment
    claims: tuple[Claim, ...]
    records: tuple[Record, ...]
    rivals: tuple[Rival, ...]
    decisions: tuple[Decision, ...]
    links: tuple[Link, ...] = ()
    held_within_30_days: float | None = None


def add(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command(name="judge")(judge_one)


def judge_one(
    proposition: Annotated[
        str,
        typer.Argument(metavar="PROPOSITION", help="A proposition's id, or a claim's: then each that it speaks to."),
    ],
    ledger: LedgerOption = LEDGER,
    theatre: TheatreOption = THEATRE,
    form: FormatOption = Format.table,
) -> None:
    """Print the receipt of a judgment: what speaks for it, what against, what was collapsed and why, and the grade.

    Example: situate judge 3f2a9c51d07be864
    """
    with Ledger.open(ledger, create=False) as book:
        told = receipts(book, proposition, theatre_of(theatre))
        if not book.is_derived():
            warn(NOT_DERIVED)
    if form is Format.jsonl:
        emit_lines(told)
    elif form is Format.csv:
        emit(map(_row, told), _COLUMNS, form)
    else:
        for number, one in enumerate(told):
            for line in ([""] if number else []) + list(lines(one)):
                typer.echo(safe(line))


def receipts(book: Ledger, name: str, theatre: Theatre) -> list[Receipted]:
    """What is told about a proposition, or about each that a claim speaks to. Raises UsageError for an unknown id."""
    wanted = {p.id for p, _ in book.judged(name)} or {name}
    found = book.propositions()
    chosen = [p for p in found if p.id in wanted]
    judgments = {j.proposition: j for j in book.judgments() if j.proposition in wanted}
    if not chosen or not judgments:
        remedy = "`situate show CLAIM` names the propositions that a claim speaks to"
        raise UsageError(f"no proposition {name!r}", where=book.where, remedy=remedy)
    claims = {c.id: c for c in book.claims()}
    decisions = book.decisions()
    bench = Bench(found, claims, theatre, Rulings(decisions))
    clashes = rivals(found, claims)
    return [
        Receipted(
            proposition=p,
            judgment=judgments[p.id],
            claims=tuple(claims[c] for c in (*p.supports, *p.denies, *p.silent)),
            records=_records(p, found, claims, bench, theatre),
            rivals=tuple(r for r in clashes if p.id in (r.one, r.other)),
            decisions=tuple(d for d in decisions if d.subject in (p.id, *p.supports, *p.denies)),
            links=links(p, claims, theatre),
            held_within_30_days=_forecast(judgments[p.id]),
        )
        for p in chosen
    ]


def _forecast(judgment: Judgment) -> float | None:
    """Made from the probability on request: a ledger judged by an earlier version has no line about it."""
    return None if judgment.probability is None else round(held_within(judgment.probability).value, 3)


def _records(
    p: Proposition, found: Sequence[Proposition], claims: dict[str, Claim], bench: Bench, theatre: Theatre
) -> tuple[Record, ...]:
    """The records of the sources on it, as known when it was last spoken of."""
    said = [claims[c] for c in (*p.supports, *p.denies)]
    sources = {c.origin_id for c in said if c.origin_id}
    known = max((c.published for c in said if c.published), default=date.max)
    theirs = (q for q in found if any(claims[c].origin_id in sources for c in (*q.supports, *q.denies)))
    kept = Records((e for e in entries(theirs, bench) if e.source in sources), {s.id: s for s in theatre.sources})
    return tuple(kept.of(source, known) for source in kept.sources())


def _row(one: Receipted) -> dict[str, object]:
    p, j = one.proposition, one.judgment
    return {
        "proposition": p.id,
        "event": p.event,
        "place_name": p.place_name,
        "side": p.side,
        "first": p.span.first if p.span else None,
        "last": p.span.last if p.span else None,
        "credibility": j.credibility,
        "probability": j.probability,
        "held_within_30_days": one.held_within_30_days,
        "what": j.receipt.derivation[-1] if j.receipt.derivation else "",
    }


def lines(one: Receipted) -> Iterator[str]:
    """The receipt as text, a line each."""
    p, j = one.proposition, one.judgment
    about = " ".join(str(part) for part in (p.event, p.place_name, f"by {p.side}" if p.side else "", p.span) if part)
    yield f"proposition {p.id}: {about}"
    chance = f"; probability {j.probability:.2f}" if j.probability is not None else ""
    yield f"credibility {j.credibility}, {GRADES[j.credibility]}; evidence {j.evidence}{chance}"
    yield f"independent origins: {', '.join(j.origins) or 'none'}"
    yield from _said(one)
    yield from map(_linked, one.links)
    for title, told in (
        ("for", j.receipt.spoke_for),
        ("against", j.receipt.against),
        ("collapsed", j.receipt.collapsed),
    ):
        yield from _part(title, told)
    for rival in one.rivals:
        other = rival.other if rival.one == p.id else rival.one
        yield f"rival {other} over the {rival.kind}, {rival.clash}: {rival.text}"
    for record in one.records:
        yield reliability(record)
    for decision in one.decisions:
        yield f"{decision.action} by {decision.by}, {decision.at:%Y-%m-%d}: {decision.reason}"
    yield from (f"so: {step}" for step in j.receipt.derivation)


def _said(one: Receipted) -> Iterator[str]:
    denying, silent = set(one.proposition.denies), set(one.proposition.silent)
    for c in one.claims:
        who = " > ".join(s.text for s in c.speakers) or c.publisher or "the author"
        word = "denies" if c.id in denying else "tells of it" if c.id in silent else "says"
        yield f"  {c.id} {c.published or 'undated'} {who} {word}: {' '.join(c.content.text.split())}"


def _linked(link: Link) -> str:
    """How a claim came into the proposition, in a line: the rules' names with what each adds to the score."""
    if link.score is None:
        return f"linked: {link.claim}: {' '.join(line.text for line in link.lines)}"
    told = ", ".join(f"{line.rule} {line.text.rpartition('[')[2].rstrip(']')}" for line in link.lines)
    return f"linked: {link.claim} to {link.to}, score {link.score:.2f} of {LINK_FROM:g}: {told}"


def _part(title: str, told: tuple[Line, ...]) -> Iterator[str]:
    for line in told:
        claims = f" ({', '.join(line.claims)})" if line.claims else ""
        yield f"{title}: {line.text}{claims}"


def reliability(r: Record) -> str:
    """A record in a sentence."""
    found = f"right {r.right}, wrong {r.wrong}, open {r.open}, never decided {r.undecided}, as known on {r.known}"
    prior = f"prior {r.prior_right:g} right, {r.prior_wrong:g} wrong"
    return (
        f"source {r.source}: {r.letter}, {WORDS[r.letter]}; {found}; mean {r.mean:.2f}"
        f" ({r.low:.2f} to {r.high:.2f}); {prior}"
    )
