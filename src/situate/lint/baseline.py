"""A baseline: the findings that a text had when checking began, so that only new ones are reported."""

from collections.abc import Iterable

import msgspec

from situate.errors import DataError
from situate.lint.finding import Finding


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """One finding of a baseline: its fingerprint, and for people its code and file."""

    fingerprint: str
    code: str
    file: str


class Baseline(msgspec.Struct, frozen=True, kw_only=True):
    """The findings known before. A finding keeps its fingerprint when lines are added above it."""

    version: int = 1
    findings: tuple[Known, ...] = ()


def read_baseline(body: bytes, where: str) -> Baseline:
    """Read a baseline file. Raises DataError where it is none."""
    try:
        return msgspec.json.decode(body, type=Baseline)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        remedy = "write it anew with --write-baseline"
        raise DataError(f"no baseline: {error}", where=where, remedy=remedy) from error


def baseline_of(findings: Iterable[Finding]) -> bytes:
    """The baseline file that holds the findings."""
    known = tuple(Known(fingerprint=f.fingerprint, code=f.code, file=f.file) for f in findings)
    return msgspec.json.format(msgspec.json.encode(Baseline(findings=known)), indent=1) + b"\n"


def new(findings: Iterable[Finding], known: Baseline) -> tuple[Finding, ...]:
    """The findings that the baseline does not hold."""
    fingerprints = {one.fingerprint for one in known.findings}
    return tuple(one for one in findings if one.fingerprint not in fingerprints)
