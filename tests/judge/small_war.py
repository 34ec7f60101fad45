"""A made-up war and factories for claims about it, for the tests of propositions, judge and state."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import msgspec

from situate.judge import judge
from situate.model import Actor, Claim, DateMention, Judgment, NoteRef, PlaceMention, Proposition, Quote, Speaker
from situate.resolve.propositions import propositions
from situate.theatre import Office, Side, Source, Theatre
from situate.vocab import Role, SourceKind

START = date(2030, 5, 1)


def source(name: str, kind: SourceKind, side: str | None = None, family: str = "") -> Source:
    return Source(id=name, name=name.replace("_", " ").title(), kind=kind, side=side, family=family or name)


WAR = Theatre(
    id="small",
    name="A small war",
    countries=("XA", "XB"),
    south=0,
    west=0,
    north=20,
    east=20,
    started="2030-04-01",
    sides=(
        Side(id="reds", name="Reds", adjectives=("Red",)),
        Side(id="blues", name="Blues", adjectives=("Blue",)),
        Side(id="whites", name="Friends of the Blues", stands_with="blues"),
    ),
    sources=(
        source("red_staff", "military", "reds"),
        source("red_ministry", "official", "reds", family="red_staff"),
        source("red_channel", "channel", "reds"),
        source("blue_staff", "military", "blues"),
        source("blue_governor", "official", "blues"),
        source("white_officials", "official", "whites"),
        source("agency", "agency"),
        source("daily", "media"),
        source("daily_online", "media", family="daily"),
        source("monitor", "ngo"),
        source("red_sources", "class", "reds"),
        source("footage", "imagery"),
        source("institute", "think_tank"),
        *(source(f"outlet_{n}", "media") for n in range(1, 13)),
    ),
    offices=(
        Office(id="north", name="Commander of the Northern Army", side="reds",
               aliases=("Northern Army commander", "Northern Army (NA) commander")),
        Office(id="south", name="Commander of the Southern Army", side="reds", aliases=("Southern Army commander",)),
        Office(id="minister", name="Red Minister of Defence", side="reds", aliases=("Red Defence Minister",)),
    ),
)  # fmt: skip


def place(name: str = "Oakham", role: Role = "object", **more: Any) -> PlaceMention:
    """A settlement near a fixed point; its gazetteer id is its name."""
    fields = {"lat": 10.0, "lon": 10.0, "radius_km": 2.0, "method": "unique", "gazetteer_id": f"geonames:{name}"}
    return PlaceMention(text=name, start=0, end=len(name), role=role, name=name, **{**fields, **more})


_count = iter(range(10**9))


def claim(
    text: str = "Red forces captured Oakham",
    *,
    by: str | tuple[str, ...] = "",
    day: int = 0,
    said: int | None = None,
    side: str | None = "reds",
    places: Iterable[PlaceMention] | None = None,
    urls: tuple[str, ...] = (),
    **more: Any,
) -> Claim:
    """A claim that something happened on `day`, published on day `said`, by source ids (outermost first).

    With nobody in `by` the publisher speaks for itself; the institute publishes what names no other publisher.
    """
    speakers = (by,) if isinstance(by, str) and by else tuple(by)
    published = START + timedelta(days=day if said is None else said)
    happened = START + timedelta(days=day)
    number = next(_count)
    fields: dict[str, Any] = {
        "id": f"c{number:06}",
        "document": f"d{number:06}",
        "passage_kind": "body",
        "start": 0,
        "end": len(text),
        "content": Quote(text, 0, len(text)),
        "published": published,
        "publisher_id": "institute",
        "speakers": tuple(Speaker(text=s, start=0, end=0, source_id=s if s in _KNOWN else None) for s in speakers),
        "stance": "claims" if speakers else "asserts",
        "author_view": "none" if speakers else "own",
        "event": "capture",
        "actors": (Actor(text=f"{side} forces", start=0, end=0, actor_id=side, side=side),) if side else (),
        "places": (place(),) if places is None else tuple(places),
        "dates": (DateMention(text="", start=0, end=0, first=happened, last=happened, of="event"),),
        "notes": tuple(NoteRef(mark=str(n), urls=(url,)) for n, url in enumerate(urls)),
    }
    return Claim(**{**fields, **more})


_KNOWN = frozenset(s.id for s in WAR.sources)


def post(by: str, text: str = "Red forces captured Oakham", **more: Any) -> Claim:
    """What a source publishes itself."""
    return claim(text, publisher_id=by, passage_kind="post", stance="states", author_view="own", **more)


def again(old: Claim, **changes: Any) -> Claim:
    return msgspec.structs.replace(old, **changes)


def linked(*claims: Claim) -> tuple[Proposition, ...]:
    return propositions(claims, WAR)


def judged(*claims: Claim) -> dict[str, tuple[Proposition, Judgment]]:
    """Each judged proposition by its event, place and side ("capture Oakham reds")."""
    found = propositions(claims, WAR)
    judgments = judge(found, {c.id: c for c in claims}, WAR)
    return {f"{p.event} {p.place_name} {p.side}": (p, j) for p, j in zip(found, judgments, strict=True)}


def verdict(*claims: Claim) -> Judgment:
    """The judgment on the capture of Oakham by the Reds."""
    return judged(*claims)["capture Oakham reds"][1]


def rules(judgment: Judgment) -> dict[str, set[str]]:
    """The names of the rules that spoke, by part of the receipt."""
    r = judgment.receipt
    parts = {"for": r.spoke_for, "against": r.against, "collapsed": r.collapsed}
    return {part: {line.rule for line in lines} for part, lines in parts.items()}
