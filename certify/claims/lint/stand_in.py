"""Symbols that stand for something else than what they are called."""

import re
from collections.abc import Iterator

from certify.claims.claim import Claim
from certify.claims.statements.statement import Real
from certify.claims.statements.words import Words

# "48 in place of 50" is about a constant, and about no symbol.
_SAID = re.compile(
    r"\bstand(?:s|ing)?\s+(?:in\s+)?for\b|(?<!\d\s)\bin\s+(?:the\s+)?place\s+of\b(?!\s+[-\d])", re.IGNORECASE
)
# Names that tell a role in a formula, and that no paper gives to a quantity.
ROLES = frozenset(
    {
        "value",
        "slope",
        "lhs",
        "rhs",
        "left",
        "right",
        "quantity",
        "expression",
        "total",
        "result",
        "something",
    }
)


def found(claim: Claim) -> Iterator[str]:
    """Where the title or the note says so, or a symbol is named by its role."""
    title = claim.title.partition(", repaired: ")[0]
    for what, words in (("title", title), ("note", claim.note)):
        if said := _SAID.search(words):
            yield f'the {what} says "{_around(words, said)}"'
    for name in sorted(ROLES & _names(claim)):
        yield f"a symbol is called {name}"


def _names(claim: Claim) -> set[str]:
    statement = claim.statement
    if isinstance(statement, Real):
        return {symbol.name for symbol in statement.symbols}
    if isinstance(statement, Words):
        return {*statement.variables, *(letter.name for letter in statement.letters)}
    return set()


def _around(words: str, said: "re.Match[str]") -> str:
    """The phrase with a few words on each side."""
    before, after = words[: said.start()].split()[-3:], words[said.end() :].split()[:4]
    return " ".join((*before, " ".join(said[0].split()), *after))
