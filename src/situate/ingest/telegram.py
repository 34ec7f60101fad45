"""Telegram Desktop's `result.json`: the export of one chat, or of an account with its `chats.list`.

The format is the application's own ("Export chat history", machine-readable JSON). `date` is local time without a
zone, so `date_unixtime` is preferred where the version of the application wrote it.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

import msgspec

from situate.ingest.jsonlines import check_text
from situate.ingest.jsontext import read_json, too_deep
from situate.ingest.limits import Limits
from situate.ingest.refused import Refused
from situate.ingest.times import iso_time, unix_time
from situate.model import Hints, Item, Listing

_EXPECTED: Final = 'a Telegram Desktop export: an object with "name", "id" and "messages", or with "chats": {"list"}'


class Entity(msgspec.Struct, frozen=True):
    """A piece of formatted text."""

    text: str = ""


class Message(msgspec.Struct, frozen=True):
    """One message; `type` is "service" for events such as a pinned message, `sender` who wrote it."""

    id: int
    type: str = "message"
    date: str | None = None
    date_unixtime: str | int | None = None
    edited: str | None = None
    edited_unixtime: str | int | None = None
    sender: str | None = msgspec.field(name="from", default=None)
    forwarded_from: str | None = None
    reply_to_message_id: int | None = None
    reply_to_peer_id: str | int | None = None  # of another chat, whose message is answered
    text: str | list[str | Entity] = ""

    def words(self) -> str:
        """The whole text, formatting left out."""
        if isinstance(self.text, str):
            return self.text
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.text)


class Chat(msgspec.Struct, frozen=True):
    """One chat. `username` is not written by the application; exports that were completed by hand have it."""

    messages: list[msgspec.Raw]
    id: int | str = ""
    name: str | None = None
    type: str = ""
    username: str | None = None

    @property
    def channel(self) -> str:
        """What its messages are known under."""
        return self.username or str(self.id) or self.name or ""

    def url(self, message: int) -> str | None:
        """The link to a message: public where the username is known, members' own for channels and supergroups."""
        if self.username:
            return f"https://t.me/{self.username}/{message}"
        if self.id and ("channel" in self.type or "supergroup" in self.type):
            return f"https://t.me/c/{self.id}/{message}"
        return None

    def voice(self, message: Message) -> str | None:
        """Who publishes a message: the channel; in a group or a talk the member, by the name that the export gives."""
        member = (message.sender or "").strip()
        if "channel" in self.type or not member or member == self.name:
            return self.name
        return f"{member} in {self.name}" if self.name else member


class Chats(msgspec.Struct, frozen=True):
    """The chats of an account."""

    list: list[Chat]


class Export(msgspec.Struct, frozen=True):
    """The file: a single chat's fields stand in it directly."""

    messages: list[msgspec.Raw] | None = None
    chats: Chats | None = None
    id: int | str = ""
    name: str | None = None
    type: str = ""
    username: str | None = None


def messages(name: str, sha256: str, body: bytes, *, limits: Limits) -> Iterator[Item | Listing | Refused | str]:
    """The items of an export; what is wrong with a message comes in its place, notes for the user at the end.

    After the items of a channel comes the listing of all its messages: the application exports a span of them whole.
    In a group it may export the user's own messages alone, so that a group has no listing. Raises Refused where the
    file is no such export.
    """
    silent = 0
    for chat, prefix in _chats(body, limits):
        listed = _Listed(chat)
        for index, raw in enumerate(chat.messages, start=1):
            try:
                message = _message(raw, index, prefix, limits)
                listed.numbers.append(message.id)
                item = _item(name, sha256, chat, message, prefix, limits)
            except Refused as refused:
                yield refused
                continue
            silent += item is None
            listed.add(message, item)
            if item is not None:
                yield item
        # A message that could not be read has a number that nobody knows: then the listing could lack what is there.
        if not limits.partial and "channel" in chat.type and len(listed.numbers) == len(chat.messages) > 0:
            yield listed.listing()
    if silent:
        yield f"{silent} messages without text (pictures, service messages) were passed over"


class _Listed:
    """Collects what a channel's export lists."""

    def __init__(self, chat: Chat) -> None:
        self._channel = chat.channel
        self.numbers: list[int] = []
        self._silent: list[int] = []
        self._latest: datetime | None = None

    def add(self, message: Message, item: Item | None) -> None:
        """Take a message in; one without words has no item."""
        if item is None:
            self._silent += [message.id] if message.type == "message" else []
            return
        for moment in (item.hints.published, item.hints.edited):
            # Moments with an offset and without cannot be compared; one export writes them all alike.
            if moment is not None and (self._latest is None or _later(moment, self._latest)):
                self._latest = moment

    def listing(self) -> Listing:
        """The listing of all that was taken in."""
        posts, silent = tuple(sorted(set(self.numbers))), tuple(sorted(set(self._silent)))
        return Listing(channel=self._channel, posts=posts, silent=silent, at=self._latest)


def _later(one: datetime, other: datetime) -> bool:
    return (one.tzinfo is None) == (other.tzinfo is None) and one > other


def _chats(body: bytes, limits: Limits) -> Iterator[tuple[Chat, str]]:
    body = body.removeprefix(b"\xef\xbb\xbf")
    try:
        # The decoder bounds nesting by itself; each message is held to the limit when its turn comes.
        export = msgspec.json.decode(body, type=Export)
    except RecursionError:
        raise too_deep(limits.max_depth, "") from None
    except msgspec.ValidationError as error:
        raise Refused("schema", f"is not what was expected: {error}", remedy=_EXPECTED) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused("json", f"is not JSON: {error}", remedy="export the chat again, whole") from error
    if export.messages is not None:
        yield Chat(export.messages, export.id, export.name, export.type, export.username), ""
    elif export.chats is not None:
        yield from ((chat, f"chat {chat.channel} ") for chat in export.chats.list)
    else:
        raise Refused("schema", "holds neither messages nor a list of chats", remedy=_EXPECTED)


def _message(raw: msgspec.Raw, index: int, prefix: str, limits: Limits) -> Message:
    place = f"{prefix}message number {index}"
    return read_json(raw, Message, max_depth=limits.max_depth, place=place, expected="Telegram Desktop's own fields")


def _item(name: str, sha256: str, chat: Chat, message: Message, prefix: str, limits: Limits) -> Item | None:
    text, part = message.words(), f"{prefix}message {message.id}"
    if message.type != "message" or not text.strip():
        return None
    check_text(text, part, limits)
    reply = message.reply_to_message_id if message.reply_to_peer_id is None else None
    return Item(
        original=sha256,
        name=name,
        media="post",
        body=text,
        part=part,
        hints=Hints(
            external_id=f"{chat.channel}/{message.id}",
            url=chat.url(message.id),
            publisher=chat.voice(message),
            published=_time(message.date_unixtime, message.date, field="date", place=part),
            edited=_time(message.edited_unixtime, message.edited, field="edited", place=part),
            forwarded_from=message.forwarded_from,
            reply_to=None if reply is None else f"{chat.channel}/{reply}",
        ),
    )


def _time(seconds: str | int | None, text: str | None, *, field: str, place: str) -> datetime | None:
    if seconds:
        return unix_time(seconds, field=field, place=place)
    return iso_time(text, field=field, place=place) if text else None
