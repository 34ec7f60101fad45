"""One page, several documents; ids and keys; posts."""

from datetime import UTC, date, datetime

import pytest
from tests.parse.world import PARSER, PROSE, is_sound, item, parse, words

from situate.errors import DataError
from situate.model import Hints

LONG = PROSE.format(day="March 3", n=1) + " " + PROSE.format(day="March 4", n=2)
LETTER = f"""March 4, 2031

Institute of Conflicts: Red forces stand still

Institute of Conflicts

{LONG}

Key Takeaways:

  • Red forces stand still.
  • Blue forces wait.

For full report: https://conflicts.example/isle-march-4

Share the Post:

Harbour House

{LONG}

{LONG}
"""


def test_a_letter_of_two_publishers_is_two_documents():
    first, second = PARSER.parse(item(LETTER, name="letter.txt"))
    assert (first.publisher_id, second.publisher_id) == ("ioc", "harbour")
    assert first.text == second.text == LETTER
    assert is_sound(first) and is_sound(second)
    assert first.passages[-1].end <= second.passages[0].start
    assert words(first, "title") == ["Institute of Conflicts: Red forces stand still"]
    assert words(first, "takeaway") == ["Red forces stand still.", "Blue forces wait."]
    assert (first.id[-2:], second.id[-2:]) == ("#1", "#2") and first.key != second.key


def test_the_second_takes_its_day_from_the_page_and_says_so():
    first, second = PARSER.parse(item(LETTER))
    assert first.published.day == second.published.day == date(2031, 3, 4)
    assert "of the page" in second.published.how


def test_a_stranger_after_a_share_line_is_a_document_with_its_name():
    documents = PARSER.parse(item(LETTER.replace("Harbour House", "Society of Tides")))
    assert [(d.publisher, d.publisher_id) for d in documents][1] == ("Society of Tides", None)


def test_links_after_a_share_line_are_no_document():
    page = f"Harbour House\n\n{LONG}\n\nShare this:\n\nMore to read\n\nAbout us\n"
    assert len(PARSER.parse(item(page))) == 1


@pytest.mark.parametrize(
    ("hints", "part", "expected"),
    [
        (Hints(), "", "report-{hex}"),
        (Hints(), "line 3", "report-{hex}/line-3"),
        (Hints(external_id="gull/7"), "message 7", "gull/7"),
        (
            Hints(external_id="gull/7", edited=datetime(2031, 3, 5, 8, 0, tzinfo=UTC)), "message 7",
            "gull/7@2031-03-05T08:00:00+00:00",
        ),
    ],
)  # fmt: skip
def test_ids(hints, part, expected):
    thing = item("A short post about the mill.", "post", name="in/report.jsonl", part=part, hints=hints)
    (document,) = PARSER.parse(thing)
    assert document.id == expected.format(hex=thing.original[:8])


def test_an_edited_post_keeps_its_key():
    edited = Hints(external_id="gull/7", edited=datetime(2031, 3, 5, tzinfo=UTC))
    one, two = parse("First.", "post", hints=Hints(external_id="gull/7")), parse("Second.", "post", hints=edited)
    assert one.key == two.key and one.id != two.id


@pytest.mark.parametrize(
    ("part", "hints", "kind"),
    [
        ("message 12", Hints(), "post"),
        ("line 2", Hints(publisher="Institute of Conflicts"), "body"),
        ("line 2", Hints(publisher="Gull"), "post"),
        ("line 2", Hints(url="https://x.com/someone/status/1"), "post"),
    ],
)
def test_posts_and_lines(part, hints, kind):
    document = parse(
        "Red troops left the mill.\n\nThey took the boats.\nhttps://t.me/gull_isle/9", "post", part=part, hints=hints
    )
    assert [p.kind for p in document.passages] == [kind, kind, "boilerplate"]


def test_a_channel_is_known_by_its_address():
    assert parse("Boats.", "post", hints=Hints(url="https://t.me/gull_isle/9")).publisher_id == "gull"
    assert parse("Boats.", "post", hints=Hints(url="https://t.me/gull_islets/9")).publisher_id is None


def test_a_post_is_as_old_as_its_container_says():
    at = datetime(2031, 3, 5, 22, 10, tzinfo=UTC)
    published = parse("March 4\nBoats.", "post", hints=Hints(published=at)).published
    assert (published.day, published.at) == (at.date(), at)


def test_a_line_that_holds_an_assessment_is_laid_out():
    text = f"March 4, 2031\n{LONG}\nKey Takeaways\nRed forces stand still.\n\nMain Effort—Eastern Isle\n{LONG}"
    document = parse(text, "post", part="line 1")
    assert words(document, "takeaway") == ["Red forces stand still."]


def test_a_broken_line_is_one_paragraph():
    document = parse(
        "Blue forces left the mill town and its\nbridges. Nobody followed them across the river that evening."
    )
    assert len(document.passages) == 1


def test_wrapped_text_is_read_by_paragraphs():
    lines = [
        "Blue forces left the mill town and its two bridges late on",
        "Sunday and went north along the river, where the Reds had",
    ]
    lines += [
        "Been waiting for them since the early days of the campaign,",
        "Officials of both sides said to everybody who would listen.",
    ]
    document = parse("\n".join(lines) + "\n\n" + "\n".join(lines))
    assert len(document.passages) == 2


def test_unknown_media_are_refused_by_name():
    with pytest.raises(DataError, match=r"page line 4: unknown media 'docx'"):
        PARSER.parse(item("x", "docx", part="line 4"))
