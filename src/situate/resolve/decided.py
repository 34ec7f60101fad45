"""Propositions as analysts corrected them: what they merged is one, what they split stays apart."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

import msgspec

from situate.model import Claim, Decision, Proposition
from situate.timespan import Span


def decided(
    found: Sequence[Proposition], claims: Mapping[str, Claim], decisions: Iterable[Decision]
) -> tuple[Proposition, ...]:
    """The propositions after the merges and splits of the journal, oldest first; all other ids stay as they are.

    Of two that are merged the one that was founded first keeps its id. What is split off gets an id of its own, the
    same whenever the tables are derived again, and a later claim does not bring the two together: a "not the same" is
    remembered. A decision whose proposition or claims are not there any more changes nothing.
    """
    order = {p.id: n for n, p in enumerate(found)}
    there = {p.id: p for p in found}
    for decision in decisions:
        if decision.action == "merge":
            _merge(there, order, decision.subject, decision.detail.get("with", ""))
        elif decision.action == "split":
            _split(there, order, claims, decision)
    return tuple(there[name] for name in sorted(there, key=order.__getitem__))


def _merge(there: dict[str, Proposition], order: Mapping[str, int], one: str, other: str) -> None:
    if one not in there or other not in there or one == other:
        return
    kept, gone = sorted((one, other), key=order.__getitem__)
    a, b = there[kept], there.pop(gone)
    spans = [s for s in (a.span, b.span) if s is not None]
    there[kept] = msgspec.structs.replace(
        a,
        span=Span(min(s.first for s in spans), max(s.last for s in spans)) if spans else None,
        effort=a.effort or b.effort,
        supports=tuple(dict.fromkeys((*a.supports, *b.supports))),
        denies=tuple(dict.fromkeys((*a.denies, *b.denies))),
        silent=tuple(dict.fromkeys((*a.silent, *b.silent))),
    )


def _split(
    there: dict[str, Proposition], order: dict[str, int], claims: Mapping[str, Claim], decision: Decision
) -> None:
    """Take the named claims out; nothing where that would leave the proposition, or what is split off, empty."""
    whole = there.get(decision.subject)
    named = {c.strip() for c in decision.detail.get("claims", "").split(",")}
    if whole is None:
        return
    off = [c for c in (*whole.supports, *whole.denies) if c in named]
    if not off or len(off) == len(whole.supports) + len(whole.denies):
        return
    name = sha256(f"{whole.id}|split|{'|'.join(sorted(off))}".encode()).hexdigest()[:16]
    there[whole.id] = _only(whole, [c for c in (*whole.supports, *whole.denies) if c not in named], claims)
    there[name] = msgspec.structs.replace(_only(whole, off, claims), id=name, silent=())
    order.setdefault(name, len(order))


def _only(p: Proposition, kept: Sequence[str], claims: Mapping[str, Claim]) -> Proposition:
    """The proposition with these claims alone, and with their days."""
    said = [claims[c] for c in kept if c in claims]
    spans = [s for s in (c.valid() for c in said) if s is not None]
    return msgspec.structs.replace(
        p,
        span=Span(min(s.first for s in spans), max(s.last for s in spans)) if spans else p.span,
        effort=next((c.effort for c in said if c.effort), None),
        supports=tuple(c for c in p.supports if c in kept),
        denies=tuple(c for c in p.denies if c in kept),
    )
