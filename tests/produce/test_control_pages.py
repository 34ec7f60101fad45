"""The pages of control: a settlement over time, and a day's map."""

import re
from datetime import date, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from xml.etree import ElementTree

import msgspec
import pytest
from tests.judge.small_war import START, WAR, claim, place

from situate.judge import judge
from situate.model import Claim
from situate.produce.control_look import Palette
from situate.produce.control_map import map_page
from situate.produce.control_story import story_page
from situate.resolve.propositions import propositions
from situate.state import as_of, control
from situate.state.observations import observations
from situate.state.readings import differences, readings, story

NASTY = 'Red forces captured <b>Oakham</b> & "all" of it </svg><script>alert(1)</script>'


def day(number: int) -> date:
    return START + timedelta(days=number)


def ledger(*claims: Claim):
    by_id = {c.id: c for c in claims}
    found = propositions(claims, WAR)
    judgments = judge(found, by_id, WAR)
    return control(found, judgments, by_id, WAR), tuple(observations(found, judgments, by_id, WAR)), by_id


def page_of(*claims: Claim, until: int = 60, known: date | None = None) -> str:
    rows, seen, by_id = ledger(*claims)
    found = story("geonames:Oakham", rows, seen, day(until), known=known)
    assert found is not None
    return story_page(found, by_id, WAR, known)


def map_of(*claims: Claim, on: int = 10, since: int | None = None) -> str:
    rows, seen, _ = ledger(*claims)
    changed = None
    if since is not None:
        changed = (day(since), differences(as_of(rows, day(since)), as_of(rows, day(on))))
    return map_page(readings(rows, seen, day(on)), WAR, None, f"On {day(on)}", changed)


def svg_of(page: str, number: int = -1) -> ElementTree.Element:
    """A drawing of the page, as XML: what is not well-formed raises."""
    return ElementTree.fromstring(re.findall(r"<svg.*?</svg>", page, re.DOTALL)[number])


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self.found.append((tag, ""))
        self.found += [(tag, v) for k, v in attrs if k in ("src", "href") and v]


WARFARE = (
    claim(by="red_staff"),
    claim("Blue forces hold Oakham", event="hold", side="blues", by="blue_staff", day=3),
    claim("Red forces entered Oakham", event="advance", day=4),
    claim("Blue forces captured Oakham", side="blues", day=30),
    claim("Red forces captured Elmton", places=[place("Elmton", lat=10.4, lon=10.6)], day=8),
    claim("fighting goes on near Ashford", event="clash", side=None, places=[place("Ashford", "at", lat=10.2)], day=9),
)


@pytest.mark.parametrize("page", [page_of(*WARFARE), map_of(*WARFARE, on=40, since=7)], ids=["story", "map"])
def test_pages_are_whole_and_ask_for_nothing(page):
    links = Links()
    links.feed(page)
    assert links.found == []
    assert "default-src 'none'" in page
    svg_of(page)


@pytest.mark.parametrize("make", [page_of, map_of])
def test_text_is_never_markup(make):
    named = msgspec.structs.replace(place(), name='<i>Oak"ham</i>')
    page = make(claim(NASTY, places=[named]))
    assert "<script" not in page and "<i>Oak" not in page
    svg_of(page)


def bars(page: str) -> list[tuple[float, float]]:
    found = [e for e in svg_of(page).iter("rect") if (e.get("class") or "").startswith("state")]
    return [(float(e.attrib["x"]), float(e.attrib["x"]) + float(e.attrib["width"])) for e in found]


def test_bars_of_a_tier_meet_and_end_on_the_last_day():
    drawn = bars(page_of(claim(), claim("Blue forces captured Oakham", side="blues", day=30)))
    assert len(drawn) == 2
    assert all(abs(one[1] - other[0]) < 0.3 for one, other in pairwise(drawn))
    assert drawn[-1][1] == pytest.approx(945, abs=0.3)


def test_both_tiers_have_their_bar_and_stale_stretches_fade():
    page = page_of(*WARFARE)
    assert page.count('class="stale"') >= 2
    assert "held by Blues" in page and "contested between Blues and Reds" in page
    assert "stale from" in page


def test_a_story_as_known_says_so():
    assert "as known on May 3, 2030" in page_of(claim(), known=day(2))


def test_the_map_has_a_dot_a_settlement_and_rings_what_changed():
    page = map_of(*WARFARE, on=10, since=7)
    titles = [e.text or "" for e in svg_of(page).iter("title")]
    assert sorted(t.split(":")[0] for t in titles) == ["Ashford", "Elmton", "Oakham"]
    assert len([e for e in svg_of(page).iter("circle") if e.get("class") == "changed"]) == 2
    assert "What changed since May 8, 2030" in page


def test_the_map_tells_what_is_stale():
    page = map_of(claim(), on=40)
    assert "last spoken for 40 days ago" in page
    assert "1 settlements: 1 assessed as held, 0 claimed as held; 1 of 1 states are stale" in page


def test_a_map_of_nothing_is_a_map():
    svg_of(map_page((), WAR, None, "Nothing"))


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ([claim()], "held by Reds"),
        ([claim("Red forces entered Oakham", event="advance")], "Reds is inside it"),
        ([claim("Red forces gained ground", event="advance", places=[place(role="at")])], "Reds advanced there"),
        ([claim(event="clash")], "fighting there"),
        ([claim("Red forces left Oakham", event="withdrawal")], "nobody known to hold it: Reds left"),
    ],
)
def test_states_in_words(claims, words):
    rows, _, _ = ledger(*claims)
    assert Palette(WAR).words(rows[-1]) == words
