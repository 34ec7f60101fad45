"""What the author makes of others' claims: read from the clause, the sentence after it, and a topic sentence before it."""

from situate.extract.clauses import Sentence
from situate.extract.drafts import Draft
from situate.extract.sayings import Sayings
from situate.extract.tokens import Words


class Views:
    """Sets the author's view on the drafts of a passage and drops sentences that only hold such a view."""

    def __init__(self, words: Words, sayings: Sayings) -> None:
        self._words, self._sayings = words, sayings

    def judge(self, sentences: list[Sentence], drafts: list[Draft], self_names: frozenset[str]) -> list[Draft]:
        """The drafts that remain, with their views."""
        return drafts
