"""Exact data as JSON: equal where, and only where, the values are.

The text of a value will not do. That of an array leaves out its middle, that of an object may be its address,
and those of 1 and True in a table look alike. Numbers are written as what they are, floats as the binary
numbers they are, arrays by type, shape and the SHA-256 of their bytes. What cannot be written exactly is an
input error that names the place and what to give instead.
"""

import decimal
import enum
import hashlib
import inspect
import random
import re
import struct
import sys
import sysconfig
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from pathlib import Path, PurePath
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any

import numpy as np

from certify.common.errors import InputError
from certify.recovery.instance.instance import Instance

ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]+")
MAX_NODES = 1_000_000
_CONTAINERS = (str, bytes, int, float, complex, Fraction, list, tuple, dict, set, frozenset)
LIBRARIES = tuple(
    Path(place).resolve()
    for place in {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
)


def exact(value: Any, place: str) -> Any:
    """The value as JSON data.

    Args:
        place: where it stands, for the error.

    Raises:
        InputError: a value that has no exact form.
    """
    return _Writer(place).write(value)


def exact_but_for_code(value: Any, place: str) -> tuple[Any, list[FunctionType]]:
    """The value as JSON data, of functions in files what they hold, not their code; and these functions."""
    writer = _Writer(place, code=False)
    return writer.write(value), writer.functions


def is_own(module: ModuleType | None) -> bool:
    """Whether a module is a person's own work, and neither of Python, of certify nor an installed package."""
    name, file = getattr(module, "__name__", ""), getattr(module, "__file__", None)
    if name.partition(".")[0] in (*sys.stdlib_module_names, "certify") or (
        module is not None and file is None
    ):
        return False
    return file is None or not any(root in Path(file).resolve().parents for root in LIBRARIES)


class _Writer:
    def __init__(self, place: str, code: bool = True) -> None:
        self.place, self.code = place, code
        self.functions: list[FunctionType] = []
        self._open: set[int] = set()
        self._nodes = 0

    def write(self, value: Any) -> Any:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise self._refused(value, "is larger than a million parts", "give an array")
        if id(value) in self._open:
            raise self._refused(value, "contains itself", "give plain data")
        self._open.add(id(value))
        try:
            return self._written(value)
        except RecursionError:
            raise self._refused(value, "is nested too deeply", "give plain data") from None
        finally:
            self._open.discard(id(value))

    def _written(self, value: Any) -> Any:
        for types, way in _WAYS:
            if type(value) in types:
                return way(self, value)
        if isinstance(value, np.generic):
            return self._scalar(value)
        if isinstance(value, np.random.Generator | np.random.RandomState | random.Random):
            raise self._refused(value, "is a generator, whose state changes", "make it inside from a seed")
        if isinstance(value, np.ndarray):
            return self._array(value)
        if any(kind.__module__.partition(".")[0] == "sympy" for kind in type(value).__mro__):
            return self._sympy(value)
        if isinstance(value, enum.Enum):
            return ["member", _name(type(value)), value.name]
        if isinstance(value, PurePath):  # where a folder lies differs from machine to machine
            return ["path", value.name if value.is_absolute() else str(value)]
        if isinstance(value, Instance):
            given = (value.eps0_exact, value.eps1_exact, value.eps2_exact, value.delta_exact)
            return ["instance", self.write((value.X_exact, value.Z_exact, *given))]
        if isinstance(value, ModuleType):
            return ["module", value.__name__]
        if isinstance(value, type):
            return ["class", _name(value)]
        document = getattr(value, "document", None)
        if type(value).__module__.startswith("certify.") and callable(document):
            return ["document", _name(type(value)), self.write(document())]
        if is_dataclass(value) and not isinstance(value, _CONTAINERS):
            held = ((field.name, getattr(value, field.name)) for field in fields(value))
            return ["dataclass", _name(type(value)), self._named(held)]
        if type(value).__module__.startswith("flint.") and type(value).__name__.startswith(("fmpz", "fmpq")):
            return ["flint", type(value).__name__, repr(value)]
        return self._reduced(value)

    def _named(self, pairs: Any) -> list[Any]:
        return [[name, self.write(part)] for name, part in pairs]

    def _scalar(self, value: np.generic) -> Any:
        if value.dtype.hasobject:
            raise self._refused(value, "holds Python objects", "give a list")
        return ["scalar", str(value.dtype.descr), value.tobytes().hex()]

    def _array(self, value: np.ndarray[Any, Any]) -> Any:
        head = [_name(type(value)), str(value.dtype.descr), list(value.shape)]
        if isinstance(value, np.ma.MaskedArray):
            mask = np.ma.getmaskarray(value)
            return ["masked", *head, self.write(np.asarray(value.data)), self.write(np.asarray(mask))]
        if value.dtype.hasobject:
            if value.dtype.kind != "O":
                raise self._refused(value, "holds Python objects in fields", "give a list")
            return ["objects", *head, [self.write(part) for part in value.ravel().tolist()]]
        if value.dtype.names:  # what lies between the fields is no data
            return ["fields", *head, self._named((name, value[name]) for name in value.dtype.names)]
        if value.dtype.kind in "fc" and value.dtype.itemsize > (16 if value.dtype.kind == "c" else 8):
            return ["long", *head, [repr(part) for part in value.ravel()]]
        return ["array", *head, hashlib.sha256(np.ascontiguousarray(value).tobytes()).hexdigest()]

    def _sympy(self, value: Any) -> Any:
        import sympy

        if isinstance(value, type):
            return ["class", _name(value)]
        if not isinstance(value, sympy.Basic | sympy.MatrixBase | sympy.NDimArray):
            return self._reduced(value)
        if isinstance(value, sympy.NDimArray):
            parts = list(sympy.flatten(value.tolist())) if value.shape else [value[()]]
            return ["tensor", _name(type(value)), list(map(int, value.shape)), self.write(parts)]
        dummies = sorted(value.atoms(sympy.Dummy), key=lambda dummy: dummy.dummy_index)
        if dummies:  # their numbers differ from run to run; their order is that in which they were made
            named = {
                one: sympy.Symbol(f"_{place}_{one.name}", **one._assumptions_orig)
                for place, one in enumerate(dummies)
            }
            value = value.xreplace(named)
        text = sympy.srepr(value)
        if ADDRESS.search(text):
            raise self._refused(value, "has no exact text", "give numbers, text or an array")
        return ["sympy", text]

    def _set(self, value: Any) -> Any:
        return [type(value).__name__, sorted((self.write(part) for part in value), key=repr)]

    def _dict(self, value: Mapping[Any, Any]) -> Any:
        # A check may go through it in its order.
        return [_name(type(value)), [[self.write(key), self.write(part)] for key, part in value.items()]]

    def _list(self, value: Any) -> Any:
        return [type(value).__name__, [self.write(part) for part in value]]

    def _function(self, value: FunctionType) -> Any:
        module = sys.modules.get(value.__module__ or "")
        if _resolves(value) and not is_own(module):
            return ["function", f"{value.__module__}.{value.__qualname__}"]
        self.functions.append(value)
        if not self.code and Path(value.__code__.co_filename).is_file():
            return ["function", value.__qualname__, self._inner(value)]
        return ["source", source(value, self.place), self._inner(value)]

    def _inner(self, value: FunctionType) -> Any:
        """What a function holds besides its code: the defaults of its arguments, and what it closes over."""
        cells = zip(value.__code__.co_freevars, value.__closure__ or (), strict=True)
        try:
            held = [(name, cell.cell_contents) for name, cell in cells]
        except ValueError:
            raise self._refused(value, "closes over what is not defined yet", "define it before") from None
        held = [(name, part) for name, part in held if part is not value]
        return [
            [self.write(part) for part in value.__defaults__ or ()],
            self._named(sorted((value.__kwdefaults__ or {}).items())),
            self._named(part for part in held if id(part[1]) not in self._open),
        ]

    def _method(self, value: MethodType) -> Any:
        return ["method", value.__name__, self.write(value.__self__)]

    def _builtin(self, value: BuiltinFunctionType) -> Any:
        owner = value.__self__
        if owner is None or isinstance(owner, ModuleType | type):
            return ["function", f"{value.__module__}.{value.__qualname__}"]
        return ["method", value.__name__, self.write(owner)]

    def _reduced(self, value: Any) -> Any:
        """Any other object by what its own protocol of copying says it is made of."""
        if isinstance(value, np.ufunc):
            return ["function", f"numpy.{value.__name__}"]
        if callable(value) and _resolves(value) and not is_own(sys.modules.get(value.__module__)):
            return ["function", f"{value.__module__}.{value.__qualname__}"]
        wrapped = getattr(value, "__wrapped__", None)
        if isinstance(wrapped, FunctionType):
            return ["wrapped", _name(type(value)), self.write(wrapped)]
        try:
            parts = None if type(value) is object else value.__reduce_ex__(4)
        except Exception:
            parts = None
        if isinstance(parts, str):
            return ["named", type(value).__module__, parts]
        if not isinstance(parts, tuple):
            raise self._refused(value, "has no exact form", "give numbers, text, lists or arrays")
        written = [self.write(part) for part in parts[:3]]
        further = [[self.write(part) for part in more or ()] for more in parts[3:5]]
        return ["object", _name(type(value)), written, further]

    def _refused(self, value: Any, problem: str, cure: str) -> InputError:
        return InputError(self.place, f"a value of type {_name(type(value))} {problem}", cure)


def source(function: Callable[..., Any], place: str) -> str:
    """The source of a function. Raises InputError where there is none to be read."""
    try:
        return inspect.getsource(function)
    except (OSError, TypeError):
        name = getattr(function, "__name__", type(function).__name__)
        raise InputError(place, f"{name} has no source to be read", "define it with def in a file") from None


def _float(value: float) -> str:
    return struct.pack(">d", value).hex()


def _name(kind: type) -> str:
    # The module of a claim file has a name that hangs on where the file lies.
    module = "" if kind.__module__.startswith("certify_claims_") else f"{kind.__module__}."
    return f"{module}{kind.__qualname__}"


def _resolves(value: Any) -> bool:
    """Whether an object is what its module and name say, so that these stand for it."""
    found: Any = sys.modules.get(getattr(value, "__module__", None) or "")
    for part in str(getattr(value, "__qualname__", "")).split("."):
        found = getattr(found, part, None)
    return found is not None and found is value


_WAYS: tuple[tuple[tuple[type, ...], Callable[[_Writer, Any], Any]], ...] = (
    (
        (bool, type(None), str, type(...), type(NotImplemented)),
        lambda _, x: x if isinstance(x, str) else [str(x)],
    ),
    ((int,), lambda _, x: ["int", hex(x)]),
    ((Fraction,), lambda _, x: ["fraction", hex(x.numerator), hex(x.denominator)]),
    ((float,), lambda _, x: ["float", _float(x)]),
    ((complex,), lambda _, x: ["complex", _float(x.real), _float(x.imag)]),
    ((decimal.Decimal,), lambda _, x: ["decimal", str(x)]),
    ((bytes, bytearray), lambda _, x: [type(x).__name__, bytes(x).hex()]),
    ((range, slice), lambda w, x: [type(x).__name__, *map(w.write, (x.start, x.stop, x.step))]),
    ((list, tuple), _Writer._list),
    ((set, frozenset), _Writer._set),
    ((dict,), _Writer._dict),
    ((np.ndarray,), _Writer._array),
    ((FunctionType,), _Writer._function),
    ((MethodType,), _Writer._method),
    ((BuiltinFunctionType,), _Writer._builtin),
)
