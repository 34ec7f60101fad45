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
    "where", "until", "within", "under", "including", "rather", "than", "then", "so", "both", "all",
})  # fmt: skip
_ONTO: Final = frozenset({"assault", "strike", "shelling", "repelled", "raid", "partisan", "harm"})
# Events of words and wishes: what they name is background.
_BACKGROUND: Final = frozenset({"narrative", "capability", "mobilization", "production", "reorganization"})
# Tails that say why; what stands in them is background to an event told before them.
PURPOSE: Final = frozenset({
    "to distract", "in order to", "because", "because of", "due to", "despite", "in spite of", "after", "similar to",
    "compared to", "rather than", "instead of", "to support", "to combat", "to address", "to present", "to justify",
    "to compensate", "to offset", "as a result of", "to fight in", "although", "so that", "regarding", "about",
    "in support of", "in preparation for", "to enable",
})  # fmt: skip


_KINDS: Final = frozenset({
    "settlements", "villages", "towns", "cities", "areas", "positions", "districts", "oblasts", "raions", "regions",
    "locations", "suburbs", "directions",
})  # fmt: skip
_KIND_REACH: Final = 16  # words between such a noun and "including"


def leads(words: Scan, mentions: Sequence[Mention]) -> list[int]:
    """For each mention the number of the one that opens its list ("near A, B, and C"), itself where it stands alone."""
    opened: list[int] = []
    for number, mention in enumerate(mentions):
        lead = number
        if number:
            before = mentions[number - 1]
            if before.last <= mention.first and _joined(words, before.last, mention.first):
                lead = opened[number - 1]
        opened.append(lead)
    return opened


def _joined(words: Scan, first: int, last: int) -> bool:
    """Do only list words stand between two names, a bracket aside?"""
    low = words.low
    depth = 0
    joined = False
    if last - first > 24:
        return False
    for index in range(first, last):
        word = low[index]
        if word == "(":
            depth += 1
        elif word == ")":
            depth -= 1
        elif depth == 0 and word not in {",", "and", "or", "-", "–", "&", "the", "/", "also", "as", "well", "occupied"}:
            return False
        joined = joined or depth == 0
    return joined and depth == 0


def role(words: Scan, mention: Mention, event: Event, lex: PlaceWords, *, floor: int = 0, background: bool) -> Role:
    """The role of a place that opens its list; `background` in a tail of purpose; `floor` is the first word."""
    low = words.low
    after = low[mention.last] if mention.last < len(low) else ""
    at = mention.first - 1
    if after in lex.offices:  # "the Corva occupation administration"
        return "object" if event in {"appointment", "dismissal"} else "context"
    beside = False  # "north of NAME": not the place itself
    within = False  # "on the outskirts of NAME"
    while at >= floor:
        word = low[at]
        if word == "of" and at > floor:
            told = _of(words, at - 1, lex)
            if told is not None:
                return _settle(told, event, mention, background=background)
            beside = beside or low[at - 1] in lex.compass
            within = True
            at -= 2
            continue
        if word == ")" and "(" in low[max(floor, at - 3) : at]:  # "the east (left) bank of"
            while low[at] != "(":
                at -= 1
            at -= 1
            continue
        if word in {"including", ":"} and (named := _kind_before(words, at, floor)) is not None:
            at = named - 1
            continue
        if word == "particular":
            at = floor - 1  # "settlements, in particular NAME"
            break
        if word in lex.modifiers or (word == "surrounding" and low[at - 1] in {"the", "and", "its"}):
            at -= 1
            continue
        break
    told = _unled(words, event, mention, lex) if at < floor else _by_word(words, at, event, mention, lex)
    if within and told == "object" and at >= floor and low[at] in {"on", "at"}:
        told = "at"
    if beside and (told == "object" or (told == "toward" and low[at] == "to")):
        told = "at"
    return _settle(told, event, mention, background=background)


def _kind_before(words: Scan, at: int, floor: int) -> int | None:
    """The noun that a list after "including" or a colon spells out ("settlements ... including NAME"), by its word."""
    for index in range(at - 1, max(floor, at - _KIND_REACH) - 1, -1):
        if words.low[index] in _KINDS:
            return index
    return None


def _of(words: Scan, at: int, lex: PlaceWords) -> Role | None:
    """What the noun before "of NAME" makes of it; None where it lets the preposition before it through."""
    word = words.low[at]
    if word in lex.toward:
        return "toward"
    if word in lex.object:
        return "object"
    if word in lex.location or word in lex.compass or words.words[at][:1].isdigit():
        return None
    return "at"


def _by_word(words: Scan, at: int, event: Event, mention: Mention, lex: PlaceWords) -> Role:
    """The role that the word before the name (and its modifiers) gives it."""
    low, word = words.low, words.low[at]
    before = low[at - 1] if at > 0 else ""
    after = low[mention.last] if mention.last < len(low) else ""
    if word == "on" and before in lex.closing:
        return "toward"
    if (
        word in {"on", "against", "at", "into"}
        and event in _ONTO
        and _near_hit(low, at, lex)
        and mention.kind not in {"road"}
    ):
        return "toward" if mention.kind == "country" else "object"
    if word == "over" and before in lex.over:
        return "object"
    if word == "against":
        return "toward" if mention.kind in {"country", "area"} else "object"
    if word == "between" or (word in {"from", "to"} and _is_stretch(low, at, lex)):
        return "between"
    if word in {"to", "into"}:
        entered = event in {"interdiction", "hold"} or (word == "into" and event == "advance")
        return "at" if entered else "toward"
    if word == "for" and event in {"clash", "assault"}:
        return "object"
    if word in lex.prepositions:
        told = lex.prepositions[word]
        if told == "at" and ((after in lex.toward and word not in {"in", "on"}) or before.startswith("arriv")):
            return "toward"
        return told  # type: ignore[return-value]  # places.toml's roles are checked by test
    if mention.kind == "country" and word in lex.moving:
        return lex.moving[word]
    if after in lex.areas and word not in lex.object:
        return "at"
    if is_possessive(words, at):
        return "at"
    return _unled(words, event, mention, lex)


def _is_stretch(low: Sequence[str], at: int, lex: PlaceWords) -> bool:
    """Is it the end of a road ("the highway from NAME to NAME")?"""
    start = at if low[at] == "from" else next((i for i in range(at - 1, max(0, at - 6), -1) if low[i] == "from"), 0)
    return start > 0 and low[start - 1] in lex.lines


def _near_hit(low: Sequence[str], at: int, lex: PlaceWords) -> bool:
    return any(word in lex.hits for word in low[max(0, at - 3) : at])


def _unled(words: Scan, event: Event, mention: Mention, lex: PlaceWords) -> Role:
    """The role of a name that no preposition leads to."""
    after = words.low[mention.last] if mention.last < len(words.low) else ""
    if after in lex.areas:
        return "at"
    if event == "withdrawal" and not _qualifies(after):
        return "from"
    if event in _DONE_TO_PLACES:
        return "at" if _qualifies(after) else "object"
    return "at" if event in _DONE_AT_PLACES else "context"


def _qualifies(after: str) -> bool:
    """Is the name an adjective to the word after it ("the Corva bridgehead")?"""
    return after.isalpha() and after not in _FUNCTION and not after.endswith(("ly", "ed", "ing"))


def _settle(told: Role, event: Event, mention: Mention, *, background: bool) -> Role:
    if told == "between":
        return told
    if background:
        return "context"
    if event == "narrative" and told in {"at", "object", "toward"}:
        return "context"
    if mention.kind == "country" and told == "at" and event in _BACKGROUND:
        return "context"
    if event == "appointment" and told in {"context"}:
        return "object"
    return told
