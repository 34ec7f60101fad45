"""The entries of `lexicon/events.toml`: every word and phrase in each of its forms, with what its list weighs."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from situate.errors import DataError
from situate.extract.inflect import Form, Inflection, british, plural
from situate.extract.predicates import BE
from situate.extract.scan import scan
from situate.vocab import EVENTS

FILE: Final = "events.toml"
# What a list's words weigh: chosen by judgment. Moving any of them by a third changes the score on the development
# gold, both halves looked at, by no more than two points.
WEIGHTS: Final = {"strong": 8.0, "verbs": 5.0, "nouns": 4.0, "general_verbs": 3.0, "weak_verbs": 2.0, "weak_nouns": 1.0}
AUXILIARY: Final = frozenset({
    "to", "help", "helped", "will", "would", "can", "could", "may", "might", "must", "shall", "should", "did", "do",
    "does",
    "not",
    "cannot", "never", "also", "then", "and", "or", "but", "they", "we", "you", "i", "who",
})  # fmt: skip


class Entry:
    """A word of the lexicon in one form. `kind` is event, operator, tail or light.

    `opens` where a fixed phrase is a predicate of itself, `reaches` where a verb leads a phrase with a gap.
    """

    __slots__ = ("event", "form", "kind", "lemma", "opens", "reaches", "weight")

    def __init__(self, kind: str, event: str, weight: float, form: Form | None, lemma: str) -> None:
        self.kind: Final = kind
        self.event: Final = event
        self.weight: Final = weight
        self.form: Final = form
        self.lemma: Final = lemma
        self.opens = False
        self.reaches = False


def read(lexicon: Mapping[str, bytes]) -> dict[str, Any]:
    """The tables of the file. Raises DataError where it is missing or no TOML."""
    if FILE not in lexicon:
        raise DataError("missing", where=FILE, remedy="reinstall situate, or add the file to the lexicon folder")
    try:
        return tomllib.loads(lexicon[FILE].decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(str(error), where=FILE, remedy="correct the file's TOML") from error


def entries(data: Mapping[str, Any], inflection: Inflection) -> Iterable[tuple[Entry, list[str]]]:
    """Every entry of the file with its words, "*" for a gap, in American and in British spelling.

    Raises DataError where a list is of no known event.
    """
    for entry, words in _entries(data, inflection):
        yield entry, words
        other = british(words)
        if other != words:
            yield entry, other


def _entries(data: Mapping[str, Any], inflection: Inflection) -> Iterable[tuple[Entry, list[str]]]:
    """Every entry of the file with its words, as the file spells it."""
    for event, lists in data.get("event", {}).items():
        if event not in EVENTS:
            raise DataError(
                f"unknown event {event!r}", where=f"{FILE} [event.{event}]", remedy="use a type of vocab.Event"
            )
        for name, weight in WEIGHTS.items():
            forms = _forms_of(name, inflection)
            for text in lists.get(name, ()):
                for form, words in forms(text):
                    entry = Entry("event", event, weight, form, text)
                    entry.opens = form is None and _opens_predicate(text)
                    entry.reaches = form not in {None, "noun"} and "*" in words
                    yield entry, words
    for name, operator in data.get("operator", {}).items():
        for text in operator["words"]:
            yield Entry("operator", name, 0.0, None, text), scan(text).low
    for text in data.get("tail", {}).get("words", ()):
        yield Entry("tail", "", 0.0, None, text), scan(text).low
    for text in data.get("light", {}).get("verbs", ()):
        for form, words in _verb_forms(text, inflection):
            yield Entry("light", "", 0.0, form, text), words
    for text in data.get("light", {}).get("phrases", ()):
        yield Entry("light", "", 0.0, None, text), scan(text).low


def verbs(data: Mapping[str, Any]) -> Iterable[str]:
    """Every verb of the lexicon, by its first word's base form."""
    for lists in data.get("event", {}).values():
        yield from (
            text.split()[0] for name in ("verbs", "general_verbs", "weak_verbs") for text in lists.get(name, ())
        )
        yield from (text[1:].split()[0] for text in lists.get("strong", ()) if text.startswith("~"))
    yield from (text.split()[0] for text in data.get("light", {}).get("verbs", ()))


_Forms = Callable[[str], Iterable[tuple[Form | None, list[str]]]]


def _forms_of(name: str, inflection: Inflection) -> _Forms:
    if name.endswith("verbs"):
        return lambda text: _verb_forms(text, inflection)
    if name.endswith("nouns"):
        return _noun_forms
    return lambda text: _verb_forms(text[1:], inflection) if text.startswith("~") else [(None, scan(text).low)]


def _verb_forms(text: str, inflection: Inflection) -> Iterable[tuple[Form | None, list[str]]]:
    first, *rest = scan(text).low
    for word, form in inflection.verb(first).items():
        yield form, [word, *rest]


def _noun_forms(text: str) -> Iterable[tuple[Form | None, list[str]]]:
    words = scan(text).low
    head = words.index("of") - 1 if "of" in words[1:] else len(words) - 1
    yield "noun", words
    yield "noun", [*words[:head], plural(words[head]), *words[head + 1 :]]


def _opens_predicate(phrase: str) -> bool:
    """Is a fixed phrase a predicate ("will struggle", "able to")?"""
    first, _, rest = phrase.partition(" ")
    return bool(rest) and (first in AUXILIARY or first in BE or rest.endswith("to") or not BE.isdisjoint(rest.split()))
