"""Claims out of documents: lexicons and an attribution grammar, no statistical model."""

from situate.extract.extractor import Extractor

__all__ = ["Extractor"]
