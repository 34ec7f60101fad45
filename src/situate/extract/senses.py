"""What the verb that carries a clause tells by what it is done to, or by who does it.

"Hit a depot" is a strike, "the village fell" a capture, "leaves office" a dismissal: `things.toml` has the nouns by
class, `senses.toml` the verbs with an event for each class of object and of subject. A verb that says only how a deed
goes on ("continue to", "manage to", "was forced to") hands over to the next.
"""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any, Final

from situate.errors import DataError
from situate.extract.inflect import Form, Inflection, british
from situate.extract.predicates import BE, Predicate
from situate.extract.scan import Scan, scan
from situate.extract.things import ENDS, MEASURES, NAME, REACH, Things, inside
from situate.vocab import EVENTS, Event

THINGS: Final = "things.toml"
SENSES: Final = "senses.toml"
SURE: Final = 9.0  # a verb whose object or subject tells: more than any word but a strong phrase at the verb
_UNSURE: Final = 2.5  # a verb of one sense alone: more than a weak word
OBJECT: Final = 0.95  # what an object is, under a verb that tells nothing by it
_PHRASE: Final = 1.2  # the head of a phrase without a verb: more than a weak noun in it
_FAINT: Final = 0.9  # what somebody is: where no word tells anything
_PHRASE_LONG: Final = 7  # words of those who do something, and what they do
_STEPS: Final = 3  # verbs that may hand over before the one that tells
# Particles that stand right behind their verb, but for what is cast at somebody ("throw men at the trenches").
_CLOSE: Final = frozenset({"at", "on", "in", "for", "over", "under", "near", "upon", "with", "against"})
_CASTS: Final = frozenset({"throw", "hurl", "launch"})
_INTO: Final = frozenset({"in", "on", "at", "from", "about", "of"})
_DAYS: Final = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
})  # fmt: skip
_BETWEEN: Final = frozenset({"whether", "to", "not", "be", "also", "being", "been", "just", "even", "have", "then"})
_POISED: Final = frozenset(
    {"likely", "unlikely", "set", "about", "due", "poised", "bound", "sure", "certain", "no", "longer"}
)
# "... X to V"
_DRIVES: Final = frozenset({
    "use", "order", "direct", "instruct", "command", "force", "coerce", "compel", "press", "pressure", "oblige",
    "prompt", "lead", "urge", "ask", "cause", "call", "encourage", "invite", "allow", "enable",
})  # fmt: skip
_MAKES: Final = _DRIVES - {"use"}  # whom it is done to does what follows
_MADE: Final = frozenset({"forces", "unit", "officer", "civilian", "refugee", NAME})
_USES: Final = frozenset({"use", "employ"})
_TAKES: Final = frozenset({"capture", "advance", "assault"})
_FIRES: Final[Mapping[str, Event]] = {
    "shelling": "shelling", "shell": "shelling", "fire": "shelling", "strike": "strike",
}  # fmt: skip
# Verbs that say nothing of their own where another follows, and those of them that leave open whether it was done.
_TRIES: Final = frozenset({"attempt", "try", "fail"})
_LIGHT: Final = frozenset({
    "continue", "begin", "start", "resume", "keep", "manage", "proceed", "tend", "appear", "seem", "happen", "get",
    "go", "attempt", "try", "fail", "succeed", "work", "focus", "concentrate", "insist",
})  # fmt: skip
_DEEDS: Final = frozenset({"attack", "strike", "shelling", "talk", "law", "speech", "loss", "exercise"})
_ACTING: Final = frozenset({"forces", "unit", "vessel", "aircraft", "materiel"})  # what they are tells not what they do


class Sense:
    """Events by what a verb is done to and by who does it, as classes or nouns; `event` where neither tells one.

    `undergone` are those of what it is done to where it stands in the passive.
    `weight` is what such a telling weighs beside other words.
    """

    __slots__ = ("by", "event", "objects", "subjects", "undergone", "weight")

    def __init__(
        self,
        by: frozenset[str],
        objects: dict[str, str],
        subjects: dict[str, str],
        event: str,
        weight: float,
        undergone: dict[str, str],
    ) -> None:
        self.by: Final = by
        self.objects: Final = objects
        self.subjects: Final = subjects
        self.event: Final = event
        self.weight: Final = weight
        self.undergone: Final = undergone


class Telling:
    """The event that a verb tells, the verb's word, what that weighs beside others; `tried` where it was no more."""

    __slots__ = ("at", "event", "tried", "weight")

    def __init__(self, event: Event, at: int, weight: float) -> None:
        self.event: Final = event
        self.at: Final = at
        self.weight: Final = weight
        self.tried = False


class _Verb:
    """A verb that may carry the clause: its word, base form, and whether its subject undergoes it."""

    __slots__ = ("at", "lemma", "passive")

    def __init__(self, at: int, lemma: str, passive: bool) -> None:
        self.at: Final = at
        self.lemma: Final = lemma
        self.passive: Final = passive


class SenseLexicon:
    """The compiled tables. Raises DataError where one is missing, or names a class or an event that is not there."""

    def __init__(self, lexicon: Mapping[str, bytes], inflection: Inflection) -> None:
        things, data = _table(lexicon, THINGS), _table(lexicon, SENSES)
        self._things: Final = Things(things)
        self._senses: dict[str, list[Sense]] = {}
        self._particles: dict[str, frozenset[str]] = {}
        heads = {"verbs": ["[heads]"], "subject": data["heads"]}
        self._heads: Final = _sense(heads, self._things.nouns, frozenset(things)).subjects
        self._leads = frozenset[str](data["leads"]["active"])
        self._driven = frozenset[str](data["leads"]["passive"])
        for row in data["sense"]:
            sense = _sense(row, self._things.nouns, frozenset(things))
            for verb in row["verbs"]:
                self._senses.setdefault(verb, []).append(sense)
        for senses in self._senses.values():
            senses.sort(key=_anybody)
        for verb in self._senses:
            base, _, particle = verb.partition(" ")
            if particle:
                self._particles[base] = self._particles.get(base, frozenset()) | {particle}
        bases = {verb.partition(" ")[0] for verb in self._senses} | self._leads | self._driven
        self.verbs: Final = frozenset(bases)
        self._forms: dict[str, tuple[Form, str]] = {}
        for base in sorted(bases):
            for word, form in inflection.verb(base).items():
                self._forms.setdefault(word, (form, base))
                self._forms.setdefault(british([word])[0], (form, base))

    def told(self, words: Scan, predicate: Predicate, start: int, last: int) -> Telling | None:
        """The event that the verb tells which carries the clause of words `start` to `last` (excluded), if any."""
        verb = self._first(words, predicate, start, last)
        if verb is None and predicate.main is None:
            event = _among(self._heads, self._things.head(words, start, last))
            return Telling(_event(event), start, _PHRASE) if event else None
        subject = self._subject(words, predicate)
        if verb is not None and predicate.main is None and verb.at > start:
            subject = self._things.head(words, start, verb.at)  # "residents to leave", but "an attempt to leave"
            subject = () if not _DEEDS.isdisjoint(subject) else subject
        chain: list[_Verb] = []
        doers = [subject]
        while verb is not None and len(chain) < _STEPS:
            chain.append(verb)
            led = self._handed(words, verb, last)
            made: tuple[str, ...] = ()
            if led is not None and verb.lemma in _MAKES and not verb.passive:
                made = self._things.head(words, verb.at + 1, last)
            doers.append(doers[-1] if _MADE.isdisjoint(made) else made)
            verb = led
        # "Is going to dig in", "agreed to supply": the verb that is led to tells before the one that leads.
        tried = False
        for verb in chain[:-1]:
            tried = tried or verb.lemma in _TRIES
        for number in range(len(chain) - 1, -1, -1):
            if chain[number].lemma not in _LIGHT or number == len(chain) - 1:
                told = self._tells(words, chain[number], doers[number], last)
                if told is not None:
                    told.tried = tried
                    return told if number == 0 else self._by_fire(words, chain[number - 1], told, last)
        done_to = self._things.head(words, chain[-1].at + 1, last) if chain and not chain[-1].passive else ()
        spoken_of = () if _ACTING.intersection(subject) else subject
        event = _among(self._heads, done_to)
        if event:
            return Telling(_event(event), start, OBJECT)
        event = _among(self._heads, spoken_of)
        return Telling(_event(event), start, _FAINT) if event else None

    def _by_fire(self, words: Scan, verb: _Verb, led: Telling, last: int) -> Telling:
        """What "used bombardment to clear the town" tells: the fire that it names, and not what that was for."""
        if verb.lemma not in _USES or verb.passive or led.event not in _TAKES:
            return led
        for name in self._things.head(words, verb.at + 1, last):
            event = _FIRES.get(name)
            if event is not None:
                return Telling(event, verb.at, led.weight)
        return led

    def _first(self, words: Scan, predicate: Predicate, start: int, last: int) -> _Verb | None:
        """The verb of the predicate, or the one that opens a clause without subject ("to seize", "seizing")."""
        at = predicate.main
        if at is not None:
            if not predicate.lemma and words.low[at - 1] in BE:
                return _Verb(at - 1, "be", passive=False)  # "is demoralized"
            known = self._forms.get(words.low[at])
            lemma = known[1] if known is not None else predicate.lemma
            return _Verb(at, lemma, predicate.passive) if lemma else None
        for index in range(start, min(last, start + 3)):
            word = words.low[index]
            known = self._forms.get(word)
            if known is not None and (known[0] == "ing" or (index > start and words.low[index - 1] == "to")):
                return _Verb(index, known[1], passive=False)
            if word not in {"to", "not"} and not word.endswith("ly"):
                break
        # "The garrison to give up the bank"
        return self._doing(words, start, last) or self._used(words.low, start, last)

    def _doing(self, words: Scan, start: int, last: int) -> _Verb | None:
        """ "Soldiers walking through the market": the participle right behind the noun of those who do it."""
        low = words.low
        for index in range(start + 1, min(last, start + _PHRASE_LONG)):
            if low[index] in ENDS:
                return None
            if low[index].endswith("ing") and low[index - 1] in self._things.nouns:
                known = self._forms.get(low[index])
                return _Verb(index, known[1], passive=False) if known is not None and known[0] == "ing" else None
        return None

    def _subject(self, words: Scan, predicate: Predicate) -> tuple[str, ...]:
        """The classes of the subject's head."""
        end = predicate.verb
        return self._things.head(words, predicate.first, end) if end is not None and end > predicate.first else ()

    def _tells(self, words: Scan, verb: _Verb, subject: tuple[str, ...], last: int) -> Telling | None:
        """What the senses of a verb tell, those with its particle first."""
        low, after = words.low, verb.at + 1
        particles = self._particles.get(verb.lemma)
        if particles is not None:
            measured = low[after + 1 : after + 2] != [] and low[after + 1] in MEASURES.get(low[after], ())
            for index in range(after + 2 if measured else after, min(last, after + 8)):
                if low[index] in particles and (
                    index == after or low[index] not in _CLOSE or (low[index] == "at" and verb.lemma in _CASTS)
                ):
                    # "shot down two drones", "shot two drones down"
                    begins = index + 1 if index == after else after
                    told = self._by_senses(words, verb, f"{verb.lemma} {low[index]}", subject, (begins, last))
                    if told is not None:
                        return told
                    break
                if low[index] in ENDS and not inside(low, index, last):
                    break
        return self._by_senses(words, verb, verb.lemma, subject, (after, last))

    def _by_senses(
        self, words: Scan, verb: _Verb, lemma: str, subject: tuple[str, ...], rest: tuple[int, int]
    ) -> Telling | None:
        senses = self._senses.get(lemma)
        if senses is None:
            return None
        done_to = subject if verb.passive else self._things.head(words, *rest)
        default = ""
        for sense in senses:
            if sense.by and (verb.passive or sense.by.isdisjoint(subject)):
                continue
            event = _among(sense.undergone, done_to) if verb.passive and sense.undergone else ""
            event = event or _among(sense.objects, done_to) or _among(sense.subjects, subject)
            event = event or (sense.event if sense.by else "")
            if event:
                return Telling(_event(event), verb.at, _FAINT if verb.lemma == "be" else sense.weight)
            default = default or sense.event
        return Telling(_event(default), verb.at, _UNSURE) if default else None

    def _handed(self, words: Scan, verb: _Verb, last: int) -> _Verb | None:
        """The verb that one which tells nothing leads to: "continue to V", "begin V-ing", "was forced to V"."""
        low = words.low
        poised = verb.lemma == "be" and _poised(low, verb.at, last)
        if not poised and verb.lemma not in (self._driven if verb.passive else self._leads):
            return None
        passive = False
        if verb.lemma in _DRIVES and not verb.passive:
            return self._used(low, verb.at + 1, last)
        for index in range(verb.at + 1, min(last, verb.at + 6)):
            word = low[index]
            passive = passive or word in BE
            known = self._forms.get(word)
            if known is not None and word not in _BETWEEN:
                to = low[index - 1] == "to" or passive
                if known[0] == "ing" or to:
                    return _Verb(index, known[1], passive and known[0] in {"past", "participle", "same"})
                return None
            if word in _INTO and low[index + 1 : index + 2] != [] and low[index + 1].endswith("ing"):
                continue  # "succeeded in taking", "focused on holding"
            if word not in _BETWEEN and word not in _POISED and not word.endswith("ly") and not _dates(low, index):
                return None
        return None

    def _used(self, low: Sequence[str], first: int, last: int) -> _Verb | None:
        """What something is used for: "are using the searches to force teachers ..."."""
        for index in range(first, min(last, first + REACH)):
            if low[index] == "to" and index + 1 < last:
                known = self._forms.get(low[index + 1])
                return _Verb(index + 1, known[1], passive=False) if known is not None and known[0] == "base" else None
        return None


def _dates(low: Sequence[str], at: int) -> bool:
    """Is the word part of a day between two verbs ("agreed on January 19 to finance")?"""
    word = low[at]
    return word in _DAYS or word.isdecimal() or (word == "on" and low[at + 1 : at + 2] != [] and low[at + 1] in _DAYS)


def _poised(low: Sequence[str], at: int, last: int) -> bool:
    """Does "to", "likely to" or the like follow a form of "be"?"""
    return low[at + 1 : at + 2] == ["to"] or any(
        low[i] in _POISED and low[i + 1 : i + 2] == ["to"] for i in range(at + 1, min(last, at + 4))
    )


def _table(lexicon: Mapping[str, bytes], file: str) -> dict[str, Any]:
    """A file's tables. Raises DataError where it is missing or no TOML."""
    if file not in lexicon:
        raise DataError("missing", where=file, remedy="reinstall situate, or add the file to the lexicon folder")
    try:
        return tomllib.loads(lexicon[file].decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(str(error), where=file, remedy="correct the file's TOML") from error


def _sense(row: Mapping[str, Any], things: Mapping[str, Sequence[str]], classes: frozenset[str]) -> Sense:
    """One row of the file. Raises DataError where it names a class, a noun or an event that is not there."""
    by, weighs = frozenset[str](row.get("by", ())), row.get("weight", SURE)
    sense = Sense(
        by, row.get("object", {}), row.get("subject", {}), row.get("event", ""), weighs, row.get("undergone", {})
    )
    named = {*sense.by, *sense.objects, *sense.subjects, *sense.undergone} - classes - {NAME}
    wrong = sorted(n for n in named if " ".join(scan(n).low) not in things)
    told = {*sense.objects.values(), *sense.subjects.values(), *sense.undergone.values(), sense.event}
    wrong += sorted(told - {"", *EVENTS})
    if wrong:
        raise DataError(
            f"unknown {', '.join(wrong)}", where=f"{SENSES} {row['verbs'][0]}", remedy="use a class of things.toml"
        )
    return sense


def _anybody(sense: Sense) -> bool:
    """Does it hold whoever acts? Such senses come after those of some doers alone."""
    return not sense.by


def _among(events: dict[str, str], classes: tuple[str, ...]) -> str:
    """The event of the first of some classes that has one; "" where none has."""
    for name in classes:
        event = events.get(name)
        if event is not None:
            return event
    return ""


def _event(name: str) -> Event:
    return name  # type: ignore[return-value]  # _sense has checked it against EVENTS
