"""Situate: open-source reporting in; a ledger of judged claims and a footnoted assessment out."""

__version__ = "0.1.0"
