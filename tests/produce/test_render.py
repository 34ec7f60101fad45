"""The pages: whole, escaped, without a network, and the map where the numbers say."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest
from tests.produce.world import Told, desk, example

from situate.errors import DataError
from situate.produce import html, markdown, to_json, write
from situate.produce.assessment import Frame
from situate.produce.chart import Outlines, chart, read_outlines
from situate.produce.projection import path, sheet
from situate.produce.shown import safe_url

HOSTILE = [
    "<script>alert(1)</script> \"quoted\" 'single' & more",
    "</title></svg></style><img src=x onerror=alert(1)>",
    "{{ 7*7 }} {% raw %} `code` [link](javascript:alert(1)) | cell | **b**",
    "line\n# heading\n- item\n[^1]: forged",
    "\u202egnippilf\u2066 \x00\x07",
]
OUTLINES = Path(__file__).parents[2] / "theatres" / "ukraine" / "outlines.json"


def hostile_page(words: str):
    told = Told(content=f"Corian forces shelled Orlen {words}", event="shelling", stance="asserts", places=("Orlen",),
                speakers=((f"Mayor {words}", None),), cue="said", publisher=words)  # fmt: skip
    made = desk((told,), (Told(content=f"fighting near {words}", event="clash"),))
    documents = {
        i: msgspec.structs.replace(d, title=words, url=f"javascript:{words}", publisher=words, name=words)
        for i, d in made.documents.items()
    }
    place = msgspec.structs.replace(next(iter(made.claims.values())).places[0], name=words, text=words)
    claims = {i: msgspec.structs.replace(c, places=tuple(place for _ in c.places)) for i, c in made.claims.items()}
    return write(msgspec.structs.replace(made, documents=documents, claims=claims))


class Tags(HTMLParser):
    """Collects the tags and addresses that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.addresses += [v or "" for k, v in attrs if k in ("href", "src", "action", "xlink:href")]
        assert not any(k.startswith("on") for k, _ in attrs)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words):
    page = hostile_page(words)
    tags = Tags()
    tags.feed(html(page))
    assert not {"script", "img", "iframe", "object", "link"} & set(tags.tags)
    assert all(a.startswith(("#", "http://", "https://")) for a in tags.addresses)
    assert tags.tags.count("h1") == 1
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", html(page) + markdown(page))
    assert "<script" not in markdown(page) and not re.search(r"(?<!\\)\]\(", markdown(page))
    notes = re.findall(r"^\[\^\d+\]:", markdown(page), re.MULTILINE)
    assert len(notes) == len(page.notes)
    assert json.loads(to_json(page))["title"] == page.title


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("HTTPS://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://", False),
        ("https://exa mple.org", False),
        ("https://[broken", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_become_links(url, safe):
    assert safe_url(url) == (url if safe else "")


def test_a_page_needs_no_network_and_every_mark_leads_to_its_note():
    page = write(example())
    text = html(page)
    assert "<script" not in text and "@import" not in text and "url(" not in text
    tags = Tags()
    tags.feed(text)
    targets = set(re.findall(r'id="([^"]+)"', text))
    assert all(a[1:] in targets for a in tags.addresses if a.startswith("#"))
    assert text.count("<details>") >= len(page.notes)
    assert "May 20, 2031" in text and "Take Orlen" in text


def test_markdown_and_json_hold_every_sentence():
    page = write(example())
    plain = re.sub(r"\\(.)", r"\1", markdown(page))
    data = json.loads(to_json(page))
    for sentence in page.sentences():
        assert sentence.text in plain
    assert [n["number"] for n in data["notes"]] == [n.number for n in page.notes]
    assert to_json(page) == to_json(page)


def test_the_map_is_wellformed_and_named():
    for svg in re.findall(r"<svg viewBox.*?</svg>", html(write(example())), re.DOTALL):
        root = ElementTree.fromstring(svg.replace("&nbsp;", " "))
        if root.get("role") == "img":
            assert root.findtext("title") and root.findtext("desc")


def test_a_radius_is_drawn_to_scale():
    page = write(example())
    onto = sheet(page.frame, 720, 600)
    drawn = chart(page.marks, page.frame, Outlines(scale=1), areas=(), labels=True)
    dot = next(d for d in drawn.dots if d.mark.name == "Orlen")
    assert dot.ring == pytest.approx(3.0 * onto.px_per_km)
    assert onto.y(9.0) - onto.y(10.0) == pytest.approx(onto.px_per_km * 111.13)
    assert dot.x == pytest.approx(onto.x(20.0)) and dot.y == pytest.approx(onto.y(10.0))


def test_a_tall_frame_grows_sideways():
    onto = sheet(Frame(south=0, west=0, north=10, east=2), 720, 600)
    assert onto.height == 600 and onto.frame.west < 0 and onto.frame.east > 2


def test_lines_off_the_sheet_are_left_out_and_steps_are_summed():
    onto = sheet(Frame(south=0, west=0, north=10, east=10), 100, 200)
    assert path([[0, 0, 500, 500]], 100, onto, closed=False).startswith(f"M0.0 {onto.height:.1f}L")
    assert path([[5000, 5000, 10, 10]], 100, onto, closed=True) == ""


def test_outlines_are_read_or_refused():
    assert read_outlines(None).land == ()
    with pytest.raises(DataError, match="make_outlines"):
        read_outlines(b'{"scale": "wide"}')


def test_the_theatres_outlines_draw():
    base = read_outlines(OUTLINES.read_bytes())
    assert len(OUTLINES.read_bytes()) < 200_000
    drawn = chart((), Frame(south=43.4, west=22, north=54.5, east=43.5), base, areas=(), labels=False)
    assert len(drawn.home) > 5000 and len(drawn.borders) > 2000 and len(drawn.regions) > 5000
