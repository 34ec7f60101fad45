"""Who says it, as prose names them: from a claim's speakers, or from the document's publisher."""

import re
from typing import Final

import msgspec

from situate.model import Claim, DateMention
from situate.produce.desk import Desk
from situate.produce.words import BODIES, PRONOUNS, day_words, days_words, word_set
from situate.theatre import Source
from situate.vocab import SourceKind

# Sources that report in their own voice, and those whose own voice the document keeps at arm's length:
# channels and administrations speak for one party and answer to no editor.
_REPORTING: Final[frozenset[SourceKind]] = frozenset(
    {"official", "military", "agency", "media", "ngo", "think_tank", "intergovernmental", "imagery"}
)
_NOUNS: Final[dict[str, str]] = {"channel": "channel", "media": "outlet"}
_DETERMINERS: Final = ("a ", "an ", "the ", "another ", "many ", "some ", "several ", "other ", "one ", "two ")
_PLURAL_HEADS: Final = frozenset({"media", "people", "authorities", "police", "both"})
# Heads that are counted as a mass and take no article.
_MASS: Final = frozenset({"footage", "imagery", "reporting", "intelligence", "video", "photography", "data"})
# Outer words of a name that are not its head: "Ministry of Defense" is a ministry.
_TAIL = re.compile(r"\s+(?:of|for|in|on|to|and|against)\s.*$|\s*\(.*$|,.*$")
_CUES: Final = word_set("reported stated announced noted confirmed claimed said warned alleged emphasized")


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """A source as the subject of a sentence: its name in running text, and the verb that it takes.

    `key` tells sources apart: the same key is the same voice.
    """

    name: str
    verb: str
    key: str
    plural: bool = False


def voice(claim: Claim, desk: Desk) -> Voice:
    """The innermost speaker of a claim, or its publisher where the document speaks for itself."""
    source = source_of(claim, desk)
    if claim.speakers:
        text = claim.speakers[-1].text.strip()
        if text.split()[0].casefold() in PRONOUNS and source:
            text = source.name
        name = with_article(text, one=source is not None and source.kind not in ("class", "unnamed", "imagery"))
    else:
        name = _publisher(claim, source)
    key = source.id if source and source.kind not in ("class", "unnamed", "imagery") else f"{claim.document}/{name}"
    return Voice(name=name, verb=_verb(claim, source), key=key, plural=_is_plural(name))


def source_of(claim: Claim, desk: Desk) -> Source | None:
    """The theatre's source that the claim goes back to, where it knows one."""
    wanted = claim.speakers[-1].source_id if claim.speakers else claim.publisher_id
    return next((s for s in desk.theatre.sources if s.id == wanted), None) if wanted else None


def outer(claim: Claim) -> str:
    """The outermost speaker of a chain in running text; "" where the claim has no chain."""
    return with_article(claim.speakers[0].text.strip()) if len(claim.speakers) > 1 else ""


def day_said(claim: Claim, desk: Desk) -> str:
    """The day or days of speech as prose has them; "" where the claim has none."""
    said = [d for d in claim.dates if d.of == "speech" and not _vague(d)]
    if said:
        return days_words(tuple(day for d in said for day in {d.first, d.last}), desk.day)
    return day_words(claim.published, desk.day) if claim.published else ""


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


def _publisher(claim: Claim, source: Source | None) -> str:
    if source is None:
        return f"the source {claim.publisher}" if claim.publisher else "an unidentified publisher"
    if source.kind in _NOUNS and not source.name.casefold().startswith("the "):
        return f"the {_NOUNS[source.kind]} {source.name}"
    return with_article(source.name, one=True)


def with_article(phrase: str, *, one: bool = False) -> str:
    """A noun phrase as a subject inside a sentence; `one` says that it names one known source.

    Bodies take "the", single common nouns "a" or "an", names of persons and outlets and plurals nothing.
    """
    phrase = re.sub(r"^The\b", "the", phrase)
    if phrase.casefold().startswith(_DETERMINERS):
        return phrase[0].lower() + phrase[1:] if phrase.split()[0] in ("A", "An", "Another", "Many", "Some") else phrase
    head = _TAIL.sub("", phrase).split()[-1].rstrip("'’\"”")
    if head[:1].isupper() or head[:1].isdigit():
        return f"the {phrase}" if head.casefold() in BODIES and not _is_person(phrase) else phrase
    if head in _MASS or _is_plural(phrase):
        return phrase if phrase.split()[0][0].isupper() and _is_name(phrase) else phrase[0].lower() + phrase[1:]
    if one and phrase[:1].isupper() and " " not in phrase:
        return phrase
    article = "an" if phrase[0].casefold() in "aeiou" and not phrase.casefold().startswith(("u", "eu")) else "a"
    return f"{article} {phrase if _is_name(phrase) else phrase[0].lower() + phrase[1:]}"


def _is_person(phrase: str) -> bool:
    """Two capitalised words after a title in lower case: "commander Jane Doe"."""
    words = phrase.split()
    return len(words) > 2 and words[-1].istitle() and words[-2].istitle() and words[-3].islower()


def _is_name(phrase: str) -> bool:
    """Does its first word keep its capital inside a sentence? Adjectives of nations do; "Geolocated" does not."""
    first = phrase.split(maxsplit=1)[0]
    return first[:1].isupper() and not first.endswith(("ed", "ing", "al", "ite"))


def _is_plural(phrase: str) -> bool:
    head = _TAIL.sub("", phrase).split()[-1].casefold()
    if " and " in phrase and not head[:1].isupper():
        return True
    return head in _PLURAL_HEADS or (head.endswith("s") and not head.endswith(("ss", "us", "is", "news")))
