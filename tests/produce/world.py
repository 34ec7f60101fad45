"""A small invented war to write assessments of: claims are built from words, offsets computed."""

from datetime import date

import msgspec

from situate.courses import Course, Rubric
from situate.model import (
    Actor,
    Claim,
    Control,
    DateMention,
    Judgment,
    Likelihood,
    Line,
    Locator,
    PlaceMention,
    Proposition,
    Quote,
    Receipt,
    Speaker,
    claim_id,
)  # fmt: skip
from situate.produce import Cited, Desk
from situate.theatre import Area, Effort, Office, Side, Source, Theatre
from situate.timespan import Span

DAY = date(2031, 5, 20)
BEFORE = date(2031, 5, 19)
PLACES = {"Orlen": (10.0, 20.0), "Tarvik": (10.3, 20.2), "Sedma": (10.1, 20.6), "Port Ashby": (12.0, 23.0)}

THEATRE = Theatre(
    id="vesland",
    name="War in Vesland",
    countries=("VL",),
    south=8.0,
    west=18.0,
    north=14.0,
    east=25.0,
    started="2031-01-01",
    sides=(
        Side(id="ves", name="Vesland", adjectives=("Veslandian",)),
        Side(id="cor", name="Coria", adjectives=("Corian",)),
    ),
    sources=(
        Source(id="ves-staff", name="Veslandian General Staff", kind="military", side="ves", family="ves-staff"),
        Source(id="cor-mod", name="Corian Ministry of War", kind="military", side="cor", family="cor-mod"),
        Source(id="cor-channel", name="Frontwatch", kind="channel", side="cor", family="cor-channels"),
        Source(id="cor-echo", name="Echo of Coria", kind="channel", side="cor", family="cor-channels"),
        Source(id="wire", name="Meridian Wire", kind="agency", family="wire"),
        Source(id="paper", name="The Port Herald", kind="media", family="paper"),
        Source(id="footage", name="Geolocated footage", kind="imagery", family="footage"),
    ),
    areas=(Area(id="east", name="Eastern Province", kind="admin1", lat=10.2, lon=20.3, radius_km=120),),
    efforts=(
        Effort(
            id="orlen",
            title="Corian main effort: Orlen",
            objective="Take Orlen",
            order=1,
            areas=("east",),
            anchors=(("Orlen", 10.0, 20.0), ("Sedma", 10.1, 20.6)),
        ),
        Effort(id="forces", title="Force generation", objective="Raise men", order=2, events=("mobilization",)),
    ),
    offices=(Office(id="cmd", name="Eastern Command", aliases=("commander of the East",)),),
    courses=(
        Course(
            id="north",
            question="Will Coria attack from the north?",
            rubrics=(
                Rubric(id="more", direction="more", headings=("more likely",)),
                Rubric(id="less", direction="less", headings=("less likely",)),
            ),
        ),
    ),
)


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A claim in short: its document's text is the content alone, unless `text` gives more."""

    content: str
    publisher: str = "ves-staff"
    day: date = DAY
    event: str = "assault"
    stance: str = "states"
    speakers: tuple[tuple[str, str | None], ...] = ()
    cue: str = ""
    evidence: str = "none"
    view: str = "none"
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    methods: tuple[tuple[str, str], ...] = ()
    locators: tuple[tuple[str, str], ...] = ()
    dates: tuple[tuple[str, date, date, str], ...] = ()
    likelihood: str = ""
    negated: bool = False
    effort: str | None = None
    rubric: str | None = None
    document: str = ""


def claim(told: Told) -> Claim:
    """The record of a claim, with every offset where its words stand."""
    known = {s.id: s.name for s in THEATRE.sources}
    content = Quote(told.content, 100, 100 + len(told.content))
    document = told.document or f"doc-{abs(hash((told.publisher, told.content, told.day))) % 10**8}"
    publisher = known.get(told.publisher, told.publisher)

    def at(words: str) -> int:
        inside = told.content.find(words)
        return 100 + inside if inside >= 0 else 100 + len(told.content) + 1

    return Claim(
        id=claim_id(document, content, speakers=tuple(s for s, _ in told.speakers), stance=told.stance,
                    event=told.event, negated=told.negated),
        document=document,
        passage_kind="body",
        start=100,
        end=101 + len(told.content),
        content=content,
        published=told.day,
        publisher=publisher,
        publisher_id=told.publisher if told.publisher in known else None,
        effort=told.effort,
        rubric=told.rubric,
        speakers=tuple(Speaker(text=t, start=0, end=len(t), source_id=i) for t, i in told.speakers),
        cue=Quote(told.cue, 50, 50 + len(told.cue)) if told.cue else None,
        stance=told.stance,  # type: ignore[arg-type]
        likelihood=Likelihood(text=told.likelihood) if told.likelihood else None,
        evidence=told.evidence,  # type: ignore[arg-type]
        author_view=told.view if told.speakers or told.cue or told.view != "none" else "own",  # type: ignore[arg-type]
        event=told.event,  # type: ignore[arg-type]
        negated=told.negated,
        actors=tuple(Actor(text=a, start=at(a), end=at(a) + len(a)) for a in told.actors),
        places=tuple(
            PlaceMention(
                text=p, start=at(p), end=at(p) + len(p), role="at", name=p, lat=PLACES[p][0], lon=PLACES[p][1],
                radius_km=3.0, method=dict(told.methods).get(p, "unique"), gazetteer_id=f"test:{p}",
            ) if p in PLACES else PlaceMention(text=p, start=at(p), end=at(p) + len(p), role="at", method="unplaced")
            for p in told.places
        ),
        locators=tuple(Locator(text=t, start=at(t), end=at(t) + len(t), of=of) for t, of in told.locators),
        dates=tuple(
            DateMention(text=t, start=at(t), end=at(t) + len(t), first=a, last=b, of=of)  # type: ignore[arg-type]
            for t, a, b, of in told.dates
        ),
    )  # fmt: skip


def desk(
    *groups: tuple[Told, ...],
    denies: tuple[tuple[int, Told], ...] = (),
    digits: tuple[int, ...] = (),
    controls: tuple[Control, ...] = (),
    before: int = 0,
) -> Desk:
    """A desk with one proposition a group; `denies` puts a denial to a group, `before` groups were known already."""
    claims: dict[str, Claim] = {}
    propositions: list[Proposition] = []
    judgments: dict[str, Judgment] = {}
    for index, group in enumerate(groups):
        made = [claim(t) for t in group]
        against = [claim(t) for i, t in denies if i == index]
        claims.update({c.id: c for c in (*made, *against)})
        proposition = _proposition(index, made, against)
        propositions.append(proposition)
        digit = digits[index] if index < len(digits) else 3
        judgments[proposition.id] = _judgment(proposition, made, digit)
    documents = {c.document: _document(c) for c in claims.values()}
    return Desk(
        day=DAY,
        theatre=THEATRE,
        claims=claims,
        documents=documents,
        propositions=tuple(propositions),
        judgments=judgments,
        controls=controls,
        propositions_before=tuple(propositions[:before]),
    )


def _proposition(index: int, made: list[Claim], against: list[Claim]) -> Proposition:
    place = next((p for c in made for p in c.places if p.lat is not None), None)
    return Proposition(
        id=f"p{index}",
        event=made[0].event,
        span=Span.on(DAY),
        place=place.key if place else None,
        place_name=place.text if place else "",
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        side=_side(made[0]),
        supports=tuple(c.id for c in made),
        denies=tuple(c.id for c in against),
    )


def _side(said: Claim) -> str | None:
    names = {"Corian": "cor", "Veslandian": "ves"}
    return next((names[w] for w in said.content.text.split() if w in names), None)


def _judgment(proposition: Proposition, made: list[Claim], digit: int) -> Judgment:
    origins = tuple(sorted({c.origin_id or c.publisher for c in made}))
    receipt = Receipt(
        spoke_for=tuple(Line(rule="said", text=f"{o} says so") for o in origins), derivation=("none against",)
    )
    return Judgment(
        proposition=proposition.id, credibility=digit, origins=origins, evidence=made[0].evidence, receipt=receipt
    )


def _document(said: Claim) -> Cited:
    return Cited(
        id=said.document,
        name=f"{said.document}.html",
        title="Evening summary",
        url=f"https://example.org/{said.document}",
        publisher=said.publisher,
        publisher_id=said.publisher_id,
        published=said.published,
        key=said.document,
    )


def example() -> Desk:
    """A day with something of everything."""
    return desk(
        (
            Told(content="Veslandian forces repelled 12 Corian assaults near Orlen and Tarvik", event="repelled",
                 stance="asserts", actors=("Veslandian forces",), places=("Orlen", "Tarvik")),
            Told(content="Corian forces attacked near Orlen but did not advance", event="repelled", stance="claims",
                 publisher="cor-echo", speakers=(("Corian milblogger", None),), cue="claimed",
                 actors=("Corian forces",), places=("Orlen",)),
        ),
        (
            Told(content="Corian forces captured Sedma", event="capture", stance="asserts", publisher="cor-channel",
                 actors=("Corian forces",), places=("Sedma",), locators=(("66km east of Orlen", "Sedma"),),
                 methods=(("Sedma", "learned"),)),
        ),
        (
            Told(content="Corian forces have advanced west of Tarvik", event="advance", stance="shows",
                 speakers=(("Geolocated footage", "footage"),), cue="indicates", evidence="geolocated",
                 publisher="wire", actors=("Corian forces",), places=("Tarvik",),
                 dates=(("May 19", BEFORE, BEFORE, "speech"),)),
        ),
        (
            Told(content="General Ada Rook became commander of the East", event="appointment", publisher="paper",
                 stance="asserts", actors=("General Ada Rook",)),
        ),
        (
            Told(content="General Piet Lom remains commander of the East", event="appointment", publisher="cor-mod",
                 stance="asserts", actors=("General Piet Lom",)),
        ),
        (
            Told(content="Corian authorities will call up 30,000 reservists", event="mobilization", stance="assesses",
                 publisher="wire", likelihood="likely", speakers=(("Defence Minister Jana Holt", None),),
                 cue="assessed", actors=("Corian authorities",)),
        ),
        (
            Told(content="we hit the depot at Port Ashby last night!", event="strike", stance="asserts",
                 publisher="ves-staff", places=("Port Ashby",)),
        ),
        (
            Told(content="Corian troops left the northern camps today", event="deployment", stance="asserts",
                 rubric="less", actors=("Corian troops",), dates=(("today", DAY, DAY, "event"),)),
        ),
        (
            Told(content="fighting went on near Nowhere Hamlet", event="clash", stance="asserts",
                 places=("Nowhere Hamlet",), publisher="cor-echo"),
        ),
        denies=((1, Told(content="Veslandian forces hold Sedma", event="hold", stance="asserts",
                         actors=("Veslandian forces",), places=("Sedma",))),),
        digits=(2, 4, 1, 3, 3, 3, 3, 3, 4),
        before=1,
    )  # fmt: skip
