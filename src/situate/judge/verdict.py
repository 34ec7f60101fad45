"""A judgment on every proposition: its grade, its independent origins, and the receipt that derives them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from situate.errors import DataError
from situate.judge.copies import Copies
from situate.judge.grade import Found, derivation, digit, predicates
from situate.judge.horizon import held_within
from situate.judge.independence import collapse
from situate.judge.neighbours import Neighbours
from situate.judge.outcomes import HORIZON_DAYS, Later
from situate.judge.probability import Setting, probability
from situate.judge.rulings import Rulings, regraded
from situate.judge.tracks import Tracks
from situate.judge.voices import Voice, fallen, voice
from situate.judge.weighing import AGAINST, SUPPORT, Backing, Case, Neighbour, weigh
from situate.judge.withdrawals import Fallen, Withdrawals
from situate.model import Claim, Decision, Judgment, Line, Proposition, Receipt
from situate.theatre import Theatre
from situate.vocab import Evidence

# Strongest first.
_EVIDENCE: Final[tuple[Evidence, ...]] = ("geolocated", "satellite", "footage", "document", "data", "testimony")


# What each rule prints: its docstring.
_SAID: Final = {rule.__name__: (rule.__doc__ or "").strip() for rule, _ in (*SUPPORT, *AGAINST)}


class _Side(msgspec.Struct, frozen=True):
    """One side of a proposition: who stands there, and what was collapsed on the way."""

    backing: Backing
    collapsed: tuple[Line, ...]


_NOBODY: Final = _Side(Backing(), ())
Before = Mapping[str, tuple[Proposition, Judgment]]


def judge(
    propositions: Iterable[Proposition],
    claims: Mapping[str, Claim],
    theatre: Theatre,
    decisions: Iterable[Decision] = (),
) -> tuple[Judgment, ...]:
    """Grade every proposition, in the order given. Linear in the claims that stand behind them.

    `claims` holds, by id, every claim that a proposition names. Raises DataError where one is missing. The table from
    predicates to the digit is `grade.digit`; the weights stand in `weighing`. Where a proposition has denials only, the
    grade, the origins and the evidence are of its denial, and the derivation says so. `decisions` is the journal.
    """
    given = tuple(propositions)
    bench = Bench(given, claims, theatre, Rulings(decisions))
    return tuple(bench.judgment(p) for p in given)


def judge_again(
    propositions: Iterable[Proposition], claims: Mapping[str, Claim], theatre: Theatre, before: Before
) -> tuple[Judgment, ...]:
    """As `judge`, where only some propositions are new or changed: the others keep the judgment that they had.

    `before` holds, by id, the propositions as they were judged last, with those judgments; the journal is the same.
    """
    given = tuple(propositions)
    bench = Bench(given, claims, theatre, Rulings(()))
    anew = bench.touched(before)
    return tuple(bench.judgment(p) if p.id in anew else before[p.id][1] for p in given)


class Bench:
    """What judging looks up about all propositions; each judgment is made when it is asked for."""

    def __init__(
        self, propositions: Sequence[Proposition], claims: Mapping[str, Claim], theatre: Theatre, rulings: Rulings
    ) -> None:
        self._propositions, self._claims, self._rulings = propositions, claims, rulings
        self._sources = {s.id: s for s in theatre.sources}
        self._camps = theatre.camps()
        self._withdrawals, self._copies = Withdrawals(claims), Copies(claims.values())
        upon = frozenset(p.id for p in propositions if _is_upon(p, claims))
        quoted = frozenset(p.id for p in propositions if p.event == "capture" and self._is_recalled(p))
        self._neighbours = Neighbours(propositions, upon, quoted)
        self._support: dict[str, _Side] = {}
        self._tracks: Tracks | None = None

    def touched(self, before: Before) -> set[str]:
        """The ids of propositions that cannot keep the judgment they had: their claims or neighbours are others now."""
        changed = [p for p in self._propositions if p.id not in before or not _same(before[p.id][0], p)]
        edited = self._withdrawals.edited
        changed += [p for p in self._propositions if edited and any(c in edited for c in (*p.supports, *p.denies))]
        return self.beside(changed)

    def beside(self, changed: Iterable[Proposition]) -> set[str]:
        """The ids of these and of every proposition whose judgment may lean on one of them."""
        return set(self._neighbours.touched_by(changed))

    def judgment(self, p: Proposition) -> Judgment:
        """The judgment on one proposition. Raises DataError where a claim that it names is missing."""
        support, denial = self._supporting(p), self._side(p, p.denies)
        # What nobody puts forward is graded by its denial: "they did not advance" is true or false in itself.
        negative = not p.supports
        ruled = self._rulings
        case = Case(
            proposition=p,
            doer=self._camps.get(p.side or "", p.side),
            negative=negative,
            support=(denial if negative else support).backing,
            denial=Backing() if negative else denial.backing,
            confirmed_by=ruled.confirmed(p.id),
            rejected_by=ruled.rejected(p.id),
        )
        if not negative:
            case = self._with_neighbours(case)
        found = weigh(case, SUPPORT), weigh(case, AGAINST)
        judgment = _judgment(case, found, support.collapsed + denial.collapsed)
        if p.event == "capture" and not negative and self.is_held(p):
            judgment = self._with_probability(judgment, case, found)
        return regraded(judgment, ruled.regraded(p.id))

    def _with_probability(self, judgment: Judgment, case: Case, found: tuple[Found, Found]) -> Judgment:
        """The judgment on a capture with its probability, by what its camp's record was when it was last spoken of."""
        p = case.proposition
        days = [c.published for c in _named(p, (*p.supports, *p.denies), self._claims) if c.published is not None]
        if case.doer is None or not days:
            return judgment
        track = self._camp_tracks().of(case.doer, max(days), besides=p.id)
        told = probability(Setting(found_for=found[0], against=found[1], track=track))
        *steps, grade = judgment.receipt.derivation
        lines = (*told.lines, held_within(told.value).line)
        receipt = msgspec.structs.replace(judgment.receipt, derivation=(*steps, *lines, grade))
        return msgspec.structs.replace(judgment, receipt=receipt, probability=round(told.value, 3))

    def _camp_tracks(self) -> Tracks:
        if self._tracks is None:
            self._tracks = Tracks(self.later(p) for p in self._propositions if self.is_held(p))
        return self._tracks

    def later(self, p: Proposition) -> Later:
        """Who stands on which side of a proposition, and what followed at its place: what outcomes are read from."""
        afterwards = self._beside(self._neighbours.afterwards(p, HORIZON_DAYS))
        return Later(
            proposition=p,
            doer=self._camps.get(p.side or "", p.side),
            support=self._supporting(p).backing,
            denial=self._side(p, p.denies).backing,
            afterwards=afterwards,
        )

    def is_held(self, p: Proposition) -> bool:
        """Does it say, as a fact, that a side took or holds a whole settlement?"""
        return p.modality == "fact" and self._neighbours.is_held(p)

    def _with_neighbours(self, case: Case) -> Case:
        p, near = case.proposition, self._neighbours
        return msgspec.structs.replace(
            case,
            agreeing=self._beside(near.agreeing(p)),
            rivals=self._beside(near.rivals(p)),
            holders=self._beside(near.other_holders(p)),
            conduct=self._beside(near.conduct(p)),
            withdrawals=self._beside(near.withdrawals(p)),
            attacks=self._beside(near.attacks(p)),
            behind=self._beside(near.behind(p)),
        )

    def _beside(self, found: Iterable[Proposition]) -> tuple[Neighbour, ...]:
        """The neighbours with who stands behind them; one that nobody maintains any more is none."""
        backed = ((n, self._supporting(n).backing) for n in found)
        return tuple(
            Neighbour(proposition=n, backing=backing, camp=self._camps.get(n.side or "", n.side))
            for n, backing in backed
            if backing.voices
        )

    def _supporting(self, p: Proposition) -> _Side:
        if p.id not in self._support:
            self._support[p.id] = self._side(p, p.supports)
        return self._support[p.id]

    def _is_recalled(self, p: Proposition) -> bool:
        """Do others recall in their own words that somebody claimed it, on the first day on which it was told?"""
        return any(self._copies.is_quoted(c) for c in _named(p, p.supports[:1], self._claims))

    def _own_view(self, claim: Claim) -> Claim:
        """The claim; the author who bears out somebody's words on another's claim does not bear out that claim."""
        if claim.author_view == "supports" and self._copies.is_quoted(claim):
            return msgspec.structs.replace(claim, author_view="none")
        return claim

    def _side(self, p: Proposition, ids: Iterable[str]) -> _Side:
        said = tuple(self._own_view(c) for c in _named(p, ids, self._claims))
        if not said:
            return _NOBODY
        rejected = {c.id: why for c in said if (why := self._rulings.rejected_claim(c))}
        gone = self._withdrawals.of(said, rejected)
        standing = [voice(c, self._sources, self._camps) for c in said]
        if not gone.taken:
            collapsed = collapse(standing, self._copies)
            return _Side(Backing(voices=tuple(standing), origins=collapsed.origins), collapsed.lines)
        voices = [fallen(v, t.how, t.why) if (t := gone.taken.get(v.claim.id)) else v for v in standing]
        collapsed = collapse(voices, self._copies)
        kept = tuple(v for v in voices if not v.withdrawn)
        lines = (*collapsed.lines, *_outlived(gone))
        return _Side(Backing(voices=kept, origins=collapsed.origins, taken_back=_taken_back(standing, gone)), lines)


def _taken_back(voices: Iterable[Voice], gone: Fallen) -> tuple[Voice, ...]:
    """What its own author edited away or deleted and says nowhere else, with the voice that it was."""
    own = [v for v in voices if not v.claim.speakers]
    still = {v.family for v in own if v.claim.id not in gone.taken} - {None}
    return tuple(
        msgspec.structs.replace(v, withdrawn=t.how)
        for v in own
        if (t := gone.taken.get(v.claim.id)) and t.how in ("edited", "deleted") and v.family not in still
    )


def _outlived(gone: Fallen) -> Iterator[Line]:
    return (Line(rule="outlived", text=text, claims=(claim,)) for claim, text in gone.outlived.items())


def _same(a: Proposition, b: Proposition) -> bool:
    return a is b or a == b


def _named(p: Proposition, ids: Iterable[str], claims: Mapping[str, Claim]) -> Iterator[Claim]:
    for claim_id in ids:
        if claim_id not in claims:
            raise DataError(
                f"claim {claim_id} is not among the claims given",
                where=f"proposition {p.id}",
                remedy="judge the propositions with the claims they were made from",
            )
        yield claims[claim_id]


def _is_upon(p: Proposition, claims: Mapping[str, Claim]) -> bool:
    """Is the place itself the object of what a claim says?"""
    if p.place is None:
        return False
    return any(m.key == p.place and m.role == "object" for c in _named(p, p.supports, claims) for m in c.places)


def _judgment(case: Case, found: tuple[Found, Found], collapsed: tuple[Line, ...]) -> Judgment:
    found_for, found_against = found
    answers = predicates(case.proposition, found_for, found_against)
    graded = ("nobody puts it forward: what is graded is that it is not so",) if case.negative else ()
    return Judgment(
        proposition=case.proposition.id,
        credibility=digit(answers).credibility,
        origins=_families(case.support),
        evidence=_strongest(case.support.voices),
        receipt=Receipt(
            spoke_for=_lines(found_for),
            against=_lines(found_against),
            collapsed=collapsed,
            derivation=graded + derivation(answers),
        ),
    )


def _families(backing: Backing) -> tuple[str, ...]:
    """Families of the independent origins; the assessor's own where it repeats nobody."""
    own = {v.family for v in backing.voices if v.assessor and v.family}
    return tuple(sorted({o.family for o in backing.origins} or own))


def _strongest(voices: tuple[Voice, ...]) -> Evidence:
    held = {v.claim.evidence for v in voices}
    return next((e for e in _EVIDENCE if e in held), "none")


def _lines(found: Found) -> tuple[Line, ...]:
    """Each finding in words: the rule's docstring, who or what, and the weight it had."""
    return tuple(
        Line(rule=name, text=f"{_SAID[name]} {finding.detail} [{weight:+.2f}]", claims=finding.claims)
        for name, (weight, finding) in found.items()
    )
