"""Words of a sentence and what each can be: a bit mask of word classes, from the lexicon and the word's shape."""

import re
import tomllib
from collections.abc import Iterable, Mapping
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
NOUN: Final = 1 << 32  # nothing else known: a word that can stand in a noun phrase

VERB: Final = MODAL | BE | HAVE | DO | BASE | THIRD | PAST | PARTICIPLE | ING
FINITE: Final = MODAL | BE | HAVE | DO | THIRD | PAST | BASE
OPENERS: Final = COORDINATOR | SUBORDINATOR | RELATIVE | THAT | COMMA | STOP
PUNCTUATION: Final = COMMA | STOP | BRACKET | QUOTE | MARK
FILL: Final = ADVERB | NOT | LIKELY  # what may stand between an auxiliary and its verb

# One token: a note mark, an abbreviation of single letters, a number, a word with inner hyphens or apostrophes, a sign.
# Every alternative is linear: no repeat stands inside another over the same characters.
_TOKEN: Final = re.compile(
    r"\[\[?[\divxlc\s,]{1,14}\]\]?(?:\([^\s)]{0,300}\))?"
    r"|(?:[^\W\d_]\.){2,}|\$?\d[\d,.:]*\d(?:st|nd|rd|th|[kK]m|%)?|[^\W_]+(?:[-–’'/&‑][^\W_]+)*|[^\w\s]|_"
)
_SIGNS: Final = {
    ",": COMMA, ";": STOP, ":": STOP, "—": STOP, "–": STOP, "(": BRACKET, ")": BRACKET, "[": BRACKET, "]": BRACKET,
    "*": MARK, "_": MARK, "•": MARK, "#": MARK, "|": MARK, ">": MARK, "<": MARK, "·": MARK,
    '"': QUOTE, "“": QUOTE, "”": QUOTE, "„": QUOTE, "«": QUOTE, "»": QUOTE, "’": POSSESSIVE, "'": POSSESSIVE, "&": COORDINATOR,
}  # fmt: skip
_ADJECTIVE_ENDINGS: Final = ("ical", "ional", "ic", "ous", "able", "ible", "ful", "less", "ive", "ary", "ial", "ual")
_MEMORY: Final = 100_000  # distinct words remembered; enough for a year of reports, and a bound for hostile text


def tokenize(text: str, start: int, end: int) -> tuple[list[str], list[int]]:
    """The words of `text[start:end]` and where each starts (offsets into `text`)."""
    found = list(_TOKEN.finditer(text, start, end))
    return [m.group() for m in found], [m.start() for m in found]


def table(lexicon: Mapping[str, bytes], file: str) -> dict[str, Any]:
    """One file of the lexicon. Raises DataError where it is missing or no TOML."""
    if file not in lexicon:
        raise DataError("missing from the lexicon", where=file, remedy="restore the folder `lexicon`")
    try:
        return tomllib.loads(lexicon[file].decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(str(error), where=file, remedy="correct the file") from error


def verb_forms(base: str, irregular: Mapping[str, str]) -> tuple[str, str, str, str]:
    """Third person, past, past participle and -ing form of a base form."""
    doubled = base
    if re.fullmatch(r"[^aeiou]*[aeiou][bdglmnprt]|.*[^aeiou](?:mit|fer|pel|gin|lan|rol|get|set|cur|bat|tel)", base):
        doubled = base + base[-1]
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        third = base + "es"
    elif base.endswith("y") and base[-2:-1] not in "aeiou":
        third = base[:-1] + "ies"
    else:
        third = base + "s"
    if base.endswith("e"):
        past = base + "d"
    elif base.endswith("y") and base[-2:-1] not in "aeiou":
        past = base[:-1] + "ied"
    else:
        past = doubled + "ed"
    if base.endswith("ie"):
        ing = base[:-2] + "ying"
    elif base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        ing = base[:-1] + "ing"
    else:
        ing = doubled + "ing"
    if base in irregular:
        past, _, participle = irregular[base].partition(" ")
        return third, past, participle or past, ing
    return third, past, past, ing


def _saying(verbs: Mapping[str, Mapping[str, str]]) -> set[str]:
    """The base forms of the verbs of saying: "warn:of" and "call_on" without what follows the verb."""
    words = (word for lists in verbs.values() for value in lists.values() for word in value.split())
    return {re.split("[:_]", word)[0] for word in words}


class Words:
    """What each word can be, and the base form of each verb form."""

    def __init__(self, lexicon: Mapping[str, bytes], adjectives: Iterable[str] = ()) -> None:
        """`adjectives` are the theatre's own, such as those of its sides; they are matched as written."""
        grammar = table(lexicon, "grammar.toml")
        words: dict[str, str] = grammar["words"]
        self.lemma: dict[str, str] = {}
        self._known: dict[str, int] = {}
        saying = table(lexicon, "attribution.toml")["verbs"]
        tells = {word for lists in saying.values() for word in lists.get("zero", "").split()}
        self._verbs(grammar["verbs"], _saying(saying), tells)
        for key, bits in (
            ("plurals", PLURAL | NOUN), ("adjectives", ADJECTIVE), ("determiners", DETERMINER), ("prepositions", PREPOSITION),
            ("coordinators", COORDINATOR), ("subordinators", SUBORDINATOR), ("relatives", RELATIVE), ("pronouns", PRONOUN),
            ("adverbs", ADVERB), ("negations", NOT), ("adversatives", ADVERSATIVE),
            ("modals", MODAL), ("be", BE), ("have", HAVE), ("do", DO), ("negative_auxiliaries", NOT),
        ):  # fmt: skip
            for word in words[key].split():
                old = self._known.get(word, 0)
                keep = (
                    old
                    if key not in {"adverbs", "prepositions", "plurals", "modals", "be", "have", "do"}
                    else old & ~VERB
                )
                self._known[word] = keep | bits
        for word in words["not_verbs"].split():
            self._known[word] = ADJECTIVE
        for word in words["negative_auxiliaries"].split():
            self._known[word] |= NOT
        self.lemma |= dict.fromkeys(words["have"].split(), "have") | dict.fromkeys(words["be"].split(), "be")
        self._known |= {"that": THAT | DETERMINER, "to": TO | PREPOSITION, "more": ADVERB, "less": ADVERB}
        self._known["no"] = DETERMINER | NOT
        probability = table(lexicon, "probability.toml")["words"]
        for word in probability["core"].split():
            self._known[word] = (self._known.get(word, ADVERB) & ~VERB | LIKELY) if word != "may" else MODAL | LIKELY
        self._known["might"] = MODAL | LIKELY
        self._adjectives = frozenset(adjectives)
        self.days = frozenset(words["months"].split() + words["weekdays"].split())
        self._memory: dict[str, int] = dict(self._known)

    def _verbs(self, verbs: Mapping[str, Any], saying: Iterable[str], tells: set[str]) -> None:
        irregular: dict[str, str] = verbs["irregular"]
        doubtful = set(verbs["doubtful"].split())
        for base in sorted({*verbs["plain"].split(), *doubtful, *irregular, *saying}):
            third, past, participle, ing = verb_forms(base, irregular)
            doubt = DOUBTFUL if base in doubtful else 0
            forms = ((base, BASE | doubt), (third, THIRD | doubt), (past, PAST), (participle, PARTICIPLE), (ing, ING))
            for form, bits in forms:
                self._known[form] = self._known.get(form, 0) | bits
                self.lemma.setdefault(form, base)
        for form, base in self.lemma.items():
            if base in tells:
                self._known[form] |= TELLS
        for base, past_forms in irregular.items():
            # "found", "lay", "saw" are oftener the past of "find", "lie", "see" than verbs of their own.
            self.lemma |= dict.fromkeys((form for form in past_forms.split() if form != base), base)

    def tags(self, words: list[str]) -> list[int]:
        """The mask of each word."""
        memory = self._memory
        try:
            return [memory[word] for word in words]
        except KeyError:
            return [memory[word] if word in memory else self._learn(word) for word in words]

    def _learn(self, word: str) -> int:
        bits = self._guess(word)
        if len(self._memory) < _MEMORY:
            self._memory[word] = bits
        return bits

    def _guess(self, word: str) -> int:
        """The mask of a word that the lexicon does not hold, by its shape."""
        if word in _SIGNS:
            return _SIGNS[word]
        first = word[0]
        if first == "[" and len(word) > 1:
            return MARK
        if first.isdigit() or first == "$":
            return NUMBER
        if not first.isalpha():
            return 0
        possessive = POSSESSIVE if word.endswith(("’s", "'s")) else 0
        if first.isupper():
            known = self._known.get(word.lower(), 0)
            if word in self._adjectives:
                return NAME | ADJECTIVE
            closed = known & ~(MODAL | DOUBTFUL | VERB) if known & VERB else known
            if known & (BE | HAVE | DO):
                closed = known
            if word.endswith("ly") and len(word) > 6:
                closed |= ADVERB
            if word.endswith(("ians", "ans", "nns")):
                closed |= PLURAL
            return NAME | possessive | closed | (known & ING) | (self._by_shape(word) if not known else 0)
        if possessive:
            return POSSESSIVE | NOUN
        return self._by_suffix(word)

    @staticmethod
    def _by_shape(word: str) -> int:
        """Names of peoples and their adjectives end like this in English."""
        if word.endswith(("ian", "ean", "ish", "ese", "istani")) and len(word) > 4:
            return ADJECTIVE
        return 0

    @staticmethod
    def _by_suffix(word: str) -> int:
        if "-" in word or "–" in word:
            return ADJECTIVE if word.endswith("ed") else NOUN
        if word.endswith("ed") and len(word) > 4:
            return PAST | PARTICIPLE | ADJECTIVE
        if word.endswith("ing") and len(word) > 5:
            return ING
        if word.endswith("ly") and len(word) > 4:
            return ADVERB
        if word.endswith(_ADJECTIVE_ENDINGS) and len(word) > 5:
            return ADJECTIVE | NOUN
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            return PLURAL | NOUN
        return NOUN

    def base_of(self, word: str) -> str:
        """The base form of a verb form; the word itself, in small letters, where it is none."""
        low = word.lower()
        return self.lemma.get(low, low)
