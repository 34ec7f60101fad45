"""The assessment as a document to be typeset: a template of ours, and a data file with everything a document said.

Nothing that comes from a document stands in the template: typst reads it as JSON strings, which it sets as text and
never as markup. Compiling the files is the edge's work (`cli/typesetting.py`).
"""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any, Final

import msgspec

from situate.produce.assessment import Assessment, Note, Paragraph, Sentence
from situate.produce.changes import grade_words
from situate.produce.chart import Chart, charts, read_outlines
from situate.produce.marks import TIERS
from situate.produce.render import svg
from situate.produce.shown import day_text, one_line, safe_url

_TEMPLATE: Final = files("situate.produce").joinpath("templates/assessment.typ").read_bytes()
# The page that turns one map into a picture.
_PICTURE: Final = b'#set page(width: auto, height: auto, margin: 0pt)\n#image("map.svg")\n'
# A zero-width space behind these lets a long address go on in the next line.
_BREAKS: Final = str.maketrans({c: f"{c}\u200b" for c in "/?&=_-."})


def pdf_files(assessment: Assessment, outlines: bytes | None = None) -> dict[str, bytes]:
    """The files that typst makes the PDF of, by name: `main.typ`, `data.json`, `map-1.svg` …"""
    base = read_outlines(outlines)
    drawn = charts(assessment, base)
    data = _data(assessment, drawn) | {"credit": one_line(base.credit)}
    maps = {f"map-{n}.svg": svg(c) for n, c in enumerate(drawn, start=1)}
    return {"main.typ": _TEMPLATE, "data.json": msgspec.json.encode(data), **maps}


def picture_files(drawn: Chart) -> dict[str, bytes]:
    """The files that typst makes the picture of one map of."""
    return {"main.typ": _PICTURE, "map.svg": svg(drawn)}


def source_line(note: Note) -> str:
    """Who said it, where and when, in a line."""
    where = f", in {note.publisher}" if note.publisher else ""
    title = f", “{note.title}”" if note.title else ""
    return one_line(f"{note.source}{where}, {day_text(note.day)}{title}.")


def counts_line(assessment: Assessment) -> str:
    """How much was read and cited, and whether everybody is heard through one publisher."""
    counted = " · ".join(f"{number} {what}" for what, number in assessment.counts)
    only = assessment.heard_through
    heard = f" Everybody quoted here is heard through one publisher alone: {only}." if only else ""
    return one_line(f"{counted}. Every sentence names who said so; its notes hold the words and their source.{heard}")


def edited_line(assessment: Assessment) -> str:
    """What an editor did to it, in a sentence; "" where nobody edited it."""
    n = assessment.edited
    if not n:
        return ""
    were = "sentence was" if n == 1 else "sentences were"
    return f"{n} {were} written or changed by an editor, and checked against the claims that they cite."


def _data(assessment: Assessment, drawn: tuple[Chart, ...]) -> dict[str, Any]:
    """Everything that is printed, in the order of printing, which tells where a note is given first."""
    given: set[int] = set()

    def said(sentence: Sentence) -> dict[str, Any]:
        notes = [{"n": n, "first": n not in given} for n in sentence.notes]
        given.update(sentence.notes)
        return {"text": one_line(sentence.text), "notes": notes}

    def paragraph(one: Paragraph) -> dict[str, Any]:
        return {"label": one_line(one.label), "sentences": [said(s) for s in one.sentences]}

    return {
        "title": one_line(assessment.title),
        "day": day_text(assessment.day),
        "counts": counts_line(assessment),
        "edited": edited_line(assessment),
        "toplines": [paragraph(p) for p in assessment.toplines],
        "takeaways": [said(s) for s in assessment.takeaways],
        "maps": [{"title": c.title, "description": one_line(c.description), "box": bool(c.box)} for c in drawn],
        "tiers": [{"tier": tier, "words": words} for tier, words in TIERS],
        "changes": [
            {"subject": one_line(c.subject), "before": one_line(c.before), "after": one_line(c.after),
             "sentence": said(c.sentence)}
            for c in assessment.changes
        ],
        "sections": [
            {"title": one_line(s.title), "objective": one_line(s.objective),
             "paragraphs": [paragraph(p) for p in s.paragraphs]}
            for s in assessment.sections
        ],
        "boards": [
            {"question": one_line(b.question), "standing": one_line(b.standing),
             "rungs": [{"heading": r.heading, "sentences": [said(s) for s in r.sentences]} for r in b.rungs]}
            for b in assessment.boards
        ],
        "left": [
            {"count": left.count, "explanation": one_line(left.explanation),
             "examples": [one_line(e) for e in left.examples]}
            for left in assessment.left_out
        ],
        "notes": {str(n.number): _note(n) for n in assessment.notes},
    }  # fmt: skip


def _note(note: Note) -> dict[str, Any]:
    return {
        "quote": one_line(note.quote),
        "source": source_line(note),
        "links": list(links(note)),
        "file": "" if safe_url(note.url) else one_line(note.name),
        "grade": grade_words(note.credibility),
    }


def links(note: Note) -> Iterator[dict[str, str]]:
    """The addresses of a note that are addresses of the web: the document's, then those that it cites."""
    for url in dict.fromkeys((safe_url(note.url), *map(safe_url, note.cites))):
        if url:
            yield {"url": url, "shown": url.translate(_BREAKS)}
