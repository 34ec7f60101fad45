"""Rules about prose: slips of the keyboard and of editing that a spelling checker does not see."""

import re
from collections.abc import Iterator
from typing import Final

from situate.lint.finding import Edit, Found
from situate.lint.knowledge import Knowledge
from situate.lint.reading import Reading
from situate.lint.sentence import Sentence

_DOUBLED: Final = re.compile(r"(?<![\w’'-])(?P<word>[A-Za-z]+)\s+(?P<again>(?i:(?P=word)))(?![\w’'-])")


def doubled_word(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A word stands twice in a row. A few may ("had had"); so may names."""
    allowed = knowledge.language.words("prose", "doubled_allowed")
    particled = knowledge.language.words("prose", "particled")
    for sentence in reading.prose:
        for match in _DOUBLED.finditer(sentence.text):
            word, again = match["word"], match["again"]
            if word.casefold() in allowed or again[0].isupper() or (len(word) == 1 and word not in {"a", "A"}):
                continue
            if (
                word == "in"
                and sentence.text[: match.start()].split()[-1:]
                and sentence.text[: match.start()].split()[-1] in particled
            ):
                continue
            yield _edited(sentence, match, f"“{word}” stands twice", word)


def _edited(sentence: Sentence, match: re.Match[str], message: str, right: str) -> Found:
    start, end = sentence.start + match.start(), sentence.start + match.end()
    return Found(start=start, end=end, message=message, suggestion=right, edit=Edit(start, end, right))


def dropped_word(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A word was dropped, or left over from another wording: "that it that", "control of and annexed", "the is"."""
    for sentence in reading.prose:
        for pattern, words in knowledge.language.gaps:
            for match in pattern.finditer(sentence.text):
                start, end = sentence.start + match.start(), sentence.start + match.end()
                yield Found(start=start, end=end, message=f"“{match.group()}”: {words}")


def possessive_before_verb(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A possessive before a verb of saying in the past: "the minister's claimed that"."""
    for sentence in reading.prose:
        for match in knowledge.language.possessive.finditer(sentence.text):
            yield _edited(
                sentence, match, f"“{match.group()}”: a possessive before a verb", f"{match['name']} {match['verb']}"
            )


_TWICE: Final = re.compile(
    r"\b(?P<subject>[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose)\s(?P<be>is|are|was|were)\s(?P<noun>[a-z]{4,}(?:s|y|t|n|e|k|h|r|l|d))"
    r"\s(?P<again>is|are|was|were|has|have)\b"
)
_QUESTIONS: Final = frozenset({"what", "which", "where", "when", "that", "there"})


def doubled_verb(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A verb that is left over: "this is measure is". Suggested is the sentence without the first."""
    for sentence in reading.prose:
        for match in _TWICE.finditer(sentence.text):
            if match["noun"] not in _QUESTIONS:
                right = f"{match['subject']} {match['noun']} {match['again']}"
                yield _edited(sentence, match, f"“{match.group()}”: one verb too many", right)


_NO_SPACE: Final = re.compile(r"(?<=[a-zß-öø-ÿ\d’'\"”)\]]{2})(?P<stop>[.!?])(?P<next>[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+)")
_AFTER_COMMA: Final = re.compile(r"(?<=[a-z]{3})(?P<stop>[,;])(?P<next>[A-Za-z]{2,})")
_ADDRESS: Final = re.compile(
    r"(?:://|www\.|@|\bdot\b)\S*|\b[\w-]{1,63}\.(?:com|org|net|ru|ua|by|info|gov|mil|me|uk|eu)\b\S*"
)


def missing_space(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """No space after a full stop, comma or semicolon; addresses are left alone."""
    for passage in reading.document.passages:
        if passage.kind in {"note", "boilerplate", "heading", "title", "byline", "dateline"}:
            continue
        text = reading.text[passage.start : passage.end]
        addresses = [match.span() for match in _ADDRESS.finditer(text)]
        for pattern in (_NO_SPACE, _AFTER_COMMA):
            for match in pattern.finditer(text):
                if any(a <= match.start() < b for a, b in addresses) or not _opens(match["next"], reading, knowledge):
                    continue
                start = passage.start + match.start()
                yield Found(
                    start=start, end=start + 1 + len(match["next"]), message=f"no space after “{match['stop']}”",
                    suggestion=f"{match['stop']} {match['next']}", edit=Edit(start, start + 1, f"{match['stop']} "),
                )  # fmt: skip


def _opens(word: str, reading: Reading, knowledge: Knowledge) -> bool:
    """Can the word open a sentence: one of the language or a common name, not a part of a site's name?"""
    small = word.casefold()
    common = len(re.findall(rf"\b{word}\b", reading.text)) > 2 and word in knowledge.known_words
    return len(word) > 2 and (small in knowledge.language.vocabulary or small in reading.small_words or common)


_LOWER: Final = re.compile(r"(?<![\w’'./@-])[a-z]{7,}(?![\w’'@/-])")


def glued_words(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """Two words are glued together: "ofregional". The whole is no known word, and both its parts are."""
    language = knowledge.language
    for sentence in reading.prose:
        for match in _LOWER.finditer(sentence.text):
            word = match.group()
            if word not in language.vocabulary and (parts := language.parted(word, reading.small_words)):
                yield _edited(sentence, match, f"“{word}” is two words", parts)


_BROKEN: Final = re.compile(r"(?P<before>[^\s.!?:;])[ \t]*\r?\n[ \t]*(?P<after>[a-z])")
# More lines than this are broken inside sentences where a mailer or an editor wrapped the text: that is its layout.
_WRAPPED: Final = 0.2


def broken_line(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A line is broken inside a sentence, in a text whose paragraphs are lines."""
    speaking = [p for p in reading.document.passages if p.kind in {"body", "topline", "takeaway", "rubric", "post"}]
    broken = [p for p in speaking if "\n" in reading.text[p.start : p.end]]
    if len(broken) > max(2.0, _WRAPPED * len(speaking)):
        return
    for passage in broken:
        for match in _BROKEN.finditer(reading.text, passage.start, passage.end):
            start, end = match.end("before"), match.start("after")
            yield Found(
                start=match.start("before"), end=end, message="the line is broken inside a sentence",
                suggestion="join the lines", edit=Edit(start, end, " "),
            )  # fmt: skip


_PUNCTUATION: Final = re.compile(
    r"(?P<wrong>(?<=\w) ?,\s?,|(?<=\w)\s+,(?=\s)|(?<=[\w)])\s?,\s?\.(?!\.)|(?<![.\d])\.\.(?!\.)|;\s?;"
    r"|(?<=\w)\s+\.(?=\s[A-Z]))"
)


def stray_punctuation(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """Two marks of punctuation where one belongs, or a space before a comma or full stop."""
    for sentence in reading.prose:
        for match in _PUNCTUATION.finditer(sentence.text):
            kept = next((c for c in reversed(match["wrong"]) if not c.isspace()), "")
            yield _edited(sentence, match, f"“{match['wrong'].strip()}”: stray punctuation", kept)


def unclosed_bracket(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A bracket that is opened in a paragraph and not closed in it, or closed and never opened; the first of each."""
    for passage in reading.document.passages:
        if passage.kind not in {"body", "topline", "takeaway"}:
            continue
        opened, closed = _unpaired(reading.text, passage.start, passage.end)
        if closed:
            yield Found(start=closed[0], end=closed[0] + 1, message="a bracket is closed that was not opened")
        if opened:
            yield Found(start=opened[0], end=opened[0] + 1, message="a bracket is opened and not closed")


# "a) ... b) ...": a list's numbers.
_LIST_NUMBER: Final = re.compile(r"(?:^|\s)\(?\w{1,3}$")


def _unpaired(text: str, start: int, end: int) -> tuple[list[int], list[int]]:
    """Where brackets stand that are opened, and closed, without the other."""
    opened: list[int] = []
    closed: list[int] = []
    for match in re.finditer(r"[()]", text[start:end]):
        at = start + match.start()
        if match.group() == "(":
            opened.append(at)
        elif opened:
            opened.pop()
        elif not _LIST_NUMBER.search(text[max(start, at - 4) : at]):
            closed.append(at)
    return opened, closed
