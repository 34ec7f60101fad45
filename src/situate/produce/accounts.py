"""Which claims are told together: the same from several voices, accounts that exclude one another, belying conduct."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from situate.geo import Point, distance_km
from situate.model import Claim
from situate.produce.desk import Desk
from situate.produce.gate import holds
from situate.produce.rank import BELIED, Scene
from situate.produce.sentences import Pen, same_voice
from situate.produce.who import family, voice
from situate.vocab import Event

# How many voices a proposition is given before the rest only counts.
_VOICES: Final = 3
# Accounts by the two sides that exclude one another at one place.
_RIVALS: Final[dict[Event, frozenset[Event]]] = {
    "capture": frozenset({"hold", "repelled", "withdrawal"}),
    "advance": frozenset({"repelled"}),
    "hold": frozenset({"hold", "capture"}),
    "raid": frozenset({"repelled", "raid"}),
    "repelled": frozenset({"raid"}),
}
# The two sides seldom name the same village for one crossing or raid.
_RAID_KM: Final = 25.0
# An account of more places than this is a summary, and is told by itself.
_RIVAL_PLACES: Final = 2
POSTS: Final = frozenset({"appointment", "dismissal"})
_EVIDENCE: Final = ("geolocated", "satellite", "footage", "document", "data", "testimony", "none")


def office(claim: Claim, desk: Desk) -> str:
    """The post that a claim fills or empties; "" where it is about none that the theatre knows."""
    if claim.event not in POSTS:
        return ""
    said = claim.content.text.casefold()
    named = (o.name for o in desk.theatre.offices if any(n.casefold() in said for n in (o.name, *o.aliases)))
    return next(named, "")


class Accounts:
    """Finds the account that excludes a scene's, by place and by post."""

    def __init__(self, scenes: Iterable[Scene], desk: Desk) -> None:
        self._desk, self._camps = desk, desk.theatre.camps()
        self._raids: list[Scene] = []
        self._at: dict[str, list[Scene]] = defaultdict(list)
        self._on: dict[str, list[Scene]] = defaultdict(list)
        for scene in scenes:
            self._at[scene.proposition.place or ""].append(scene)
            if scene.proposition.event in ("raid", "repelled"):
                self._raids.append(scene)
            self._on[office(scene.claims[0], desk)].append(scene)

    def rival(self, scene: Scene, used: set[str]) -> Claim | None:
        """The lead of the heaviest account, not yet told, that excludes this one: of one post, or by the other side."""
        lead = scene.claims[0]
        post = office(lead, self._desk)
        if post:
            others = iter(self._on[post])
        else:
            near = self._at[scene.proposition.place or ""] + [o for o in self._raids if _meets(scene, o)]
            others = (o for o in near if self._excludes(scene, o))
        return next((c for o in others if (c := o.claims[0]).id not in used and self._other_voice(lead, c)), None)

    def _other_voice(self, one: Claim, other: Claim) -> bool:
        """Nobody is told against himself: what one voice says on two days is told in two places."""
        return not same_voice(one, other, self._desk)

    def _excludes(self, scene: Scene, other: Scene) -> bool:
        ours, theirs = scene.proposition, other.proposition
        return (
            None not in (ours.place, ours.side, theirs.side)
            and theirs.event in _RIVALS.get(ours.event, frozenset())
            and self._camps.get(theirs.side or "") != self._camps.get(ours.side or "")
            and theirs.id != ours.id
            and len(other.claims[0].places) <= _RIVAL_PLACES
        )


def _meets(a: Scene, b: Scene) -> bool:
    """A raid and another account of it, on the same days and near one another.

    Near are the places that the leading claims name: a proposition is about one of them alone.
    """
    one, two = a.proposition, b.proposition
    if "raid" not in (one.event, two.event) or one.span is None or two.span is None:
        return False
    ours, theirs = (_points(scene.claims[0]) for scene in (a, b))
    return one.span.meets(two.span) and any(distance_km(p, q) <= _RAID_KM for p in ours for q in theirs)


def _points(claim: Claim) -> list[Point]:
    return [Point(lat=p.lat, lon=p.lon) for p in claim.places if p.lat is not None and p.lon is not None]


def conduct(scene: Scene, desk: Desk) -> Claim | None:
    """What the judge found the claimant's side to do at the place that it is said to hold."""
    against = scene.judgment.receipt.against if scene.judgment else ()
    ids = [i for line in against if line.rule == BELIED for i in line.claims if i in desk.claims]
    done = [desk.claims[i] for i in ids if (desk.claims[i].published or desk.day) <= desk.day]
    return min(done, key=preference, default=None)


def preference(claim: Claim) -> tuple[object, ...]:
    """Evidence first, then who said it first, then who names fewest places: the order in which claims lead."""
    return (_EVIDENCE.index(claim.evidence), claim.published is None, claim.published, len(claim.places), claim.id)


def voices(fresh: Iterable[Claim], pen: Pen) -> tuple[list[tuple[Claim, ...]], list[Claim]]:
    """Claims that can share a sentence, best first, and those that would only repeat it."""
    groups: list[list[Claim]] = []
    spare: list[Claim] = []
    for claim in sorted(fresh, key=preference):
        home = next((g for g in groups if _shares(g, claim, pen)), None)
        families = {family(c, pen.desk) for g in groups for c in g}
        if home is not None:
            home.append(claim)
        elif family(claim, pen.desk) in families or len(groups) >= _VOICES:
            spare.append(claim)
        else:
            groups.append([claim])
    return [tuple(g) for g in groups], spare


def also(groups: list[tuple[Claim, ...]], index: int) -> bool:
    """Does a later voice say what the first one said, of the same event and in the same way?"""
    lead, other = groups[0][0], groups[index][0]
    return index > 0 and len(groups[index]) == 1 and (lead.event, lead.negated) == (other.event, other.negated)


def _shares(group: list[Claim], claim: Claim, pen: Pen) -> bool:
    """May one sentence in the lead's words stand for both? The same act of speech, and nothing lost or added."""
    return all(_alike(group[0], claim, pen)) and all(not same_voice(c, claim, pen.desk) for c in group)


def _alike(lead: Claim, claim: Claim, pen: Pen) -> Iterator[bool]:
    yield lead.stance == claim.stance and lead.stance in ("states", "claims", "asserts")
    yield (lead.event, lead.negated) == (claim.event, claim.negated)
    yield len(lead.speakers) <= 1 and len(claim.speakers) <= 1
    yield voice(lead, pen.desk).carrier == voice(claim, pen.desk).carrier == ""
    yield voice(lead, pen.desk).verb == voice(claim, pen.desk).verb
    yield pen.clause(lead).form == "finite"
    yield holds(lead.content.text, claim, pen.desk)
