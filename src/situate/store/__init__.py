"""The ledger, and stored gazetteers."""

from situate.model import Decision
from situate.store.ledger import Ledger
from situate.store.records import (
    ClaimQuery,
    Context,
    Derived,
    PassageHit,
    SourceCount,
    Stats,
    StoredOriginal,
)
from situate.store.spool import Spool
from situate.store.writing import Writer

__all__ = [
    "ClaimQuery",
    "Context",
    "Decision",
    "Derived",
    "Ledger",
    "PassageHit",
    "SourceCount",
    "Spool",
    "Stats",
    "StoredOriginal",
    "Writer",
]
