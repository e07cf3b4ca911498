"""Typed readings of the values of a document. `place` is the path to the value, for messages."""

import math
import re
from collections.abc import Collection
from typing import Any

from flint import fmpq, fmpq_mat

from certify.crosscheck.refusal import NotJudged, NotProved

MAX_DIMENSION = 64
MAX_VARIABLES = 16

_CANONICAL = re.compile(r"(0|-?[1-9][0-9]*)(?:/([1-9][0-9]*))?")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,31}")


def record(value: object, place: str, *names: str) -> list[Any]:
    """The values of an object with exactly these keys, in this order."""
    if not isinstance(value, dict):
        raise NotProved(f"{place}: no object")
    for name in value:
        if name not in names:
            raise NotProved(f"{place}: the field {name[:40]!a} is not part of the format")
    for name in names:
        if name not in value:
            raise NotProved(f"{place}: the field {name} is absent")
    return [value[name] for name in names]


def sequence(value: object, place: str, length: int | None = None) -> list[Any]:
    """A list, of this length if one is given."""
    if not isinstance(value, list):
        raise NotProved(f"{place}: no list")
    if length is not None and len(value) != length:
        raise NotProved(f"{place}: {len(value)} elements instead of {length}")
    return value


def choice(value: object, place: str, words: Collection[str]) -> str:
    """One of these words."""
    if not isinstance(value, str) or value not in words:
        raise NotProved(f"{place}: none of {' '.join(words)}")
    return value


def small_integer(value: object, place: str, greatest: int) -> int:
    """An integer from 0 to `greatest`."""
    if not isinstance(value, int) or not 0 <= value <= greatest:
        raise NotProved(f"{place}: no integer from 0 to {greatest}")
    return value


def rational(value: object, place: str, nonnegative: bool = False) -> fmpq:
    """A rational number in lowest terms."""
    match = _CANONICAL.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise NotProved(f"{place}: no number in canonical form")
    numerator, denominator = int(match[1]), int(match[2] or 1)
    if match[2] and (denominator == 1 or math.gcd(numerator, denominator) > 1):
        raise NotProved(f"{place}: the fraction is not in lowest terms")
    if nonnegative and numerator < 0:
        raise NotProved(f"{place}: a negative number")
    return fmpq(numerator, denominator)


def matrix(value: object, place: str, rows: int | None = None, columns: int | None = None) -> fmpq_mat:
    """A matrix of this shape; where no size is given, of any size from 1 to MAX_DIMENSION."""
    lines = sequence(value, place, rows)
    if not lines or not sequence(lines[0], f"{place}[0]"):
        raise NotProved(f"{place}: a matrix without entries")
    width = len(lines[0]) if columns is None else columns
    if max(len(lines), len(lines[0])) > MAX_DIMENSION:
        raise NotJudged(f"{place}: more than {MAX_DIMENSION} rows or columns")
    entries = [
        rational(entry, f"{place}[{i}][{j}]")
        for i, line in enumerate(lines)
        for j, entry in enumerate(sequence(line, f"{place}[{i}]", width))
    ]
    return fmpq_mat(len(lines), width, entries)


def symmetric_matrix(value: object, place: str, size: int) -> fmpq_mat:
    """A symmetric matrix of this size."""
    result = matrix(value, place, size, size)
    if result != result.transpose():
        raise NotProved(f"{place}: not symmetric")
    return result


def variable_names(value: object, place: str) -> list[str]:
    """Distinct names of variables."""
    names = sequence(value, place)
    if len(names) > MAX_VARIABLES:
        raise NotJudged(f"{place}: more than {MAX_VARIABLES} variables")
    if not all(isinstance(name, str) and _NAME.fullmatch(name) for name in names):
        raise NotProved(f"{place}: a name that is not letters, digits and underscores")
    if len(set(names)) < len(names):
        raise NotProved(f"{place}: the same name twice")
    return names
