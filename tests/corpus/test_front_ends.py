"""Sentences aimed at front ends: no verdict is wrong, and exact evaluation bears out what is said of them."""

import itertools
from collections import Counter
from fractions import Fraction

import pytest
from differential.exact_values import FALSE, TRUE, UNDEFINED, At, OutsideTheFieldError, asserted, number
from front_ends import REALS, WORDS
from provers.deciding import decided

from certify.claims import Real
from certify.claims.sentences import statement_of
from certify.formulas.grammar import parse
from certify.formulas.grammar.tree import (
    Call,
    Chain,
    Comparison,
    Junction,
    Name,
    Negative,
    Not,
    Number,
    Power,
)
from certify.provers import decide_statement
from certify.provers.outcome import Budget

SHORT = Budget(seconds=4)
GRID = [
    *(Fraction(k, 4) for k in range(-13, 14)), *(Fraction(k) for k in (-100, 4, 9, 11, 12, 16, 100)),
    Fraction(1, 3), Fraction(-1, 3), Fraction(-1, 1000), Fraction(1, 3) + Fraction(1, 2000000),
]  # fmt: skip
COARSE = [Fraction(k, 2) for k in (-4, -2, -1, 0, 1, 2, 3, 4, 5)]
SURDS = [number(0, 1), number(0, -1)]


def document(node):
    """The part of a sentence as the document of a statement writes it; a reading of our own."""
    match node:
        case Number():
            return ["num", str(node.value)]
        case Name(name):
            return ["var", name]
        case Negative(operand):
            return ["neg", document(operand)]
        case Power(base, exponent):
            return ["^", document(base), str(exponent)]
        case Call(function, arguments):
            return [function.lower(), *map(document, arguments)]
        case Not(operand):
            return ["not", document(operand)]
        case Junction(operator, operands):
            return [operator, *map(document, operands)]
        case Chain(operands, operators):
            result = document(operands[0])
            for operator, operand in zip(operators, operands[1:], strict=True):
                right = document(operand)
                result = {
                    "+": ["+", result, right], "-": ["+", result, ["neg", right]],
                    "*": ["*", result, right], "/": ["/", result, right],
                }[operator]  # fmt: skip
            return result
        case Comparison(operands, operators):
            sides = [document(operand) for operand in operands]
            signs = ["=" if operator == "==" else operator for operator in operators]
            parts = [[sign, a, b] for sign, (a, b) in zip(signs, itertools.pairwise(sides), strict=True)]
            return parts[0] if len(parts) == 1 else ["and", *parts]
    raise AssertionError(node)


def seen(sentence):
    """What is so at the points of a grid where the hypotheses hold: of the conclusion, and of its parts."""
    tree = parse(sentence)
    given, show = [document(part) for part in tree.given], document(tree.show)
    points = [*map(number, GRID if len(tree.names) == 1 else COARSE), *SURDS]
    found = set()
    for values in itertools.product(points, repeat=len(tree.names)):
        at = At(dict(zip(tree.names, values, strict=True)))
        try:
            if at.all_true(given):
                found.add(at.truth(show))
                if UNDEFINED in [at.truth(part) for part in asserted(show)]:
                    found.add("a part is undefined")
        except OutsideTheFieldError:
            continue
    return tree.exists, found


@pytest.mark.parametrize(("verdict", "sentence"), REALS, ids=str)
def test_exact_evaluation_bears_out_what_is_said_of_the_sentence(verdict, sentence):
    """A counterexample, a pole or a solution is found where there is one, and none where there is none."""
    exists, found = seen(sentence)
    if exists:
        assert (TRUE in found) == (verdict == "PROVED")
    else:
        expected = {
            "PROVED": {TRUE},
            "REFUTED": {TRUE, FALSE} & (found | {FALSE}),
            "VACUOUS": set(),
            "ILL_POSED": {UNDEFINED, "a part is undefined"} | (found & {TRUE}),
        }
        assert found == expected[verdict]


def decided_here(statement, budget):
    """The outcome; reals prover by prover in this process, as the portfolio takes them."""
    return (decided if isinstance(statement, Real) else decide_statement)(statement, budget)


def wrong(verdict, found):
    """Whether a verdict contradicts what is known; no decision is never wrong."""
    return found not in (verdict, "UNDECIDED", "SUPPORTED")


@pytest.mark.parametrize(("verdict", "sentence"), [*REALS, *WORDS], ids=str)
def test_no_verdict_is_wrong(verdict, sentence):
    outcome = decided_here(statement_of(parse(sentence)), SHORT)
    assert not wrong(verdict, outcome.verdict.value), (outcome.verdict, outcome.how)


def test_there_are_150_sentences_and_none_twice():
    sentences = [sentence for _, sentence in [*REALS, *WORDS]]
    assert len(sentences) >= 150
    assert len(set(sentences)) == len(sentences)
    assert min(Counter(verdict for verdict, _ in REALS).values()) >= 15


@pytest.mark.soak
def test_what_is_decided_of_all_sentences_is_counted(capsys):
    counts = Counter()
    for verdict, sentence in [*REALS, *WORDS]:
        outcome = decided_here(statement_of(parse(sentence)), Budget(seconds=20))
        counts[verdict, outcome.verdict.value] += 1
        assert not wrong(verdict, outcome.verdict.value), (sentence, outcome.how)
    with capsys.disabled():
        print("\nknown, decided:", dict(counts))
    undecided = sum(n for (_, found), n in counts.items() if found in ("UNDECIDED", "SUPPORTED"))
    assert undecided <= len([*REALS, *WORDS]) // 10
