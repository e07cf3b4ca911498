"""What a ledger may be given: values that come back as they went in, from SQLite and from PostgreSQL.

SQLite gives 0.0 for -0.0 and nothing for NaN; PostgreSQL knows no NUL in a text; JSON makes text of other
keys, and one character of the two halves of one. What is sealed is what will be read: -0.0 is kept as 0.0,
and whatever else would change is refused.
"""

import json
import math
import re
from collections.abc import Iterable
from typing import Any

from certify.common.errors import InputError
from certify.ledger.database import canonical

DEEPEST = 100  # lists and objects inside each other; reading has to work wherever it is done
_HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def kept_json(field: str, value: object) -> str:
    """The text in which JSON data is kept; tuples come back as lists.

    Raises:
        InputError: it is no JSON data, or would not come back.
    """
    try:
        text = canonical(value)
        same = json.loads(text) == value
    except (TypeError, ValueError, RecursionError):
        fix = "use objects, lists, strings and finite numbers, not nested too deeply"
        raise InputError(field, "is no JSON data", fix) from None
    if not same or text.count("[") + text.count("{") > DEEPEST:
        _check(field, value)
    return text


def kept_number(field: str, value: float | None) -> float | None:
    """The number as a column of doubles keeps it, 0.0 for -0.0.

    Raises:
        InputError: it is no number, not finite, or no double.
    """
    if value is None:
        return None
    if not isinstance(value, int | float) or not _is_double(value):
        raise InputError(field, "is no finite number that a double can hold", "give a float")
    return float(value) + 0.0


def check_addresses(addresses: Iterable[str]) -> None:
    """Raise InputError where an address is not one that a certificate can be asked for by."""
    for address in addresses:
        if not (isinstance(address, str) and address.isascii() and address.isalnum()):
            raise InputError("certificates", f"{address!a} is no address", "use letters and digits")


def _is_double(value: float) -> bool:
    try:
        return math.isfinite(value) and float(value) == value
    except OverflowError:
        return False


def _check(field: str, value: object) -> None:
    """Raise InputError where JSON data would not come back, or lies too deep."""
    level: list[Any] = [value]
    for _ in range(DEEPEST + 1):
        keys = [key for one in level if isinstance(one, dict) for key in one]
        if not all(isinstance(key, str) for key in keys):
            raise InputError(field, "has a key that is no text", "write keys as strings")
        if any(_HALVES.search(one) for one in (*level, *keys) if isinstance(one, str)):
            raise InputError(field, "has a character in two halves", "write it as one")
        inner = [one.values() if isinstance(one, dict) else one for one in level]
        level = [part for one in inner if not isinstance(one, str | int | float | None) for part in one]
        if not level:
            return
    raise InputError(
        field, f"is nested more than {DEEPEST} deep", "use fewer lists and objects inside others"
    )
