"""docs/grammar.md tells of the grammar as it is, of every rule, and with cases that the rule really reads."""

import ast
import json
from pathlib import Path

import pytest
from scripts.make_docs import MEANINGS, PAGE, cases, first_sentence, meanings, page
from tests.extract.reading import frames

from situate.extract import complements
from situate.extract.plain import _NAMES
from situate.extract.rulebook import RULES, SIGNALS
from situate.vocab import AUTHOR_VIEWS, STANCES

ROOT = Path(__file__).parents[2]
CASES, SIGNAL_CASES = cases()


def appended() -> set[str]:
    """The names that the code gives to `rules`, where they stand as such in it."""
    names: set[str] = set()
    for path in (ROOT / "src" / "situate" / "extract").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("rules.append"):
                constants = (n.value for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant))
                names |= {value for value in constants if isinstance(value, str)}
    return {name for name in names if not name.startswith("view: ")}


def complement_names() -> set[str]:
    """The complements that become rules' names: "that" and those of a clause with the words themselves."""
    tree = ast.parse(Path(complements.__file__).read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "c.report"]
    return {str(call.args[0].value) for call in calls if isinstance(call.args[0], ast.Constant)}


def test_the_page_is_up_to_date():
    assert MEANINGS.read_text(encoding="utf-8") == meanings(), "extract/meanings.py is out of date: run `make docs`"
    assert PAGE.read_text(encoding="utf-8") == page(), "docs/grammar.md is out of date: run `make docs`"


@pytest.mark.parametrize("rule", [*RULES.values(), *SIGNALS], ids=lambda rule: rule.name)
def test_every_rule_has_a_docstring_and_stands_in_the_page(rule):
    assert first_sentence(rule.function.__doc__ or "").strip()
    written = PAGE.read_text(encoding="utf-8")
    assert f"### {rule.name}\n\n{rule.explanation}\n" in written
    assert f"`{rule.where}`" in written


def test_every_name_that_a_rule_can_have_is_in_the_rulebook():
    names = appended() | complement_names() | set(_NAMES.values())
    assert len(names) > 25
    assert names - RULES.keys() == set()
    assert (STANCES - {"asserts"}) - RULES.keys() == set()
    assert {f"view: {view}" for view in AUTHOR_VIEWS - {"none", "own"}} - RULES.keys() == set()


def test_every_name_that_a_text_brings_about_is_in_the_rulebook():
    lines = (ROOT / "eval" / "own.jsonl").read_text(encoding="utf-8").splitlines()
    fired = {name for line in lines for frame in frames(json.loads(line)["passage"]) for name in frame.rules}
    assert len(fired) > 20
    assert fired - RULES.keys() == set()


@pytest.mark.parametrize(("name", "sentence"), [(name, text) for name, texts in CASES.items() for text in texts])
def test_a_rule_fires_on_its_cases(name, sentence):
    assert any(name in frame.rules for frame in frames(sentence)), [frame.rules for frame in frames(sentence)]


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in SIGNAL_CASES.items() for text in texts])
def test_a_signal_gives_its_view(name, text):
    assert any(rule.startswith("view: ") for frame in frames(text) for rule in frame.rules)


def test_every_rule_has_a_case_and_every_case_a_rule():
    assert CASES.keys() == RULES.keys()
    assert SIGNAL_CASES.keys() == {rule.name for rule in SIGNALS}


@pytest.mark.parametrize(
    ("docstring", "sentence"),
    [
        ('""', '""'),
        ("A rule. More of it.", "A rule."),
        (' "P, X said.": the words before it were X\'s. More.', '"P, X said.": the words before it were X\'s.'),
        ("A rule\nover two lines.\n\nAnd more.", "A rule over two lines."),
    ],
)
def test_the_first_sentence(docstring, sentence):
    assert first_sentence(docstring) == sentence
