"""Rules about names: one person or body under two spellings in one text, and near misses of known names."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

import msgspec
from rapidfuzz.distance import OSA

from situate.gazetteer import normal
from situate.lint.finding import Found
from situate.lint.knowledge import Knowledge
from situate.lint.reading import Reading

_WORD: Final = r"[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-öø-ÿā-ž’'ʼ-]+"
# Looks ahead, so that of three capitalised words both pairs are seen.
_PERSON: Final = re.compile(rf"\b(?=(?P<name>{_WORD}\s{_WORD}))")
_CAPITALISED: Final = re.compile(rf"\b(?P<name>{_WORD})")
_ACRONYM: Final = re.compile(r"\b(?P<name>[A-Z][A-Za-z]*(?:/?[A-Z][A-Za-z]*)*)\b")
# "Shoigu's" is no other name than "Shoigu".
_POSSESSIVE: Final = re.compile(r"(?:[’']s|(?<=s)[’']|[’'ʼ-]+)$")
# Given names this short differ by a letter and are other names ("Ivan", "Iva").
_SHORT: Final = 4
# From so many letters on a word that differs by one from a known name is that name misspelled.
_LONG: Final = 6


class Written(msgspec.Struct, frozen=True):
    """A name as it stands somewhere: its words without a possessive, and its offsets."""

    text: str
    start: int
    end: int


def _names(reading: Reading, pattern: re.Pattern[str]) -> Iterator[Written]:
    for sentence in reading.sentences:
        for match in pattern.finditer(sentence.text):
            bare = _POSSESSIVE.sub("", match["name"])
            start = sentence.start + match.start()
            yield Written(bare, start, start + len(bare))


def person_variants(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """One person under two spellings in one text: the same last name with given names a letter apart, or the reverse.

    Suggested is the house's spelling where it has one, else the one that the text uses more often.
    """
    by_last: dict[str, Counter[str]] = defaultdict(Counter)
    by_given: dict[str, Counter[str]] = defaultdict(Counter)
    written = [w for w in _names(reading, _PERSON) if _is_person(w.text, reading, knowledge)]
    for name in written:
        given, last = name.text.split(maxsplit=1)
        by_last[last][given] += 1
        by_given[given][last] += 1
    for name in written:
        given, last = name.text.split(maxsplit=1)
        others = [f"{other} {last}" for other in by_last[last] if _one_name(given, other)]
        others += [f"{given} {other}" for other in by_given[given] if _one_surname(last, other, knowledge)]
        right = _right(name.text, others, by_last, knowledge)
        if right:
            words = f"“{name.text}” and “{right}” in one text"
            yield Found(start=name.start, end=name.end, message=words, suggestion=right)


def _is_person(text: str, reading: Reading, knowledge: Knowledge) -> bool:
    """Are its two words names, not words of the language that a title or a river's name has?"""
    vocabulary, beside = knowledge.language.vocabulary, reading.small_words
    words = text.split()
    if len(words) < 2 or any(_POSSESSIVE.search(word) for word in words):
        return False
    return not any((small := word.casefold()) in vocabulary or small in beside for word in words)


def _one_name(given: str, other: str) -> bool:
    """Are two given names transliterations of one: the same first letter, a letter or two apart?"""
    if given == other or min(len(given), len(other)) < _SHORT or given[0] != other[0]:
        return False
    return OSA.distance(given, other) <= (2 if min(len(given), len(other)) >= 7 else 1)


def _one_surname(last: str, other: str, knowledge: Knowledge) -> bool:
    if last == other or min(len(last), len(other)) < 5 or last[0] != other[0]:
        return False
    # A wife's or a sister's name ends otherwise, and nobody misspells a name by a possessive.
    if last.rstrip("as") == other.rstrip("as") or {last, other} <= knowledge.known_words:
        return False
    return OSA.distance(last, other) <= (2 if min(len(last), len(other)) >= 9 else 1) or normal(last) == normal(other)


def _right(name: str, others: list[str], by_last: dict[str, Counter[str]], knowledge: Knowledge) -> str:
    """The spelling to keep, "" where `name` itself is the one."""
    if not others:
        return ""
    house = next((h for one in (name, *others) if (h := knowledge.house.get(normal(one)))), "")
    if house or name in knowledge.house.values():
        return house if house != name else ""

    def times(one: str) -> int:
        given, last = one.split(maxsplit=1)
        return by_last[last][given]

    best = max(others, key=lambda one: (times(one), one))
    own = times(name)
    return best if (times(best), best) > (own, name) else ""


def acronym_variants(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """One abbreviation written in two ways in one text: "RFE/RL" and "RFERL", "MoD" and "MOD".

    Suggested is the house's, else the way that the text writes it more often, else the first.
    """
    ways: dict[str, Counter[str]] = defaultdict(Counter)
    found: list[Written] = []
    for name in _names(reading, _ACRONYM):
        if sum(c.isupper() for c in name.text) >= 3 or (
            len(name.text) == 3 and sum(c.isupper() for c in name.text) == 2
        ):
            ways[name.text.replace("/", "").casefold()][name.text] += 1
            found.append(name)
    for name in found:
        counts = ways[name.text.replace("/", "").casefold()]
        if len(counts) == 1:
            continue
        house = knowledge.house.get(normal(name.text), "")
        right = house if house in counts else counts.most_common(1)[0][0]
        if right != name.text and not _plural(name.text, right):
            words = f"“{name.text}” and “{right}” in one text"
            yield Found(start=name.start, end=name.end, message=words, suggestion=right)


def _plural(one: str, other: str) -> bool:
    return one.rstrip("s") == other.rstrip("s")


def place_variants(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """One place under two spellings in one text: two romanisations of the same name.

    Suggested is the house's spelling where it has one, else the one that the text uses more often.
    """
    ways: dict[str, Counter[str]] = defaultdict(Counter)
    found = [w for w in _names(reading, _CAPITALISED) if len(w.text) >= _LONG]
    for name in found:
        ways[normal(name.text)][name.text.replace("’", "'").replace("ʼ", "'")] += 1
    for name in found:
        counts = ways[normal(name.text)]
        text = name.text.replace("’", "'").replace("ʼ", "'")
        if len(counts) == 1 or not any(o.kind == "place" for o in knowledge.candidates.of(name.text)):
            continue
        house = knowledge.house.get(normal(name.text), "")
        right = house if house in counts else counts.most_common(1)[0][0]
        if right != text:
            words = f"“{name.text}” and “{right}” in one text"
            yield Found(start=name.start, end=name.end, message=words, suggestion=right)


def slip_of(word: str, own: set[str], knowledge: Knowledge) -> str:
    """The name a letter away that the text writes often (one of `own`) or that the theatre knows; "" for none."""
    return _nearest(word, own) or _nearest(word, knowledge.near_known.get(word[0], frozenset()))


_IN: Final = re.compile(r"\b(?:in|near|towards?|around|at|from)\s$")


def near_miss(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A name is one letter away from one that is known, or that the text itself uses more often, and is none itself.

    Names of people, forces and bodies come from the theatre, names of places from the gazetteer.
    """
    written = tuple(_names(reading, _CAPITALISED))
    counts = Counter(w.text for w in written)
    firsts = _firsts(reading)
    own = {name for name, n in counts.items() if len(name) >= 5 and n >= (2 if len(name) > _LONG else 3)}
    # Where a place lies tells more about its name than a letter does: that is another rule's.
    told = {one.locator.of for one in reading.located}
    for name in written:
        word = name.text
        if counts[word] > 1 or len(word) < 5 or word in told or word in knowledge.known_words:
            continue
        paired = _paired(word, reading, name.end, firsts)
        if paired:
            words = f"“{word}” stands where the text else has “{paired}”"
            yield Found(start=name.start, end=name.end, message=words, suggestion=paired)
        if paired or _ordinary(word, reading, knowledge, name.start) or knowledge.candidates.of(word):
            continue
        if knowledge.settlements(word):
            continue
        right = slip_of(word, own, knowledge)
        # A place that no gazetteer here holds is not the person whose name is like it.
        placed = right and _IN.search(reading.text, max(0, name.start - 12), name.start)
        if right and not (placed and not knowledge.candidates.of(right)):
            words = f"“{word}” is no known name; “{right}” is a letter away"
            yield Found(start=name.start, end=name.end, message=words, suggestion=right)


def _firsts(reading: Reading) -> dict[str, set[str]]:
    """By the second word of a pair of capitalised ones, the first words that stand before it thrice at least."""
    firsts: dict[str, set[str]] = defaultdict(set)
    for pair, times in Counter(w.text for w in _names(reading, _PERSON)).items():
        first, _, second = pair.partition(" ")
        if times >= 3:
            firsts[second].add(first)
    return firsts


def _paired(word: str, reading: Reading, end: int, firsts: dict[str, set[str]]) -> str:
    """The word a letter away that the text elsewhere has before the same next word; "" for none."""
    after = re.match(rf"\s({_WORD})", reading.text[end : end + 40])
    return "" if after is None else _nearest(word, firsts.get(after[1], set()))


def _ordinary(word: str, reading: Reading, knowledge: Knowledge, start: int) -> bool:
    """Is it a word of the language: one that is written in small letters too, or that opens a sentence?"""
    sentence = reading.sentence_at(start)
    small = word.casefold()
    return (
        not {small, small.removesuffix("al"), small.removesuffix("ial")}.isdisjoint(knowledge.language.vocabulary)
        or small in reading.small_words
        or (sentence is not None and sentence.start == start)
    )


def _nearest(word: str, known: frozenset[str] | set[str]) -> str:
    """The known name a letter away; "" for none, and where it is its plural or another form of it."""
    for other in sorted(known):
        if abs(len(other) - len(word)) > 1 or other == word or min(len(other), len(word)) < 5:
            continue
        if OSA.distance(word, other, score_cutoff=1) == 1 and not inflected(word, other):
            return other
    return ""


# Endings that make another form of a name and not a slip: plurals, adjectives, women's and men's names.
_ADJECTIVE: Final = re.compile(r"(?:iy|yi|yy|ii|oy|oi|i|y)$")
_ENDINGS: Final = ("s", "a", "n", "i", "y", "e", "o", "m", "ii", "iy", "yi")


# Two ways to write one letter: Mykhailo, Myhailo; Krynytsia, Krynytsa; "-iya" and "-ia", once y is written i.
_LETTERS: Final = (("y", "i"), ("kh", "h"), ("iia", "ia"), ("tsia", "tsa"))


def _romanised(name: str) -> str:
    """The form in which transliterations of one name meet: Sviatoslav, Svyatoslav; Yevhen, Yevgen; Sergei, Sergey."""
    plain = normal(name)
    for written, short in _LETTERS:
        plain = plain.replace(written, short)
    return plain


def inflected(word: str, other: str) -> bool:
    """Are two words forms or transliterations of one name, and no slip: "Sergei" and "Sergey", "Tatar" and "Tatars"?"""
    longer, shorter = (word, other) if len(word) > len(other) else (other, word)
    if longer.startswith(shorter) and longer[len(shorter) :] in _ENDINGS:
        return True
    if _ADJECTIVE.sub("", word) == _ADJECTIVE.sub("", other):
        return True
    if _romanised(word) == _romanised(other) or word.replace("h", "g") == other.replace("h", "g"):
        return True
    ends = "aeiouysn"
    return len(word) == len(other) and word[:-1] == other[:-1] and word[-1] in ends and other[-1] in ends
