"""Records to keep: small ones written out, and any at all for hypothesis."""

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, get_args

import msgspec
from hypothesis import strategies as st

from situate.model import (
    Actor,
    Claim,
    DateMention,
    Document,
    Item,
    Likelihood,
    Note,
    NoteRef,
    Original,
    Passage,
    PlaceMention,
    Published,
    Quote,
    Speaker,
)
from situate.vocab import Event, Role, Stance

TEXT = "The council said that the bridge at Lower Mill holds.\nThe mill burned.\nMarket as usual."
DAY = date(2023, 1, 24)


def original(body: bytes = b"rain") -> Original:
    digest = sha256(body).hexdigest()
    item = Item(original=digest, name="rain.txt", media="text", body=body.decode(errors="replace"))
    return Original(
        sha256=digest, name="rain.txt", media="text", size=len(body), body=body, items=(item,), notes=("x",)
    )


def document(name: str = "d1", *, of: Original, day: date | None = DAY, text: str = TEXT, **fields: Any) -> Document:
    passages, start = [], 0
    for line in text.split("\n"):
        passages.append(Passage(kind="body", start=start, end=start + len(line)))
        start += len(line) + 1
    basic = Document(
        id=name,
        key=name,
        original=of.sha256,
        part="",
        name=of.name,
        text=text,
        published=Published(day=day, how="test"),
        publisher="Town Council",
        publisher_id="council",
        passages=tuple(passages),
        notes=(Note(mark="1", start=0, end=3, urls=("https://example.org/1",)),),
    )
    return msgspec.structs.replace(basic, **fields)


def claim(name: str, of: Document, words: str, **fields: Any) -> Claim:
    start = of.text.index(words)
    basic = Claim(
        id=name,
        document=of.id,
        passage_kind="body",
        start=start,
        end=start + len(words),
        content=Quote(words, start, start + len(words)),
        published=of.published.day,
        publisher=of.publisher,
        publisher_id=of.publisher_id,
    )
    return msgspec.structs.replace(basic, **fields)


def place(text: str, **fields: Any) -> PlaceMention:
    basic = PlaceMention(text=text, start=0, end=len(text), role="at")
    return msgspec.structs.replace(basic, **fields)


def speaker(text: str, source_id: str | None = None) -> Speaker:
    return Speaker(text=text, start=0, end=len(text), source_id=source_id)


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
SOME_WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
DAYS = st.dates(date(1990, 1, 1), date(2040, 1, 1))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1), timezones=st.sampled_from([None, UTC]))  # noqa: DTZ001
OFFSETS = st.integers(0, 90)
NUMBERS = st.none() | st.floats(allow_nan=False, allow_infinity=False, min_value=-1e6, max_value=1e6)
QUOTES = st.builds(Quote, SOME_WORDS, OFFSETS, OFFSETS)
PLACES = st.builds(
    PlaceMention, text=SOME_WORDS, start=OFFSETS, end=OFFSETS, role=st.sampled_from(get_args(Role)),
    name=st.none() | SOME_WORDS, lat=st.none() | st.floats(-90, 90), lon=st.none() | st.floats(-180, 180),
    radius_km=NUMBERS, method=WORDS, gazetteer_id=st.none() | SOME_WORDS, candidates=st.just(()),
)  # fmt: skip
DATES = st.tuples(DAYS, DAYS).map(sorted).flatmap(
    lambda days: st.builds(
        DateMention, text=SOME_WORDS, start=OFFSETS, end=OFFSETS, first=st.just(days[0]), last=st.just(days[1]),
        of=st.sampled_from(["event", "speech"]),
    )
)  # fmt: skip
CLAIMS = st.builds(
    Claim, id=SOME_WORDS, document=st.just("d1"), passage_kind=st.just("body"), start=OFFSETS, end=OFFSETS,
    content=QUOTES,
    published=st.none() | DAYS, publisher=WORDS, publisher_id=st.none() | SOME_WORDS, section=st.tuples(WORDS),
    speakers=st.lists(st.builds(speaker, SOME_WORDS, st.none() | SOME_WORDS), max_size=3).map(tuple),
    cue=st.none() | QUOTES, stance=st.sampled_from(get_args(Stance)), event=st.sampled_from(get_args(Event)),
    likelihood=st.none() | st.builds(Likelihood, text=SOME_WORDS, low=NUMBERS), negated=st.booleans(),
    actors=st.lists(st.builds(Actor, text=SOME_WORDS, start=OFFSETS, end=OFFSETS), max_size=2).map(tuple),
    places=st.lists(PLACES, max_size=3).map(tuple), dates=st.lists(DATES, max_size=2).map(tuple),
    notes=st.lists(st.builds(NoteRef, WORDS, st.tuples(WORDS)), max_size=2).map(tuple),
)  # fmt: skip
DOCUMENTS = st.builds(
    Document, id=SOME_WORDS, key=WORDS, original=st.just(original().sha256), part=WORDS, name=WORDS, text=WORDS,
    published=st.builds(Published, day=st.none() | DAYS, how=WORDS, at=st.none() | MOMENTS), title=WORDS,
    url=st.none() | WORDS, publisher=WORDS, edited=st.none() | MOMENTS,
    passages=st.lists(
        st.builds(Passage, kind=st.just("body"), start=OFFSETS, end=OFFSETS, section=st.tuples(WORDS)), max_size=3
    ).map(tuple),
    notes=st.lists(
        st.builds(Note, mark=WORDS, start=OFFSETS, end=OFFSETS, urls=st.tuples(WORDS)), max_size=2
    ).map(tuple),
)  # fmt: skip
