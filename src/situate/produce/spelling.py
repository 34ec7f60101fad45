"""The names of places as the house writes them."""

from situate.theatre import Theatre


def house_name(name: str, theatre: Theatre) -> str:
    """The theatre's own spelling of a place where it has one for this variant, else the name as it is."""
    return next((s.house for s in theatre.spellings if s.kind == "place" and s.variant == name), name)
