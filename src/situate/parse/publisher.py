"""Who published a document, from what it came with, its page, its address, or how it speaks of itself."""

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

import msgspec

from situate.parse.headings import normal
from situate.theatre import Publisher, Source, Theatre

# So often must a text without any other sign name its author to be taken for the author's.
_OWN_NAMES: Final = 3


class Signs(msgspec.Struct, frozen=True, kw_only=True):
    """What could tell the publisher, most telling first: names as written, addresses, and the text itself."""

    names: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    text: str = ""


class Publishers:
    """Finds the theatre's source behind a publisher's name or address."""

    def __init__(self, theatre: Theatre) -> None:
        """Every source's name and aliases are known, and every publisher's own names and hosts."""
        self._sources = {source.id: source for source in theatre.sources}
        self._publishers = theatre.publishers
        self._names: dict[str, str] = {}
        for publisher in theatre.publishers:
            for name in publisher.self_names:
                if sum(word[:1].isupper() for word in name.split()) >= 2 or (name.isupper() and len(name) >= 3):
                    self._names.setdefault(normal(name), publisher.source)
        for source in theatre.sources:
            for name in (source.name, *source.aliases, source.id):
                self._names.setdefault(normal(name), source.id)
        self._addresses = sorted(self._all_addresses(theatre.publishers, theatre.sources), reverse=True)

    def _all_addresses(
        self, publishers: Iterable[Publisher], sources: Iterable[Source]
    ) -> Iterable[tuple[int, str, str]]:
        yield from ((len(host), host.casefold().rstrip("/"), p.source) for p in publishers for host in p.hosts)
        yield from ((len(a), a.casefold().rstrip("/"), s.id) for s in sources for a in s.addresses)

    def identify(self, signs: Signs) -> tuple[str, str | None]:
        """The publisher's name and source id: ("", None) where nothing tells; the id alone None for a stranger."""
        named = [name for name in signs.names if name.strip()]
        for name in named:
            source = self._names.get(normal(name))
            if source is not None:
                return name.strip(), source
        for url in signs.urls:
            source = self.at_address(url)
            if source is not None:
                return (named[0].strip() if named else self._name(source)), source
        if named:
            return named[0].strip(), None
        source = self._by_own_words(signs.text)
        return (self._name(source), source) if source else ("", None)

    def at_address(self, url: str) -> str | None:
        """The source that publishes at the URL: its host or a subdomain, or a channel's address."""
        parts = urlsplit(url if "://" in url else f"//{url}")
        host = parts.netloc.casefold().removeprefix("www.")
        bare = f"{host}{parts.path.casefold()}".rstrip("/")
        for _, address, source in self._addresses:
            if "/" in address and (bare == address or bare.startswith(f"{address}/")):
                return source
            if "/" not in address and (host == address or host.endswith(f".{address}")):
                return source
        return None

    def _name(self, source: str) -> str:
        known = self._sources.get(source)
        return known.name if known else source

    def _by_own_words(self, text: str) -> str | None:
        """The publisher whose standing text it carries and that it names most often."""
        lower = text.casefold()
        best: tuple[int, str] | None = None
        for publisher in self._publishers:
            if not any(phrase.casefold() in lower for phrase in publisher.boilerplate):
                continue
            own = [n for n in publisher.self_names if n[:1].isupper() and len(n) >= 3]
            count = max((text.count(name) for name in own), default=0)
            if count >= _OWN_NAMES and (best is None or count > best[0]):
                best = (count, publisher.source)
        return best[1] if best else None
