"""JSON under limits: nesting is bounded before anything is built, and faults are told in words."""

import re
from typing import Final, TypeVar

import msgspec

from situate.ingest.refused import Refused

T = TypeVar("T")
# A string may lack its closing quote: what follows then belongs to it, and the scan stays linear.
_TOKENS: Final = re.compile(rb'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


def read_json(text: bytes | msgspec.Raw, kind: type[T], *, max_depth: int, place: str, expected: str) -> T:
    """The value as a record of `kind`. Raises Refused (too_deep, json, encoding or schema) naming `place`.

    `expected` tells the user what the record should look like.
    """
    if depth_exceeds(bytes(text), max_depth):
        raise too_deep(max_depth, place)
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.ValidationError as error:
        raise Refused("schema", f"is not what was expected: {error}", place=place, remedy=expected) from error
    except msgspec.DecodeError as error:
        raise Refused("json", f"is not JSON: {error}", place=place, remedy="correct it or leave it out") from error
    except UnicodeDecodeError as error:
        raise Refused(
            "encoding", f"is not valid UTF-8 ({error.reason})", place=place, remedy="save the file as UTF-8"
        ) from error


def too_deep(max_depth: int, place: str) -> Refused:
    """The refusal of JSON that is nested beyond the limit."""
    return Refused(
        "too_deep", f"is nested more than {max_depth} deep", place=place, remedy="flatten it or raise the limit"
    )


def depth_exceeds(text: bytes, limit: int) -> bool:
    """Are arrays and objects nested more than `limit` deep? Brackets in strings do not count."""
    if text.count(b"[") + text.count(b"{") <= limit:
        return False
    depth = 0
    for token in _TOKENS.finditer(text):
        first = token[0][:1]
        if first in b"[{":
            depth += 1
            if depth > limit:
                return True
        elif first in b"]}":
            depth -= 1
    return False
