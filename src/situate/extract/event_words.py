"""The words of `lexicon/events.toml`, and where they stand in a text.

A hit is a word or phrase of the lexicon. It weighs what its list weighs, and much less where it does not stand as
the part of speech that its list holds ("captured positions").
"""

from collections.abc import Container, Mapping, Sequence
from typing import Any, Final

from situate.extract.event_entries import AUXILIARY, Entry, entries
from situate.extract.inflect import Form, Inflection
from situate.extract.predicates import BE
from situate.extract.scan import END, EVENT, Scan

_NOUN_SHARE: Final = 0.6  # an "-ing" form that stands as a noun
_ADJECTIVE_SHARE: Final = 0.1  # a participle before its noun ("captured positions"), a noun that looks like a verb
_NAME_SHARE: Final = 0.1  # a noun inside a name ("the Kord Host", "the Strike Brigade")
_GAP: Final = 6  # words that a "*" may stand for
_REACH: Final = 12  # words that the longest pattern with a gap can span
_NOMINAL: Final = frozenset({
    "the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her", "our", "of", "in", "on", "at",
    "by", "for", "from", "with", "against", "no", "any", "some", "several", "many", "all", "such", "more",
    "further", "other", "another", "limited", "local", "ground", "unsuccessful", "successful", "recent", "new",
    "minor", "major", "marginal", "incremental", "slow", "small", "large", "heavy", "fierce", "intense", "massive",
    "daily", "first", "last", "next", "main", "possible", "additional", "significant", "severe", "overnight", "about",
    "between", "into", "over", "under", "without", "after", "before", "during", "despite", "like", "than", "joint",
})  # fmt: skip
_BEFORE_ADJECTIVE: Final = frozenset({
    "the", "a", "an", "of", "in", "on", "at", "from", "for", "to", "with", "by", "near", "into", "across",
    "throughout", "against", "over", "-", "–", "some", "several", "many", "its", "their", "his", "her", "all",
    "any", "these", "those", "no", "unspecified", "newly", "illegally", "temporarily",
    "including", "between",
})  # fmt: skip
PEOPLES: Final = ("ian", "ish", "ese", "ern")  # "Kordian attacks", "Western strikes": an adjective, so a noun follows
_NO_PLURALS: Final = frozenset({"is", "was", "this", "has", "thus", "does", "his", "its", "us", "as", "various"})
_ENDS_PHRASE: Final = frozenset({
    "", ",", ".", ";", ":", "in", "at", "on", "by", "near", "and", "or", "after", "during", "from", "to", "with",
    "when", "for",
})  # fmt: skip
_BORDERS: Final = frozenset({
    ",", ";", ".", ":", "that", "which", "who", "whom", "where", "when", "while", "but", "if", "because", "although",
    "whether",
})  # fmt: skip
_OPENING: Final = frozenset({"", ".", "!", "?", ":", ";", "that"})


class Hit:
    """An entry found: words `first` to `last`, `last` excluded; `named` where it is but a part of a name."""

    __slots__ = ("entry", "first", "last", "named", "verbal")

    def __init__(self, first: int, last: int, entry: Entry, verbal: bool, named: bool = False) -> None:
        self.first: Final = first
        self.last: Final = last
        self.entry: Final = entry
        self.verbal = verbal
        self.named: Final = named


_Pattern = tuple[list[str], Entry]
_NONE: Final[list[_Pattern]] = []


def _longer(match: tuple[int, int, Entry]) -> tuple[int, int]:
    return -match[0], match[1]


def _keep(entries: list[Entry], entry: Entry) -> None:
    """Add an entry of one word, or let it take the place of a lighter one of the same kind and form."""
    for number, other in enumerate(entries):
        if (other.kind, other.form) == (entry.kind, entry.form):
            if entry.weight > other.weight:
                entries[number] = entry
            return
    entries.append(entry)


class Branch:
    """The patterns that begin with one word: of that word alone, by their second word, and with a gap by their last."""

    __slots__ = ("gapped", "leads", "second", "single", "sole")

    def __init__(self) -> None:
        self.single: Final[list[Entry]] = []
        self.second: Final[dict[str, list[_Pattern]]] = {}
        self.gapped: Final[dict[str, list[_Pattern]]] = {}
        self.leads = False  # does the word only begin longer phrases without a gap?
        self.sole: Entry | None = None  # the one entry of a word that nothing longer begins with

    def add(self, rest: list[str], entry: Entry) -> None:
        """File a pattern by the words after its first."""
        if not rest:
            _keep(self.single, entry)
        elif "*" in rest:
            self.gapped.setdefault(rest[-1], []).append((rest, entry))
        else:
            self.second.setdefault(rest[0], []).append((rest, entry))
        self.leads = not self.single and not self.gapped
        plain = len(self.single) == 1 and not self.second and not self.gapped
        self.sole = self.single[0] if plain and self.single[0].kind != "operator" else None

    def longer(self, words: Scan, index: int) -> list[tuple[int, int, Entry]]:
        """Every pattern of several words at word `index`: how many, the word after it, its entry; the longer first."""
        low, at = words.low, index + 1
        found: list[tuple[int, int, Entry]] = []
        if self.gapped:
            for k in range(at, min(at + _REACH, len(low))):
                if words.marks[k] & END and low[k] in self.gapped:
                    for rest, entry in self.gapped[low[k]]:
                        last = _matches(low, at, rest)
                        if last is not None:
                            found.append((len(rest), last, entry))
        if self.second and at < len(low):
            third = low[at + 1] if at + 1 < len(low) else ""
            for rest, entry in self.second.get(low[at], _NONE):
                if len(rest) == 1 or (third == rest[1] and low[at : at + len(rest)] == rest):
                    found.append((len(rest), at + len(rest), entry))
        if len(found) > 1:
            found.sort(key=_longer)
        return found


class EventWords:
    """The compiled words and phrases. `sayless` are operators that have no event of their own."""

    def __init__(self, data: Mapping[str, Any], inflection: Inflection) -> None:
        self._branches: dict[str, Branch] = {}
        for entry, (first, *rest) in entries(data, inflection):
            self._branches.setdefault(first, Branch()).add(rest, entry)
        self._bearers = frozenset[str](data.get("bearers", {}).get("words", ()))
        ends = {rest for branch in self._branches.values() for rest in branch.gapped}
        self.asked: Final[dict[int, frozenset[str]]] = {EVENT: frozenset(self._branches), END: frozenset(ends)}
        self._sayless = frozenset(name for name, op in data.get("operator", {}).items() if "default" not in op)

    def hits(self, words: Scan) -> list[Hit]:
        """Every word of the lexicon in a text, the longest at each place, none inside another."""
        branches, low = self._branches, words.low
        found: list[Hit] = []
        free, last = 0, len(low) - 1
        for index in [i for i, mark in enumerate(words.marks) if mark & EVENT]:
            if index < free:
                continue
            branch = branches[low[index]]
            if branch.sole is not None:
                found.append(_alone(words, index, branch.sole, self._bearers))
                continue
            if branch.leads and (index == last or low[index + 1] not in branch.second):
                continue  # so it is with two of three words that the lexicon knows: "the", "of"
            hit = _longest(branch, words, index, self._bearers)
            if hit is not None:
                found.append(hit)
                if hit.entry.kind == "operator" and hit.entry.event in self._sayless:
                    # the "offensive" of "offensive to"
                    event = _longest(branch, words, index, self._bearers, events_only=True)
                    if event is not None:
                        found.append(event)
                # An operator or a tail ("to support") lets what it is made of be found again; "was able to" does not.
                whole = hit.entry.kind == "event" or (hit.entry.kind == "light" and hit.entry.form is None)
                free = hit.last if whole else index + 1
        return found

    def within(self, words: Scan, first: int, last: int) -> list[Hit]:
        """The words of the lexicon in words `first` to `last` (excluded) alone, whatever stands around them."""
        found = self.hits(words.part(first, last))
        return [Hit(hit.first + first, hit.last + first, hit.entry, hit.verbal, hit.named) for hit in found]


def _longest(
    branch: Branch, words: Scan, index: int, bearers: Container[str], *, events_only: bool = False
) -> Hit | None:
    """The hit at a word that its lexicon knows: the longest, and of two as long the one whose part of speech fits."""
    best: Hit | None = None
    size = -1
    for length, last, entry in branch.longer(words, index):
        if length < size or (events_only and entry.kind != "event"):
            continue
        names = entry.form == "noun" and _names(words, last, bearers)
        hit = Hit(index, last, entry, _verbal(words, index, entry), names)
        if entry.reaches and not hit.verbal:
            continue  # "captured positions of ..." is no deed that reaches to what follows
        if best is None or length > size or _fits(hit) > _fits(best):
            best, size = hit, length
    if best is not None:
        return best
    for entry in branch.single:
        if not events_only or entry.kind == "event":
            hit = _alone(words, index, entry, bearers)
            if best is None or _fits(hit) > _fits(best):
                best = hit
    return best


def _alone(words: Scan, index: int, entry: Entry, bearers: Container[str]) -> Hit:
    """The hit of an entry of one word; before one of the `bearers` a noun but names them ("assault troops")."""
    if entry.form == "noun":
        return Hit(index, index + 1, entry, verbal=False, named=_names(words, index + 1, bearers))
    return Hit(index, index + 1, entry, _verbal(words, index, entry))


def _names(words: Scan, last: int, bearers: Container[str]) -> bool:
    """Does a noun that ends before a word but name who or what that is, or stand in a name?"""
    if words.low[last - 1] in _NOMINAL:
        return False  # "the capture of Battalion 4"
    return (last < len(words.low) and words.low[last] in bearers) or _part_of_name(words.words, last - 1)


def weight(hit: Hit) -> float:
    """What a hit weighs: less than its list says where it does not stand as the part of speech that it is."""
    entry = hit.entry
    if hit.named:
        return entry.weight * _NAME_SHARE
    if entry.form in {None, "noun"} or hit.verbal:
        return entry.weight
    return entry.weight * (_NOUN_SHARE if entry.form == "ing" else _ADJECTIVE_SHARE)


def _part_of_name(words: Sequence[str], index: int) -> bool:
    """Is a capitalised word part of a name: does another stand right before or behind it, within a sentence?"""
    if not words[index][0].isupper() or index == 0 or not words[index - 1][0].isalnum():
        return False
    after = words[index + 1 : index + 2]
    return words[index - 1][0].isupper() or (after != [] and after[0][0].isupper())


def _fits(hit: Hit) -> tuple[int, float]:
    """Which of two readings of the same words is the better: the one whose part of speech fits."""
    form = hit.entry.form
    fits = 1 if form is None or hit.verbal or form == "noun" else 0
    return (fits + (1 if hit.verbal else 0), hit.entry.weight)


def _verbal(words: Scan, index: int, entry: Entry) -> bool:
    """Does an entry stand as a verb at word `index`?"""
    form = entry.form
    if form is None:
        return entry.opens
    if form == "noun" or (words.words[index][0].isupper() and index and words.words[index - 1][0].isalnum()):
        return False  # a capital inside a sentence makes a name of it: "the 5th Guards Brigade"
    return _stands_as_verb(words, index, form)


def _matches(low: list[str], at: int, rest: list[str]) -> int | None:
    """Where the pattern's rest ends if it stands at word `at`; a "*" stands for up to six words of one clause."""
    for number, word in enumerate(rest):
        if word == "*":
            return _behind_gap(low, at, rest[number + 1 :])
        if at >= len(low) or low[at] != word:
            return None
        at += 1
    return at


def _behind_gap(low: list[str], at: int, rest: list[str]) -> int | None:
    """Where the words behind a gap end that begins at word `at`."""
    for index in range(at, min(at + _GAP + 1, len(low))):
        if index > at and low[index - 1] in _BORDERS and not _in_number(low, index - 1):
            return None
        if low[index] == rest[0]:
            end = _matches(low, index, rest)
            if end is not None:
                return end
    return None


def _in_number(low: Sequence[str], index: int) -> bool:
    """Is it the sign inside a number ("1,200")?"""
    return (
        low[index] in {",", "."}
        and low[index - 1].isdigit()
        and low[index + 1 : index + 2] != []
        and low[index + 1].isdigit()
    )


def _stands_as_verb(words: Scan, index: int, form: Form | None) -> bool:
    low = words.low
    if low[index] in BE:
        return True
    before = index - 1
    while before >= 0 and (low[before].endswith("ly") or low[before] in {"also", "not", "never", "still", "now"}):
        before -= 1
    previous = low[before] if before >= 0 else ""
    if form == "participle":
        return previous in BE or previous in {"have", "has", "had"}
    if form == "past":
        return _stands_as_past(words, index, before)
    if form == "ing":
        return previous not in {"the", "a", "an", "of"} and not (
            previous in _OPENING and _told_by(low[index + 1 : index + 2])  # "Shelling of NAME killed ..."
        )
    if not previous or previous in ".!?:;(":
        # "Positions near NAME ...", "Advance units ...": who speaks in sentences does not begin one with such a form.
        return not words.words[index][0].isupper()
    return previous in AUXILIARY or _stands_as_present(words, before, form)


def _stands_as_past(words: Scan, index: int, before: int) -> bool:
    """Is an "-ed" form a verb, by the word before it?"""
    if before < 0:
        return True
    low, previous = words.low, words.low[before]
    if previous in BE:
        return True
    ends = not _ENDS_PHRASE.isdisjoint(low[index + 1 : index + 2] or ("",))
    if previous == "-" and ends:
        return True  # "named as Kordian-held: ...", but "the Kordian-held town"
    if previous.endswith("ing") or (previous.endswith(PEOPLES) and words.words[before][0].isupper()):
        return False
    if previous.endswith("ed") and not ends:
        return False  # "conducted limited attacks", but "were reported killed in ..."
    if before > 0 and low[before - 1] == "to" and previous != "have":
        return False  # "to maintain occupied areas"
    return previous not in _BEFORE_ADJECTIVE


def _stands_as_present(words: Scan, before: int, form: Form | None) -> bool:
    """Is a plain form or a third person a verb, by the word before it?"""
    previous = words.low[before]
    if previous in _NOMINAL or words.words[before].endswith(("'s", "’s", "'", "’")):
        return False
    if form == "same":
        return True
    if previous.endswith(PEOPLES) and words.words[before][0].isupper():
        return False
    if form == "base":
        return previous.endswith("s") and not previous.endswith("ss") and previous not in _NO_PLURALS
    return form == "s" and not previous.endswith(("s", "ed", "ing", "al", "ic"))


def _told_by(after: Sequence[str]) -> bool:
    """Does the word after an opening "-ing" make a subject of it ("shelling of", "shelling wounded")?"""
    return bool(after) and (after[0] == "of" or after[0].endswith("ed"))
