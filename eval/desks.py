"""Desks of days of the corpus, made in memory: what the measures of the writer draft their sentences from."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from situate.cli.workshop import Workshop
from situate.ingest import read
from situate.model import Claim, Document, Original
from situate.produce import Cited, Desk, cited
from situate.state import as_of

LOOKBACK = timedelta(days=7)


def reports(shared: Path) -> list[Path]:
    """The reports of SHARED, by day."""
    return sorted(shared.glob("corpus/roca-2022/*.html"))


class Corpus:
    """Reads each report once, whichever days it is on the desk of."""

    def __init__(self, shared: Path, bench: Workshop) -> None:
        self.bench = bench
        self._paths = {date.fromisoformat(path.stem[:10]): path for path in reports(shared)}
        self._read: dict[date, list[tuple[Document, Sequence[Claim]]]] = {}

    def days(self, count: int) -> list[date]:
        """So many days at equal steps, none in the first week."""
        days = sorted(self._paths)[7:]
        return [days[round(i * (len(days) - 1) / max(1, count - 1))] for i in range(count)]

    def desk(self, day: date, *, with_day_before: bool = False) -> Desk:
        """What the assessment of a day may say, from the reports of the seven days up to it."""
        found = [one for d in self._days(day) for one in self._report(d)]
        claims = {c.id: c for _, said in found for c in said}
        documents: dict[str, Cited] = {document.id: cited(document) for document, _ in found}
        now = self._derived(list(claims.values()))
        if not with_day_before:
            return self._desk(day, claims, documents, now)
        eve = day - timedelta(days=1)
        then = self._derived([c for c in claims.values() if c.published is None or c.published <= eve])
        return self._desk(day, claims, documents, now, then)

    def _desk(self, day, claims, documents, now, then=((), (), ())) -> Desk:  # type: ignore[no-untyped-def]
        eve = day - timedelta(days=1)
        return Desk(
            day=day, theatre=self.bench.theatre, claims=claims, documents=documents,
            propositions=tuple(now[0]), judgments={j.proposition: j for j in now[1]},
            controls=as_of(now[2], day, known=day),
            propositions_before=tuple(then[0]), judgments_before={j.proposition: j for j in then[1]},
            controls_before=as_of(then[2], eve, known=eve),
        )  # fmt: skip

    def _derived(self, claims: list[Claim]):  # type: ignore[no-untyped-def]
        stages, theatre, by_id = self.bench.stages, self.bench.theatre, {c.id: c for c in claims}
        found = stages.propositions(claims, theatre)
        judgments = stages.judge(found, by_id, theatre, ())
        return found, judgments, stages.control(found, judgments, by_id, theatre)

    def _days(self, day: date) -> Iterator[date]:
        yield from (d for d in sorted(self._paths) if day - LOOKBACK <= d <= day)

    def _report(self, day: date) -> list[tuple[Document, Sequence[Claim]]]:
        if day not in self._read:
            self._read[day] = list(self._stages(self._paths[day]))
        return self._read[day]

    def _stages(self, path: Path) -> Iterator[tuple[Document, Sequence[Claim]]]:
        stages = self.bench.stages
        for original in read([path]):
            if isinstance(original, Original):
                for item in original.items:
                    for document in stages.parse(item):
                        yield document, tuple(stages.resolve(document, stages.extract(document)))
