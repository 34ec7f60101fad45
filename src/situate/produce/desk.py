"""What lies on the desk when an assessment is written: everything it may say, and nothing else."""

from collections.abc import Mapping
from datetime import date, datetime

import msgspec

from situate.holding import Post
from situate.model import Claim, Control, Document, Judgment, Proposition
from situate.theatre import Theatre
from situate.warning import Board


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """What a note says about a document. The quoted words come from the claims.

    `key` is what the versions of one document share; `name` the file it came in.
    """

    id: str
    name: str
    title: str = ""
    url: str | None = None
    publisher: str = ""
    publisher_id: str | None = None
    published: date | None = None
    edited: datetime | None = None
    key: str = ""


def cited(document: Document) -> Cited:
    """The record that a note needs of a document."""
    return Cited(
        id=document.id,
        name=document.name,
        title=document.title,
        url=document.url,
        publisher=document.publisher,
        publisher_id=document.publisher_id,
        published=document.published.day,
        edited=document.edited,
        key=document.key,
    )


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """The material of one day.

    `claims` holds the claims of the window (the day and the days before it that are looked back upon)
    by their id, `documents` their documents by id; every claim of `claims` has its document there, and
    every claim of a proposition that is to be written is in `claims`. `judgments` are by proposition id.
    `controls` are the states of settlements as of the day, `boards` the warning boards, `posts` who held which
    office by whose account. The `_before` fields are the same as they stood at the end of the day before:
    propositions of what was known then, states as of then.
    """

    day: date
    theatre: Theatre
    claims: Mapping[str, Claim]
    documents: Mapping[str, Cited]
    propositions: tuple[Proposition, ...]
    judgments: Mapping[str, Judgment]
    controls: tuple[Control, ...] = ()
    propositions_before: tuple[Proposition, ...] = ()
    judgments_before: Mapping[str, Judgment] = {}
    controls_before: tuple[Control, ...] = ()
    boards: tuple[Board, ...] = ()
    posts: tuple[Post, ...] = ()
