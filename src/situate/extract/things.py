"""What a noun phrase names: the classes of `lexicon/things.toml` that its head is of.

No tree is built: a phrase's head is the last noun before the word that ends it.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from situate.extract.inflect import british, plural
from situate.extract.scan import Scan, scan

NAME: Final = "name"  # the class of what has a name and no noun
REACH: Final = 16  # words that an object may hold
ENDS: Final = frozenset({
    "in", "at", "near", "on", "from", "with", "to", "by", "for", "against", "along", "around", "across", "throughout",
    "within", "under", "after", "before", "during", "as", "about", "into", "toward", "towards", "over", "through",
    "between", "outside", "inside", "among", "amid", "despite", "without", "since", "until", "because", "if", "via",
    "who", "that", "which", "whom", "whose", "where", "when", "while", "and", "or", "but", "off", "of", "beyond",
    "behind", "than", "upon", "onto", "out", "up", "down", "away", "including", "using", ";", ".", ":", "(", ")", ",",
    "–", "—", "following",
    "above", "past", "atop", "opposite",
    "are", "is", "was", "were", "has", "have", "had", "will", "would", "can", "could",
    "may", "might", "must", "should", "did", "do", "does", "not",
})  # fmt: skip
_PARTS: Final = frozenset({
    "part", "parts", "half", "third", "quarter", "most", "some", "many", "number", "numbers", "dozens", "hundreds",
    "thousands", "tens", "scores", "all", "one", "two", "three", "four", "five", "six", "several", "few", "group",
    "groups", "majority", "rest", "percent", "cent", "%", "share", "elements", "batch", "total", "each", "lot", "pair",
    "series", "types", "kinds", "amounts", "quantities", "amount", "quantity", "both", "any", "none", "minority",
    "remnants", "millions", "units", "much", "portion", "portions", "members", "piece", "pieces",
    "rate", "pace", "level", "levels", "stretch", "stretches", "section", "sections",
})  # fmt: skip
_PASSED: Final = frozenset({
    "yesterday", "today", "tonight", "overnight", "again", "last", "this", "next", "week", "month", "year", "night",
    "morning", "evening", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "there",
    "here", "alone", "back", "too", "first", "now", "later", "instead", "early", "once", "twice", "day", "home",
    "still", "both", "each", "nearby", "today's", "a", "per", "every", "monthly", "daily", "annually", "yearly",
    "weekly", "years", "months", "weeks", "days", "hours", "minutes", "times", "time", "ago", "so", "far", "north",
    "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "northward", "southward",
    "eastward", "westward", "forward", "ahead", "together", "anyway", "either", "elsewhere", "ever", "before", "late",
    "overland", "alike", "afterwards", "afterward", "thereafter", "soon", "then", "midday", "noon", "dawn", "dusk",
    "midnight", "anew",
})  # fmt: skip
# Words that open a sentence alone before its verb and name nobody.
_NO_NAMES: Final = frozenset({
    "he", "she", "it", "they", "we", "i", "you", "this", "that", "these", "those", "there", "here", "what", "who",
    "which", "nobody", "somebody", "everybody", "everyone", "someone", "nothing", "something", "everything", "most",
    "many", "some", "several", "few", "others", "both", "all", "none", "one", "two", "three", "half", "another",
    "now", "then", "today", "yesterday", "also", "still", "yet", "so", "and", "but", "not", "no",
})  # fmt: skip
MEASURES: Final[Mapping[str, frozenset[str]]] = {
    "at": frozenset({"least", "most"}), "up": frozenset({"to"}), "as": frozenset({"many", "much"}),
    "more": frozenset({"than"}), "less": frozenset({"than"}), "fewer": frozenset({"than"}), "close": frozenset({"to"}),
    "no": frozenset({"more", "fewer", "less"}),
}  # fmt: skip


class Things:
    """Nouns by class; `nouns` has every noun, singular and plural, with itself and its classes."""

    def __init__(self, data: Mapping[str, Sequence[str]]) -> None:
        self.nouns: Final = _nouns(data)
        self._sizes: dict[str, tuple[int, ...]] = {}  # by the last word of nouns of several: how many words they have
        for noun in self.nouns:
            *rest, word = noun.split(" ")
            sizes = self._sizes.get(word, ())
            if rest and len(rest) + 1 not in sizes:
                self._sizes[word] = tuple(sorted((*sizes, len(rest) + 1), reverse=True))

    def head(self, words: Scan, first: int, last: int) -> tuple[str, ...]:
        """The classes of the head of the noun phrase that begins at `first`; () where it is not known."""
        low = words.low
        if first + 2 < last and low[first + 1] in MEASURES.get(low[first], ()):
            first += 2  # "at least 40 tanks", "more than half of the residents"
        end = min(last, first + REACH)
        index = first
        while index < end:
            word = low[index]
            if word in ENDS and not inside(low, index, end):
                if word == "of" and index > first and index + 1 < end:
                    if f"{low[index - 1]} of {low[index + 1]}" in self.nouns:
                        pass
                    elif low[index - 1] in _PARTS or low[index - 1][-1].isdigit():
                        first = index + 1
                    else:
                        break
                elif not (word in {"over", "under", "up", "about", "around", "into"} and index == first):
                    break
            index += 1
        return self._last_noun(words, first, index)

    def _last_noun(self, words: Scan, first: int, end: int) -> tuple[str, ...]:
        """The classes of the last noun in words `first` to `end`, names and adverbs after it left out."""
        low, things = words.low, self.nouns
        named = False
        for index in range(end - 1, first - 1, -1):
            word = low[index]
            classes = things.get(word)
            for size in self._sizes.get(word, ()):
                if index - size + 1 >= first:
                    longer = things.get(" ".join(low[index - size + 1 : index + 1]))
                    if longer is not None:
                        return longer
            if classes is not None:
                return classes
            if words.words[index][:1].isupper() and (index > 0 or (end == first + 1 and word not in _NO_NAMES)):
                named = True
            elif not (named or word in _PASSED or word.endswith(("ly", "ed")) or not word.isalpha()):
                return ()
        return (NAME,) if named else ()


def inside(low: Sequence[str], index: int, end: int) -> bool:
    """Does a word that mostly ends a phrase stand in a number or compound ("1,200", "reconnaissance-in-force")?"""
    if low[index] in ",.":
        return index + 1 < end and low[index + 1].isdigit()
    if low[index] == "and":  # "the 2nd and 41st armies"
        return index + 1 < end and low[index - 1][0].isdigit() and low[index + 1][0].isdigit()
    return low[index - 1] == "-" and low[index + 1 : index + 2] == ["-"]


def _nouns(data: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Every noun in singular and plural, with itself and its classes, in the order of the file."""
    found: dict[str, tuple[str, ...]] = {}
    for name, nouns in data.items():
        for noun in nouns:
            pieces = scan(noun).low
            head = pieces.index("of") - 1 if "of" in pieces else len(pieces) - 1
            for last in (pieces[head], plural(pieces[head])):
                word = " ".join([*pieces[:head], last, *pieces[head + 1 :]])
                for spelt in dict.fromkeys((word, " ".join(british(word.split(" "))))):
                    found[spelt] = (*found.get(spelt, (noun,)), name)
    return found
