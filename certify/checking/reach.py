"""What code a piece of code reaches, by reading syntax trees: nothing is imported, and nothing is run.

A statement of a module is reached where a name that it binds is used by another that is reached; an import,
also one that waits inside a function, leads to the module it names. Statements that bind nothing act on the
module they stand in, and are reached with it. Annotations decide nothing and lead nowhere. Code is written
down without documentation and in a form that is the same for every version of Python, so that neither a
comment nor a line break nor another interpreter makes it another. Nor does the place of a module: it is named
by the code that is reached in it and by what that imports, so that a module that is moved stays the same one.
"""

import ast
import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeGuard

WHOLE = "*"
MODULE = re.compile(r"certify(\.[a-z_0-9]+)+")


class Import(NamedTuple):
    """A name bound by an import: what it is called, and the module and name it stands for."""

    bound: str
    module: str
    name: str  # WHOLE for the module itself


class Part(NamedTuple):
    """A statement of a module: what it binds, the names it uses, what it imports, and its code.

    Of a name that is only used as in `name.attribute`, `uses` has the attributes; otherwise also WHOLE.
    """

    binds: frozenset[str]
    uses: dict[str, frozenset[str]]
    imports: tuple[Import, ...]
    code: str
    importing: bool  # it does nothing else


class Reach:
    """What is reached from some names in some files.

    Args:
        roots: folders in which modules are looked for, in their order: that of certify, and those of files
            beside a claim. What is in none of them is not looked into.
    """

    def __init__(self, roots: Iterable[Path]) -> None:
        self.roots = tuple(roots)
        self._reached: set[tuple[Path, int]] = set()
        self._imported: set[tuple[Path, Import]] = set()
        self._seen: set[tuple[Path, str]] = set()
        self._waiting: list[tuple[Path, str]] = []
        self._files: dict[str, Path | None] = {}

    def add(self, file: Path, name: str = WHOLE) -> None:
        """Reach a name of a file, or the whole of it."""
        self._waiting.append((file, name))
        while self._waiting:
            self._look(*self._waiting.pop())

    @property
    def files(self) -> frozenset[Path]:
        """The files of which something is reached."""
        return frozenset(file for file, _ in self._reached)

    def lines(self) -> list[str]:
        """One for each statement and each import that is reached, in an order that hangs on nothing else.

        Files are told apart by what is reached in them: at first by their code, then also by the names of
        those they import, as long as this tells more of them apart.
        """
        code: dict[Path, list[str]] = {}
        for file, place in self._reached:
            code.setdefault(file, []).append(_module(file).parts[place].code)
        for file, _ in self._imported:
            code.setdefault(file, [])
        names = dict.fromkeys(code, "")
        while True:
            lines = {file: set(own) for file, own in code.items()}
            for file, item in self._imported:
                home, name = self._home(item)
                module = item.module if home is None else names.get(home, "")
                lines[file].add(f"{item.bound} {module} {name}")
            finer = {
                file: hashlib.sha256("\n".join(sorted(own)).encode()).hexdigest()
                for file, own in lines.items()
            }
            if len(set(finer.values())) <= len(set(names.values())):
                return sorted({f"{finer[file]} {line}" for file, own in lines.items() for line in own})
            names = finer

    def _look(self, file: Path, name: str) -> None:
        if (file, name) in self._seen:
            return
        self._seen.add((file, name))
        module = _module(file)
        found = [i for i, part in enumerate(module.parts) if name == WHOLE or name in part.binds]
        if not found and name != WHOLE:
            if home := module.lazy.get(name):  # the module imports it when it is asked for
                self._import(file, Import(name, home, name))
                return
            found = list(range(len(module.parts)))
        acting = [i for i, part in enumerate(module.parts) if not part.binds]
        for place in (*found, *acting):
            part = module.parts[place]
            if part.importing:
                for item in part.imports:
                    if name in (WHOLE, item.bound):
                        self._import(file, item)
            elif (file, place) not in self._reached:
                self._reached.add((file, place))
                self._follow(file, module, part)

    def _follow(self, file: Path, module: "Module", part: Part) -> None:
        for item in part.imports:
            if item.name == WHOLE and item.bound in part.uses:
                self._import_attributes(file, item, part)
            else:
                self._import(file, item)
        for used in part.uses:
            if used in ("globals", "__import__", "import_module") or WHOLE in module.binds:
                self._waiting.append((file, WHOLE))
            elif used in module.modules:
                self._import_attributes(file, module.modules[used], part)
            elif used in module.binds:
                self._waiting.append((file, used))

    def _import_attributes(self, file: Path, item: Import, part: Part) -> None:
        """What is used of a module that is imported as one."""
        for attribute in part.uses[item.bound]:
            plain = item.bound == item.module
            self._import(file, Import(item.bound, item.module, attribute) if plain else item)

    def _import(self, file: Path, item: Import) -> None:
        self._imported.add((file, item))
        found, name = self._home(item)
        if found is not None:
            self._waiting.append((found, name))

    def _home(self, item: Import) -> tuple[Path | None, str]:
        """The file that an import leads to, where it is looked into, and the name of it that is meant."""
        inside = None if item.name == WHOLE else self._file(f"{item.module}.{item.name}")
        return (inside, WHOLE) if inside else (self._file(item.module), item.name)

    def _file(self, module: str) -> Path | None:
        if module not in self._files:
            paths = [root.joinpath(*module.split(".")) for root in self.roots]
            files = (file for path in paths for file in (path.with_suffix(".py"), path / "__init__.py"))
            self._files[module] = next((file for file in files if file.is_file()), None)
        return self._files[module]


class Module(NamedTuple):
    """A file: its statements, the names they bind, those of modules, and those imported when asked for."""

    parts: tuple[Part, ...]
    binds: frozenset[str]
    modules: dict[str, Import]
    lazy: dict[str, str]


def _module(file: Path) -> Module:
    status = file.stat()
    return _parsed(file, (status.st_mtime_ns, status.st_size))


@cache
def _parsed(file: Path, stamp: tuple[int, int]) -> Module:
    """A file as it is; the stamp tells versions of it apart."""
    del stamp
    tree = ast.parse(file.read_text(encoding="utf-8"))
    parts = tuple(_part(one) for one in tree.body if not _idle(one))
    binds = frozenset().union(*(part.binds for part in parts))
    imports = [item for part in parts if part.importing for item in part.imports]
    modules = {item.bound: item for item in imports if item.name == WHOLE and item.bound == item.module}
    return Module(parts, binds, modules, _lazy(tree) if file.name == "__init__.py" else {})


def _idle(statement: ast.stmt) -> bool:
    """Documentation, `pass`, and what is there for the type checker alone."""
    if isinstance(statement, ast.If):
        return any(isinstance(n, ast.Name) and n.id == "TYPE_CHECKING" for n in ast.walk(statement.test))
    return isinstance(statement, ast.Pass) or (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    )


def _part(statement: ast.stmt) -> Part:
    uses: dict[str, set[str]] = {}
    imports: list[Import] = []
    bases: set[int] = set()  # of attributes
    texts = 0
    for node in _nodes(statement):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            uses.setdefault(node.value.id, set()).add(node.attr)
            bases.add(id(node.value))
        elif isinstance(node, ast.Name) and id(node) not in bases:
            uses.setdefault(node.id, set()).add(WHOLE)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                bound = alias.asname or alias.name.split(".")[0]
                imports.append(Import(bound, alias.name, WHOLE))
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                imports.append(Import(alias.asname or alias.name, node.module, alias.name))
        elif _names_module(node):
            # With its number among them: which of two names stands where is part of the code.
            texts += 1
            imports.append(Import(f"text {texts}", str(node.value), WHOLE))
    return Part(
        frozenset(_bound(statement)),
        {name: frozenset(parts) for name, parts in uses.items()},
        tuple(imports),
        hashlib.sha256(_written(statement).encode()).hexdigest(),
        isinstance(statement, ast.Import | ast.ImportFrom),
    )


def _names_module(node: Any) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and bool(MODULE.fullmatch(str(node.value)))


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


def _nodes(root: ast.AST) -> Iterator[ast.AST]:
    """All nodes but those of annotations and documentation."""
    waiting: list[ast.AST] = [root]
    while waiting:
        node = waiting.pop()
        yield node
        for name, child in _children(node):
            if name not in ("annotation", "returns"):
                waiting.append(child)


def _children(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    for name, value in ast.iter_fields(node):
        for child in _body(name, value) if isinstance(value, list) else (value,):
            if isinstance(child, ast.AST):
                yield name, child


def _body(name: str, value: list[Any]) -> list[Any]:
    """A list of a tree without documentation."""
    first = value[0] if value and name == "body" else None
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return value[1:] if documented else value


def _written(node: Any) -> str:
    """A tree as text, without documentation, places, names of modules and empty fields."""
    if not isinstance(node, ast.AST):
        return repr(node)
    if isinstance(node, ast.Import | ast.ImportFrom) or _names_module(node):
        return "Module()"  # what it binds, and to what, is told by the imports
    fields = []
    for name, value in ast.iter_fields(node):
        if name in ("kind", "type_comment", "ctx") or value is None or value == []:
            continue
        if isinstance(value, list):
            fields.append(f"{name}=[{','.join(map(_written, _body(name, value)))}]")
        else:
            fields.append(f"{name}={_written(value)}")
    return f"{type(node).__name__}({','.join(fields)})"


def _lazy(tree: ast.Module) -> dict[str, str]:
    """Where a package takes names from when they are asked for: the table `_HOME` of certify itself."""
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and "_HOME" in _bound(statement):
            return _table(statement.value)
    return {}


def _table(value: ast.expr) -> dict[str, str]:
    """A dictionary of plain texts, read from its syntax tree."""
    if not isinstance(value, ast.Dict):
        return {}
    pairs = [(k, v) for k, v in zip(value.keys, value.values, strict=True) if isinstance(k, ast.Constant)]
    return {str(k.value): str(v.value) for k, v in pairs if isinstance(v, ast.Constant)}
