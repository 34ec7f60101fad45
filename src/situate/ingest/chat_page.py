"""A page of Telegram Desktop's HTML export ("Export chat history", HTML): `messages.html`, `messages2.html` and so on.

It is known by its elements, not by its name. Each message is read by itself, so that damage to one leaves the others.
Beside `result.json` such a page does not tell the chat's number, its kind and the moment of an edit: posts go by the
chat's name and their number, and what the page lacks says nothing. A message that is `joined` to the one before it
leaves out who wrote it, and whom it forwards.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from lxml import etree

from situate.ingest.elements import Element, classes, root_of, with_classes
from situate.ingest.jsonlines import check_text
from situate.ingest.limits import Limits
from situate.ingest.refused import Refused
from situate.ingest.times import day_first_time
from situate.model import Hints, Item

# The application writes a tag's attributes in the order of their names.
_MESSAGE: Final = re.compile(
    r'<div class="message (default|service)\b([^<>"]{0,200})" id="message(-?[0-9]{1,19})"[^<>]{0,500}>'
)
_EXPORTED: Final = re.compile(r"<title>\s{0,100}Exported Data\s{0,100}</title>")
_OPENS, _CLOSES = re.compile(r"<div\b[^<>]*>"), re.compile(r"</div\s*>")
_ENDS: Final = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_BOT: Final = re.compile(r"\s+via @\w+$")
_ANSWERED: Final = re.compile(r"#go_to_message(-?[0-9]{1,19})$")
# A line's end in the source is none in the message: those are <br>.
_SOURCE_LINE: Final = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")
_BLOCKS: Final = frozenset({"blockquote", "pre", "div", "p"})
_MEDIA: Final = {
    "photo_wrap": "photo", "media_photo": "photo", "video_file_wrap": "video", "media_video": "video",
    "animated_wrap": "animation", "sticker_wrap": "sticker", "media_voice_message": "voice message",
    "media_audio_file": "audio", "media_file": "file", "media_location": "location",
    "media_live_location": "location", "media_venue": "location", "media_poll": "poll", "media_contact": "contact",
    "media_game": "game", "media_invoice": "invoice", "media_call": "call",
}  # fmt: skip
_LOST: Final = "\ufffd"
_AGAIN: Final = "export the chat again, whole"


def is_exported(text: str) -> bool:
    """Is it a page of Telegram Desktop's HTML export, of messages or a list?"""
    if 'class="page_header"' in text and _EXPORTED.search(text):
        return True
    return 'class="pull_right date details"' in text and _MESSAGE.search(text) is not None


def exported(
    name: str, sha256: str, text: str, *, limits: Limits, damaged: bool = False
) -> Iterator[Item | Refused | str]:
    """The messages of a page in their order; what is wrong with one comes in its place, notes for the user at the end.

    `damaged` says that U+FFFD stands for bytes that are no text; a message that holds it is refused.
    Raises Refused where the page holds no messages, or does not name its chat.
    """
    starts = list(_MESSAGE.finditer(text))
    if not starts:
        raise Refused(
            "other_kind",
            "is a list of a Telegram Desktop export and holds no messages",
            remedy="ingest its messages.html",
        )
    page = _Page(name, sha256, _chat(text[: starts[0].start()], damaged=damaged), limits)
    ends = [start.start() for start in starts[1:]] + [len(text)]
    for start, end in zip(starts, ends, strict=True):
        try:
            item = page.item(start, text[start.start() : end], last=end == len(text), damaged=damaged)
        except Refused as refused:
            yield refused
            continue
        if item is not None:
            yield item
    yield from page.notes()
    if not _ENDS.search(text, starts[-1].end()):
        yield "closes neither <body> nor <html>: it may have lost messages at its end"


def _chat(head: str, *, damaged: bool) -> str:
    """The name of the chat, from what stands above its messages."""
    for header in with_classes(root_of(head or "<p>", place="page header", remedy=_AGAIN), "page_header"):
        named = next((_name(e) for e in with_classes(header, "text", "bold")), None)
        if named and not (damaged and _LOST in named):
            return named
    raise Refused("schema", "does not name its chat: its header is missing", place="page header", remedy=_AGAIN)


class _Page:
    """Reads the messages of one chat one after the other: some go on with the names of the one before them."""

    def __init__(self, name: str, sha256: str, chat: str, limits: Limits) -> None:
        self._name, self._sha256, self._chat, self._limits = name, sha256, chat, limits
        self._sender: str | None = None
        self._forwarded: str | None = None
        self._silent = 0
        self._media: Counter[str] = Counter()

    def item(self, start: re.Match[str], source: str, *, last: bool, damaged: bool) -> Item | None:
        """The item of a message, None where it has no words. Raises Refused naming the message."""
        kind, more, number = start.groups()
        if kind == "service":
            self._silent += not number.startswith("-")  # the page's own rows, the days, count down from -1
            return None
        place = f"message {number}"
        lost = _damage(source, place, last=last) or (_bytes(source, place) if damaged else None)
        if lost is not None:
            self._sender = self._forwarded = None
            raise lost
        message = root_of(source, place=place, remedy="leave it out")
        self._names(message, joined="joined" in more.split())
        published = _date(message, place)
        self._media.update(kind for e in message.iter("*") for kind in map(_MEDIA.get, classes(e)) if kind)
        words = next((_words(e) for e in with_classes(message, "text")), "")
        if not words:
            self._silent += 1
            return None
        check_text(words, place, self._limits)
        return self._item(place, number, words, published, _answered(message))

    def _item(self, place: str, number: str, words: str, published: datetime, answered: str | None) -> Item:
        chat = self._chat
        member = self._sender
        return Item(
            original=self._sha256,
            name=self._name,
            media="post",
            body=words,
            part=place,
            hints=Hints(
                external_id=f"{chat}/{number}",
                publisher=chat if member is None or member == chat else f"{member} in {chat}",
                published=published,
                forwarded_from=self._forwarded,
                reply_to=None if answered is None else f"{chat}/{answered}",
            ),
        )

    def _names(self, message: Element, *, joined: bool) -> None:
        """Who wrote a message and whom it forwards, as written or as of the message that it is joined to."""
        body = next(with_classes(message, "forwarded", "body"), None)
        inner = None if body is None else next(with_classes(body, "from_name"), None)
        outer = next((e for e in with_classes(message, "from_name") if e is not inner), None)
        before = self._forwarded if joined and body is not None else None
        self._forwarded = before if inner is None else _name(inner)
        if outer is not None or not joined:
            self._sender = None if outer is None else _name(outer)

    def notes(self) -> Iterator[str]:
        """What was passed over."""
        if self._silent:
            yield f"{self._silent} messages without text (pictures, service messages) were passed over"
        if self._media:
            kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(self._media.items()))
            yield f"media of its messages were not opened: {kinds}"


def _damage(source: str, place: str, *, last: bool) -> Refused | None:
    """Has the message lost its end? Then its words may be half of what it says."""
    if sum(1 for _ in _OPENS.finditer(source)) <= sum(1 for _ in _CLOSES.finditer(source)):
        return None
    where = "the page is cut off: it ends inside this message" if last else "is damaged: a part of it is missing"
    return Refused("cut_off", where, place=place, remedy=f"{_AGAIN}; the others were read")


def _bytes(source: str, place: str) -> Refused | None:
    """Does the message hold bytes that are no text?"""
    if _LOST not in source:
        return None
    return Refused("encoding", "is damaged: not valid UTF-8", place=place, remedy=f"{_AGAIN}; the others were read")


def _date(message: Element, place: str) -> datetime:
    dates = list(with_classes(message, "pull_right", "date", "details"))
    if len(dates) != 1:
        reason = f"has {len(dates)} dates in place of one: parts of the page are missing"
        raise Refused("schema", reason, place=place, remedy=f"{_AGAIN}; the others were read")
    return day_first_time(dates[0].get("title") or "", field="date", place=place)


def _answered(message: Element) -> str | None:
    """The number of the message in this chat that is answered; on another page of the export it may stand."""
    hrefs = (a.get("href") or "" for e in with_classes(message, "reply_to") for a in e.iter("a"))
    return next((found[1] for href in hrefs if (found := _ANSWERED.search(href))), None)


def _name(element: Element) -> str | None:
    """A name without the date and the bot that may stand beside it."""
    parts = [element.text or ""]
    for child in element:
        parts += ["" if "details" in classes(child) else "".join(child.itertext()), child.tail or ""]
    return _BOT.sub("", " ".join("".join(parts).split())) or None


def _words(element: Element) -> str:
    """The words of a message as they were written, their lines and blanks kept."""
    parts: list[str] = []
    fresh, due = True, False  # nothing stands on the line yet; a block has ended, and its line not yet
    for event, e in etree.iterwalk(element, events=("start", "end")):
        if e.tag == "br" and event == "start":
            parts.append("\n")
            fresh, due = True, False
        elif e.tag in _BLOCKS and e is not element:
            due = not fresh
        text = e.text if event == "start" else e.tail
        if text and (event == "start" or e is not element):
            parts += ["\n" if due else "", _SOURCE_LINE.sub(" ", text)]
            fresh, due = not text.strip() and (fresh or due), False
    return "".join(parts).strip()
