"""Who a speaker is: aliases, appositions, several speakers, and the channel behind "a milblogger"."""

import msgspec
import pytest
from tests.resolve.small_world import THEATRE, SmallGazetteer, document, spoken

from situate.model import Claim, Quote
from situate.resolve import Resolver


@pytest.mark.parametrize(
    ("phrase", "source"),
    [
        ("Norlandic General Staff", "gs"),
        ("The Norlandic General Staff", "gs"),
        ("norlandic general  staff", "gs"),
        ("Spokesperson for the Ostrian MoD Igor Nobody", "os-mod"),
        ("Ostrian Ministry of Defense", "os-mod"),
        ("DNR Head Denis Pushko", "head"),
        ("Pushko", "head"),
        ("Deputy Chairperson of the Ostrian Security Council Dmitry Medo", "dmitry"),
        ("Dmitry Medo, deputy head of the Ostrian Security Council", "dmitry"),
        ("the General Staff’s spokesperson", "gs"),
        ("Ostrian sources", "os-sources"),
        ("Many Ostrian milbloggers", "bloggers"),
        ("local outlet", None),
        ("Pushkov", None),
        ("Midian Ministry of Defense", None),  # not the Ostrian one, whose alias it holds
        ("Norlandic General Staff and the Ostrian Ministry of Defense", None),
        ("Ostrian and Norlandic sources", None),
        ("Norlandic General Staff and the Western Oblast Administration", None),
        ("Ostrian sources and local residents", "os-sources"),
        ("Norlandic General Staff (once the Ostrian Ministry of Defense and more)", "gs"),
        ("the army (Norlandic General Staff)", "gs"),
        ("Ostrian milblogger Dmitry Medo", "dmitry"),  # a name tells more than a class
        ("Denis Pushko’s Ostrian sources", "head"),
    ],
)
def test_who_it_is(phrase, source):
    (speaker,) = spoken(phrase)
    assert speaker.source_id == source
    assert speaker.why


def test_several_speakers_are_named_in_the_reason():
    (speaker,) = spoken("Denis Pushko and the Norlandic General Staff")
    assert speaker.source_id is None
    assert "Denis Pushko" in speaker.why
    assert "Norlandic General Staff" in speaker.why


@pytest.mark.parametrize(
    ("phrase", "urls", "source"),
    [
        ("Ostrian milblogger", ["https://t.me/rybak/12345"], "rybak"),
        ("Another Ostrian milblogger", ["http://www.t.me/rybak/1?single"], "rybak"),
        ("A milblogger", ["https://t.me/s/rybak/1", "https://example.org/page"], "rybak"),
        ("Ostrian milblogger", ["https://t.me/rybak/1", "https://t.me/rybak/2"], "rybak"),
        ("Ostrian milblogger", ["https://t.me/rybak/1", "https://t.me/gonzo/2"], "bloggers"),  # which of the two?
        ("Ostrian milblogger", ["https://t.me/rybakov/1"], "bloggers"),  # another channel
        ("Ostrian milblogger", ["https://t.me/deepmap/1"], "bloggers"),  # the other side's
        ("Ostrian milbloggers", ["https://t.me/rybak/1"], "bloggers"),  # several speak
        ("Norlandic General Staff", ["https://t.me/rybak/1"], "gs"),  # a named one is itself
    ],
)
def test_the_channel_behind_an_unnamed_speaker(phrase, urls, source):
    (speaker,) = spoken(phrase, urls=urls)
    assert speaker.source_id == source
    assert ("Rybak" in speaker.why) == (source == "rybak")


def test_the_milblogger_is_the_one_before():
    text = "An Ostrian milblogger saw it. The milblogger added more. A milblogger denied it."
    urls = ["https://t.me/rybak/1"]
    first, second, third = spoken("Ostrian milblogger", "milblogger", "milblogger", urls=urls, text=text)
    assert [first.source_id, second.source_id, third.source_id] == ["rybak", "rybak", "bloggers"]
    assert "named before" in second.why


def test_a_last_name_leads_to_the_full_name_before_it():
    text = "Head of Staff Dmitry Medo spoke. Zalu spoke. Officials spoke."
    found = spoken("Head of Staff Dmitry Medo", "Zalu", "Officials", text=text)
    assert [s.source_id for s in found] == ["dmitry", None, None]
    first, again = spoken("Ostrian MoD spokesman Ivan Konash", "Konash")
    assert (first.source_id, again.source_id) == ("os-mod", "os-mod")
    assert "before" in again.why
    before, _ = spoken("Konash", "Ostrian MoD spokesman Ivan Konash")
    assert before.source_id is None  # nobody had introduced him yet
    _, many = spoken("Ostrian sources", "Sources")
    assert many.source_id is None  # a class has no last name


def test_words_and_offsets_stay():
    (speaker,) = spoken("DNR Head Denis Pushko")
    assert (speaker.text, speaker.start, speaker.end) == ("DNR Head Denis Pushko", 0, 21)


@pytest.mark.parametrize(
    ("forwarded", "view", "speakers"),
    [
        ("Norlandic General Staff", "own", ["gs"]),
        ("A channel nobody knows", "own", [None]),
        (None, "own", []),
        ("Norlandic General Staff", "none", []),  # "reportedly": not the author's own word
        ("Denis Pushko", "own", []),  # one who forwards himself
    ],
)
def test_a_forwarded_post_is_said_by_whom_it_came_from(forwarded, view, speakers):
    words = "The bridge at Karsk is down"
    post = msgspec.structs.replace(document(words), forwarded_from=forwarded)
    said = Quote(words, 0, len(words))
    made = Claim(id="c", document="d1", passage_kind="post", start=0, end=len(words), content=said, author_view=view,
                 publisher_id="head")  # fmt: skip
    (found,) = Resolver(THEATRE, SmallGazetteer(())).resolve(post, [made])
    assert [s.source_id for s in found.speakers] == speakers
    assert all("forwarded" in s.why for s in found.speakers)
