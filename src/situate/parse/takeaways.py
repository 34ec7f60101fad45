"""Which blocks are key takeaways: those under their heading, or a list at the head that has lost it."""

from collections.abc import Sequence
from typing import Final

from situate.parse.furniture import Furniture
from situate.parse.headings import Headings
from situate.parse.page import Block

# Takeaways that are not marked as items are single sentences; the longest of the seeds has 303 characters.
_LONGEST: Final = 450
# What is shorter than this is no paragraph of the lead.
_PROSE: Final = 100


def find_takeaways(
    blocks: Sequence[Block], headings: Headings, furniture: Furniture, contents: frozenset[int]
) -> frozenset[int]:
    """Indices of the takeaways; `contents` are blocks known to be tables of contents."""
    found: set[int] = set()
    at = 0
    while at < len(blocks):
        run = range(0)
        if headings.is_takeaways(blocks[at].words):
            run = _run_under(blocks, at + 1, headings, furniture, contents)
            found.update(run)
        at = max(run.stop, at + 1)
    return frozenset(found or _headless_list(blocks, headings, contents))


def _run_under(
    blocks: Sequence[Block], first: int, headings: Headings, furniture: Furniture, contents: frozenset[int]
) -> range:
    while first < len(blocks) and furniture.is_standing(blocks[first].words) and blocks[first].tag != "li":
        first += 1  # a map's caption between the heading and its list
    if first >= len(blocks):
        return range(0)
    end = first
    items = blocks[first].tag == "li"
    gaps = first + 1 < len(blocks) and blocks[first + 1].gap
    while end < len(blocks) and end not in contents and (blocks[end].tag == "li") == items:
        block = blocks[end]
        if not items and end > first and (block.gap and not gaps):
            break
        if not items and (len(block.words) > _LONGEST or headings.names_effort(block.words)):
            break
        if not items and (headings.label_end(block) or headings.is_takeaways(block.words)):
            break
        if not items and (headings.rubric(block.words) or headings.rubric_end(block.words)):
            break
        if not items and (furniture.is_standing(block.words) or block.tag in {"heading", "rule"}):
            break
        end += 1
    return range(first, end)


def _headless_list(blocks: Sequence[Block], headings: Headings, contents: frozenset[int]) -> Sequence[int]:
    """The first list before any section, where it opens the article or says again what stands in bold above it."""
    above: list[str] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if (
            at not in contents
            and block.level != 1
            and (headings.names_effort(block.words) or headings.is_break(block.words))
        ):
            return ()
        if block.tag != "li" or at in contents:
            above.append(block.words.casefold())
            at += 1
            continue
        end = at
        while end < len(blocks) and blocks[end].tag == "li" and end not in contents:
            end += 1
        prose = [line for line in above if len(line) >= _PROSE]
        said_before = sum(1 for b in blocks[at:end] if any(line.startswith(b.words.casefold()[:60]) for line in prose))
        if end - at >= 3 and (not prose or said_before * 2 >= end - at):
            return range(at, end)
        return ()
    return ()
