"""How a reader inside `ingest` says that it will not take something, and how it says that it passed something over."""

import msgspec

from situate.errors import DataError
from situate.model import Refusal


class Refused(DataError):
    """The file or the item cannot be taken in; `kind` as in `model.Refusal`."""

    def __init__(self, kind: str, message: str, *, remedy: str, place: str = "") -> None:
        self.kind = kind
        super().__init__(message, where=place, remedy=remedy)

    def refusal(self, name: str) -> Refusal:
        """What is told and kept about it."""
        return Refusal(name=name, kind=self.kind, reason=self.message, remedy=self.remedy, place=self.where)


class Note(msgspec.Struct, frozen=True):
    """Something that a reader should know about a folder and that is nobody's fault; `name` as it was given."""

    name: str
    text: str

    def __str__(self) -> str:
        return f"{self.name}: {self.text}"
