"""Who is said to hold which office: "appointed X as commander of Y", "X replaced Z as Y's commander"."""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from situate.model import Claim
from situate.theatre import Office, Theatre
from situate.vocab import Event

_EVENTS: Final[frozenset[Event]] = frozenset({"appointment", "dismissal"})
# Words that open a sentence with a capital and name nobody.
_NOBODY: Final = r"(?!(?:He|She|They|It|Who|The|An?|This|That|His|Her|Its|Their|In|On|By|As|After|Before|Since)\b)"
_NAMES: Final = re.compile(rf"\b{_NOBODY}[A-ZÀ-ÖØ-Þ][\w'’-]+(?:\s+[A-ZÀ-ÖØ-Þ][\w'’-]+)*")
_TITLED: Final = re.compile(r"\W*[A-ZÀ-ÖØ-Þ][a-zà-ÿ]")
_FORMER: Final = re.compile(r"\b(?:previous|former|then|ex|outgoing)[\s-]+(?:the\s+)?$", re.IGNORECASE)
_PUT: Final = (
    r"(?:(?:re)?(?:appoint|install)(?:ed|s|ing)?|nam(?:ed|es|ing)|made|nominat(?:ed|es|ing)|reinstat(?:ed|es|ing)|"
    r"promot(?:ed|es|ing)|chose)"
)
# Each takes what stands before the office; the new holder is the name at the side of the words that it says.
_AFTER: Final = (
    re.compile(r"\breplac\w+\s.*?\bwith\b", re.DOTALL),
    re.compile(r"\b(?:replaced|succeeded|followed)\s+by\b"),
    re.compile(rf"(?<!was )(?<!were )(?<!been )(?<!being )(?<!is )\b{_PUT}\b"),
)
_BEFORE: Final = (
    re.compile(rf"\b(?:was|were|been|being|is)\s+(?:\w+\s+)?{_PUT}\b"),
    re.compile(
        r"\b(?:(?:has|have|had)\s+)?(?:replac(?:ed|es|ing)|succe(?:eded|eds)|bec(?:ame|omes)|took\s+over|taken\s+over|"
        r"assum(?:ed|es)|heads|leads|commands|remains|took\s+command)\b"
    ),
)


class Held(msgspec.Struct, frozen=True):
    """An office, and the last name of who is said to have come into it, in small letters."""

    office: Office
    holder: str


class Offices:
    """Reads holders of offices out of claims: compiled once from the theatre's offices."""

    def __init__(self, theatre: Theatre) -> None:
        self._named = {name.casefold(): o for o in theatre.offices for name in (o.name, *o.aliases)}
        self._house = {s.variant.casefold(): s.house for s in theatre.spellings if s.kind == "person"}
        longest = sorted(self._named, key=len, reverse=True)
        self._mentions = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)

    def held(self, claim: Claim) -> tuple[Held, ...]:
        """Every office that the claim gives to a named person; empty for other events, and where nobody is named."""
        if not self._named or claim.event not in _EVENTS:
            return ()
        return tuple(self._read(claim.content.text))

    def _read(self, text: str) -> Iterator[Held]:
        begun = 0
        for mention in self._mentions.finditer(text):
            # "Defence Minister X" is a title of X, and a former office is held no more.
            if _TITLED.match(text, mention.end()) or _FORMER.search(text, 0, mention.start()):
                continue
            holder = self._holder(text[: mention.start()], begun)
            begun = mention.end()
            if holder:
                yield Held(self._named[mention.group().casefold()], holder)

    def _holder(self, before: str, begun: int) -> str:
        """The last name of the new holder; `begun` is where the office before this one ended."""
        bare = self._mentions.sub(lambda m: "_" * len(m.group()), before)
        for words in _AFTER:
            if (found := words.search(bare)) and (name := _NAMES.search(bare, max(found.end(), begun))):
                return self._last(name.group())
        for words in _BEFORE:
            if found := words.search(bare):
                names = list(_NAMES.finditer(bare, 0, found.start()))
                return self._last(names[-1].group()) if names else ""
        return ""

    def _last(self, name: str) -> str:
        plain = re.sub(r"['’]s?$", "", name)
        return self._house.get(plain.casefold(), plain).split()[-1].casefold()
