"""Write docs/grammar.md anew: the rules of the attribution grammar, from their docstrings and from small cases.

What the grammar makes of each case is computed here, so the page cannot tell of a grammar that is no more.
"""

import sys
import tomllib
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts import make_method  # noqa: E402
from tests.extract.reading import frames  # noqa: E402

from situate.extract import complements  # noqa: E402
from situate.extract.frame import Frame  # noqa: E402
from situate.extract.rulebook import GROUPS, RULES, SIGNALS, Rule  # noqa: E402

PAGE = ROOT / "docs" / "grammar.md"
MEANINGS = ROOT / "src" / "situate" / "extract" / "meanings.py"
CASES = ROOT / "tests" / "extract" / "grammar_cases.toml"
Cases = dict[str, list[str]]

_HEAD = """# The attribution grammar

Written by `make docs` from the rules' docstrings and `tests/extract/grammar_cases.toml`; change those, not this page.

A passage is cut into sentences, a sentence into clauses, and the clauses are read from left to right. Each rule is a
function; a proposition keeps the names of the rules that made it. `situate extract --explain FILE` prints them for any
text, with the words that nearly made a claim and the condition that failed.

All sentences here are invented; the author of the document is "the Desk". Under each stands what the grammar makes of
it, a claim a row.
"""
_SIGNALS = """## Signals of the author's view

Some sentences only say what the author makes of others' claims. Each of these rules looks at one sentence; the claims
that a signal reaches take its view, and the sentence itself is no claim.
"""
_LEADS = """## The order of the rules behind a verb of saying

The first that fits answers; in the passive only the second row is asked.
"""
_COLUMNS = "| speaker | cue | stance | author's view | content |\n|---|---|---|---|---|"


def cases() -> tuple[Cases, Cases]:
    """The sentences of each rule, and of each signal."""
    data = tomllib.loads(CASES.read_text(encoding="utf-8"))
    return data["rules"], data["signals"]


def page() -> str:
    """The whole page."""
    rules, signals = cases()
    parts = [_HEAD]
    for group in GROUPS:
        parts.append(f"## {group}\n")
        for rule in RULES.values():
            if rule.group == group:
                parts.extend(_section(rule, rules.get(rule.name, [])))
    parts.append(_SIGNALS)
    for rule in SIGNALS:
        parts.extend(_section(rule, signals.get(rule.name, [])))
    parts.extend((_LEADS, _order()))
    return "\n".join(parts).rstrip() + "\n"


def meanings() -> str:
    """The module with the first sentence of the docstring of each rule that has no meaning of its own."""
    told = {r.name: first_sentence(r.function.__doc__ or "") for r in (*RULES.values(), *SIGNALS) if not r.meaning}
    rows = "".join(f"    {_literal(name)}: {_literal(text)},\n" for name, text in sorted(told.items()))
    return (
        '"""What the rules of the grammar say of themselves: written by `make docs` from their docstrings."""\n\n'
        f"from typing import Final\n\n# ruff: noqa: E501\n# fmt: off\nMEANINGS: Final[dict[str, str]] = {{\n{rows}}}\n"
    )


def _literal(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def first_sentence(docstring: str) -> str:
    """The first paragraph of a docstring up to its first full stop outside of quotation marks."""
    text = " ".join(cleandoc(docstring).partition("\n\n")[0].split())
    quoted = False
    for k, sign in enumerate(text):
        quoted ^= sign == '"'
        if sign == "." and not quoted and text[k + 1 : k + 2] in {"", " "}:
            return text[: k + 1]
    return text


def _section(rule: Rule, sentences: list[str]) -> Iterator[str]:
    yield f"### {rule.name}\n"
    yield f"{rule.meaning or first_sentence(rule.function.__doc__ or '')}\n"
    told = f": {first_sentence(rule.function.__doc__ or '')}" if rule.meaning else ""
    yield f"Function `{rule.where}`{told}\n"
    for sentence in sentences:
        yield f"> {sentence}\n"
        yield _COLUMNS
        yield from (_row(frame) for frame in frames(sentence))
        yield ""


def _row(frame: Frame) -> str:
    stance = " ".join(
        part
        for part in (
            "not:" if frame.negated else "",
            frame.stance,
            f"(“{frame.likelihood.text}”)" if frame.likelihood else "",
            f"[{frame.evidence}]" if frame.evidence != "none" else "",
        )
        if part
    )
    speakers = " › ".join(quote.text for quote in frame.speakers)
    cells = (speakers or "—", frame.cue.text if frame.cue else "—", stance, frame.author_view, frame.content.text)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _order() -> str:
    rows = [
        " → ".join(f"`{rule.__name__}`" for rule in table) for table in (complements.RULES, complements.PASSIVE_RULES)
    ]
    return f"1. {rows[0]}\n2. {rows[1]}"


if __name__ == "__main__":
    MEANINGS.write_text(meanings(), encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")
    make_method.PAGE.write_text(make_method.page(), encoding="utf-8")
    for written in (MEANINGS, PAGE, make_method.PAGE):
        print(f"wrote {written.relative_to(ROOT)}")
