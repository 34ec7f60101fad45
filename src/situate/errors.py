"""The error tree. Each leaf says who must act.

SituateError
├── SourceError     the world: a file or page could not be had
├── DataError       the data: a document, a theatre or a ledger is not as it must be
│   └── LimitError  the data: larger, deeper or slower than the limits allow
└── UsageError      the user: a call that cannot be carried out
"""


class SituateError(Exception):
    """Root of everything that Situate raises on purpose.

    `where` names the file and the place in it; `remedy` says what to do about it.
    """

    def __init__(self, message: str, *, where: str = "", remedy: str = "") -> None:
        self.message, self.where, self.remedy = message, where, remedy
        super().__init__(": ".join(part for part in (where, message) if part))

    def __str__(self) -> str:
        text = super().__str__()
        return f"{text} ({self.remedy})" if self.remedy else text


class SourceError(SituateError):
    """The world's fault: a file or page could not be had."""


class DataError(SituateError):
    """The data's fault: a document, a theatre or a ledger is not as it must be."""


class LimitError(DataError):
    """The data is larger, deeper or slower than the limits allow."""


class UsageError(SituateError):
    """The user's call cannot be carried out as it stands."""
