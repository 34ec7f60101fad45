"""What changed between two days in one of the ledgers. A record only."""

from typing import Literal

import msgspec

Ledger = Literal["control", "offices", "board", "figures"]
LEDGERS: tuple[Ledger, ...] = ("control", "offices", "board", "figures")


class LedgerChange(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that differs: in which ledger, about what, its state before and after in a few words ("" for none).

    `words` is the sentence that tells it, `claims` the ids of what it stands on, the newest first.
    """

    ledger: Ledger
    subject: str
    before: str
    after: str
    words: str
    claims: tuple[str, ...] = ()
