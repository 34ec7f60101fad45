"""A claim's content as the clause of a sentence: verbatim but for edges, dates and locators."""

import re
from collections.abc import Iterator
from typing import Final, Literal

import msgspec

from situate.model import Claim, DateMention, PlaceMention
from situate.produce.desk import Desk
from situate.produce.words import (
    AUXILIARIES,
    FIRST_PERSON,
    IRREGULAR_PAST,
    PREPOSITIONS,
    PRESENT,
    WORD,
    day_words,
    word_set,
)

Form = Literal["finite", "nominal", "infinitive", "quote"]

_EDGES: Final = " \t\n.;:,–—-•*#>|"
_LEADING = re.compile(r"^(?:(?:and|but|that|while|when|also|then)\s+)+", re.IGNORECASE)
# Days told from the day of writing: they mean nothing on another page.
_DEICTIC = re.compile(
    r"^(?:today|yesterday|tonight|tomorrow|this (?:morning|afternoon|evening)|(?:last|over|during) ?(?:the )?night"
    r"|overnight|(?:yesterday|this) \w+|now)$",
    re.IGNORECASE,
)
# Not verbs although they end like one.
_NOT_PAST: Final = word_set("bed red shed need indeed speed feed seed hundred armed led-based unmanned unarmed")


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """Words that a sentence can be built round, and what they are grammatically."""

    text: str
    form: Form


def clause(claim: Claim, desk: Desk, lower: frozenset[str]) -> Clause:
    """The content of a claim, ready to stand behind "reported that" where its form allows.

    `lower` holds the words that the day's claims write in lower case: a first word among them loses
    the capital that only the start of a sentence gave it.
    """
    raw = claim.content.text
    text = _tidy(_edited(claim, desk))
    if not text or _speaks_for_itself(raw):
        return Clause(text=_tidy(" ".join(raw.split())), form="quote")
    words = text.split()
    if words[0].casefold() == "to":
        return Clause(text=text, form="infinitive")
    if _is_verb(words[0]):
        doer = _missing_doer(claim)
        if not doer:
            return Clause(text=text, form="quote")
        return Clause(text=f"{doer} {text}", form="finite")
    return Clause(text=uncapitalised(text, lower), form=_form(text, claim))


def uncapitalised(text: str, lower: frozenset[str]) -> str:
    """The text as it goes on inside a sentence: names keep their capital."""
    first = WORD.match(text)
    if first and first.group().istitle() and first.group().casefold() in lower:
        return text[0].lower() + text[1:]
    return text


def lower_words(claims: Iterator[Claim]) -> frozenset[str]:
    """The words that claims write in lower case, less those they also write with a capital inside a sentence."""
    small: set[str] = set()
    large: set[str] = set()
    for claim in claims:
        for index, word in enumerate(WORD.findall(claim.content.text)):
            if word.islower():
                small.add(word)
            elif index:
                large.add(word.casefold())
    return frozenset((small - large) | {"the", "a", "an", "there", "some", "many", "no", "its", "their", "in", "on"})


def _speaks_for_itself(text: str) -> bool:
    """First person, a question, or a cry: only a quotation keeps it true."""
    return bool(FIRST_PERSON.search(text)) or text.rstrip().endswith(("?", "!")) or "\n\n" in text


def _missing_doer(claim: Claim) -> str:
    """The doer that coordination left outside the content."""
    outside = [a.text for a in claim.actors if not claim.content.start <= a.start < claim.content.end]
    return outside[0] if len(outside) == len(claim.actors) == 1 else ""


def _is_verb(word: str) -> bool:
    bare = word.casefold().strip(_EDGES)
    if word[:1].isupper() and bare not in AUXILIARIES:
        return False
    past = bare.endswith("ed") and bare not in _NOT_PAST
    return bare in AUXILIARIES or bare in IRREGULAR_PAST or bare in PRESENT or past


def _form(text: str, claim: Claim) -> Form:
    """Finite where a verb surely stands in the main clause; nominal where surely none does; else a quotation."""
    plain = re.sub(r"\([^)]*\)|\"[^\"]*\"|“[^”]*”", " ", text)
    main = re.split(r",? (?:who|which|that|where|whose|because|after|while|when|if)\b", plain)[0]
    words = [w.casefold() for w in WORD.findall(main)]
    if any(w in AUXILIARIES for w in words) or _doer_then_verb(text, claim):
        return "finite"
    for word, after in zip(words[1:], [*words[2:], ""], strict=True):
        if word in PRESENT or word in IRREGULAR_PAST:
            return "finite"
        if word.endswith("ed") and word not in _NOT_PAST:
            return "quote" if after in PREPOSITIONS or not after else "finite"
    return "quote" if any(w.endswith("s") for w in words[1:]) and len(words) > 6 else "nominal"


def _doer_then_verb(text: str, claim: Claim) -> bool:
    """Does the content open with one of its doers, and go on with a word that can only be a verb?"""
    for actor in claim.actors:
        at = text.casefold().find(actor.text.casefold())
        if 0 <= at <= 12:
            rest = text[at + len(actor.text) :].split()
            following = [w.casefold().strip(_EDGES) for w in rest]
            while following and following[0].endswith("ly"):
                following.pop(0)
            if following and following[0] not in PREPOSITIONS | {"and", "or"} and not following[0].endswith("ing"):
                return len(following) > 1
    return False


def _tidy(text: str) -> str:
    text = " ".join(text.split()).strip(_EDGES)
    text = "".join(c for c in text if c.isprintable() and not 0x1F000 <= ord(c) <= 0x1FAFF and ord(c) != 0xFE0F)
    return _LEADING.sub("", text).strip(_EDGES)


def _edited(claim: Claim, desk: Desk) -> str:
    """The content with relative days made dates and outlying locators put behind their places."""
    text, start = claim.content.text, claim.content.start
    if len(text) != claim.content.end - start:
        return text
    edits = [*_dates(claim, desk), *_locators(claim)]
    for first, last, words in sorted(edits, reverse=True):
        if start <= first <= last <= start + len(text):
            text = text[: first - start] + words + text[last - start :]
    return text


def _dates(claim: Claim, desk: Desk) -> Iterator[tuple[int, int, str]]:
    for mention in claim.dates:
        if _DEICTIC.match(mention.text.strip()):
            yield mention.start, mention.end, _dated(mention, desk)


def _dated(mention: DateMention, desk: Desk) -> str:
    night = "night" in mention.text.casefold()
    first, last = day_words(mention.first, desk.day), day_words(mention.last, desk.day)
    if first == last:
        return f"on the night of {first}" if night else f"on {first}"
    span = f"{first} to {mention.last.day}" if mention.first.month == mention.last.month else f"{first} to {last}"
    return f"on the night of {span}" if night else f"from {span}"


def _locators(claim: Claim) -> Iterator[tuple[int, int, str]]:
    """Locators as written, behind the place they locate; a place known by nothing else says so."""
    start, end = claim.content.start, claim.content.end
    for place in claim.places:
        words = [x for x in claim.locators if x.of == place.text]
        if not words or not start <= place.start <= place.end <= end:
            continue
        inside = start <= words[0].start < end
        note = "; placed by its locator" if place.method == "learned" else ""
        if not inside and _last_of_name(claim, place):
            yield place.end, place.end, f" ({words[0].text.strip('() ')}{note})"
        elif inside and note:
            yield words[0].end, words[0].end, note


def _last_of_name(claim: Claim, place: PlaceMention) -> bool:
    return not any(p.text == place.text and p.start > place.start for p in claim.places)
