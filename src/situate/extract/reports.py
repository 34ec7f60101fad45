"""A verb of saying with what leads from it to what is said, and the case that the rules for that look at."""

from collections.abc import Callable
from typing import Final

from situate.extract.clauses import Sentence
from situate.extract.drafts import Tokens
from situate.extract.groups import Group
from situate.extract.sayings import Verb
from situate.vocab import Evidence, Stance


class Report:
    """A verb of saying with its complement: how it leads to what is said, and at which token that starts."""

    __slots__ = ("complement", "content", "cue", "evidence", "felt", "group", "head", "likely", "medium", "stance")

    def __init__(self, group: Group, stance: Stance, complement: str, content: int) -> None:
        self.group, self.head, self.stance = group, group.head, stance
        self.complement, self.content = complement, content
        self.cue: Tokens = (group.head, group.head + 1)
        self.evidence: Evidence = "none"  # what is spread: "posted a video of"
        self.medium: Tokens | None = None  # the footage in "posted footage showing that"
        self.felt = False  # "is convinced that": its passive form hides nobody
        self.likely: Tokens | None = None  # the word of probability in "judge it unlikely that"


class Case:
    """What the rules look at: a verb of saying, the token after it (a date skipped), and where its clause ends."""

    __slots__ = ("after", "group", "lemma", "limit", "s", "tag", "verb")

    def __init__(self, s: Sentence, group: Group, lemma: str, verb: Verb, span: Tokens) -> None:
        self.s, self.group, self.lemma, self.verb = s, group, lemma, verb
        self.after, self.limit = span
        self.tag = s.tags[self.after]

    def report(self, complement: str, content: int) -> Report:
        """The report with the verb's own stance."""
        return Report(self.group, self.verb.stance, complement, content)

    def takes(self, complement: str) -> bool:
        """Does the verb take this complement?"""
        return complement in self.verb.complements


Rule = Callable[[Case], Report | None]
NEAR_THAT: Final = 5  # tokens: "it highly improbable that"
