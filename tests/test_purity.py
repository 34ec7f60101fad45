"""Pure code neither prints nor opens files; what import-linter cannot see is read off the syntax tree."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "src" / "situate"
EDGE = {"cli", "ingest", "store"}
EDGE_FILES = {"config.py"}
FORBIDDEN = {"open", "print", "input", "exec", "eval", "compile", "__import__"}


def is_pure(path: Path) -> bool:
    inside = path.relative_to(ROOT)
    return inside.parts[0] not in EDGE and inside.as_posix() not in EDGE_FILES


PURE = [path for path in sorted(ROOT.rglob("*.py")) if is_pure(path)]


def calls(source: str) -> set[str]:
    """The plain names that a module calls."""
    return {
        node.func.id
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


@pytest.mark.parametrize("path", PURE, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_pure_code_neither_prints_nor_opens(path):
    assert not calls(path.read_text(encoding="utf-8")) & FORBIDDEN


@pytest.mark.parametrize("source", ["print('x')", "with open('x') as f: pass", "def f():\n  return eval('1')"])
def test_the_check_sees_what_it_forbids(source):
    assert calls(source) & FORBIDDEN


def test_no_import_inside_a_function():
    for path in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
        inner = [n for f in functions for n in ast.walk(f) if isinstance(n, ast.Import | ast.ImportFrom)]
        assert not inner, f"{path.name}: import inside a function"
