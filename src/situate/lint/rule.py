"""A rule: a function with a code, a name and a severity; its docstring is what its page and `--explain` print."""

from collections.abc import Callable, Iterator

import msgspec

from situate.lint.finding import Found, Severity
from situate.lint.knowledge import Knowledge
from situate.lint.reading import Reading

Check = Callable[[Reading, Knowledge], Iterator[Found]]


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule. `on`: it runs where nobody selects it; `fixes`: `--fix` applies what it suggests."""

    code: str
    name: str
    severity: Severity
    check: Check
    on: bool = True
    fixes: bool = False

    @property
    def explanation(self) -> str:
        """What it looks for and why, from its docstring."""
        return " ".join((self.check.__doc__ or "").split())

    @property
    def summary(self) -> str:
        """The first sentence of its explanation."""
        first, stop, _ = self.explanation.partition(". ")
        return first + "." if stop else self.explanation
