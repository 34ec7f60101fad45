"""Sentences of a body chosen as its takeaways: by place in the text, breadth, consequence and what is new."""

import re

import msgspec
import pytest
from tests.produce.world import DAY, THEATRE, Told, claim

from situate.model import Claim, Document, Passage, Published
from situate.produce import gist as rules
from situate.produce import gist_words
from situate.produce.digest import Sources, digest
from situate.produce.gist import gist, score
from situate.produce.gist_lines import Line, acts, lines_of
from situate.produce.gist_words import WORDS, manner, stems

# Paragraphs of an invented report; a sentence in braces has a speaker.
TEXT = """Corian forces pressed on around Orlen and Sedma and took high ground between the two towns on May 20. \
{The staff said that Corian forces took high ground near Sedma.}[4] \
{A channel wrote that guns fired near Orlen.}[5] However, Corian forces also lost a tank near Orlen.

Guns were heard near Port Ashby.[6]"""


def report() -> tuple[Document, list[Claim]]:
    """The report and a claim for each of its sentences."""
    text, passages, claims = "", [], []
    for paragraph in TEXT.split("\n\n"):
        start = len(text)
        for said in re.findall(r"\{?[^.]+\.\}?(?:\[\d+\])?", paragraph):
            sentence = said.strip().replace("{", "").replace("}", "")
            told = Told(content=sentence, speakers=(("somebody", None),) if "{" in said else (),
                        event="capture" if "took" in said else "shelling",
                        places=tuple(p for p in ("Orlen", "Sedma", "Port Ashby") if p in sentence))  # fmt: skip
            claims.append(msgspec.structs.replace(claim(told), start=len(text), end=len(text) + len(sentence)))
            text += sentence + " "
        passages.append(Passage(kind="body", start=start, end=len(text), section=("Orlen",), effort="orlen"))
        text += "\n\n"
    published = Published(day=DAY, how="told")
    return Document(id="d", key="d", original="o", part="", name="d", text=text, published=published,
                    passages=tuple(passages)), claims  # fmt: skip


def lines(before: frozenset[tuple[str, str]] = frozenset()) -> tuple[Line, ...]:
    document, claims = report()
    return lines_of(document, claims, before)


def test_what_sums_up_its_paragraph_goes_before_what_it_sums_up():
    document, _ = report()
    best, second = gist(lines(), 2, THEATRE)
    assert document.text[best.start : best.end].startswith("Corian forces pressed on")
    assert score(best, THEATRE) > score(second, THEATRE)


def test_k_lines_are_chosen_and_all_where_there_are_fewer():
    assert [len(gist(lines(), k, THEATRE)) for k in (0, 1, 3, 99)] == [0, 1, 3, 5]


def test_the_rules_see_what_stands_in_the_text():
    first, noted, _, _, alone = lines()
    assert (first.opens, first.first, first.noted, first.behind) == (True, True, False, 4)
    assert (noted.opens, noted.noted) == (False, True)
    assert (alone.first, alone.behind, alone.shared) == (False, 1, 0.0)
    assert rules.unsourced(first, THEATRE) > rules.unsourced(noted, THEATRE)


def test_what_the_days_before_reported_is_not_new():
    known = acts(report()[1])
    assert [line.fresh for line in lines(known)] == [0.0] * 5
    assert all(line.fresh == 1.0 for line in lines(frozenset({("raid", "elsewhere")})))


def test_the_theatre_says_what_hangs_on_an_event():
    shelling = lines()[-1]
    heavy = msgspec.structs.replace(THEATRE, consequence={"shelling": 10})
    assert rules.consequence(shelling, heavy) == 1.0 > rules.consequence(shelling, THEATRE)
    assert score(shelling, heavy) > score(shelling, THEATRE)


@pytest.mark.parametrize("rule", rules.WEIGHTS)
def test_no_amount_is_out_of_bounds(rule):
    assert all(-1.0 <= rule(line, THEATRE) <= 1.0 for line in lines())


def test_a_sentence_that_says_what_another_says_is_not_chosen_beside_it():
    """The second line says, in part, what the first does; the last one is about something else."""
    best, second, *_ = lines()
    twin = msgspec.structs.replace(second, words=best.words)
    assert gist((best, twin, lines()[-1]), 2, THEATRE) == (best, lines()[-1])


def test_nearness_is_between_sentences_that_share_rare_words():
    first, second, guns, _, alone = lines()
    assert first.near > 0.0
    assert alone.near == 0.0  # alone in its paragraph
    assert alone.central > 0.0  # guns near somewhere were told above
    assert all(0.0 <= line.near <= 1.0 and 0.0 <= line.central <= 1.0 for line in (first, second, guns, alone))


@pytest.mark.parametrize(
    ("text", "sums_up"),
    [
        ("The attackers made minor gains but failed to cut the road", True),
        ("Corian forces will likely struggle to take the town in the coming days", True),
        ("A channel noted footage that shows a depot about three kilometers away", False),
        ("Users of social media also said that shells fell", False),
    ],
)
def test_manner_tells_summing_up_from_detail(text, sums_up):
    assert (manner(text) > 0) is sums_up


def test_manner_of_no_words_is_even():
    assert manner("") == manner("Orlen, Sedma 17") == 0.0


def test_names_and_endings_do_not_count():
    assert stems("Struggling brigades failed near Orlen") == {"brigad", "fail", "near"}
    assert stems("struggled") == stems("struggling") == {"struggl"}


def test_the_table_holds_no_name_and_no_word_twice():
    assert all(word.islower() and 0.5 <= abs(weight) <= 3.0 for word, weight in WORDS.items())
    assert sum(len(line.split()) - 1 for line in gist_words.TABLE.strip().splitlines()) == len(WORDS)


@pytest.mark.parametrize(("times", "takeaways"), [(1, 0), (4, 5)])
def test_a_long_text_without_takeaways_gets_them_in_a_digest(times, takeaways):
    document, claims = report()
    size = len(document.text)
    passages = tuple(
        msgspec.structs.replace(p, start=p.start + n * size, end=p.end + n * size)
        for n in range(times)
        for p in document.passages
    )
    said = [
        msgspec.structs.replace(c, document="d", start=c.start + n * size, end=c.end + n * size)
        for n in range(times)
        for c in claims
    ]
    long = msgspec.structs.replace(document, text=document.text * times, passages=passages, title="What happened")
    found = digest(Sources(documents=(long,), claims=said), THEATRE, DAY, DAY)
    assert len(found.entries[0].takeaways) == takeaways
