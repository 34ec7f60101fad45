"""Everything a command works with, built from its options: theatre, lexicon, gazetteer, pipeline."""

from pathlib import Path

import msgspec

from situate.config import data_folder, environment, read_folder
from situate.errors import UsageError
from situate.pipeline import Pipeline, Stages, stages_of
from situate.store.gazetteers import StoredGazetteer, home
from situate.theatre import Theatre, read_theatre


class Workshop(msgspec.Struct, frozen=True, kw_only=True):
    """What one run works with. `outlines` is the theatre's map, None where it has none."""

    theatre: Theatre
    gazetteer: StoredGazetteer
    stages: Stages
    pipeline: Pipeline
    outlines: bytes | None = None


def theatre_folder(theatre: str) -> Path:
    """The folder that `--theatre` means: a folder's path, or the id of a theatre that comes with situate."""
    given = Path(theatre)
    if given.is_dir():
        return given
    if not theatre.isidentifier():
        raise UsageError("no such folder", where=theatre, remedy="give a theatre's folder, or an id such as `ukraine`")
    return data_folder("theatres", theatre)


def theatre_of(theatre: str) -> Theatre:
    """The theatre that `--theatre` means."""
    return read_theatre(read_folder(theatre_folder(theatre)))


def gazetteer(theatre: Theatre) -> StoredGazetteer:
    """The user's gazetteers for a theatre's countries; the first use compiles the embedded one."""
    return StoredGazetteer(home(environment()), theatre.countries)


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
