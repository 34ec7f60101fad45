"""Names become actors, sources and places; claims that say the same become propositions."""

from situate.resolve.decided import decided
from situate.resolve.propositions import propositions
from situate.resolve.resolver import Resolver

__all__ = ["Resolver", "decided", "propositions"]
