"""The digest: publishers in house order, one story once, furniture gone; what is sent is safe, and the same twice."""

import email
import email.policy
import json
import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.produce.test_render import HOSTILE, Tags
from tests.produce.world import DAY, THEATRE, Told, claim

from situate.model import Document, Mark, Passage, Proposition, Published
from situate.produce.digest import Digest, FigureLine, Sources, address, digest
from situate.produce.digest_page import digest_html, digest_json, digest_mail, digest_markdown, digest_text
from situate.produce.stories import Shelf, is_same, told
from situate.theatre import Publisher

HOUSE = msgspec.structs.replace(
    THEATRE, publishers=(Publisher(source="wire", hosts=("meridian.example",)), Publisher(source="paper"))
)
NEXT = date(2031, 5, 21)


def document(name, *passages, publisher="wire", day=DAY, title="", url=None, marks=()):
    """A document of (kind, words) passages; `marks` are note marks to be found in its text."""
    text, made = "", []
    for kind, words in passages:
        start = len(text)
        text += f"{words}\n\n"
        found = tuple(Mark(m.group(1), start + m.start(), start + m.end()) for m in re.finditer(r"\[(\d+)\]", words))
        made.append(Passage(kind=kind, start=start, end=start + len(words), marks=found))
    names = {s.id: s.name for s in THEATRE.sources}
    return Document(
        id=name, key=name, original="0" * 64, part="", name=f"{name}.txt", text=text, title=title, url=url,
        published=Published(day=day, how="test"), publisher=names.get(publisher, publisher),
        publisher_id=publisher if publisher in names else None, passages=tuple(made),
    )  # fmt: skip


WIRE = document(
    "wire-1",
    ("title", "Daily survey, May 20, 2031"),
    ("topline", "Corian forces took Sedma on Tuesday.[1] The town had been fought over for a month.[2]"),
    ("takeaway", "Corian forces captured Sedma after a month of fighting around the town."),
    ("takeaway", "The Port Herald reported that General Ada Rook became commander of the East on May 19."),
    ("boilerplate", "Share the Post: For full report: https://www.meridian.example/survey/20-may?a=1."),
    title="Daily survey, May 20, 2031",
)
HERALD = document(
    "herald-1", ("body", "General Ada Rook became commander of the East, the ministry said on May 19."),
    publisher="paper", title="Rook takes over in the East", url="https://herald.example/rook",
)  # fmt: skip
RADIO = document(
    "radio-1",
    ("body", "Trains ran late all day because of snow."),
    publisher="Radio Orlen",
    url="https://radio.example/1",
)
POST = document("post-1", ("post", "We hold the bridge!"), publisher="cor-echo")


def claims_of(one, start, **more):
    """A claim read from the words that stand in a document at `start`."""
    made = claim(Told(document=one.id, **more))
    at = one.text.index(start)
    return msgspec.structs.replace(made, content=msgspec.structs.replace(made.content, start=at, end=at + len(start)))


ROOK = tuple(
    claims_of(
        one, "General Ada Rook", content=f"General Ada Rook became commander of the East{extra}", event="appointment"
    )
    for one, extra in ((WIRE, ""), (HERALD, " again"))
)
SEDMA = claims_of(WIRE, "Corian forces captured Sedma", content="Corian forces captured Sedma", event="capture")
ONE = Proposition(id="p", event="appointment", span=None, supports=tuple(c.id for c in ROOK))


def of(*documents, claims=(*ROOK, SEDMA), propositions=(ONE,), figures=(), until=DAY) -> Digest:
    sources = Sources(documents=documents, claims=claims, propositions=propositions, figures=figures)
    return digest(sources, HOUSE, DAY, until)


def test_entries_stand_in_house_order_with_headline_lead_takeaways_and_link():
    made = of(RADIO, POST, HERALD, WIRE, propositions=())
    assert [e.publisher for e in made.entries] == ["Meridian Wire", "The Port Herald", "Radio Orlen"]
    first = made.entries[0]
    # The title names a series and a day; the weightiest takeaway is the news.
    assert first.headline == "Corian forces captured Sedma after a month of fighting around the town"
    assert first.lead is not None
    assert first.lead.text == "Corian forces took Sedma on Tuesday. The town had been fought over for a month."
    assert len(first.takeaways) == 2
    assert first.url == "https://www.meridian.example/survey/20-may?a=1"
    assert made.entries[1].headline == "Rook takes over in the East"
    assert [e.brief for e in made.entries] == [False, False, True]
    assert made.posts == 1
    assert made.title == "War in Vesland: digest of May 20, 2031"


def test_a_story_that_two_carry_is_told_once_and_the_other_is_named():
    made = of(WIRE, HERALD, RADIO)
    assert [e.publisher for e in made.entries] == ["Meridian Wire", "Radio Orlen"]
    assert [link.publisher for link in made.entries[0].takeaways[1].also] == ["The Port Herald"]
    assert [(link.publisher, link.url) for link in made.told_elsewhere] == [
        ("The Port Herald", "https://herald.example/rook")
    ]
    for page in (digest_html(made), digest_markdown(made), digest_text(made)):
        assert page.count("Ada Rook") == 1 or "Rook takes over" not in page
        assert "The Port Herald" in page


def test_what_one_publisher_says_on_the_next_day_is_told_again():
    again = msgspec.structs.replace(WIRE, id="wire-2", key="wire-2", published=Published(day=NEXT, how="test"))
    same_day = msgspec.structs.replace(WIRE, id="wire-3", key="wire-3")
    assert len(of(WIRE, again, until=NEXT).entries) == 2
    twice = of(WIRE, same_day)
    assert (len(twice.entries), len(twice.told_elsewhere)) == (1, 1)


def test_the_last_version_of_a_document_counts():
    later = msgspec.structs.replace(
        HERALD, id="herald-1@2", text=HERALD.text.replace("Ada Rook", "Ada Rooke"), title="Rooke takes over",
        edited=datetime(2031, 5, 20, 12, tzinfo=UTC),
    )  # fmt: skip
    assert [e.headline for e in of(HERALD, later, propositions=()).entries] == ["Rooke takes over"]


SAME = "Corian forces captured the town of Sedma after a month of heavy fighting"


@pytest.mark.parametrize(
    ("one", "other", "shared", "same"),
    [
        (SAME, SAME, False, True),
        (SAME, "After a month of heavy fighting Corian forces have captured the town of Sedma", False, True),
        (SAME, "Corian units took Sedma in heavy fighting, a spokesman said", True, True),
        (SAME, "Corian units took Sedma in heavy fighting, a spokesman said", False, False),
        (SAME, "Power failed in the capital for an hour on Monday morning", True, False),
        (f"{SAME}, killing 12 people", f"{SAME}, killing 40 people", True, False),
        ("Sedma fell", "Sedma fell", True, False),
    ],
)
def test_when_two_tell_one_story(one, other, shared, same):
    units = [told(text, name, (), {"p"} if shared else ()) for name, text in (("a", one), ("b", other))]
    assert is_same(*units) is same and is_same(*reversed(units)) is same


@given(st.lists(st.sets(st.sampled_from("abcdefghij"), max_size=8), max_size=8), st.sets(st.sampled_from("abcdefghij")))
def test_the_shelf_misses_no_story_that_is_the_same(held, words):
    units = [told(" ".join(f"word{w}" for w in one), "a", (), {"p"}) for one in held]
    new, shelf = told(" ".join(f"word{w}" for w in words), "b", (), {"p"}), Shelf()
    for unit in units:
        shelf.add(unit)
    assert {n for n, unit in enumerate(units) if is_same(unit, new)} <= set(shelf.near(new))
    assert shelf.near(new) == sorted(shelf.near(new))


def test_furniture_and_note_marks_are_gone():
    made = of(WIRE)
    for page in (digest_html(made), digest_markdown(made), digest_text(made), digest_json(made).decode()):
        assert "Share the Post" not in page
        assert "[1]" not in page and "\\[1\\]" not in page


@pytest.mark.parametrize(
    "url", ["https://meridian.example.evil.test/x", "https://evilmeridian.example/x", "javascript:x"]
)
def test_an_address_of_another_host_is_not_the_documents(url):
    assert address(document("d", ("boilerplate", f"Full report: {url}")), HOUSE) is None


def test_a_long_lead_ends_with_a_sentence():
    lead = " ".join(f"Sentence number {n} tells of the same long day at the front near Orlen." for n in range(40))
    told_in_full = of(document("d", ("body", lead), title="A long day"), claims=(), propositions=()).entries[0].lead
    text = told_in_full.text if told_in_full else ""
    assert text.endswith("Orlen. …") and 180 <= len(text.split()) < 200


FIGURES = (
    FigureLine(what="people displaced inside the country", number="about 5.4 million", as_of="as of May 19, 2031",
               source="Bureau of Counting", url="https://count.example/5"),
)  # fmt: skip


def test_the_box_of_figures_has_its_days_and_sources():
    made = of(WIRE, figures=FIGURES)
    for page in (digest_html(made), digest_markdown(made), digest_text(made)):
        for words in ("about 5.4 million", "as of May 19, 2031", "Bureau of Counting"):
            assert words in " ".join(page.split())
    assert "https://count.example/5" in digest_html(made)


def hostile(words):
    hurt = document("d", ("topline", f"Lead {words}"), ("takeaway", f"Takeaway {words}"), publisher=words, title=words,
                    url=f"javascript:{words}")  # fmt: skip
    figures = (FigureLine(what=words, number=words, as_of=words, source=words, url="javascript:alert(1)"),)
    return of(hurt, RADIO, claims=(), propositions=(), figures=figures)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words):
    made = hostile(words)
    tags, tame = Tags(), Tags()
    tags.feed(digest_html(made))
    tame.feed(digest_html(hostile("tame")))
    assert tags.tags == tame.tags
    assert all(a.startswith(("http://", "https://")) for a in tags.addresses)
    sheet = digest_markdown(made)
    assert "<script" not in sheet and not re.search(r"(?<!\\)\]\((?!<https?:)", sheet)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", digest_html(made) + sheet + digest_text(made))
    assert json.loads(digest_json(made))["entries"][1]["headline"]


class Styles(HTMLParser):
    def handle_starttag(self, tag, attrs):
        assert tag not in {"style", "link", "script", "img", "svg"}
        assert "class" not in dict(attrs)


def test_a_mail_program_needs_nothing_but_the_page():
    Styles().feed(digest_html(of(WIRE, HERALD, RADIO, figures=FIGURES)))


@pytest.mark.parametrize("words", ["A title", *HOSTILE, "Bcc: all@example.org\r\nX: y"])
def test_the_mail_is_whole_whatever_a_title_holds(words):
    made = msgspec.structs.replace(of(WIRE, RADIO), title=f"Digest {words}")
    body = digest_mail(made, sender="desk@example.org", to="Ann Ö <ann@example.org>")
    assert body == digest_mail(made, sender="desk@example.org", to="Ann Ö <ann@example.org>")
    mail = email.message_from_bytes(body, policy=email.policy.default)
    assert mail["Subject"].strip().startswith("Digest ") and mail["Bcc"] is None and mail["X"] is None
    assert mail["To"].addresses[0].addr_spec == "ann@example.org"
    assert not mail.defects
    plain, page = mail.iter_parts()
    assert (plain.get_content_type(), page.get_content_type()) == ("text/plain", "text/html")
    assert page.get_content().replace("\r\n", "\n").strip() == digest_html(made).strip()
    assert plain.get_content().replace("\r\n", "\n").strip() == digest_text(made).strip()
    assert all(len(line) <= 998 for line in body.split(b"\r\n"))


def test_nothing_published_makes_an_empty_digest():
    made = of(POST)
    assert made.entries == () and made.posts == 1
    assert "1 post is not retold" in digest_html(made)
