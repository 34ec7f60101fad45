"""A query as SQL."""

import re
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, or_, select, text

from situate.errors import UsageError
from situate.gazetteer import normal
from situate.store import schema
from situate.store.records import ClaimQuery
from situate.store.rows import iso

_WORD: Final = re.compile(r'"([^"]*)"|(\S+)')
_CLAIMS_FOUND: Final = text("claims.seq IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH :words)")
PASSAGES_FOUND: Final = text("passages.seq IN (SELECT rowid FROM passages_fts WHERE passages_fts MATCH :words)")


def match_words(words: str) -> str:
    """The user's words as an FTS5 query: each must occur, quoted phrases whole; no operator is understood.

    Raises UsageError where there is no word to look for.
    """
    terms = [phrase or word.replace('"', "") for phrase, word in _WORD.findall(words)]
    terms = [term for term in terms if any(c.isalnum() for c in term)]
    if not terms:
        raise UsageError("no word to search for", where=repr(words), remedy="give a word or a quoted phrase")
    return " ".join(f'"{term}"' for term in terms)


def claims_query(query: ClaimQuery) -> Select[Any]:
    """The statement that finds the records, in the order document's day, document, start, id."""
    table = schema.claims.c
    statement = select(table.record).where(*_conditions(query))
    if query.text is not None:
        statement = statement.where(_CLAIMS_FOUND.bindparams(words=match_words(query.text)))
    return statement.order_by(table.published, table.document, table.start, table.id).limit(query.limit)


def _conditions(query: ClaimQuery) -> list[ColumnElement[bool]]:
    table = schema.claims.c
    wanted: list[ColumnElement[bool]] = []
    for column, value in (
        (table.event, query.event),
        (table.stance, query.stance),
        (table.effort, query.effort),
        (table.document, query.document),
    ):
        if value is not None:
            wanted.append(column == value)
    if query.since is not None:
        wanted.append(table.published >= iso(query.since))
    if query.until is not None:
        wanted.append(table.published <= iso(query.until))
    if query.as_known is not None:
        wanted.append(table.known <= iso(query.as_known))
    if query.as_of is not None:
        wanted += [table.valid_first <= iso(query.as_of), table.valid_last >= iso(query.as_of)]
    if query.places:
        wanted.append(table.seq.in_(_at(query.places)))
    if query.source is not None:
        wanted.append(table.seq.in_(_by(query.source)))
    return wanted


def _at(places: Sequence[str]) -> Select[Any]:
    table, keys = schema.claim_places.c, [normal(place) for place in places]
    return select(table.claim).where(
        or_(table.name_key.in_(keys), table.text_key.in_(keys), table.place_key.in_(places))
    )


def _by(source: str) -> Select[Any]:
    table = schema.claim_sources.c
    return select(table.claim).where(or_(table.source_id == source, table.name_key == source.casefold()))
