"""The linter: documents in, findings out, by the rules that are selected and with the suppressions of the text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Final

from situate.errors import UsageError
from situate.extract.sentences import Sentences
from situate.lint.finding import Finding, Found
from situate.lint.knowledge import Knowledge
from situate.lint.reading import Reading
from situate.lint.rule import Rule
from situate.lint.rules import RULES
from situate.lint.suppress import Suppressions
from situate.model import Document

# The author has seen it and says so.
_SIC: Final = re.compile(r"\W{0,4}(?:\(sic\)|\[sic\])")


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def selected(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Rule, ...]:
    """The rules that run: those that are on, or whose code begins with one of `select`, without those of `ignore`.

    "ALL" selects every rule. Where both name a rule the longer beginning wins. Raises UsageError for unknown codes.
    """
    for given in (*select, *ignore):
        if given != "ALL" and not any(rule.code.startswith(given) or rule.name == given for rule in RULES):
            codes = " ".join(sorted({rule.code[0] for rule in RULES}))
            raise UsageError(
                f"no rule {given!r}", remedy=f"a code, its beginning or a rule's name; families are {codes}"
            )
    return tuple(rule for rule in RULES if _runs(rule, select, ignore))


def _runs(rule: Rule, select: Sequence[str], ignore: Sequence[str]) -> bool:
    wanted = max((_closeness(rule, given) for given in select), default=0 if select or not rule.on else 1)
    unwanted = max((_closeness(rule, given) for given in ignore), default=0)
    return wanted > unwanted


def _closeness(rule: Rule, given: str) -> int:
    """How closely the words mean the rule: 0 not at all, 1 "ALL", then the letters of the code in common."""
    if given == rule.name:
        return 10
    if given == "ALL":
        return 1
    return 1 + len(given) if rule.code.startswith(given) else 0


class Linter:
    """Checks documents by rules. Pure: the same document gives the same findings, in the order of the text."""

    def __init__(self, knowledge: Knowledge, lexicon: Mapping[str, bytes], rules: Iterable[Rule]) -> None:
        """`lexicon`: the lexicon's files by name; `rules` as `selected` gives them."""
        self._knowledge, self._rules = knowledge, tuple(rules)
        self._cutter = Sentences(lexicon)

    def reading(self, document: Document, before: Document | None = None) -> Reading:
        """The document as the rules read it."""
        return Reading(document, self._cutter, before)

    def lint(self, document: Document, before: Document | None = None) -> tuple[Finding, ...]:
        """What the rules find in a document; `before` is the issue that came before it, for rules across issues."""
        reading = self.reading(document, before)
        suppressed = Suppressions(document.text)
        found = [
            (one, rule)
            for rule in self._rules
            for one in rule.check(reading, self._knowledge)
            if not suppressed.holds(rule.code, reading.place(one.start)[0])
            and not _SIC.match(document.text, one.end, one.end + 12)
        ]
        found.sort(key=lambda pair: (pair[0].start, pair[1].code, pair[0].end))
        return tuple(self._findings(found, reading))

    def _findings(self, found: Sequence[tuple[Found, Rule]], reading: Reading) -> Iterator[Finding]:
        seen: dict[tuple[str, str, str], int] = {}
        lines: dict[int, str] = {}
        for one, rule in found:
            line, column = reading.place(one.start)
            end_line, end_column = reading.place(max(one.start, one.end - 1))
            words = reading.text[one.start : one.end]
            if line not in lines:
                lines[line] = _digest(" ".join(reading.line(line).split()))
            said = (rule.code, words, lines[line])
            nth = seen[said] = seen.get(said, 0) + 1
            yield Finding(
                code=rule.code, rule=rule.name, severity=rule.severity, file=reading.document.name, line=line,
                column=column, end_line=end_line, end_column=end_column + 1, start=one.start, end=one.end, words=words,
                message=one.message, suggestion=one.suggestion, edit=one.edit,
                fingerprint=_digest(f"{reading.document.name}\n{rule.code}\n{words}\n{lines[line]}\n{nth}"),
            )  # fmt: skip
