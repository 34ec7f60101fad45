"""What claims say about who holds which office: one record a claim, office and person."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, Literal, NamedTuple

from situate.holding import Holding, Says
from situate.model import Claim, DateMention, Proposition
from situate.state.standing import known_on
from situate.state.titles import Titled, Titles, full_name, is_name, kept, replaced
from situate.theatre import Theatre
from situate.vocab import Event

_CHANGES: Final[frozenset[Event]] = frozenset({"appointment", "dismissal"})


class _Days(NamedTuple):
    """Days that a claim gives, and the form in which it does."""

    on: Literal["all", "some"]
    first: date | None
    last: date
    there_last: bool


class _Told(NamedTuple):
    """What is said of whom; `own` where it is the word of who wrote the document, whoever is quoted."""

    office: str
    holder: str
    name: str
    says: Says
    starts: bool = False
    ends: bool = False
    own: bool = False


def holdings(propositions: Iterable[Proposition], claims: Mapping[str, Claim], theatre: Theatre) -> tuple[Holding, ...]:
    """What `claims` say about offices, by office, account, day, holder and claim.

    Who came into an office is taken from the propositions (of fact); who left it, was replaced in it or is called by
    its title is read from the words. Claims that propositions name and that are not among `claims` are passed over:
    they did not stand on the day that is asked about. Without a day of speech or publication a claim says nothing.
    """
    reader = _Reader(theatre)
    found: dict[Holding, None] = {}
    for p in propositions:
        if p.office is not None and p.modality == "fact" and is_name(p.holder):
            for claim in (claims[c] for c in p.supports if c in claims):
                found.update(dict.fromkeys(reader.came(p.office, p.holder, claim)))
    for claim in claims.values():
        found.update(dict.fromkeys(reader.told(claim)))
    return tuple(sorted(found, key=_order))


def _order(h: Holding) -> tuple[str, str, date, date, str, str, str]:
    return h.office, h.account, h.last, h.first or date.min, h.holder, h.says, h.claim


class _Reader:
    """Reads claims of one theatre."""

    def __init__(self, theatre: Theatre) -> None:
        self._titles = Titles(theatre)

    def came(self, office: str, holder: str, claim: Claim) -> Iterator[Holding]:
        """Who came into the office by the claim, and whom the same claim says he replaced."""
        day, text = _said(claim), claim.content.text
        if day is None or claim.author_view == "refutes":
            return
        bounds, name = kept(text), full_name(holder, text)
        span = [d for d in claim.dates if d.of == "event"]
        if bounds and span:
            first, last = min(d.first for d in span), max(d.last for d in span)
            ends = (bounds in ("from", "between") and first < last) or bounds == "until"
            last = max(last, day) if bounds == "since" else last
            days = _Days("all", None if bounds == "until" else first, last, there_last=True)
            yield _holding(claim, _Told(office, holder, name, "held", bounds != "until", ends), days)
            return
        days = _change(span, day, dated=_is_dated(claim))
        yield _holding(claim, _Told(office, holder, name, "came", starts=True), days)
        for gone in replaced(text):
            if (key := self._titles.key(gone)) != holder:
                yield _holding(claim, _Told(office, key, gone, "left", ends=True), days._replace(there_last=False))

    def told(self, claim: Claim) -> Iterator[Holding]:
        """Who is called by an office's title anywhere in the claim, and who is said to have left one."""
        day = _said(claim)
        if day is None:
            return
        texts = [t for t in _texts(claim) if self._titles.names_one(t)]
        if not texts:
            return
        for titled in (t for text in texts for t in self._titles.called(text)):
            out = claim.published or day
            here = titled.says == "is"
            days = _Days("all" if here else "some", out if here else None, out, there_last=here)
            yield self._titled(claim, titled, days, own=True)
        if claim.event in _CHANGES and not claim.negated and claim.author_view != "refutes":
            days = _change([d for d in claim.dates if d.of == "event"], day, dated=False)
            for titled in self._titles.left(claim.content.text):
                yield self._titled(claim, titled, days, own=False)

    def _titled(self, claim: Claim, titled: Titled, days: _Days, *, own: bool) -> Holding:
        left = titled.says == "left"
        told = _Told(titled.office.id, self._titles.key(titled.name), titled.name, titled.says, ends=left, own=own)
        return _holding(claim, told, days)


def _holding(claim: Claim, said: _Told, days: _Days) -> Holding:
    return Holding(
        office=said.office,
        holder=said.holder,
        name=said.name,
        account=_account(claim, own=said.own),
        says=said.says,
        on=days.on,
        first=days.first,
        last=days.last,
        starts=said.starts,
        ends=said.ends,
        there_last=days.there_last,
        claim=claim.id,
        known=known_on(claim),
    )


def _texts(claim: Claim) -> dict[str, None]:
    """Its own words and the names of those who speak and act, each once."""
    return dict.fromkeys((claim.content.text, *(s.text for s in claim.speakers), *(a.text for a in claim.actors)))


def _account(claim: Claim, *, own: bool) -> str:
    """Whose word it is: the innermost speaker's, else the document's author's; a source id where it is known."""
    if claim.speakers and not own:
        return claim.speakers[-1].source_id or " ".join(claim.speakers[-1].text.split())
    if claim.author_view != "own" and not own and not claim.speakers:
        return "unnamed"
    return claim.publisher_id or claim.publisher or claim.document


def _said(claim: Claim) -> date | None:
    """The latest day on which it can have been said: its day of speech, else of publication."""
    days = [d.last for d in claim.dates if d.of == "speech"]
    return min(max(days), claim.published or date.max) if days else claim.published


def _is_dated(claim: Claim) -> bool:
    """Is it known on which day it was said: the author's own word, or one with a day of speech?"""
    return not claim.speakers or any(d.of == "speech" for d in claim.dates)


def _change(span: list[DateMention], said: date, *, dated: bool) -> _Days:
    """The days on one of which a change came: those that the claim gives, else any up to the day it was said."""
    if not span:
        return _Days("some", None, said, there_last=dated)
    first, last = min(d.first for d in span), max(d.last for d in span)
    return _Days("all" if first == last else "some", first, last, there_last=True)
