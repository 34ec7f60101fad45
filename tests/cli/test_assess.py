"""The command that writes the assessment: its forms, what it refuses, and that it says the same twice."""

import hashlib

import pytest

BEGINNINGS = {"html": b"<!DOCTYPE", "md": b"# ", "json": b"{", "docx": b"PK", "pdf": b"%PDF-"}


@pytest.fixture(scope="module")
def written(situate, example_ledger, tmp_path_factory):
    """The example's assessment in every form, twice."""
    folders = [tmp_path_factory.mktemp("assessment") for _ in range(2)]
    for folder in folders:
        paths = [part for form in BEGINNINGS for part in ("-o", folder / f"day.{form}")]
        done = situate("assess", "2023-01-24", "-l", example_ledger, *paths)
        assert all(f"wrote {folder / f'day.{form}'}" in done.stdout for form in BEGINNINGS)
    return folders


@pytest.mark.parametrize("form", BEGINNINGS)
def test_each_form_by_its_ending_and_the_same_bytes_twice(written, form):
    first, second = ((folder / f"day.{form}").read_bytes() for folder in written)
    assert first.startswith(BEGINNINGS[form])
    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()


def test_a_folder_gets_the_usual_forms_or_those_asked_for(situate, example_ledger, tmp_path):
    situate("assess", "2023-01-24", "-l", example_ledger, "--out", tmp_path / "usual")
    names = {f"assessment-2023-01-24.{form}" for form in ("html", "md", "json")}
    assert {p.name for p in (tmp_path / "usual").iterdir()} == names
    situate("assess", "write", "2023-01-24", "-l", example_ledger, "-o", tmp_path / "asked", "-f", "json")
    assert [p.suffix for p in (tmp_path / "asked").iterdir()] == [".json"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("2023-01-24", "-o", "day.odt"), ".docx"),
        (("2023-01-24", "-o", "day.pdf", "-f", "md"), "leave it out"),
        (("1999-01-01",), "situate stats"),
    ],
)
def test_what_cannot_be_written_is_refused_with_a_remedy(situate, example_ledger, tmp_path, arguments, told):
    done = situate("assess", *arguments, "-l", example_ledger, code=2, cwd=tmp_path)
    assert told in done.stderr
    assert not list(tmp_path.iterdir())
