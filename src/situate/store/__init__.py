"""The ledger, and stored gazetteers.

What is named here is imported when it is first asked for: gazetteers are wanted by commands that open no ledger, and
must not wait for SQLAlchemy.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
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

_RECORDS: Final = ("ClaimQuery", "Context", "Derived", "PassageHit", "SourceCount", "Stats", "StoredOriginal")
_HOMES: Final = dict.fromkeys(_RECORDS, "situate.store.records") | {
    "Decision": "situate.model",
    "Ledger": "situate.store.ledger",
    "Spool": "situate.store.spool",
    "Writer": "situate.store.writing",
}

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


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
