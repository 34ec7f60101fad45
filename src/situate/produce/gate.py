"""The gate: a sentence is printed only if everything it says stands in the claims it cites.

Each word, number, name and date of the sentence must stand in its cited claims (their content,
speakers, actors, places, dates, publisher, and the names their source goes by) or be one of the
few connecting words of `words.CONNECTING`. A bracketed locator must be that of the place it stands
behind, and words between quotation marks must be an author's own, verbatim. It also refuses a sentence
that drops a claim's source, its negation or its probability words. What the writer drafts must moreover
be a row of whole pieces of its claims (`order.py`), so that two names of one claim exchanged do not pass.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import msgspec

from situate.model import Claim
from situate.produce.dangling import enemy_of
from situate.produce.desk import Desk
from situate.produce.located import measured_locator, misplaced
from situate.produce.order import out_of_order
from situate.produce.spelling import house_name
from situate.produce.words import CONNECTING, FIGHTING, MONTHS, NEGATIONS, NUMBER, WORD, without_phrases

_DATE = re.compile(
    rf"\b({'|'.join(MONTHS)}) (\d{{1,2}}(?:(?:, and|,| and| to|-) \d{{1,2}}(?!\d))*)(?:, (\d{{4}}))?\b",
)
_QUOTED = re.compile(r"“([^“”]*)”")
# Quotation marks of a document itself.
_INNER = re.compile(r"[“\"„«]([^“”\"„«»]*)[”\"“»]")
# A span longer than this names no days that a reader could check one by one.
_LONGEST_SPAN_DAYS = 40


class Ground(msgspec.Struct, frozen=True):
    """What cited claims give a sentence to stand on: words and numbers in lower case, and days."""

    words: frozenset[str]
    days: frozenset[date]


def ground(claims: tuple[Claim, ...], desk: Desk) -> Ground:
    """Everything that the claims, and what is known of their sources, say."""
    words: set[str] = set()
    days: set[date] = set()
    for claim in claims:
        for text in _texts(claim, desk):
            words.update(_tokens(text))
        days.update(_days(claim))
    words.update(_implied(claims))
    return Ground(frozenset(words), frozenset(days))


def _implied(claims: Iterable[Claim]) -> Iterator[str]:
    """Words that claims of fighting allow together: that there is fighting, and on two days that it continued."""
    fights = [claim for claim in claims if claim.event in FIGHTING and not claim.negated]
    yield from ("fighting", "near") if fights else ()
    yield from ("continued",) if len({claim.published for claim in fights}) > 1 else ()


def refusal(text: str, claims: tuple[Claim, ...], desk: Desk) -> str:
    """Why the sentence may not be printed; "" where it may."""
    stands = ground(claims, desk)
    bare, stray = _without_dates(without_phrases(text), stands)
    if stray:
        return f"the date {stray!r} is no date of its claims"
    for token in _tokens(bare):
        if token not in stands.words and token not in CONNECTING:
            return f"{token!r} stands in none of its claims"
    astray = misplaced(text, claims, desk.theatre)
    if astray:
        return f"{astray!r} locates another place"
    invented = next((q for q in _QUOTED.findall(text) if not _is_verbatim(q, claims)), "")
    if invented:
        return f"nobody's own words are {invented!r}"
    return next((reason for claim in claims if (reason := _dropped(text, claim, desk))), "")


def strict_refusal(text: str, claims: tuple[Claim, ...], desk: Desk) -> str:
    """Why a sentence of the writer may not be printed: it also has to keep its claims' words whole and in their order.

    An analyst's edit is held to `refusal` alone: it may say the same in fewer words and another order.
    """
    astray = refusal(text, claims, desk)
    if astray:
        return astray
    astray = out_of_order(without_phrases(text), claims, desk)
    return f"{astray!r} do not stand so in its claims" if astray else ""


def holds(text: str, claim: Claim, desk: Desk) -> bool:
    """Does one claim by itself hold every name and number of the text? It says nothing about the verbs."""
    stands = ground((claim,), desk).words | CONNECTING
    names = {w.group() for w in WORD.finditer(text) if any(c.isupper() or c.isdigit() for c in w.group())}
    return all(token in stands for name in names for token in _tokens(name))


def _is_verbatim(quote: str, claims: tuple[Claim, ...]) -> bool:
    """Does an author say these very words, cut nowhere but at their ends?"""
    words = _letters(quote)
    own = any(not c.speakers and words in _letters(c.content.text) for c in claims)
    return own or any(words in _letters(q) for c in claims for q in _INNER.findall(c.content.text))


def _letters(text: str) -> str:
    plain = text.replace("’", "'").casefold()
    return f" {' '.join(WORD.findall(plain))} "


def _dropped(text: str, claim: Claim, desk: Desk) -> str:
    """What the sentence has lost of a claim: its source, its negation, its doubt."""
    words = set(_tokens(text))
    names = {token for name in source_names(claim, desk) for token in _tokens(name)} - CONNECTING
    if names and not names & words:
        return "it does not say who said so"
    if claim.negated and not NEGATIONS.search(without_phrases(text)):
        return "it drops the negation"
    doubt = claim.likelihood.text if claim.likelihood else ""
    if doubt and not set(_tokens(doubt)) <= words:
        return f"it drops {doubt!r}"
    return ""


def source_names(claim: Claim, desk: Desk) -> Iterator[str]:
    """The names under which a claim's source may stand in a sentence."""
    known = {source.id: source for source in desk.theatre.sources}
    sides = {side.id: side for side in desk.theatre.sides}
    ids = [s.source_id for s in claim.speakers] or [claim.publisher_id]
    yield from (s.text for s in claim.speakers)
    if not claim.speakers:
        yield claim.publisher
        document = desk.documents.get(claim.document)
        yield document.publisher if document else ""
        yield "" if claim.publisher or claim.publisher_id else "unidentified"
    for source in (known[i] for i in ids if i in known):
        yield source.name
        yield from source.aliases
        yield from sides[source.side].adjectives[:1] if source.side in sides else ()


def _publisher_names(claim: Claim, desk: Desk) -> Iterator[str]:
    yield claim.publisher
    for source in desk.theatre.sources:
        if source.id == claim.publisher_id:
            yield source.name
            yield from source.aliases


def _texts(claim: Claim, desk: Desk) -> Iterator[str]:
    yield claim.content.text
    yield f"{enemy_of(claim, desk)} forces" if enemy_of(claim, desk) else ""
    yield from source_names(claim, desk)
    yield from _publisher_names(claim, desk)
    yield claim.cue.text if claim.cue else ""
    yield claim.likelihood.text if claim.likelihood else ""
    yield from (actor.text for actor in claim.actors)
    yield from (name for place in claim.places for name in (place.text, place.name or ""))
    yield from (house_name(place.text, desk.theatre) for place in claim.places)
    yield from (locator.text for locator in claim.locators)
    yield from (measured_locator(place, desk.theatre) for place in claim.places)
    yield from (quantity.text for quantity in claim.quantities)
    yield from (mention.text for mention in claim.dates)


def _days(claim: Claim) -> Iterator[date]:
    if claim.published:
        yield claim.published
    for mention in claim.dates:
        length = min((mention.last - mention.first).days, _LONGEST_SPAN_DAYS)
        yield from (mention.first + timedelta(days=n) for n in range(length + 1))
        yield mention.last


def _tokens(text: str) -> list[str]:
    """Numbers whole ("1,000"), words in lower case without a possessive ending; hyphens part words."""
    numbers = list(NUMBER.findall(text))
    words = (w.group().casefold().replace("’", "'").removesuffix("'s").rstrip("'") for w in WORD.finditer(text))
    return [*numbers, *(w for w in words if w and not w.isdigit())]


def _without_dates(text: str, stands: Ground) -> tuple[str, str]:
    """The text without the dates that its claims know, and the first date that they do not ("" for none)."""
    stray: list[str] = []

    def known(match: re.Match[str]) -> str:
        month = MONTHS.index(match[1]) + 1
        fits = all(
            any((d.month, d.day) == (month, int(n)) and match[3] in (None, str(d.year)) for d in stands.days)
            for n in re.findall(r"\d+", match[2])
        )
        worded = match[0].casefold()
        if not fits and not set(_tokens(worded)) <= stands.words:
            stray.append(match[0])
        return " "

    return _DATE.sub(known, text), next(iter(stray), "")
