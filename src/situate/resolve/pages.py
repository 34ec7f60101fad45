"""The channel or page behind a speaker whom nobody names, by the note that stands at the claim."""

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from situate.model import NoteRef

# Networks where the first step of the path names who posts. A public fact of their addresses.
_NETWORKS: Final = frozenset(
    {
        "t.me", "twitter.com", "x.com", "facebook.com", "vk.com", "ok.ru", "youtube.com", "instagram.com", "tiktok.com",
        "rutube.ru",
    }
)  # fmt: skip
_ALIASES: Final = {"telegram.me": "t.me", "fb.com": "facebook.com"}
# Steps of a path that name no one: what follows them does, or nothing.
_SHELVES: Final = frozenset({"s", "c", "channel", "user", "pages", "groups", "watch", "video", "public"})
_NOBODY: Final = frozenset(
    {"photo", "photo.php", "permalink.php", "story.php", "share", "i", "reel", "posts", "status", "hashtag"}
)


def page_of(url: str) -> str:
    """The channel or page that a URL belongs to ("t.me/channel", "example.org"); "" where it is no web address."""
    try:
        parts = urlsplit(url.strip() if "://" in url else f"https://{url.strip()}")
    except ValueError:
        return ""
    host = parts.netloc.casefold().rpartition("@")[2].partition(":")[0]
    for prefix in ("www.", "m.", "mobile.", "web."):
        host = host.removeprefix(prefix)
    host = _ALIASES.get(host, host)
    if "." not in host:
        return ""
    if host not in _NETWORKS:
        return host
    steps = [step for step in parts.path.casefold().split("/") if step and step not in _SHELVES]
    return f"{host}/{steps[0]}" if steps and steps[0] not in _NOBODY else host


def pages_of(notes: Iterable[NoteRef]) -> tuple[str, ...]:
    """The channels and pages that the notes lead to, each once, in their order."""
    return tuple(dict.fromkeys(page for note in notes for url in note.urls if (page := page_of(url))))
