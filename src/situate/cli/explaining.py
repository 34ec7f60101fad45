"""How `situate extract --explain` prints sentences: their claims, the rules that fired, and what nearly was a claim."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from situate.cli.knowledge import theatre_of
from situate.cli.output import Format, Out, emit_lines, safe
from situate.config import data_folder, read_folder
from situate.errors import UsageError
from situate.extract.explain import Explained, Explainer, Told
from situate.model import Item
from situate.parse import Parser


class Explaining:
    """Built once a run: reads items and prints what the grammar made of each of their sentences."""

    def __init__(self, theatre: str, form: Format) -> None:
        """Raises UsageError for a format it cannot print, DataError where the theatre or the lexicon is at fault."""
        if form is Format.csv:
            raise UsageError("no CSV", where="--explain", remedy="--format table, or --format jsonl")
        knowledge, lexicon = theatre_of(theatre), read_folder(data_folder("lexicon"))
        self._parser, self._explainer = Parser(knowledge, lexicon), Explainer(lexicon, knowledge)
        self._form = form

    def print(self, items: Iterable[Item]) -> None:
        """Print every sentence of the items."""
        for item in items:
            for document in self._parser.parse(item):
                found = self._explainer.explain(document)
                if self._form is Format.jsonl:
                    emit_lines({"document": document.id, **_record(one)} for one in found)
                else:
                    _show(found)


def _record(one: Explained) -> dict[str, object]:
    """One JSON object a sentence; a claim's fields are those of its frame."""
    return {
        "sentence": one.sentence,
        "claims": [{"frame": told.frame, "rules": told.rules} for told in one.claims],
        "signals": one.signals,
        "nearly": one.nearly,
    }


def _show(found: Iterable[Explained]) -> None:
    out = Out(highlight=False)
    for one in found:
        # Text, not str: words of a document are never read as markup.
        out.print(Text(safe(" ".join(one.sentence.text.split())), style="bold"), soft_wrap=not out.is_terminal)
        for line in (*_lines(one), Text()):
            out.print(line, soft_wrap=not out.is_terminal)


def _lines(one: Explained) -> Iterator[Text]:
    if not one.claims:
        yield Text("  no claim", style="dim")
    for told in one.claims:
        yield Text(safe(f"  claim: {_told(told)}"), style="green")
        yield from (Text(safe(f"    {fired.rule}: {fired.means}")) for fired in told.rules)
    for fired in one.signals:
        yield Text(safe(f"  view of the author: {fired.rule}: {fired.means}"), style="cyan")
    for near in one.nearly:
        yield Text(safe(f"  nearly: “{near.word.text}” ({near.trigger}): {near.reason}"), style="yellow")


def _told(told: Told) -> str:
    """A frame in one line: who, the reporting word, how, and what."""
    frame = told.frame
    speakers = " > ".join(quote.text for quote in frame.speakers) or (
        "the author" if frame.author_view == "own" else "nobody named"
    )
    cue = f" “{frame.cue.text}”" if frame.cue else ""
    marks = [frame.stance, f"view {frame.author_view}"]
    marks += [f"“{frame.likelihood.text}”"] if frame.likelihood else []
    marks += [f"evidence {frame.evidence}"] if frame.evidence != "none" else []
    marks += ["negated"] if frame.negated else []
    return f"{speakers}{cue} [{', '.join(marks)}] {frame.content.text}"
