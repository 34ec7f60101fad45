"""The command that shows one claim in its context, with the receipt of every judgment it bears on."""

from collections.abc import Iterator
from typing import Annotated

import typer
from rich.text import Text

from situate.cli.options import LEDGER, FormatOption, LedgerOption
from situate.cli.output import Format, Out, emit, emit_lines, safe, warn
from situate.cli.searching import CLAIM_COLUMNS, NOT_DERIVED, claim_row
from situate.errors import UsageError
from situate.model import Claim, Judgment, Likelihood, PlaceMention, Proposition
from situate.store import Context, Ledger

# A name has ten homonyms on average; the first few tell what was weighed, and jsonl has them all.
_CANDIDATES_SHOWN = 4


def add(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(show)


def show(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id.")],
    ledger: LedgerOption = LEDGER,
    form: FormatOption = Format.table,
) -> None:
    """Show a claim in its context, with what it says and the receipt of every judgment it bears on.

    Example: situate show 3f2a9c51d07be864
    """
    with Ledger.open(ledger, create=False) as book:
        context = book.context(claim)
        if context is None:
            is_post = book.document(claim) is not None or book.seen({claim})
            remedy = f"`situate versions {claim}` shows the post" if is_post else "`situate claims` lists their ids"
            raise UsageError(f"no claim {claim!r}", where=book.where, remedy=remedy)
        judged = book.judged(claim)
        if not book.is_derived():
            warn(NOT_DERIVED)
    if form is Format.jsonl:
        receipts = [{"proposition": p, "judgment": j} for p, j in judged]
        emit_lines([{"claim": context.claim, "passage": context.words(context.passage), "judged": receipts}])
    elif form is Format.csv:
        emit([claim_row(context.claim)], CLAIM_COLUMNS, form)
    else:
        out = Out()
        _print_context(out, context)
        for proposition, judgment in judged:
            _print_judgment(out, proposition, judgment)


def _text(words: str, style: str = "") -> Text:
    """Words of a document, as a terminal may show them; Text, not str: they are never read as markup."""
    return Text(safe(words), style=style)


def _print_context(out: Out, context: Context) -> None:
    claim, document = context.claim, context.document
    published = document.published
    out.print(_text(f"{document.publisher or document.name}: {document.title or document.id}", style="bold"))
    out.print(_text(f"published {published.day or 'undated'} ({published.how})  {document.url or ''}"))
    if claim.ended is not None:
        out.print(_text(f"{claim.ended.how}, known since {claim.ended.since}: {claim.ended.why}", style="bold"))
        out.print(_text(f"`situate versions {document.id}` shows what became of it"))
    if claim.section:
        out.print(_text(" › ".join(claim.section), style="dim"))
    start, words = context.passage.start, _text(context.words(context.passage))
    words.stylize("bold", claim.content.start - start, claim.content.end - start)
    out.print()
    out.print(words)
    out.print()
    for name, value in _facts(claim):
        out.print(_text(f"{name:>12}  {value}"))


def _facts(claim: Claim) -> Iterator[tuple[str, str]]:
    """What the claim says, a name and its value a line."""
    for speaker in claim.speakers:
        yield "said by", f"{speaker.text} [{speaker.source_id or 'unknown'}] {speaker.why}"
    if not claim.speakers:
        yield "said by", "nobody named" if claim.author_view != "own" else "the author of the document"
    yield "stance", claim.stance + (f' ("{claim.cue.text}")' if claim.cue else "")
    if claim.likelihood:
        yield "likelihood", _likelihood(claim.likelihood)
    yield "evidence", claim.evidence
    yield "author", claim.author_view
    yield "event", ("not: " if claim.negated else "") + claim.event
    for actor in claim.actors:
        yield "actor", f"{actor.text} [{actor.actor_id or actor.side or 'unknown'}]"
    for mention in claim.places:
        yield from _place(mention)
    for day in claim.dates:
        yield "date", f"{day.text}: {day.first} to {day.last}, of {day.of}"
    for quantity in claim.quantities:
        yield "quantity", f"{quantity.text} {quantity.unit} {quantity.of}"
    for note in claim.notes:
        yield "note", f"[{note.mark}] {' '.join(note.urls)}"


def _likelihood(likelihood: Likelihood) -> str:
    if likelihood.low is None or likelihood.high is None:
        return f"{likelihood.text} (off the scale)"
    return f"{likelihood.text} ({likelihood.low:g} to {likelihood.high:g} % on {likelihood.scale})"


def _place(mention: PlaceMention) -> Iterator[tuple[str, str]]:
    if mention.lat is None or mention.lon is None or mention.radius_km is None:
        yield "place", f"{mention.text} ({mention.role}): unplaced"
    else:
        where = f"{mention.lat:.3f}, {mention.lon:.3f} ± {mention.radius_km:g} km"
        yield "place", f"{mention.text} ({mention.role}): {mention.name}, {where}, {mention.method}"
    for candidate in mention.candidates[:_CANDIDATES_SHOWN]:
        at = f"{candidate.lat:.3f}, {candidate.lon:.3f}"
        yield "", f"{candidate.score:6.2f}  {candidate.name}, {at}: {candidate.reason}"


def _print_judgment(out: Out, proposition: Proposition, judgment: Judgment | None) -> None:
    out.print()
    title = f"proposition {proposition.id}: {proposition.event} {proposition.place_name} {proposition.span or ''}"
    out.print(_text(title, style="bold"))
    if judgment is None:
        out.print("not judged")
        return
    origins = ", ".join(judgment.origins) or "none"
    out.print(_text(f"credibility {judgment.credibility}; independent origins: {origins}"))
    receipt = judgment.receipt
    for name, lines in (("for", receipt.spoke_for), ("against", receipt.against), ("collapsed", receipt.collapsed)):
        for line in lines:
            out.print(_text(f"{name:>12}  {line.text}"))
    for step in receipt.derivation:
        out.print(_text(f"{'so':>12}  {step}"))
