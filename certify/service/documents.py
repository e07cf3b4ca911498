"""JSON documents from strangers: read strictly, and written quickly."""

import json
from collections import Counter
from typing import Any

from certify.common.errors import InputError
from certify.service.problems import Problem
from certify.service.settings import Limits

# Of a document: lists, objects and what is in them. Two matrices of the largest size have half of it.
MOST_PARTS = 10_000
MOST_DIGITS = 100  # of an integer: no field takes more


def read_object(body: bytes, limits: Limits) -> dict[str, Any]:
    """The JSON object of a body.

    Raises:
        Problem: not JSON in UTF-8, not an object, too many parts, nested too deep, a name given twice, or a
            number or text that JSON cannot write again.
    """
    try:
        document = parse(body.decode())
        json.dumps(document, ensure_ascii=False).encode()
    except UnicodeError:
        raise Problem("not-json", "the body holds text that is not Unicode") from None
    except RecursionError:
        raise _too_deep(limits) from None
    except InputError as error:
        raise Problem("field", f"{error.field}: {error.problem}", pointer="", fix=error.fix) from None
    except ValueError as error:
        raise Problem("not-json", f"the body is not JSON: {error}") from None
    if not isinstance(document, dict):
        kind = {list: "a list", str: "a string", bool: "true or false"}.get(
            type(document), "a number or null"
        )
        raise Problem("field", f"the body is {kind}", pointer="", fix="send an object")
    _check_depth(document, limits)
    return document


def parse(text: str) -> Any:
    """JSON from a stranger, in a few milliseconds whatever it is.

    Raises:
        InputError: more than MOST_PARTS, a name given twice, or a number that is none or has too many digits.
        ValueError, RecursionError: not JSON.
    """
    if sum(map(text.count, "[{,")) > MOST_PARTS:
        raise InputError("body", "has too many parts", f"send at most {MOST_PARTS:,} values")
    return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant, parse_int=_integer)


def write(document: Any) -> bytes:
    """JSON as it is sent."""
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def _check_depth(document: Any, limits: Limits) -> None:
    level = [document]
    for _ in range(limits.depth):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return
    raise _too_deep(limits)


def _too_deep(limits: Limits) -> Problem:
    fix = f"nest at most {limits.depth} lists and objects"
    return Problem("field", f"the body nests deeper than {limits.depth}", pointer="", fix=fix)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise InputError(ascii(twice[:60])[1:-1], "appears twice", "give each field once")
    return fields


def _integer(text: str) -> int:
    if len(text) > MOST_DIGITS:
        raise InputError("body", f"holds a number of {len(text)} digits", f"use at most {MOST_DIGITS}")
    return int(text)


def _no_constant(text: str) -> None:
    raise InputError("body", f"holds {text}, which is no number of JSON", "give finite numbers")
