"""What is asked of the ledger by key costs the same however many posts were edited: SQLite's own steps are counted."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from tests.store.material import claim, document, original

from situate.cli.output import Format
from situate.cli.versions import versions
from situate.model import Lapse, Proposition
from situate.store import ClaimQuery, Derived, Ledger

FEW, MANY = 60, 240
SEEN = datetime(2023, 1, 25, 12, tzinfo=UTC)
# So many instructions of SQLite's machine are one step of the count.
STEP = 10


class Steps:
    """Counts what every connection of every engine does while it listens."""

    def __init__(self) -> None:
        self.count = 0

    def taken(self, do: Callable[[], object]) -> int:
        """The steps that it takes."""
        before = self.count
        do()
        return self.count - before

    def on_connect(self, driver: Any, _record: object) -> None:
        driver.set_progress_handler(self._step, STEP)

    def _step(self) -> int:
        self.count += 1
        return 0


@pytest.fixture(scope="module")
def steps() -> Iterator[Steps]:
    counter = Steps()
    event.listen(Engine, "connect", counter.on_connect)
    yield counter
    event.remove(Engine, "connect", counter.on_connect)


def ledger_of(where: Path, posts: int) -> Path:
    """A ledger of posts each of which was edited, as somebody saw a day later."""
    first, second = original(b"first"), original(b"second")
    old = [document(f"r/{n}", of=first) for n in range(posts)]
    new = [document(f"r/{n}@2", of=second, key=f"r/{n}", text=f"Changed {n}.\nRain.") for n in range(posts)]
    claims = [claim(f"c/{d.id}", d, d.text.partition(" ")[0]) for d in (*old, *new)]
    with Ledger.open(where) as book, book.writing() as writer:
        for one, documents in ((first, old), (second, new)):
            writer.add_original(one, knowledge="k", limits="{}")
            writer.add_documents(documents)
            writer.add_claims((d, [c for c in claims if c.document == d.id]) for d in documents)
            writer.add_sightings(one.sha256, [(d.id, None) for d in documents])
            writer.seal(one.sha256, knowledge="k")
        lapses = [
            Lapse(document=d.id, since=SEEN.date(), how="edited", why=f"{d.id}@2 stands in its place") for d in old
        ]
        writer.replace_course(lapses, [(d.id, SEEN, True) for d in new])
        found = [Proposition(id=f"p/{c.id}", event="other", span=None, supports=(c.id,)) for c in claims]
        writer.replace_derived(Derived(propositions=tuple(found)), digest="d", claims="c")
    return where


@pytest.fixture(scope="module")
def ledgers(steps, tmp_path_factory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("edited")
    return ledger_of(folder / "few.db", FEW), ledger_of(folder / "many.db", MANY)


READS: dict[str, Callable[[Ledger], object]] = {
    "document": lambda book: book.document("r/7"),
    "versions": lambda book: book.versions("r/7"),
    "claim": lambda book: book.claim("c/r/7"),
    "claims": lambda book: list(book.claims(ClaimQuery(document="r/7"))),
    "context": lambda book: book.context("c/r/7"),
    "seen": lambda book: book.seen({"r/7"}),
    "lapses": lambda book: book.lapses("r/7"),
    "judged": lambda book: book.judged("c/r/7"),
}


@pytest.mark.parametrize("read", READS)
def test_a_read_by_key_costs_the_same_in_a_larger_ledger(steps, ledgers, read):
    costs = []
    for where in ledgers:
        with Ledger.open(where) as book:
            assert READS[read](book)  # the first call may make a connection
            costs.append(steps.taken(lambda book=book: [READS[read](book) for _ in range(10)]))
    few, many = costs
    assert 0 < many <= few + 2, "it grows with the number of posts"


def test_versions_of_all_edited_posts_cost_linear_time(steps, ledgers, capsysbinary):
    few, many = (steps.taken(lambda where=where: versions(None, str(where), Format.csv)) for where in ledgers)
    assert capsysbinary.readouterr().out.count(b",edited,") == FEW + MANY
    # A list of all is put in order, which takes a little more than its share.
    assert many <= few * (MANY / FEW) * 1.1


def test_what_is_read_by_key_is_what_is_read_of_all(ledgers):
    with Ledger.open(ledgers[0]) as book:
        whole = list(book.claims())
        assert [book.claim(c.id) for c in whole] == whole
        assert [c for d in book.documents() for c in book.claims(ClaimQuery(document=d.id))] == whole
        assert [book.document(d.id) for d in book.documents()] == list(book.documents())
        assert {(c.document.endswith("@2"), c.edited, c.ended is None) for c in whole} == {
            (False, None, False),
            (True, SEEN, True),
        }
