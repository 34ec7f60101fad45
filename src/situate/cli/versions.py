"""The command that shows what became of a post: its versions, what each changed, and when it was gone."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Final

import msgspec
import typer

from situate.cli.options import LEDGER, FormatOption, LedgerOption
from situate.cli.output import Format, emit, emit_lines, safe, warn
from situate.cli.searching import NOT_DERIVED
from situate.errors import UsageError
from situate.judge.difference import Difference, difference
from situate.model import Claim, Document, Lapse
from situate.store import ClaimQuery, Ledger
from situate.store.records import Seen

_COLUMNS: Final = ("post", "publisher", "published", "versions", "became", "since", "withdrawn", "gained", "why")


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One text of a post: where and when it was seen, when it did not stand, and what it changed in the one before."""

    document: str
    published: date | None
    edited: datetime | None
    seen: tuple[Seen, ...]
    lapses: tuple[Lapse, ...]
    text: str
    change: Difference | None = None

    @property
    def ended(self) -> Lapse | None:
        """Why it does not stand today; None where it does."""
        return next((one for one in self.lapses if one.until is None), None)


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """A post with its versions in their order.

    `became` is stands, edited, deleted, or unordered where nobody knows which of several texts came later.
    """

    post: str
    publisher: str
    url: str | None
    became: str
    since: date | None
    versions: tuple[Version, ...]


def add(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(versions)


def versions(
    post: Annotated[
        str | None, typer.Argument(metavar="POST", help="A document's id, a post's, or a page's URL; all if not given.")
    ] = None,
    ledger: LedgerOption = LEDGER,
    form: FormatOption = Format.table,
) -> None:
    """Show what became of posts and pages: each version, the claims it gained and withdrew, and when it was gone.

    Without POST all that were edited or deleted are listed. Example: situate versions channel/1742
    """
    with Ledger.open(ledger, create=False) as book:
        if not book.is_derived():
            warn(NOT_DERIVED)
        found = [_post(book, key) for key in _keys(book, post)]
    if form is Format.jsonl:
        emit_lines(found)
    elif form is Format.csv or post is None:
        if not found:
            warn("no post was edited or deleted, as far as the ledger knows")
        emit(map(_row, found), _COLUMNS, form)
    else:
        for one in found:
            for line in lines(one):
                typer.echo(safe(line))


def key_of(book: Ledger, post: str) -> str:
    """The key of a post that is named by a document's id, its own or a URL. Raises UsageError for an unknown one."""
    known = book.document(post)
    if known is not None:
        return known.key
    if not book.seen({post}):
        remedy = "give a document's id (`situate claims --format jsonl` has them), a post's, or a page's URL"
        raise UsageError(f"no post {post!r}", where=book.where, remedy=remedy)
    return post


def _keys(book: Ledger, post: str | None) -> list[str]:
    if post is not None:
        return [key_of(book, post)]
    texts: dict[tuple[str, object], set[str]] = {}
    for one in book.seen():
        texts.setdefault((one.key, _of(one)), set()).add(one.document)
    lapsed = {one.document for one in book.lapses()}
    ended = {d.key for d in book.documents(lapsed)} if lapsed else set()
    return sorted(ended | {key for (key, _), found in texts.items() if len(found) > 1})


def _of(one: Seen) -> object:
    """What texts of one key must share to be versions of one another: of a page the day."""
    return (one.published or one.document) if one.page else None


def _post(book: Ledger, key: str) -> Post:
    seen = book.seen({key})
    groups = {one.document: _of(one) for one in seen}
    ordered = sorted(book.versions(key), key=lambda d: _order(d, seen))
    told: list[Version] = []
    last: dict[object, Document] = {}
    for d in ordered:
        before, last[groups.get(d.id)] = last.get(groups.get(d.id)), d
        told.append(
            Version(
                document=d.id,
                published=d.published.day,
                edited=d.edited,
                seen=tuple(one for one in seen if one.document == d.id),
                lapses=book.lapses(d.id),
                text=d.text,
                change=None if before is None else change_between(book, before, d),
            )
        )
    became, since = _became(told, groups)
    return Post(
        post=key,
        publisher=ordered[-1].publisher if ordered else "",
        url=next((d.url for d in ordered if d.url), None),
        became=became,
        since=since,
        versions=tuple(told),
    )


def _became(told: Sequence[Version], groups: Mapping[str, object]) -> tuple[str, date | None]:
    """What became of a post, and since when."""
    ended = [v.ended for v in told if v.ended is not None]
    if len(ended) == len(told) and ended:
        return ended[-1].how, ended[-1].since
    standing = [groups.get(v.document) for v in told if v.ended is None]
    if len(set(standing)) < len(standing):
        return "unordered", None
    return ("edited" if ended else "stands"), min((one.since for one in ended), default=None)


def _order(document: Document, seen: Sequence[Seen]) -> tuple[str, str]:
    """The order of versions: by the edit, then by when each was first seen."""
    first = min((one.seen.isoformat() for one in seen if one.document == document.id and one.seen), default="")
    return document.edited.isoformat() if document.edited else "", first


def change_between(book: Ledger, before: Document, after: Document) -> Difference:
    """What the later of two versions changed, sentences and claims."""
    claims = [list(book.claims(ClaimQuery(document=d.id))) for d in (before, after)]
    sides = {c.id: _sides(book, c) for group in claims for c in group}
    return difference(before.text, after.text, claims[0], claims[1], sides)


def _sides(book: Ledger, claim: Claim) -> frozenset[str]:
    """The sides of propositions that it takes."""
    return frozenset(f"{p.id} {'denies' if claim.id in p.denies else 'supports'}" for p, _ in book.judged(claim.id))


def _row(one: Post) -> dict[str, object]:
    changes = [v.change for v in one.versions if v.change]
    return {
        "post": one.post,
        "publisher": one.publisher,
        "published": one.versions[0].published if one.versions else None,
        "versions": len(one.versions),
        "became": one.became,
        "since": one.since,
        "withdrawn": sum(len(c.withdrawn) for c in changes),
        "gained": sum(len(c.gained) for c in changes),
        "why": next((v.ended.why for v in reversed(one.versions) if v.ended), ""),
    }


def lines(one: Post) -> Iterator[str]:
    """A post as text, a line each."""
    count = f"{len(one.versions)} version{'s' if len(one.versions) != 1 else ''}"
    yield f"{one.post} {one.publisher}{f' {one.url}' if one.url else ''}: {count}, {one.became}"
    for version in one.versions:
        yield ""
        edited = f", by {version.edited:%Y-%m-%d %H:%M} in these words" if version.edited else ""
        yield f"{version.document}: published {version.published or 'undated'}{edited}"
        yield from (f"  in {s.file}{f', seen {s.seen:%Y-%m-%d %H:%M}' if s.seen else ''}" for s in version.seen)
        yield from _change_lines(version.change)
        for lapse in version.lapses:
            until = f" to {lapse.until}" if lapse.until else ""
            yield f"  {lapse.how}, known since {lapse.since}{until}: {lapse.why}"


def _change_lines(change: Difference | None) -> Iterator[str]:
    if change is None:
        return
    yield from (f"  - {sentence}" for sentence in change.removed)
    yield from (f"  + {sentence}" for sentence in change.added)
    for word, claims in (("withdrawn", change.withdrawn), ("gained", change.gained)):
        yield from (f"  claim {word}: {c.id} {c.event}: {' '.join(c.content.text.split())}" for c in claims)
    yield f"  claims kept: {len(change.kept)}"
