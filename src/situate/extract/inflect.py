"""English inflection, as far as lexicons need it: the forms of a verb, the plural of a noun."""

import re
from collections.abc import Collection, Container, Mapping, Sequence
from typing import Final, Literal, NamedTuple

Form = Literal["base", "s", "past", "participle", "ing", "noun", "same"]
_IZE: Final = re.compile(r"iz(e|es|ed|er|ers|ing|ation|ations)$")
_OUR: Final = re.compile(r"^(arm|lab|harb|neighb|hon|fav|endeav|behavi|rum|col)or(s|ed|ing|y|hood|hoods)?$")
_SPELT: Final[Mapping[str, str]] = {
    "defense": "defence", "defenses": "defences", "offense": "offence", "offenses": "offences", "center": "centre",
    "centers": "centres", "meter": "metre", "meters": "metres", "kilometer": "kilometre", "kilometers": "kilometres",
    "program": "programme", "programs": "programmes", "maneuver": "manoeuvre", "maneuvers": "manoeuvres",
    "license": "licence", "licenses": "licences", "gray": "grey", "fiber": "fibre", "theater": "theatre",
    "canceled": "cancelled", "canceling": "cancelling", "traveled": "travelled", "traveling": "travelling",
    "gasoline": "petrol", "airplane": "aeroplane", "truck": "lorry", "trucks": "lorries",
}  # fmt: skip
_VOWELS: Final = frozenset("aeiou")


class Inflection(NamedTuple):
    """What no rule knows: `irregular` verbs as [-s, past, participle, -ing], and who `doubles` its last letter."""

    irregular: Mapping[str, Sequence[str]]
    doubles: Collection[str]

    def verb(self, base: str) -> dict[str, Form]:
        """Every form of a verb, with what it is; a past tense that is also the participle counts as "past"."""
        if base == "be":
            return {
                "be": "base",
                "is": "s",
                "are": "s",
                "was": "past",
                "were": "past",
                "been": "participle",
                "being": "ing",
            }
        known = self.irregular.get(base)
        if known is None:
            known = regular(base, self.doubles)
        third, past, participle, ing = known
        forms: dict[str, Form] = {ing: "ing", participle: "participle", past: "past", third: "s"}
        if base not in self.irregular and _british(base):
            forms |= {base + "ling": "ing", base + "led": "past"}
        # "cut" is plain form and past in one.
        return forms | {base: "same" if base == past else "base"}


def regular(base: str, doubles: Container[str]) -> tuple[str, str, str, str]:
    """The -s form, past, past participle and -ing form of a regular verb; `doubles` double their last letter."""
    stem = base
    if base.endswith("ie"):
        past, ing = base + "d", base[:-2] + "ying"
    elif base.endswith("e"):
        past, ing = base + "d", base + "ing" if base.endswith(("ee", "oe", "ye")) or base == "be" else base[:-1] + "ing"
    elif base.endswith("y") and base[-2:-1] not in _VOWELS:
        past, ing = base[:-1] + "ied", base + "ing"
    else:
        if base in doubles or _doubles(base):
            stem = base + base[-1]
        past, ing = stem + "ed", stem + "ing"
    return base + "es" if base.endswith("o") else plural(base), past, past, ing


def _doubles(word: str) -> bool:
    """One syllable that ends consonant, vowel, consonant ("ban", "stop") doubles its last letter."""
    if len(word) < 3 or word[-1] in _VOWELS or word[-1] in "wxy":
        return False
    return word[-2] in _VOWELS and word[-3] not in _VOWELS and sum(c in _VOWELS for c in word) == 1


def _british(word: str) -> bool:
    """Does a spelling of its past double the last letter where another does not ("cancelled", "travelled")?"""
    return word.endswith(("cel", "vel", "nal", "bel", "del", "uel", "tal", "nel", "sel", "rel", "ial"))


def british(words: list[str]) -> list[str]:
    """The same words as they are spelt in Britain ("mobilize" as "mobilise", "armored" as "armoured")."""
    return [_spelt(word) for word in words]


def _spelt(word: str) -> str:
    known = _SPELT.get(word)
    if known is not None:
        return known
    if "iz" in word:
        return _IZE.sub(r"is\1", word)
    return _OUR.sub(r"\1our\2", word) if "or" in word else word


def plural(word: str) -> str:
    """The plural of a noun, which is also the third person of a verb."""
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"
