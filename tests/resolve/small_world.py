"""An invented country: one gazetteer in memory, one theatre, and a way to write claims about its places."""

from collections.abc import Iterable, Sequence
from typing import Any

from situate.gazetteer import Toponym, normal
from situate.geo import Point, offset
from situate.model import (
    Actor,
    Claim,
    Document,
    Locator,
    NoteRef,
    PlaceMention,
    Published,
    Quote,
    Speaker,
)
from situate.resolve import Resolver
from situate.theatre import Area, Effort, KnownActor, Side, Source, Spelling, Theatre

KARSK = Point(lat=48.6, lon=38.0)
DORSK = Point(lat=47.9, lon=37.4)
FAR = Point(lat=49.5, lon=25.6)


def place(number: int, name: str, at: Point, population: int = 0, **more: Any) -> Toponym:
    fields = {"country": "NL", "admin1": "01", **more}
    return Toponym(id=f"geonames:{number}", name=name, lat=at.lat, lon=at.lon, population=population, **fields)


class SmallGazetteer:
    """A `Gazetteer` over a list."""

    def __init__(self, places: Iterable[Toponym]):
        self.places = tuple(places)

    def named(self, name: str) -> tuple[Toponym, ...]:
        key = normal(name)
        return tuple(p for p in self.places if key in map(normal, (p.name, *p.names)))

    def names(self) -> Iterable[str]:
        return [name for p in self.places for name in (p.name, *p.names)]

    def digest(self) -> str:
        return "small"


PLACES = (
    place(1, "Karsk", KARSK, 80_000, names=("Artemsk",)),
    place(2, "Dorsk", DORSK, 900_000, names=("Juzovka",)),
    place(3, "Bolv", Point(lat=50.45, lon=30.5), 2_900_000, admin1="12"),
    # One name four times: two near the front, one in its oblast, one in the far west.
    place(10, "Vesele", offset(KARSK, 40, 20)),
    place(11, "Vesele", offset(DORSK, 250, 40)),
    place(12, "Vesele", offset(KARSK, 290, 33), 2_900),
    place(13, "Vesele", FAR, 800, admin1="22"),
    # Known only far away from where texts mean one.
    place(20, "Dvorichia", FAR, 1_200, admin1="22"),
    # Distances that run from the great city's edge.
    place(30, "Ilov", offset(DORSK, 110, 32), 15_000),
    place(31, "Vuhlo", offset(DORSK, 237, 49), 14_000),
    place(32, "Novosil", offset(DORSK, 254, 75), 5_200),
    place(40, "Mazanivka", offset(KARSK, 312, 24)),
    place(41, "Pavlivka", offset(DORSK, 235, 51)),
    place(42, "Spirne", offset(KARSK, 35, 28)),
    place(43, "Spirne", Point(lat=50.4, lon=35.3), admin1="21"),
    place(50, "Vilna", Point(lat=54.7, lon=25.3), 540_000, country="XX", admin1="65"),
    place(51, "Vesele", Point(lat=46.9, lon=29.0), 4_000, country="XX", admin1="65"),
    # A village that two gazetteers hold under two ids.
    place(60, "Yasne", offset(KARSK, 180, 15), 700),
    place(61, "Yasne", offset(offset(KARSK, 180, 15), 90, 1.5)),
)

THEATRE = Theatre(
    id="norland",
    name="War in Norland",
    countries=("NL",),
    south=44,
    west=22,
    north=53,
    east=41,
    started="2022-01-01",
    sides=(
        Side(id="east", name="Ostria", adjectives=("Ostrian", "occupation"), countries=("OS",)),
        Side(id="north", name="Norland", adjectives=("Norlandic",), countries=("NL",)),
        Side(id="third", name="Midia", adjectives=("Midian",), countries=("MD",)),
    ),
    actors=(
        KnownActor(id="os-forces", name="Ostrian forces", side="east", aliases=("Ostrian troops",)),
        KnownActor(id="nl-forces", name="Norlandic forces", side="north"),
        KnownActor(id="155-bde", name="155th Naval Infantry Brigade", side="east", kind="formation"),
        KnownActor(id="pacific-fleet", name="Pacific Fleet", side="east", kind="formation"),
        KnownActor(id="chief", name="Valdur Gera", side="east", aliases=("Gera",)),
        KnownActor(id="general-staff", name="General Staff", side="north"),
    ),
    sources=(
        Source(id="gs", name="Norlandic General Staff", kind="military", side="north", family="gs",
               aliases=("General Staff",)),
        Source(id="os-mod", name="Ostrian Ministry of Defense", kind="military", side="east", family="mod",
               aliases=("Ministry of Defense", "Ostrian MoD")),
        Source(id="head", name="Denis Pushko", kind="occupation", side="east", family="head", aliases=("Pushko",)),
        Source(id="council", name="Ostrian Security Council", kind="official", side="east", family="council"),
        Source(id="dmitry", name="Dmitry Medo", kind="official", side="east", family="council", aliases=("Medo",)),
        Source(id="bloggers", name="Ostrian milbloggers", kind="class", side="east", family="bloggers",
               aliases=("Ostrian milblogger", "milblogger")),
        Source(id="os-sources", name="Ostrian sources", kind="class", side="east", family="os-sources"),
        Source(id="rybak", name="Rybak", kind="channel", side="east", family="rybak", addresses=("t.me/rybak",)),
        Source(id="gonzo", name="Gonzo", kind="channel", side="east", family="gonzo", addresses=("t.me/gonzo",)),
        Source(id="map", name="DeepMap", kind="channel", side="north", family="map", addresses=("t.me/deepmap",)),
    ),
    areas=(
        Area(id="karsk-oblast", name="Karsk Oblast", kind="admin1", lat=48.3, lon=37.8, radius_km=125,
             country="NL", admin1="01"),
        Area(id="west-oblast", name="West Oblast", kind="admin1", lat=49.4, lon=25.6, radius_km=95,
             country="NL", admin1="22"),
        Area(id="norland", name="Norland", kind="country", lat=48.9, lon=31.4, radius_km=550, country="NL"),
        Area(id="midia", name="Midia", kind="country", lat=47.0, lon=28.5, radius_km=150, country="MD"),
        Area(id="dorsk-river", name="Dorsk River", kind="river", lat=47.8, lon=37.0, radius_km=100,
             country="NL", aliases=("Dorsk",)),
    ),
    efforts=(
        Effort(id="front", title="Front", objective="Take it", order=1, areas=("karsk-oblast",),
               anchors=(("Karsk", 48.6, 38.0), ("Dorsk", 47.9, 37.4))),
        Effort(id="rear", title="Rear", objective="Recruit", order=2),
    ),
    spellings=(Spelling(variant="Artemsk", house="Karsk"), Spelling(variant="Bolf", house="Bolv")),
)  # fmt: skip


def said(of: str, km: float | None, way: str | None, anchor: str, *, within: bool = False) -> Locator:
    """A locator in words."""
    words = f"{'within ' if within else ''}{'' if km is None else f'{km:g}km '}{way or ''} of {anchor}"
    return Locator(
        text=words, start=0, end=len(words), of=of, distance_km=km, bearing=way, anchor=anchor, within=within
    )


def text_of(claims: Sequence[Sequence[str]]) -> str:
    return " ".join(f"Fighting near {', '.join(names)}." for names in claims)


def document(text: str) -> Document:
    published = Published(day=None, how="a test")
    return Document(id="d1", key="d1", original="0", part="", name="a.txt", text=text, published=published)


def claim_about(text: str, start: int, names: Sequence[str], locators: Sequence[Locator], effort: str | None) -> Claim:
    """A claim whose places stand in `text` from `start` on, in their order."""
    places, at = [], start
    for name in names:
        at = text.index(name, at)
        places.append(PlaceMention(text=name, start=at, end=at + len(name), role="at"))
        at += len(name)
    end = text.find(".", at) + 1
    return Claim(
        id=f"c{start}", document="d1", passage_kind="body", start=start, end=end,
        content=Quote(text[start:end], start, end),
        effort=effort, places=tuple(places), locators=tuple(locators),
    )  # fmt: skip


def placed(
    *claims: Sequence[str],
    locators: Sequence[Locator] = (),
    effort: str | None = "front",
    gazetteer: SmallGazetteer | None = None,
    text: str | None = None,
) -> list[PlaceMention]:
    """The places of claims, each given by its names; every locator goes with the claims that name what it locates."""
    whole = text or text_of(claims)
    made, start = [], 0
    for names in claims:
        own = [told for told in locators if told.of in names]
        made.append(claim_about(whole, start, names, own, effort))
        start = made[-1].end
    resolver = Resolver(THEATRE, gazetteer or SmallGazetteer(PLACES))
    return [place for claim in resolver.resolve(document(whole), made) for place in claim.places]


def spoken(*phrases: str, urls: Sequence[str] = (), text: str | None = None) -> list[Speaker]:
    """One claim a phrase, all with the same notes, resolved together."""
    whole = text or ". ".join(phrases)
    made, at = [], 0
    for number, phrase in enumerate(phrases):
        at = whole.index(phrase, at)
        speaker = Speaker(text=phrase, start=at, end=at + len(phrase))
        notes = (NoteRef("1", tuple(urls)),) if urls and number == 0 else ()
        made.append(
            Claim(id=f"c{number}", document="d1", passage_kind="body", start=at, end=at + len(phrase),
                  content=Quote(phrase, at, at + len(phrase)), speakers=(speaker,), notes=notes)
        )  # fmt: skip
        at += len(phrase)
    resolver = Resolver(THEATRE, SmallGazetteer(()))
    return [speaker for claim in resolver.resolve(document(whole), made) for speaker in claim.speakers]


def doing(phrase: str) -> Actor:
    """The actor of a claim with one actor, resolved."""
    claim = Claim(
        id="c", document="d1", passage_kind="body", start=0, end=len(phrase), content=Quote(phrase, 0, len(phrase)),
        actors=(Actor(text=phrase, start=0, end=len(phrase)),),
    )  # fmt: skip
    return Resolver(THEATRE, SmallGazetteer(())).resolve(document(phrase), [claim])[0].actors[0]
