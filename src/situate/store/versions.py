"""What the ledger keeps of when texts were seen and when they were gone, and what was derived from it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, RowMapping, Select, and_, func, insert, or_, select

from situate.model import Claim, Document, Lapse, Listing, Loss
from situate.store import schema
from situate.store.records import Listed, Seen
from situate.store.rows import Row, document_of, known_day

# Keys asked about in one statement: SQLite takes so many parameters everywhere.
_BATCH: Final = 500


def listing_row(original: str, listing: Listing) -> Row:
    """The row of a listing, its numbers as ranges."""
    return {
        "original": original,
        "channel": listing.channel,
        "at": listing.at.isoformat() if listing.at else "",
        "posts": _ranges(listing.posts),
        "silent": _ranges(listing.silent),
    }


def loss_row(original: str, loss: Loss) -> Row:
    """The row of a loss."""
    return {"original": original, "key": loss.key, "at": loss.at.isoformat(), "how": loss.how, "why": loss.why}


def _ranges(numbers: Sequence[int]) -> str:
    found = []
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        whole = [number for _, number in run]
        found.append((whole[0], whole[-1]))
    return msgspec.json.encode(found).decode()


def _numbers(ranges: str) -> tuple[int, ...]:
    pairs = msgspec.json.decode(ranges, type=list[tuple[int, int]])
    return tuple(number for first, last in pairs for number in range(first, last + 1))


def listings(connection: Connection) -> dict[str, list[Listed]]:
    """By channel its listings."""
    table, originals = schema.listings.c, schema.originals.c
    query = select(schema.listings, originals.name, originals.path, originals.captured, originals.modified).join(
        schema.originals, originals.sha256 == table.original
    )
    found: dict[str, list[Listed]] = {}
    for row in connection.execute(query.order_by(table.channel, originals.seq)):
        listing = Listing(
            channel=row.channel, posts=_numbers(row.posts), silent=_numbers(row.silent), at=_moment(row.at)
        )
        by = _moment(row.captured) or _moment(row.modified)
        found.setdefault(row.channel, []).append(
            Listed(file=row.name, listing=listing, by=by, path=row.path or row.name)
        )
    return found


def keys_of(connection: Connection, channel: str) -> list[str]:
    """The keys of a channel's posts whose words are known."""
    table = schema.documents.c
    inside = table.key.between(f"{channel}/", f"{channel}/:")  # the colon comes after the digits
    return [key for (key,) in connection.execute(select(table.key).where(inside).distinct())]


def losses(connection: Connection) -> list[Loss]:
    """What containers and analysts say of posts that are gone, or there after all."""
    table, journal = schema.losses.c, schema.journal.c
    query = select(table.key, table.at, table.how, table.why).order_by(table.key, table.at, table.original)
    found = [
        Loss(key=row.key, at=datetime.fromisoformat(row.at), how=row.how, why=row.why)
        for row in connection.execute(query)
    ]
    said = select(schema.journal).where(journal.action.in_(("deleted", "restored"))).order_by(journal.seq)
    return [*found, *map(_recorded, connection.execute(said).mappings())]


def _recorded(entry: RowMapping) -> Loss:
    """An entry of the journal: so it was by the end of the day named; of entries on one day the later one holds."""
    day = date.fromisoformat(msgspec.json.decode(entry["detail"], type=dict[str, str])["on"])
    at = datetime.combine(day, time(23, 59, 59)) + timedelta(microseconds=min(entry["seq"], 999_999))
    why = f"{entry['by']} recorded it on {entry['at'][:10]}: {entry['reason']}"
    return Loss(key=entry["subject"], at=at, how="recorded" if entry["action"] == "deleted" else "restored", why=why)


def seen(connection: Connection, lost: Iterable[str]) -> list[Seen]:
    """The sightings of every post that has several texts, and of those that were lost."""
    table = schema.documents.c
    several = [k for (k,) in connection.execute(select(table.key).group_by(table.key).having(func.count() > 1))]
    return list(sightings(connection, {*several, *lost}))


def sightings(connection: Connection, keys: Iterable[str]) -> Iterator[Seen]:
    """The sightings of these posts, in the order in which they came.

    A file that marks a post as deleted saw its text by the deletion, whenever the file itself was captured.
    """
    table, seen_in, originals, lost = schema.documents.c, schema.sightings.c, schema.originals.c, schema.losses.c
    of_post = and_(lost.original == seen_in.original, lost.key == table.key)
    wanted = sorted(keys)
    for first in range(0, len(wanted), _BATCH):
        query = (
            select(table.record, seen_in.seen, originals.captured, originals.name, lost.at.label("gone"))
            .join(schema.sightings, seen_in.document == table.id)
            .join(schema.originals, originals.sha256 == seen_in.original)
            .outerjoin(schema.losses, of_post)
            .where(table.key.in_(wanted[first : first + _BATCH]))
            .order_by(table.key, originals.seq, table.seq)
        )
        for row in connection.execute(query):
            d = msgspec.json.decode(row.record, type=Document)
            yield Seen(
                document=d.id,
                key=d.key,
                published=d.published.day,
                edited=d.edited,
                seen=_moment(row.seen) or _captured(_moment(row.captured), _moment(row.gone or "")),
                page=d.url is not None and d.key.startswith(d.url),
                file=row.name,
            )


def _captured(captured: datetime | None, gone: datetime | None) -> datetime | None:
    """When a file of that capture saw a text of a post that, as it says, was `gone` by then."""
    if captured is None or gone is None:
        return captured
    # The user's word has no offset; on whatever clock, a day between leaves no doubt which came first.
    apart = captured.replace(tzinfo=None) - gone.replace(tzinfo=None)
    return gone if apart > -timedelta(days=1) else captured


def stored_lapses(connection: Connection, document: str | None = None) -> list[Lapse]:
    """What was derived: the lapses of all texts, or of one."""
    table = schema.lapses.c
    query = select(schema.lapses).order_by(table.document, table.since)
    if document is not None:
        query = query.where(table.document == document)
    return [_lapse(row) for row in connection.execute(query).mappings()]


def lasting(connection: Connection, day: date | None, document: str | None = None) -> dict[str, Lapse]:
    """By document the lapse that lasted at the end of a day; None: the one that lasts still. Of all, or of one."""
    table = schema.lapses.c
    query = select(schema.lapses)
    if document is not None:
        query = query.where(table.document == document)
    if day is None:
        query = query.where(table.until.is_(None))
    else:
        said = day.isoformat()
        query = query.where(table.since <= said, or_(table.until.is_(None), table.until > said))
    return {row["document"]: _lapse(row) for row in connection.execute(query).mappings()}


def _lapse(row: RowMapping) -> Lapse:
    return msgspec.convert({str(name): value for name, value in row.items()}, Lapse)


def stamps(connection: Connection, document: str | None = None) -> dict[str, datetime]:
    """By document the moment by which a later version without a stamp of its own was there: of all, or of one."""
    table = schema.changed.c
    query = select(table.document, table.at).where(table.shown == 1)
    if document is not None:
        query = query.where(table.document == document)
    return {name: datetime.fromisoformat(at) for name, at in connection.execute(query)}


def told(claim: Claim, ended: Mapping[str, Lapse], stamps: Mapping[str, datetime]) -> Claim:
    """The claim with what became of its text."""
    edited = claim.edited or stamps.get(claim.document)
    return msgspec.structs.replace(claim, edited=edited, ended=ended.get(claim.document))


def documents_query() -> Select[Any]:
    """The statement that finds documents for `stamped`, each beside its stamp, which is looked up by its id."""
    table, stamp = schema.documents.c, schema.changed.c
    beside = and_(stamp.document == table.id, stamp.shown == 1)
    return select(table.text, table.record, stamp.at).select_from(schema.documents.outerjoin(schema.changed, beside))


def stamped(row: Any) -> Document:
    """The document of a row; a later version without a stamp of its own was edited by when it was seen."""
    document = document_of(row.text, row.record)
    return document if row.at is None else msgspec.structs.replace(document, edited=_moment(row.at))


def replace_course(
    connection: Connection, lapses: Sequence[Lapse], changed: Sequence[tuple[str, datetime, bool]]
) -> bool:
    """Put newly derived lapses and stamps in the place of the old ones; False where they are the same."""
    rows = [{"document": name, "at": at.isoformat(), "shown": int(shown)} for name, at, shown in changed]
    before = [dict(row) for row in connection.execute(select(schema.changed)).mappings()]
    if stored_lapses(connection) == sorted(lapses, key=lambda one: (one.document, one.since)) and before == sorted(
        rows, key=lambda row: str(row["document"])
    ):
        return False
    for table in (schema.lapses, schema.changed):
        connection.execute(table.delete())
    if lapses:
        connection.execute(insert(schema.lapses), [_lapse_row(one) for one in lapses])
    if rows:
        connection.execute(insert(schema.changed), rows)
    known = dict.fromkeys((str(row["document"]) for row in before), "") | {
        name: at.date().isoformat() for name, at, _ in changed
    }
    for name, day in known.items():
        _know(connection, name, day)
    return True


def _lapse_row(lapse: Lapse) -> Row:
    until = lapse.until.isoformat() if lapse.until else None
    return {
        "document": lapse.document,
        "since": lapse.since.isoformat(),
        "until": until,
        "how": lapse.how,
        "why": lapse.why,
    }


def _know(connection: Connection, document: str, day: str) -> None:
    """Set the day by which a document and its claims were out: the one given, at least that of its own record."""
    documents, claims = schema.documents, schema.claims
    record = connection.execute(select(documents.c.record).where(documents.c.id == document)).scalar_one_or_none()
    if record is None:
        return
    known = max(day, known_day(msgspec.json.decode(record, type=Document)) or "") or None
    connection.execute(documents.update().where(documents.c.id == document).values(known=known))
    connection.execute(claims.update().where(claims.c.document == document).values(known=known))


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
