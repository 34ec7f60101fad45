"""Names that are nearly those of a gazetteer: slips of the pen, and forms that came through another language."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from situate.gazetteer import Gazetteer, normal

# Cyrillic letters in Latin script as the Ukrainian cabinet's resolution 55 of 2010 has them inside a word; Russian
# letters that Ukrainian lacks beside them.
_LATIN: Final = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia",
    "ь": "", "ъ": "", "ё": "io", "э": "e", "ы": "y", "ў": "u",
})  # fmt: skip
# What the forms of one name in two languages differ in: vowels, and "g" for "h".
_BARE: Final = str.maketrans("g", "h", "aeiouy")
_DOUBLED: Final = re.compile(r"(.)\1+")
# Two languages' forms of one name share their consonants and differ in vowels, but by no more than half the letters:
# "Vladimirovka" and "Volodymyrivka" by 5 of 12.
_CHANGED: Final = 0.5
_LEAST_CONSONANTS: Final = 4
# What Russian and Ukrainian regularly write otherwise: endings of adjectives, neuters, "-ovka" for "-ivka", "ya" for
# "ia", "yo" for "e", "g" for "h"; "e", "i" and "y" take one another's places, while "a", "o" and "u" tell names apart.
_REGULAR: Final = (
    (re.compile(r"(?<=[nv])o\b|o[iy]?e\b"), "i"), (re.compile(r"a[iy]a\b|[iy]a[iy]a\b"), "a"),
    (re.compile(r"o(?=v(?:ka)?\b)"), "i"), (re.compile(r"[iy](?=[au])"), ""), (re.compile(r"[iy]o"), "i"),
    (re.compile(r"[eiy]+"), "i"), (re.compile(r"(.)\1+"), r"\1"),
)  # fmt: skip
_LEAST_ALIKE: Final = 2
# How many names near a misspelled one are looked at.
_MOST: Final = 20


def latin(name: str) -> str:
    """The name in Latin script, where it is written in Cyrillic."""
    small = name.casefold()
    turned = small.translate(_LATIN)
    return name if turned == small else turned.title()


def skeleton(key: str) -> str:
    """The consonants of a normal form, "g" as "h": what Kleshcheyevka and Klishchiivka have in common."""
    return _DOUBLED.sub(r"\1", key.translate(_BARE))


@lru_cache(1 << 12)
def sound(key: str) -> str:
    """What the Russian and the Ukrainian form of one name have in common, from its normal form."""
    key = key.replace("g", "h")
    for pattern, common in _REGULAR:
        key = pattern.sub(common, key)
    return key


class NearNames:
    """The names of a gazetteer by first letter and by skeleton; they are gathered when one is first asked for."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def of(self, name: str) -> Iterator[tuple[str, int]]:
        """Normal forms near that of a name, each once, with the number of letters that differ.

        Where the other language's form is among them, nothing else is: it differs in no letter (0). Else slips of the
        pen come first (one letter from five on, two from nine on), then names with the same consonants.
        """
        key = normal(latin(name))
        seen = {key} if key == normal(name) else set()
        if alike := [found for found in self._alike(key) if found not in seen]:
            yield from ((found, 0) for found in alike)
            return
        for found, edits in (*self._slips(key), *self._respelled(key)):
            if found not in seen:
                seen.add(found)
                yield found, edits

    def _alike(self, key: str) -> list[str]:
        """The names that the other language writes so by rule."""
        bones = skeleton(key)
        if len(bones) < _LEAST_ALIKE:
            return []
        return [found for found in self._by_skeleton.get(bones, ()) if sound(found) == sound(key)]

    def _slips(self, key: str) -> Iterator[tuple[str, int]]:
        most = 0 if len(key) < 5 else 1 if len(key) < 9 else 2
        if most:
            names = self._by_letter.get(key[0], ())
            near = process.extract(key, names, scorer=OSA.distance, score_cutoff=most, limit=_MOST)
            yield from ((found, int(edits)) for found, edits, _ in near)

    def _respelled(self, key: str) -> Iterator[tuple[str, int]]:
        bones = skeleton(key)
        if len(bones.replace(" ", "")) >= _LEAST_CONSONANTS:
            for found in self._by_skeleton.get(bones, ()):
                if OSA.distance(key, found) <= _CHANGED * len(key):
                    yield found, 1

    @cached_property
    def _keys(self) -> list[str]:
        return sorted({key for name in self._gazetteer.names() if (key := normal(name))})

    @cached_property
    def _by_letter(self) -> dict[str, list[str]]:
        """A misspelling rarely starts wrong."""
        return _grouped((key[0], key) for key in self._keys)

    @cached_property
    def _by_skeleton(self) -> dict[str, list[str]]:
        return _grouped((skeleton(key), key) for key in self._keys)


class Slips:
    """A few names among which some may be slips of the pen for others: one letter from five on, two from nine on."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._by_letter = _grouped((key[:1], key) for key in keys)

    def of(self, key: str) -> list[str]:
        """The other names, in normal form, that one may have been meant for."""
        most = 0 if len(key) < 5 else 1 if len(key) < 9 else 2
        near = process.extract(
            key, self._by_letter.get(key[:1], ()), scorer=OSA.distance, score_cutoff=most, limit=_MOST
        )
        return [found for found, edits, _ in near if 0 < edits <= most]


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for group, key in pairs:
        groups.setdefault(group, []).append(key)
    return groups
