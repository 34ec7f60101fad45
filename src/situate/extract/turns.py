"""What a deed is done to, or who does it, may make another event of it: "left" of families is displacement.

The classes of words and the rules are `[class]` and `[[turn]]` of `lexicon/events.toml`.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple

from situate.vocab import Event

_REACH: Final = 9  # words that a verb's object may lie after it, and an agent before it
_STOPS: Final = frozenset({
    ";", ".", "but", "while", "which", "who", "where", "when", "because", "after", "before", "in", "at", "near",
    "during", "by", "amid", "despite", "that", "around", "under", "through", "toward", "towards", "since", "until",
    "as", "if",
})  # fmt: skip


class Turn(NamedTuple):
    """One rule: which events of which verbs it changes, where what words must stand, and to which event."""

    of: frozenset[str]
    verbs: frozenset[str]
    patient: frozenset[str]
    doer: frozenset[str]
    near: frozenset[str]
    unless: frozenset[str]
    passive: bool
    event: Event


class Deed:
    """The verb that decided an event: its base form, its words, the clause's words, and whether it is passive."""

    __slots__ = ("end", "first", "last", "lemma", "passive", "start")

    def __init__(self, lemma: str, words: tuple[int, int], clause: tuple[int, int], *, passive: bool) -> None:
        self.lemma: Final = lemma
        self.first, self.last = words
        self.start, self.end = clause
        self.passive: Final = passive


def read_turns(data: Mapping[str, Any]) -> tuple[Turn, ...]:
    """The rules of a lexicon under "turn". Raises KeyError where a rule names a class that is not there."""
    classes = {name: frozenset(words) for name, words in data.get("class", {}).items()}

    def words(rule: Mapping[str, Any], key: str) -> frozenset[str]:
        return frozenset(word for name in rule.get(key, ()) for word in classes[name])

    return tuple(
        Turn(
            frozenset(rule.get("from", ())), frozenset(rule["verbs"]), words(rule, "patient"), words(rule, "doer"),
            words(rule, "with"), words(rule, "unless"), rule.get("passive", False), rule["event"],
        )
        for rule in data.get("turn", ())
    )  # fmt: skip


def by_event(turns: Sequence[Turn]) -> dict[tuple[str, str], list[Turn]]:
    """The rules by each event and verb that they name, in their order."""
    found: dict[tuple[str, str], list[Turn]] = {}
    for turn in turns:
        for event in turn.of:
            for verb in turn.verbs:
                found.setdefault((event, verb), []).append(turn)
    return found


def turned(low: Sequence[str], deed: Deed, event: Event, turns: Mapping[tuple[str, str], Sequence[Turn]]) -> Event:
    """The event that what is done to, or who does it, makes of `event`; `event` itself where no rule holds."""
    for turn in turns.get((event, deed.lemma), ()):
        if _holds(low, deed, turn):
            return turn.event
    return event


def _holds(low: Sequence[str], deed: Deed, turn: Turn) -> bool:
    if turn.passive and not deed.passive:
        return False
    if turn.unless and _any(low, deed.start, deed.end, turn.unless):
        return False
    if turn.near and not _any(low, deed.start, deed.end, turn.near):
        return False
    before = (max(deed.start, deed.first - _REACH), deed.first)
    after = (deed.first + 1, _object_end(low, deed))
    patient = before if deed.passive else after
    doer = before
    return (not turn.patient or _any(low, *patient, turn.patient)) and (not turn.doer or _any(low, *doer, turn.doer))


def _object_end(low: Sequence[str], deed: Deed) -> int:
    for index in range(deed.last, min(deed.end, deed.last + _REACH)):
        if low[index] in _STOPS or (low[index] == "," and not low[index - 1].isdigit()):
            return index
    return min(deed.end, deed.last + _REACH)


def _any(low: Sequence[str], first: int, last: int, words: Collection[str]) -> bool:
    return any(low[index] in words for index in range(first, last))
