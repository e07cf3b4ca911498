"""What each package of certify may import: the table of ARCHITECTURE.md, held against every file.

A package may import those above it in the table, and of these only the ones its line names: so no arrow leads
back up, and no circle closes. A new package, or a new permission, is a line below, and so a decision
somebody sees.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "certify"
LARGEST = 15  # files and packages at one level


class May(NamedTuple):
    """What a package imports when it is loaded, and what only inside a function (or for its types)."""

    always: str
    in_functions: str = ""

    @property
    def names(self) -> list[str]:
        return f"{self.always} {self.in_functions}".split()


# Packages of certify by their name, third-party ones by theirs; the standard library is free to all. A file
# belongs to the longest name that it lies under.
LAYERS = {
    "common": May("numpy"),
    "kernel": May(""),
    "crosscheck": May("flint"),
    "formulas.expressions": May("common"),
    "formulas.grammar": May("common"),
    "formulas": May("common formulas.expressions sympy", "numpy"),
    "recovery.geometry": May("numpy"),
    "recovery.objectives": May("common recovery.geometry numpy scipy"),
    "recovery.instance": May("common recovery.geometry mpmath numpy", "flint"),
    "recovery.papers": May("common recovery.geometry recovery.objectives numpy scipy", "sympy"),
    "recovery.problems": May("common recovery.geometry recovery.objectives recovery.instance numpy scipy"),
    "recovery.duality": May(
        "common recovery.geometry recovery.objectives recovery.instance recovery.problems "
        "clarabel cvxpy numpy scipy",
        "scs",
    ),
    "recovery.escape": May(
        "common formulas recovery.geometry recovery.objectives recovery.instance recovery.duality numpy scipy"
    ),
    "recovery": May(""),
    "certificates": May(
        "common kernel formulas.expressions recovery.geometry recovery.instance recovery.problems "
        "recovery.duality recovery.escape flint numpy"
    ),
    "claims.derivations": May("common kernel certificates numpy"),
    "claims": May(
        "common formulas.expressions formulas.grammar recovery.instance claims.derivations numpy", "sympy"
    ),
    "provers": May(
        "common kernel formulas.expressions recovery.geometry certificates claims.derivations claims "
        "clarabel cvc5 flint numpy scipy sympy z3"
    ),
    "checking": May("common kernel certificates claims.derivations claims provers"),
    "ledger": May("common sqlalchemy"),
    "search": May(
        "common formulas recovery.geometry recovery.instance recovery.problems recovery.duality "
        "certificates ledger numpy scipy",
        "cma distributed",
    ),
    "report": May(
        "common kernel formulas.expressions formulas recovery.instance recovery.duality recovery.escape "
        "certificates claims.derivations claims search matplotlib numpy rich"
    ),
    "service": May("common kernel starlette"),
    "service.auth": May("common service starlette"),
    "service.jobs": May(
        "common kernel recovery.problems ledger",
        "formulas.grammar recovery.instance recovery.escape certificates claims provers search report",
    ),
    "service.library": May("common", "certificates claims checking report"),
    "service.site": May(
        "common recovery.problems ledger service service.jobs fastapi jinja2 markupsafe starlette",
        "certificates search",
    ),
    "service.http": May(
        "common ledger service service.auth service.jobs service.library service.site "
        "fastapi pydantic starlette uvicorn"
    ),
    "cli": May(
        "common kernel typer",
        "crosscheck formulas.expressions recovery.instance recovery.problems recovery.duality "
        "recovery.escape certificates "
        "claims checking ledger search report service service.auth service.http rich",
    ),
    "pytest_plugin": May("pytest", "claims checking"),
    "": May(
        "",
        "common kernel recovery.instance recovery.duality recovery.escape certificates claims checking",
    ),
}  # fmt: skip
# What a checker of certificates has no use for: files, processes, the network, other code.
KERNEL_USES = {"abc", "collections", "dataclasses", "enum", "fractions"}
KERNEL_USES |= {"itertools", "json", "math", "operator", "re", "sys", "typing"}
# The circles there are, each closed by an import inside a function: an expression prints itself, and printing
# takes it apart; a comparison of elements is an atom, which has an element.
CLOSING = [
    ("formulas.expressions.tree", "formulas.expressions.printing"),
    ("claims.derivations.elements", "claims.derivations.sequents"),
]
FILES = sorted(PACKAGE.rglob("*.py"))
FOLDERS = sorted({path.parent for path in FILES})


class Import(NamedTuple):
    module: str
    line: int
    in_function: bool
    for_types: bool = False


def imports(tree: ast.AST, in_function: bool = False, for_types: bool = False) -> Iterator[Import]:
    """Every import statement, with whether it waits for a call, or is only for the type checker."""
    for node in ast.iter_child_nodes(tree):
        waits = in_function or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        types = for_types or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test))
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, node.lineno, waits or types, types) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            yield Import("a relative import", node.lineno, waits or types, types)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                inside = f"{node.module}.{alias.name}"
                named = inside if node.module == "certify" or inside in MODULES else node.module or ""
                yield Import(named, node.lineno, waits or types, types)
        yield from imports(node, waits, types)


def module_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path): path for path in FILES}


def layer_of(module: str) -> str | None:
    """The longest name in the table under which a module of certify lies."""
    name = module.removeprefix("certify").removeprefix(".")
    if not name:
        return ""
    under = [layer for layer in LAYERS if layer and f"{name}.".startswith(f"{layer}.")]
    return max(under, key=len, default=None)


def offences(source: str, layer: str) -> list[str]:
    """The imports of a file that its package may not make."""
    allowed = LAYERS[layer]
    found = []
    for module, line, in_function, _ in imports(ast.parse(source)):
        top = module.partition(".")[0]
        name = layer_of(module) if top == "certify" else top
        free = name == layer if top == "certify" else name in sys.stdlib_module_names
        if not free and name not in (allowed.names if in_function else allowed.always.split()):
            found.append(f"line {line}: {module}")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_package_imports_only_what_the_table_allows(path: Path) -> None:
    layer = layer_of(module_of(path))
    assert layer is not None, f"{path.name} is in a new package: say in this file what it may import"
    assert offences(path.read_text(), layer) == []


@pytest.mark.parametrize(
    ("layer", "source"),
    [
        ("kernel", "import numpy"),
        ("kernel", "def check():\n    from certify.common.exact import Exact"),
        ("crosscheck", "from certify.kernel.arithmetic.semidefinite import obstruction"),
        ("crosscheck", "from certify import kernel"),
        ("recovery.geometry", "import sympy"),
        ("recovery.geometry", "from certify.recovery.objectives import Operator"),
        ("recovery.objectives", "from certify.recovery.papers.l1 import L1Objective"),
        ("formulas", "import numpy as np"),
        ("report", "import clarabel"),
        ("report", "def draw():\n    import cvxpy"),
        ("recovery.duality", "from certify.cli import main"),
        ("recovery.escape", "from .sharp import sharp_escape"),
        ("claims", "from certify.provers import prover_for"),
        ("service.jobs", "from certify.service.site import forms"),
        ("cli", "import numpy"),
        ("cli", "from certify.certificates import decide"),
        ("checking", "class C:\n    import numpy"),
    ],
)
def test_a_forbidden_import_is_seen(layer: str, source: str) -> None:
    assert len(offences(source, layer)) == 1


def test_no_line_of_the_table_names_a_package_below_it() -> None:
    order = list(LAYERS)
    back = [
        (layer, name)
        for layer, may in LAYERS.items()
        for name in may.names
        if name in order and order.index(name) >= order.index(layer)
    ]
    assert back == []


def test_the_packages_at_the_top_import_each_other_in_one_direction() -> None:
    top = {layer.partition(".")[0] for layer in LAYERS}
    arrows = {
        (layer.partition(".")[0], name.partition(".")[0])
        for layer, may in LAYERS.items()
        for name in may.names
        if name.partition(".")[0] in top
    }
    assert [(one, other) for one, other in arrows if one < other and (other, one) in arrows] == []


def test_nothing_imports_the_command_line_and_only_it_and_the_service_the_reports() -> None:
    assert [layer for layer, may in LAYERS.items() if "cli" in may.names] == []
    reported = [layer for layer, may in LAYERS.items() if "report" in may.names]
    assert reported == ["service.jobs", "service.library", "cli"]


def circle(arrows: dict[str, set[str]]) -> list[str]:
    """Modules that import each other in a circle, the first that is found."""
    done: set[str] = set()

    def through(path: list[str]) -> list[str]:
        for target in sorted(arrows.get(path[-1], set()) - done):
            if target in path:
                return path[path.index(target) :]
            if found := through([*path, target]):
                return found
        done.add(path[-1])
        return []

    return next((found for module in sorted(arrows) if (found := through([module]))), [])


def test_a_circle_is_seen() -> None:
    assert circle({"a": {"b", "c"}, "b": {"c"}, "c": {"d"}, "d": {"b"}}) == ["b", "c", "d"]
    assert circle({"a": {"b", "c"}, "b": {"c"}, "c": {"d"}}) == []


def test_no_modules_import_each_other_in_a_circle_not_even_inside_functions() -> None:
    arrows = {
        module: {one.module for one in imports(ast.parse(path.read_text())) if not one.for_types}
        & set(MODULES) - {module}
        for module, path in MODULES.items()
    }
    for module, other in CLOSING:
        arrows[f"certify.{module}"].remove(f"certify.{other}")
    assert circle(arrows) == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: str(path.relative_to(PACKAGE.parent)))
def test_a_package_has_at_most_fifteen_files_and_packages_at_one_level(folder: Path) -> None:
    assert (folder / "__init__.py").is_file()
    inside = [path for path in folder.glob("*.py") if path.name not in ("__init__.py", "__main__.py")]
    packages = [path for path in FOLDERS if path.parent == folder]
    assert len(inside) + len(packages) <= LARGEST


def test_the_kernel_uses_only_what_a_checker_needs_of_the_standard_library() -> None:
    used = {
        one.module.partition(".")[0]
        for path in (PACKAGE / "kernel").rglob("*.py")
        for one in imports(ast.parse(path.read_text()))
    }
    assert used - {"certify"} <= KERNEL_USES


GROUPS = sorted(path.parent.name for path in (PACKAGE / "kernel" / "rules").glob("*/__init__.py"))


@pytest.mark.parametrize("group", GROUPS)
def test_a_rule_of_the_kernel_has_a_second_checker_of_the_same_name(group: str) -> None:
    """Files of either group that hold a rule: those with a function `check...`."""

    def rules(checker: str) -> set[str]:
        paths = (PACKAGE / checker / "rules" / group).glob("*.py")
        return {
            path.name
            for path in paths
            for node in ast.parse(path.read_text()).body
            if isinstance(node, ast.FunctionDef) and node.name.startswith("check")
        }

    assert rules("kernel") <= rules("crosscheck")


ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text()


def test_the_page_lists_the_packages_of_the_table_in_its_order() -> None:
    rows = re.findall(r"^\| (`.*?) \|", ARCHITECTURE, re.MULTILINE)
    listed = [name for row in rows for name in re.findall(r"`([a-z_.]+)`", row)]
    assert listed == [layer for layer in LAYERS if layer]


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`([\w/]+\.(?:py|md)|[\w/]+/)`", ARCHITECTURE))))
def test_what_the_page_names_is_there(name: str) -> None:
    found = [*ROOT.glob(name), *PACKAGE.rglob(name), *(PACKAGE / "service").glob(name)]
    general = "NAME" in name or "GROUP" in name
    assert found or general, name


def test_the_page_is_one_page() -> None:
    assert len(ARCHITECTURE.splitlines()) <= 80
