"""The words of layout, as `lexicon/layout.toml` holds them."""

import tomllib
from collections.abc import Mapping
from typing import Final

import msgspec

from situate.errors import DataError

FILE: Final = "layout.toml"


class Zone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A time zone of datelines: hours east of UTC; `summer` names the rule for the hour on top ("us", "eu", "")."""

    hours: int
    summer: str = ""


class DateWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of months and weekdays, lower case, and what may stand before the date in a dateline."""

    months: tuple[str, ...]
    short_months: dict[str, int]
    weekdays: tuple[str, ...]
    openings: tuple[str, ...]


class HeadingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases by which headings are known, lower case; `lexicon/layout.toml` says what each list is for."""

    takeaways: tuple[str, ...]
    notes: tuple[str, ...]
    openers: tuple[str, ...]
    closers: tuple[str, ...]
    main: tuple[str, ...]
    subordinate: tuple[str, ...]
    breaks: tuple[str, ...]
    objective: tuple[str, ...]
    labels: tuple[str, ...]
    empty: tuple[str, ...]


class BoilerplateWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases that mark furniture, lower case."""

    contains: tuple[str, ...]
    opens: tuple[str, ...]
    contents: tuple[str, ...]
    share: tuple[str, ...]


class PostWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where people post: heads of URLs without scheme."""

    hosts: tuple[str, ...]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that `layout.toml` holds."""

    dates: DateWords
    zones: dict[str, Zone]
    headings: HeadingWords
    boilerplate: BoilerplateWords
    post: PostWords


def read_words(lexicon: Mapping[str, bytes]) -> Words:
    """The words of layout out of the lexicon's files. Raises DataError naming the key that is wrong."""
    try:
        return msgspec.convert(tomllib.loads(lexicon[FILE].decode()), Words)
    except KeyError as error:
        raise DataError("missing", where=f"lexicon/{FILE}", remedy="give the lexicon folder that holds it") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise DataError(str(error), where=f"lexicon/{FILE}", remedy="correct the named key") from error
