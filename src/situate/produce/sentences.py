"""Sentences from claims: who said when, then the words themselves."""

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from situate.model import Claim
from situate.produce.clause import Clause, clause
from situate.produce.desk import Desk
from situate.produce.who import Voice, day_said, outer, source_of, voice
from situate.produce.words import capitalised, days_words, listed

# Changes on the ground that footage would show, so that a reader asks for it.
_VISIBLE: Final = frozenset({"capture", "advance"})
_SEEN: Final = frozenset({"geolocated", "footage", "satellite"})
# Probability words that can be said of a fact: "it is likely that".
_ADJECTIVE: Final = re.compile(
    r"(?:(?:very|highly|increasingly|most|more|less|quite|almost) )?(?:un)?(?:likely|possible|(?:im)?probable|certain)",
    re.IGNORECASE,
)
# Two clauses of more words than this together stand better in two sentences.
_LONGEST_PAIR_WORDS: Final = 55


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence before the gate: its words without a full stop, and the claims they stand on."""

    text: str
    claims: tuple[Claim, ...]

    @property
    def finished(self) -> str:
        """With its capital and its full stop."""
        text = capitalised(self.text.strip())
        return text if text.endswith((".", "?", "!", "”")) else f"{text}."


class Pen(msgspec.Struct, frozen=True, kw_only=True):
    """What the writer of sentences needs: the desk, and the words that need no capital."""

    desk: Desk
    lower: frozenset[str]

    def clause(self, claim: Claim) -> Clause:
        """The content of a claim as a clause."""
        return clause(claim, self.desk, self.lower)


def told(claims: tuple[Claim, ...], pen: Pen, *, also: bool = False, brief: bool = False) -> Draft:
    """One sentence for one claim, or for several voices that say the same in the words of the first.

    `also` ties it to the sentence before; `brief` leaves the day of speech out.
    """
    lead = claims[0]
    voices = tuple({v.key: v for v in (voice(c, pen.desk) for c in claims)}.values())
    said = _doubted(lead, pen.clause(lead))
    day = "" if brief or _dates_itself(lead) else _days(claims, pen)
    text = _shape(lead, voices, said, day)
    if also and pen.clause(lead).form == "finite":
        text = text.replace(f" {voices[0].verb}", f" also {voices[0].verb}", 1)
    return Draft(text=text, claims=claims)


def unseen(draft: Draft, seen: Iterable[Claim]) -> Draft:
    """The sentence with the remark that nothing shows it, where a claimed change on the ground lacks pictures."""
    lead = draft.claims[0]
    wanted = (
        lead.event in _VISIBLE
        and not lead.negated
        and lead.stance in ("claims", "states", "asserts", "relays")
        and lead.likelihood is None
        and not any(c.evidence in _SEEN or c.author_view == "supports" for c in (*draft.claims, *seen))
    )
    if not wanted or draft.text.endswith("”"):
        return draft
    tail = "this claim" if len(draft.claims) == 1 else "these claims"
    remark = f", although no visual confirmation of {tail} has been observed"
    return msgspec.structs.replace(draft, text=draft.text.rstrip(".") + remark)


def belied(draft: Draft, conduct: Claim, pen: Pen) -> Draft:
    """The sentence with what the claimant's own side does to the place it says it holds."""
    other = told((conduct,), pen)
    if draft.text.endswith("”") or conduct in draft.claims:
        return draft
    text = f"{draft.text.rstrip('.')}, although {other.text}"
    return msgspec.structs.replace(draft, text=text, claims=(*draft.claims, *other.claims))


def against(one: Draft, other: Draft) -> tuple[Draft, ...]:
    """Two accounts that exclude one another: one sentence where both are short, else two side by side."""
    if len(one.text.split()) + len(other.text.split()) <= _LONGEST_PAIR_WORDS and not one.text.endswith("”"):
        return (Draft(text=f"{one.text}, while {other.text}", claims=(*one.claims, *other.claims)),)
    return one, other


def _doubted(lead: Claim, said: Clause) -> Clause:
    """The clause with the probability words that stood outside the content."""
    words = lead.likelihood.text.strip() if lead.likelihood else ""
    if not words or said.form != "finite" or words.casefold() in said.text.casefold():
        return said
    if _ADJECTIVE.fullmatch(words):
        return msgspec.structs.replace(said, text=f"it is {words} that {said.text}")
    return msgspec.structs.replace(said, text=f"{words} {said.text}" if words.endswith("ly") else said.text)


def _shape(lead: Claim, voices: tuple[Voice, ...], said: Clause, day: str) -> str:
    """The sentence of a claim by its stance and by what its content is grammatically."""
    subject = listed(tuple(v.name for v in voices))
    plural = voices[0].plural or len(voices) > 1
    on = f" on {day}" if day else ""
    if lead.stance == "shows" and said.form != "quote":
        return _shown(subject, plural, said, day)
    if said.form in ("quote", "infinitive"):
        return _quoted(lead, subject, voices[0], said, on)
    if lead.stance == "relays":
        return _relayed(lead, subject, said, on)
    if lead.stance == "denies":
        return (
            f"{subject} denied{on} that {said.text}" if said.form == "finite" else f"{subject} denied{on} {said.text}"
        )
    verb, source = voices[0].verb, ""
    if len(voices) == 1 and outer(lead):
        subject, source = outer(lead), f", citing {subject},"
    elif not lead.speakers and lead.cue and lead.cue.text.casefold().endswith("edly"):
        source = ", without naming its source,"
    if said.form == "finite":
        return f"{subject} {verb}{on}{source} that {said.text}"
    return f"On {day}, {subject} {verb}{source} {said.text}" if day else f"{subject} {verb}{source} {said.text}"


def _shown(subject: str, plural: bool, said: Clause, day: str) -> str:
    published = f" published on {day}" if day else ""
    if said.form == "finite":
        return f"{subject}{published} {'indicate' if plural else 'indicates'} that {said.text}"
    return f"{subject}{published} {'show' if plural else 'shows'} {said.text}"


def _quoted(lead: Claim, subject: str, who: Voice, said: Clause, on: str) -> str:
    """Words that no clause can take in stand as they are, between quotation marks."""
    if lead.stance == "directs" and lead.cue and said.form == "infinitive":
        return f"{subject} {lead.cue.text.casefold()}{on} {said.text}"
    verb = "wrote" if not lead.speakers and who.verb == "claimed" else "said"
    inner = said.text.replace("“", "‘").replace("”", "’").replace('"', "'")
    return f"{subject} {verb}{on}: “{inner}{'' if inner.endswith(('?', '!', '…')) else '.'}”"


def _relayed(lead: Claim, subject: str, said: Clause, on: str) -> str:
    first = outer(lead)
    link = "that " if said.form == "finite" else "of "
    if first:
        whose = f"{subject}’" if subject.endswith("s") else f"{subject}’s"
        return f"{first} amplified{on} {whose} claim {link}{said.text}"
    return f"{subject} relayed{on} the claim {link}{said.text}"


def _dates_itself(claim: Claim) -> bool:
    """Does the content already hold the day it was published on?"""
    start, end = claim.content.start, claim.content.end
    return any(d.first == d.last == claim.published and start <= d.start < end for d in claim.dates)


def _days(claims: tuple[Claim, ...], pen: Pen) -> str:
    if len(claims) == 1:
        return day_said(claims[0], pen.desk)
    return days_words(tuple(c.published for c in claims if c.published), pen.desk.day)


def same_voice(a: Claim, b: Claim, desk: Desk) -> bool:
    """Do both claims come from one voice?"""
    return voice(a, desk).key == voice(b, desk).key


def family(claim: Claim, desk: Desk) -> str:
    """The family of a claim's source: who repeats whom; the voice itself where the theatre does not know it."""
    source = source_of(claim, desk)
    return source.family if source else voice(claim, desk).key
