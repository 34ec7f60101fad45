"""Sentences: who says it, how its content stands in the sentence, and what is said beside it."""

from datetime import date

import msgspec
import pytest
from tests.produce.world import BEFORE, DAY, THEATRE, Told, claim, desk, example

from situate.model import Line, Quote, Receipt
from situate.produce import html, markdown, write
from situate.produce.articles import with_article
from situate.produce.clause import Capitals, capitals, clause, has_verb
from situate.produce.gate import refusal
from situate.produce.joining import against, belied, continued, joined, unseen
from situate.produce.located import located_once, measured_locator
from situate.produce.sentences import Pen, says_nothing, told
from situate.produce.who import publisher_name
from situate.theatre import TownEdge

KNOWN = Capitals(frozenset({"heavy", "fighting"}), frozenset({"corian", "veslandian", "orlen"}))
PEN = Pen(example(), KNOWN)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Veslandian General Staff", "the Veslandian General Staff"),
        ("Ministry of War of Coria", "the Ministry of War of Coria"),
        ("Corian milblogger", "a Corian milblogger"),
        ("Corian milbloggers", "Corian milbloggers"),
        ("Another milblogger", "another milblogger"),
        ("Mayor of Orlen Ada Rook", "Mayor of Orlen Ada Rook"),
        ("Ada Rook", "Ada Rook"),
        ("local official", "a local official"),
        ("independent outlet", "an independent outlet"),
        ("UN Mission", "the UN Mission"),
        ("Vesland’s Intelligence Directorate", "Vesland’s Intelligence Directorate"),
        ("Geolocated footage", "geolocated footage"),
        ("The Port Herald", "the Port Herald"),
        ("opposition media", "opposition media"),
        ("Deputy head of the Council Piet Lom", "Deputy head of the Council Piet Lom"),
        ("Head of Orlen", "the Head of Orlen"),
        ("Corian occupation administration", "the Corian occupation administration"),
        ("ministry", "the ministry"),
        ("Armed Forces of Vesland", "the Armed Forces of Vesland"),
        ("Corian forces", "Corian forces"),
        ("XII Corps (reserve) commander", "a XII Corps (reserve) commander"),
        ("head of the East, Ada Rook", "the head of the East, Ada Rook,"),
        ("president", "the president"),
        ("East Vesland People’s Republic (EVR) Border Force", "the East Vesland People’s Republic (EVR) Border Force"),
    ],
)
def test_articles(phrase, expected):
    assert with_article(phrase) == expected


@pytest.mark.parametrize(
    ("content", "actors", "form", "text"),
    [
        ("Heavy fighting continues near Orlen.", (), "finite", "heavy fighting continues near Orlen"),
        ("Corian forces are regrouping", (), "finite", "Corian forces are regrouping"),
        ("advanced north of Tarvik", ("Corian forces",), "finite", "Corian forces advanced north of Tarvik"),
        ("advanced north of Tarvik", (), "fragment", "advanced north of Tarvik"),
        ("he is still in Orlen", (), "fragment", "he is still in Orlen"),
        ("It is likely that Orlen falls", (), "finite", "it is likely that Orlen falls"),
        ("a warning: leave Orlen", (), "quote", "a warning: leave Orlen"),
        ("A depot exploded in Orlen", (), "finite", "a depot exploded in Orlen"),
        ("General Ada Rook, who led the East", ("General Ada Rook",), "nominal", "General Ada Rook, who led the East"),
        ("Partisans blew up a car", (), "finite", "partisans blew up a car"),
        ("Air Force planes hit Orlen", (), "finite", "Air Force planes hit Orlen"),
        ("we destroyed two guns", (), "quote", "we destroyed two guns"),
        ("Will Orlen fall?", (), "quote", "Will Orlen fall?"),
        ("12 assaults repelled near Orlen", (), "quote", "12 assaults repelled near Orlen"),
        ("heavy losses near Orlen", (), "nominal", "heavy losses near Orlen"),
        ("to leave Orlen", (), "infinitive", "to leave Orlen"),
        ("Two shells killed a resident of Orlen", (), "finite", "two shells killed a resident of Orlen"),
        ("Corian forces operating near Orlen", ("Corian forces",), "nominal", "Corian forces operating near Orlen"),
        ("and that Corian forces left", ("Corian forces",), "finite", "Corian forces left"),
    ],
)
def test_clauses(content, actors, form, text):
    made = clause(claim(Told(content=content, actors=actors)), example(), KNOWN)
    assert (made.form, made.text) == (form, text)


def test_relative_days_become_dates():
    said = claim(Told(content="Corian forces left today", dates=(("today", DAY, DAY, "event"),)))
    assert clause(said, example(), KNOWN).text == "Corian forces left on May 20"
    night = claim(Told(content="Corian forces left overnight", dates=(("overnight", BEFORE, DAY, "event"),)))
    assert clause(night, example(), KNOWN).text == "Corian forces left on the night of May 19 to 20"


def test_locators_stand_behind_their_place():
    said = claim(
        Told(
            content="Corian forces hold Sedma and Orlen",
            places=("Sedma", "Orlen"),
            locators=(("66km east of Orlen", "Sedma"),),
            methods=(("Sedma", "learned"),),
        )
    )
    expected = "Corian forces hold Sedma (66km east of Orlen) and Orlen"
    assert clause(said, example(), KNOWN).text == expected


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            Told(content="Corian forces will attack", stance="assesses", likelihood="highly likely"),
            "The Veslandian General Staff assessed on May 20 that it is highly likely that Corian forces will attack.",
        ),
        (
            Told(content="Corian forces took Orlen", stance="denies", speakers=(("Ada Rook", None),), cue="denied"),
            "According to the Veslandian General Staff, Ada Rook denied that Corian forces took Orlen.",
        ),
        (
            Told(content="Orlen has fallen", stance="relays", cue="claim",
                 speakers=(("Corian milbloggers", None), ("Piet Lom", None)), publisher="wire"),
            "According to Meridian Wire, Corian milbloggers amplified Piet Lom’s claim that Orlen has fallen.",
        ),
        (
            Told(content="Orlen has fallen", stance="states", cue="said",
                 speakers=(("Veslandian General Staff", "ves-staff"), ("prisoner", None))),
            "The Veslandian General Staff reported that a prisoner said that Orlen has fallen.",
        ),
        (
            Told(content="we hold Orlen", publisher="cor-channel", stance="asserts"),
            "The Corian channel Frontwatch wrote on May 20: “we hold Orlen.”",
        ),
        (
            Told(content="Corian columns south of Orlen", stance="shows", evidence="geolocated",
                 speakers=(("Geolocated footage", "footage"),), dates=(("May 19", BEFORE, BEFORE, "speech"),)),
            "Geolocated footage published on May 19 shows Corian columns south of Orlen, according to the Veslandian "
            "General Staff.",
        ),
        (
            Told(content="Orlen has been shelled", stance="states", cue="reportedly", publisher="wire"),
            "Meridian Wire reported on May 20, without naming its source, that Orlen has been shelled.",
        ),
    ],
)  # fmt: skip
def test_sentences(said, sentence):
    assert told((claim(said),), PEN).finished == sentence


CAPTURE = Told(
    content="Corian forces captured Orlen",
    event="capture",
    stance="asserts",
    publisher="cor-channel",
    places=("Orlen",),
)


def test_the_day_of_anothers_words_is_only_what_the_words_tell():
    said = Told(
        content="the bridge has fallen", speakers=(("Ada Rook", None),), publisher="wire", cue="said", event="other"
    )
    assert "May" not in told((claim(said),), PEN).finished
    dated = msgspec.structs.replace(said, dates=(("May 19", BEFORE, BEFORE, "speech"),))
    assert told((claim(dated),), PEN).finished == (
        "Ada Rook said on May 19, according to Meridian Wire, that the bridge has fallen."
    )


def test_nothing_seen_is_said_where_nothing_was_seen():
    said = claim(CAPTURE)
    checked = msgspec.structs.replace(said, author_view="unverified")
    assert "no visual confirmation of this claim" in unseen(told((checked,), PEN), (checked,), PEN).text
    lone = unseen(told((said,), PEN), (said,), PEN)
    assert lone.finished.endswith("captured Orlen, with no confirmation among the items read.")
    assert refusal(lone.finished, lone.claims, example()) == ""
    other = claim(msgspec.structs.replace(CAPTURE, publisher="wire"))
    assert "confirmation" not in unseen(told((said,), PEN), (said, other), PEN).text
    elsewhere = Pen(desk((CAPTURE,), (msgspec.structs.replace(CAPTURE, publisher="wire"),)), KNOWN)
    assert "confirmation" not in unseen(told((said,), elsewhere), (said,), elsewhere).text
    seen = claim(Told(content="flags over Orlen", evidence="geolocated", event="capture"))
    assert "no visual" not in unseen(told((said,), PEN), (said, seen), PEN).text
    vain = claim(msgspec.structs.replace(CAPTURE, content="Corian forces tried to take Orlen"))
    assert "no visual" not in unseen(told((vain,), PEN), (vain,), PEN).text


def test_conduct_is_said_with_the_claim_it_belies():
    shelled = claim(Told(content="Corian forces shelled Orlen", event="shelling"))
    made = belied(told((claim(CAPTURE),), PEN), shelled, PEN)
    assert made.finished == (
        "The Corian channel Frontwatch claimed on May 20 that Corian forces captured Orlen, although the Veslandian "
        "General Staff reported on May 20 that Corian forces shelled Orlen."
    )
    assert shelled in made.claims


def test_rivals_share_a_sentence_only_while_it_stays_short():
    one, other = told((claim(CAPTURE),), PEN), told((claim(Told(content="Veslandian forces hold Orlen")),), PEN)
    assert len(against(one, other)) == 1
    long = told((claim(Told(content="Veslandian forces hold " + "every street and " * 30 + "Orlen")),), PEN)
    assert len(against(one, long)) == 2


def test_words_keep_capitals_that_are_names():
    claims = [claim(Told(content="Heavy rain fell on Orlen")), claim(Told(content="the heavy guns fell on Orlen"))]
    known = capitals(claims, example().theatre)
    assert known.inside("Heavy rain fell") == "heavy rain fell"
    assert known.inside("Orlen fell") == "Orlen fell"
    assert known.inside("Corian troops fell") == "Corian troops fell"
    assert known.inside("The troops fell") == "the troops fell"
    assert known.inside("UN staff left") == "UN staff left"
    assert known.inside("Zubrovka fell") == "Zubrovka fell"


@pytest.mark.parametrize(
    ("lat", "lon", "method", "radius_km", "locator"),
    [
        (10.2, 20.0, "learned", 3.0, "20km north of Orlen"),
        (10.2, 20.0, "unique", 0.0, "20km north of Orlen"),
        (10.0, 20.5, "known", 3.0, "16km southwest of Sedma"),
        (10.2, 20.0, "population", 3.0, ""),  # one of several of that name
        (10.2, 20.0, "unique", 40.0, ""),  # an area
        (10.0, 20.01, "unique", 3.0, ""),  # the town itself
        (12.0, 23.0, "unique", 3.0, ""),  # too far from any
    ],
)
def test_a_settlement_is_located_from_the_nearest_town_of_an_effort(lat, lon, method, radius_km, locator):
    place = claim(Told(content="Corian forces hold Tarvik", places=("Tarvik",))).places[0]
    there = msgspec.structs.replace(place, lat=lat, lon=lon, method=method, radius_km=radius_km)
    edge = TownEdge(name="Orlen", lat=10.01, lon=20.0, edge_km=2.0)
    assert measured_locator(there, msgspec.structs.replace(THEATRE, edges=(edge,))) == locator


def test_a_town_is_not_located_from_itself_where_two_gazetteers_put_it_apart():
    orlen = claim(Told(content="Corian forces hold Orlen", places=("Orlen",))).places[0]
    there = msgspec.structs.replace(orlen, lat=10.06, method="unique", radius_km=3.0)
    assert measured_locator(there, THEATRE) == ""


def test_a_place_is_located_once():
    seen: set[tuple[str, str]] = set()
    text = "They left Tarvik (9km east of Orlen) for Tarvik (9km east of Orlen) and Sedma (both towns)"
    assert located_once(text, seen) == "They left Tarvik (9km east of Orlen) for Tarvik and Sedma (both towns)"
    assert located_once("Tarvik (9km east of Orlen) and Tarvik (7km east of Sedma)", seen) == (
        "Tarvik and Tarvik (7km east of Sedma)"
    )


def test_what_its_sentence_says_around_a_content_stands_in_it():
    said = claim(Told(content="Corian forces did not enter the town", places=("Orlen",), negated=True,
                      dates=(("May 18", date(2031, 5, 18), date(2031, 5, 18), "event"),)))  # fmt: skip
    assert clause(said, example(), KNOWN).text == "Corian forces did not enter the town [near Orlen] on May 18"


def test_a_place_that_the_sentence_before_names_stands_behind_the_words_that_mean_it():
    said = claim(Told(content="Corian forces hold the town", event="hold", places=("Orlen",)))
    at = said.content.start + said.content.text.index("the town")
    pointer = Quote("the town", at, at + len("the town"))
    meant = msgspec.structs.replace(said.places[0], start=20, end=25, pointer=pointer)
    said = msgspec.structs.replace(said, places=(meant,))
    assert clause(said, example(), KNOWN).text == "Corian forces hold the town [Orlen]"


def test_a_span_told_from_an_earlier_day_is_told_by_its_days():
    content = "Corian forces left Orlen in the past 48 hours"
    said = claim(Told(content=content, day=BEFORE, dates=(("the past 48 hours", date(2031, 5, 17), BEFORE, "event"),)))
    spanned = msgspec.structs.replace(said, dates=tuple(
        msgspec.structs.replace(d, how="span seen from the document's day") for d in said.dates
    ))  # fmt: skip
    assert clause(spanned, example(), KNOWN).text == "Corian forces left Orlen from May 17 to 19"


def test_neighbouring_sentences_of_one_voice_are_joined_or_tied():
    one, two = (told((claim(Told(content=c)),), PEN) for c in ("Corian forces left Orlen", "the bridge has fallen"))
    both = joined(one, two)
    assert both is not None
    assert both.finished == (
        "The Veslandian General Staff reported on May 20 that Corian forces left Orlen and that the bridge has fallen."
    )
    assert continued(one, two).finished == "The Veslandian General Staff also reported that the bridge has fallen."
    other = told((claim(Told(content="Corian forces left", publisher="wire")),), PEN)
    assert joined(one, other) is None and continued(one, other) == other


def test_a_speaker_nobody_could_find_comes_with_the_publisher():
    said = Told(content="the bridge has fallen", speakers=(("resident", None),), publisher="wire", cue="said")
    assert told((claim(said),), PEN).finished == (
        "A resident said, according to Meridian Wire, that the bridge has fallen."
    )


def test_orders_keep_their_verb():
    said = Told(content="the bridge is to be held", stance="directs", cue="ordered", speakers=(("Ada Rook", None),),
                publisher="Ada Rook")  # fmt: skip
    assert told((claim(said),), PEN).finished == "Ada Rook ordered that the bridge is to be held."
    moved = msgspec.structs.replace(said, content="to leave Orlen")
    assert told((claim(moved),), PEN).finished == "Ada Rook ordered to leave Orlen."
    heard = msgspec.structs.replace(moved, speakers=(("residents", None), ("Ada Rook", None)))
    assert told((claim(heard),), PEN).finished == "Residents reported that Ada Rook ordered to leave Orlen."


@pytest.mark.parametrize(
    ("speaker", "publisher", "sentence"),
    [
        ("Corian officials", "wire", "Corian officials said, according to Meridian Wire, that the bridge has fallen."),
        ("An EAST commander", "Echoes", "An EAST commander said, according to Echoes, that the bridge has fallen."),
        ("Meridian Wire", "wire", "Meridian Wire said that the bridge has fallen."),
    ],
)
def test_whoever_is_heard_through_another_comes_with_the_publisher(speaker, publisher, sentence):
    said = Told(content="the bridge has fallen", speakers=((speaker, None),), publisher=publisher, cue="said",
                stance="states")  # fmt: skip
    assert told((claim(said),), PEN).finished == sentence


def test_only_authors_are_quoted_and_whole():
    own = claim(Told(content="we took the bridge today", publisher="cor-channel", stance="asserts"))
    assert told((own,), PEN, brief=True).finished == (
        "The Corian channel Frontwatch wrote on May 20: “we took the bridge today.”"
    )
    cut = msgspec.structs.replace(own, start=own.start - 20, end=own.end + 20)
    assert "“… we took the bridge today …”" in told((cut,), PEN).finished
    indirect = Told(content="they took the bridge", speakers=(("Ada Rook", None),), cue="said", stance="states")
    assert "“" not in told((claim(indirect),), PEN).finished
    assert says_nothing(claim(msgspec.structs.replace(indirect, content="we hold Orlen", places=("Orlen",))), PEN)


@pytest.mark.parametrize(
    ("words", "frame"),
    [
        ("realistic possibility", "there is a realistic possibility that"),
        ("a high risk", "there is a high risk that"),
        ("even chance", "there is an even chance that"),
        ("unlikely", "it is unlikely that"),
    ],
)
def test_probability_words_frame_the_clause(words, frame):
    said = claim(Told(content="Corian forces will attack", stance="assesses", likelihood=words))
    sentence = told((said,), PEN).finished
    assert frame in sentence and refusal(sentence, (said,), example()) == ""


def test_the_judges_rule_of_conduct_reaches_the_page():
    made = desk((CAPTURE,), (Told(content="Corian forces shelled Orlen", event="shelling", places=("Orlen",)),))
    shelling = made.propositions[1].supports
    judged = msgspec.structs.replace(
        made.judgments["p0"],
        receipt=Receipt(against=(Line(rule="belied_by_conduct", text="shelled by its own", claims=shelling),)),
    )
    page = write(msgspec.structs.replace(made, judgments={**made.judgments, "p0": judged}))
    assert any("captured Orlen, although the Veslandian General Staff" in s.text for s in page.sentences())


@pytest.mark.parametrize(
    ("told_", "words"),
    [
        (Told(content="the enemy lost two guns"), "that the enemy [Corian forces] lost two guns"),
        (Told(content="the guns hit enemy convoys", publisher="cor-mod"), "hit enemy [Veslandian] convoys"),
        (Told(content="the enemy lost two guns", publisher="wire"), "that the enemy lost two guns"),
        (Told(content="the Rook battalion is also in Orlen"), "that the Rook battalion is in Orlen"),
        (Told(content="Fewer than ten guns are left in Orlen"), "that fewer than ten guns"),
    ],
)
def test_clauses_stand_alone(told_, words):
    said = claim(told_)
    sentence = told((said,), PEN).finished
    assert words in sentence and refusal(sentence, (said,), example()) == ""


@pytest.mark.parametrize(
    ("content", "places", "leans"),
    [
        ("Of these, more than 40 had returned", (), True),
        ("Meridian Wire reported this earlier", (), True),
        ("This claim has not been confirmed by Coria", (), True),
        ("The ministry has not commented", (), True),
        ("The station serves as a hub for Corian forces", (), True),
        ("The station in Port Ashby serves as a hub", ("Port Ashby",), False),
        ("The enemy keeps sending men to the front", (), False),
        ("Corian forces will attack this week from these woods near Orlen", ("Orlen",), False),
        ("The Corian ministry has not commented on Orlen", ("Orlen",), False),
        ("Of 40 tanks near Orlen, 12 were lost", ("Orlen",), False),
    ],
)
def test_what_leans_on_another_sentence_is_left_out(content, places, leans):
    assert says_nothing(claim(Told(content=content, places=places, event="losses")), PEN) == leans


def test_a_bare_body_is_left_in_its_authors_own_words():
    said = claim(Told(content="In March the ministry appointed Ada Rook", event="appointment", publisher="paper"))
    assert "“In March the ministry appointed Ada Rook.”" in told((said,), PEN).finished


@pytest.mark.parametrize(
    ("publisher", "kind", "name"),
    [("Steppe Post", "post", "the channel Steppe Post"), ("Steppe Post", "body", "Steppe Post")],
)
def test_a_publisher_nobody_knows_goes_by_its_name(publisher, kind, name):
    said = msgspec.structs.replace(claim(Told(content="Orlen burns", publisher=publisher)), passage_kind=kind)
    assert publisher_name(said, example()) == name


def test_an_only_publisher_is_named_once_for_the_page():
    told_ = [
        Told(content=f"bridge {n} has fallen in Orlen", speakers=(("Ada Rook", None),), publisher="wire", cue="said",
             stance="states", places=("Orlen",), event="strike", document=f"d{n}")
        for n in (1, 2)
    ]  # fmt: skip
    page = write(desk((told_[0],), (told_[1],)))
    assert page.heard_through == "Meridian Wire"
    assert page.sentences() and not any("according to" in s.text for s in page.sentences())
    for text in (markdown(page), html(page)):
        assert "heard through one publisher alone: Meridian Wire" in text


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            Told(content="Corian forces of shelling Orlen", stance="claims", cue="accused", publisher="wire",
                 speakers=(("Ada Rook", None),), actors=("Corian forces",)),
            "According to Meridian Wire, Ada Rook accused Corian forces of shelling Orlen.",
        ),
        (
            Told(content="heavy losses near Orlen", stance="states", cue="told", publisher="wire",
                 speakers=(("Ada Rook", None),)),
            "According to Meridian Wire, Ada Rook reported heavy losses near Orlen.",
        ),
    ],
)  # fmt: skip
def test_what_is_no_clause_comes_behind_its_carrier(said, sentence):
    made = claim(said)
    assert told((made,), PEN).finished == sentence
    assert refusal(sentence, (made,), example()) == ""


@pytest.mark.parametrize(
    ("text", "verb"),
    [("they built up the bank", True), ("built-up banks of the Orl", False), ("wide streets (see map)", False)],
)
def test_a_joined_word_or_an_aside_is_no_verb(text, verb):
    assert has_verb(text) == verb


def test_a_piece_of_its_authors_sentence_says_nothing_without_a_verb():
    said = claim(Told(content="Corian columns throughout Orlen", actors=("Corian columns",), places=("Orlen",)))
    assert clause(said, example(), KNOWN).form == "nominal"
    assert not says_nothing(said, PEN)
    assert says_nothing(msgspec.structs.replace(said, end=said.end + 30), PEN)
    long = claim(Told(content="Corian logistics systems and road columns throughout Orlen", places=("Orlen",)))
    assert says_nothing(msgspec.structs.replace(long, start=long.start - 30), PEN)
    behind = Told(content="Orlen residents, which will let the army draft them", speakers=(("Ada Rook", None),),
                  cue="reported", places=("Orlen",))  # fmt: skip
    assert says_nothing(claim(behind), PEN)
    broken = Told(content="Corian forces of shelling Orlen damaged a wall", actors=("Corian forces",), cue="accused",
                  speakers=(("Ada Rook", None),), stance="claims", places=("Orlen",))  # fmt: skip
    assert says_nothing(claim(broken), PEN)
    assert clause(claim(Told(content="reportedly withdrew from Orlen")), example(), KNOWN).form == "fragment"
