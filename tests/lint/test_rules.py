"""Every rule finds its bad example, with the words and the suggestion, and is silent on its good ones."""

import pytest
from tests.lint.world import examples, lint

from situate.lint import FAMILIES, RULES

BAD = [(code, case) for code, row in examples().items() for case in row["bad"]]
GOOD = [(code, text) for code, row in examples().items() for text in row["good"]]


@pytest.mark.parametrize(("code", "case"), BAD, ids=[f"{code}-{n}" for n, (code, _) in enumerate(BAD)])
def test_a_rule_finds_its_bad_example(code, case):
    found = lint(case["text"], code, day=case.get("day", "2023-01-24"), before=case.get("before", ""))
    assert [(f.words, f.suggestion) for f in found] == [(case["found"], case["suggestion"])]


@pytest.mark.parametrize(("code", "text"), GOOD, ids=[f"{code}-{n}" for n, (code, _) in enumerate(GOOD)])
def test_a_rule_is_silent_on_its_good_examples(code, text):
    before, _, last = text.rpartition("\n=====\n")
    assert lint(last, code, before=before) == ()


def test_every_rule_has_examples_and_a_docstring():
    assert [rule.code for rule in RULES] == list(examples())
    assert all(rule.explanation for rule in RULES)
    assert all(row["bad"] and row["good"] for row in examples().values())


def test_codes_are_in_order_unique_and_of_a_family():
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert len({rule.name for rule in RULES}) == len(codes)
    assert {code[0] for code in codes} <= FAMILIES.keys()
