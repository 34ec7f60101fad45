"""The tables as SQLAlchemy sees them: the columns that queries name. `migrations/` makes them."""

from typing import Final

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text

METADATA: Final = MetaData()


def _table(name: str, columns: str, *, numbers: str = "", blobs: str = "") -> Table:
    """A table of text columns, but for the named ones."""
    kinds = dict.fromkeys(numbers.split(), Integer) | dict.fromkeys(blobs.split(), LargeBinary)
    return Table(name, METADATA, *(Column(column, kinds.get(column, Text)) for column in columns.split()))


originals: Final = _table(
    "originals",
    "seq sha256 name media size body notes limits knowledge claims_digest path captured modified",
    numbers="seq size",
    blobs="body",
)
documents: Final = _table(
    "documents",
    "seq id key original part published known title url publisher publisher_id text text_sha256 record",
    numbers="seq",
)
passages: Final = _table("passages", "seq document ordinal kind start stop text", numbers="seq ordinal start stop")
notes: Final = _table("notes", "seq document ordinal mark urls", numbers="seq ordinal")
claims: Final = _table(
    "claims",
    "seq id document start stop published known valid_first valid_last event stance evidence author_view effort "
    "publisher_id content speakers places record",
    numbers="seq start stop",
)
claim_sources: Final = _table("claim_sources", "claim ordinal source_id name name_key", numbers="claim ordinal")
claim_places: Final = _table("claim_places", "claim ordinal name_key text_key place_key", numbers="claim ordinal")
refusals: Final = _table("refusals", "seq name place kind reason remedy", numbers="seq")
journal: Final = _table("journal", "seq at by action subject reason detail", numbers="seq")
derivations: Final = _table("derivations", "name digest rows claims", numbers="rows")
propositions: Final = _table("propositions", "seq id event first last place side effort record", numbers="seq")
proposition_claims: Final = _table("proposition_claims", "proposition claim denies", numbers="denies")
judgments: Final = _table("judgments", "seq proposition credibility record", numbers="seq credibility")
controls: Final = _table("controls", "seq place valid_from known_from record", numbers="seq")
located: Final = _table("located", "seq name_key gazetteer_id record", numbers="seq")
sightings: Final = _table("sightings", "document original seen")
listings: Final = _table("listings", "original channel at posts silent")
losses: Final = _table("losses", "original key at how why")
lapses: Final = _table("lapses", "document since until how why")
changed: Final = _table("changed", "document at shown", numbers="shown")
