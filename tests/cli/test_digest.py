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
        (("-o", "x.pdf"), ".eml"),
    ],
)
def test_what_makes_no_digest_is_refused(situate, example_ledger, tmp_path, arguments, told):
    assert told in situate("digest", *arguments, "-l", example_ledger, code=2, cwd=tmp_path).stderr
    assert not list(tmp_path.iterdir())
