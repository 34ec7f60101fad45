"""Rules about words of probability: two columns in one text, words off the scale, hedges on hedges, confidence."""

import re
from collections.abc import Iterator
from typing import Final

from situate.lint.finding import Edit, Found
from situate.lint.knowledge import Knowledge
from situate.lint.reading import Reading
from situate.lint.sentence import Sentence
from situate.lint.words import any_of

# The scale whose synonyms stand in two columns that one product does not mix.
_TWO_COLUMNS: Final = "icd203"


def _scale(reading: Reading, knowledge: Knowledge) -> str:
    scales = {publisher.source: publisher.scale for publisher in knowledge.theatre.publishers}
    return scales.get(reading.document.publisher_id or "", knowledge.theatre.scale)


def mixed_columns(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A text uses words of both columns of its scale: "likely" beside "probably". They mean the same; readers see two.

    The column that is used less is reported, with the other's word.
    """
    if _scale(reading, knowledge) != _TWO_COLUMNS:
        return
    first, second = knowledge.language.columns
    ones = [(s, m) for s in reading.body for m in first[0].finditer(s.text)]
    others = [(s, m) for s in reading.body for m in second[0].finditer(s.text)]
    if not ones or not others:
        return
    less, table = (others, second[1]) if len(others) <= len(ones) else (ones, first[1])
    for sentence, match in less:
        right = table[" ".join(match.group().casefold().split())]
        words = f"“{match.group()}” is of the other column than the rest of the text"
        yield _found(sentence, match, words, right)


def _found(sentence: Sentence, match: re.Match[str], message: str, right: str) -> Found:
    start, end = sentence.start + match.start(), sentence.start + match.end()
    right = right.capitalize() if match.group()[:1].isupper() else right
    edit = Edit(start, end, right) if right else None
    return Found(start=start, end=end, message=message, suggestion=right, edit=edit)


def off_the_scale(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A word of probability that the publisher's scale does not have: "highly likely", "increasingly unlikely".

    Readers cannot tell which range is meant. Suggested is the nearest word of the scale; a trend wants a sentence.
    """
    scale = knowledge.table("probability.toml").get("scale", {}).get(_scale(reading, knowledge), {})
    table: dict[str, str] = knowledge.table("lint.toml")["probability"]["off"]
    columns = knowledge.language.columns[1][1].keys() if _scale(reading, knowledge) == _TWO_COLUMNS else ()
    for sentence in reading.body:
        for match in knowledge.language.off_scale.finditer(sentence.text):
            word = " ".join(match.group().casefold().split())
            if word not in scale and word not in columns:
                right = table.get(word) or (match["core"] or "").casefold()
                yield _found(sentence, match, f"“{match.group()}” is not on the scale", right)
        for match in knowledge.language.risk_level.finditer(sentence.text):
            words = f"“{match['level']}” is a level, not a word of the scale"
            start = sentence.start + match.start("level")
            yield Found(start=start, end=start + len(match["level"]), message=words)


_APART: Final = re.compile(r"[,;:()]|\b(?:and|or|but|that|which|who|to|if)\b")


def stacked_hedges(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """Two hedges on one verb: "may possibly", "could potentially", "likely could".

    The second takes away what the first said. Suggested is the first alone.
    """
    for sentence in reading.body:
        for match in knowledge.language.hedged_twice.finditer(sentence.text):
            words = f"“{match.group()}”: one hedge on another"
            yield _found(sentence, match, words, match["first"] or match["adverb"])


def confidence_with_likelihood(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A level of confidence and a likelihood stand in one sentence.

    How sure an analyst is of the basis and how probable the event is are two things; readers take them for one.
    """
    scale = knowledge.table("probability.toml").get("scale", {}).get(_scale(reading, knowledge), {})
    if not scale:
        return
    likelihood = re.compile(rf"\b{any_of(scale)}\b", re.IGNORECASE)
    for sentence in reading.body:
        found = knowledge.language.confidence.search(sentence.text)
        if found is not None and (word := likelihood.search(sentence.text)) is not None:
            start = sentence.start + found.start()
            words = f"“{found.group()}” and “{word.group()}” in one sentence"
            yield Found(start=start, end=sentence.start + found.end(), message=words)
