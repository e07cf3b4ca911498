"""From steps and squares to certificates of the kernel's rule word-identity."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from certify.certificates.certificate import Certificate, certificate
from certify.claims.statements.words import Expression, Letter, Word, Words, element
from certify.provers.words.models import Model
from certify.provers.words.rewriting import Step


@dataclass(frozen=True)
class Square:
    """sum gram_ij tr(words_i^T P words_j Q) times the facts of these indices.

    P and Q are semidefinite letters or None; where the words are scalars there is no trace.
    """

    facts: tuple[int, ...]
    weights: tuple[Letter | None, Letter | None]
    words: tuple[Expression, ...]
    gram: tuple[tuple[Fraction, ...], ...]


def word_certificate(
    statement: Words, steps: Sequence[Step], squares: Sequence[Square] = (), rule: str = "word-identity"
) -> Certificate:
    """The certificate that left - right, or for `word-vacuous` -1, is the sum of the steps and squares."""
    variables = statement.variables
    return certificate(
        rule,
        statement.document(),
        {
            "cofactors": [
                {
                    "factor": element(step.factor, variables),
                    "left": _letters(step.left),
                    "relation": step.relation,
                    "transposed": int(step.transposed),
                    "right": _letters(step.right),
                    "closed": int(step.closed),
                }
                for step in collected(steps)
            ],
            "squares": [_square(square, variables) for square in squares],
        },
    )


def model_certificate(statement: Words, model: Model, rule: str = "word-model") -> Certificate:
    """The certificate that the hypotheses hold at a model, or that the conclusion also fails there."""
    sizes = statement.sizes
    return certificate(
        rule,
        statement.document(),
        {
            "sizes": [model.sizes[name] for name in sizes],
            "parameters": [str(model.numbers[name]) for name in statement.variables[len(sizes) :]],
            "letters": [
                [[str(x) for x in row] for row in model.matrices[letter.name].tolist()]
                for letter in statement.letters
            ],
        },
    )


def collected(steps: Sequence[Step]) -> list[Step]:
    """The steps with equal words added up."""
    factors: dict[Step, Expression] = {}
    for step in steps:
        key = replace(step, factor=step.factor * 0)
        factors[key] = factors[key] + step.factor if key in factors else step.factor
    return [replace(key, factor=factor) for key, factor in factors.items() if factor.terms]


def _square(square: Square, variables: list[str]) -> dict[str, Any]:
    return {
        "product": list(square.facts),
        "weights": [[letter.name] if letter else [] for letter in square.weights],
        "words": [element(word, variables) for word in square.words],
        "gram": [[str(entry) for entry in row] for row in square.gram],
    }


def _letters(word: Word) -> list[str]:
    return [str(letter) for letter in word]
