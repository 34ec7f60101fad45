"""Adverbs that hide a speaker."""

from typing import Final

from situate.vocab import Stance

# Adverbs that hide a speaker, with the stance they give it.
HEARSAY: Final[dict[str, Stance]] = {
    "reportedly": "states", "allegedly": "claims", "purportedly": "claims", "supposedly": "claims",
}  # fmt: skip
