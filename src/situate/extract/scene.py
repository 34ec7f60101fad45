"""The places of one proposition with their roles: those it names, and those of its sentence that it points back to."""

from collections.abc import Sequence
from typing import Final

from situate.extract.event_words import Hit
from situate.extract.events import Decision
from situate.extract.headings import heading_of
from situate.extract.place_words import Mention, PlaceWords
from situate.extract.predicates import Predicate
from situate.extract.reading import Draft, Reading
from situate.extract.roles import PURPOSE, role
from situate.extract.scan import NUMBER, POINTER, Scan, at_or_after
from situate.vocab import Event, Role

_POINTING: Final = frozenset({"the", "this", "that", "these", "those", "both", "there", "said"})
_ACHIEVED: Final = frozenset({"capture", "advance"})  # deeds that are told as the cause of something else
_TOLD_BY_CAUSE: Final = frozenset({"capability", "interdiction", "narrative", "other"})
_ACTING: Final = frozenset({"country", "road"})  # a country suffers and remains as a state does
_APART: Final = 3  # words between a name and the "where" behind it
_ABOUT: Final = frozenset(
    {"about", "at", "least", "some", "more", "than", "nearly", "almost", "only", "another", "over"}
)
_PARTS: Final = frozenset(
    {"most", "many", "several", "both", "half", "others", "few", "thousands", "hundreds", "dozens"}
)
_SHARES: Final = frozenset({"per", "cent", "percent", "%", ",", "."})
_THEM: Final = frozenset({"them", "these", "those", "whom", "which"})
_LESSER: Final = frozenset({"at", "context"})
_TOWNS: Final = frozenset({"village", "settlement", "city", "town"})
_SETTLED: Final = frozenset({"name", "shape"})
_REMEMBERED: Final = 400  # characters: two sentences, in which a reader remembers which town it was
_SCENES: Final = frozenset({"at", "object", "toward"})
_HELD: Final = frozenset({"capture", "hold"})
_SCENIC: Final = frozenset({
    "assault", "repelled", "advance", "hold", "clash", "strike", "shelling", "air_defence", "losses", "harm",
    "withdrawal", "raid", "partisan", "displacement", "capture",
})  # fmt: skip

Placed = list[tuple[int, Role]]


class Content:
    """A frame's content in its passage: words `first` to `last` (excluded), offsets, its hits and what they decide.

    `predicate` is None where it has no words.
    """

    __slots__ = ("decision", "end", "first", "hits", "last", "predicate", "start")

    def __init__(
        self,
        words: tuple[int, int],
        offsets: tuple[int, int],
        hits: list[Hit],
        decision: Decision,
        predicate: Predicate | None,
    ) -> None:
        self.first, self.last = words
        self.start, self.end = offsets
        self.hits: Final = hits
        self.decision: Final = decision
        self.predicate: Final = predicate

    def telling(self, event: Event) -> "Content":
        """The same words, taken to tell `event`."""
        told = self.decision
        decision = Decision(event, told.hit, told.head, told.weight)
        return Content((self.first, self.last), (self.start, self.end), self.hits, decision, self.predicate)


def places_of(reading: Reading, content: Content, lex: PlaceWords) -> Placed:
    """The mentions inside a content, anchors of locators aside, each with its role."""
    words = reading.words
    mentions = reading.mentions
    inside = range(at_or_after(reading.mentions_at, content.start), at_or_after(reading.mentions_at, content.end))
    if not inside:
        return []
    decided = content.decision.hit
    purpose = [h.first for h in content.hits if h.entry.kind == "tail" and _is_purpose(words, h)]
    told: dict[int, Role] = {}
    found: Placed = []
    seen: dict[str, set[Role]] = {}
    for number in inside:
        mention = mentions[number]
        if mention.end > content.end or number in reading.anchors:
            continue
        lead = reading.leads[number]
        if lead not in told:
            opener = reading.mentions[lead]
            opener = mention if opener.start < content.start else opener
            after_purpose = decided is not None and any(decided.first < p < opener.first for p in purpose)
            told[lead] = role(
                words, opener, content.decision.event, lex,
                bounds=(content.first, content.last), background=after_purpose or _in_deed(content, opener),
            )  # fmt: skip
        part = _hyphened(reading, number, lex) or told[lead]
        inner = words.low[mention.first - 1] == "within"  # "people displaced within NAME" are still there
        if (
            part == "at"
            and content.decision.event == "displacement"
            and not inner
            and _is_left(words, mention, content.last, lex)
        ):
            part = "from"
        parts = seen.setdefault(mention.text(words), set())
        # Named again only to tell where, or as background, a place adds nothing.
        if part not in parts and not (parts and part in _LESSER):
            parts.add(part)
            found.append((number, part))
    return found


def _is_purpose(words: Scan, hit: Hit) -> bool:
    """Is it a tail that tells why? The "about" of "about a company" is none."""
    after = words.low[hit.last] if hit.last < len(words.low) else ""
    counts = hit.entry.lemma == "about" and (after in {"a", "an", "half"} or after[:1].isdecimal())
    return hit.entry.lemma in PURPOSE and not counts


def _is_left(words: Scan, mention: Mention, last: int, lex: PlaceWords) -> bool:
    """ "Residents of NAME were evacuated", "fighting in NAME forced 400 people out": does leaving follow the name?"""
    after = words.low[mention.last : last]
    return not lex.emptying.isdisjoint(after) and lex.harbouring.isdisjoint(after)


def acting(
    reading: Reading, content: Content, spans: Sequence[tuple[int, int]], lex: PlaceWords
) -> list[tuple[int, int]]:
    """Those of the doers, by offsets, that act: "NAME fell" and "NAME and NAME came under fire" name places."""
    predicate, low = content.predicate, reading.words.low
    if not spans or predicate is None or predicate.main is None:
        return list(spans)
    verb = low[predicate.main]
    after = low[predicate.main + 1] if predicate.main + 1 < content.last else ""
    if verb not in lex.befalling and not (verb in lex.being and after in lex.states):
        return list(spans)
    starts = {m.start for m in reading.mentions if m.kind not in _ACTING}
    ends = {m.end for m in reading.mentions if m.kind not in _ACTING}
    return [(start, end) for start, end in spans if start not in starts or end not in ends]


def counts_those(words: Scan, content: Content) -> bool:
    """ "Six are over fifty", "most of them arrived in May": a number of those whom the claim before tells of."""
    low, at, predicate = words.low, content.first, content.predicate
    while at < content.last and low[at] in _ABOUT:
        at += 1
    if at >= content.last or not (words.marks[at] & NUMBER or low[at] in _PARTS):
        return False
    while at < content.last and (words.marks[at] & NUMBER or low[at] in _PARTS or low[at] in _SHARES):
        at += 1
    if low[at : at + 1] == ["of"] and low[at + 1 : at + 2] != [] and low[at + 1] in _THEM:
        return True
    return predicate is not None and predicate.verb == at


class Pointed:
    """The places of a frame, and the offsets of the words that mean one where only an earlier sentence names it."""

    __slots__ = ("places", "pointer")

    def __init__(self, places: Placed, pointer: tuple[int, int] | None) -> None:
        self.places: Final = places
        self.pointer: Final = pointer


_NOWHERE: Final = Pointed([], None)


def pointed_at(
    reading: Reading,
    content: Content,
    sentence_start: int,
    peers: Sequence[Draft],
    before: Sequence[Draft],
    lex: PlaceWords,
) -> Pointed:
    """The place that "the city", "the settlement" or "there" means: the last one named before it in its sentence.

    That of a town may be named by the sentence before.
    """
    low, marks = reading.words.low, reading.words.marks
    for index in range(content.first, content.last):
        if not marks[index] & POINTER:
            continue
        there = (
            low[index] == "there"
            and index + 1 < len(low)
            and low[index + 1] not in {"is", "are", "was", "were", "has", "have"}
        )
        taken = low[index] == "it" and index > content.first and low[index - 1] in lex.taking
        if (
            not there
            and not taken
            and not (low[index] in lex.anaphors and index and low[index - 1] in _POINTING and _ends_phrase(low, index))
        ):
            continue
        number = _antecedent(reading, sentence_start, reading.words.starts[index], peers, lex)
        if number is None and low[index] in _TOWNS:
            number = _named_before(reading, sentence_start, before)
        if number is None:
            continue
        mention = reading.mentions[number]
        told: tuple[int, int] | None = None
        if mention.end <= sentence_start:
            told = (reading.words.starts[index - 1], reading.words.ends[index])
        pointer = Mention(index, index + 1, reading.words.starts[index], reading.words.ends[index], mention.kind)
        bounds = (content.first, content.last)
        part = role(reading.words, pointer, content.decision.event, lex, bounds=bounds, background=False)
        leaves = there and low[index - 1] == "from"
        return Pointed([(number, "from" if leaves else "at" if there else part)], told)
    return _NOWHERE


def _ends_phrase(low: Sequence[str], index: int) -> bool:
    """Does no name or noun follow that would make another thing of "the city"?"""
    after = low[index + 1] if index + 1 < len(low) else "."
    return after not in {"of", "council", "administration", "hall", "center", "centre", "mayor", "government"}


def _antecedent(reading: Reading, start: int, before: int, peers: Sequence[Draft], lex: PlaceWords) -> int | None:
    """The last settlement or area named in the sentence before an offset, else one of its earlier clauses."""
    for number in range(len(reading.mentions) - 1, -1, -1):
        mention = reading.mentions[number]
        if (
            start <= mention.start
            and mention.end <= before
            and mention.kind not in {"country", "road"}
            and number not in reading.anchors
        ):
            after = reading.words.low[mention.last] if mention.last < len(reading.words.low) else ""
            if after not in lex.attributive:
                return number
    return next((n for draft in reversed(peers) for n, _ in draft.places), None)


def _named_before(reading: Reading, start: int, before: Sequence[Draft]) -> int | None:
    """ "Fighting goes on in NAME. They hold the village": the one town of the nearest sentence before that names any.

    None where that names several, or where nothing told in it is told of the town.
    """
    last = at_or_after(reading.mentions_at, start) - 1
    while last >= 0 and start - reading.mentions[last].end <= _REMEMBERED and not _is_town(reading, last):
        last -= 1
    if last < 0 or start - reading.mentions[last].end > _REMEMBERED:
        return None
    at = reading.mentions[last].start + reading.base
    found: int | None = None
    name = reading.mentions[last].text(reading.words)
    for draft in reversed(before):
        if draft.sentence[1] <= at:
            break
        if not draft.sentence[0] <= at:
            continue
        for number in range(at_or_after(reading.mentions_at, draft.sentence[0] - reading.base), last):
            if _is_town(reading, number) and reading.mentions[number].text(reading.words) != name:
                return None
        if any(part in _SCENES and reading.mentions[n].text(reading.words) == name for n, part in draft.places):
            found = last
    return found


def _is_town(reading: Reading, number: int) -> bool:
    """Is a mention the name of a settlement, and not but the end of a distance?"""
    mention = reading.mentions[number]
    if number in reading.anchors:
        return False
    return mention.kind in _SETTLED or (mention.kind == "area" and mention.text(reading.words).endswith(" City"))


def inherited(reading: Reading, draft: Draft, event: str) -> Placed:
    """The scene of a clause that shares its subject with the one before it and names no place of its own."""
    scene = [(n, part) for n, part in draft.places if part in _SCENES and reading.mentions[n].kind != "country"]
    return [(n, part if event == draft.event else "at") for n, part in scene]


def where(reading: Reading, content: Content, own: Placed) -> Placed:
    """The place that a clause with "where" is told of ("in NAME, where the troops ..."), unless it is named again."""
    low, at = reading.words.low, content.first - 1
    if at < 1 or low[at] != "where":
        return []
    for number in range(at_or_after(reading.mentions_at, reading.words.starts[at]) - 1, -1, -1):
        mention = reading.mentions[number]
        if mention.last + _APART < at:
            return []
        if number not in reading.anchors:
            named = {reading.mentions[n].text(reading.words) for n, _ in own}
            return [] if mention.text(reading.words) in named else [(number, "at")]
    return []


def under_heading(reading: Reading, content: Content) -> Placed:
    """The place that heads the line of a content ("NAME: the enemy is in the streets"), unless an earlier clause is
    told of another."""
    number = heading_of(reading.words, reading.mentions, content.start)
    if number is None:
        return []
    event, predicate = content.decision.event, content.predicate
    if event == "withdrawal":
        return [(number, "from")]
    bare = predicate is None or predicate.verb is None or predicate.verb == predicate.first
    return [(number, "object" if bare and event in _HELD else "at")]


def goes_on(before: str, event: str) -> bool:
    """Does a clause go on with the scene of the one before it: the same deed told on, or how an attack ended?"""
    return event in _SCENIC and (event == before or (before == "assault" and event == "repelled"))


def _in_deed(content: Content, mention: Mention) -> bool:
    """Does the name belong to a deed that is but the subject ("the capture of NAME gave ...")?"""
    head, hit = content.decision.head, content.decision.hit
    if (
        content.decision.event not in _TOLD_BY_CAUSE
        or head is None
        or hit is None
        or hit.first < head
        or mention.first > head
    ):
        return False
    return any(h.first < mention.first and h.entry.form == "noun" for h in content.hits if h.entry.event in _ACHIEVED)


def _hyphened(reading: Reading, number: int, lex: PlaceWords) -> Role | None:
    """ "the A-B line": its ends; "the A-B area": where a thing lies; None where there is no hyphen."""
    words, mentions = reading.words, reading.mentions
    first = last = number
    while first > 0 and _tied(words, mentions[first - 1], mentions[first]):
        first -= 1
    while last + 1 < len(mentions) and _tied(words, mentions[last], mentions[last + 1]):
        last += 1
    if first == last:
        return None
    end = mentions[last].last
    if end + 1 < len(words.low) and words.low[end][-1].isdecimal():
        end += 1  # "the A-B R21 highway"
    after = words.low[end] if end < len(words.low) else ""
    return "between" if after in lex.lines else "at"


def _tied(words: Scan, a: Mention, b: Mention) -> bool:
    return b.first - a.last == 1 and words.words[a.last] in "-–" and words.starts[b.first] - words.ends[a.last - 1] <= 3
