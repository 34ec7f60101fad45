"""What kind of event a proposition tells of: the words of `lexicon/events.toml`, weighed by where they stand.

A hit is a word or phrase of the lexicon. It weighs what its list weighs; less before the head verb of the
clause ("Kordian attacks ... continued"), and much less in a tail of purpose, cause or circumstance. The
heaviest hit names the event, the earlier one where two weigh the same.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import msgspec

from situate.errors import DataError
from situate.extract.inflect import Form, Inflection, plural
from situate.extract.predicates import BE, Predicate
from situate.extract.scan import Scan, scan
from situate.extract.turns import Deed, read_turns, turned
from situate.vocab import EVENTS, Event

FILE: Final = "events.toml"
# What a list's words weigh: chosen by judgment. Moving any of them by a third changes the score on the development
# gold, both halves looked at, by no more than two points.
WEIGHTS: Final = {"strong": 8.0, "verbs": 5.0, "nouns": 4.0, "weak_verbs": 2.0, "weak_nouns": 1.0}
_SUBJECT_SHARE: Final = 0.6  # before the head verb
_TAIL_SHARE: Final = 0.25  # in a tail
_NOUN_SHARE: Final = 0.6  # an "-ing" form that stands as a noun
_ADJECTIVE_SHARE: Final = 0.1  # a participle before its noun ("captured positions"), a noun that looks like a verb
_GAP: Final = 5  # words that a "*" may stand for
_REACH: Final = 12  # words that the longest pattern with a gap can span
_AUXILIARY: Final = frozenset({
    "to", "help", "helped", "will", "would", "can", "could", "may", "might", "must", "shall", "should", "did", "do",
    "does",
    "not",
    "cannot", "never", "also", "then", "and", "or", "but", "they", "we", "you", "i", "who",
})  # fmt: skip
_NOMINAL: Final = frozenset({
    "the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her", "our", "of", "in", "on", "at",
    "by", "for", "from", "with", "against", "no", "any", "some", "several", "many", "all", "such", "more",
    "further", "other", "another", "limited", "local", "ground", "unsuccessful", "successful", "recent", "new",
})  # fmt: skip
_BEFORE_ADJECTIVE: Final = frozenset({
    "the", "a", "an", "of", "in", "on", "at", "from", "for", "to", "with", "by", "near", "into", "across",
    "throughout", "against", "over", "-", "–", "some", "several", "many", "its", "their", "his", "her", "all",
    "any", "these", "those", "no", "unspecified", "newly", "illegally", "temporarily",
    "including", "between",
})  # fmt: skip
_PEOPLES: Final = ("ian", "ish", "ese", "ern")  # "Kordian attacks", "Western strikes": an adjective, so a noun follows
_SIGNS: Final = frozenset({",", "–", "—", "("})
_OPENING: Final = frozenset({"", ".", "!", "?", ":", ";", "that"})
_RELATIVE: Final = frozenset({"which", "who", "whom", "whose", "where"})


class Entry(NamedTuple):
    """A word of the lexicon in one form. `kind` is event, operator, tail or light."""

    kind: str
    event: str
    weight: float
    form: Form | None
    lemma: str


class Operator(NamedTuple):
    """Words that change an event: `turns` the next one; their own `default`, unless the next one is in `keeps`."""

    turns: Mapping[str, str]
    default: str | None
    keeps: frozenset[str]


class Hit(msgspec.Struct, frozen=True, gc=False):
    """An entry found: words `first` to `last`, `last` excluded. A struct, since of no record are more made."""

    first: int
    last: int
    entry: Entry
    verbal: bool


class Decision(NamedTuple):
    """The event, the word that decided it with its weight, and the head verb's first word, None where there is none."""

    event: Event
    hit: Hit | None
    head: int | None
    weight: float = 0.0


_Pattern = tuple[list[str], Entry]


def _longer(match: tuple[int, int, Entry]) -> tuple[int, int]:
    return -match[0], match[1]


class Branch(NamedTuple):
    """The patterns that begin with one word: of that word alone, by their second word, and with a gap by their last."""

    single: list[Entry]
    second: dict[str, list[_Pattern]]
    gapped: dict[str, list[_Pattern]]

    def add(self, rest: list[str], entry: Entry) -> None:
        """File a pattern by the words after its first."""
        if not rest:
            self.single.append(entry)
        elif "*" in rest:
            self.gapped.setdefault(rest[-1], []).append((rest, entry))
        else:
            self.second.setdefault(rest[0], []).append((rest, entry))

    def longer(self, low: Sequence[str], index: int) -> Sequence[tuple[int, int, Entry]]:
        """Every pattern of several words at word `index`: how many, the word after it, its entry; the longer first."""
        second, gaps = self.second, self.gapped
        if not (second or gaps):
            return ()
        at = index + 1
        following = low[at : at + _REACH] if gaps else low[at : at + 1]
        gapped = bool(gaps) and not gaps.keys().isdisjoint(following)
        if not gapped and not (following and following[0] in second):
            return ()  # so it is with nine words of ten
        found: list[tuple[int, int, Entry]] = []
        if gapped:
            for word in following:
                for rest, entry in gaps.get(word, ()):
                    last = _matches(low, at, rest)
                    if last is not None:
                        found.append((len(rest), last, entry))
        for rest, entry in second.get(following[0], ()):
            if low[at : at + len(rest)] == rest:
                found.append((len(rest), at + len(rest), entry))
        found.sort(key=_longer)
        return found


class EventLexicon:
    """The compiled lexicon. Raises DataError where the file is missing or names no event."""

    def __init__(self, lexicon: Mapping[str, bytes]) -> None:
        data = _read(lexicon)
        inflection = Inflection(data.get("irregular", {}), frozenset(data.get("inflection", {}).get("doubles", ())))
        self.inflection = inflection
        self.verbs: Final = frozenset(_verbs(data))
        self._branches: dict[str, Branch] = {}
        for entry, (first, *rest) in _entries(data, inflection):
            self._branches.setdefault(first, Branch([], {}, {})).add(rest, entry)
        purpose = data.get("purpose", {})
        self._not_after, self._makes = frozenset(purpose.get("not_after", ())), frozenset(purpose.get("makes", ()))
        self._turns = read_turns(data)
        self._operators = {
            name: Operator(op.get("turns", {}), op.get("default"), frozenset(op.get("keeps", ())))
            for name, op in data.get("operator", {}).items()
        }

    def hits(self, words: Scan) -> list[Hit]:
        """Every word of the lexicon in a text, the longest at each place, none inside another."""
        branches, low = self._branches, words.low
        found: list[Hit] = []
        free = 0
        for index in [i for i, word in enumerate(low) if word in branches]:
            if index < free:
                continue
            hit = self._longest(words, index)
            if hit is not None:
                found.append(hit)
                if hit.entry.kind == "operator" and self._operators[hit.entry.event].default is None:
                    event = self._longest(words, index, events_only=True)  # the "offensive" of "offensive to"
                    found.extend([event] if event is not None else [])
                # An operator or a tail ("to support") lets what it is made of be found again.
                free = hit.last if hit.entry.kind == "event" else index + 1
        return found

    def _longest(self, words: Scan, index: int, *, events_only: bool = False) -> Hit | None:
        best: Hit | None = None
        size = -1
        branch = self._branches[words.low[index]]
        for length, last, entry in branch.longer(words.low, index):
            if length < size or (events_only and entry.kind != "event"):
                continue
            hit = Hit(index, last, entry, _verbal(words, index, entry))
            if best is None or length > size or _fits(hit) > _fits(best):
                best, size = hit, length
        for entry in branch.single if best is None else ():
            if not events_only or entry.kind == "event":
                hit = Hit(index, index + 1, entry, _verbal(words, index, entry))
                if best is None or _fits(hit) > _fits(best):
                    best = hit
        return best

    def decide(
        self,
        words: Scan,
        hits: Sequence[Hit],
        *,
        start: int = 0,
        last: int | None = None,
        predicate: Predicate | None = None,
    ) -> Decision:
        """The event of the clause whose hits these are, in order. `start` is its first word, `last` ends it."""
        aside = _aside(words, hits, start)
        main = [h for h in hits if not aside[0] <= h.first < aside[1]] if aside[1] else hits
        head, tail = _bounds(main, start)
        tail = self._purpose(words, main, tail)
        best: tuple[float, str, Hit] | None = None
        turn: Mapping[str, str] = {}
        for number, hit in enumerate(hits):
            if hit.entry.kind not in {"event", "operator"}:
                continue
            event, weight = hit.entry.event, _weight(hit)
            if hit.entry.kind == "operator":
                operator = self._operators[event]
                turn = operator.turns
                if operator.default is None or _next_event(hits, number, tail) in operator.keeps:
                    continue
                event, weight = operator.default, WEIGHTS["strong"]
            elif event in turn:
                event, turn = turn[event], {}
            if (tail is not None and hit.first >= tail) or aside[0] <= hit.first < aside[1]:
                weight *= _TAIL_SHARE
            elif head is not None and hit.first < head:
                weight *= _SUBJECT_SHARE
            if best is None or weight > best[0]:
                best = (weight, event, hit)
        if best is None:
            return Decision("other", None, head)
        event = _event(best[1])
        deed = _deed(words, best[2], start, len(words.low) if last is None else last)
        return Decision(turned(words.low, deed, event, self._turns), best[2], head, best[0])

    def _purpose(self, words: Scan, hits: Sequence[Hit], tail: int | None) -> int | None:
        """The tail, or the "to" of an earlier purpose: after a deed, where nobody is made to do what follows."""
        told = False
        for hit in hits:
            if tail is not None and hit.first >= tail:
                return tail
            if (
                told
                and hit.verbal
                and words.low[hit.first - 1] == "to"
                and words.low[hit.first - 2] not in self._not_after
            ):
                return hit.first - 1
            if hit.verbal and hit.entry.lemma in self._makes:
                return tail
            told = told or (hit.entry.kind == "event" and _weight(hit) >= WEIGHTS["nouns"])
        return tail


def _next_event(hits: Sequence[Hit], number: int, tail: int | None) -> str:
    """The event of the next weighty hit after an operator, before the tail; "" where there is none."""
    for hit in hits[number + 1 :]:
        if tail is not None and hit.first >= tail:
            return ""
        if hit.entry.kind == "event" and _weight(hit) >= WEIGHTS["nouns"]:
            return hit.entry.event
    return ""


def _aside(words: Scan, hits: Sequence[Hit], start: int) -> tuple[int, int]:
    """A relative clause between two commas or dashes, by its words: it is said by the way. Else (0, 0)."""
    relative = next((h.first for h in hits if h.entry.lemma in _RELATIVE and h.first > start), None)
    if relative is None or words.low[relative - 1] not in _SIGNS:
        return 0, 0
    sign = words.low[relative - 1]
    end = next((i for i in range(relative + 2, min(len(words.low), hits[-1].last)) if words.low[i] == sign), None)
    return (relative, end) if end is not None else (0, 0)


def _bounds(hits: Sequence[Hit], start: int) -> tuple[int | None, int | None]:
    """Where the head verb stands, outside any relative clause before it, and where the first tail after it begins."""
    relative = next((h.first for h in hits if h.entry.lemma in _RELATIVE and h.first > start), None)
    head = next(
        (
            h.first
            for h in hits
            if (h.verbal or h.entry.kind == "operator") and (relative is None or h.first < relative)
        ),
        None,
    )
    after = head if head is not None else start
    return head, next((h.first for h in hits if h.entry.kind == "tail" and h.first > after), None)


def _deed(words: Scan, hit: Hit, start: int, last: int) -> Deed:
    """What decided an event, as the rules of turns read it."""
    low, at = words.low, hit.first - 1
    while at >= start and (low[at].endswith("ly") or low[at] in {"also", "not", "reportedly"}):
        at -= 1
    passive = hit.entry.form in {"past", "participle", "same"} and at >= start and low[at] in BE
    lemma = hit.entry.lemma.removeprefix("~").partition(" ")[0]
    return Deed(lemma, hit.first, hit.last, start, last, passive)


def _event(name: str) -> Event:
    return name  # type: ignore[return-value]  # _entries has checked it against EVENTS


def _weight(hit: Hit) -> float:
    entry = hit.entry
    if entry.form in {None, "noun"} or hit.verbal:
        return entry.weight
    return entry.weight * (_NOUN_SHARE if entry.form == "ing" else _ADJECTIVE_SHARE)


def _fits(hit: Hit) -> tuple[int, float]:
    """Which of two readings of the same words is the better: the one whose part of speech fits."""
    form = hit.entry.form
    fits = 1 if form is None or hit.verbal or form == "noun" else 0
    return (fits + (1 if hit.verbal else 0), hit.entry.weight)


def _verbal(words: Scan, index: int, entry: Entry) -> bool:
    """Does an entry stand as a verb at word `index`?"""
    form = entry.form
    if form is None:
        return _opens_predicate(entry)
    return form != "noun" and _stands_as_verb(words, index, form)


def _opens_predicate(entry: Entry) -> bool:
    """Is a fixed phrase a predicate ("will struggle", "able to")?"""
    first, _, rest = entry.lemma.partition(" ")
    return (
        entry.kind == "event"
        and bool(rest)
        and (first in _AUXILIARY or first in BE or rest.endswith("to") or not BE.isdisjoint(rest.split()))
    )


def _matches(low: Sequence[str], at: int, rest: list[str]) -> int | None:
    """Where the pattern's rest ends if it stands at word `at`; a "*" stands for up to five words of one clause."""
    for number, word in enumerate(rest):
        if word == "*":
            for gap in range(_GAP + 1):
                if at + gap > len(low) or (gap and low[at + gap - 1] in ";.:"):
                    return None
                end = _matches(low, at + gap, rest[number + 1 :])
                if end is not None:
                    return end
            return None
        if at >= len(low) or low[at] != word:
            return None
        at += 1
    return at


def _stands_as_verb(words: Scan, index: int, form: Form | None) -> bool:
    low = words.low
    before = index - 1
    while before >= 0 and (low[before].endswith("ly") or low[before] in {"also", "not", "never", "still", "now"}):
        before -= 1
    previous = low[before] if before >= 0 else ""
    if form == "past":
        if previous.endswith(_PEOPLES) and words.words[before][0].isupper():
            return False
        if previous.endswith("ing"):
            return False
        return previous not in _BEFORE_ADJECTIVE or before < 0
    if form == "participle":
        return previous in BE or previous in {"have", "has", "had"}
    if form == "ing":
        return previous not in {"the", "a", "an", "of"} and not (
            previous in _OPENING and _told_by(low[index + 1 : index + 2])  # "Shelling of NAME killed ..."
        )
    if not previous or previous in ".!?:;(":
        return True
    if previous in _AUXILIARY:
        return True
    if form == "same":
        return not (previous in _NOMINAL or words.words[before].endswith(("'s", "’s", "'", "’")))
    if (
        previous in _NOMINAL
        or (previous.endswith(_PEOPLES) and words.words[before][0].isupper())
        or words.words[before].endswith(("'s", "’s", "'", "’"))
    ):
        return False
    if form == "base":
        return previous.endswith("s") and not previous.endswith("ss")
    return form == "s" and not previous.endswith(("s", "ed", "ing", "al", "ic"))


def _told_by(after: Sequence[str]) -> bool:
    """Does the word after an opening "-ing" make a subject of it ("shelling of", "shelling wounded")?"""
    return bool(after) and (after[0] == "of" or after[0].endswith("ed"))


def _read(lexicon: Mapping[str, bytes]) -> dict[str, Any]:
    if FILE not in lexicon:
        raise DataError("missing", where=FILE, remedy="reinstall situate, or add the file to the lexicon folder")
    try:
        return tomllib.loads(lexicon[FILE].decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(str(error), where=FILE, remedy="correct the file's TOML") from error


def _entries(data: Mapping[str, Any], inflection: Inflection) -> Iterable[tuple[Entry, list[str]]]:
    for event, lists in data.get("event", {}).items():
        if event not in EVENTS:
            raise DataError(
                f"unknown event {event!r}", where=f"{FILE} [event.{event}]", remedy="use a type of vocab.Event"
            )
        for name, weight in WEIGHTS.items():
            forms = _forms_of(name, inflection)
            for text in lists.get(name, ()):
                for form, words in forms(text):
                    yield Entry("event", event, weight, form, text), words
    for name, operator in data.get("operator", {}).items():
        for text in operator["words"]:
            yield Entry("operator", name, 0.0, None, text), scan(text).low
    for text in data.get("tail", {}).get("words", ()):
        yield Entry("tail", "", 0.0, None, text), scan(text).low
    for text in data.get("light", {}).get("verbs", ()):
        for form, words in _verb_forms(text, inflection):
            yield Entry("light", "", 0.0, form, text), words


def _verbs(data: Mapping[str, Any]) -> Iterable[str]:
    """Every verb of the lexicon, by its first word's base form."""
    for lists in data.get("event", {}).values():
        yield from (text.split()[0] for name in ("verbs", "weak_verbs") for text in lists.get(name, ()))
        yield from (text[1:].split()[0] for text in lists.get("strong", ()) if text.startswith("~"))
    yield from (text.split()[0] for text in data.get("light", {}).get("verbs", ()))


_Forms = Callable[[str], Iterable[tuple[Form | None, list[str]]]]


def _forms_of(name: str, inflection: Inflection) -> _Forms:
    if name.endswith("verbs"):
        return lambda text: _verb_forms(text, inflection)
    if name.endswith("nouns"):
        return _noun_forms
    return lambda text: _verb_forms(text[1:], inflection) if text.startswith("~") else [(None, scan(text).low)]


def _verb_forms(text: str, inflection: Inflection) -> Iterable[tuple[Form | None, list[str]]]:
    first, *rest = scan(text).low
    for word, form in inflection.verb(first).items():
        yield form, [word, *rest]


def _noun_forms(text: str) -> Iterable[tuple[Form | None, list[str]]]:
    words = scan(text).low
    head = words.index("of") - 1 if "of" in words[1:] else len(words) - 1
    yield "noun", words
    yield "noun", [*words[:head], plural(words[head]), *words[head + 1 :]]
