"""What claims about matrix words are written with: letters, sizes, traces, and the statement itself."""

from certify.claims.statements.words import (
    Expression,
    Words,
    degree,
    degrees,
    derivative,
    identity,
    inner,
    matrix,
    parameters,
    sizes,
    square,
    substitute,
    tr,
)

__all__ = [
    "Expression",
    "Words",
    "degree",
    "degrees",
    "derivative",
    "identity",
    "inner",
    "matrix",
    "parameters",
    "sizes",
    "square",
    "substitute",
    "tr",
]
