"""The part a place plays in a proposition: told by the preposition or the verb that leads to its name."""

from collections.abc import Sequence
from typing import Final

from situate.extract.place_words import Mention, PlaceWords
from situate.extract.scan import Scan, is_possessive
from situate.vocab import Event, Role

# Events that are done to a place: a place that no preposition leads to is their object; of the others it is the scene.
_DONE_TO_PLACES: Final = frozenset({
    "capture", "hold", "shelling", "strike", "assault", "withdrawal", "air_defence", "raid", "repelled",
    "appointment", "dismissal",
})  # fmt: skip
_DONE_AT_PLACES: Final = frozenset({
    "advance", "interdiction", "clash", "losses", "harm", "administration", "deployment", "partisan", "training",
    "logistics",
    "repression", "displacement",
})  # fmt: skip
# Words that may follow a name without making an adjective of it.
_FUNCTION: Final = frozenset({
    "and", "or", "in", "on", "at", "by", "with", "from", "to", "for", "as", "but", "while", "which", "that", "who",
    "when", "is", "was", "were", "are", "has", "have", "had", "will", "would", "could", "may", "after",
    "before", "during", "since", "over", "near", "around", "toward", "towards", "against", "using", "via",
    "through", "along", "into", "between", "if", "because", "despite", "amid", "following", "not", "also", "due",
    "overnight", "today", "yesterday", "tomorrow", "throughout", "last", "this", "again", "just", "only", "directly",
    "about", "approximately", "early", "late", "itself", "proper", "once", "twice", "first", "next", "there", "here",
    "now", "where", "until", "within", "under", "including", "rather", "than", "then", "so", "both", "all", "across",
})  # fmt: skip
_ONTO: Final = frozenset({"assault", "strike", "shelling", "repelled", "raid", "partisan", "harm"})
_HITS: Final = frozenset({"strike", "shelling", "assault", "raid", "repelled", "harm"})
# Events of words and wishes: what they name is background.
_BACKGROUND: Final = frozenset({"narrative", "capability", "mobilization", "production", "reorganization"})
# Events in which something moves, whatever it moves on.
_MOVES: Final = frozenset({"deployment", "withdrawal", "displacement", "assault", "advance", "aid", "deportation"})
_WORDS: Final = frozenset({"decree", "narrative", "other"})
_LEAVES: Final = frozenset({"displacement", "withdrawal", "deployment"})
_WARS: Final = frozenset({"war", "conflict", "invasion"})
_BESIDE: Final = frozenset({"close", "adjacent", "next", "near", "parallel", "proximity", "confined", "limited"})
_BANKS: Final = frozenset({"left", "right", "opposite", "other"})
_BETWEEN_COMPASS: Final = frozenset({",", "and", "or"})
# Tails that say why; what stands in them is background to an event told before them.
PURPOSE: Final = frozenset({
    "to distract", "in order to", "because", "because of", "due to", "despite", "in spite of", "after", "similar to",
    "compared to", "rather than", "instead of", "to support", "to combat", "to address", "to present", "to justify",
    "to compensate", "to offset", "as a result of", "to fight in", "although", "so that", "regarding", "about",
    "in support of", "in preparation for", "to enable",
})  # fmt: skip


_PEOPLES: Final = ("ian", "ish", "ese")
_FIRES: Final = frozenset({"fire", "fires", "fired", "firing"})
_BROUGHT: Final = frozenset({"aid", "logistics", "deployment", "displacement"})
_KINDS: Final = frozenset({
    "settlements", "villages", "towns", "cities", "areas", "positions", "districts", "oblasts", "raions", "regions",
    "locations", "suburbs", "directions",
})  # fmt: skip
_PEOPLE: Final = frozenset({"people", "population", "inhabitants", "civilians", "families", "villagers", "half"})
_BOUND: Final = frozenset({
    "fled", "flee", "fleeing", "left", "leave", "leaving", "bound", "headed", "heading", "head", "departed", "made",
    "destined", "set",
})  # fmt: skip
_PERSONS: Final = frozenset({
    "man", "men", "woman", "women", "resident", "residents", "citizen", "citizens", "teenager", "teenagers", "student",
    "students", "teacher", "teachers", "child", "children", "doctor", "doctors", "native", "volunteer", "volunteers",
})  # fmt: skip
_BEFORE_FOR: Final = 4  # words from "left" to its "for"
_NOUN: Final = 9  # words from "to" to the "in" behind its noun
_ARTICLES: Final = frozenset({"the", "a", "an", "its", "their", "other", "another"})
_OPENS_ASIDE: Final = frozenset({"(", ",", "just", "directly", "right", "immediately"})
_ACROSS: Final = 6  # words from "across" to the "from" behind it
_QUITTING: Final = frozenset(
    {"left", "leave", "leaving", "fled", "flee", "fleeing", "abandoned", "abandon", "evacuated"}
)
_HOMES: Final = frozenset({
    "homes", "houses", "home", "villages", "camps", "camp", "sites", "shelters", "settlements", "positions",
})  # fmt: skip
_STRETCH: Final = 9  # words from the "from" of a road to its "to"
_SERVICES: Final = frozenset(
    {"power", "electricity", "water", "heating", "heat", "gas", "services", "supply", "connection"}
)
_AROUND: Final = frozenset({"around", "near", "behind", "outside", "within", "inside"})
_NEVER: Final = frozenset({"never", "not", "cannot"})
_LATER: Final = frozenset({"since", "after", "following", "before"})
_CARRIED: Final = 4  # words from a road to the "to" that it leads by
_LIST_WORDS: Final = 8
_PLURAL_AREAS: Final = frozenset({
    "axes", "axis", "areas", "area", "directions", "direction", "lines", "sectors", "fronts", "regions", "borders",
})  # fmt: skip
_KIND_REACH: Final = 16  # words between such a noun and "including"


def role(
    words: Scan, mention: Mention, event: Event, lex: PlaceWords, *, bounds: tuple[int, int], background: bool
) -> Role:
    """The role of a place that opens its list; `background` in a tail of purpose; `bounds` are the content's words."""
    low = words.low
    floor, last = bounds
    after = _after(words, mention, last)
    if after in lex.offices:  # "the Corva occupation administration"
        return "object" if event in {"appointment", "dismissal"} else "context"
    lead = _lead(words, mention.first - 1, floor, event, lex)
    at, told = lead.at, lead.told
    if told is not None:
        return _settle(told, event, mention, background=background)
    told = _unled(event, after, lex) if at < floor else _by_word(words, at, event, mention, after, lex)
    if lead.within and told == "object" and at >= floor and low[at] in {"on", "at"}:
        told = "at"
    if lead.beside and (told == "object" or (told in {"toward", "between"} and low[at] == "to")):
        told = "at"
    return _settle(told, event, mention, background=background)


class _Lead:
    """The word that leads to a name: its number, under the floor where there is none.

    `beside` in "north of NAME", which is not the place itself; `within` in "on the outskirts of NAME"; `told` where
    a noun before "of" tells the role already.
    """

    __slots__ = ("at", "beside", "told", "within")

    def __init__(self, at: int, beside: bool, within: bool, told: Role | None) -> None:
        self.at: Final = at
        self.beside: Final = beside
        self.within: Final = within
        self.told: Final = told


def _lead(words: Scan, at: int, floor: int, event: Event, lex: PlaceWords) -> _Lead:
    """Go back from the word before a name to the one that leads to it."""
    low = words.low
    beside = within = False
    while at >= floor:
        if low[at] == "of" and at > floor:
            told = _of(words, at - 1, event, lex)
            if told == "object" and at - 3 >= floor and low[at - 2] == "the" and low[at - 3] in _LATER:
                told = "context"  # "since the fall of NAME"
            if told is not None:
                if told == "toward" and _is_origin(low, at - 1, floor):
                    told = "from"
                return _Lead(at, beside, within, told)
            beside, within, at = beside or low[at - 1] in lex.compass, True, at - 2
            continue
        before = _passed_over(words, at, floor, lex)
        if before == at:
            break
        at = before
    return _Lead(at, beside, within, None)


def _is_origin(low: Sequence[str], at: int, floor: int) -> bool:
    """ "from the directions of NAME": does "from" lead to the noun at a word?"""
    before = at - 1
    while before > floor and low[before] in {"the", "general", "two", "three", "four", "several"}:
        before -= 1
    return before >= floor and low[before] == "from"


def _passed_over(words: Scan, at: int, floor: int, lex: PlaceWords) -> int:
    """The word before one that changes nothing between a name and what leads to it; the same where it leads."""
    low, word = words.low, words.low[at]
    if word in lex.modifiers or (word in _BANKS and low[at - 1] == "the"):
        named = _kind_before(words, at, floor) if word == "including" else None
        if word == "particular":
            return floor - 1  # "settlements, in particular NAME"
        return at - 1 if named is None else named - 1
    if words.words[at][0].isupper() and word.endswith(_PEOPLES) and at > floor and low[at + 1] in lex.location:
        return at - 1  # "to the Kordian city of NAME"
    if word == "surrounding" and (low[at - 1] in {"the", "and", "its"} or low[at + 1] in _KINDS):
        return at - 1
    if word == ")" and "(" in low[max(floor, at - 3) : at]:  # "the east (left) bank of"
        return next(i for i in range(at, -1, -1) if low[i] == "(") - 1
    if word == ":" and (named := _kind_before(words, at, floor)) is not None:
        return named - 1
    if word in _BETWEEN_COMPASS and low[at + 1] in lex.capital_compass:
        other = at - 1 if low[at - 1] != "," else at - 2
        if other > floor and low[other] in lex.capital_compass:
            return other  # "in northern, southern, and eastern NAME"
    return at


def _after(words: Scan, mention: Mention, last: int) -> str:
    """The word after a name in its content, or after the list it opens ("the A and B axes"); "" where there is none."""
    low = words.low
    if mention.last >= last:
        return ""
    at = mention.last
    if low[at] in {",", "and"} and mention.first and low[mention.first - 1] == "the":
        end = min(last, at + _LIST_WORDS)
        while at < end and (low[at] in {",", "and"} or words.words[at][0].isupper()):
            at += 1
        if at < last and low[at] in _PLURAL_AREAS:
            return low[at]
    return low[mention.last]


def _kind_before(words: Scan, at: int, floor: int) -> int | None:
    """The noun that a list after "including" or a colon spells out ("settlements ... including NAME"), by its word."""
    for index in range(at - 1, max(floor, at - _KIND_REACH) - 1, -1):
        if words.low[index] in _KINDS:
            return index
    return None


def _of(words: Scan, at: int, event: Event, lex: PlaceWords) -> Role | None:
    """What the noun before "of NAME" makes of it; None where it lets the preposition before it through."""
    word = words.low[at]
    if word == "out":
        return "from"
    if word == "airspace":
        return "at"
    if event == "displacement" and (word in _PERSONS or word in _PEOPLE):
        return "from"
    if word in lex.toward:
        return "toward"
    if word in lex.object:
        return "object"
    if word in lex.location or word in lex.compass or words.words[at][:1].isdecimal():
        return None
    return "at"


def _by_word(words: Scan, at: int, event: Event, mention: Mention, after: str, lex: PlaceWords) -> Role:
    """The role that the word before the name (and its modifiers) gives it; `after` follows the name."""
    low, word = words.low, words.low[at]
    before = low[at - 1] if at > 0 else ""
    if word == "on" and before in lex.closing:
        return "toward"
    if mention.kind == "country" and is_possessive(words, mention.last - 1):
        return "at"  # "strikes against NAME's power grid"
    known = _on_what_is_hit(low, at, event, mention, after, lex) or _by_two_words(low, at, event)
    if known is not None:
        return known
    if word == "between" or (word in {"from", "to"} and _is_stretch(low, at, lex)):
        return "between"
    if word in {"to", "into"}:
        return _onward(low, at, event, lex)
    if word == "in" and before in _WARS and mention.kind == "country":
        return "at" if event in _DONE_TO_PLACES or event in _DONE_AT_PLACES else "context"
    if word in lex.prepositions:
        told = lex.prepositions[word]
        if told == "at" and ((after in lex.toward and word not in {"in", "on"}) or before.startswith("arriv")):
            return "toward"
        return told  # type: ignore[return-value]  # places.toml's roles are checked by test
    if word == "with":
        return "context" if mention.kind == "country" else "at"  # "the border with NAME"
    if mention.kind == "country" and word in lex.moving:
        return lex.moving[word]
    return _by_verb(words, at, event, mention, after, lex)


def _by_two_words(low: Sequence[str], at: int, event: Event) -> Role | None:
    """The role that a preposition gives together with what stands before it; None where that tells nothing."""
    word = low[at]
    if word == "for":
        if any(before in _BOUND for before in low[max(0, at - _BEFORE_FOR) : at]):
            return "toward"
        return "object" if event in {"clash", "assault"} else None
    if word == "than" or (word == "from" and _lies_opposite(low, at)):
        return "context"  # "rather than NAME", "across the river from NAME"
    if word in _AROUND and low[at - 1] == "from":
        return "from"  # "attacked from around NAME"
    if word in {"in", "near", "around", "at"} and event in _LEAVES and _comes_from(low, at):
        return "from"
    if word in {"in", "near", "at"} and (event in _MOVES or event == "logistics") and _goes_there(low, at):
        return "toward"  # "sent to the camp in NAME"
    return None


def _by_verb(words: Scan, at: int, event: Event, mention: Mention, after: str, lex: PlaceWords) -> Role:
    """The role that a verb right before the name gives it; that of a name that nothing leads to where there is none."""
    word, before = words.low[at], words.low[at - 1] if at else ""
    if word in lex.leaving:
        return "from"
    if after in lex.areas and word not in lex.object:
        return "at"
    if is_possessive(words, at):
        return "at"
    if word in lex.nearing or (word in lex.reaching and before == "to"):
        return "toward"
    if word in lex.reaching:
        short = event in _BROUGHT or not _NEVER.isdisjoint(words.low[max(0, at - 3) : at])
        return "toward" if short else "at"
    if word in lex.taking:
        return "at" if _qualifies(after) else "object"
    return _unled(event, after, lex)


def _on_what_is_hit(
    low: Sequence[str], at: int, event: Event, mention: Mention, after: str, lex: PlaceWords
) -> Role | None:
    """ "strikes on NAME", "offensive against NAME", "control over NAME": what is hit or held; None otherwise."""
    word = low[at]
    if word == "over" and low[at - 1] in lex.over:
        return "object"
    if word in {"on", "at"} and low[at - 1] in _FIRES:
        return "object"
    if mention.kind == "road" or after in lex.areas:
        return None
    if mention.kind == "country" and word in {"on", "against"} and event in {"strike", "shelling"}:
        return "object"
    if word == "against":
        if event in _WORDS:
            return "object"  # "sanctions against NAME"
        built = low[mention.last - 1] in lex.facilities
        return "toward" if mention.kind in {"country", "area"} and not built else "object"
    if word in {"on", "at", "into"} and event in _ONTO and _near_hit(low, at, lex):
        return "toward" if mention.kind == "country" else "object"
    return None


def _onward(low: Sequence[str], at: int, event: Event, lex: PlaceWords) -> Role:
    """ "to NAME" and "into NAME": where something moves, unless it lies there ("the road to", "close to")."""
    if low[at] == "to" and low[at - 1] in _BESIDE:
        return "at"
    if low[at] == "to" and (low[at - 1] in lex.roads or low[at - 1] in lex.lines):
        return "between"  # "the road to NAME": its end
    if event in {"interdiction", "hold", "harm"} or (low[at] == "into" and event == "advance"):
        return "at"
    before = low[max(0, at - _CARRIED) : at]
    carried = any(word in lex.carriers or word in _SERVICES for word in before)
    return "at" if carried and event not in _MOVES else "toward"


def _lies_opposite(low: Sequence[str], at: int) -> bool:
    """Does "from" end "(across the river from NAME", which tells where another place lies?"""
    for back in range(at - 1, max(1, at - _ACROSS), -1):
        if low[back] == "across":
            return low[back - 1] in _OPENS_ASIDE
    return False


def _goes_there(low: Sequence[str], at: int) -> bool:
    """Does "to" lead to the noun before "in NAME" ("to the hospital in"), and to no verb?"""
    for back in range(at - 2, max(0, at - _NOUN), -1):
        if low[back] == "to":
            return low[back + 1] in _ARTICLES
        if low[back] in _FUNCTION:
            return False
    return False


def _comes_from(low: Sequence[str], at: int) -> bool:
    """Does "from" lead to the noun before "near NAME" ("families from 14 villages near")?"""
    if low[at - 1] == ")":
        return False
    for back in range(at - 2, max(0, at - _NOUN), -1):
        if low[back] == "from" or (low[back] in _QUITTING and low[at - 1] in _HOMES):
            return True
        if low[back] in _FUNCTION:
            return False
    return False


def _is_stretch(low: Sequence[str], at: int, lex: PlaceWords) -> bool:
    """Is it the end of a road ("the highway from NAME to NAME")?"""
    start = (
        at if low[at] == "from" else next((i for i in range(at - 1, max(0, at - _STRETCH), -1) if low[i] == "from"), 0)
    )
    return start > 0 and low[start - 1] in lex.lines


def _near_hit(low: Sequence[str], at: int, lex: PlaceWords) -> bool:
    return any(word in lex.hits for word in low[max(0, at - 3) : at])


def _unled(event: Event, after: str, lex: PlaceWords) -> Role:
    """The role of a name that no preposition and no telling verb leads to."""
    if after in lex.areas:
        return "at"
    if event == "withdrawal" and not _qualifies(after):
        return "from"
    return "object" if event in _DONE_TO_PLACES and (after in lex.befalling or not _qualifies(after)) else "at"


def _qualifies(after: str) -> bool:
    """Is the name an adjective to the word after it ("the Corva bridgehead")?"""
    return after.isalpha() and after not in _FUNCTION and not after.endswith(("ly", "ed", "ing"))


def _settle(told: Role, event: Event, mention: Mention, *, background: bool) -> Role:
    if told == "between":
        return told
    if background:
        return "context"
    if told == "object" and event in _HITS and mention.kind == "area":
        return "at"  # what is hit lies in the province
    if event == "narrative" and told in {"at", "object", "toward"}:
        return "context"
    if mention.kind == "country" and told == "at" and event in _BACKGROUND:
        return "context"
    if event == "appointment" and told == "context":
        return "object"
    return told
