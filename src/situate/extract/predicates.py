"""Where the predicate of a clause begins, which verb carries it, and whether it tells what was done to its subject.

A finite verb is known by its form and by the word before it; no tree is built.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from situate.extract.inflect import Form, Inflection
from situate.extract.scan import Scan, before_bracket, is_possessive
from situate.extract.time_openings import BEGUN, TIMED, behind_time

BE: Final = frozenset({
    "am", "is", "are", "was", "were", "be", "been", "being", "get", "gets", "got",
})  # fmt: skip
DETERMINERS: Final = frozenset({"the", "a", "an"})
_ADVERBS: Final = frozenset({
    "not", "also", "likely", "never", "still", "now", "reportedly", "then", "again", "both", "all", "will", "often",
    "alone", "already", "just", "even", "almost", "very",
})  # fmt: skip
_COUNTS: Final = frozenset({
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "several", "many",
    "dozens", "both", "few",
})  # fmt: skip
# What stands behind a verb rather than behind a plural.
_FOLLOWS: Final = frozenset({
    "the", "a", "an", "its", "their", "his", "her", "our", "to", "into", "that", "not", "no", "only", "every", "up",
    "out", "off", "down", "away", "back", "more", "less", "as", "it", "them", "him", "us", "nothing", "about",
})  # fmt: skip
_NATIONAL: Final = ("ian", "ians", "ish", "ese", "can", "ean")
_RELATIVES: Final = frozenset({"that", "who", "which"})
_OPENERS: Final = frozenset({
    "that", "and", "but", "however", ",", '"', "“", "whether", "how", "meanwhile", "additionally", "further",
    "also", "then", "please",
})  # fmt: skip
# Participles that open a sentence as adjectives ("Limited counterattacks", "Armed men").
_ADJECTIVES: Final = frozenset({
    "limited", "united", "increased", "continued", "combined", "repeated", "failed", "armed", "occupied", "displaced",
    "wounded", "injured", "advanced", "planned", "improved", "sustained", "prolonged", "mixed", "reduced", "renewed",
    "intensified", "coordinated", "isolated", "protracted", "detained", "captured", "mobilized", "retired",
    "destroyed", "damaged", "masked", "unidentified", "unconfirmed", "so-called",
    "reinforced", "mounted", "dismounted", "guided", "used",
})  # fmt: skip
# Those that are never verbs without an auxiliary ("isolated pockets hold out", "the combined arms army").
_PASTS: Final = frozenset({"past", "same"})  # "same": past and base are one word
_NOMINAL_FORMS: Final = frozenset({"base", "s"})
_NOT_BEFORE_PAST: Final = frozenset({"of", "in", "by", "and", "with", "to", "for"})
_HAS: Final = frozenset(
    {"has", "have", "had", "is", "are", "was", "were", "will", "would", "may", "might", "could", "can"}
)
_PARTICLES: Final = frozenset({"down", "in", "up", "off", "out", "over", "back"})
_NEVER_FINITE: Final = frozenset(
    {"limited", "united", "combined", "armed", "isolated", "mixed", "protracted", "so-called"}
)
# What may stand between an auxiliary and its verb ("have since surfaced", "may soon ship", "has yet to receive").
_INNER: Final = frozenset({
    "since", "long", "so", "far", "twice", "once", "thrice", "only", "ever", "yet", "thus", "first", "soon", "instead",
    "indeed", "nonetheless", "nevertheless", "therefore", "today", "themselves", "itself", "meanwhile", "too", "later",
    "always", "seldom", "somehow", "perhaps", "maybe", "neither", "either", "at", "least", "all", "but",
})  # fmt: skip
_LONGEST: Final = 40  # words of a noun phrase
_ADVERBIAL: Final = 8  # words of an opening adverbial that no preposition begins
_PHRASE: Final = 14  # words of an opening phrase that no comma ends
_AUXILIARIES: Final = 7  # words from the first of a predicate to the verb that carries it
_COMPASS: Final = frozenset(f"{a}{b}" for a in ("", "north", "south") for b in ("north", "south", "east", "west"))
_ONWARD: Final = frozenset({"forward", "on", "through", "toward", "towards", "into", "down"})
_SUBORDINATES: Final = frozenset({"following", "despite", "of", "since", "until", "if", "because"})
_LOCAL: Final = frozenset({"in", "on", "at", "near", "from", "with", "during", "within", "after", "over", "along"})
_NO_SUBJECT: Final = frozenset({"of", "and", "or", ",", "(", ".", ";", ":", "’s", "'s", "-", "–", "alone"})
_JOINING: Final = frozenset({"of", "and", "or", ",", "the", "a", "an", "(", "all", "both", "more", "at", "up", "than"})


class Clause:
    """The words of a content: `first` to `last` (excluded)."""

    __slots__ = ("first", "last")

    def __init__(self, first: int, last: int) -> None:
        self.first: Final = first
        self.last: Final = last


class Predicate:
    """A clause's bones, by its words.

    `first` is the subject's first word, `verb` the predicate's, adverbs and auxiliaries included, `main` the verb that
    carries it, `lemma` its base form ("" where it is not known); the latter two are None where there is no finite verb.
    """

    __slots__ = ("first", "lemma", "main", "passive", "verb")

    def __init__(self, first: int, verb: int | None, main: int | None, lemma: str, passive: bool) -> None:
        self.first: Final = first
        self.verb: Final = verb
        self.main: Final = main
        self.lemma: Final = lemma
        self.passive: Final = passive

    def opens(self, words: Scan) -> bool:
        """Does the clause begin with a finite verb, its subject being another's?"""
        return self.verb == self.first and not words.low[self.first].endswith("ing")


class PredicateLexicon:
    """Knows the forms of verbs, and the words that can stand before one. `verbs` are further verbs to know.

    `heads` are nouns of people and bodies, `adjectives` those of sides: neither is a verb.
    """

    def __init__(
        self, data: Mapping[str, Any], verbs: Iterable[str], inflection: Inflection, adjectives: Collection[str]
    ) -> None:
        self.heads, self.deeds = frozenset[str](data["heads"]), frozenset[str](data["deeds"])
        self.collectives = frozenset[str](data["collectives"])
        self.breaks = frozenset[str](data["breaks"])
        self.patients = frozenset[str](data["subject_of_passive"])
        self.undergone = frozenset[str](data["undergone"])
        self.auxiliaries = frozenset[str](data["auxiliaries"])
        self.adverbials, self.begins = frozenset[str](data["adverbials"]), frozenset[str](data["begins"])
        self.adjectives = frozenset(adjectives)
        self.forms: dict[str, tuple[Form, str]] = {}
        for base in (*data["verbs"], *sorted(verbs)):
            for word, form in inflection.verb(base).items():
                self.forms.setdefault(word, (form, base))

    def find(self, words: Scan, clause: Clause) -> Predicate:
        """The predicate of a clause that is not empty."""
        first = self.after_adverbial(words, clause)
        relative = self._relative(words, first, clause.last)
        first = first if relative is None else relative
        verb = self.verb(words, first, clause.last)
        if verb is None:
            return Predicate(first, None, None, "", passive=False)
        main, passive = self._main(words, verb, clause.last)
        lemma = self.forms.get(words.low[main], ("base", ""))[1]
        return Predicate(first, verb, main, lemma, passive or self._undergone(words, verb, main, lemma))

    def _undergone(self, words: Scan, verb: int, main: int, lemma: str) -> bool:
        """ "NAME fell", "NAME came under fire": a subject that acts by no means, though the verb is active."""
        under = words.low[main + 1 : main + 2] == ["under"]
        return (lemma in self.undergone or (under and lemma == "come")) and words.low[verb - 1] not in self.heads

    def after_adverbial(self, words: Scan, clause: Clause) -> int:
        """The first word after an opening adverbial ("On January 24, ..."), or after "that", "and"."""
        first, last = clause.first, clause.last
        low = words.low
        while first < last and (low[first] in _OPENERS or (low[first].endswith("ly") and low[first] not in self.heads)):
            first += 1
        if first >= last:
            return first
        if low[first] in BEGUN or low[first + 2 : first + 3] == ["ago"]:
            timed = self._after_time(words, first, last)
            if timed > first:
                return timed
        opens = low[first] in self.breaks or low[first] in _SUBORDINATES
        if low[first] in _COMPASS and low[first + 1 : first + 2] == ["of"]:
            begun = self._after_phrase(words, first, last)
            if begun > first:
                return begun  # "South of Corva the 3rd Brigade ..."
        if low[first].endswith("ed") and low[first + 1 : first + 2] == ["by"]:
            opens = True  # "supported by artillery, ..."
        if opens or (low[first] in self.adverbials and not self._verb_near(words, first, last)):
            for index in range(first, min(last, first + 16)):
                if low[index] == "," and not (index + 1 < last and words.starts[index + 1] == words.ends[index]):
                    begun = self._after_phrase(words, first, index) if low[first] in _LOCAL else first
                    return begun if begun > first else min(index + 1, last - 1)
        return self._after_phrase(words, first, last) if opens and low[first] in _LOCAL else first

    def _after_time(self, words: Scan, first: int, last: int) -> int:
        """ "By midnight marines ...", "Hours earlier the army ...": the word behind a time, else `first`."""
        at = behind_time(words.low, first, last)
        if at == first:
            return first
        word = words.low[at]
        led = words.low[first] in TIMED or words.low[at - 1] in {"ago", "time"} or word in self.begins
        led = led or words.words[at] in self.adjectives
        if word in self.breaks or word in _NO_SUBJECT or not led:
            return first
        verb = self.verb(words, at, last)
        known = self.forms.get(word)
        if verb == at and known is not None and known[0] == "base":
            verb = self.verb(words, at + 1, last)  # "in reality assault groups sat ..."
        return at if verb is not None and verb > at else first

    def _verb_near(self, words: Scan, first: int, last: int) -> bool:
        """Does a finite verb stand before the comma, so that the opening words are no adverbial?"""
        comma = next((i for i in range(first, min(last, first + _ADVERBIAL)) if words.low[i] == ","), None)
        return comma is None or self.verb(words, first, comma) is not None

    def _after_phrase(self, words: Scan, first: int, last: int) -> int:
        """ "In the Corva sector the enemy attacked": where the subject begins after a phrase without a comma."""
        low = words.low
        for index in range(first + 2, min(last - 1, first + _PHRASE)):
            before = low[index - 1]
            if low[index] in self.begins and before not in self.breaks and before not in _JOINING:
                # "In Corva Kordian troops ..."
                led = index > first + 2 and words.words[index - 1] in self.adjectives
                begun = index - 1 if led else index
                verb = self.verb(words, begun, last)
                return begun if verb is not None and verb > begun else first
        return first

    def _relative(self, words: Scan, first: int, last: int) -> int | None:
        """ "NAME, which the forces captured": where the clause goes on after a relative that no verb precedes."""
        for index in range(first, min(last - 1, first + 5)):
            if (
                words.low[index] in {"which", "whom", "that"}
                and index > first
                and self.verb(words, first, index) is None
            ):
                return index + 1 if self.verb(words, index + 1, last) not in {None, index + 1} else None
        return None

    def verb(self, words: Scan, first: int, last: int) -> int | None:
        """The word where the predicate begins, adverbs before it included; None where there is no finite verb."""
        low = words.low
        depth = 0
        for index in range(first, min(last, first + _LONGEST)):
            word = low[index]
            if word in "([":
                depth += 1
            elif word in ")]":
                depth -= 1
            elif depth <= 0 and (
                (word in self.auxiliaries and not (index > first and words.words[index] == "May"))
                or self._is_finite(words, index, first)
            ):
                after = self._after_aside(words, first, index, last)
                if after is None:
                    after = self._after_relative(words, first, index, last)
                return self._with_adverbs(low, first, index if after is None else after)
        return self._unknown_verb(words, first, last)

    def _after_aside(self, words: Scan, first: int, index: int, last: int) -> int | None:
        """ "The company, freshly arrived from the rear, dug in": the finite verb behind the aside, if any."""
        low = words.low
        if words.low[index] in self.auxiliaries:
            return None
        before = self._with_adverbs(low, first, index) - 1
        if before <= first or low[before] != ",":
            return None
        comma = next((i for i in range(index + 1, min(last - 1, index + _PHRASE)) if low[i] == ","), None)
        if comma is None:
            return None
        verb = comma + 1
        while verb < last - 1 and (low[verb] in _ADVERBS or low[verb].endswith("ly")):
            verb += 1
        known = self.forms.get(low[verb])
        return verb if low[verb] in self.auxiliaries or (known is not None and known[0] in {"past", "same"}) else None

    def _after_relative(self, words: Scan, first: int, index: int, last: int) -> int | None:
        """ "Schools that do not fly it will lose ...": the finite verb behind that of a relative clause."""
        low = words.low
        pronoun = self._with_adverbs(low, first, index) - 1
        if pronoun <= first or low[pronoun] not in _RELATIVES or low[pronoun - 1] == ",":
            return None
        for at in range(index + 2, min(last - 1, index + _PHRASE)):
            if low[at] in {",", "and", "or", "but", "that", ";", "which", "who"}:
                return None
            if low[at] in self.auxiliaries and low[at] not in {"not", "be", "been", "being", "likely", "never"}:
                before = low[at - 1]
                return None if before in self.auxiliaries or before in BE else at
            if self._told_by_past(words, at):
                return at  # "Shells that fell on NAME killed nine people"
        return None

    def _told_by_past(self, words: Scan, at: int) -> bool:
        """Is a word behind a relative clause a finite past: right behind a noun or name, before its object?"""
        low, before, after = words.low, words.low[at - 1], words.low[at + 1]
        known = self.forms.get(low[at])
        if known is None or known[0] != "past" or not words.words[at].islower() or after in {"by", "in", "at", "near"}:
            return False
        noun = before.isalpha() and before not in DETERMINERS and before not in self.breaks and before not in _ADVERBS
        return noun and before not in self.auxiliaries and before not in BE and before not in self.forms

    def _with_adverbs(self, low: Sequence[str], first: int, index: int) -> int:
        """The first of the adverbs before a verb."""
        while index > first and (
            low[index - 1] in _ADVERBS or (low[index - 1].endswith("ly") and low[index - 1] not in self.heads)
        ):
            index -= 1
        return index

    def _unknown_verb(self, words: Scan, first: int, last: int) -> int | None:
        """A verb that no lexicon knows: an "-ed" form after a noun that names somebody, where something follows it."""
        for index in range(first + 1, min(last - 1, first + _LONGEST)):
            word = words.words[index]
            if word.endswith("ed") and word.islower() and len(word) > 4:
                start = self._with_adverbs(words.low, first, index)
                if start > first and self.is_noun(words, start - 1):
                    return start
        return None

    def _is_finite(self, words: Scan, index: int, first: int) -> bool:
        word = words.low[index]
        known = self.forms.get(word)
        if known is None or word in self.heads or (index > first and words.words[index][0].isupper()):
            return False
        noun = word == "ground" and _ONWARD.isdisjoint(words.low[index + 1 : index + 2])  # not the past of "grind"
        joined = (index > first and words.low[index - 1] in "-–") or self._first_half(words, index)
        if noun or joined or word in _NEVER_FINITE:
            return False  # "Kordian-backed rebels", "fixed-wing drones"
        if index == first:
            if words.words[index][0].isupper() and (known[0] != "past" or word in _ADJECTIVES):
                return False  # "Positions near NAME remain ..."
            return word not in self.deeds or known[0] in _PASTS  # "hit a school": a noun would open with a capital
        form = known[0]
        if form in _NOMINAL_FORMS and words.low[index + 1 : index + 2] != [] and words.low[index + 1] in _HAS:
            return False  # "the Kordian command has"
        before = index - 1
        while before > first and (words.low[before] in _ADVERBS or words.low[before].endswith("ly")):
            before -= 1
        before = before_bracket(words, first, before)
        previous = words.low[before]
        if form in {"past", "same"}:
            return self._is_past(words, index, before)
        if form == "base":
            abbreviation = words.words[before].isupper() and len(previous) > 1 and previous.isalpha()
            plural = (previous.endswith("s") and not previous.endswith("ss")) or abbreviation
            if plural or previous in self.collectives or previous in {"they", "we", "you", "i"}:
                return True
            return before > first and self.is_name(words, before) and self._plural_head(words, first, before)
        if form == "s":
            if word in self.deeds and is_possessive(words, before):
                return False  # "the Ostmark's demands have not changed"
            named = self.is_name(words, before) and not (before == first and previous in _COUNTS)  # "Three attacks of"
            if previous in self.heads or previous in {"he", "she", "it", "which", "who"} or named:
                return True
            # "The messenger works only ...": after a noun, before what follows a verb but no noun
            follows = words.low[index + 1 : index + 2]
            return (
                index > first + 1
                and word not in self.deeds
                and follows != []
                and (follows[0] in _FOLLOWS or follows[0].isdigit())
                and words.words[before].islower()
                and previous not in self.breaks
                and previous not in DETERMINERS
                and previous not in _ADVERBS
                and not previous.endswith(("s", "al", "ic", "ive", "ous", "ing", "ed", "y"))
            )
        return False

    def _first_half(self, words: Scan, index: int) -> bool:
        """ "Fixed-wing", but not "counter-attacked", "shot-down": does no verb or particle follow the word's hyphen?"""
        if words.low[index + 1 : index + 2] != ["-"] or words.starts[index + 1] != words.ends[index]:
            return False
        after = words.low[index + 2] if index + 2 < len(words.low) else ""
        return after not in _PARTICLES and after not in self.forms

    def _is_past(self, words: Scan, index: int, before: int) -> bool:
        """Is a form of the past finite, by the word before it ("the captured town", "Kordia’s ground")?"""
        previous = words.low[before]
        return (
            previous not in DETERMINERS
            and not is_possessive(words, index - 1)
            and not is_possessive(words, before)  # "Kordia's newly formed corps"
            and not (before > 0 and words.low[before - 1] == "to" and self._before_noun(words, index))
            and words.words[index - 1] not in self.adjectives
            and previous not in _NOT_BEFORE_PAST
        )

    def _before_noun(self, words: Scan, index: int) -> bool:
        """ "Attempts to recover lost ground were repelled": a past form behind an infinitive, an auxiliary after it."""
        after = words.low[index + 1 : index + _AUXILIARIES + 2]
        if after == [] or not after[0].islower() or after[0] in self.breaks or after[0] in _FOLLOWS:
            return False
        return not _HAS.isdisjoint(after) and not any(word in {",", "and", "but", "that", "which"} for word in after)

    def _plural_head(self, words: Scan, first: int, last: int) -> bool:
        """ "Residents of NAME get water": is the noun before the first preposition a plural?"""
        for index in range(first + 1, last):
            if words.low[index] == "of" or words.low[index] in self.breaks:
                head = words.low[index - 1]
                known = head in self.heads or head in self.deeds
                return head in self.collectives or (known and head.endswith("s"))
        return False

    def is_noun(self, words: Scan, index: int) -> bool:
        """Is the word a noun of people or bodies, or a name?"""
        return words.low[index] in self.heads or self.is_name(words, index)

    def is_name(self, words: Scan, index: int) -> bool:
        """Is the word a name, adjectives of nations aside?"""
        word = words.words[index]
        if not word[:1].isupper() or word in self.adjectives or words.low[index] in DETERMINERS:
            return False
        return not words.low[index].endswith(_NATIONAL)

    def _main(self, words: Scan, verb: int, last: int) -> tuple[int, bool]:
        """The verb that carries a predicate, and whether it says what was done to its subject."""
        low = words.low
        seen_be = False
        main = verb
        for index in range(verb, min(last, verb + _AUXILIARIES)):
            word = low[index]
            if word in BE:
                seen_be = True
            elif (word in _INNER and index > verb) or (word == "to" and low[index - 1] == "yet"):
                continue
            elif word in _NEVER_FINITE:
                break  # "are limited and localized attacks"
            elif not (word in self.auxiliaries or word in _ADVERBS or word.endswith("ly")):
                form, base = self.forms.get(word, ("base", ""))
                if base == "" and not word.endswith(("ed", "ing")):
                    break  # "is in control", "has no men": the auxiliary is all there is
                done = form in {"past", "participle", "same"} or (base == "" and word.endswith("ed"))
                return index, seen_be and done and base not in self.patients
            main = index if word in self.auxiliaries else main
        return main, False
