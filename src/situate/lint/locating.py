"""Where a text says that a place lies: "Orlivka (12km north of Brod)", "within 20km of Brod near Orlivka and Sil"."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from situate.geo import COMPASS
from situate.lint.sentence import Sentence
from situate.model import Locator

_NUMBER: Final = r"\d{1,4}(?:\.\d+)?"
_UNIT: Final = r"(?P<unit>km|kilomet(?:er|re)s?|miles?)"
_POINTS: Final = "|".join(sorted(COMPASS, key=len, reverse=True))
_WORD: Final = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'ʼ-]*"
_NAME: Final = rf"{_WORD}(?:\s{_WORD}){{0,2}}"
_HEDGE: Final = (
    r"(?:\b(?:a\s+town|a\s+settlement|a\s+village|located|lying|situated|just|only|about|approximately|roughly|around|"
    r"some|within|less\s+than|up\s+to|an?\s+estimated|nearly|almost|over|more\s+than)\s+){0,3}"
)
_LOCATOR: Final = re.compile(
    rf"(?P<hedge>{_HEDGE})\b(?P<low>{_NUMBER})(?:\s?(?:-|–|to)\s?(?P<high>{_NUMBER}))?[\s-]?{_UNIT}\s+"
    rf"(?:(?:due|directly|just|to\s+the)\s+)?(?P<bearing>{_POINTS})\s+of\s+"
    rf"(?:the\s+)?(?:(?:outskirts|city\s+cent(?:er|re)|cent(?:er|re)|edge)\s+of\s+)?(?P<anchor>{_NAME})"
)
_BOUND: Final = re.compile(r"\b(?:within|less than|up to)\b")
# What stands between a name and its locator.
_LINK: Final = re.compile(r"\s*(?:\(|,|—|–)?\s*(?:(?:which|that)\s+(?:is|lies)\s+)?$")
_BEFORE: Final = re.compile(rf"(?P<name>{_NAME})(?P<link>\s*(?:\(|,|—|–)?\s*(?:(?:which|that)\s+(?:is|lies)\s+)?)$")
_NEAR: Final = re.compile(
    rf"(?:\s|\))+(?:near|in|around|at)\s+(?P<names>{_NAME}(?:(?:,\s*(?:and\s+)?|\s+and\s+){_NAME}){{0,8}})"
)
_PARTED: Final = re.compile(r",\s*(?:and\s+)?|\s+and\s+")
# A name stands so many characters before its locator at most.
_REACH: Final = 120
_KM_A_MILE: Final = 1.609344
# A list of distances before one anchor ("9km and 14km southeast of") is read only where it is plain which is whose.
_LISTED: Final = re.compile(rf"{_NUMBER}[\s-]?(?:km|kilomet(?:er|re)s?|miles?)(?:\s+[a-z-]+)?(?:,|\s+and)\s+\S*$")
# Capitalised words that open a sentence or a phrase and are no part of a name.
_NO_NAME: Final = frozenset(
    {
        "The", "A", "An", "In", "On", "At", "Near", "Around", "From", "Toward", "Towards", "West", "East", "North",
        "South", "Western", "Eastern", "Northern", "Southern", "And", "Both", "Town", "City", "Village",
    }
)  # fmt: skip


class Located(msgspec.Struct, frozen=True, kw_only=True):
    """A name and what the text says about where it lies.

    `start` and `end` span the locator's words, `anchor_*` the anchor in them, `distance_*` its number;
    `alone` is false where the locator follows a list of names, whose first ones it may or may not be about.
    """

    locator: Locator
    name_start: int
    name_end: int
    anchor_start: int
    anchor_end: int
    sentence: Sentence
    alone: bool = True


def located(sentences: Iterable[Sentence]) -> Iterator[Located]:
    """Every place that a locator with distance, bearing and anchor is about, in the order of the text."""
    for sentence in sentences:
        if "km" in sentence.text or "kilo" in sentence.text or "mile" in sentence.text:
            last: list[Located] = []
            for match in _LOCATOR.finditer(sentence.text):
                found = list(_of(sentence, match))
                if last and [f.name_start for f in found] == [last[0].anchor_start]:
                    # "(20km south of Brod, 24km northwest of Sil)": both are about what stands before the bracket.
                    found = [_place(sentence, match, *_within(sentence, other)) for other in last]
                yield from found
                last = found


def _within(sentence: Sentence, told: Located) -> tuple[int, int]:
    return told.name_start - sentence.start, told.name_end - sentence.start


def _of(sentence: Sentence, match: re.Match[str]) -> Iterator[Located]:
    text = sentence.text
    reach = max(0, match.start() - _REACH)
    if _LISTED.search(text, reach, match.start("low")):
        return
    before = _BEFORE.search(text, reach, match.start())
    bracketed = before is not None and "(" in before["link"]
    after = None if bracketed else _NEAR.match(text, match.end())
    if after is not None:
        at = after.start("names")
        for name in _PARTED.split(after["names"]):
            start = text.index(name, at)
            at = start + len(name)
            yield _place(sentence, match, start, at)
    elif before is not None and before["link"].strip():
        start, end = before.span("name")
        while (first := text[start:end].partition(" ")[0]) in _NO_NAME and " " in text[start:end]:
            start += len(first) + 1
        listed = re.search(r"(?:,|\band)\s+$", text[max(0, start - 6) : start]) is not None
        yield _place(sentence, match, start, end, alone=not listed)


def _place(sentence: Sentence, match: re.Match[str], start: int, end: int, *, alone: bool = True) -> Located:
    factor = _KM_A_MILE if match["unit"].startswith("mile") else 1.0
    base = sentence.start
    anchor = re.sub(r"[’']s?$", "", match["anchor"])
    name = re.sub(r"[’']s$", "", sentence.text[start:end])
    return Located(
        locator=Locator(
            text=match.group().strip(), start=base + match.start(), end=base + match.end(), of=name,
            distance_km=round(float(match["high"] or match["low"]) * factor, 1), anchor=anchor,
            within=match["high"] is not None or _BOUND.search(match["hedge"]) is not None, bearing=match["bearing"],
        ),
        name_start=base + start, name_end=base + start + len(name), sentence=sentence, alone=alone,
        anchor_start=base + match.start("anchor"), anchor_end=base + match.start("anchor") + len(anchor),
    )  # fmt: skip
