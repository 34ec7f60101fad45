"""Articles before noun phrases: bodies take "the", common nouns "a", names of persons and plurals nothing."""

import re
from typing import Final

from situate.produce.words import BODIES, OFFICES

_DETERMINERS: Final = ("a ", "an ", "the ", "another ", "many ", "some ", "several ", "other ", "one ", "two ")
_LOWERED: Final = ("A ", "An ", "The ", "Another ", "Many ", "Some ", "Several ", "Other ", "One ", "Two ")
_PLURAL_HEADS: Final = frozenset({"media", "people", "authorities", "police", "both"})
# Heads that are counted as a mass and take no article.
_MASS: Final = frozenset(
    {"footage", "imagery", "evidence", "reporting", "intelligence", "video", "photography", "data"}
)
# What follows the head of a noun phrase: "Ministry of Defense" is a ministry.
_TAIL: Final = re.compile(r"\s+(?:of|for|in|on|to|and|against|from|near|by|at)\s.*$|,.*$")
_BRACKETS: Final = re.compile(r"\s*\([^)]*\)?")
# "The head of the administration, Jane Doe": the name stands in apposition, and wants its second comma.
_APPOSITION: Final = re.compile(r"(.*\w), ([A-Z][\w’'-]*(?: [A-Z][\w’'-]*)+)")
# "Vesland's general staff": the owner stands for the article.
_POSSESSOR: Final = re.compile(r"(?!The )[A-Z][\w.-]*['’]s ")
_OFFICE: Final = re.compile(r"[A-Z]\w+ (?:of|for) (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?")


def with_article(phrase: str) -> str:
    """A noun phrase as it stands as the subject inside a sentence."""
    apposed = _APPOSITION.fullmatch(phrase)
    if apposed and " of " in apposed[1]:
        article = "the" if _head(apposed[1]).casefold() in BODIES | OFFICES else _indefinite(apposed[1])
        return f"{article} {_inside(apposed[1])}, {apposed[2]},"
    if _POSSESSOR.match(phrase):
        return phrase
    if phrase.casefold().startswith(_DETERMINERS):
        return phrase[0].lower() + phrase[1:] if phrase.startswith(_LOWERED) else phrase
    head = _head(phrase)
    if (head.casefold() in BODIES or head == "Forces") and not _is_person(phrase):
        return f"the {phrase}"
    if _ends_in_name(phrase):
        return f"the {phrase}" if _OFFICE.fullmatch(phrase) else phrase
    if head[:1].isupper() or head[:1].isdigit():
        return phrase
    if head in _MASS or is_plural(phrase):
        return _inside(phrase)
    if head in OFFICES:
        return f"the {phrase}"
    return f"{_indefinite(phrase)} {_inside(phrase)}"


def _indefinite(phrase: str) -> str:
    """By sound: "a UK outlet", "an outlet"."""
    vowel = phrase[0].casefold() in "aeiou" and not phrase.casefold().startswith(("uk", "us ", "eu", "uni"))
    return "an" if vowel else "a"


def is_plural(phrase: str) -> bool:
    """Does the phrase take a verb in the plural?"""
    head = _head(phrase).casefold()
    if " and " in phrase and not phrase.casefold().startswith("the "):
        return True
    return head in _PLURAL_HEADS or (head.endswith("s") and not head.endswith(("ss", "us", "is", "news", "ters")))


def _head(phrase: str) -> str:
    words = (_TAIL.sub("", _BRACKETS.sub("", phrase)) or phrase).split()
    return words[-1].rstrip("'’\"”") if words else phrase


def _ends_in_name(phrase: str) -> bool:
    last = phrase.rsplit(maxsplit=1)[-1]
    return last[:1].isupper() and "(" not in last


def _is_person(phrase: str) -> bool:
    """Two capitalised words after a title in lower case: "commander Jane Doe"."""
    words = phrase.split()
    return len(words) > 2 and words[-1].istitle() and words[-2].istitle() and words[-3].islower()


def _inside(phrase: str) -> str:
    """Without the capital that only the start of a sentence gave it; adjectives of nations keep theirs."""
    first = phrase.split(maxsplit=1)[0]
    return (
        phrase[0].lower() + phrase[1:]
        if first.endswith(("ed", "ing", "al", "ite", "able", "ible", "ous", "ive", "ent")) and first.istitle()
        else phrase
    )
