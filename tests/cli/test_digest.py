"""The command that writes the digest."""

import email
import email.policy
import json

import pytest


@pytest.fixture(scope="module")
def written(situate, example_ledger, tmp_path_factory):
    folder = tmp_path_factory.mktemp("digest")
    days = ("--since", "2023-01-23", "--until", "2023-01-24", "-l", example_ledger)
    done = situate("digest", *days, "-o", folder / "a.json", "-o", folder, "--from", "desk@example.org")
    return folder, done.stdout


def test_a_folder_gets_what_is_sent_and_what_is_posted(written):
    folder, told = written
    assert {p.name for p in folder.iterdir()} == {"a.json", *(f"digest-2023-01-24.{f}" for f in ("eml", "html", "md"))}
    assert "posts not retold" in told
    mail = email.message_from_bytes((folder / "digest-2023-01-24.eml").read_bytes(), policy=email.policy.default)
    assert mail["From"] == "desk@example.org"
    assert mail["Subject"].endswith("January 23 to 24, 2023")


def test_two_agencies_with_one_story_are_told_once(written):
    made = json.loads((written[0] / "a.json").read_bytes())
    carried = [story for e in made["entries"] for story in (e["lead"], *e["takeaways"]) if story and story["also"]]
    assert carried
    publishers = {e["publisher"] for e in made["entries"]}
    assert len(publishers) > 10
    assert not any("share the post" in page.read_text().casefold() for page in written[0].iterdir())


def test_without_days_it_is_of_the_last_day(situate, example_ledger, tmp_path):
    situate("digest", "-l", example_ledger, "-o", tmp_path / "x.txt")
    assert "JANUARY 24, 2023" in (tmp_path / "x.txt").read_text()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--since", "2023-01-25", "--until", "2023-01-24"), "exchange the two"),
        (("--since", "2022-01-01", "--until", "2023-01-24"), "31 days"),
        (("--until", "1999-01-01"), "nothing but posts"),
        (("--as-known", "2023-01-23"), "nothing of 2023-01-24 was known on 2023-01-23"),
        (("-o", "x.pdf"), ".eml"),
    ],
)
def test_what_makes_no_digest_is_refused(situate, example_ledger, tmp_path, arguments, told):
    assert told in situate("digest", *arguments, "-l", example_ledger, code=2, cwd=tmp_path).stderr
    assert not list(tmp_path.iterdir())


def page(text, address="https://north.example/1", name="Northern Bulletin", day="2023-01-24"):
    head = (
        f'<link rel="canonical" href="{address}"><meta property="og:site_name" content="{name}">'
        f'<meta property="article:published_time" content="{day}T18:00:00+00:00">'
    )
    south = "Ferries stayed in port, as ice drifted past the quays and pilots refused to sail before dawn."
    rest = south if name.startswith("South") else "Its desk closes at noon on Sundays; readers find an issue on Monday."
    body = f"<h1>Notes of the {name}</h1><p>{text} {rest}</p>"
    return f"<html><head><title>Notes of the {name}</title>{head}</head><body><article>{body}</article></body></html>"


def line(name, text="", **fields):
    agency = {"id": f"{name}/1", "published": "2023-01-24", "publisher": name, "text": text}
    return json.dumps(agency | fields) + "\n"


TOOK, NEAR = ("Russian forces captured Vodyane on January 24.", "Russian forces attacked near Vodyane on January 24.")
SNOW, SLOW = (
    "Trains ran late all day because of snow in Lviv.",
    "Trains ran at half their speed because of ice in Lviv.",
)
BURNED = "A bridge near Svatove burned. Nobody was hurt."
REASON = "the address answers <410> & nothing else"


@pytest.fixture(scope="module")
def changed(situate, tmp_path_factory):
    """A ledger of the 24th: a page edited by the 26th, one gone by the 27th, lines edited and deleted on the 25th."""
    folder = tmp_path_factory.mktemp("changed")
    files = {
        "one.html": page(TOOK),
        "other.html": page(
            "Ukrainian officials said that 12 people died in Kherson.", "https://south.example/9", "Southern Sheet"
        ),
        "lines.jsonl": line("Rail Agency", SNOW) + line("Bridge Agency", BURNED),
        "two.html": page(NEAR),
        "later.jsonl": line("Rail Agency", SLOW, edited="2023-01-25T10:00:00Z")
        + line("Bridge Agency", deleted="2023-01-25T11:00:00Z"),
    }
    for name, body in files.items():
        (folder / name).write_text(body)
    paths, ledger = [folder / name for name in files], folder / "situate.db"
    situate("ingest", *paths[:3], "-l", ledger, "--captured", "2023-01-24")
    situate("ingest", *paths[3:], "-l", ledger, "--captured", "2023-01-26")
    gone = ("--on", "2023-01-27", "--reason", REASON, "--by", "A. Analyst")
    situate("decide", "deleted", "https://south.example/9", *gone, "-l", ledger)
    return ledger


@pytest.fixture
def told(situate, changed, tmp_path):
    """Of the digest as known on a day: text and notes by publisher, a file, the JSON, what was said beside it."""

    def run(day, form="md"):
        done = situate(
            "digest", "-l", changed, "--as-known", day, "-o", tmp_path / "a.json", "-o", tmp_path / f"a.{form}"
        )
        made = json.loads((tmp_path / "a.json").read_bytes())
        assert made["known"] == day
        notes = {e["publisher"]: (e["lead"]["text"], *(b["note"] for b in e["became"])) for e in made["entries"]}
        return notes, (tmp_path / f"a.{form}").read_text(), made, done.stderr

    return run


GONE_ON_25 = "Deleted, known since January 25, 2023: later.jsonl, line 2, marks it as deleted."
EDIT_ON_25 = (
    f"Edited, known since January 25, 2023: removed “{SNOW}”; added “{SLOW}”; claims withdrawn: 1; claims gained: 1."
)
EDIT_BY_26 = (
    f"Edited, known since January 26, 2023: removed “{TOOK}”; added “{NEAR}”; claims withdrawn: 1; claims gained: 1."
)


def test_on_its_day_a_digest_knows_of_no_later_change(situate, changed, told, tmp_path):
    found, sheet, _, said = told("2023-01-24")
    assert found["Rail Agency"] == (SNOW,) and found["Bridge Agency"] == (BURNED,)
    assert found["Northern Bulletin"][0].startswith(TOOK) and all(len(one) == 1 for one in found.values())
    assert "| 12 | people" in sheet and "Edited" not in sheet and "eleted" not in sheet and "As known" not in sheet
    assert "note: 4 of them were edited or deleted after 2023-01-24; --as-known takes a later day" in said
    situate("digest", "-l", changed, "-o", tmp_path / "b.md")
    assert (tmp_path / "b.md").read_text() == sheet


def test_what_was_edited_or_deleted_bears_a_note_from_the_day_on_which_it_was_known(told):
    found, _, _, said = told("2023-01-25")
    assert found["Rail Agency"] == (SLOW, EDIT_ON_25) and found["Bridge Agency"] == (BURNED, GONE_ON_25)
    assert found["Northern Bulletin"][0].startswith(TOOK) and "note: 2 of them" in said
    assert len(found["Northern Bulletin"]) == len(found["Southern Sheet"]) == 1
    found, sheet, made, said = told("2023-01-27")
    assert found["Northern Bulletin"][0].startswith(NEAR) and found["Northern Bulletin"][1:] == (EDIT_BY_26,)
    (entered,) = next(e["became"] for e in made["entries"] if e["publisher"] == "Southern Sheet")
    assert (entered["how"], entered["since"], entered["change"]) == ("deleted", "2023-01-27", None)
    assert entered["why"].startswith("A. Analyst recorded it on ") and entered["why"].endswith(f": {REASON}")
    assert "| 12 | people" not in sheet and "12 people died" in found["Southern Sheet"][0]
    assert said == "" and "As known on January 27, 2023." in sheet and f"> **{EDIT_BY_26}**" in sheet


@pytest.mark.parametrize("form", ["html", "md", "txt", "eml"])
def test_the_notes_stand_in_every_form(told, form):
    _, text, _, _ = told("2023-01-27", form)
    if form == "eml":
        mail = email.message_from_string(text, policy=email.policy.default)
        assert mail["Date"].datetime.day == 27
        body = mail.get_body(("plain",))
        assert body is not None
        text = body.get_content()
    words = " ".join(text.split())
    assert all(note in words for note in (EDIT_ON_25, EDIT_BY_26, GONE_ON_25))
    assert "Deleted, known since January 27, 2023: A. Analyst recorded it on" in words
    assert "<410>" not in words or form in {"txt", "eml"}


def test_what_an_edit_withdrew_and_gained_can_be_shown(situate, changed, told):
    made = told("2023-01-26")[2]
    ((edit,),) = (e["became"] for e in made["entries"] if e["publisher"] == "Northern Bulletin")
    change = edit["change"]
    assert (change["removed"], change["added"]) == ([TOOK], [NEAR])
    shown = [situate("show", *change[of], "-l", changed).stdout for of in ("withdrawn", "gained")]
    assert "edited, known since 2023-01-26" in shown[0] and "known since" not in shown[1]
