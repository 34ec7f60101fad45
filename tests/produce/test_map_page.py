"""The page of the map: whole, escaped, without a network; what its script draws is looked at in a browser."""

import json
import re
import shutil
import subprocess
from base64 import b64encode
from datetime import timedelta
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest
from tests.produce.test_atlas import LINE, between
from tests.produce.test_render import HOSTILE, OUTLINES
from tests.produce.world import DAY, Told, claim, desk, example

from situate.model import NoteRef, PlaceMention
from situate.produce.atlas import atlas, tier
from situate.produce.atlas_page import page
from situate.produce.desk import Desk
from situate.shapes import Shape, Way
from situate.theatre import Area

BROWSER = shutil.which("chromium")


def page_of(made: Desk, outlines: bytes | None = None) -> str:
    return page(atlas(made), made, outlines)


class Reader(HTMLParser):
    """What a browser would take for tags, addresses and scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.policy = ""
        self.inside: dict[str, str] = {}
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        given = dict(attrs)
        self.addresses += [given[k] or "" for k in ("href", "src", "action", "xlink:href") if k in given]
        assert not any(k.startswith("on") or k == "style" for k in given)
        self.policy = self.policy or (given.get("content") or "" if "http-equiv" in given else "")
        self._open = {"script": given.get("type") or "script", "style": "style"}.get(tag, "")

    def handle_data(self, data):
        if self._open:
            self.inside[self._open] = self.inside.get(self._open, "") + data

    def handle_endtag(self, tag):
        self._open = ""

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.inside["application/json"])
        return found


def test_the_page_needs_nothing_from_outside():
    text = page_of(example(), OUTLINES.read_bytes())
    found = Reader(text)
    assert found.addresses == []
    assert not {"link", "iframe", "img", "object", "embed", "base", "form"} & set(found.tags)
    assert "url(" not in found.inside["style"]
    assert not re.search(r"\b(fetch|XMLHttpRequest|WebSocket|import|eval|innerHTML|Function)\b", found.inside["script"])


def test_the_policy_names_this_script_and_this_style_alone():
    found = Reader(page_of(example()))
    named = {k: b64encode(sha256(found.inside[k].encode()).digest()).decode() for k in ("script", "style")}
    assert found.policy == (
        f"default-src 'none'; style-src 'sha256-{named['style']}'; script-src 'sha256-{named['script']}'; "
        "base-uri 'none'; form-action 'none'"
    )


def hostile(words: str) -> Desk:
    """A desk in which every text of a document is the same hostile words."""
    told = Told(content=f"Corian forces shelled Orlen {words}", places=("Orlen",), publisher=words,
                speakers=((f"Mayor {words}", None),))  # fmt: skip
    made = desk((told,))
    documents = {
        i: msgspec.structs.replace(d, title=words, url=f"javascript:{words}", publisher=words, name=words)
        for i, d in made.documents.items()
    }
    claims = {
        i: msgspec.structs.replace(
            c, places=tuple(msgspec.structs.replace(p, name=words, text=words) for p in c.places),
            notes=(NoteRef("1", (f"javascript:{words}", f"https://example.org/{words}")),),
        )
        for i, c in made.claims.items()
    }  # fmt: skip
    theatre = msgspec.structs.replace(made.theatre, name=words)
    return msgspec.structs.replace(made, documents=documents, claims=claims, theatre=theatre)


@pytest.mark.parametrize("words", [*HOSTILE, "</script><script>alert(1)</script>", "<!--<script>", "\u2028]]>"])
def test_hostile_words_stay_words(words):
    plain, found = Reader(page_of(example())), Reader(page_of(hostile(words)))
    assert found.tags == plain.tags
    assert found.addresses == []
    shown = "".join(c for c in words if c not in "\u202e\u2066\x00\x07")
    ((_, _, quote, speaker, *_),) = found.data["claims"]
    assert (quote, speaker) == (f"Corian forces shelled Orlen {shown}", f"Mayor {shown}")
    assert found.data["documents"] == [[shown, shown, "", shown]]
    assert found.data["spots"][0][0] == shown


def test_addresses_are_of_the_web_or_none():
    made = desk((Told(content="Corian forces shelled Orlen", places=("Orlen",)),))
    urls = ("javascript:alert(1)", "https://example.org/a", "data:text/html,x", "http://example.org/b")
    claims = {i: msgspec.structs.replace(c, notes=(NoteRef("1", urls),)) for i, c in made.claims.items()}
    ((*_, cites, _, _),) = Reader(page_of(msgspec.structs.replace(made, claims=claims))).data["claims"]
    assert cites == ["https://example.org/a", "http://example.org/b"]


def test_claims_spots_and_days_point_at_one_another():
    made = example()
    found = Reader(page_of(made)).data
    assert [spot[0] for spot in found["spots"]] == ["Orlen", "Port Ashby", "Sedma", "Tarvik"]
    assert found["days"] == [["2031-05-20", "May 20, 2031"]]
    for spot in found["spots"]:
        for number in spot[6]:
            document, day, quote, *_, claim_id = found["claims"][number]
            assert made.claims[claim_id].content.text == quote
            assert found["documents"][document][0] == made.claims[claim_id].publisher
            assert found["days"][day][0] == str(made.claims[claim_id].published)
    assert "in no gazetteer: put where the text says it lies (1)" in found["spots"][2][5]


def test_what_cannot_be_drawn_is_counted():
    made = example()  # four of its claims name no place, or an unplaced one
    text = page_of(made)
    drawn = len(Reader(text).data["claims"])
    assert f"{len(made.claims) - drawn} claims up to this day name no place" in text
    undated = {i: msgspec.structs.replace(c, published=None) for i, c in made.claims.items()}
    nothing = Reader(page_of(msgspec.structs.replace(made, claims=undated))).data
    assert (nothing["days"], nothing["claims"], nothing["spots"]) == ([], [], [])


def test_points_are_where_the_projection_puts_them():
    found = Reader(page_of(example())).data
    (x, y), radius = (
        found["spots"][0][2][0],
        found["spots"][0][3],
    )  # Orlen: 10 N, 20 E; the sheet's corner is 14 N, 18 E
    assert y == 4 * 200
    assert x == pytest.approx(2 * 200 * 0.98163, rel=1e-3)  # cosine of 11 degrees, the sheet's middle
    assert radius == pytest.approx(3.0 / 111.13 * 200, abs=0.01)


def several_days() -> Desk:
    """Six weeks in which Orlen is told of thrice, by both sides in the end; and a line."""
    told = [
        Told(content="fighting in Orlen", places=("Orlen",), day=DAY - timedelta(40)),
        Told(content="shells fell on Orlen", places=("Orlen",), day=DAY - timedelta(2)),
        Told(content="smoke over Orlen", places=("Orlen",), publisher="cor-mod"),
    ]
    made = desk(tuple(told), (Told(content="troops in Sedma", places=("Sedma",), evidence="geolocated"),))
    line = between(LINE, "Orlen", "Tarvik")
    document = msgspec.structs.replace(next(iter(made.documents.values())), id=line.document)
    return msgspec.structs.replace(
        made, claims={**made.claims, line.id: line}, documents={**made.documents, line.document: document}
    )


@pytest.fixture(scope="module")
def browse(tmp_path_factory):
    """What the page looks like, as the browser has built it, for what stands behind the # of its address."""
    if BROWSER is None:
        pytest.skip("no chromium on this machine: the page's script is not run")
    folder = tmp_path_factory.mktemp("browser")

    def look(made: Desk, fragment: str = "") -> str:
        (folder / "map.html").write_text(page_of(made), encoding="utf-8")
        flags = (
            "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
            "--disable-component-update --disable-sync --virtual-time-budget=2000 --window-size=1200,800 --dump-dom"
        )
        command = [
            BROWSER,
            *flags.split(),
            f"--user-data-dir={folder / 'user'}",
            f"file://{folder}/map.html#{fragment}",
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
        return done.stdout

    return look


def drawn(dom: str, selector: str) -> int:
    return len(re.findall(rf'<g class="mark(?: chosen)?"[^>]*>(?:(?!</g>).)*class="{selector}"', dom, re.DOTALL))


@pytest.mark.parametrize(
    ("fragment", "tier_of_orlen"), [("window=7", "both"), ("window=1&day=2031-05-18", "single"), ("window=0", "both")]
)
def test_the_script_draws_the_days_asked_for(browse, fragment, tier_of_orlen):
    dom = browse(several_days(), fragment)
    last = "day" not in fragment
    assert drawn(dom, "dot seen") == int(last)  # Sedma
    assert drawn(dom, f"dot {tier_of_orlen}") >= 1
    assert len(re.findall(r'<path class="line" d="M[\d.]+ [\d.]+L', dom)) == int(last)
    assert ("May 20, 2031" if last else "May 18, 2031") in dom


def test_the_scripts_tiers_are_those_of_the_export(browse):
    made = several_days()
    found = atlas(made)
    rows = re.findall(r"<li>.*?</li>", browse(made, "window=0"), re.DOTALL)
    for spot in found.spots:
        (row,) = [row for row in rows if f"</svg>{spot.name}<" in row]
        wanted = "line" if spot.kind == "line" else f"dot {tier(spot, found.told)}"
        assert f'class="{wanted}"' in row


def test_the_script_shows_the_quotes_of_a_chosen_place(browse):
    dom = browse(several_days(), "place=Orlen&window=30")
    assert dom.index("May 20, 2031</h3>") < dom.index("May 18, 2031</h3>")  # the newest first
    assert "<blockquote>smoke over Orlen</blockquote>" in dom
    assert "fighting in Orlen" not in dom.split("<script")[0]  # forty days ago
    assert re.search(r'<a href="https://example.org/[^"]+" rel="noopener noreferrer nofollow"', dom)
    assert "Credibility 3" in dom


def test_hostile_words_are_shown_as_words_by_the_script_too(browse):
    words = '<img src=x onerror="document.title=1">'
    dom = browse(hostile(words), "window=0&place=" + words.replace('"', "%22").replace(" ", "%20"))
    shown = dom.split('<script type="application/json"')[0]
    assert "<img" not in shown
    assert "Corian forces shelled Orlen &lt;img src=x" in shown


def test_an_atlas_of_nothing_is_a_page_all_the_same(browse):
    dom = browse(msgspec.structs.replace(example(), claims={}))
    assert "0 places, 0 claims on the days shown." in dom


def many(count: int) -> Desk:
    """A desk with so many claims of one place."""
    made = [claim(Told(content=f"shells fell on Orlen, salvo {n}", places=("Orlen",))) for n in range(count)]
    whole = example()
    document = next(iter(whole.documents.values()))
    return msgspec.structs.replace(
        whole, claims={c.id: c for c in made}, propositions=(),
        documents={c.document: msgspec.structs.replace(document, id=c.document) for c in made},
    )  # fmt: skip


def test_the_page_is_small():
    assert len(page_of(many(1000))) < 60_000 + 400 * 1000


def test_of_many_quotes_the_script_shows_a_hundred_at_a_time(browse):
    dom = browse(many(130), "place=Orlen")
    assert dom.split('<script type="application/json"')[0].count("<blockquote>") == 100
    assert "30 older ones</button>" in dom


def test_the_script_draws_an_area_by_its_outline_and_a_river_by_its_course(browse):
    made = several_days()
    river = Area(id="sel", name="Sel River", kind="river", lat=10.2, lon=20.3, radius_km=30)
    ring = ((9.5, 19.5), (10.5, 19.5), (10.5, 21.0), (9.5, 21.0), (9.5, 19.5))
    theatre = msgspec.structs.replace(
        made.theatre, areas=(*made.theatre.areas, river), shapes=(Shape(of=("east",), lines=(ring,)),),
        ways=(Way(area="sel", course=("10.0 20.0", "10.3 20.6")),),
    )  # fmt: skip
    areas = {"Sedma": ("area:east", 120.0), "Tarvik": ("area:sel", 30.0)}
    claims = {
        i: msgspec.structs.replace(c, places=tuple(_as_area(p, areas) for p in c.places))
        for i, c in made.claims.items()
    }
    dom = browse(msgspec.structs.replace(made, theatre=theatre, claims=claims, propositions=()), "window=0")
    assert len(re.findall(r'<path class="extent" d="M[\d. L]+Z"', dom)) == 1
    assert len(re.findall(r'<path class="line river" d="M[\d. L]+"', dom)) == 1


def _as_area(place: PlaceMention, areas: dict[str, tuple[str, float]]) -> PlaceMention:
    if place.text not in areas:
        return place
    key, radius_km = areas[place.text]
    return msgspec.structs.replace(place, gazetteer_id=key, radius_km=radius_km, method="area", role="at")
