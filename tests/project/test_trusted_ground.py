"""The trusted part stays small, and no text becomes code anywhere in the package."""

import ast
import io
import tokenize
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "certify"
LARGEST_CORE, LARGEST_ADDITION = 1000, 120
# The first seven rules with all they stand on; any other file of the kernel belongs to a later rule.
CORE = {
    "__init__.py", "__main__.py", "check.py", "reader.py", "fields.py", "limits.py", "arithmetic/matrix.py",
    "arithmetic/polynomial.py", "arithmetic/semidefinite.py", "rules/instances/recovery.py",
    "rules/instances/counterexample.py", "rules/instances/escape_directions.py", "rules/reals/box.py",
    "rules/reals/identity.py", "rules/reals/positivity.py", "rules/reals/point.py",
    "rules/words/word_identity.py",
}  # fmt: skip
# The rule `derivation`: its steps, sequents and substitution; the words it is about; its facts (data).
THEOREMS = "rules/theorems"
DERIVATION = {f"{THEOREMS}/{name}.py" for name in ("derivation", "instances", "sequents")}
WORDS = {f"{THEOREMS}/{name}.py" for name in ("algebra", "element_reading", "rewriting", "scope")}
FACTS = {f"{THEOREMS}/library.py"}
# Builtins that run text, and what reads a text as an expression or an object that may run code.
BUILTINS = {"eval", "exec", "compile", "__import__"}
METHODS = {"sympify", "parse_expr", "parse_latex", "literal_eval", "allow_pickle"}
MODULES = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "code", "runpy"}


def ways_around(source: str) -> list[str]:
    """The places where text, or a file, could become code."""
    found = []
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            names = [node.func.id] if node.func.id in BUILTINS | METHODS | {"S"} else []
        elif isinstance(node, ast.Attribute):
            names = [node.attr] if node.attr in METHODS or _is_sympy_s(node) else []
        elif isinstance(node, ast.keyword) and node.arg == "allow_pickle":
            names = [] if isinstance(node.value, ast.Constant) and node.value.value is False else [node.arg]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name.partition(".")[0] in MODULES]
        elif isinstance(node, ast.ImportFrom):
            names = [alias.name for alias in node.names if alias.name in BUILTINS | METHODS]
            names += [node.module] if node.module and node.module.partition(".")[0] in MODULES else []
        found += names
    return found


def _is_sympy_s(node: ast.Attribute) -> bool:
    return node.attr == "S" and isinstance(node.value, ast.Name) and node.value.id in ("sympy", "sp")


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_text_becomes_code(path: Path) -> None:
    assert ways_around(path.read_text()) == []


@pytest.mark.parametrize(
    "source",
    [
        "eval('1')",
        "exec('x = 1')",
        "sympy.sympify(text)",
        "sympy.S(text)",
        "from sympy import sympify",
        "from sympy.parsing.sympy_parser import parse_expr",
        "import pickle",
        "from pickle import loads",
        "np.load(file, allow_pickle=True)",
        "__import__(name)",
    ],
)
def test_a_way_around_is_seen(source: str) -> None:
    assert ways_around(source)


def lines_of_code(source: str) -> int:
    """Lines that hold code: no blank lines, comments or docstrings."""
    documented = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            documented |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    lines: set[int] = set()
    silent = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in silent | {tokenize.ENDMARKER}:
            lines |= set(range(token.start[0], token.end[0] + 1))
    return len(lines - documented)


def test_code_is_counted_without_blank_lines_comments_and_docstrings() -> None:
    assert (
        lines_of_code('"""What\n\nit is."""\n\nx = [  # why\n    1,\n]\n\n\ndef f():\n    """Yes."""\n') == 4
    )


def kernel_lines() -> dict[str, int]:
    folder = PACKAGE / "kernel"
    paths = folder.rglob("*.py")
    return {str(path.relative_to(folder)): lines_of_code(path.read_text()) for path in paths}


def test_the_core_of_the_kernel_is_at_most_a_thousand_lines_of_code() -> None:
    core = {name: count for name, count in kernel_lines().items() if name in CORE}
    assert core.keys() == CORE
    assert sum(core.values()) <= LARGEST_CORE, core


def test_each_file_of_a_later_rule_is_short() -> None:
    own = CORE | DERIVATION | WORDS | FACTS
    later = {name: count for name, count in kernel_lines().items() if name not in own}
    assert {name: count for name, count in later.items() if count > LARGEST_ADDITION} == {}


def test_the_rule_of_theorems_is_short_and_so_is_the_algebra_it_stands_on() -> None:
    lines = kernel_lines()
    assert sum(lines[name] for name in DERIVATION) <= 450
    assert sum(lines[name] for name in WORDS) <= 600
    assert max(lines[name] for name in DERIVATION | WORDS | FACTS) <= 180
