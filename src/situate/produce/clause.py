"""A claim's content as the clause of a sentence: verbatim but for edges, dates and locators."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final, Literal

import msgspec

from situate.model import Claim
from situate.produce.articles import is_plural, with_article
from situate.produce.dangling import names_a_bare_body, standing_alone
from situate.produce.desk import Desk
from situate.produce.edits import EDGES, edited
from situate.produce.words import (
    AUXILIARIES,
    COMMON,
    FIRST_PERSON,
    GROUND,
    INTRANSITIVE,
    IRREGULAR_PAST,
    OPENERS,
    PREPOSITIONS,
    PRESENT,
    PRONOUNS,
    WORD,
    word_set,
)
from situate.theatre import Theatre

# finite stands behind "that", nominal behind a verb, infinitive behind "ordered"; quote stands alone between
# quotation marks; fragment says nothing without its neighbour.
Form = Literal["finite", "nominal", "infinitive", "quote", "fragment"]

_LEADING: Final = re.compile(r"^(?:(?:and|but|that|while|when|also|then)\s+)+", re.IGNORECASE)
# Not verbs although they end like one.
_NOT_PAST: Final = word_set("bed red shed need indeed speed feed seed hundred armed unmanned unarmed occupied")
_NO_PLURAL: Final = word_set(
    "as its this his us less across towards perhaps besides thus always plus minus news series"
)
_NO_VERB: Final = PREPOSITIONS | word_set("and or who which that whose where when whom")
# "It is likely that" has a subject that nobody needs to look for.
_IMPERSONAL: Final = re.compile(r"it (?:is|was|remains|appears|seems) \w+ that\b|there ", re.IGNORECASE)


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """Words that a sentence can be built round, and what they are grammatically."""

    text: str
    form: Form


class Capitals(msgspec.Struct, frozen=True):
    """What is known of capitals: words that are written small somewhere, and words that are names."""

    small: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def inside(self, text: str) -> str:
        """The text as it goes on inside a sentence: it keeps its first capital only where that is a name's."""
        found = WORD.match(text)
        word = found.group() if found else ""
        if not word.istitle() or (len(word) < 2 and word != "A"):
            return text
        after = text[len(word) :].split(maxsplit=1)
        plain = word.casefold()
        if plain in OPENERS:
            return text[0].lower() + text[1:]
        if plain in self.small and not word.endswith("s"):
            return text[0].lower() + text[1:]
        if plain in PREPOSITIONS and after[:1] and after[0].islower():  # "North of the town"
            return text[0].lower() + text[1:]
        title = bool(after) and after[0][:1].isupper()
        name = plain in self.names and plain not in COMMON
        common = plain in COMMON or plain in self.small or _looks_common(plain)
        return text if title or name or not common else text[0].lower() + text[1:]


def _looks_common(word: str) -> bool:
    """Endings that names seldom have and common nouns, adverbs and participles often do."""
    plural = word.endswith("s") and not word.endswith(("us", "is", "os", "as"))
    return len(word) > 4 and (plural or word.endswith(("ly", "ed", "ing", "ion")))


def capitals(claims: Iterable[Claim], theatre: Theatre) -> Capitals:
    """Learn from the day's claims and the theatre which words are names."""
    small: set[str] = set()
    large: set[str] = set()
    for claim in claims:
        for index, word in enumerate(WORD.findall(claim.content.text)):
            if word.islower():
                small.add(word)
            elif index:
                large.add(word.casefold())
        large.update(w.casefold() for place in claim.places for w in WORD.findall(place.text) if w[:1].isupper())
    known = [name for side in theatre.sides for name in (side.name, *side.adjectives)]
    known += [name for actor in theatre.actors for name in (actor.name, *actor.aliases)]
    known += [name for source in theatre.sources if source.kind != "class" for name in (source.name, *source.aliases)]
    known += [name for area in theatre.areas for name in (area.name, *area.aliases)]
    large.update(w.casefold() for name in known for w in WORD.findall(name) if w[:1].isupper())
    return Capitals(frozenset(small - large), frozenset(large - small))


def clause(claim: Claim, desk: Desk, known: Capitals) -> Clause:
    """The content of a claim, ready to stand behind "reported that" where its form allows."""
    text = _tidy(edited(claim, desk))
    words = text.split()
    if not words:
        return Clause(text="", form="fragment")
    if _speaks_for_itself(claim.content.text):
        return Clause(text=_tidy(" ".join(claim.content.text.split())), form="quote")
    if words[0].casefold() == "to":
        return Clause(text=text, form="infinitive")
    doer = missing_doer(claim)
    if doer and words[0].endswith("ing"):
        return Clause(text=text, form="fragment")
    if _is_verb(next((w for w in words if not _is_adverb(w)), words[0])):
        said = {s.text.casefold() for s in claim.speakers}
        if not doer or FIRST_PERSON.search(doer) or doer.casefold() in PRONOUNS | said:
            return Clause(text=text, form="fragment")
        return Clause(text=f"{with_article(known.inside(doer))} {text}", form="finite")
    form = _form(known.inside(text), claim)
    if form == "quote" and _is_indirect(claim) and has_verb(text):
        form = "finite"
    if words[0].casefold() in PRONOUNS and not _IMPERSONAL.match(text) and not _is_speaker(words[0], claim):
        # A pronoun means nothing without the sentence before it; placed events are worth its words all the same.
        worth = _names_a_place(claim) and claim.event in GROUND
        form = "quote" if form == "finite" and worth and not claim.speakers else "fragment"
    if form == "finite" and names_a_bare_body(text) and not claim.speakers:
        form = "quote"
    return Clause(text=text if form == "quote" else standing_alone(known.inside(text), claim, desk), form=form)


def _is_indirect(claim: Claim) -> bool:
    """Does a verb of saying lead to the content? Then it is a clause, whether its own verb is known or not."""
    accused = claim.cue is not None and claim.cue.text.casefold().startswith("accus")
    return (
        bool(claim.speakers and claim.cue)
        and not accused
        and claim.stance in ("states", "claims", "denies", "assesses")
    )


def _is_speaker(pronoun: str, claim: Claim) -> bool:
    """Do the words come behind their speaker, in one sentence, and does the pronoun agree with it?"""
    if not claim.speakers or not claim.start <= claim.speakers[-1].start < claim.content.start:
        return False
    plural = is_plural(claim.speakers[-1].text)
    return pronoun.casefold() == "they" if plural else pronoun.casefold() in ("he", "she", "it")


# Words that are no verb of the clause: joined by a hyphen ("built-up"), or an aside in brackets ("see map").
_NO_CLAUSE: Final = re.compile(r"\w+(?:-\w+)+|\([^()]*\)")


def has_verb(text: str) -> bool:
    """Does any word of it look like a finite verb?"""
    words = {w.casefold() for w in WORD.findall(_NO_CLAUSE.sub(" ", text))}
    past = any(w.endswith("ed") and w not in _NOT_PAST for w in words)
    return past or bool(words & (AUXILIARIES | PRESENT | IRREGULAR_PAST | INTRANSITIVE))


def _names_a_place(claim: Claim) -> bool:
    span = (claim.content.start, claim.content.end)
    return any(p.lat is not None and span[0] <= p.start < span[1] and p.text[:1].isupper() for p in claim.places)


def _speaks_for_itself(text: str) -> bool:
    """First person, a question, a cry, a heading before its colon: only a quotation keeps it true."""
    return bool(FIRST_PERSON.search(text)) or text.rstrip().endswith(("?", "!")) or ": " in text or "\n\n" in text


def missing_doer(claim: Claim) -> str:
    """The doer that coordination left outside the content."""
    outside = [a.text for a in claim.actors if not claim.content.start <= a.start < claim.content.end]
    return outside[0] if len(outside) == len(claim.actors) == 1 else ""


def _is_adverb(word: str) -> bool:
    return word.casefold().endswith("ly") or word.casefold() in ("otherwise", "instead", "then", "also")


def _is_verb(word: str) -> bool:
    bare = word.casefold().strip(EDGES)
    if word[:1].isupper() and bare not in AUXILIARIES:
        return False
    past = bare.endswith("ed") and bare not in _NOT_PAST
    return bare in AUXILIARIES or bare in IRREGULAR_PAST or bare in PRESENT or past


def _form(text: str, claim: Claim) -> Form:
    """Finite where a verb surely stands in the main clause; nominal where surely none does; else a quotation."""
    plain = re.sub(r"\([^)]*\)|\"[^\"]*\"|“[^”]*”", " ", text)
    main = re.split(
        r",? (?:who|which|that(?! is[ ,](?:about |some )?\d)|where|whose|because|after|while|when|if)\b", plain
    )[0]
    words = [w.casefold() for w in WORD.findall(main)]
    sure = AUXILIARIES | PRESENT | IRREGULAR_PAST | INTRANSITIVE
    if any(w in sure for w in words[1:]) or _doer_then_verb(text, claim):
        return "finite"
    for word, after in pairwise([*words[1:], ""]):
        if word.endswith("ed") and word not in _NOT_PAST:
            return "quote" if after in PREPOSITIONS or not after else "finite"
    return "quote" if any(w.endswith("s") and w not in _NO_PLURAL for w in words[1:]) and len(words) > 6 else "nominal"


def _doer_then_verb(text: str, claim: Claim) -> bool:
    """Does the content open with one of its doers, and go on with a word that can only be a verb?"""
    for actor in claim.actors:
        at = text.casefold().find(actor.text.casefold())
        if 0 <= at <= 12:
            rest = text[at + len(actor.text) :].split()
            following = [w.casefold().strip(EDGES) for w in rest]
            while following and following[0].endswith("ly"):
                following.pop(0)
            if following and following[0] not in _NO_VERB and not following[0].endswith("ing"):
                return len(following) > 1 and not text[at + len(actor.text) :].startswith(",")
    return False


def _tidy(text: str) -> str:
    text = " ".join(text.split()).strip(EDGES)
    text = "".join(c for c in text if c.isprintable() and not 0x1F000 <= ord(c) <= 0x1FAFF and ord(c) != 0xFE0F)
    return _LEADING.sub("", text).strip(EDGES)
