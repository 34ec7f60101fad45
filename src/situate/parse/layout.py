"""Blocks in, passages out: what kind each paragraph is, and under which headings it stands."""

from collections.abc import Sequence
from typing import Final

import msgspec

from situate.model import Passage
from situate.parse.front import Front
from situate.parse.furniture import Furniture, contents_lists
from situate.parse.headings import Headings
from situate.parse.notes import NoteBlock, marks_in
from situate.parse.page import Block, Page
from situate.parse.plain_page import trim_markup
from situate.parse.takeaways import find_takeaways
from situate.vocab import PassageKind

# How many blocks before the warning board's first rubric its preamble may begin.
_PREAMBLE: Final = 3


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where in the tree of headings the text stands: (level, heading) outermost first, effort and rubric."""

    headings: tuple[tuple[int, str], ...] = ()
    efforts: tuple[str | None, ...] = ()
    rubric: str | None = None

    @property
    def section(self) -> tuple[str, ...]:
        """The headings alone."""
        return tuple(heading for _, heading in self.headings)

    @property
    def effort(self) -> str | None:
        """The effort of the innermost heading that has one."""
        return next((effort for effort in reversed(self.efforts) if effort is not None), None)

    def under(self, level: int, heading: str, effort: str | None, rubric: str | None = None) -> "Place":
        """The place below a new heading, which ends those of its level and deeper."""
        kept = [(pair, e) for pair, e in zip(self.headings, self.efforts, strict=True) if pair[0] < level]
        return Place(
            headings=(*(pair for pair, _ in kept), (level, heading)),
            efforts=(*(e for _, e in kept), effort),
            rubric=rubric,
        )


class Layout:
    """Lays out the blocks of one document. One instance serves many documents; it keeps nothing between them."""

    def __init__(self, headings: Headings, furniture: Furniture, front: Front) -> None:
        """The three recognisers, each built from the theatre and the lexicon."""
        self._headings = headings
        self._furniture = furniture
        self._front = front

    def is_laid_out(self, blocks: Sequence[Block]) -> bool:
        """Has the text the marks of an assessment: takeaways, or several sections or rubrics?"""
        words = [b.words for b in blocks]
        if any(self._headings.is_takeaways(w) for w in words):
            return True
        return sum(self._headings.names_effort(w) or self._headings.rubric(w) is not None for w in words) >= 2

    def passages(self, page: Page, blocks: Sequence[Block], notes: Sequence[NoteBlock]) -> tuple[Passage, ...]:
        """The passages of the document, in order: its `blocks`, then its `notes`."""
        run = _Run(self._headings, self._furniture, page, blocks)
        first = self._first(blocks, run)
        for at, kind in self._front.kinds(blocks, page.title, first).items():
            run.add(kind, blocks[at].start, blocks[at].end, Place())
        for at in range(first, len(blocks)):
            run.block(at)
        romans = any(not note.mark.isdigit() for note in notes if note.mark)
        finished = [_finish(p, page.text, romans=romans) for p in run.found]
        tail = [Passage(kind="note" if n.mark else "boilerplate", start=n.start, end=n.end) for n in notes]
        return tuple(p for p in (*finished, *tail) if p.end > p.start)

    def _first(self, blocks: Sequence[Block], run: "_Run") -> int:
        """The index at which the article begins: its first paragraph, item or section.

        Where nothing is long enough for a paragraph, as in a bulletin of a few words, the first finished sentence.
        """
        for at, block in enumerate(blocks):
            words = block.words
            if self._headings.is_takeaways(words) or at in run.takeaways or at in run.contents:
                return at
            if block is not run.page.title and (self._headings.names_effort(words) or self._headings.label_end(block)):
                return at
            if self._front.begins(block) and not self._furniture.is_standing(words):
                return at
        return next((at for at, block in enumerate(blocks) if self._front.is_sentence(block)), len(blocks))


class _Run:
    """The passages of one document as they are found."""

    def __init__(self, headings: Headings, furniture: Furniture, page: Page, blocks: Sequence[Block]) -> None:
        self.headings, self.furniture, self.page, self.blocks = headings, furniture, page, blocks
        self.contents = contents_lists(blocks, headings, furniture)
        self.takeaways = find_takeaways(blocks, headings, furniture, self.contents)
        self.found: list[Passage] = []
        self._place = Place()
        self._board = self._board_begins()
        self._lead: PassageKind = "topline" if self._has_sections() else "body"
        self._after_heading = False

    def _has_sections(self) -> bool:
        return bool(self.takeaways) or any(self.headings.names_effort(b.words) for b in self.blocks if b.tag != "li")

    def _board_begins(self) -> int:
        """Where the warning board's preamble begins: standing text shortly before its first rubric."""
        for at, block in enumerate(self.blocks):
            if self.headings.rubric(block.words) is not None or self.headings.rubric_end(block.words):
                early = range(max(at - _PREAMBLE, 0), at)
                return next((i for i in early if self.furniture.is_standing(self.blocks[i].words)), at)
        return len(self.blocks)

    def add(self, kind: PassageKind, start: int, end: int, place: Place) -> None:
        """Note down one passage."""
        self.found.append(
            Passage(
                kind=kind, start=start, end=end, section=place.section, effort=place.effort, rubric=place.rubric
            )
        )  # fmt: skip

    def block(self, at: int) -> None:
        """Find out what one block is, and take note of it."""
        block = self.blocks[at]
        if block.tag == "rule" or block.end <= block.start:
            return
        if at == self._board:
            self._place = Place()
        if at in self.takeaways:
            self._take("takeaway", block, Place())
            self._lead = "body"
        elif at in self.contents or self.furniture.is_share(block.words) or self._is_standing(block):
            self.add("boilerplate", block.start, block.end, self._place)
        elif not self._heads(block):
            self._prose(block)

    def _is_standing(self, block: Block) -> bool:
        words = block.words
        if self.furniture.is_link_only(words) or self.furniture.announces_contents(words) or block.tag == "head":
            return True
        return self.furniture.is_standing(words) and not self.headings.names_effort(words)

    def _take(self, kind: PassageKind, block: Block, place: Place) -> None:
        self.add(kind, block.start, block.end, place)
        self._after_heading = kind in ("heading", "rubric")

    def _heads(self, block: Block) -> bool:
        """Take note of a heading on a line of its own; False where the block is none."""
        words = block.words
        if self.headings.is_takeaways(words):
            self._place = Place()
            self._take("heading", block, self._place)
            self._lead = "body"
            return True
        rubric = self.headings.rubric(words)
        if rubric is not None:
            self._place = Place().under(1, words, None, rubric)
            self._take("rubric", block, self._place)
            return True
        if not self.headings.is_heading(block) or self.headings.label_end(block):
            return False
        self._enter(words, level=self._level(block))
        self._take("heading", block, self._place)
        return True

    def _enter(self, heading: str, *, level: int) -> None:
        effort = None if self.headings.is_break(heading) else self.headings.effort(heading)
        self._place = self._place.under(level, heading, effort)
        self._lead = "body"

    def _level(self, block: Block) -> int:
        """1 for an effort or a section, 2 for a subordinate one or one that directly follows a heading."""
        words = block.words
        if self.headings.is_break(words):
            return 1
        if self.headings.opens_effort(words) or (block.tag == "heading" and self.headings.names_effort(words)):
            return self._effort_level(words)
        if block.tag == "heading":
            return block.level
        follows = self._after_heading and bool(self._place.headings)
        if follows or words.endswith(":") or ": (" in words:
            last = self._place.headings[-1][0] if self._place.headings else 0
            return last + 1 if follows and last < 3 else max(last, 1)
        return 1

    def _prose(self, block: Block) -> None:
        """Take note of a paragraph, parted from a run-in heading at its head."""
        titled = self.headings.rubric_end(block.words)
        cut = titled or self.headings.label_end(block)
        place, start = self._place, block.start
        if titled:
            colon = self._sign_end(block, titled)
            title = block.words[:titled]
            place = self._place = Place().under(1, title, None, self.headings.rubric(title))
            self.add("rubric", block.start, colon, place)
            start, _ = trim_markup(self.page.text, colon, block.end)
        elif cut:
            colon = self._sign_end(block, cut)
            label = block.words[:cut].rstrip(":; ")
            if self.headings.is_run_in_label(label):
                place = self._place.under(9, label, None, self._place.rubric)
            else:
                self._enter(label, level=self._effort_level(label))
                place = self._place
            self.add("heading", block.start, colon, place)
            start, _ = trim_markup(self.page.text, colon, block.end)
        elif block.words[:1].isdigit() and block.words[1:2] == ")":
            place = self._place = Place()  # the next of the numbered paragraphs, which has no heading of its own
        kind: PassageKind = "body" if place.headings else self._lead
        self.add(kind, start, block.end, place)
        self._after_heading = False

    def _sign_end(self, block: Block, cut: int) -> int:
        """Where in the text the sign ends that is the last of the first `cut` characters of the block's words."""
        sign, end = block.words[cut - 1], block.start
        for _ in range(block.words.count(sign, 0, cut)):
            end = self.page.text.index(sign, end, block.end) + 1
        return end

    def _effort_level(self, heading: str) -> int:
        """2 for a subordinate effort where it stands below a main one, else 1."""
        above = self._place.headings[0][1] if self._place.headings else ""
        return 2 if self.headings.is_subordinate(heading) and self.headings.is_main(above) else 1


def _finish(passage: Passage, text: str, *, romans: bool) -> Passage:
    marks = tuple(marks_in(text, passage.start, passage.end, romans=romans))
    return msgspec.structs.replace(passage, marks=marks) if marks else passage
