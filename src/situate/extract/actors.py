"""Who does it: the noun phrases before an active verb, after the "by" of a passive one, or who own a deed.

An actor is a phrase whose head names people or a body; "the offensive" or "a decree" is none. Adjectives
("Kordian offensive") are none either. Pronouns stand for whom the sentence named before.
"""

import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from situate.errors import DataError
from situate.extract.inflect import Inflection
from situate.extract.noun_phrases import NounPhrases, listed, stretched
from situate.extract.predicates import BE, DETERMINERS, Clause, Predicate, PredicateLexicon
from situate.extract.scan import Scan, is_possessive
from situate.extract.thing_subjects import SELVES, ThingSubjects, is_said
from situate.vocab import Event

FILE: Final = "actors.toml"
_LONGEST: Final = 40  # words of a noun phrase
_NO_OBJECT: Final = frozenset(
    {",", ".", ";", "and", "or", "but", "later", "again", "overnight", "earlier", "today", "up"}
)
_ACCUSED: Final = 10  # words of a phrase before "of fabricating ..."
_DRIVES: Final = frozenset({"force", "prompt", "cause", "lead", "compel", "order", "push", "drive", "oblige"})
_POINTING: Final = frozenset({"this", "that", "these", "those"})
_GOING_ON: Final = frozenset({"continue", "begin", "start", "help", "serve"})
_SURNAMES: Final = ("sky", "skyi", "skiy", "skii", "enko", "chuk", "ov", "ev", "gin", "hin", "tin", "shin")
_VERBS: Final = 4  # words behind a subject among which its verb begins
_OPENING: Final = 30  # words of a participle that opens a clause
_WHERE: Final = frozenset({"at", "in", "on", "near", "as", "from"})
_COUNTS: Final = (["at", "least"], ["at", "most"], ["up", "to"], ["more", "than"])
PRONOUNS: Final = frozenset({"they", "it", "he", "she", "their", "its", "his", "her"})


class Doers:
    """The actors found, as words from and to; `lacks` is "subject" or "pronoun" where they stand outside the clause."""

    __slots__ = ("found", "lacks")

    def __init__(self, found: list[tuple[int, int]], lacks: str) -> None:
        self.found: Final = found
        self.lacks: Final = lacks


class ActorLexicon:
    """The compiled words of `actors.toml`; `verbs` are further verbs to know a predicate by.

    Raises DataError where the file is missing.
    """

    def __init__(
        self, lexicon: Mapping[str, bytes], verbs: Iterable[str], inflection: Inflection, adjectives: Collection[str]
    ) -> None:
        if FILE not in lexicon:
            raise DataError("missing", where=FILE, remedy="reinstall situate, or add the file to the lexicon folder")
        data: dict[str, Any] = tomllib.loads(lexicon[FILE].decode())
        self._predicates = PredicateLexicon(data, verbs, inflection, adjectives)
        self.heads, self.deeds = self._predicates.heads, self._predicates.deeds
        self.adjectives, self.breaks = self._predicates.adjectives, self._predicates.breaks
        self.voices, self.rulers = frozenset(data["voices"]), frozenset(data["rulers"])
        self.pronouns, self.owners = frozenset(data["pronouns"]), frozenset(data["owners"])
        self.not_by, self.blows = frozenset(data["not_by"]), frozenset(data["blows"])
        self.not_owned, self.armed = frozenset(data["not_owned"]), frozenset(data["armed"])
        self.own_deeds, self.persons = frozenset(data["own_deeds"]), frozenset(data["persons"])
        self._phrases = NounPhrases(data, self._predicates)
        self._things = ThingSubjects(data, self._predicates, self._phrases)
        self.indefinite = self._things.indefinite

    def predicate(self, words: Scan, clause: Clause) -> Predicate:
        """The predicate of a clause that is not empty."""
        return self._predicates.find(words, clause)

    def find(self, words: Scan, clause: Clause, predicate: Predicate) -> Doers:
        """The actors of a clause by their words, and what it lacks."""
        first, verb, passive = predicate.first, predicate.verb, predicate.passive
        driven = self._driven(words, first, clause.last)
        if driven or (first < clause.last and words.low[first] == "to" and verb != first):
            return Doers(driven, "" if driven else "infinitive")
        if verb == first:
            agents = self._agents(words, verb, clause.last)
            return Doers(agents, "" if agents or passive else "subject")
        end = self._phrases.end(words, first, clause.last if verb is None else verb)
        if verb is not None and listed(words.low, end, verb, self.breaks):
            end = verb
        after = self._things.behind_participle(words, predicate, clause.last)
        if after is not None:
            end, verb = (end if verb is None else verb), after
        elif passive and not is_said(words, predicate):
            return Doers(self._agents(words, end, clause.last), "")
        if verb is not None and words.low[first] in SELVES and end == first + 1:
            return Doers([(first, end)], "")
        accused = self._accused(words, first, clause.last) if verb is None else []
        if accused:
            return Doers(accused, "")
        told = None if verb is None else self._told_apart(words, first, end, verb, clause.last)
        if told is not None:
            return Doers(told, "")
        subject = self._doers(words, first, end)
        commanded = self._commanded(words, end) or (end < clause.last and self._headed(words, first, end))
        if verb is None and not commanded:
            agents = self._agents(words, first, clause.last)
            return Doers(agents or self._owner(words, first, end) or self._of_deed(words, first, end), "")
        if subject:
            return Doers(subject if verb is None else self._acting(words, subject, end, verb, clause.last), "")
        acts = self._blow(words, first, end, predicate, clause.last) or self._things.find(words, first, end, predicate)
        if acts:
            return Doers(acts, "")
        if words.low[first] in self.owners or (
            words.low[first] in self.pronouns and not (words.low[first] in _POINTING and end > first + 1)
        ):
            return Doers([], "pronoun")
        return Doers(self._forces(words, clause) if self._is_deed(words, first, end) else [], "")

    def _acting(
        self, words: Scan, subject: list[tuple[int, int]], end: int, verb: int, last: int
    ) -> list[tuple[int, int]]:
        """The doers with what belongs to the last of them up to the verb, or whom a participle names with "by"."""
        taken = self._taken_by(words, verb, last)
        if taken:
            return taken
        if end + 1 < verb and words.low[end] == "that" and words.low[end - 1] not in self.armed:
            return [(subject[0][0], verb)]  # "schools that do not fly it"
        if end < verb:
            subject[-1] = (subject[-1][0], stretched(words, subject[-1][1], end, verb))
        return subject

    def _told_apart(self, words: Scan, first: int, end: int, verb: int, last: int) -> list[tuple[int, int]] | None:
        """The doers of a clause that a participle opens or that but goes on from a noun; None for any other."""
        if words.low[first].endswith("ing"):
            return self._behind_participle(words, first, last) or None
        if end + 1 < verb and words.low[end] == "," and words.low[end + 1] == "which":
            comma = next((i for i in range(verb + 1, min(last - 1, verb + _OPENING)) if words.low[i] == ","), None)
            resumes = comma is not None and self._predicates.verb(words, comma + 1, last) == comma + 1
            return None if resumes else self._of_relative(words, first, end, verb)
        return None

    def _behind_participle(self, words: Scan, first: int, last: int) -> list[tuple[int, int]]:
        """ "Seeing the danger, however, Kordian forces dug in": the subject behind an opening participle's comma."""
        for comma in range(first + 1, min(last - 2, first + _OPENING)):
            if words.low[comma] == ",":
                verb = self._predicates.verb(words, comma + 1, last)
                if verb is not None and verb > comma + 1:
                    doers = self._doers(words, comma + 1, self._phrases.end(words, comma + 1, verb))
                    if doers:
                        return doers
        return []

    def _of_relative(self, words: Scan, first: int, end: int, verb: int) -> list[tuple[int, int]]:
        """ "the ridge, which Kordian forces hold": who acts in the relative clause; whoever it is told of else."""
        if end + 2 < verb:
            return self._doers(words, end + 2, self._phrases.end(words, end + 2, verb))
        return self._doers(words, first, end) if self._headed(words, first, end) else []

    def _blow(self, words: Scan, first: int, end: int, predicate: Predicate, last: int) -> list[tuple[int, int]]:
        """ "The shelling damaged two houses": a deed of force does what its verb says, where it has an object."""
        while first < end and words.low[first] in DETERMINERS:
            first += 1
        low, main, verb = words.low, predicate.main, predicate.verb
        head = self._phrases.head(words, first, end)
        if head is None or low[head] not in self.blows or main is None or verb is None or main + 1 >= last:
            return []
        if predicate.lemma == "comprise":
            return []
        if low[main + 1] == "to" and predicate.lemma in _GOING_ON and main + 3 < last:
            main += 2  # "the strikes continue to put pressure on"
        after = low[main + 1]
        counts = low[main + 1 : main + 3] in _COUNTS
        if (
            low[main] in BE
            or (after.endswith("ly") and after != "only")
            or ((after in self.breaks or after in _NO_OBJECT) and not counts)
        ):
            return []
        follows = low[end] if end < last else ""
        if follows in {"on", "against"}:
            end = verb  # "strikes on heating plants left ..."
        return [(first, end)] if follows != "of" else []

    def _accused(self, words: Scan, first: int, last: int) -> list[tuple[int, int]]:
        """ "(accused) NAME of fabricating the story": who stands before "of" and a deed."""
        for index in range(first + 1, min(last - 1, first + _ACCUSED)):
            if words.low[index] == "of":
                told = self._predicates.forms.get(words.low[index + 1])
                doing = words.low[index + 1] == "having" or (told is not None and told[0] == "ing")
                return self._doers(words, first, index) if doing else []
        return []

    def _driven(self, words: Scan, first: int, last: int) -> list[tuple[int, int]]:
        """Whom a participle that opens the clause makes do something ("forcing the fleet to shift")."""
        known = self._predicates.forms.get(words.low[first]) if first < last else None
        if known is None or known[0] != "ing" or known[1] not in _DRIVES:
            return []
        end = self._phrases.end(words, first + 1, last)
        return self._doers(words, first + 1, end) if end < last and words.low[end] == "to" else []

    def _headed(self, words: Scan, first: int, end: int) -> bool:
        """Is the phrase surely one of people or bodies ("Kordian forces near Corva ...")?"""
        head = self._phrases.head(words, first, end)
        return head is not None and words.low[head] in self.heads

    def _is_deed(self, words: Scan, first: int, end: int) -> bool:
        """Does the phrase name a deed of somebody ("the Kordian capture of ...")?"""
        return any(words.words[i] in self.adjectives for i in range(first, end))

    def _forces(self, words: Scan, clause: Clause) -> list[tuple[int, int]]:
        """The first forces that a clause names and that own nothing, for a subject that names but a deed."""
        for index in range(clause.first + 1, clause.last):
            named = words.low[index] in {"forces", "troops", "units"} and words.words[index - 1] in self.adjectives
            if named and not is_possessive(words, index):
                return [(index - 1, index + 1)]
        return []

    def agrees(self, words: Scan, phrase: tuple[int, int], pronoun: str) -> bool:
        """Can a pronoun mean who a phrase names: "they" several, "it" a body, "he" a person?"""
        first, last = phrase
        while first < last and words.low[first] in DETERMINERS:
            first += 1
        head = self._phrases.head(words, first, last)
        if head is None:
            return False
        low = words.low[head]
        several = low in self._predicates.collectives or (low.endswith("s") and not low.endswith("ss"))
        if pronoun in {"they", "their"}:
            return several or words.low[first] in self.indefinite or "and" in words.low[first:last]
        if pronoun == "":
            return False
        title = words.low[head].endswith(_SURNAMES) or any(word in self.persons for word in words.low[first:last])
        if pronoun in {"it", "its"}:
            return not title and (
                low in self.heads or words.words[head].isupper() or head > first or not low.endswith("s")
            )
        return low not in self.heads or title

    def doers(self, words: Scan, clause: Clause) -> list[tuple[int, int]]:
        """The doers that a subject names, a time or place before it left out ("in the Corva sector our gunners")."""
        verbs = Clause(clause.first, min(clause.last + _VERBS, len(words.low)))
        first = self._predicates.after_adverbial(words, verbs)
        if first >= clause.last or (first == clause.first + 1 and words.low[clause.first] != "that"):
            first = clause.first  # "newly-formed battalions"
        return self._doers(words, first, self._phrases.end(words, first, clause.last))

    def blamed(self, words: Scan, clause: Clause) -> list[tuple[int, int]]:
        """ "(blamed) Kordian shelling for the outage": who or what is blamed, up to the "for"."""
        first = clause.first
        end = self._phrases.end(words, first, clause.last)
        while first < end and words.low[first] in DETERMINERS:
            first += 1
        head = self._phrases.head(words, first, end) if first < end else None
        if head is None:
            return []
        return self._doers(words, first, end) or ([(first, end)] if words.low[head] in self.blows else [])

    def deed_by(self, words: Scan, doers: Sequence[tuple[int, int]]) -> Event | None:
        """What such doers do where nothing else tells: voices a narrative, rulers an administration; else None."""
        heads = {words.low[head] for first, end in doers if (head := self._phrases.head(words, first, end)) is not None}
        if heads and heads <= self.voices:
            return "narrative"
        return "administration" if heads and heads <= self.rulers else None

    def _agents(self, words: Scan, first: int, last: int) -> list[tuple[int, int]]:
        """The doers after "by", for passives and for nouns of deeds."""
        low = words.low
        for index in range(first, last - 1):
            if low[index] == "by" and low[index + 1] not in self.not_by and not words.words[index + 1][0].isdigit():
                end = self._phrases.end(words, index + 1, self._clause_end(words, index + 1, last))
                doers = self._doers(words, index + 1, end)
                if doers and not low[index + 1].endswith("ing"):
                    return doers
        return []

    def _taken_by(self, words: Scan, verb: int, last: int) -> list[tuple[int, int]]:
        """ "A base captured by Kordian troops": who did it, where no other verb follows; nobody else."""
        if words.low[verb + 1 : verb + 2] != ["by"]:
            return []
        return self._agents(words, verb, last) if self._predicates.verb(words, verb + 2, last) is None else []

    def _clause_end(self, words: Scan, first: int, last: int) -> int:
        verb = self._predicates.verb(words, first, last)
        return last if verb is None or verb == first else verb

    def _commanded(self, words: Scan, end: int) -> bool:
        """ "his ministers to issue contracts": a phrase before "to" does what follows."""
        return end < len(words.low) and words.low[end] == "to"

    def _doers(self, words: Scan, first: int, end: int) -> list[tuple[int, int]]:
        """The noun phrases of a subject that name doers, split where two of them are joined."""
        while first < end and words.low[first] in DETERMINERS:
            first += 1
        while end > first and words.low[end - 1] in {",", "and", '"', "“", "”"}:
            end -= 1
        if end == first + 1 and words.low[first] in SELVES:
            return []  # who publishes does not name itself
        if first >= end or (words.low[first] in self.breaks and self._places(words, first, end)):
            return []
        owner = self._owner(words, first, end)
        if owner:
            return owner
        split = self._split(words, first, end)
        if split is not None:
            left, right = self._doers(words, first, split), self._doers(words, split + 1, end)
            if left and right:
                return left + right
        if self._names_doer(words, first, end):
            return [(first, end)]
        return self._of_deed(words, first, end)

    def _places(self, words: Scan, first: int, end: int) -> bool:
        """Does a preposition open the words: "at Corva", not "under-trained conscripts" or "over 300 men"?"""
        after = words.low[first + 1] if first + 1 < end else ""
        return (
            words.low[first] in _WHERE
            and after not in {"-", "–", "least", "most", "many", "much"}
            and not after[:1].isdigit()
        )

    def _of_deed(self, words: Scan, first: int, end: int) -> list[tuple[int, int]]:
        """ "The losses of the enemy", "the withdrawal of our troops": whose deed it is."""
        low = words.low
        for index in range(first + 1, end - 1):
            if low[index] == "of" and low[index - 1] in self.own_deeds:
                at = index + 1
                while at < end - 1 and low[at] in DETERMINERS:
                    at += 1
                head = self._phrases.head(words, at, end)
                return [(at, end)] if head is not None and low[head] in self.heads else []
        return []

    def _owner(self, words: Scan, first: int, end: int) -> list[tuple[int, int]]:
        """ "Western states' provision of tanks": the owner of a deed is its doer."""
        depth = 0
        for index in range(first, end - 1):
            depth += (words.low[index] in "([") - (words.low[index] in ")]")
            if depth == 0 and is_possessive(words, index):
                after = index + (1 if words.words[index][-2:] in {"'s", "’s"} else 2)
                head = self._phrases.head(words, after, end)
                if (
                    head is not None
                    and words.low[head] not in self.heads
                    and words.low[head] not in self.not_owned
                    and words.low[first] not in self.owners
                    and not words.words[head][0].isupper()
                    and self._names_doer(words, first, index + 1)
                ):
                    return [(first, index + 1)]
        return []

    def _split(self, words: Scan, first: int, end: int) -> int | None:
        """The "and" that joins two phrases with heads of their own; None for "Kordian and Valerian forces"."""
        low = words.low
        for index in range(end - 2, first, -1):
            if low[index] == "and" and low[first:index].count("(") == low[first:index].count(")"):
                before = index - 1
                if (
                    low[before] in self.heads
                    or low[before] in {")", ","}
                    or (self._predicates.is_name(words, before) and "of" not in low[first:index])
                ):
                    return index
        return None

    def _names_doer(self, words: Scan, first: int, end: int) -> bool:
        head = self._phrases.head(words, first, end)
        if head is None:
            return False
        low, raw = words.low[head], words.words[head]
        if low in self.heads:
            return True
        if raw[0].isdigit() and head > first + 1 and low != raw[0]:
            # "the MiG-31", "elements of the 120th"
            return (words.low[head - 1] == "-" and words.words[head - 2][0].isupper()) or words.low[head - 1] == "the"
        if low in self.deeds or low in self.pronouns or low in {"there", "majority", "some"}:
            return False
        if (
            head == first
            and self._phrases.opens(words, first)
            and (low in self._predicates.forms or (self._things.is_abstract(low) and not low.endswith("ing")))
        ):
            return False  # "Comments by ...", "Feeding damaged units into ...": the capital is the sentence's
        if raw[0].isupper() and (head > first or raw not in self.adjectives):
            return not raw.lower().endswith("s’")
        return low.endswith(("ers", "ors", "ists", "men", "ians")) and len(low) > 5
