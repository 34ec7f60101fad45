"""URLs in notes, whole again: "dot" for a dot, blanks and line breaks inside, several run together."""

import re
from typing import Final
from urllib.parse import unquote

_SCHEME: Final = re.compile(r"h(?:tt|xx)ps?:/{1,2}(?=\w)", re.IGNORECASE)
_BARE: Final = re.compile(r"(?:www\.)?(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,18}(?=/|$)/?\S*", re.IGNORECASE)
_SIGNED_DOT: Final = re.compile(r"\s?[\[({](?:\.|dot)[\])}]\s?", re.IGNORECASE)
_HARD_BLANKS: Final = re.compile(r"(?:%C2%A0|&nbsp;|\u00a0|%20(?=;|$|\s))+", re.IGNORECASE)
_DOMAIN_HEAD: Final = re.compile(r"[a-z]{2,6}(?:\.[a-z]{2,3})?/")
_RUN_IN_DOT: Final = re.compile(r"dot(?=[a-z]{2,4}/)")
_HOST_END: Final = re.compile(r"[\w-]\.?$")
_TRAILING: Final = ".,;:'\"»”’>|…"
# No address is longer; what grows past it is not joined any more.
_LONGEST: Final = 2_000
_OPENERS: Final = {")": "(", "]": "["}
# Which signs at the end of a line show that a URL was broken there.
_BROKEN: Final = ("/", "-", "_", "=", "&", "?", "%", "+")


def find_urls(text: str) -> tuple[str, ...]:
    """Every URL of a note, in order and without doubles, with its scheme ("https" where none is written)."""
    text = _HARD_BLANKS.sub(" ", text.replace("<", "").replace(">.", ".").replace(">", " "))
    text = re.sub(r"(?<![hH])\bttps?://", lambda m: f"h{m[0]}", text)
    text = _SIGNED_DOT.sub(".", text)
    tokens = _join_broken(_join_dots(_apart(_split_run_together(text))))
    found: dict[str, None] = {}
    for token in tokens:
        url = _as_url(token)
        if url is not None:
            found.setdefault(url)
    return tuple(found)


def _split_run_together(text: str) -> list[str]:
    """Words, cut also before a scheme inside a word, unless it is part of an archive's address."""
    words: list[str] = []
    for raw in text.replace(";", "; ").split(" "):
        for line in raw.splitlines(keepends=True):
            broken = line.endswith(("\n", "\r"))
            word = line.strip()
            cuts = [m.start() for m in _SCHEME.finditer(word) if m.start() and word[m.start() - 1] not in "/=:%"]
            parts = [word[a:b] for a, b in zip([0, *cuts], [*cuts, len(word)], strict=True)]
            words.extend(part for part in parts if part)
            if broken:
                words.append("\n")
    return words


def _apart(words: list[str]) -> list[str]:
    """Words in which "dot" has run into its neighbour come apart: "https://akdot tv/x", "https://ak dottv/x"."""
    apart: list[str] = []
    for at, word in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else ""
        bare_host = _SCHEME.match(word) is not None and word.count("/") == 2
        if bare_host and word.endswith("dot") and _DOMAIN_HEAD.match(after):
            apart += [word[:-3], "dot"]
        elif (run_in := _RUN_IN_DOT.match(word)) and apart and _SCHEME.match(apart[-1]) and apart[-1].count("/") == 2:
            apart += ["dot", word[run_in.end() :]]
        else:
            apart.append(word)
    return apart


def _join_dots(words: list[str]) -> list[str]:
    """ "suspilne dot media/x" is "suspilne.media/x"; a scheme after "dot" starts anew."""
    joined: list[str] = []
    at = 0
    while at < len(words):
        word = words[at]
        after = words[at + 1] if at + 1 < len(words) else ""
        joinable = bool(joined) and len(joined[-1]) < _LONGEST and _HOST_END.search(joined[-1]) is not None
        if word.lower().strip(".") == "dot" and after and joinable:
            if _SCHEME.match(after):
                joined.pop()
            else:
                words[at + 1] = f"{joined.pop().rstrip('.')}.{after.lstrip('.')}"
        else:
            joined.append(word)
        at += 1
    return joined


def _join_broken(words: list[str]) -> list[str]:
    """A URL that a line break or a blank has cut goes on where its rest can be nothing else."""
    joined: list[str] = []
    broken = False
    for word in words:
        if word == "\n":
            broken = True
            continue
        before = joined[-1] if joined else ""
        bare_scheme = before.lower() in ("https://", "http://", "https:", "http:", "https:/", "http:/")
        if bare_scheme or (_is_url(before) and len(before) < _LONGEST and _continues(before, word, broken=broken)):
            joined[-1] = before + word
        else:
            joined.append(word)
        broken = False
    return joined


def _is_url(word: str) -> bool:
    return _SCHEME.match(word) is not None and not word.endswith(";")


def _continues(before: str, word: str, *, broken: bool) -> bool:
    bare = word.rstrip(_TRAILING)
    if _SCHEME.match(word) or word.startswith(("[", "(", "www.")) or ("/" in bare and _BARE.fullmatch(bare)):
        return False
    if not any(c in word for c in "/-_=&?%") and not word.rstrip(_TRAILING).isalnum():
        return False
    if word.startswith("/") and before.count("/") == 2:
        return True
    if before.endswith(_BROKEN):
        return broken or any(c in word for c in "/-_=&?%.") or any(c.isdigit() for c in word)
    return broken and any(c in word for c in "/-_=&?%")


def _as_url(token: str) -> str | None:
    match = _SCHEME.search(token)
    if match is not None:
        scheme = "http://" if match[0].lower()[4:5] != "s" else "https://"
        rest = token[match.end() :]
    elif (bare := _BARE.fullmatch(token.lstrip("([“\"'").rstrip(_TRAILING + ")]"))) is not None:
        if "/" not in bare[0] and not bare[0].lower().startswith("www."):
            return None  # a name such as "zona.media" in the note's own words
        scheme, rest = "https://", bare[0]
    else:
        return None
    rest = _trim(rest)
    host = rest.split("/")[0]
    return scheme + rest if "." in host.strip(".") else None


def _trim(rest: str) -> str:
    """Without the sentence's punctuation at its end; a bracket goes where none was opened."""
    while rest:
        unopened = rest[-1] in ")]" and rest.count(rest[-1]) > rest.count(_OPENERS[rest[-1]])
        if rest[-1] not in _TRAILING and not unopened:
            break
        rest = rest[:-1]
    return rest


def plain_href(href: str) -> str:
    """A link's target as text in which URLs can be found: blanks that were coded into it come out again."""
    return href if "%C2%A0" not in href.upper() else unquote(href.replace("%C2%A0", " ").replace("%c2%a0", " "))
