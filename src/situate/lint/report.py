"""How findings are printed: text for people, JSON, SARIF 2.1.0 and GitHub's workflow commands for programs."""

from collections.abc import Iterator, Sequence
from typing import Any, Final
from urllib.parse import quote

import msgspec

from situate.lint.finding import Finding, Severity
from situate.lint.rule import Rule

_SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "note": "note"}
_COMMANDS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "note": "notice"}


def as_text(findings: Sequence[Finding]) -> Iterator[str]:
    """A line a finding: file:line:column, severity, code, message, and what would be right."""
    for one in findings:
        hint = f" → {one.suggestion}" if one.suggestion else ""
        yield f"{one.file}:{one.line}:{one.column}: {one.severity} {one.code} {one.message}{hint} [{one.rule}]"


def as_json(findings: Sequence[Finding]) -> str:
    """One array of objects, a finding each, with the fields of `Finding`."""
    return msgspec.json.format(msgspec.json.encode(findings), indent=2).decode()


def as_github(findings: Sequence[Finding]) -> Iterator[str]:
    """GitHub's workflow commands, which mark the lines of a pull request."""
    for one in findings:
        hint = f" Suggested: {one.suggestion}" if one.suggestion else ""
        place = (
            f"file={_property(one.file)},line={one.line},col={one.column},endLine={one.end_line},"
            f"endColumn={one.end_column},title={_property(f'{one.code} {one.rule}')}"
        )
        yield f"::{_COMMANDS[one.severity]} {place}::{_message(one.message + hint)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(findings: Sequence[Finding], rules: Sequence[Rule], version: str) -> str:
    """One SARIF 2.1.0 log with one run: the rules that ran, and a result a finding; columns count characters."""
    index = {rule.code: at for at, rule in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": "situate lint", "version": version, "rules": [_rule(rule) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, index[one.code]) for one in findings],
    }
    log = {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode()


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.explanation},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.on},
    }


def _result(one: Finding, index: int) -> dict[str, Any]:
    region = {"startLine": one.line, "startColumn": one.column, "endLine": one.end_line, "endColumn": one.end_column}
    location: dict[str, Any] = {"artifactLocation": {"uri": quote(one.file)}, "region": region}
    result: dict[str, Any] = {
        "ruleId": one.code, "ruleIndex": index, "level": _LEVELS[one.severity],
        "message": {"text": one.message + (f" Suggested: {one.suggestion}" if one.suggestion else "")},
        "locations": [{"physicalLocation": location}], "partialFingerprints": {"situateLint/v1": one.fingerprint},
    }  # fmt: skip
    if one.edit is not None:
        # Where an edit spans other characters than the finding its place is told by offset.
        span = {"charOffset": one.edit.start, "charLength": one.edit.end - one.edit.start}
        change = {"deletedRegion": span, "insertedContent": {"text": one.edit.text}}
        result["fixes"] = [
            {"artifactChanges": [{"artifactLocation": {"uri": quote(one.file)}, "replacements": [change]}]}
        ]
    return result
