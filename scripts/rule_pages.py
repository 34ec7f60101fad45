"""Write docs/rules/ anew: a page a rule, from its docstring, its examples and what a reader made of its findings.

    .venv/bin/python scripts/rule_pages.py

The examples stand in tests/lint/examples.toml and are linted here, so that a page cannot show what a rule does not do.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.lint.world import examples, lint  # noqa: E402

from situate.lint import FAMILIES, RULES  # noqa: E402
from situate.lint.rule import Rule  # noqa: E402

FOLDER = ROOT / "docs" / "rules"
READING = ROOT / "eval" / "lint_reading.jsonl"
# Read by somebody who had not read the rules; where it holds a rule, the reading of their author is not shown.
OUTSIDE = ROOT / "eval" / "lint_reading.outside.jsonl"
MUTATIONS = ROOT / "eval" / "lint_mutations.json"

_HEAD = """# The rules of `situate lint`

Written by `scripts/rule_pages.py` from the rules' docstrings and `tests/lint/examples.toml`; change those, not these.

    situate lint draft.md                                   findings, a line each; exit code 0 none, 1 some, 2 refused
    situate lint reports/ --select P,M --ignore P306        families, codes or names of rules; ALL for every rule
    situate lint draft.md --fix                             makes the safe edits in text and Markdown files
    situate lint draft.md --write-baseline known.json       from now on only what is new: --baseline known.json
    situate lint draft.md --format sarif                    also json and github
    situate lint --explain P302                             what a rule looks for

`<!-- lint: ignore P301 -->` in a line leaves that line to its author, `ignore-next` the line after, `ignore-file` the
whole file; without codes it holds for every rule. A word that "(sic)" follows is left alone. Where issues of one
publisher are given, each is also compared with the one before it. Villages are judged only where a gazetteer with
villages was added (`situate gazetteer add`). In HTML pages, lines are those of the page's text.

An **error** is wrong in itself, a **warning** asks for a look, a **note** is shown with `--level note`. Precision is
what a reader made of a sample of a rule's findings on 188 published reports (`eval/lint_reading.jsonl`); where an
outsider read them (`eval/lint_reading.outside.jsonl`), only what is plainly right counts, and not what is arguable: a
spelling that is also in use, or a slip whose remedy is another than the one suggested. Recall is the
share of mutations of those reports that the rule can know of and finds (`eval/lint_mutations.py`); what P301 and P302
find of changed locators is counted with P305, and what P303, N401 and N403 find of changed names with N404 and P307.

Rates of exchange are monthly averages, rounded (`rates.csv` of the theatre).

Before a commit, with [pre-commit](https://pre-commit.com): the hook `situate-lint` of `.pre-commit-hooks.yaml`.
"""


def verdicts(reading: Path) -> dict[str, Counter[str]]:
    """By rule: how many of its findings that were read were right, arguable, wrong, or could not be judged."""
    counts: dict[str, Counter[str]] = {}
    if reading.is_file():
        for line in reading.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            counts.setdefault(row["code"], Counter())[row["verdict"]] += 1
    return counts


def recalls() -> dict[str, dict[str, Any]]:
    """By rule: mutations it could know of, and how many it found."""
    if not MUTATIONS.is_file():
        return {}
    rules: dict[str, dict[str, Any]] = json.loads(MUTATIONS.read_text(encoding="utf-8"))["rules"]
    return rules


def precision(rule: Rule) -> str:
    """Of the findings read, the share that was right."""
    outside = verdicts(OUTSIDE).get(rule.code)
    if outside:
        beside = f", {outside['arguable']} arguable" if outside["arguable"] else ""
        return f"{outside['right'] / outside.total():.2f} of {outside.total()}{beside}, read by an outsider"
    counts = verdicts(READING).get(rule.code, Counter())
    read = counts["right"] + counts["wrong"]
    return f"{counts['right'] / read:.2f} of {read}, read by the rules' author" if read else "–"


def recall(rule: Rule) -> str:
    """Of the mutations that it could know of, the share found."""
    row = recalls().get(rule.code)
    return f"{row['found'] / row['can_know']:.2f} of {row['can_know']}" if row and row["can_know"] else "–"


def index() -> str:
    """The page that lists the rules."""
    rows = [
        f"| [{r.code}]({r.code}.md) | {r.name} | {r.severity}{'' if r.on else ', off'} | {'yes' if r.fixes else ''} "
        f"| {precision(r)} | {recall(r)} | {r.summary} |"
        for r in RULES
    ]
    parts = [_HEAD]
    for letter, family in FAMILIES.items():
        mine = [row for row, rule in zip(rows, RULES, strict=True) if rule.code[0] == letter]
        if mine:
            parts.append(f"## {family.capitalize()}\n")
            parts.append(
                "| code | name | severity | fix | precision | recall | what it finds |\n|---|---|---|---|---|---|---|"
            )
            parts.append("\n".join(mine) + "\n")
    return "\n".join(parts)


def page(rule: Rule) -> str:
    """The page of one rule."""
    row = examples()[rule.code]
    state = ("on" if rule.on else "off unless selected") + (" · `--fix` applies it" if rule.fixes else "")
    lines = [
        f"# {rule.code} {rule.name}\n",
        f"{FAMILIES[rule.code[0]].capitalize()} · {rule.severity} · {state} · "
        f"precision {precision(rule)} · recall {recall(rule)}\n",
        f"{rule.explanation}\n",
        "## Bad\n",
    ]
    for case in row["bad"]:
        lines += [*_shown(case["text"], case.get("before", "")), *_found(rule, case)]
    lines.append("## Good\n")
    for text in row["good"]:
        before, _, last = text.rpartition("\n=====\n")
        lines += _shown(last, before)
    return "\n".join(lines)


def _shown(text: str, before: str) -> Iterator[str]:
    if before:
        yield "The issue before:\n"
        yield from _block(before)
        yield "This issue:\n"
    yield from _block(text)


def _block(text: str) -> Iterator[str]:
    yield "```text"
    yield text.strip()
    yield "```\n"


def _found(rule: Rule, case: dict[str, Any]) -> Iterator[str]:
    for one in lint(case["text"], rule.code, day=case.get("day", "2023-01-24"), before=case.get("before", "")):
        hint = f" → **{one.suggestion}**" if one.suggestion else ""
        words = " ".join(one.words.split())
        yield f"- `{words}`: {one.message}{hint}\n"


def pages() -> dict[str, str]:
    """Every page by its file name."""
    return {"README.md": index(), **{f"{rule.code}.md": page(rule).rstrip() + "\n" for rule in RULES}}


def main() -> None:
    """Write the pages, and remove those of rules that are no more."""
    wanted = pages()
    for old in FOLDER.glob("*.md"):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
