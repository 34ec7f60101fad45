"""Words that give or take an office: titles before or after a name, who was replaced, who left."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick

from situate.holding import Says
from situate.theatre import Office, Theatre

# Ranks and words of address before a name; capitalised words that are nobody's name.
_RANK: Final = (
    r"(?:(?:Army|Colonel|Lieutenant|Major|Brigadier|Rear|Vice|Fleet|General|Admiral|Captain|Marshal|Gen|Lt|Col|Dr|Mr|Mrs|Ms)"
    r"\.?[\s-]+(?:of\s+the\s+(?:Army|Fleet)\s+)?)*"
)
_NOBODY: Final = (
    r"(?!(?:He|She|They|It|Who|The|An?|This|That|His|Her|Its|Their|In|On|By|As|After|Before|Since|And|But|For|From|To|"
    r"With|Head|Deputy|Commander|Chief|Minister|President|General|Colonel|Lieutenant|Major|Admiral|Staff|Administration|"
    r"Oblast|Region|Raion|January|February|March|April|May|June|July|August|September|October|November|December)\b)"
)
# "WMD" is no name: its second letter is a capital.
_WORD: Final = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+(?:[-'’][A-Za-zÀ-ÖØ-öø-ÿ][a-zà-öø-ÿ]*)*(?![\w])"
_NAME: Final = rf"(?P<name>{_NOBODY}{_WORD}(?:\s+{_NOBODY}{_WORD}){{0,2}})"
_WHOLE_NAME: Final = rf"(?P<name>{_NOBODY}{_WORD}(?:\s+{_NOBODY}{_WORD}){{1,2}})"
_ANY_NAME: Final = re.compile(_NAME)
_AFTER_TITLE: Final = re.compile(rf"\s+{_RANK}{_NAME}")
_BEHIND_COMMA: Final = re.compile(rf",\s+{_RANK}{_WHOLE_NAME}(?=[,.;)]|$)")
_BEFORE_TITLE: Final = re.compile(rf"{_WHOLE_NAME},\s+(?:(?P<gone>former|previous|ex-?)\s+|the\s+|current\s+|new\s+)*$")
_LESSER: Final = re.compile(
    r"\b(?:deputy|vice|assistant|aide|advis[eo]r|spokes\w+|acting|chief\s+of\s+staff|secretary|"
    r"wife|son)(?:\s+(?:to|of|for))?(?:\s+the)?[\s-]+$",
    re.IGNORECASE,
)
_GONE: Final = re.compile(r"\b(?:former|previous|ex|late|outgoing|dismissed|ousted)(?:\s+the)?[\s-]+$", re.IGNORECASE)
_COMING: Final = re.compile(r"\b(?:future|next|incoming|designate|possible|potential)(?:\s+the)?[\s-]+$", re.IGNORECASE)

_OUT: Final = r"(?:dismiss|remov|reliev|sack|oust|fir(?=ed|ing)|suspend|depos)\w*"
_REPLACED: Final = re.compile(rf"\b(?:replac|succe)\w+\s+{_RANK}{_NAME}")
_REPLACED_BY: Final = re.compile(rf"{_NAME}\s+(?:was|were|is|has\s+been|had\s+been)\s+(?:replaced|succeeded)\s+by\b")
_DISMISSED: Final = re.compile(rf"\b{_OUT}\s+{_RANK}{_NAME}")
_WAS_DISMISSED: Final = re.compile(rf"{_NAME}\s+(?:was|were|is|has\s+been|had\s+been)\s+(?:\w+ly\s+)?{_OUT}")
_LEFT: Final = re.compile(
    rf"{_NAME}\s+(?:has\s+|had\s+)?(?:left|resigned|quit|retired|stepped\s+down)(?:\s+from)?"
    r"(?:\s+(?:his|her|their|the)\s+(?:position|post|office|job|command))?\s+(?:as|of|from)\b"
)
_HELD: Final = re.compile(
    r"\b(?:held|kept|has\s+held|had\s+held|served|commanded)\b.*\b(?P<how>from|between|since|until)\b", re.DOTALL
)


class Titled(NamedTuple):
    """An office, a name as written without rank, and what is said: is (called by its title) or left."""

    office: Office
    name: str
    says: Says


class Titles:
    """Reads who is called by an office's title, and who left one; compiled once from the theatre's offices."""

    def __init__(self, theatre: Theatre) -> None:
        self._named = {name.casefold(): o for o in theatre.offices for name in (o.name, *o.aliases)}
        self._house = {s.variant.casefold(): s.house for s in theatre.spellings if s.kind == "person"}
        longest = sorted(self._named, key=len, reverse=True)
        # Without offices nothing may match: an empty choice would match everywhere.
        self._any = AhoCorasick(sorted(self._named)) if self._named else None
        self._mentions = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest)) or '(?!)'})(?!\w)", re.IGNORECASE)

    def names_one(self, text: str) -> bool:
        """May the text name an office? Asked first, since it costs a hundredth of reading the text."""
        return self._any is not None and bool(self._any.find_matches_as_indexes(text.casefold()))

    def called(self, text: str) -> Iterator[Titled]:
        """Who stands beside an office's title: "DNR Head X", "X, commander of the WMD"; "former" means that X left."""
        for mention in self._mentions.finditer(text):
            before = text[: mention.start()]
            if _LESSER.search(before) or _COMING.search(before):
                continue
            gone = bool(_GONE.search(before))
            found = _AFTER_TITLE.match(text, mention.end()) or _BEHIND_COMMA.match(text, mention.end())
            if found is None and (found := _BEFORE_TITLE.search(before)) is not None:
                gone = found["gone"] is not None
            if found is not None and self._mentions.match(text, found.start("name")) is None:
                office = self._named[mention.group().casefold()]
                yield Titled(office, plain_name(found["name"]), "left" if gone else "is")

    def left(self, text: str) -> Iterator[Titled]:
        """Who is said to have left an office that the text names: dismissed, removed, resigned, moved on."""
        for pattern in (_LEFT, _DISMISSED, _WAS_DISMISSED):
            for found in pattern.finditer(text):
                mention = self._mentions.search(text, found.end())
                if mention is not None and mention.start() - found.end() < 60:
                    yield Titled(self._named[mention.group().casefold()], plain_name(found["name"]), "left")

    def key(self, name: str) -> str:
        """The last name as the house writes it, in small letters."""
        return self._house.get(name.casefold(), name).split()[-1].casefold()


def replaced(text: str) -> Iterator[str]:
    """Who is said to have been replaced or succeeded in it."""
    for pattern in (_REPLACED, _REPLACED_BY):
        yield from (plain_name(found["name"]) for found in pattern.finditer(text))


def kept(text: str) -> str:
    """How the words bound a time in office: "from" or "between" (a beginning and an end), "since", "until", or ""."""
    found = _HELD.search(text)
    return found["how"] if found else ""


def full_name(holder: str, text: str) -> str:
    """The longest name in the text that ends in this last name; the last name with a capital where there is none."""
    names = (plain_name(found["name"]) for found in _ANY_NAME.finditer(text))
    return max((n for n in names if n.split()[-1].casefold() == holder), key=len, default=holder.capitalize())


def is_name(holder: str) -> bool:
    """Could it be somebody's last name, rather than a rank or a word of the title?"""
    return re.fullmatch(rf"{_NOBODY}{_WORD}", holder.capitalize()) is not None


def plain_name(name: str) -> str:
    """A name without its possessive and with single spaces."""
    return re.sub(r"['’]s?$", "", " ".join(name.split()))
