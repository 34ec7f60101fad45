"""Everything a command works with, built from its options: theatre, lexicon, gazetteer, pipeline."""

import msgspec

from situate.cli.knowledge import gazetteer, theatre_folder
from situate.config import data_folder, read_folder
from situate.pipeline import Pipeline, Stages, stages_of
from situate.store.gazetteers import StoredGazetteer
from situate.theatre import Theatre, read_theatre


class Workshop(msgspec.Struct, frozen=True, kw_only=True):
    """What one run works with. `outlines` is the theatre's map, None where it has none."""

    theatre: Theatre
    gazetteer: StoredGazetteer
    stages: Stages
    pipeline: Pipeline
    outlines: bytes | None = None


def workshop(theatre: str) -> Workshop:
    """Build every stage for a theatre. Raises UsageError, DataError where the theatre or the lexicon is at fault."""
    files = read_folder(theatre_folder(theatre))
    knowledge = read_theatre(files)
    lexicon = read_folder(data_folder("lexicon"))
    places = gazetteer(knowledge)
    stages = stages_of(knowledge, lexicon, places)
    return Workshop(
        theatre=knowledge,
        gazetteer=places,
        stages=stages,
        pipeline=Pipeline(knowledge, lexicon, places, stages=stages),
        outlines=files.get("outlines.json"),
    )
