"""The command that writes the assessment: its forms, what it refuses, and that it says the same twice."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

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


@pytest.fixture(scope="module")
def draft(situate, example_ledger, tmp_path_factory):
    path = tmp_path_factory.mktemp("draft") / "day.md"
    done = situate("assess", "draft", "2023-01-24", "-l", example_ledger, "-o", path)
    assert f"wrote {path}" in done.stdout
    return path


def test_a_draft_stands_as_it_was_written(situate, example_ledger, draft):
    done = situate("assess", "check", draft, "-l", example_ledger)
    assert "0 of them do not stand" in done.stdout


def test_an_edit_that_no_claim_bears_is_told_by_line(situate, example_ledger, draft, tmp_path):
    lines = draft.read_text().split("\n")
    number = next(n for n, line in enumerate(lines) if line.endswith("[^1]"))
    lines[number] = lines[number].replace(" ", " reluctantly ", 1)
    edited = tmp_path / "edited.md"
    edited.write_text("\n".join(lines))
    done = situate("assess", "check", edited, "-l", example_ledger, code=1)
    assert f"{edited}:{number + 1}: error: does not follow: 'reluctantly'" in done.stdout
    told = situate("assess", "check", edited, "-l", example_ledger, "-f", "jsonl", code=1).stdout.splitlines()
    assert [json.loads(line)["line"] for line in told] == [number + 1]
    situate("assess", "print", edited, "-l", example_ledger, "-o", tmp_path / "day.html", code=1)
    assert not (tmp_path / "day.html").exists()


def test_an_unedited_draft_prints_the_same_assessment(situate, example_ledger, draft, written, tmp_path):
    situate("assess", "print", draft, "-l", example_ledger, "-o", tmp_path / "day.json", "-o", tmp_path / "day.pdf")
    for name in ("day.json", "day.pdf"):
        assert (tmp_path / name).read_bytes() == (written[0] / name).read_bytes()


def test_a_draft_is_opened_in_the_editor_and_then_checked(situate, example_ledger, draft, tmp_path):
    editor = tmp_path / "editor"
    editor.write_text(f"#!{sys.executable}\nimport sys\nopen(sys.argv[1], 'a').write('\\n## More\\n\\nTrust me.\\n')\n")
    editor.chmod(0o755)
    copy = tmp_path / "copy.md"
    copy.write_text(draft.read_text().replace("\n## Claims", "\nAn afterthought.\n\n## Claims"))
    command = [
        Path(sys.executable).parent / "situate",
        "assess",
        "draft",
        "2023-01-24",
        "-l",
        example_ledger,
        "-o",
        copy,
    ]
    done = subprocess.run([*command, "--edit"], capture_output=True, text=True, check=False,
                          env=situate.environment | {"EDITOR": str(editor)})  # fmt: skip
    assert done.returncode == 1
    assert "new sentence" in done.stdout
    assert "Trust me" in copy.read_text()
    refused = subprocess.run(command, capture_output=True, text=True, check=False, env=situate.environment)
    assert (refused.returncode, "--force" in refused.stderr) == (2, True)


@pytest.mark.parametrize("content", [b"# no draft\n", b"\xff\xfe"])
def test_a_file_that_is_no_draft_is_at_fault(situate, example_ledger, tmp_path, content):
    (tmp_path / "x.md").write_bytes(content)
    done = situate("assess", "check", tmp_path / "x.md", "-l", example_ledger, code=2)
    assert done.stderr.startswith("situate: ")
    other = content.replace(b"# no draft", b"---\nsituate: draft\nday: 2023-01-24\ntheatre: vesland\nlookback: 7\n---")
    (tmp_path / "x.md").write_bytes(other)
    situate("assess", "check", tmp_path / "x.md", "-l", example_ledger, code=2)
    situate("assess", "check", tmp_path / "missing.md", "-l", example_ledger, code=2)
