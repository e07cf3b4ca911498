"""Which code an outcome hangs on: that of the provers, and for a computation that of the check itself.

Code is compared as syntax trees without documentation: neither a comment nor a line break makes it another.
"""

import ast
import hashlib
import inspect
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from certify.claims.claim import Claim
from certify.claims.computation import Computed, Random

PACKAGE = Path(__file__).parent
PROVERS = ("provers", "claims", "certificates")
EXPERIMENTS = ("provers/sampling.py", "provers/experiment.py")


def fingerprint(claim: Claim, file: Path) -> str:
    """Of all the code on which the outcome of a claim from this file hangs, below the grade of the kernel."""
    statement = claim.statement
    if isinstance(statement, Computed | Random):
        check = statement.check if isinstance(statement, Computed) else statement.event
        parts = [code_of(check, file)]
        parts.append(_of_files(PACKAGE / name for name in EXPERIMENTS) if claim.experiment else provers())
        return _digest(parts)
    return provers()


@cache
def provers() -> str:
    """Of the provers and of what they build on."""
    return _of_files(file for room in PROVERS for file in sorted((PACKAGE / room).rglob("*.py")))


def code_of(function: Callable[..., Any], file: Path) -> str:
    """Of a function and of all it reaches: names of its own file, and the modules of certify they come from.

    Other packages are not looked into. A function that is not plainly defined in the file stands for the
    whole of it.
    """
    try:
        source = Path(inspect.getsourcefile(inspect.unwrap(function)) or "").resolve()
    except TypeError:
        source = file
    name = getattr(function, "__qualname__", "")
    found = [_tree(path) for path in {file, source} if path.is_file()]
    statements = [statement for tree in found for statement in tree.body]
    if source == file and name.isidentifier():
        statements = _reached(_tree(file), name)
    modules = _modules(statements, file.parent)
    return _digest([ast.dump(node) for node in statements] + [_of_files(sorted(modules))])


def _reached(tree: ast.Module, name: str) -> list[ast.stmt]:
    """The statements of a module that bind a name, or one they use, and so on; all if one uses globals."""
    binding: dict[str, list[int]] = {}
    for place, statement in enumerate(tree.body):
        for bound in _bound(statement):
            binding.setdefault(bound, []).append(place)
    reached: set[int] = set()
    waiting, seen = [name], {name}
    while waiting:
        for place in binding.get(waiting.pop(), ()):
            if place not in reached:
                reached.add(place)
                used = {node.id for node in ast.walk(tree.body[place]) if isinstance(node, ast.Name)} - seen
                seen |= used
                waiting += used
    if not reached or seen & {"globals", "*"} or "*" in binding:
        return tree.body
    return [tree.body[place] for place in sorted(reached)]


def _bound(statement: ast.stmt) -> Iterator[str]:
    """The names that a statement of a module binds there, and perhaps some more."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield statement.name
        return
    for node in ast.walk(statement):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.alias):
            yield (node.asname or node.name).split(".")[0]
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def _modules(statements: Iterable[ast.stmt], folder: Path) -> set[Path]:
    """Files of certify, and of the folder, that the statements import, directly or not.

    What a claim is, is left out: the statement says that.
    """
    found: set[Path] = set()
    waiting = list(_imported(statements))
    while waiting:
        name = waiting.pop()
        if name.split(".")[0] == PACKAGE.name:
            found |= _within(name)
            continue
        files = [file for file in _candidates(folder, name) if file.is_file() and file not in found]
        found |= set(files)
        waiting += [further for file in files for further in _imported(_tree(file).body)]
    return found


@cache
def _within(name: str) -> frozenset[Path]:
    """The files of certify behind a name that is imported from it; they do not change while it runs."""
    found: set[Path] = set()
    waiting = [name]
    while waiting:
        for file in _candidates(PACKAGE.parent, waiting.pop()):
            inside = PACKAGE in file.parents and PACKAGE / "claims" not in file.parents
            if inside and file not in found and file.is_file():
                found.add(file)
                waiting += [one for one in _imported(_tree(file).body) if one.startswith(f"{PACKAGE.name}.")]
    return frozenset(found)


def _candidates(root: Path, name: str) -> tuple[Path, ...]:
    path = root.joinpath(*name.split("."))
    return path.with_suffix(".py"), path / "__init__.py", path.parent.with_suffix(".py")


def _imported(statements: Iterable[ast.stmt]) -> Iterator[str]:
    for statement in statements:
        for node in ast.walk(statement):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def _parsed(file: Path, stamp: tuple[int, int]) -> ast.Module:
    """The tree of a file without documentation; the stamp tells versions of it apart."""
    del stamp
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        first = body[0] if isinstance(body, list) and body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            assert isinstance(body, list)
            body[0] = ast.Pass()
    return tree


def _tree(file: Path) -> ast.Module:
    status = file.stat()
    return _parsed(file, (status.st_mtime_ns, status.st_size))


@cache
def _dumped(file: Path, stamp: tuple[int, int]) -> str:
    return hashlib.sha256(ast.dump(_parsed(file, stamp)).encode()).hexdigest()


def _of_files(files: Iterable[Path]) -> str:
    parts = []
    for file in files:
        status = file.stat()
        parts.append(f"{file.name} {_dumped(file, (status.st_mtime_ns, status.st_size))}")
    return _digest(parts)


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
