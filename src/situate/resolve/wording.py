"""What a claim's words make of its event: a fact or an aim, said or denied, and done by which side."""

import re
from collections.abc import Iterator
from typing import Final, Literal

from situate.model import Claim, PlaceMention
from situate.theatre import Theatre

Modality = Literal["fact", "future", "directed"]

# English of what is not yet so. "have likely taken" is past, "is likely to take", "may take" and "will" are not.
# Lower case only: "May" is a month.
_FUTURE: Final = re.compile(
    r"\b(?:will|would|(?:un)?likely to(?! have)|expected to(?! have)|may(?! have)|might(?! have)|could(?! have)"
    r"|in the (?:near future|coming (?:hours|days|weeks|months)))\b"
)
# "may be regrouping", "might have struck" suppose what goes on or was done: unsure, but of now and not of later.
_SUPPOSED: Final = re.compile(r"\b(?:may|might|could)(?: \w+ly)? (?:have\b|be(?: \w+ly)? \w+ing\b)")
_MAY: Final = re.compile(r"(?i:may|might|could)")
# An attempt on a place is an attack that happened, but no capture that did.
_AIM: Final = re.compile(
    r"\b(?:attempt|try|tries|tried|trying|seek|sought|aim|effort|intend|intent|plan|prepar|want|need|struggl|fight|"
    r"operation|prioriti|objective|goal|mission|poised|order|decid|decision)\w*(?:,? \w+){0,3}? (?:to|at) \w+"
    r"|\b(?:cannot|unable|fail\w*) "
    # Taking is under way or in view: "focused on taking", "on the verge of capturing", "completing the seizure".
    r"|\b(?:focus|concentrat|progress|effort|verge|goal|aim|intent|objective|condition|prospect|probab|likelihood|"
    r"chance|risk|operation|attempt|interest|prepar|plan|close|closer|bent|intend)\w*(?:,? \w+){0,2}? "
    r"(?:on|in|of|for|at|to|toward|towards) (?:\w+ )?"
    r"(?:\w+ing|the (?:seizure|capture|recapture|liberation)|(?:seizure|capture|recapture))\b"
    r"|\bcomplet(?:e|es|ing) (?:the|their|its)? ?(?:seiz|captur|tak|clear)"
    r"|\bcontinu(?:e|es|ed|ing) (?:to )?(?:clear|mop)"
    r"|\b(?:clearing|mopping up|taking control|yet to) "
)
# What is done already stands, whatever was aimed at before it or comes after: "captured X after attempting to do so".
_DONE: Final = re.compile(r"\b(?:(?:re)?captured|seized|liberated|took|retook|(?:re)?occupied|secured)\b")
_OUTCOMES: Final = frozenset({"capture", "hold", "advance", "withdrawal"})


def modality(claim: Claim) -> Modality:
    """Is it said to be so, expected or planned, or demanded? By stance, days ahead, words of future and aim.

    Ground that may have changed hands counts as not yet taken; any other deed that is supposed, as a fact in doubt.
    """
    if claim.stance == "directs":
        return "directed"
    span = claim.valid()
    ahead = span is not None and claim.published is not None and span.first > claim.published
    said, supposed = claim.content.text, supposes(claim)
    if claim.likelihood is not None and claim.likelihood.text not in said:
        said = f"{claim.likelihood.text} {said}" if supposed else f"{said} {claim.likelihood.text}"
    if claim.event in _OUTCOMES:
        aimed = not denies(claim) and _is_aimed(claim.content.text)
        return "future" if ahead or aimed or supposed or _FUTURE.search(said) else "fact"
    return "future" if ahead or _FUTURE.search(_SUPPOSED.sub("", said)) else "fact"


def aims(claim: Claim) -> bool:
    """Is a change of ground aimed at or under way, and not forecast?"""
    text = claim.content.text
    aimed = claim.event in _OUTCOMES and not denies(claim) and _is_aimed(text)
    return aimed and claim.likelihood is None and not _FUTURE.search(text)


def supposes(claim: Claim) -> bool:
    """Is it held possible and no more ("may", "might", "could")? Such words are off every scale of probability."""
    return claim.likelihood is not None and _MAY.fullmatch(claim.likelihood.text) is not None


def _is_aimed(text: str) -> bool:
    aim, done = _AIM.search(text), _DONE.search(text)
    return aim is not None and (done is None or aim.start() < done.start())


def denies(claim: Claim) -> bool:
    """Does it speak against its content? Negation, denial, doubt and a probability below even each turn it round."""
    unlikely = claim.likelihood is not None and claim.likelihood.high is not None and claim.likelihood.high < 50
    doubts = claim.author_view == "own" and claim.cue is not None and claim.cue.text in _DOUBTS  # an author's "I doubt"
    return claim.negated ^ (claim.stance == "denies" or doubts) ^ unlikely


_DOUBTS: Final = frozenset({"doubt", "doubts", "doubted"})


# English for a part of a settlement, as it stands just before its name ("the northern outskirts of X") or just after
# ("X's port", "X city centre"). Whoever takes a part has not taken the whole.
_PART: Final = (
    r"(?:(?:the )?(?:parts?|portions?|sections?|segments?|blocks?|streets?|suburbs?|outskirts?|districts?|bank|half|"
    r"quarters?|neighbou?rhoods?|most|almost|nearly|much|majority|percent|cent(?:er|re)|entrances?|positions?|heights?|"
    r"buildings?|ground|terrain|areas?|side|edges?|[Pp]ort|airport|airfield|station|factory|plant|bridge|lines?|thirds?)"
    r"|\d+(?:\.\d+)?\s?%"
    r"|(?:north|south|east|west)\w*ern|central|downtown)"
)
_JOINING: Final = r"(?:all|of|in|around|near|at|within|on|the|city|town|village)"
_PART_BEFORE: Final = re.compile(rf"\b{_PART}(?:\s+{_JOINING}){{0,4}}\s+$")
_PART_AFTER: Final = re.compile(rf"(?:['’]s?)?\s+(?:(?!(?:and|or|but|in|on|from|to|near|of)\b)[\w-]+\s+)?{_PART}\b")

_PART_OF_IT: Final = re.compile(rf"\b{_PART}(?:\s+of)?\s+(?:the|that)\s+(?:settlement|city|town|village)\b")
# Who tells that others claim a place says nothing of who has it.
_CLAIMS: Final = re.compile(
    r"\b(?:claims?|reports?|rumou?rs?|statements?|announcements?)\s+(?:of|that|about|to have|on)\b"
    r"|\b(?:repeat|reiterat|publish|circulat|spread)\w*\b"
)


def tells_of_claims(claim: Claim) -> bool:
    """Does the content tell of claims that others make ("repeated claims of control of X")?"""
    return bool(_CLAIMS.search(claim.content.text))


# "drove them out of X", "expelled troops from X": what is left behind is taken by those who drove them.
_DRIVES_OUT: Final = re.compile(
    r"\b(?:push(?:ed|es|ing)|dr(?:ove|iven|iving)|expel(?:led|s|ling)?|forc(?:ed|ing)|oust(?:ed|s|ing)|evict(?:ed|s|ing)|"
    r"dislodg(?:ed|es|ing)|threw|thrown|flush(?:ed|es|ing))\s(?:(?!back|away|distance|km|kilometers|miles)[\w'’-]+\s){1,8}?"
    r"(?:out of|from)\b"
)


def drives_out(claim: Claim) -> bool:
    """Does it tell that a side was driven out of a place, which is to take it?"""
    text = claim.content.text
    return claim.event in ("capture", "advance") and bool(_DRIVES_OUT.search(text)) and not _ALMOST.search(text)


_ALMOST: Final = re.compile(r"\b(?:almost|nearly|close to|partly|partially)\b")
# "all of the province except for X and Y".
_EXCEPT: Final = re.compile(r"\b(?:except|excepting|excluding|apart from|other than)\b[^;.]*$")


def excepts(claim: Claim, place: PlaceMention) -> bool:
    """Does it leave the place out of what it tells ("all of the province except for X")?"""
    start = place.start - claim.content.start
    return start > 0 and _EXCEPT.search(claim.content.text[:start]) is not None


def of_part(claim: Claim, place: PlaceMention) -> bool:
    """Does the content speak of a part of the place ("the outskirts of X", "X's port") rather than of the whole?"""
    text, start = claim.content.text, place.start - claim.content.start
    if text[max(start, 0) : max(start, 0) + len(place.text)] != place.text:
        start = text.find(place.text)
    if start < 0:
        return bool(_PART_OF_IT.search(text))
    before, after = text[:start], text[start + len(place.text) :]
    return bool(_PART_BEFORE.search(before) or _PART_AFTER.match(after))


# Whom a party to a war means by these words depends on whose they are.
_ENEMY: Final = r"(?:enem(?:y|ies)|adversar(?:y|ies)|foes?|occupiers?|invaders?|aggressors?|hostile)"
_OWN: Final = r"(?:our|ours|we|us|friendly)"
# "said that its troops retook X": whose they are, who says so.
_ITS: Final = re.compile(
    r"(?:its|their|his|her) (?:own )?(?:\w+ ){0,2}(?:forces|troops|units?|soldiers|fighters|personnel)\b"
)
_THEY: Final = re.compile(r"(?:they|it|we)\b")
_OPENING: Final = r"(?i:(?:the|an?|this|that|some|several|another)\s+(?:\w+\s+)?)?"
# What opens a passive was done to, and did not do: "the enemy was driven out of".
_DONE_TO: Final = re.compile(r"\W*(?:[\w'’-]+\s+){1,4}?(?:was|were|been|being)\s")


def _phrases(words: str) -> re.Pattern[str]:
    """ "Xish", "the Xish", "a large Xish", "the Xs"; and, anywhere, "X-controlled"."""
    return re.compile(rf"(?:{_OPENING}(?:{words})s?\b|.*?\b(?:{words})-)", re.DOTALL)


def _holding(words: str) -> re.Pattern[str]:
    """ "under (full) X control", "in X hands", "under the control of the X"."""
    held = rf"(?:{words})(?:['’]s)?\s+(?:\w+\s+)?(?:control|hands)\b"
    of = rf"(?:control|hands)\s+of\s+(?:the\s+)?(?:{words})\b"
    return re.compile(rf"\b(?:under|in)\s+(?:\w+\s+){{0,2}}(?:{held}|{of})")


def _says(words: tuple[re.Pattern[str], re.Pattern[str]], texts: list[str], held: str) -> bool:
    leading, holding = words
    return any(map(leading.match, texts)) or holding.search(held) is not None


# "The attacks failed" is told of who attacked, "beat off the attacks" of who did that.
FAILED: Final = re.compile(
    r"\b(?:fail(?:s|ed|ing)?|unsuccessful(?:ly)?|without success|(?:was|were|been)(?: \w+ly)? "
    r"(?:repelled|repulsed|beaten|thrown|driven|pushed|stopped|halted))\b"
)
# Who says by whom attacks "were repelled" does not say who attacked.
_BEATEN_OFF: Final = re.compile(
    r"\b(?:was|were|been|being)(?: \w+ly)? (?:repelled|repulsed|beaten (?:off|back)|thrown back)\b"
)
# "claimed to have taken X", "claimed full control of X": who says so has it.
_OWN_DEED: Final = re.compile(r"to |(?:(?:the|full|complete|total|partial) )*(?:control|capture|seizure) (?:of|over) ")


class Doers:
    """Which side does it, where its actors do not say: compiled once from the theatre's adjectives.

    "The enemy" and "our troops" are whom the speaker means by them, else the publisher: its own side, and the camp
    that fights it where the theatre has two.
    """

    def __init__(self, theatre: Theatre) -> None:
        self._of_source = {s.id: s.side for s in theatre.sources}
        self._camps = theatre.camps()
        self._enemies = theatre.enemies()
        words = {s.id: "|".join(re.escape(a) for a in s.adjectives) for s in theatre.sides if s.adjectives}
        self._leading = {side: (_phrases(adjectives), _holding(adjectives)) for side, adjectives in words.items()}
        self._names = {s.id: _phrases(re.escape(s.name)) for s in theatre.sides if s.name}
        bodies: dict[str, list[str]] = {}
        for actor in theatre.actors:
            if actor.side:
                bodies.setdefault(actor.side, []).extend(re.escape(n) for n in (actor.name, *actor.aliases) if n)
        self._bodies = {side: re.compile(rf"\b(?:{'|'.join(names)})\b") for side, names in bodies.items()}
        enemy, own = f"(?i:{_ENEMY})", f"(?i:{_OWN})"
        self._enemy, self._own = (_phrases(enemy), _holding(enemy)), (_phrases(own), _holding(own))

    def side(self, claim: Claim) -> str | None:
        """The side of its actors, else the one that their words or the content's name first; None for two.

        Who "claimed to have taken" a place speaks of itself: there the speaker's side is the doer's.
        """
        sides = {a.side for a in claim.actors if a.side}
        texts = [a.text for a in claim.actors] or [claim.content.text]
        if not sides and not claim.actors and claim.speakers and _OWN_DEED.match(claim.content.text):
            own = self._of_source.get(claim.origin_id or "")
            sides = {own} if own else set()
            texts = [claim.speakers[-1].text]
            sides = sides or self._called(texts[0]) or self._of_bodies(texts[0])
        held = claim.content.text if claim.event in _OUTCOMES else ""
        if not sides:
            sides = self._named(texts, held)
        if not sides:
            passive = not claim.actors and _DONE_TO.match(claim.content.text)
            sides = set(self._meant(claim, [] if passive else texts, held))
        return sides.pop() if len(sides) == 1 else None

    def attacker(self, claim: Claim, side: str | None) -> str | None:
        """Whose attack it is: the doer's, but of an attack that is beaten off the other camp's; None where not told."""
        own = side
        if side is None and _BEATEN_OFF.search(claim.content.text):
            # Who tells that attacks "were repelled", and not by whom, tells it of its own side.
            own = self._speaking(claim)
        elif claim.event != "repelled" or FAILED.search(claim.content.text):
            return side
        return self._enemies.get(self._camps.get(own, own)) if own else None

    def _named(self, texts: list[str], held: str = "") -> set[str]:
        return {side for side, words in self._leading.items() if _says(words, texts, held)}

    def _called(self, text: str) -> set[str]:
        """The side whose name stands first in a speaker's: "Reds", "Reds' third brigade"."""
        return {side for side, name in self._names.items() if name.match(text)}

    def _of_bodies(self, text: str) -> set[str]:
        """The sides whose bodies or persons a speaker's words name: "troops from the Red Republic"."""
        return {side for side, names in self._bodies.items() if names.search(text)}

    def _meant(self, claim: Claim, texts: list[str], held: str) -> Iterator[str]:
        """Whom "the enemy" or "our" mean in the mouth of who says it."""
        speaking = self._speaking(claim)
        if speaking is None:
            return
        enemy = self._enemies.get(self._camps.get(speaking, speaking))
        if enemy is not None and _says(self._enemy, texts, held):
            yield enemy
        # Who denies what "they" did speaks of others.
        themselves = claim.event in _OUTCOMES and claim.stance != "denies"
        its = claim.speakers and any(_ITS.match(t) or (themselves and _THEY.match(t)) for t in texts)
        if its or _says(self._own, texts, held):
            yield speaking

    def _speaking(self, claim: Claim) -> str | None:
        """The side of the innermost speaker, by its source or its words, else of the publisher."""
        if claim.speakers:
            speaker = claim.speakers[-1]
            named = self._named([speaker.text]) or self._called(speaker.text) or self._of_bodies(speaker.text)
            side = self._of_source.get(speaker.source_id or "") or (named.pop() if len(named) == 1 else None)
            if side is not None:
                return side
        return self._of_source.get(claim.publisher_id or "")
