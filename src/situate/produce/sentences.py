"""Sentences from claims: who said when, then the words themselves."""

import re
from typing import Final

import msgspec

from situate.model import Claim
from situate.produce.clause import Capitals, Clause, clause, has_verb
from situate.produce.dangling import dangles
from situate.produce.desk import Desk
from situate.produce.edits import RELATIVE
from situate.produce.efforts import efforts_of
from situate.produce.themes import Themes
from situate.produce.towns import Towns
from situate.produce.who import Voice, day_said, is_nobody, outer, voice
from situate.produce.words import AUXILIARIES, FIRST_PERSON, PREPOSITIONS, PRONOUNS, capitalised, days_words, listed

_WITH_YEAR: Final = re.compile(r", \d{4}$")
# "Women in the city to register": what somebody is told to do, in the infinitive.
_BIDDEN: Final = re.compile(r"\w to [a-z]{2,}")
# So many characters of a sentence outside its content may be marks of punctuation or lists.
_MARKS: Final = 3
# A quotation of fewer words, with neither place nor number, tells nothing.
_SCRAP_WORDS: Final = 5
# Probability words that can be said of a fact: "it is likely that".
_ADJECTIVE: Final = re.compile(
    r"(?:(?:very|highly|increasingly|most|more|less|quite|almost) )?(?:un)?(?:likely|possible|(?:im)?probable|certain)",
    re.IGNORECASE,
)
# Those that are nouns: "there is a realistic possibility that".
_CHANCE: Final = re.compile(
    r"(?:there (?:is|was|remains) )?(?:(?P<article>an?|no|some|little|almost no|every|any) )?"
    r"(?P<noun>(?:[\w-]+ ){0,3}(?:possibility|chance|probability|likelihood|risk|prospect|odds))(?: (?:that|of))?",
    re.IGNORECASE,
)


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence before the gate: its words without a full stop, and the claims they stand on.

    `said` is the bare clause where the sentence is no more than one voice's "reported on a day that …", and
    `opening` that voice, verb and day: what lets the next sentence of the same voice join it; `sums` where it sums up
    what its claims say, in words of the writer's.
    """

    text: str
    claims: tuple[Claim, ...]
    opening: tuple[str, str, str] = ("", "", "")
    said: str = ""
    sums: bool = False

    @property
    def finished(self) -> str:
        """With its capital and its full stop."""
        text = capitalised(self.text.strip())
        return text if text.endswith((".", "?", "!", "”")) else f"{text}."


class Pen:
    """What the writer needs: the desk, what is known of capitals, efforts and themes. It remembers clauses it made."""

    def __init__(self, desk: Desk, known: Capitals) -> None:
        self.desk, self.known = desk, known
        self.themes = Themes(desk.claims.values(), desk)
        thematic = frozenset(e.id for e in desk.theatre.efforts if not e.anchors)
        self.efforts = self.themes.efforts(efforts_of(desk.claims.values(), desk.theatre), thematic)
        self.towns = Towns(desk.claims.values(), desk.theatre)
        self._made: dict[str, Clause] = {}

    def clause(self, claim: Claim) -> Clause:
        """The content of a claim as a clause."""
        if claim.id not in self._made:
            self._made[claim.id] = clause(claim, self.desk, self.known)
        return self._made[claim.id]


def told(claims: tuple[Claim, ...], pen: Pen, *, also: bool = False, brief: bool = False) -> Draft:
    """One sentence for one claim, or for several voices that say the same in the words of the first.

    `also` ties it to the sentence before; `brief` leaves the day of speech out.
    """
    lead = claims[0]
    voices = tuple({v.key: v for v in (voice(c, pen.desk) for c in claims)}.values())
    said = _doubted(lead, pen.clause(lead))
    bare = said.form in ("quote", "nominal") and not lead.speakers
    hidden = not bare and ((brief and not RELATIVE.search(said.text)) or _dates_itself(lead))
    day = "" if hidden else _days(claims, pen)
    text = _shape(lead, voices, said, day)
    if also and pen.clause(lead).form == "finite":
        text = text.replace(f" {voices[0].verb}", f" also {voices[0].verb}", 1)
    plain = len(voices) == 1 and text.endswith(f" that {said.text}") and said.form == "finite"
    if not plain or lead.stance in ("shows", "relays", "denies", "directs") or "," in text.removesuffix(said.text):
        return Draft(text=text, claims=claims)
    return Draft(text=text, claims=claims, opening=(voices[0].name, voices[0].verb, day), said=said.text)


def _doubted(lead: Claim, said: Clause) -> Clause:
    """The clause with the probability words that stood outside the content."""
    words = lead.likelihood.text.strip() if lead.likelihood else ""
    if not words or said.form != "finite" or words.casefold() in said.text.casefold():
        return said
    if _ADJECTIVE.fullmatch(words):
        return msgspec.structs.replace(said, text=f"it is {words} that {said.text}")
    noun = _CHANCE.fullmatch(words)
    if noun:
        article = noun["article"] or ("an" if noun["noun"][0].casefold() in "aeiou" else "a")
        return msgspec.structs.replace(said, text=f"there is {article} {noun['noun']} that {said.text}")
    return msgspec.structs.replace(said, text=f"{words} {said.text}" if words.endswith("ly") else said.text)


def _shape(lead: Claim, voices: tuple[Voice, ...], said: Clause, day: str) -> str:
    """The sentence of a claim by its stance and by what its content is grammatically."""
    subject = listed(tuple(v.name for v in voices))
    on = f" on {day}" if day else ""
    on += "," * bool(_WITH_YEAR.search(on))
    loose = said.form == "nominal" and lead.stance not in ("shows", "directs", "relays", "denies")
    if (said.form in ("quote", "infinitive") or loose) and not lead.speakers:
        return _quoted(lead, subject, voices[0], said, on)
    heard = f"according to {voices[0].carrier}" if voices[0].carrier else ""
    special = _special(lead, subject, voices[0].plural or len(voices) > 1, said, (day, on))
    if special:
        told = "" if lead.stance == "relays" else outer(lead)
        if lead.stance == "shows":
            through = ", citing ".join(name for name in (voices[0].carrier, told) if name)
            return f"{special}, according to {through}" if through else special
        special = f"{told} reported that {special}" if told else special
        return f"{heard}, {special}" if heard else special
    verb, source = voices[0].verb, ""
    if len(voices) == 1 and outer(lead) and said.form == "finite":
        heard = f"{heard}, " if heard else ""
        return f"{heard}{outer(lead)} reported{on} that {subject} {verb} that {said.text}"
    if len(voices) == 1 and outer(lead):
        subject, source, heard = outer(lead), f", citing {subject},", f"{heard}, " if heard else ""
        return f"{heard}{_reported(subject, verb, said, (day, on), source)}"
    if heard and said.form == "nominal":
        return f"{heard}, {_reported(subject, verb, said, (day, on), source)}"
    if heard:
        source = f", {heard},"
    elif _hearsay(lead) and _hearsay(lead) not in said.text.casefold():
        source = ", without naming its source,"
    return _reported(subject, verb, said, (day, on), source)


def _special(lead: Claim, subject: str, plural: bool, said: Clause, when: tuple[str, str]) -> str:
    """The sentence of what is shown, ordered, passed on or denied; "" for what is simply said."""
    day, on = when
    if lead.stance == "shows" and not FIRST_PERSON.search(said.text):
        return _shown(subject, plural, said, day)
    if lead.stance == "directs" and lead.cue and said.form != "fragment":
        return _directed(lead, subject, said, on)
    cue = lead.cue.text.casefold() if lead.cue else ""
    if cue.startswith("accus") and said.form == "nominal":
        return f"{subject} accused{on} {said.text}"
    if lead.stance == "relays":
        return _relayed(lead, subject, said, on)
    if lead.stance == "denies":
        return f"{subject} denied{on} {'that ' if said.form == 'finite' else ''}{said.text}"
    return ""


def _reported(subject: str, verb: str, said: Clause, when: tuple[str, str], source: str) -> str:
    """What somebody said, in a clause; a mere noun phrase is what somebody spoke of."""
    day, on = when
    if said.form == "finite":
        return f"{subject} {verb}{on}{source} that {said.text}"
    verb = verb if verb in ("reported", "claimed") else "spoke of"
    return f"On {day}, {subject} {verb}{source} {said.text}" if day else f"{subject} {verb}{source} {said.text}"


def _shown(subject: str, plural: bool, said: Clause, day: str) -> str:
    published = f" published on {day}" if day else ""
    if said.form == "finite":
        return f"{subject}{published} {'indicate' if plural else 'indicates'} that {said.text}"
    return f"{subject}{published} {'show' if plural else 'shows'} {said.text}"


def _quoted(lead: Claim, subject: str, who: Voice, said: Clause, on: str) -> str:
    """An author's own words that no clause can take in: verbatim, with dots where the sentence around them is cut."""
    verb = "wrote" if who.verb == "claimed" else "said"
    inner = " ".join(lead.content.text.split()).strip(' ,;:–—-•*#>|“”"')
    inner = inner.replace("“", "‘").replace("”", "’").replace('"', "'")
    ahead, behind = _cut(lead)
    before = "… " if ahead else ""
    after = " …" if behind else "" if inner.endswith((".", "?", "!", "…")) else "."
    return f"{subject} {verb}{on}: “{before}{inner}{after}”"


def _cut(claim: Claim) -> tuple[bool, bool]:
    """Does more than marks of punctuation stand in its sentence before the content, and behind it?"""
    return claim.content.start - claim.start > _MARKS, claim.end - claim.content.end > _MARKS


def _directed(lead: Claim, subject: str, said: Clause, on: str) -> str:
    """An order, a demand or a proposal in its own verb."""
    cue = lead.cue.text.casefold() if lead.cue else ""
    bidden = _BIDDEN.search(said.text) and not AUXILIARIES & set(said.text.casefold().split())
    if said.form == "finite" and " " not in cue and not bidden:
        return f"{subject} {cue}{on} that {said.text}"
    return f"{subject} {cue} {said.text}{on}"


def _hearsay(lead: Claim) -> str:
    """The word by which a document reports what nobody is named for: "reportedly"; "" for none."""
    cue = lead.cue.text.casefold() if lead.cue and not lead.speakers else ""
    return cue if cue.endswith("edly") else ""


def _relayed(lead: Claim, subject: str, said: Clause, on: str) -> str:
    first = outer(lead)
    link = "that " if said.form == "finite" else "of "
    if first:
        whose = f"{subject}’" if subject.endswith("s") else f"{subject}’s"
        return f"{first} amplified{on} {whose} claim {link}{said.text}"
    cue = lead.cue.text.split()[0].casefold() if lead.cue else ""
    if said.form == "nominal" and lead.cue and lead.evidence != "none":
        words = lead.cue.text.casefold()
        return f"{subject} {words}{'' if words.endswith(' of') else ' material on'} {said.text}{on}"
    return f"{subject} {cue if cue.endswith('ed') else 'relayed'}{on} the claim {link}{said.text}"


def _dates_itself(claim: Claim) -> bool:
    """Does its clause already hold the day it was published on?"""
    start, end = claim.content.start, claim.content.end
    inside = [d for d in claim.dates if start <= d.start < end]
    outside = [d for d in claim.dates if d.of == "event" and d not in inside]
    return any(d.first == d.last == claim.published for d in (*inside, *(outside if len(outside) == 1 else ())))


def _days(claims: tuple[Claim, ...], pen: Pen) -> str:
    if len(claims) == 1:
        return day_said(claims[0], pen.desk)
    if any(c.speakers for c in claims):
        return ""
    return days_words(tuple(c.published for c in claims if c.published), pen.desk.day)


def says_nothing(claim: Claim, pen: Pen) -> bool:
    """Are its words nothing without their neighbours, or is it nobody who says them?"""
    said = pen.clause(claim)
    bare = not claim.places and not claim.quantities
    scrap = said.form == "nominal" or (said.form == "quote" and len(said.text.split()) < _SCRAP_WORDS)
    indirect = (
        bool(claim.speakers) and said.form in ("quote", "infinitive") and claim.stance not in ("directs", "shows")
    )
    leaning = _is_piece(claim, said) or said.form == "fragment" or dangles(said.text, claim) or _is_cutting(claim, said)
    return leaning or indirect or (bare and scrap) or is_nobody(claim, pen.desk)


def _is_cutting(claim: Claim, said: Clause) -> bool:
    """Is it a quotation out of the middle of a sentence that opens with a pronoun, a participle or a preposition?"""
    first = said.text.split(maxsplit=1)[0].casefold() if said.text else ""
    leaning = first in PRONOUNS | PREPOSITIONS or first.endswith(("ing", "ly"))
    return said.form == "quote" and _cut(claim)[0] and leaning and not FIRST_PERSON.search(said.text)


# "The residents of Orlen, which will let them": the verb of a relative clause makes no sentence.
_BEHIND_COMMA: Final = re.compile(r", (?:which|who|whose|where)\b.*", re.DOTALL)


def _is_piece(claim: Claim, said: Clause) -> bool:
    """Is it no more than the subject or the object of its sentence?"""
    accused = claim.cue is not None and claim.cue.text.casefold().startswith("accus")
    doers = "|".join(re.escape(a.text) for a in claim.actors if a.text)
    if re.match(rf"(?:{doers or '(?!)'}{'|.{3,60}?' if accused else ''}) of \w+ing\b", said.text):
        return said.form != "nominal" or not accused
    if claim.stance == "shows" or said.form not in ("nominal", "quote"):
        return False
    bare = not has_verb(_BEHIND_COMMA.sub("", said.text))
    if claim.speakers:
        return bare and any(said.text.startswith(p.text) for p in claim.places if p.text)
    return any(_cut(claim)) and (bare or said.form == "nominal")


def same_voice(a: Claim, b: Claim, desk: Desk) -> bool:
    """Do both claims come from one voice?"""
    return voice(a, desk).key == voice(b, desk).key
