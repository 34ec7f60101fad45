"""What a file is read under: how much it may hold, and whether it was cut by hand."""

import msgspec


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds on hostile or mistaken input; past any of them the file or the item is refused.

    `max_bytes` a file (the largest published report seen has 0.1 MB, a busy channel's export of a year some 20 MB);
    `max_depth` of nested JSON (Telegram's exports need 6); `max_items` a file;
    `max_characters` an item. `partial` files were cut by hand: what they lack says nothing.
    """

    max_bytes: int = 32 * 1024 * 1024
    max_depth: int = 32
    max_items: int = 200_000
    max_characters: int = 4_000_000
    partial: bool = False
