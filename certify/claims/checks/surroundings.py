"""What a check reads from around it: module-level tables, defaults of arguments, closures.

Data that a check finds for itself decides with it, and so belongs to what an outcome hangs on, by its
value: a table that was read from a file when the module was loaded is as good as one that was written there.
"""

import dis
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import CodeType, FunctionType, GetSetDescriptorType, MemberDescriptorType, ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from certify.claims.checks.data import exact_but_for_code, is_own
from certify.claims.statements.computation import Computed, Random

if TYPE_CHECKING:
    from certify.claims.claim import Claim


class Surroundings(NamedTuple):
    """Values by name, as exact JSON data, and the functions and classes reached: file, and name there."""

    values: tuple[tuple[str, Any], ...]
    defined: frozenset[tuple[Path, str]]


_KNOWN: "WeakKeyDictionary[Claim, Surroundings]" = WeakKeyDictionary()


def surroundings_of(claim: "Claim") -> Surroundings:
    """What the check of a claim reads, as it was when this was first asked: when the claim was collected.

    Raises InputError as `surroundings` does.
    """
    statement = claim.statement
    if claim not in _KNOWN:
        if isinstance(statement, Computed):
            _KNOWN[claim] = surroundings(statement.check, statement.cases)
        elif isinstance(statement, Random):
            _KNOWN[claim] = surroundings(statement.event)
        else:
            return Surroundings((), frozenset())
    return _KNOWN[claim]


def surroundings(check: Callable[..., Any], data: Any = ()) -> Surroundings:
    """What a check, and every function of a person's own that it reaches, reads.

    Args:
        data: arguments of the check; functions among them are looked into as well.

    Raises:
        InputError: a value that has no exact form; it names the value.
    """
    walk = _Walk()
    walk.visit("check", check)
    walk.visit("cases", data)
    while walk.waiting:
        walk.look_into(walk.waiting.pop())
    return Surroundings(tuple(sorted(walk.values.items())), frozenset(walk.defined))


class _Walk:
    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.defined: set[tuple[Path, str]] = set()
        self.waiting: list[FunctionType] = []
        self._seen: set[int] = set()
        self._kept: list[Any] = []  # so that no other object gets the identity of one that was seen

    def visit(self, name: str, value: Any) -> None:
        """Note a value that is read under a name."""
        if isinstance(value, ModuleType) or id(value) in self._seen:
            return
        self._seen.add(id(value))
        self._kept.append(value)
        if isinstance(value, type):
            if is_own(sys.modules.get(value.__module__)):
                self._visit_class(name, value)
            return
        written, functions = exact_but_for_code(value, name)
        self.waiting += functions
        key = name
        while key in self.values:
            key += "'"
        self.values[key] = written

    def _visit_class(self, name: str, value: type) -> None:
        file = getattr(sys.modules.get(value.__module__), "__file__", None)
        if file is not None:
            self.defined.add((Path(file).resolve(), value.__qualname__.partition(".")[0]))
        for part, held in vars(value).items():
            for found in _unwrapped(held):
                plain = not isinstance(found, GetSetDescriptorType | MemberDescriptorType)
                if isinstance(found, FunctionType) or (plain and not part.startswith("__")):
                    self.visit(f"{name}.{part}", found)
        for base in value.__bases__:
            self.visit(f"{name}:{base.__name__}", base)

    def look_into(self, function: FunctionType) -> None:
        """Note what a function reads from its module, and from others that it names."""
        file = Path(function.__code__.co_filename)
        if file.is_file():
            self.defined.add((file.resolve(), function.__qualname__.partition(".")[0]))
        names = function.__globals__
        for code in _codes(function.__code__):
            modules = [names[name] for name in _read(code) if isinstance(names.get(name), ModuleType)]
            modules += [sys.modules[name] for name in _imported(code) if name in sys.modules]
            for name in _read(code):
                if name in names and not name.startswith("__"):
                    self.visit(name, names[name])
            for module in filter(is_own, modules):
                for name in code.co_names:
                    if name in vars(module) and not name.startswith("__"):
                        self.visit(f"{_called(module)}.{name}", vars(module)[name])


def _called(module: ModuleType) -> str:
    """The name of a module's file: derivations are loaded under names made of paths, and no place counts.

    Where files are called the same, the walk tells their values apart by the order in which it meets them.
    """
    file = getattr(module, "__file__", None)
    return Path(file).stem if file else module.__name__


def _unwrapped(held: Any) -> Iterable[Any]:
    if isinstance(held, staticmethod | classmethod):
        return (held.__func__,)
    if isinstance(held, property):
        return tuple(part for part in (held.fget, held.fset, held.fdel) if part is not None)
    return (held,)


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _read(code: CodeType) -> list[str]:
    """The names of its module that a piece of code reads."""
    found = [i.argval for i in dis.get_instructions(code) if i.opname in ("LOAD_GLOBAL", "LOAD_NAME")]
    return list(dict.fromkeys(found))


def _imported(code: CodeType) -> list[str]:
    return [i.argval for i in dis.get_instructions(code) if i.opname == "IMPORT_NAME"]
