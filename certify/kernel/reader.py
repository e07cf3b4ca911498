"""Strict reading of the JSON a certificate may contain: objects, lists, plain strings and small integers.

Narrower than JSON on purpose, so that a text has one meaning: no floats, exponents, true, false or null, no
escape sequences, no duplicate keys. One pass over the tokens with an explicit stack, so nesting cannot
overflow anything, and every limit is checked before a value is built.
"""

import re

from certify.kernel.limits import MAX_BYTES, MAX_DEPTH, Declined, Rejected

Json = str | int | list["Json"] | dict[str, "Json"]

# punctuation | string | integer of at most nine digits | end of the text
TOKEN = re.compile(r'[ \t\r\n]*(?:([][{},:])|"([^"\\\x00-\x1f]*)"|(0|-?[1-9][0-9]{0,8})(?![0-9.eE+-])|(\Z))')


def parse(data: bytes) -> Json:
    """The value of a JSON text; Rejected where it is malformed, Declined where it is too large."""
    if len(data) > MAX_BYTES:
        raise Declined(f"file: larger than {MAX_BYTES} bytes")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Rejected(f"file: byte {error.start} is not UTF-8") from None
    document: list[Json] = []  # receives the one value of the text
    open_containers: list[list[Json] | dict[str, Json]] = [document]
    key = ""
    expected = "value"
    position = 0
    while True:
        match = TOKEN.match(text, position)
        if match is None:
            raise Rejected(
                f"file: character {position} begins nothing a certificate may contain: only lists, objects, "
                "strings without escapes and integers of at most 9 digits (other numbers are strings)"
            )
        position = match.end()
        mark, string, integer, end = match.groups()
        parent = open_containers[-1]
        if expected == "end" and end is not None:
            return document[0]
        if expected in ("value", "value or ]") and mark not in ("]", "}", ",", ":") and end is None:
            value: Json
            if mark is None:
                value = int(integer) if string is None else string
                expected = ", or ]" if isinstance(parent, list) else ", or }"
            else:
                value, expected = ([], "value or ]") if mark == "[" else ({}, "key or }")
            if isinstance(parent, list):
                parent.append(value)
            else:
                parent[key] = value
            if isinstance(value, list | dict):
                open_containers.append(value)
                if len(open_containers) > MAX_DEPTH + 1:
                    raise Declined(f"file: nested deeper than {MAX_DEPTH} levels")
        elif expected in ("key", "key or }") and string is not None:
            if string in parent:
                raise Rejected(f"file: duplicate key {string[:40]!r} before character {position}")
            key, expected = string, ":"
        elif expected == ":" and mark == ":":
            expected = "value"
        elif expected in (", or ]", ", or }") and mark == ",":
            expected = "value" if isinstance(parent, list) else "key"
        elif mark is not None and mark in "]}" and expected.endswith(f"or {mark}"):
            open_containers.pop()
            expected = ", or ]" if isinstance(open_containers[-1], list) else ", or }"
        else:
            found = match[0].strip()[:20] or "the end"
            raise Rejected(f"file: expected {expected} before character {position}, found {found!r}")
        if len(open_containers) == 1:
            expected = "end"
