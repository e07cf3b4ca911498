"""From bytes to a document: JSON by the standard library, without what the format excludes."""

import json
import math
import re

from certify.crosscheck.refusal import NotJudged, NotProved

MAX_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 128
MAX_DIGITS = 2000
MAX_DENOMINATOR_BITS = 8192

_BRACKET_OR_LETTER = re.compile(r"[][{}A-Za-z]")
_SMALL_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,8}")
_LOOKS_LIKE_A_NUMBER = re.compile(r"-?([0-9]+)(?:/([0-9]+))?")


def read_document(data: bytes) -> object:
    """The value of the text: dicts, lists, strings and ints of at most nine digits."""
    if len(data) > MAX_BYTES:
        raise NotJudged(f"file: more than {MAX_BYTES} bytes")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotProved(f"file: not UTF-8 from byte {error.start} on") from None
    if "\\" in text:
        raise NotProved(f"file: a backslash at character {text.index(chr(92))}; escapes are not allowed")
    _check_outside_strings(text)
    try:
        document = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_no_such_number,
        )
    except (json.JSONDecodeError, RecursionError) as error:
        raise NotProved(f"file: {' '.join(str(error).split())}") from None
    return document


def check_values(document: object) -> None:
    """Refuse numbers with too many digits, and too long a common denominator."""
    common = 1
    pending = [document]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            pending.extend(value.values())
        elif isinstance(value, list):
            pending.extend(value)
        elif isinstance(value, str):
            number = _LOOKS_LIKE_A_NUMBER.fullmatch(value)
            if number is None:
                continue
            if max(map(len, number.groups(""))) > MAX_DIGITS:
                raise NotJudged(f"file: a number of more than {MAX_DIGITS} digits")
            common = math.lcm(common, int(number[2] or 1) or 1)
            if common.bit_length() > MAX_DENOMINATOR_BITS:
                raise NotJudged(f"file: the common denominator is longer than {MAX_DENOMINATOR_BITS} bits")


def _check_outside_strings(text: str) -> None:
    """Refuse bare words (true, null, NaN, 1e5) and deep nesting, before the recursive reader sees it.

    Strings hold no escapes, so quotes pair up.
    """
    depth = 0
    for outside in text.split('"')[::2]:
        for mark in _BRACKET_OR_LETTER.findall(outside):
            if mark.isalpha():
                raise NotProved(
                    f"file: the bare letter {mark}; true, null, NaN and exponents are not allowed"
                )
            depth += 1 if mark in "[{" else -1
            if depth > MAX_DEPTH:
                raise NotJudged(f"file: more than {MAX_DEPTH} levels of nesting")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in value if names.count(name) > 1)
        raise NotProved(f"file: the key {twice[:40]!a} appears twice in one object")
    return value


def _integer(text: str) -> int:
    if _SMALL_INTEGER.fullmatch(text) is None:
        raise NotProved(f"file: the bare number {text[:20]} is no integer of at most nine digits")
    return int(text)


def _no_such_number(text: str) -> object:
    raise NotProved(f"file: {text[:20]} is not a number of the format")
