"""Who looked under which heading, and when: "nothing to report" is an observation too, and silence is none.

A heading is a rubric of the board, or a section that a course is about (`about.sections`).
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from situate.model import Document, Passage
from situate.state.patterns import phrases
from situate.state.versions import Editions, known_day
from situate.theatre import Theatre
from situate.warning import Look

_ENDS: Final = " .:;!\t\n"
# What a look under a section goes by, where a rubric has its id.
SECTION: Final = "section"


def looks(
    documents: Iterable[Document], theatre: Theatre, nothing: Collection[str], editions: Editions
) -> Iterator[Look]:
    """One look a heading and document, by course, day and place; `nothing` are words in lower case, without a stop."""
    headings = _Headings(theatre)
    names = {s.id: s.name for s in theatre.sources}
    found: list[Look] = []
    for document in documents:
        day, known = document.published.day, known_day(document.published.day, document.edited)
        if day is None or known is None:
            continue
        later = editions.replaced_text(document.key, document.edited)
        who = names.get(document.publisher_id or "", document.publisher or "the document")
        for at, passage in enumerate(document.passages):
            for course, rubric in headings.of(passage, document):
                shown, empty = _below(document, at, nothing)
                found.append(
                    Look(
                        course=course,
                        rubric=rubric,
                        document=document.id,
                        start=shown.start,
                        end=shown.end,
                        day=day,
                        known=known,
                        who=who,
                        nothing=empty,
                        replaced=later,
                    )
                )
    yield from sorted(found, key=lambda look: (look.course, look.day, look.known, look.document, look.start))


class _Headings:
    """Knows which courses a heading is about."""

    def __init__(self, theatre: Theatre) -> None:
        self._rubrics = {rubric.id: course.id for course in theatre.courses for rubric in course.rubrics}
        about = ((course.id, course.about) for course in theatre.courses)
        self._sections = [(name, phrases(subject.sections)) for name, subject in about if subject is not None]

    def of(self, passage: Passage, document: Document) -> Iterator[tuple[str, str]]:
        """Course and rubric (or SECTION) of a passage that is a heading."""
        if passage.kind == "rubric" and passage.rubric in self._rubrics:
            yield self._rubrics[passage.rubric], passage.rubric
        elif passage.kind == "heading":
            # The path of headings has its own words without markup.
            text = passage.section[-1] if passage.section else document.text[passage.start : passage.end]
            yield from ((name, SECTION) for name, words in self._sections if words is not None and words.search(text))


def _below(document: Document, at: int, nothing: Collection[str]) -> tuple[Passage, bool]:
    """The passage that says that there is nothing, and true; else the heading itself, and false."""
    heading, below = document.passages[at], list[Passage]()
    for passage in document.passages[at + 1 :]:
        if (
            passage.kind in ("rubric", "heading")
            or passage.rubric != heading.rubric
            or passage.section != heading.section
        ):
            break
        below.append(passage)
    said = [document.text[p.start : p.end].strip(_ENDS).casefold() for p in below]
    empty = bool(said) and all(words in nothing or not words for words in said)
    return (below[0] if empty else heading), empty
