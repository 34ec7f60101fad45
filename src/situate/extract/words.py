"""What each word can be: a bit mask of word classes, from the lexicon and from the word's shape."""

import re
from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any, Final
from unicodedata import category

from situate.extract.inflect import regular
from situate.extract.memory import Memory
from situate.extract.tokens import (
    ADJECTIVE,
    ADVERB,
    ADVERSATIVE,
    ALONE,
    BASE,
    BE,
    BROUGHT,
    COORDINATOR,
    DAY,
    DETERMINER,
    DO,
    DOUBTFUL,
    HAVE,
    ING,
    LIKELY,
    MARK,
    MODAL,
    NAME,
    NOT,
    NOUN,
    NUMBER,
    OWNER,
    PARTICIPLE,
    PAST,
    PLURAL,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SIGNS,
    SPACED_MARK,
    SUBORDINATOR,
    TELLS,
    THAT,
    THIRD,
    TO,
    TOKEN,
    VERB,
    Tokens,
    table,
)  # fmt: skip

_ADJECTIVE_ENDINGS: Final = ("ical", "ional", "ic", "ous", "able", "ible", "ful", "less", "ive", "ary", "ial", "ual")
# The closed classes of `grammar.toml` and what they make of a word, in the order in which they are laid on.
_CLASSES: Final = (
    ("plurals", PLURAL | NOUN), ("nouns", NOUN), ("adjectives", ADJECTIVE), ("determiners", DETERMINER),
    ("prepositions", PREPOSITION),
    ("coordinators", COORDINATOR), ("subordinators", SUBORDINATOR), ("relatives", RELATIVE), ("pronouns", PRONOUN),
    ("adverbs", ADVERB), ("negations", NOT), ("adversatives", ADVERSATIVE),
    ("brought", BROUGHT),
    ("modals", MODAL), ("be", BE), ("have", HAVE), ("do", DO), ("negative_auxiliaries", NOT),
)  # fmt: skip
_STRONGER: Final = frozenset({"adverbs", "prepositions", "plurals", "modals", "be", "have", "do"})
# Pictures, arrows and bullets that a post begins its lines with, and the invisible signs that go with them.
# Tokens as written, in small letters, mask, and where in the piece. The mask is handed on as the object that it is.
_Pieces = tuple[tuple[str, str, Any, int], ...]
_SYMBOLS: Final = frozenset({"So", "Sk", "Mn", "Cf", "Sm"})


def verb_forms(base: str, irregular: Mapping[str, str], stressed: Container[str] = ()) -> tuple[str, str, str, str]:
    """Third person, past, past participle and -ing form of a base form; `irregular` has "past participle" or "past"."""
    third, past, participle, ing = regular(base, stressed)
    if base in irregular:
        past, _, participle = irregular[base].partition(" ")
    return third, past, participle or past, ing


def _british(base: str) -> tuple[str, ...]:
    """The British spelling of a base form, where it has one."""
    if base.endswith("ize") and len(base) > 5:
        return (base[:-3] + "ise",)
    return (base[:-3] + "yse",) if base.endswith("yze") else ()


def _saying(verbs: Mapping[str, Mapping[str, str]]) -> set[str]:
    """The base forms of the verbs of saying: "warn:of" and "call_on" without what follows the verb."""
    words = (word for lists in verbs.values() for value in lists.values() for word in value.split())
    return {re.split("[:_]", word)[0] for word in words}


class Piece:
    """What stands between two spaces: its tokens, and all that any of them can be."""

    __slots__ = ("mask", "tokens")

    def __init__(self, tokens: _Pieces, mask: int) -> None:
        self.tokens: Final = tokens
        self.mask: Final = mask


class Words:
    """What each word can be, and the base form of each verb form."""

    def __init__(
        self, lexicon: Mapping[str, bytes], adjectives: Iterable[str], asked: Mapping[int, Iterable[str]]
    ) -> None:
        """`adjectives` are the theatre's own, such as those of its sides; they are matched as written.

        `asked` has by further bits of a mask the words, in small letters, that get it.
        """
        self._asked: dict[str, int] = {}
        for bit, told in asked.items():
            for word in told:
                self._asked[word] = self._asked.get(word, 0) | bit
        grammar = table(lexicon, "grammar.toml")
        words: dict[str, str] = grammar["words"]
        self.lemma: dict[str, str] = {}
        self._known: dict[str, int] = {}
        saying = table(lexicon, "attribution.toml")["verbs"]
        tells = {word for lists in saying.values() for word in lists.get("zero", "").split()}
        self._verbs(grammar["verbs"], _saying(saying), tells)
        self._closed(words)
        probability: dict[str, str] = table(lexicon, "probability.toml")["words"]
        for word in probability["core"].split():
            self._known[word] = self._known.get(word, ADVERB) & ~(VERB & ~MODAL) | LIKELY
        self._known |= {"may": MODAL | LIKELY, "might": MODAL | LIKELY}
        self._adjectives = frozenset(adjectives)
        self.days = frozenset(words["months"].split() + words["weekdays"].split())
        for day in map(str.lower, self.days - {"May"}):
            self._known[day] = self._known.get(day, 0) | DAY
        self._memory: Memory[int] = Memory(self._guess, self._known)
        self._pieces: Memory[Piece] = Memory(self._cut)  # what stands between two spaces repeats as words do
        # The base form of a verb form; the word itself, in small letters, where it is none.
        self.base_of: Final[Callable[[str], str]] = Memory(self._base).__getitem__

    def _closed(self, words: Mapping[str, str]) -> None:
        """The closed classes. Where a word is a verb form as well, the classes of `_STRONGER` take it whole."""
        for key, bits in _CLASSES:
            for word in words[key].split():
                old = self._known.get(word, 0)
                self._known[word] = (old & ~VERB if key in _STRONGER else old) | bits
        for word in [known for known in self._known if "'" in known]:
            self._known[word.replace("'", "’")] = self._known[word]  # "didn’t" as "didn't"
        self._known |= dict.fromkeys(words["not_verbs"].split(), ADJECTIVE)
        self._known |= {"that": THAT | DETERMINER, "to": TO | PREPOSITION, "more": ADVERB, "less": ADVERB}
        self._known["no"] = DETERMINER | NOT
        for verb in ("have", "be", "do"):
            for form in words[verb].split():
                self.lemma[form] = self.lemma[form.replace("'", "’")] = verb

    def _verbs(self, verbs: Mapping[str, Any], saying: Iterable[str], tells: set[str]) -> None:
        irregular: dict[str, str] = verbs["irregular"]
        doubtful, stressed = set(verbs["doubtful"].split()), frozenset(verbs["stressed"].split())
        for base in sorted({*verbs["plain"].split(), *doubtful, *irregular, *saying}):
            for spelling in (base, *_british(base)):
                doubt = DOUBTFUL if base in doubtful else 0
                self._forms(spelling, base, verb_forms(spelling, irregular, stressed), doubt)
        alone = set(verbs["alone"].split())
        for form, base in self.lemma.items():
            self._known[form] |= (TELLS if base in tells else 0) | (ALONE if base in alone else 0)
        for base, past_forms in irregular.items():
            # "found", "lay", "saw" are oftener the past of "find", "lie", "see" than verbs of their own.
            self.lemma |= dict.fromkeys((form for form in past_forms.split() if form != base), base)
        for form, base in verbs["past_too"].items():
            self._known[form] = self._known.get(form, 0) | PAST | PARTICIPLE
            self.lemma[form] = base

    def _forms(self, spelling: str, base: str, forms_of: tuple[str, str, str, str], doubt: int) -> None:
        """Learn the forms of one spelling of a verb: what `verb_forms` gives, and the British ones with -ll-."""
        third, past, participle, ing = forms_of
        forms = ((spelling, BASE | doubt), (third, THIRD | doubt), (past, PAST), (participle, PARTICIPLE), (ing, ING))
        for form, bits in forms:
            self._known[form] = self._known.get(form, 0) | bits
            self.lemma.setdefault(form, base)
        if spelling.endswith(("el", "al", "il")) and past == spelling + "ed":
            for form, bits in ((spelling + "led", PAST | PARTICIPLE), (spelling + "ling", ING)):
                self._known[form] = self._known.get(form, 0) | bits  # "travelled", "cancelling"
                self.lemma.setdefault(form, base)

    def read(self, text: str, start: int, end: int) -> Tokens:
        """The tokens of `text[start:end]`, with offsets into `text`."""
        words: list[str] = []
        lows: list[str] = []
        tags: list[int] = []
        starts: list[int] = []
        mask = 0
        body = text[start:end]
        for piece in [body] if "[" in body and SPACED_MARK.search(body) else body.split(" "):
            known = self._pieces[piece]
            mask |= known.mask
            for word, low, tag, first in known.tokens:
                words.append(word)
                lows.append(low)
                tags.append(tag)
                starts.append(start + first)
            start += len(piece) + 1
        return Tokens(words, lows, tags, starts, mask)

    def _cut(self, piece: str) -> Piece:
        mask = 0
        tokens: list[tuple[str, str, Any, int]] = []
        for token in TOKEN.finditer(piece):
            word = token.group()
            low = word.lower()
            tag = self._memory[word] | self._asked.get(low, 0)
            mask |= tag
            tokens.append((word, low, tag, token.start()))
        return Piece(tuple(tokens), mask)

    def _guess(self, word: str) -> int:
        """The mask of a word that the lexicon does not hold, by its shape."""
        if word in SIGNS:
            return SIGNS[word]
        if word == "May":
            return NAME | DAY  # the month; the verb does not lead a sentence in reports
        first = word[0]
        if first == "[" and len(word) > 1:
            return MARK
        if first.isdigit() or first == "$":
            return NUMBER
        if not first.isalpha():
            return MARK if category(first) in _SYMBOLS else 0
        possessive = POSSESSIVE if word.endswith(OWNER) else 0
        if first.isupper():
            known = self._known.get(word.lower(), 0)
            if word in self._adjectives:
                return NAME | ADJECTIVE
            closed = known & ~(MODAL | DOUBTFUL | VERB) if known & VERB else known
            if known & (BE | HAVE | DO) or (known & PRONOUN and known & MODAL):
                closed, possessive = known, 0  # "It’s reported"
            if len(word) > 1 and word.isupper():
                closed &= ~(RELATIVE | PRONOUN)  # "WHO", "IT", "US"
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

    def _base(self, word: str) -> str:
        low = word.lower()
        return self.lemma.get(low, low)
