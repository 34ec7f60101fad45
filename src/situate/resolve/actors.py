"""Which actor of the theatre a doer is, and whose."""

from situate.model import Actor
from situate.resolve.aliases import Aliases, coordinated, folded, head
from situate.resolve.sides import Sides
from situate.theatre import Theatre


class Actors:
    """Resolves actors against one theatre."""

    def __init__(self, theatre: Theatre) -> None:
        self._sides_of = {actor.id: actor.side for actor in theatre.actors}
        self._aliases = Aliases((actor.id, (actor.name, *actor.aliases)) for actor in theatre.actors)
        # A person who speaks more than he does is known as a source only; his side is known all the same.
        self._sources = Aliases((source.id, (source.name, *source.aliases)) for source in theatre.sources)
        self._sides_of_sources = {source.id: source.side for source in theatre.sources}
        self._sides = Sides(theatre)
        self._found: dict[str, tuple[str | None, str | None]] = {}

    def resolve(self, actor: Actor) -> Actor:
        """The actor with `actor_id` and `side`: by its alias, else by the adjectives of a side."""
        if actor.text not in self._found:
            self._found[actor.text] = self._look_up(folded(actor.text))
        actor_id, side = self._found[actor.text]
        return Actor(text=actor.text, start=actor.start, end=actor.end, actor_id=actor_id, side=side)

    def _look_up(self, phrase: str) -> tuple[str | None, str | None]:
        marked = self._sides.of(phrase)
        found = self._aliases.find(phrase)
        fitting = tuple(f for f in found if self._sides.before(phrase, f.start) in {None, self._sides_of[f.id]})
        if not fitting:
            sides = {self._sides_of_sources[f.id] for f in self._sources.find(phrase)} if marked is None else {marked}
            return None, sides.pop() if len(sides) == 1 else None
        sides = {self._sides_of[f.id] for f in fitting}
        if coordinated(phrase, fitting) and not (
            len(fitting) == 1 and fitting[0].end - fitting[0].start == len(phrase)
        ):
            # Several parties have no id in common, but may have a side.
            return None, marked or (sides.pop() if len(sides) == 1 and len(fitting) > 1 else None)
        chosen = head(phrase, fitting)
        leading = self._sides.of(phrase[: chosen.start])
        if leading is not None and self._sides_of[chosen.id] not in (None, leading):
            # "Red forces north of Oakham": what is named after them tells where they are, and not whose.
            return None, leading
        return chosen.id, self._sides_of[chosen.id] or marked
