"""What a light command knows: theatre and gazetteer, without the stages, which take long to import."""

from collections.abc import Collection, Iterable
from pathlib import Path

from rapidfuzz import process

from situate.config import data_folder, environment, read_folder
from situate.errors import UsageError
from situate.gazetteer import Gazetteer, normal
from situate.store.gazetteers import StoredGazetteer, home
from situate.theatre import Theatre, read_theatre

# Of 100: a slip of the keyboard scores above it, another word below.
_NEAR = 60


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


def gazetteer_folder() -> Path:
    """Where the user's gazetteers lie."""
    return home(environment()) / "gazetteers"


def gazetteer(theatre: Theatre) -> StoredGazetteer:
    """The user's gazetteers for a theatre's countries; the first use compiles the embedded one."""
    return StoredGazetteer(home(environment()), theatre.countries)


def names_of(place: str, theatre: Theatre, known: Gazetteer) -> tuple[str, ...]:
    """What a place's name may stand under in the ledger: every spelling of the house's name for it, and places' ids."""
    wanted = normal(place)
    spellings = [one for one in theatre.spellings if one.kind == "place"]
    houses = {one.house for one in spellings if wanted in {normal(one.house), normal(one.variant)}}
    variants = {one.variant for one in spellings if one.house in houses}
    ids = {found.id for name in (place, *houses) for found in known.named(name)}
    return (place, *sorted(houses | variants | ids))


def check_word(value: str | None, option: str, vocabulary: Collection[str]) -> None:
    """Raises UsageError where a word is not one of a closed vocabulary; near words are named first."""
    if value is None or value in vocabulary:
        return
    near = near_words(value, sorted(vocabulary))
    hint = f"did you mean {' or '.join(near)}? " if near else ""
    raise UsageError(f"no such word: {value!r}", where=option, remedy=f"{hint}one of {', '.join(sorted(vocabulary))}")


def near_words(value: str, words: Iterable[str]) -> list[str]:
    """The words that were probably meant, the nearest first."""
    return [word for word, _, _ in process.extract(value.casefold(), words, limit=3, score_cutoff=_NEAR)]
