"""GeoNames country dumps brought from a server and added."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from situate.errors import SourceError, UsageError
from situate.store.downloads import Brought, Progress, bring, checked_address
from situate.store.shelf import Added, Shelf

GEONAMES: Final = "https://download.geonames.org/export/dump"
_COUNTRY: Final = re.compile(r"[A-Z]{2}")


def fetch(
    folder: Path,
    country: str,
    *,
    base: str = GEONAMES,
    names: bool = False,
    expected: str = "",
    progress: Callable[[str], Progress | None] = lambda _: None,
) -> tuple[Added, tuple[Brought, ...]]:
    """Bring the dump of a country (ISO 3166, two letters), with its file of alternate names if asked, and add it.

    `folder` holds the gazetteers; `expected` is the SHA-256 that the dump must have, `progress` makes the one to be
    told of a file. The part of a file that was cut off stays, and the next call goes on with it; what came whole is
    removed once it is compiled. Raises what `bring` and `Shelf.add` raise.
    """
    if not _COUNTRY.fullmatch(country.upper()):
        raise UsageError(f"not a country's code: {country!r}", remedy="give two letters of ISO 3166, such as UA")
    checked_address(base)
    country, came = country.upper(), folder / "downloads"
    wanted = [f"{country}.zip", *([f"alternatenames/{country}.zip"] if names else [])]
    brought: list[Brought] = []
    try:
        for part, digest in zip(wanted, (expected, ""), strict=False):
            url, target = f"{base.rstrip('/')}/{part}", came / part.replace("/", "-")
            brought.append(_archive(bring(url, target, expected=digest, progress=progress(part))))
        origin = ", ".join(one.url for one in brought)
        return Shelf(folder).add([one.path for one in brought], country, origin=origin), tuple(brought)
    finally:
        for one in brought:
            one.path.unlink(missing_ok=True)


def _archive(brought: Brought) -> Brought:
    """Raises SourceError where what came is no archive: a page that says something else, most often."""
    if not zipfile.is_zipfile(brought.path):
        brought.path.unlink()
        why = "what came is no .zip archive, but perhaps a page of a proxy or a login"
        raise SourceError(why, where=brought.url, remedy="open the address in a browser, or give another --from")
    return brought
