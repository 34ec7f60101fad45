"""Words of a sentence as tokens, and the bits of the mask that says what each can be."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any, Final

from situate.errors import DataError

DETERMINER: Final = 1 << 0
PREPOSITION: Final = 1 << 1
COORDINATOR: Final = 1 << 2
SUBORDINATOR: Final = 1 << 3
RELATIVE: Final = 1 << 4
PRONOUN: Final = 1 << 5
MODAL: Final = 1 << 6
BE: Final = 1 << 7
HAVE: Final = 1 << 8
DO: Final = 1 << 9
NOT: Final = 1 << 10
ADVERB: Final = 1 << 11
TO: Final = 1 << 12
BASE: Final = 1 << 13  # plain form: "claim"
THIRD: Final = 1 << 14  # third person: "claims"
PAST: Final = 1 << 15  # "claimed", "withdrew"
PARTICIPLE: Final = 1 << 16  # "claimed", "withdrawn"
ING: Final = 1 << 17
DOUBTFUL: Final = 1 << 18  # as often a noun as a verb
PLURAL: Final = 1 << 19
ADJECTIVE: Final = 1 << 20
THAT: Final = 1 << 21
COMMA: Final = 1 << 22
STOP: Final = 1 << 23  # semicolon, colon, dash
BRACKET: Final = 1 << 24
QUOTE: Final = 1 << 25
NUMBER: Final = 1 << 26
NAME: Final = 1 << 27  # written with a capital
POSSESSIVE: Final = 1 << 28
LIKELY: Final = 1 << 29
ADVERSATIVE: Final = 1 << 30
MARK: Final = 1 << 31  # a note mark: [12]
TELLS: Final = 1 << 33  # a form of a verb that takes a clause without "that": "said the town fell"
BROUGHT: Final = 1 << 34  # what is done to evidence before it shows: "posted", "collected"
ALONE: Final = 1 << 35  # a form of a verb that takes no object: "advanced"; its past form is no passive participle
DAY: Final = 1 << 36  # the name of a weekday or a month
ASKED: Final = 1 << 37  # a word that a rule for whole sentences asks for
HINT: Final = 1 << 38  # a word without which some rule of the author's view has nothing to look for
DASH: Final = 1 << 39
NOUN: Final = 1 << 32  # nothing else known: a word that can stand in a noun phrase

VERB: Final = MODAL | BE | HAVE | DO | BASE | THIRD | PAST | PARTICIPLE | ING
FINITE: Final = MODAL | BE | HAVE | DO | THIRD | PAST | BASE
OPENERS: Final = COORDINATOR | SUBORDINATOR | RELATIVE | THAT | COMMA | STOP
FILL: Final = ADVERB | NOT | LIKELY  # what may stand between an auxiliary and its verb

# One token: a note mark, an abbreviation of single letters, a number, a word with inner hyphens or apostrophes, a sign.
# Every alternative is linear: no repeat stands inside another over the same characters.
TOKEN: Final = re.compile(
    r"\[\[?[\divxlc\s,]{1,14}\]\]?(?:\([^\s)]{0,300}\))?"
    r"|(?:[^\W\d_]\.){2,}|\$?\d[\d,.:]*\d(?:st|nd|rd|th|[kK]m|%)?|[^\W_]+(?:[-–’'‘`/&‑][^\W_]+)*|[^\w\s]|_"
)
SPACED_MARK: Final = re.compile(r"\[\[?[\divxlc,]*\s")  # "[1, 2]": the one token that can hold a space
OWNER: Final = ("’s", "'s", "‘s", "`s")  # endings of an owner, with the signs that stand in for an apostrophe
SIGNS: Final = {
    ",": COMMA, ";": STOP, ":": STOP, "—": STOP, "–": STOP, "(": BRACKET, ")": BRACKET, "[": BRACKET, "]": BRACKET,
    "*": MARK, "_": MARK, "•": MARK, "#": MARK, "|": MARK, ">": MARK, "<": MARK, "·": MARK,
    '"': QUOTE, "“": QUOTE, "”": QUOTE, "„": QUOTE, "«": QUOTE, "»": QUOTE, "’": POSSESSIVE, "'": POSSESSIVE,
    "&": COORDINATOR,
}  # fmt: skip


class Tokens:
    """The tokens of a stretch of text: as written, in small letters, their masks, and the offset of each.

    `mask` holds all that any of them can be, and perhaps more: a part has that of the whole.
    """

    __slots__ = ("low", "mask", "starts", "tags", "words")

    def __init__(self, words: list[str], low: list[str], tags: list[int], starts: list[int], mask: int) -> None:
        self.mask: Final = mask
        self.words: Final = words
        self.low: Final = low
        self.tags: Final = tags
        self.starts: Final = starts

    def part(self, first: int, last: int) -> "Tokens":
        """Tokens `first` to `last` (excluded)."""
        if first <= 0 and last >= len(self.words):
            return self
        return Tokens(
            self.words[first:last], self.low[first:last], self.tags[first:last], self.starts[first:last], self.mask
        )


def table(lexicon: Mapping[str, bytes], file: str) -> dict[str, Any]:
    """One file of the lexicon. Raises DataError where it is missing or no TOML."""
    if file not in lexicon:
        raise DataError("missing from the lexicon", where=file, remedy="restore the folder `lexicon`")
    try:
        return tomllib.loads(lexicon[file].decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(str(error), where=file, remedy="correct the file") from error


def bracketed(words: list[str], index: int) -> bool:
    """Does a sign stand inside round brackets that open and close near it: "(Note: ...)"?"""
    before = words[max(0, index - _ASIDE) : index]
    return "(" in before and before.count("(") > before.count(")") and ")" in words[index + 1 : index + _ASIDE]


_ASIDE: Final = 40  # words
