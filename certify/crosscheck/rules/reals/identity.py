"""Rule `identity`: the difference of the two sides is the zero polynomial."""

from collections.abc import Callable

from flint import fmpq_mpoly

from certify.crosscheck.arithmetic.polynomials import MAX_EXPONENT, plus, product, ring
from certify.crosscheck.refusal import Effort, NotProved
from certify.crosscheck.values import choice, rational, record, sequence, small_integer, variable_names

Expand = Callable[[object, str], fmpq_mpoly]


def check(statement: object, witness: object, effort: Effort) -> str:
    """What the certificate proves."""
    names_list, left, right = record(statement, "statement", "variables", "left", "right")
    names = variable_names(names_list, "statement.variables")
    record(witness, "witness")
    expand = _expander(names, effort)
    difference = plus(expand(left, "statement.left"), -expand(right, "statement.right"), effort)
    if difference != 0:
        raise NotProved(f"statement: left - right has {len(difference)} terms")
    return "left and right are the same polynomial"


def _expander(names: list[str], effort: Effort) -> Expand:
    R = ring(len(names))

    def expand(node: object, place: str) -> fmpq_mpoly:
        kind, *rest = sequence(node, place) or [""]
        match choice(kind, f"{place}[0]", ("num", "var", "+", "*", "-", "^")):
            case "num":
                sequence(node, place, 2)
                return R.constant(rational(rest[0], f"{place}[1]"))
            case "var":
                sequence(node, place, 2)
                return R.gen(names.index(choice(rest[0], f"{place}[1]", names)))
            case "-":
                sequence(node, place, 3)
                return plus(expand(rest[0], f"{place}[1]"), -expand(rest[1], f"{place}[2]"), effort)
            case "^":
                sequence(node, place, 3)
                power = small_integer(rest[1], f"{place}[2]", MAX_EXPONENT)
                return _power(expand(rest[0], f"{place}[1]"), power, R.constant(1), effort)
            case "+":
                total = R.constant(0)
                for i, part in enumerate(rest, 1):
                    total = plus(total, expand(part, f"{place}[{i}]"), effort)
                return total
            case _:
                total = R.constant(1)
                for i, part in enumerate(rest, 1):
                    total = product(total, expand(part, f"{place}[{i}]"), effort)
                return total

    return expand


def _power(base: fmpq_mpoly, exponent: int, one: fmpq_mpoly, effort: Effort) -> fmpq_mpoly:
    """By squaring, from the leading binary digit down."""
    result = one
    for digit in f"{exponent:b}":
        result = product(result, result, effort)
        if digit == "1":
            result = product(result, base, effort)
    return result
