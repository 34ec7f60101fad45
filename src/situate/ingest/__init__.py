"""Files come in: each is refused with a reason, or becomes an original with its items."""

from situate.ingest.limits import Limits
from situate.ingest.read import original_of, read
from situate.ingest.refused import Note
from situate.ingest.walk import files

__all__ = ["Limits", "Note", "files", "original_of", "read"]
