"""The text of a sentence as tokens, in one spelling each."""

import re
from typing import NamedTuple

from certify.formulas.grammar import limits
from certify.formulas.grammar.refusal import Refused, shown

# The Greek letters that do not look like Latin ones.
GREEK = "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩ"
_TOKEN = re.compile(
    rf"""(?P<space>[ \t\r\n\u00a0]+)
    | (?P<number>[0-9]+(?:\.[0-9]+)?)
    | (?P<name>[A-Za-z{GREEK}][A-Za-z0-9_{GREEK}]*)
    | (?P<mark>\.T\b|\*\*|<=|>=|==|!=|[-+*/^()<>=,:&|~'≤≥≠−·×])""",
    re.VERBOSE | re.ASCII,
)
_SPELLING = {
    "^": "**", "=": "==", "≤": "<=", "≥": ">=", "≠": "!=", "−": "-", "·": "*", "×": "x", "'": ".T",
    "&": "and", "|": "or", "~": "not",
}  # fmt: skip


class Token(NamedTuple):
    """A token: kind number, name, mark or end; text in its one spelling; where it begins."""

    kind: str
    text: str
    at: int

    def __str__(self) -> str:
        return "the end of the sentence" if self.kind == "end" else shown(self.text)


def tokens(source: str) -> list[Token]:
    """All tokens, the end the last. Raises Refused where none begins, and beyond the limits."""
    if len(source) > limits.CHARACTERS:
        raise Refused(0, f"the sentence has {len(source)} characters", f"use at most {limits.CHARACTERS}")
    found: list[Token] = []
    at = 0
    while at < len(source):
        match = _TOKEN.match(source, at)
        if match is None:
            raise Refused(at, f"{shown(source[at])} has no meaning here", "remove it")
        kind, text = str(match.lastgroup), match.group()
        if kind == "number" and len(text) > limits.DIGITS:
            raise Refused(at, f"a number of {len(text)} digits", f"use at most {limits.DIGITS}")
        if kind == "name" and len(text) > limits.NAME_LENGTH:
            raise Refused(at, f"a name of {len(text)} characters", f"use at most {limits.NAME_LENGTH}")
        if kind != "space":
            found.append(Token(kind, _SPELLING.get(text, text), at))
        if len(found) > limits.TOKENS:
            raise Refused(
                at, "the sentence is too long", f"use at most {limits.TOKENS} numbers, names and signs"
            )
        at = match.end()
    return [*found, Token("end", "", at)]
