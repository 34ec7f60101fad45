"""Who says it, as prose names them: from a claim's speakers, or from the document's publisher."""

import re
from typing import Final

import msgspec

from situate.model import Claim, DateMention
from situate.produce.articles import is_plural, with_article
from situate.produce.desk import Desk
from situate.produce.words import BODIES, MONTHS, PRONOUNS, day_words, days_words, word_set
from situate.theatre import Side, Source
from situate.vocab import SourceKind

# Sources that report in their own voice, and those whose own voice the document keeps at arm's length:
# channels and administrations speak for one party and answer to no editor.
_REPORTING: Final[frozenset[SourceKind]] = frozenset(
    {"official", "military", "agency", "media", "ngo", "think_tank", "intergovernmental", "imagery"}
)
# Kinds that name nobody who could be counted or looked up.
FACELESS: Final[frozenset[SourceKind]] = frozenset({"class", "unnamed", "imagery"})
_NOUNS: Final[dict[str, str]] = {"channel": "channel", "media": "outlet"}
_CUES: Final = word_set("reported stated announced noted confirmed claimed said warned alleged emphasized")
# A name with its title is taken where it is no longer than this: longer ones burden every sentence.
_LONGEST_TITLE: Final = 5


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """A source as the subject of a sentence: its name in running text, and the verb that it takes.

    `key` tells sources apart: the same key is the same voice. `carrier` is the publisher through whom alone
    the speaker is heard; "" where the speaker is the publisher.
    """

    name: str
    verb: str
    key: str
    plural: bool = False
    carrier: str = ""


def voice(claim: Claim, desk: Desk) -> Voice:
    """The innermost speaker of a claim, or its publisher where the document speaks for itself."""
    source = source_of(claim, desk)
    known = source is not None and source.kind not in FACELESS
    carrier = ""
    if claim.speakers:
        name = _speaker(claim.speakers[-1].text.strip(), source if known else None, desk)
        carrier = _carrier(claim, desk)
    else:
        name = publisher_name(claim, desk) or "an unidentified publisher"
    key = source.id if source and known else f"{claim.publisher_id or claim.publisher or claim.document}/{name}"
    return Voice(name=name, verb=_verb(claim, source), key=key, plural=is_plural(name), carrier=carrier)


def _carrier(claim: Claim, desk: Desk) -> str:
    """The publisher in running text, where another speaks; an only one is named once for the page."""
    if only_publisher(desk):
        return ""
    name = publisher_name(claim, desk)
    spoken = {s.source_id for s in claim.speakers} | {s.text.casefold() for s in claim.speakers}
    itself = {claim.publisher_id or "", claim.publisher.casefold()} & {s for s in spoken if s}
    return "" if itself or name.casefold() in {with_article(s.text).casefold() for s in claim.speakers} else name


def only_publisher(desk: Desk) -> str:
    """The name of the one publisher of several documents, which are all there is; "" where there are more."""
    names = {d.publisher_id or d.publisher for d in desk.documents.values()}
    if len(names) != 1 or len(desk.documents) == 1:
        return ""
    source = _known(next(iter(names)), desk)
    return titled_name(source, desk) if source else next(iter(names))


def source_of(claim: Claim, desk: Desk) -> Source | None:
    """The theatre's source that a sentence names for the claim: its speaker, else the publisher it stands in."""
    return _known(claim.speakers[-1].source_id if claim.speakers else claim.publisher_id, desk)


def family(claim: Claim, desk: Desk) -> str:
    """The family of a claim's source: who repeats whom; the voice itself where the theatre does not know it."""
    source = source_of(claim, desk)
    return source.family if source else voice(claim, desk).key


def outer(claim: Claim) -> str:
    """The outermost speaker of a chain in running text; "" where the claim has no chain."""
    return with_article(claim.speakers[0].text.strip()) if len(claim.speakers) > 1 else ""


def is_nobody(claim: Claim, desk: Desk) -> bool:
    """Is the speaker a pronoun or a bare body, "the ministry", that nothing resolves?"""
    if not claim.speakers or source_of(claim, desk) is not None:
        return False
    said = claim.speakers[-1].text.removeprefix("the ").removeprefix("The ")
    return _is_pronoun(said) or said in BODIES or said.startswith(MONTHS)


def publisher_name(claim: Claim, desk: Desk) -> str:
    """The publisher in running text; "" where the document names none."""
    source = _known(claim.publisher_id, desk)
    if source is None:
        kind = "the channel " if claim.passage_kind == "post" else ""
        return f"{kind}{claim.publisher}" if claim.publisher else ""
    titled = titled_name(source, desk)
    if titled != source.name or source.kind not in _NOUNS or source.name.casefold().startswith("the "):
        return with_article(titled)
    demonym = _demonym(next((s for s in desk.theatre.sides if s.id == source.side), None))
    if not demonym and source.kind == "media":
        return source.name
    return " ".join(word for word in ("the", demonym, _NOUNS[source.kind], source.name) if word)


def titled_name(source: Source, desk: Desk) -> str:
    """A source's name as a page has it: with its title, or under its short national name, where it goes by one."""
    titled = (a for a in source.aliases if a.endswith(f" {source.name}") and len(a.split()) <= _LONGEST_TITLE)
    demonym = _demonym(next((s for s in desk.theatre.sides if s.id == source.side), None))
    national = (
        a
        for a in source.aliases
        if demonym and a.startswith(f"{demonym} ") and len(a) < len(source.name) and "(" not in a
    )
    return next((a for a in titled if "(" not in a), "") or next(national, "") or source.name


def day_said(claim: Claim, desk: Desk) -> str:
    """The day or days of speech as prose has them; "" where nothing tells them.

    A document's day is the day of its own words. When another spoke whom it quotes, only the words themselves can tell.
    """
    said = [d for d in claim.dates if d.of == "speech" and not _vague(d)]
    if said:
        return days_words(tuple(day for d in said for day in {d.first, d.last}), desk.day)
    return day_words(claim.published, desk.day) if claim.published and not claim.speakers else ""


def _known(source_id: str | None, desk: Desk) -> Source | None:
    return next((s for s in desk.theatre.sources if s.id == source_id), None) if source_id else None


def _speaker(text: str, source: Source | None, desk: Desk) -> str:
    """A speaker as written, or by name where the words alone would not say who it is."""
    if source is not None:
        short = set(text.casefold().split()) <= set(source.name.casefold().split())
        if short or _is_pronoun(text) or not any(c.isupper() for c in text):
            return with_article(titled_name(source, desk))
    return with_article(text)


def _is_pronoun(text: str) -> bool:
    return text.split(maxsplit=1)[0].casefold() in PRONOUNS


def _demonym(side: Side | None) -> str:
    """The adjective of a side's nation, where it has one: it opens like the side's own name."""
    if side is None or not side.adjectives:
        return ""
    return side.adjectives[0] if re.match(re.escape(side.name[:4]), side.adjectives[0]) else ""


def _vague(mention: DateMention) -> bool:
    return (mention.last - mention.first).days > 1


def _verb(claim: Claim, source: Source | None) -> str:
    cue = claim.cue.text.casefold().strip() if claim.cue else ""
    if claim.stance == "assesses":
        return "assessed"
    if claim.stance == "claims":
        return "claimed"
    if claim.stance == "states":
        return cue if cue in _CUES else "reported"
    kind = source.kind if source else "unnamed"
    return "reported" if kind in _REPORTING else "claimed"
