"""Terms written as text, for the left sides of rewriting rules: "X' X P", "tr(E N)", "b2 ib", "nu^2"."""

import re
from collections.abc import Mapping
from typing import Any

from certify.claims.derivations.elements import Declared, Element, read
from certify.common.errors import InputError

_TOKEN = re.compile(r"\s*([A-Za-z][A-Za-z0-9_]*|[0-9]+|[()';^])")


def lead(text: "str | Element", names: Mapping[str, Declared]) -> Element:
    """A product of names, transposes, powers, tr(word) and H(word; word)."""
    if isinstance(text, Element):
        return text
    tokens, position = [], 0
    while position < len(text.rstrip()):
        match = _TOKEN.match(text, position)
        if match is None:
            raise InputError("rewrite", f"{text!r} is no term", "write it like X' X P, tr(E N) or b2 nu^2")
        tokens.append(match[1])
        position = match.end()
    factors = _word(tokens, names, text)
    if tokens or not factors:
        raise InputError("rewrite", f"{text!r} is no term", "write it like X' X P, tr(E N) or b2 nu^2")
    return read(_joined(factors), names)


def _joined(factors: list[Any]) -> Any:
    return factors[0] if len(factors) == 1 else ["*", *factors]


def _word(tokens: list[str], names: Mapping[str, Declared], text: str) -> list[Any]:
    factors: list[Any] = []
    while tokens and tokens[0] not in (")", ";"):
        token = tokens.pop(0)
        if token == "tr" and tokens[:1] == ["("]:
            tokens.pop(0)
            factors.append(["tr", _joined(_word(tokens, names, text))])
            _expect(tokens, ")", text)
        elif token in names and names[token].sort == "form":
            _expect(tokens, "(", text)
            left = _joined(_word(tokens, names, text))
            _expect(tokens, ";", text)
            factors.append(["form", token, left, _joined(_word(tokens, names, text))])
            _expect(tokens, ")", text)
        elif token in names:
            factor: Any = token
            if tokens[:1] == ["'"]:
                tokens.pop(0)
                factor = ["T", factor]
            if tokens[:1] == ["^"]:
                tokens.pop(0)
                factor = ["^", factor, int(tokens.pop(0))]
            factors.append(factor)
        else:
            raise InputError("rewrite", f"{token!r} in {text!r} has no meaning here", "name what is in scope")
    return factors


def _expect(tokens: list[str], token: str, text: str) -> None:
    if not tokens or tokens.pop(0) != token:
        raise InputError("rewrite", f"{text!r} is no term", f"a {token} is missing")
