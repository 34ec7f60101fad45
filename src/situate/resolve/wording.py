"""What a claim's words make of its event: a fact or an aim, said or denied, and done by which side."""

import re
from typing import Final, Literal

from situate.model import Claim
from situate.theatre import Theatre

Modality = Literal["fact", "future", "directed"]

# English of what is not yet so. "have likely taken" is past, "is likely to take", "may take" and "will" are not.
# Lower case only: "May" is a month.
_FUTURE: Final = re.compile(
    r"\b(?:will|would|(?:un)?likely to(?! have)|expected to(?! have)|may(?! have)|might(?! have)|could(?! have))\b"
)
# An attempt on a place is an attack that happened, but no capture that did.
_AIM: Final = re.compile(
    r"\b(?:attempt|try|tries|tried|trying|seek|sought|aim|effort|intend|intent|plan|prepar|want|need|struggl|fight|"
    r"operation|prioriti|objective|goal|mission|poised|order)\w*(?:,? \w+){0,3}? (?:to|at) \w+"
    r"|\b(?:cannot|unable|fail\w*) "
)
_OUTCOMES: Final = frozenset({"capture", "hold", "advance", "withdrawal"})


def modality(claim: Claim) -> Modality:
    """Is it said to be so, expected or planned, or demanded? By stance, days ahead, words of future and aim."""
    if claim.stance == "directs":
        return "directed"
    span = claim.valid()
    ahead = span is not None and claim.published is not None and span.first > claim.published
    said = claim.content.text if claim.likelihood is None else f"{claim.content.text} {claim.likelihood.text}"
    aimed = claim.event in _OUTCOMES and not denies(claim) and _AIM.search(claim.content.text)
    return "future" if ahead or aimed or _FUTURE.search(said) else "fact"


def denies(claim: Claim) -> bool:
    """Does it speak against its content? Negation, denial and a probability below even each turn it round."""
    unlikely = claim.likelihood is not None and claim.likelihood.high is not None and claim.likelihood.high < 50
    return claim.negated ^ (claim.stance == "denies") ^ unlikely


class Doers:
    """Which side does it, where its actors do not say: compiled once from the theatre's adjectives."""

    def __init__(self, theatre: Theatre) -> None:
        self._of_source = {s.id: s.side for s in theatre.sources}
        words = {s.id: "|".join(re.escape(a) for a in s.adjectives) for s in theatre.sides if s.adjectives}
        # "Xish", "the Xish", "a large Xish", "the Xs"; and "X-controlled" anywhere.
        opening = r"(?i:(?:the|an?|this|that|some|several|another)\s+(?:\w+\s+)?)?"
        self._leading = {
            side: re.compile(rf"(?:{opening}(?:{adjectives})s?\b|.*?\b(?:{adjectives})-)", re.DOTALL)
            for side, adjectives in words.items()
        }

    def side(self, claim: Claim) -> str | None:
        """The side of its actors, else the one that their words or the content's name first; None for two.

        Who "claimed to have taken" a place speaks of itself: there the speaker's side is the doer's.
        """
        sides = {a.side for a in claim.actors if a.side}
        texts = [a.text for a in claim.actors] or [claim.content.text]
        if not sides and not claim.actors and claim.speakers and claim.content.text.startswith("to "):
            own = self._of_source.get(claim.origin_id or "")
            sides = {own} if own else set()
            texts = [claim.speakers[-1].text]
        if not sides:
            sides = {side for side, leading in self._leading.items() if any(map(leading.match, texts))}
        return sides.pop() if len(sides) == 1 else None
