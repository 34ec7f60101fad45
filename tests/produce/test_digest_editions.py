"""What a digest says of edits and deletions: the text that counts, what was known on a day, and in which words."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.produce.test_digest import HERALD, HOUSE, POST, RADIO, ROOK, WIRE
from tests.produce.test_render import HOSTILE, Tags
from tests.produce.world import DAY

from situate.model import Document, Lapse, Proposition, Published
from situate.produce.digest import Digest, Sources, digest
from situate.produce.digest_editions import Became, Change, Editions
from situate.produce.digest_page import digest_html, digest_json, digest_markdown, digest_text

DAYS = tuple(DAY + timedelta(days=n) for n in range(10))
LAST = DAYS[-1]


def text(name: str, key: str = "k", *, url: str | None = None) -> Document:
    found: Document = msgspec.structs.replace(RADIO, id=name, key=key, url=url, text=f"{name} tells of snow.")
    return found


def lapse(name: str, how: Literal["edited", "deleted"], since: int, until: int | None = None, why: str = "-") -> Lapse:
    end = DAYS[until] if until is not None else None
    return Lapse(document=name, how=how, since=DAYS[since], until=end, why=why)


A, B, C = (text(name) for name in "abc")


def found(
    documents: Sequence[Document], lapses: Sequence[Lapse], known: date = LAST
) -> list[tuple[str, tuple[Became, ...]]]:
    """The texts told with what became of each."""
    editions = Editions(documents, lapses, known)
    return [(d.id, editions.became(d)) for d in editions.told()]


@pytest.mark.parametrize(
    ("documents", "lapses", "told", "became"),
    [
        ([A], [], "a", []),
        ([A], [lapse("a", "deleted", 2)], "a", [("deleted", 2)]),
        ([A], [lapse("a", "deleted", 2, 4)], "a", []),  # it is there again
        ([A], [lapse("a", "edited", 3)], "a", [("edited", 3)]),  # it is there without its words
        ([A, B], [lapse("a", "edited", 1)], "b", [("edited", 1)]),
        ([B, A], [lapse("b", "edited", 1)], "a", [("edited", 1)]),
        ([A, B, C], [lapse("a", "edited", 1), lapse("b", "edited", 4)], "c", [("edited", 4)]),
        # The first words again, after others.
        ([A, B], [lapse("a", "edited", 1, 3), lapse("b", "edited", 3)], "a", [("edited", 3)]),
        ([A, B], [lapse("a", "edited", 1, 3), lapse("b", "edited", 3, 5), *(lapse(n, "deleted", 5) for n in "ab")],
         "a", [("edited", 3), ("deleted", 5)]),
        # Edited, deleted, and there again in the later words.
        ([A, B], [lapse("a", "edited", 1, 3), *(lapse(n, "deleted", 3, 5) for n in "ab"), lapse("a", "edited", 5)],
         "b", [("edited", 1)]),
        ([A, B], [lapse("a", "deleted", 3, 5), lapse("a", "edited", 5)], "b", [("edited", 5)]),
        ([A, B], [], "b", [("unordered", None)]),
        ([A, B], [lapse("a", "deleted", 2), lapse("b", "deleted", 2)], "b", [("deleted", 2)]),
        ([A, msgspec.structs.replace(B, edited=datetime(2031, 5, 22, tzinfo=UTC))], [], "b", []),
    ],
)  # fmt: skip
def test_what_is_told_and_what_became_of_it(documents, lapses, told, became):
    ((name, said),) = found(documents, lapses)
    expected = [(how, DAYS[day] if day is not None else None) for how, day in became]
    assert (name, [(one.how, one.since) for one in said]) == (told, expected)


LAPSES = st.lists(
    st.builds(
        lambda name, how, since, lasts: lapse(name, how, since, since + lasts if lasts else None),
        st.sampled_from("abc"),
        st.sampled_from(["edited", "deleted"]),
        st.integers(0, 4),
        st.none() | st.integers(1, 4),
    ),
    max_size=6,
)  # fmt: skip


@given(LAPSES, st.integers(0, 9))
def test_what_came_after_the_day_changes_nothing(lapses, day):
    known = DAYS[day]
    then = [
        msgspec.structs.replace(one, until=one.until if one.until and one.until <= known else None)
        for one in lapses
        if one.since <= known
    ]
    assert found((A, B, C), lapses, known) == found((A, B, C), then, known)


@given(LAPSES, st.permutations((A, B, C)))
def test_it_does_not_matter_in_which_order_texts_came_in(lapses, documents):
    assert found(documents, lapses) == found((A, B, C), lapses)


def test_texts_of_an_address_on_two_days_are_two_documents():
    front = [text(name, "https://radio.example", url="https://radio.example") for name in "ab"]
    front[1] = msgspec.structs.replace(front[1], published=Published(day=DAYS[1], how="test"))
    assert found(front, ()) == [("a", ()), ("b", ())]
    same = [text(name, "https://radio.example", url="https://radio.example") for name in "ab"]
    assert [[one.how for one in said] for _, said in found(same, ())] == [["unordered"]]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change(removed=("It fell.",), added=("It holds.",)), "removed “It fell.”; added “It holds.”."),
        (Change(removed=("It fell.", "It burned.", "It rained.")), "removed “It fell.” and 2 more sentences."),
        (Change(added=("One two " * 20,), withdrawn=("c",), gained=("d", "e")),
         f"added “{'One two ' * 12}…”; claims withdrawn: 1; claims gained: 2."),
        (Change(), "the same sentences in another order."),
    ],
)  # fmt: skip
def test_an_edit_in_a_few_words(change, words):
    said = Editions((A, B), [lapse("a", "edited", 1)], LAST).became(B, lambda one, other: change)
    assert [one.note for one in said] == [f"Edited, known since May 21, 2031: {words}"]
    assert said[0].change == change


def test_several_edits_are_told_as_one_since_the_first_text():
    compared = list[tuple[str, str]]()

    def compare(one: Document, other: Document) -> Change:
        compared.append((one.id, other.id))
        return Change(removed=("It fell.",))

    (said,) = Editions((A, B, C), [lapse("b", "edited", 4), lapse("a", "edited", 1)], LAST).became(C, compare)
    assert compared == [("a", "c")]
    assert (
        said.note == "Edited, known since May 24, 2031: removed “It fell.”; compared with the first of 2 earlier texts."
    )


def made(*documents: Document, lapses: Sequence[Lapse], known: date | None = None) -> Digest:
    one = Proposition(id="p", event="appointment", span=None, supports=tuple(c.id for c in ROOK))
    sources = Sources(documents=documents, claims=ROOK, propositions=(one,), lapses=lapses)
    return digest(sources, HOUSE, DAY, DAY, known)


def test_who_carries_a_story_too_is_named_with_what_became_of_it_there():
    gone = lapse("herald-1", "deleted", 2, why="the address answers 410")
    found = made(WIRE, HERALD, RADIO, POST, lapses=(gone,), known=LAST)
    brief = "deleted, known since May 22, 2031"
    assert [[b.brief for b in link.became] for link in found.told_elsewhere] == [[brief]]
    for page in (digest_html(found), digest_markdown(found), digest_text(found)):
        assert " ".join(page.split()).count(brief) == 2
    assert brief not in digest_text(made(WIRE, HERALD, RADIO, POST, lapses=(gone,)))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_reasons_stay_words(words):
    pages = [made(WIRE, RADIO, lapses=(lapse("radio-1", "deleted", 0, why=f"x {w}"),)) for w in (words, "tame")]
    tags, tame = Tags(), Tags()
    tags.feed(digest_html(pages[0]))
    tame.feed(digest_html(pages[1]))
    assert tags.tags == tame.tags
    assert "<script" not in digest_markdown(pages[0])
    assert json.loads(digest_json(pages[0]))["entries"][1]["became"][0]["why"] == f"x {words}"
