"""Which room of the house may import what: the table of the design, as it is today.

A new room, or a new permission, is a line in the table below, and so a decision somebody sees.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = Path(__file__).parents[2] / "certify"


class Room(NamedTuple):
    """What a room imports when it is loaded, and what only inside a function (or for its types)."""

    always: str
    in_functions: str = ""


# Rooms of certify by their name, third-party packages by theirs; the standard library is free to all.
ROOMS = {
    "kernel": Room(""),
    "crosscheck": Room("flint"),
    "verification": Room("kernel"),
    "errors": Room(""),
    "files": Room("errors"),
    "exact": Room("errors numpy"),
    "geometry": Room("numpy scipy"),
    "objectives": Room("errors geometry numpy scipy", "sympy"),
    "expressions": Room("errors", "exact"),
    "formulas": Room("errors expressions sympy", "numpy"),
    "reduction": Room("errors geometry mpmath numpy", "exact instance flint"),
    "instance": Room("errors exact geometry reduction numpy"),
    "instance_file": Room("errors exact files instance numpy"),
    "duality": Room("errors geometry instance objectives reduction clarabel cvxpy numpy scipy", "scs"),
    "escape": Room("duality errors formulas geometry instance objectives reduction numpy scipy"),
    "certificates": Room(
        "duality errors escape exact expressions files geometry instance kernel flint numpy"
    ),
    "derivations": Room("certificates errors kernel numpy"),
    "claims": Room("derivations errors exact expressions files instance numpy", "sympy"),
    "provers": Room(
        "certificates claims derivations errors exact expressions geometry kernel unguarded "
        "clarabel cvc5 flint numpy scipy sympy z3"
    ),
    "unguarded": Room(""),
    "processes": Room("errors unguarded"),
    "experiments": Room("claims files processes provers"),
    "ledger": Room("errors sqlalchemy"),
    "search": Room(
        "certificates duality errors exact formulas geometry instance instance_file ledger processes "
        "numpy scipy",
        "cma distributed",
    ),
    "reach": Room(""),
    "fingerprint": Room("claims provers reach"),
    "outcomes": Room("certificates claims files fingerprint provers"),
    "checking": Room("claims derivations errors experiments fingerprint outcomes processes provers"),
    "report": Room(
        "certificates claims derivations duality escape exact expressions files formulas instance_file "
        "kernel search matplotlib numpy rich"
    ),
    "grammar": Room("claims errors expressions"),
    "service": Room(
        "errors files grammar kernel ledger processes anyio fastapi jinja2 markupsafe plotly pydantic "
        "starlette uvicorn",
        "certificates checking claims duality escape exact formulas instance instance_file outcomes provers "
        "report search numpy",
    ),
    "cli": Room(
        "errors kernel verification typer",
        "certificates checking claims crosscheck duality escape exact experiments expressions files instance "
        "instance_file ledger report rich search service",
    ),
    "pytest_plugin": Room("pytest", "checking claims"),
    "__init__": Room(
        "", "certificates checking claims duality errors escape instance instance_file kernel verification"
    ),
}  # fmt: skip
# What a checker of certificates has no use for: files, processes, the network, other code.
KERNEL_USES = {"abc", "collections", "dataclasses", "enum", "fractions"}
KERNEL_USES |= {"itertools", "json", "math", "operator", "re", "sys", "typing"}


class Import(NamedTuple):
    module: str
    line: int
    in_function: bool


def imports(tree: ast.AST, in_function: bool = False) -> Iterator[Import]:
    """Every import statement, with whether it waits for a call (or is only for the type checker)."""
    for node in ast.iter_child_nodes(tree):
        waits = in_function or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        waits |= isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, node.lineno, waits) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            yield Import("a relative import", node.lineno, waits)
        elif isinstance(node, ast.ImportFrom) and node.module == "certify":
            yield from (Import(f"certify.{alias.name}", node.lineno, waits) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield Import(node.module or "", node.lineno, waits)
        yield from imports(node, waits)


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def offences(source: str, room: str) -> list[str]:
    """The imports of a file that its room may not make."""
    allowed = ROOMS[room]
    found = []
    for module, line, in_function in imports(ast.parse(source)):
        top, _, rest = module.partition(".")
        name = rest.partition(".")[0] if top == "certify" else top
        free = name == room if top == "certify" else name in sys.stdlib_module_names
        permitted = f"{allowed.always} {allowed.in_functions if in_function else ''}".split()
        if not free and name not in permitted:
            found.append(f"line {line}: {module}")
    return found


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_room_imports_only_what_the_table_allows(path: Path) -> None:
    room = room_of(path)
    assert room in ROOMS, f"{room} is a new room: say in the table of this file what it may import"
    assert offences(path.read_text(), room) == []


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("kernel", "import numpy"),
        ("kernel", "def check():\n    from certify.exact import Exact"),
        ("crosscheck", "from certify.kernel.semidefinite import obstruction"),
        ("crosscheck", "from certify import kernel"),
        ("geometry", "import sympy"),
        ("geometry", "from certify.objectives import Operator"),
        ("objectives", "import sympy"),
        ("formulas", "import numpy as np"),
        ("report", "import clarabel"),
        ("report", "def draw():\n    import cvxpy"),
        ("duality", "from certify.cli import main"),
        ("escape", "from .sharp import sharp_escape"),
        ("cli", "import numpy"),
        ("cli", "from certify.certificates import decide"),
        ("verification", "class C:\n    import numpy"),
    ],
)
def test_a_forbidden_import_is_seen(room: str, source: str) -> None:
    assert len(offences(source, room)) == 1


def test_no_room_may_import_the_command_line_and_none_but_it_and_the_service_the_reports() -> None:
    everywhere = {name: set(f"{room.always} {room.in_functions}".split()) for name, room in ROOMS.items()}
    assert [name for name, allowed in everywhere.items() if "cli" in allowed] == []
    assert [name for name, allowed in everywhere.items() if "report" in allowed] == ["service", "cli"]


def test_the_kernel_uses_only_what_a_checker_needs_of_the_standard_library() -> None:
    used = {
        module.partition(".")[0]
        for path in (PACKAGE / "kernel").glob("*.py")
        for module, _, _ in imports(ast.parse(path.read_text()))
    }
    assert used - {"certify"} <= KERNEL_USES
