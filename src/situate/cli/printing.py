"""How an assessment becomes files: which forms there are, which a path asks for, and who makes the bytes of each."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from situate.cli.saving import save
from situate.cli.typesetting import pdf, png
from situate.cli.workshop import Workshop
from situate.errors import UsageError
from situate.produce import Desk, html, markdown, to_json
from situate.produce.assessment import Assessment
from situate.produce.chart import charts, read_outlines
from situate.produce.docx_page import docx_page
from situate.produce.paper import pdf_files, picture_files
from situate.store import Ledger


class Page(StrEnum):
    """What an assessment can be printed as."""

    html = "html"
    md = "md"
    json = "json"
    docx = "docx"
    pdf = "pdf"


_ENDINGS: Final = frozenset(page.value for page in Page)
LookbackOption = Annotated[int, typer.Option(min=0, help="How many days before it are looked back upon.")]
OutOption = Annotated[
    list[Path] | None,
    typer.Option("--out", "-o", metavar="FILE|FOLDER", help="Where to write: FILE.html, .md, .json, .docx, .pdf."),
]
FormsOption = Annotated[
    list[Page] | None, typer.Option("--format", "-f", help="What to write into a folder; html, md, json if not given.")
]
# Without a word on the form: what opens everywhere, what is edited, and what programs read.
_USUAL: Final = (Page.html, Page.md, Page.json)


def desk_of(bench: Workshop, book: Ledger, day: date, lookback_days: int) -> Desk:
    """The desk of a day. Raises UsageError where nothing was published in its window."""
    desk = bench.pipeline.desk(book, day, lookback_days=lookback_days)
    if not desk.claims:
        raise UsageError(f"nothing was published in the {lookback_days} days up to {day}", where=book.where,
                         remedy="`situate stats` tells which days the ledger holds")  # fmt: skip
    return desk


def targets(given: Iterable[Path] | None, forms: Iterable[Page] | None, stem: str) -> dict[Path, Page]:
    """The files to write: each path by its ending, a folder with `stem` in each of the forms.

    Raises UsageError where a path's ending is no form, or `--format` is given where every path has one.
    """
    found: dict[Path, Page] = {}
    wanted, used = tuple(forms or _USUAL), False
    for path in given or [Path()]:
        ending = path.suffix.lower().removeprefix(".")
        if ending in _ENDINGS:
            found[path] = Page(ending)
        elif ending and not path.is_dir():
            raise UsageError(f"no assessment ends in {path.suffix!r}", where=str(path),
                             remedy=f"end it in .{', .'.join(Page)}, or give a folder")  # fmt: skip
        else:
            used = True
            found |= {path / f"{stem}.{form.value}": form for form in wanted}
    if forms and not used:
        raise UsageError(
            "the files' endings say their forms", where="--format", remedy="leave it out, or give -o FOLDER"
        )
    return found


def printed(assessment: Assessment, files: dict[Path, Page], outlines: bytes | None) -> None:
    """Write the files, and say which."""
    for path, form in files.items():
        save(path, _bytes(assessment, form, outlines))
        typer.echo(f"wrote {path}")


def _bytes(assessment: Assessment, form: Page, outlines: bytes | None) -> bytes:
    match form:
        case Page.html:
            return html(assessment, outlines).encode()
        case Page.md:
            return markdown(assessment).encode()
        case Page.json:
            return to_json(assessment)
        case Page.pdf:
            return pdf(pdf_files(assessment, outlines), assessment.day)
        case Page.docx:
            drawn = charts(assessment, read_outlines(outlines))
            return docx_page(assessment, [(one, png(picture_files(one))) for one in drawn])
