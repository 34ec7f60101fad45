"""The attribution grammar: from a passage to its propositions, each with who says it, how, and the author's view."""

from collections.abc import Mapping
from typing import Final

from situate.extract.attribution import Attribution
from situate.extract.clauses import Sentence
from situate.extract.cutter import LEADS_SPEAKER
from situate.extract.drafts import Draft, Speech
from situate.extract.edges import trim_end, trim_start
from situate.extract.event_entries import WEIGHTS
from situate.extract.events import Decision, EventLexicon
from situate.extract.fold import give
from situate.extract.frame import Frame
from situate.extract.groups import FINITE, ING_FORM
from situate.extract.likelihood import Probability
from situate.extract.openings import DASHES, Opened, unfold
from situate.extract.phrases import offsets
from situate.extract.propositions import WHOLE, propositions
from situate.extract.sayings import Sayings
from situate.extract.selves import self_names
from situate.extract.sentences import Sentences
from situate.extract.tokens import (
    ADJECTIVE,
    ASKED,
    DASH,
    DAY,
    DETERMINER,
    DOUBTFUL,
    HINT,
    NAME,
    NOUN,
    NUMBER,
    PLURAL,
    QUOTE,
    Tokens,
)
from situate.extract.views import HINTS, Views
from situate.extract.words import Words
from situate.model import Document, Passage, Quote
from situate.theatre import Theatre

_ASKED: Final = {ASKED: WHOLE | LEADS_SPEAKER, HINT: HINTS, DASH: DASHES}
_PLACING: Final = frozenset({"in", "near", "at", "over", "around", "between", "on", "across", "along", "after", "from"})
_HEADERS: Final = frozenset(
    {"thread", "update", "notes", "note", "summary", "overview", "digest", "recap", "roundup", "review", "briefing"}
)
_ABOUT: Final = frozenset({"on", "about", "from", "of", "for", ":"})
_SEEN: Final = frozenset({"satellite", "geolocated", "footage"})
# What opens a sentence that greets, thanks or points: most of them are common words that open others as well.
_TALK: Final = frozenset(
    [
        "here", "praise", "glory", "thanks", "thank", "congratulations", "more", "i", "we", "long", "happy", "good",
        "greetings", "hello", "welcome", "hold", "stay", "take", "be",
    ]
)  # fmt: skip
_FEELS: Final = frozenset({"afraid", "sorry", "sure", "glad", "not", "n't", "tired", "curious"})
_TALKED: Final = 7  # tokens: the longest greeting
_HEAD: Final = 4  # tokens in which the name of a kind of text stands
_SPOKEN: Final = 40  # claims: how far back a name is looked for that has spoken
_QUOTED: Final = 6  # sentences: the longest quotation; what is longer has lost its closing mark
_LEAST: Final = 4  # tokens, the full stop among them: the shortest sentence without a verb that says something
_LONGEST: Final = 600  # tokens: what is longer is no sentence, but a list or hostile text; it is cut there


class Grammar:
    """Compiled once from the lexicon and a theatre; pure and safe to share."""

    def __init__(self, lexicon: Mapping[str, bytes], theatre: Theatre, events: EventLexicon | None = None) -> None:
        """`events` where they are compiled already. Raises DataError where a lexicon file is missing or broken."""
        self._words = Words(lexicon, (a for side in theatre.sides for a in side.adjectives), _ASKED)
        self._sentences = Sentences(lexicon)
        self._events = events or EventLexicon(lexicon)
        sayings = Sayings(lexicon)
        self._sayings = sayings
        self._attribution = Attribution(self._words, sayings, Probability(lexicon), self._differs)
        self._views = Views(self._words, sayings)
        self._self_names = {
            publisher.source: frozenset(_plain(name) for name in publisher.self_names)
            for publisher in theatre.publishers
        }

    def frames(self, document: Document, passage: Passage) -> tuple[Frame, ...]:
        """Every proposition of a passage, in the order of the text."""
        text = document.text
        selves = self._self_names.get(document.publisher_id or "", frozenset()) | {"we", "i"}
        if document.publisher:
            selves |= self_names(document.publisher)
        sentences: list[Sentence] = []
        drafts: list[Draft] = []
        for start, end in self._sentences.spans(text, passage.start, passage.end):
            tokens = self._words.read(text, start, end)
            for at in range(0, len(tokens.words), _LONGEST):
                piece = tokens.part(at, at + _LONGEST)
                sentence, opened = self._sentence(text, piece)
                found = propositions(self._attribution, selves, sentence, len(sentences))
                if _titles(sentence) or (sentence.low and sentence.low[0] in _TALK and _small_talk(sentence)):
                    found = []
                elif not found and self._bare(sentence):
                    found = [_verbless(sentence, len(sentences))]
                _go_on(sentence, drafts, found)
                teller = opened.teller or _by_surname(piece, opened, drafts)
                if teller is not None:
                    first, last = teller
                    if _plain(" ".join(piece.words[first:last])) not in selves:
                        _tell((piece.starts[first], piece.starts[last - 1] + len(piece.words[last - 1])), found)
                elif opened.label[1] > opened.label[0]:
                    self._pictured(piece, opened.label, found)
                self._views.label(piece.words[slice(*opened.label)], found)
                drafts.extend(found)
                sentences.append(sentence)
        _quoted_through(sentences, drafts)
        drafts = self._views.judge(sentences, drafts, selves)
        return tuple(_frame(draft) for draft in drafts)

    def read(self, text: str, start: int, end: int) -> list[Sentence]:
        """The sentence `text[start:end]` as the rules read it, without label and dateline; in pieces if too long."""
        tokens = self._words.read(text, start, end)
        pieces = range(0, len(tokens.words), _LONGEST)
        return [self._sentence(text, tokens.part(at, at + _LONGEST))[0] for at in pieces]

    def _sentence(self, text: str, tokens: Tokens) -> tuple[Sentence, Opened]:
        """The sentence, and what stands around its own words: no part of its clauses."""
        opened = unfold(self._sayings, tokens.words, tokens.tags, tokens.mask)
        return Sentence(text, tokens.part(opened.start, opened.end), opened.groups), opened

    def _pictured(self, piece: Tokens, label: tuple[int, int], found: list[Draft]) -> None:
        """ "New satellite images: P": what the author would else assert is seen in the pictures named beside."""
        words = piece.words[slice(*label)]
        evidence = self._sayings.evidence_of(piece.low[slice(*label)])
        if evidence not in _SEEN or len(words) > _HEAD:
            return
        speech = Speech("shows", None)
        speech.speakers.append((piece.starts[label[0]], piece.starts[label[1] - 1] + len(words[-1])))
        speech.evidence = evidence
        for draft in found:
            if draft.speech is None and draft.view == "own":
                give(draft, speech)
                draft.rules.append("named beside")

    def _bare(self, s: Sentence) -> bool:
        """ "Heavy fighting near Corva.": no verb at all, a full stop, a place or time, and a word for an event."""
        verbs = any(group.kind != ING_FORM or group.start > 1 for group in s.groups)  # "fighting on the edge" has none
        if len(s.words) < _LEAST or s.words[-1] not in {".", "!"} or verbs:
            return False
        placed = any(
            word in _PLACING and s.tags[k + 2] & (NAME | NOUN | PLURAL | DETERMINER | NUMBER | ADJECTIVE)
            for k, word in enumerate(s.low[1:-1])
        )  # "fighting on the edge", not "hold on, boys"
        return placed and self._decision(s.text[s.starts[0] : s.end]).event != "other"

    def _differs(self, first: str, second: str) -> bool:
        """Do two texts tell of different kinds of event? What only a vague word tells, if any, differs from nothing."""
        told = self._decision(first)
        if not _is_told(told):
            return False
        then = self._decision(second)
        if then.event == "other" and second.split(" ", 1)[0].rstrip(".,").endswith("ing"):
            return False  # "prevent them from leaving and deserting"
        return then.event != told.event and _is_told(then)

    def _decision(self, text: str) -> Decision:
        words = self._events.scan(text)
        return self._events.decide(words, self._events.hits(words))


def _is_told(decision: Decision) -> bool:
    """Is it a kind of event, or what a strong word tells to be none of the scale?"""
    hit = decision.hit
    return decision.event != "other" or (hit is not None and hit.entry.weight >= WEIGHTS["strong"])


def _titles(s: Sentence) -> bool:
    """ "Monthly update on the bases.", "Thread on the raid": what kind of text follows, and no sure verb."""
    kind = next((k for k in range(min(_HEAD, len(s.low))) if s.low[k] in _HEADERS), -1)
    if kind < 0 or s.low[kind + 1 : kind + 2] == [] or s.low[kind + 1] not in _ABOUT:
        return False
    return not any(g.kind == FINITE and (g.end > g.start + 1 or not s.tags[g.head] & DOUBTFUL) for g in s.groups)


def _small_talk(s: Sentence) -> bool:
    """ "Here is what happened.", "Praise be to God.", "More when it clears.": nothing is put forward."""
    first, after = s.low[0], s.low[1:2]
    if first == "here":
        return after in (["is"], ["are"])
    if first == "more":
        return len(s.low) <= _TALKED and after in (["when"], ["later"], ["soon"], ["to"], ["below"], ["tomorrow"])
    if first in {"i", "we"}:
        return after in (["am"], ["are"], ["do"]) and len(s.low) <= _LEAST + 1 and not _FEELS.isdisjoint(s.low[2:3])
    return len(s.low) <= _TALKED and not any(g.kind == FINITE and g.start > 1 for g in s.groups)


def _quoted_through(sentences: list[Sentence], drafts: list[Draft]) -> None:
    """A quotation of several sentences is said by whom its first or its last sentence names."""
    odd = [sum(1 for tag in s.tags if tag & QUOTE) % 2 == 1 for s in sentences]
    if not any(odd):
        return
    told: list[list[Draft]] = [[] for _ in sentences]
    for draft in drafts:
        told[draft.number].append(draft)
    opened = -1  # the sentence in which a quotation was opened that is not closed yet
    for number in range(len(sentences)):
        if not odd[number]:
            continue
        if opened >= 0 and number - opened <= _QUOTED:
            _share_quotation([draft for part in told[opened : number + 1] for draft in part])
        opened = number if opened < 0 or number - opened > _QUOTED else -1


def _share_quotation(drafts: list[Draft]) -> None:
    """Give the bare drafts of one quotation the speaker of the others, where these have one alone."""
    told = next((d.speech for d in drafts if d.speech is not None and d.speech.speakers and not d.speech.own), None)
    if told is None or told.stance not in {"states", "claims", "assesses"}:
        return
    for draft in drafts:
        if draft.speech is None and draft.view == "own":
            speech = Speech(told.stance, None)  # its verb stands in the other sentence
            speech.speakers, speech.evidence, speech.view = told.speakers, told.evidence, told.view
            give(draft, speech)
            draft.rules.append("quotation goes on")


def _go_on(sentence: Sentence, before: list[Draft], found: list[Draft]) -> None:
    """A quotation goes on: ' "P," X said. "Q." ' gives Q the speech of P, where the sentence before ends with it."""
    quoted = sentence.tags and sentence.tags[0] & QUOTE and sentence.tags[-1] & QUOTE
    if not quoted or not before or before[-1].number != (found[0].number if found else 0) - 1:
        return
    last = before[-1].speech
    if last is None or last.own or not last.speakers or not before[-1].sentence.tags[0] & QUOTE:
        return
    speech = Speech(last.stance, None)  # its verb stands in the other sentence
    speech.speakers, speech.evidence, speech.view = last.speakers, last.evidence, last.view
    for draft in found:
        if draft.speech is None and draft.view == "own":
            give(draft, speech)
            draft.rules.append("quotation goes on")


def _verbless(s: Sentence, number: int) -> Draft:
    """A sentence without a verb, as posts have it: the author's own."""
    draft = Draft(s, number, trim_start(s, 0, len(s.words)), trim_end(s, 0, len(s.words)))
    draft.negated = s.low[draft.start] == "no"
    draft.rules.append("no verb")
    return draft


def _by_surname(piece: Tokens, opened: Opened, drafts: list[Draft]) -> tuple[int, int] | None:
    """ "Orlin: P": a bare name before a colon that has spoken before, or that a quotation follows."""
    first, last = opened.label
    if last - first != 1 or not piece.tags[first] & NAME or piece.tags[first] & DAY:
        return None
    if opened.start < len(piece.tags) and piece.tags[opened.start] & QUOTE:
        return first, last
    name = piece.words[first]
    for draft in drafts[-_SPOKEN:]:
        for start, end in draft.speech.speakers if draft.speech is not None else ():
            if draft.sentence.text[start:end].endswith(" " + name):
                return first, last
    return None


def _tell(teller: tuple[int, int], found: list[Draft]) -> None:
    """ "Governor Lee: P" and "P — governor": what the author would else assert is said by the one named."""
    speech = Speech("states", None)
    speech.speakers.append(teller)
    for draft in found:
        if draft.speech is None and draft.view == "own":
            give(draft, speech)
            draft.rules.append("named beside")


def _plain(name: str) -> str:
    return name.lower().removeprefix("the ")


def _quote(text: str, span: tuple[int, int]) -> Quote:
    return Quote(text[span[0] : span[1]], span[0], span[1])


def _frame(d: Draft) -> Frame:
    s = d.sentence
    speech = d.speech
    attribution: list[tuple[int, int]] = []
    if speech is not None and speech.attribution is not None and speech.attribution[1] > speech.attribution[0]:
        attribution.append(
            (s.starts[speech.attribution[0]], s.offset_end(min(speech.attribution[1], len(s.words)) - 1))
        )
    return Frame(
        content=_quote(s.text, (s.starts[d.start], s.offset_end(d.end - 1))),
        sentence=(s.starts[0], s.end),
        speakers=tuple(_quote(s.text, span) for span in speech.speakers)
        if speech is not None and d.view != "own"
        else (),
        cue=_quote(s.text, offsets(s, d.cue, unpossessed=False)) if d.cue is not None else None,
        stance=d.stance,
        likelihood=_quote(s.text, offsets(s, d.likelihood, unpossessed=False)) if d.likelihood is not None else None,
        evidence=d.evidence,
        author_view=d.view,
        negated=d.negated,
        subject=_quote(s.text, offsets(s, d.subject)) if d.subject is not None else None,
        attribution=tuple(attribution),
        rules=tuple(dict.fromkeys(d.rules)) if len(d.rules) > 1 else tuple(d.rules),
    )
