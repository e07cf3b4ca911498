"""Arrays and numbers from outside, checked once where they enter."""

import math
from operator import index
from typing import Any

import numpy as np

from certify.common.errors import InputError
from certify.recovery.geometry import Floats


def real_array(field: str, value: Any, *shape: int | None) -> Floats:
    """value as finite float64 of the given shape (None: any length), or InputError naming the field."""
    wanted = "(" + ", ".join("any" if length is None else str(length) for length in shape) + ")"
    try:
        raw = np.asarray(value)
    except ValueError:
        raise InputError(field, "its rows differ in length", "give a rectangular array") from None
    if raw.dtype.kind not in "biuf":
        raise InputError(field, f"its entries are not real numbers ({raw.dtype})", "give real numbers")
    array = raw.astype(np.float64)
    if array.ndim != len(shape) or any(
        length is not None and length != actual for length, actual in zip(shape, array.shape, strict=True)
    ):
        raise InputError(field, f"its shape is {array.shape}", f"give an array of shape {wanted}")
    if not np.isfinite(array).all():
        raise InputError(field, "it has NaN or infinite entries", "give finite numbers")
    return array


def real_number(field: str, value: Any, *, least: float = -math.inf) -> float:
    """value as a finite float, at least `least`, or InputError naming the field."""
    try:
        if isinstance(value, str | bytes | complex):
            raise TypeError
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        raise InputError(field, f"{value!r} is not a real number", "give a finite real number") from None
    if not math.isfinite(number):
        raise InputError(field, f"it is {number}", "give a finite real number")
    if number < least:
        raise InputError(field, f"it is {number}", f"give a number >= {least:g}")
    return number


def integer(field: str, value: Any, *, least: int) -> int:
    """value as an int, at least `least`, or InputError naming the field."""
    try:
        number = index(value)
    except TypeError:
        raise InputError(field, f"{value!r} is not an integer", f"give an integer >= {least}") from None
    if number < least:
        raise InputError(field, f"it is {number}", f"give an integer >= {least}")
    return number
