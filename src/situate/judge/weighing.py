"""What speaks for a proposition and what against. Each rule is a function; its docstring is the reason printed."""

from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from situate.judge.independence import Origin
from situate.judge.interest import admits, disclaims, gains, inflicts, loses
from situate.judge.voices import Voice
from situate.model import Decision, Proposition
from situate.vocab import AuthorView, Evidence


class Backing(msgspec.Struct, frozen=True, kw_only=True):
    """Who stands behind a proposition (or against it), before anything is weighed.

    `taken_back` are those who stood there in their own words, edited or deleted these, and say so nowhere else.
    """

    voices: tuple[Voice, ...] = ()
    origins: tuple[Origin, ...] = ()
    taken_back: tuple[Voice, ...] = ()

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of its claims."""
        return tuple(v.claim.id for v in self.voices)


class Neighbour(msgspec.Struct, frozen=True, kw_only=True):
    """Another proposition about the same place, with who stands behind it; `camp` is that of its doer."""

    proposition: Proposition
    backing: Backing
    camp: str | None = None


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the rules look at. `doer` is the camp of the side that does it.

    `negative` where nobody puts the proposition forward: then `support` holds those who say that it is not so.
    `withdrawals` are of the other side from the place, `attacks` the other side's on it, `behind` fighting that its own
    side tells of where it says it passed before; `confirmed_by` and `rejected_by` are analysts' decisions.
    """

    proposition: Proposition
    doer: str | None
    negative: bool
    support: Backing
    denial: Backing
    agreeing: tuple[Neighbour, ...] = ()
    rivals: tuple[Neighbour, ...] = ()
    holders: tuple[Neighbour, ...] = ()
    conduct: tuple[Neighbour, ...] = ()
    withdrawals: tuple[Neighbour, ...] = ()
    attacks: tuple[Neighbour, ...] = ()
    behind: tuple[Neighbour, ...] = ()
    confirmed_by: tuple[Decision, ...] = ()
    rejected_by: tuple[Decision, ...] = ()


class Finding(msgspec.Struct, frozen=True):
    """What a rule found: how much of it (0: nothing), in words an analyst can paste, about which claims."""

    amount: float
    detail: str = ""
    claims: tuple[str, ...] = ()


NOTHING: Final = Finding(0.0)


def _inflicted(case: Case) -> bool:
    """Losses: does the claim that came first say that the doer brought them on the other side?"""
    first = next(iter((*case.support.voices, *case.denial.voices)), None)
    return first is not None and inflicts(first.claim.content.text)


def _gains_by_it(case: Case, origin: Origin) -> bool:
    event = case.proposition.event
    return origin.camp is not None and gains(event, case.doer, origin.camp, inflicted=_inflicted(case))


def _loses_by_it(case: Case, origin: Origin) -> bool:
    event = case.proposition.event
    return origin.camp is not None and loses(event, case.doer, origin.camp, inflicted=_inflicted(case))


def _interested(case: Case, origin: Origin) -> bool:
    return _loses_by_it(case, origin) if case.negative else _gains_by_it(case, origin)


def _admits(case: Case, origin: Origin) -> bool:
    """An admission; where a denial is graded, that of a side that would gain by what it denies."""
    event = case.proposition.event
    if origin.camp is None or case.negative:
        return origin.camp is not None and disclaims(event, case.doer, origin.camp)
    return admits(event, case.doer, origin.camp, inflicted=_inflicted(case))


def _named(origins: tuple[Origin, ...]) -> str:
    return "; ".join(f"{o.name} ({o.camp})" if o.camp else o.name for o in origins)


def _of_origins(origins: tuple[Origin, ...], most: int) -> Finding:
    if not origins:
        return NOTHING
    claims = tuple(c for o in origins for c in o.claims)
    return Finding(float(min(len(origins), most)), _named(origins), claims)


def disinterested_origins(case: Case) -> Finding:
    """Independent sources that neither gain by it nor admit it say so."""
    return _of_origins(
        tuple(o for o in case.support.origins if not _interested(case, o) and not _admits(case, o)), most=9
    )


def admitted(case: Case) -> Finding:
    """Sources of the side that would rather it were otherwise admit it."""
    return _of_origins(tuple(o for o in case.support.origins if _admits(case, o)), most=2)


def interested_origins(case: Case) -> Finding:
    """Sources of a side that gains by it say so; two such count as one that does not."""
    return _of_origins(tuple(o for o in case.support.origins if _interested(case, o)), most=2)


def across_sides(case: Case) -> Finding:
    """Sources of opposed sides agree."""
    sided = [o for o in case.support.origins if o.camp]
    camps = sorted({o.camp for o in sided if o.camp})
    claims = tuple(c for o in sided for c in o.claims)
    return Finding(1.0, " and ".join(camps), claims) if len(camps) > 1 else NOTHING


def _evidence(case: Case, kinds: tuple[Evidence, ...]) -> Finding:
    found = [v for v in case.support.voices if v.claim.evidence in kinds]
    if not found:
        return NOTHING
    words = ", ".join(dict.fromkeys(v.claim.evidence for v in found))
    return Finding(1.0, words, tuple(v.claim.id for v in found))


def geolocated(case: Case) -> Finding:
    """Geolocated footage or imagery shows it."""
    return _evidence(case, ("geolocated",))


def satellite(case: Case) -> Finding:
    """Satellite imagery shows it."""
    return _evidence(case, ("satellite",))


def other_evidence(case: Case) -> Finding:
    """Footage, a document, data or testimony is given for it."""
    return _evidence(case, ("footage", "document", "data", "testimony"))


def _of_voices(voices: list[Voice]) -> Finding:
    if not voices:
        return NOTHING
    names = "; ".join(dict.fromkeys(v.name for v in voices))
    return Finding(1.0, names, tuple(v.claim.id for v in voices))


def assessor_asserts(case: Case) -> Finding:
    """The assessor itself states it as a fact."""
    return _of_voices([v for v in case.support.voices if v.assessor and v.claim.likelihood is None])


def assessor_assesses(case: Case) -> Finding:
    """The assessor itself judges it likely."""
    weighed = (v for v in case.support.voices if v.assessor and v.claim.likelihood is not None)
    return _of_voices([v for v in weighed if not v.supposes])


def assessor_supposes(case: Case) -> Finding:
    """The assessor itself holds it possible ("may", "might", "could"), which says no more than that."""
    return _of_voices([v for v in case.support.voices if v.assessor and v.supposes])


def _by_view(case: Case, *, of_it: AuthorView, of_its_denial: AuthorView) -> Finding:
    found = [v for v in case.support.voices if v.claim.author_view == of_it]
    return _of_voices(found + [v for v in case.denial.voices if v.claim.author_view == of_its_denial])


def author_supports(case: Case) -> Finding:
    """The author who reports it says that other information confirms it, or that its denial is false."""
    return _by_view(case, of_it="supports", of_its_denial="refutes")


def neighbours_agree(case: Case) -> Finding:
    """Others report what goes with it at the same place within three days."""
    own = {o.family for o in case.support.origins}
    found = [n for n in case.agreeing if any(o.family not in own for o in n.backing.origins)]
    detail = "; ".join(f"{n.proposition.event} {n.proposition.span}" for n in found)
    return Finding(1.0, detail, tuple(c for n in found for c in n.backing.claims)) if found else NOTHING


def withdrawal_announced(case: Case) -> Finding:
    """The side that is said to have lost the place says itself that it withdrew from it."""
    found = [n for n in case.withdrawals if any(o.camp == n.camp for o in n.backing.origins)]
    return _of_neighbours(tuple(found))


def other_side_attacks_it(case: Case) -> Finding:
    """The other side attacks the place, as it would not if it held it."""
    return _of_neighbours(tuple(n for n in case.attacks if n.backing.origins))


def analyst_confirms(case: Case) -> Finding:
    """An analyst has confirmed it."""
    return _decided(case.confirmed_by)


def author_refutes(case: Case) -> Finding:
    """The author who reports it says that it is false, or that its denial is confirmed."""
    return _by_view(case, of_it="refutes", of_its_denial="supports")


def assessor_denies(case: Case) -> Finding:
    """The assessor itself states that it is not so."""
    return _of_voices([v for v in case.denial.voices if v.assessor])


def author_doubts(case: Case) -> Finding:
    """The author who reports it finds it implausible."""
    return _of_voices([v for v in case.support.voices if v.claim.author_view == "doubts"])


def unverified(case: Case) -> Finding:
    """The author who reports it looked for confirmation and found none."""
    return _of_voices([v for v in case.support.voices if v.claim.author_view == "unverified"])


def denied(case: Case) -> Finding:
    """Sources that have nothing to lose by it deny it."""
    return _of_origins(tuple(o for o in case.denial.origins if not _loses_by_it(case, o)), most=9)


def denied_by_interested(case: Case) -> Finding:
    """Sources of a side that loses by it deny it."""
    return _of_origins(tuple(o for o in case.denial.origins if _loses_by_it(case, o)), most=2)


def evidence_against(case: Case) -> Finding:
    """Footage, imagery, data or a document shows that it is not so."""
    return _of_voices([v for v in case.denial.voices if v.claim.evidence != "none"])


def belied_by_conduct(case: Case) -> Finding:
    """The side said to hold the place shells or attacks it, and so does not hold all of it."""
    return _of_neighbours(case.conduct)


def fights_behind(case: Case) -> Finding:
    """Its own side tells of fighting where it says it passed two weeks before, so that its line is in doubt."""
    found = [n for n in case.behind if any(o.camp == case.doer for o in n.backing.origins)]
    return _of_neighbours(tuple(found))


def edited_away(case: Case) -> Finding:
    """Who said so changed the text since, and says it no longer."""
    return _taken_back(case, "edited")


def deleted_by_its_source(case: Case) -> Finding:
    """Who said so deleted the text since: that takes the word back, and proves nothing false."""
    return _taken_back(case, "deleted")


def only_relays_left(case: Case) -> Finding:
    """All that is left passes on the words of who took them back."""
    if not case.support.taken_back:
        return NOTHING
    gone = {v.family for v in case.support.taken_back}
    others = (v for v in case.support.voices if v.family not in gone)
    if any(v.family is not None or v.claim.evidence != "none" for v in others):
        return NOTHING
    return _of_origins(case.support.origins, most=1)


def _taken_back(case: Case, how: str) -> Finding:
    found = [v for v in case.support.taken_back if v.withdrawn == how]
    if not found:
        return NOTHING
    said = (f"{v.name}, known since {v.claim.ended.since}" if v.claim.ended else v.name for v in found)
    return Finding(1.0, "; ".join(dict.fromkeys(said)), tuple(v.claim.id for v in found))


def analyst_rejects(case: Case) -> Finding:
    """An analyst has rejected it."""
    return _decided(case.rejected_by)


def rival_claim(case: Case) -> Finding:
    """The other side is said to hold the same place on the same days."""
    return _of_neighbours(case.rivals)


def rival_holder(case: Case) -> Finding:
    """Sources say that somebody else came into the same office in the same week; one holds it."""
    found = [n for n in case.holders if n.backing.origins]
    detail = "; ".join(
        f"{n.proposition.holder.capitalize()}, {n.proposition.span}, says {_named(n.backing.origins)}" for n in found
    )
    return Finding(1.0, detail, tuple(c for n in found for c in n.backing.claims)) if found else NOTHING


def _decided(decisions: tuple[Decision, ...]) -> Finding:
    detail = "; ".join(f"{d.by}, {d.at:%Y-%m-%d}: {d.reason}" for d in decisions)
    return Finding(1.0, detail) if decisions else NOTHING


def _of_neighbours(found: tuple[Neighbour, ...]) -> Finding:
    if not found:
        return NOTHING
    detail = "; ".join(f"{n.proposition.event} by {n.proposition.side}, {n.proposition.span}" for n in found)
    return Finding(1.0, detail, tuple(c for n in found for c in n.backing.claims))


Rule = Callable[[Case], Finding]

# Weights are chosen so that 2.0 means "confirmed": two disinterested sources; geolocated footage, an admission or a
# withdrawal announced with any named claimant; what both sides say. After geolocated evidence, admission and agreement
# across sides weigh most. One side alone on its own success never gets there: its sources share an interest.
SUPPORT: Final[tuple[tuple[Rule, float], ...]] = (
    (disinterested_origins, 1.0),
    (admitted, 1.5),
    (interested_origins, 0.5),
    (across_sides, 1.5),
    (geolocated, 1.6),
    (satellite, 1.0),
    (other_evidence, 0.5),
    (withdrawal_announced, 1.5),
    (other_side_attacks_it, 0.5),
    (assessor_asserts, 1.0),
    (assessor_assesses, 0.75),
    (assessor_supposes, 0.25),
    (author_supports, 1.5),
    (neighbours_agree, 0.25),
    (analyst_confirms, 2.0),
)
# 1.0 means "contradicted"; a rival claim, the denial of the side that loses by it or fighting behind the line only keep
# the grade from the top. A source's own correction weighs as much as the denial of an interested side, a deletion half
# of that: posts are deleted for many reasons. Neither contradicts what others say for themselves.
AGAINST: Final[tuple[tuple[Rule, float], ...]] = (
    (author_refutes, 2.0),
    (assessor_denies, 2.0),
    (author_doubts, 0.5),
    (unverified, 0.25),
    (denied, 1.0),
    (denied_by_interested, 0.5),
    (evidence_against, 1.5),
    (belied_by_conduct, 1.0),
    (fights_behind, 0.5),
    (rival_claim, 0.5),
    (rival_holder, 1.0),
    (edited_away, 0.5),
    (deleted_by_its_source, 0.25),
    (only_relays_left, 0.25),
    (analyst_rejects, 2.0),
)


def weigh(case: Case, table: tuple[tuple[Rule, float], ...]) -> Mapping[str, tuple[float, Finding]]:
    """Each rule that found something, by name: its weighed amount, and what it found."""
    weighed: dict[str, tuple[float, Finding]] = {}
    for rule, weight in table:
        finding = rule(case)
        if finding.amount > 0:
            weighed[rule.__name__] = (weight * finding.amount, finding)
    return weighed
