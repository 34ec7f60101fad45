"""Who holds which office on a day, as it was known on a day, by every account; rivals side by side, in words."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Final

import msgspec

from situate.holding import Holding, Post, Tenure
from situate.model import Claim, Proposition
from situate.state.holdings import holdings
from situate.state.standing import standing
from situate.state.tenure import clashes, tenures
from situate.theatre import Office, Theatre

# Two capitals in a row: "GUR", "UK MoD".
# Who has not been named for a month may have gone without a word: said, not hidden.
_SILENT_DAYS: Final = 31
_ACRONYM: Final = re.compile("[A-Z]{2}")


def posts(
    propositions: Iterable[Proposition],
    claims: Iterable[Claim],
    theatre: Theatre,
    *,
    known: date | None = None,
) -> tuple[Post, ...]:
    """Every office that anything is said about, in the theatre's order, from what stood at the end of `known`.

    A pure function of the claims that stood then (None: all): their order does not matter, later claims change nothing,
    and a claim that is taken away leaves no trace.
    """
    by_id = {c.id: c for c in standing(claims, known)}
    said = _fully_named(holdings(propositions, by_id, theatre))
    by_office = {office: tuple(mine) for office, mine in groupby(said, key=lambda h: h.office)}
    return tuple(_post(o, by_office[o.id]) for o in theatre.offices if o.id in by_office)


def _post(office: Office, said: tuple[Holding, ...]) -> Post:
    held = tenures(said)
    return Post(office=office.id, name=office.name, side=office.side, tenures=held, clashes=clashes(held), said=said)


def _fully_named(said: Sequence[Holding]) -> list[Holding]:
    """Who is called by a last name here gets the full name that stands elsewhere, where there is but one such."""
    full: dict[str, set[str]] = {}
    for h in said:
        if " " in h.name:
            full.setdefault(h.holder, set()).add(h.name)
    only = {holder: next(iter(names)) for holder, names in full.items() if len(names) == 1}
    return [msgspec.structs.replace(h, name=only.get(h.holder, h.name)) for h in said]


def on_day(post: Post, day: date) -> tuple[Tenure, ...]:
    """The tenures that stand on a day: those whose account has them begun by then and not ended before."""
    return tuple(t for t in post.tenures if t.stands(day))


def summary(post: Post, names: Mapping[str, str], day: date | None = None) -> str:
    """In a line, who holds it by each account: "RBK: Nikiforov, since 2023-01-23; UK MoD: Kuzovlev, since ...".

    `names` are accounts' names by their ids. With a `day` only what stands then is told, else each account's history.
    """
    told = on_day(post, day) if day is not None else post.tenures
    accounts: dict[str, list[str]] = {}
    for t in told:
        silent = day is not None and t.last_said is not None and (day - t.last_said).days > _SILENT_DAYS
        told_last = f" (last said {t.last_said})" if silent else ""
        accounts.setdefault(names.get(t.account, t.account), []).append(f"{t.name}, {_when(t)}{told_last}")
    return "; ".join(f"{account}: {', then '.join(lines)}" for account, lines in accounts.items())


def account_names(theatre: Theatre) -> dict[str, str]:
    """A short name for each source: its first shortest name with an acronym in it ("UK MoD"), else its name."""
    return {s.id: min((n for n in (s.name, *s.aliases) if _ACRONYM.search(n)), key=len, default=s.name)
            for s in theatre.sources}  # fmt: skip


def _when(t: Tenure) -> str:
    if t.begin_first is None and t.begin_last == t.end_last:
        return f"until {t.end_last} at the latest"
    return f"{begin_words(t)}{end_words(t)}{' (contradicts itself)' if t.contradicted else ''}"


def begin_words(t: Tenure) -> str:
    """The beginning in words: "from 2022-12-13", "from between A and B", "since A at the latest"."""
    if t.begin_first is None:
        return f"since {t.begin_last} at the latest"
    if t.begin_first == t.begin_last:
        return f"from {t.begin_last}"
    return f"from between {t.begin_first} and {t.begin_last}"


def end_words(t: Tenure) -> str:
    """The end in words: "" where nothing ends it, " to A", " to A at the latest" where it only follows."""
    if t.end_last is None:
        return ""
    return f" to {t.end_last}" if t.end_first == t.end_last else f" to {t.end_last} at the latest"


def rivalries(post: Post, names: Mapping[str, str], day: date | None = None) -> Iterator[str]:
    """Every clash in a sentence: who, by whom, on which days; only those that last on `day` where one is given."""
    for c in post.clashes:
        if day is not None and not (c.first <= day and (c.last is None or day <= c.last)):
            continue
        one, other = (f"{t.name} ({names.get(t.account, t.account)})" for t in (c.one, c.other))
        days = f"from {c.first}" if c.last is None else f"{c.first} to {c.last}"
        sure = f"; both for sure {c.sure}" if c.sure else ""
        yield f"{one} against {other}, {days}{sure}"
