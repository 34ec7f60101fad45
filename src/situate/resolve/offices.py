"""Who is said to hold which office: "appointed X as commander of Y", "X replaced Z as Y's commander"."""

import re
from collections.abc import Iterator, Mapping
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

_NAME: Final = r"(?P<name>[A-ZÀ-ÖØ-Þ][\w'’-]+(?:\s+[A-ZÀ-ÖØ-Þ][\w'’-]+)*)(?![\w'’-])"
_REPLACES: Final = re.compile(rf"\b(?:replac|succe)\w+\s+{_NAME}")
# "As" and an office: another one than X had. "As part of a reform" names none.
_AS_OFFICE: Final = re.compile(r"\s+as\s+(?!(?:an?\s+)?(?:part|result)\b)")
_HELD_IT: Final = re.compile(
    rf"{_NAME}\s+(?:had\s+)?(?:held|kept|took|taken|assumed|left)\s+(?:the|this|that|his|her)\s+"
    r"(?:same\s+)?(?:position|post|office|job|command)\b(?!\s+(?:as|of)\b)"
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

    def held(self, claim: Claim, last: dict[str, Office] | None = None) -> tuple[Held, ...]:
        """Every office that the claim gives to a named person; empty for other events, and where nobody is named.

        `last` is the office that each last name was last said to hold in the document; it grows. "To replace X" then
        needs no office named: it is the one that X had.
        """
        if not self._named or claim.event not in _EVENTS:
            return ()
        text = claim.content.text
        found = tuple(self._read(text))
        if last is not None:
            found = found or tuple(self._told_before(text, last))
            last.update((one.holder, one.office) for one in found)
            replaced = _REPLACES.search(text)
            if replaced and len(found) == 1:
                last[self._last(replaced["name"])] = found[0].office
        return found

    def _told_before(self, text: str, last: Mapping[str, Office]) -> Iterator[Held]:
        """Who replaces X, or held "the position", where the document told before which office X has or had."""
        replaced, kept = _REPLACES.search(text), _HELD_IT.search(text)
        if replaced and not _AS_OFFICE.match(text, replaced.end()):
            holder = _NAMES.search(text, 0, replaced.start())
            office = last.get(self._last(replaced["name"]))
        else:
            holder = office = None
        if kept and holder is None:
            holder, office = _NAMES.search(kept["name"]), last.get(self._last(kept["name"]))
        if holder is not None and office is not None:
            yield Held(office, self._last(holder.group()))

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
