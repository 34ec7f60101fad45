"""Stages that do next to nothing, but visibly: one document an item, one passage and one claim a line."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import msgspec

from situate.errors import DataError
from situate.gazetteer import Toponym
from situate.model import (
    Claim,
    Control,
    Decision,
    Document,
    Item,
    Judgment,
    LocatedPlace,
    Passage,
    Proposition,
    Published,
    Quote,
    Receipt,
    claim_id,
)
from situate.pipeline import Pipeline, Stages
from situate.store import Ledger
from situate.theatre import Theatre
from situate.warning import Watched

THEATRE = Theatre(id="mill", name="The Mill", countries=("XX",), south=0, west=0, north=1, east=1, started="2023-01-01")
DAY = date(2023, 1, 24)


class NoPlaces:
    """A gazetteer that knows nothing; `version` is what it calls itself."""

    def __init__(self, version: str = "1") -> None:
        self.version = version

    def named(self, name: str) -> tuple[Toponym, ...]:
        return ()

    def names(self) -> Iterable[str]:
        return ()

    def digest(self) -> str:
        return self.version


def parse(item: Item) -> tuple[Document, ...]:
    if item.body.startswith("UNREADABLE"):
        raise DataError("no layout that is known", where=item.name, remedy="save it another way")
    if item.body.startswith("STUMBLE"):
        raise KeyError("heading")
    passages, start = [], 0
    for line in item.body.split("\n"):
        if line:
            passages.append(Passage(kind="body", start=start, end=start + len(line)))
        start += len(line) + 1
    published = item.hints.published
    return (
        Document(
            id=item.hints.external_id or f"{item.name}-{item.original[:8]}",
            key=item.hints.external_id or item.original,
            original=item.original,
            part=item.part,
            name=item.name,
            text=item.body,
            published=Published(day=published.date() if published else DAY, how="given"),
            publisher=item.hints.publisher or "",
            edited=item.hints.edited,
            passages=tuple(passages),
        ),
    )


def extract(document: Document) -> tuple[Claim, ...]:
    claims = []
    for passage in document.passages:
        words = document.text[passage.start : passage.end]
        if words == "FAULT":
            raise ZeroDivisionError("no clause")
        said = Quote(words, passage.start, passage.end)
        claim = Claim(
            id=claim_id(document.id, said, speakers=(), stance="asserts", event="other", negated=False),
            document=document.id,
            passage_kind="body",
            start=passage.start,
            end=passage.end,
            content=said,
            published=document.published.day,
        )
        claims += [claim, claim] if words == "TWICE" else [claim]
    return tuple(claims)


def resolve(document: Document, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    return tuple(msgspec.structs.replace(claim, publisher=document.publisher) for claim in claims)


def propositions(claims: Sequence[Claim], theatre: Theatre) -> tuple[Proposition, ...]:
    said: dict[str, list[str]] = {}
    for claim in claims:
        said.setdefault(claim.content.text, []).append(claim.id)
    return tuple(
        Proposition(id=f"p:{words}", event="other", span=None, supports=tuple(ids))
        for words, ids in sorted(said.items())
    )


def judge(
    found: Sequence[Proposition], claims: Mapping[str, Claim], theatre: Theatre, decisions: Sequence[Decision]
) -> tuple[Judgment, ...]:
    return tuple(
        Judgment(proposition=p.id, credibility=6, origins=tuple(p.supports), evidence="none", receipt=Receipt())
        for p in found
    )


def control(
    found: Sequence[Proposition], judged: Sequence[Judgment], claims: Mapping[str, Claim], theatre: Theatre
) -> tuple[Control, ...]:
    return tuple(
        Control(
            place=p.id, place_name=p.id, lat=0, lon=0, radius_km=1, side=None, state="held", tier="claimed",
            evidence="none", valid_from=day, known_from=day, propositions=(p.id,), reason="",
        )
        for p in found
        if (day := min(claims[i].published or DAY for i in p.supports))
    )  # fmt: skip


def locate(claims: Sequence[Claim], theatre: Theatre) -> tuple[LocatedPlace, ...]:
    """A place a claim that says "at NAME"."""
    return tuple(
        LocatedPlace(name=words[3:], lat=0, lon=0, radius_km=1, n=1, claims=(claim.id,))
        for claim in claims
        if (words := claim.content.text).startswith("at ")
    )


STAGES = Stages(
    parse=parse, extract=extract, resolve=resolve, locate=locate, propositions=propositions, judge=judge,
    control=control, watch=lambda claims, documents, theatre, decisions: Watched(),
)  # fmt: skip


def pipeline(
    *, lexicon: Mapping[str, bytes] | None = None, gazetteer: str = "1", theatre: Theatre = THEATRE
) -> Pipeline:
    return Pipeline(theatre, lexicon or {}, NoPlaces(gazetteer), stages=STAGES)


def post(name: str, text: str, day: str = "2023-01-24", **fields: str) -> dict[str, str]:
    return {"id": name, "published": day, "publisher": "River Watch", "text": text, **fields}


def put_lines(path: Path, *posts: dict[str, str]) -> Path:
    path.write_text("".join(json.dumps(p) + "\n" for p in posts))
    return path


def claims_jsonl(ledger: Ledger) -> bytes:
    """The claims as `situate claims --format jsonl` prints them: one JSON object a line, in the ledger's order."""
    return b"".join(msgspec.json.encode(claim) + b"\n" for claim in ledger.claims())
