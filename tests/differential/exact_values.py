"""Expressions and conditions at points with coordinates in Q(√2), by the words of the statement alone.

A number a + b√2 is the pair (a, b). An expression is undefined (None) where a part that counts is; a root
that has no such pair is no number of this module, and is said so by an exception.
"""

from fractions import Fraction

FALSE, UNDEFINED, TRUE = range(3)
ROOT_2 = 2**0.5
RELATIONS = {"=": (0,), "!=": (-1, 1), "<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1)}


class OutsideTheFieldError(Exception):
    """A root that is no a + b√2, or was not found to be one."""


def number(a, b=0):
    """a + b√2"""
    return Fraction(a), Fraction(b)


def plus(x, y):
    return x[0] + y[0], x[1] + y[1]


def minus(x):
    return -x[0], -x[1]


def times(x, y):
    return x[0] * y[0] + 2 * x[1] * y[1], x[0] * y[1] + x[1] * y[0]


def inverse(x):
    norm = x[0] ** 2 - 2 * x[1] ** 2
    return x[0] / norm, -x[1] / norm


def sign(x):
    """The sign of a + b√2: that of both where they agree, else that of the larger square."""
    a, b = x
    signs = (a > 0) - (a < 0), (b > 0) - (b < 0)
    if signs[0] * signs[1] >= 0:
        return signs[0] or signs[1]
    return signs[0] if a**2 > 2 * b**2 else signs[1]


def power(x, exponent):
    result = number(1)
    for _ in range(exponent):
        result = times(result, x)
    return result


def root(x, q):
    """The positive q-th root of a positive number, guessed by floats of it and its conjugate, and checked."""
    here, there = (float(x[0]) + s * float(x[1]) * ROOT_2 for s in (1, -1))
    if here <= 0:
        raise OutsideTheFieldError
    near = here ** (1 / q)
    for far in {abs(there) ** (1 / q), -(abs(there) ** (1 / q))}:
        guess = tuple(
            Fraction(part).limit_denominator(5000) for part in ((near + far) / 2, (near - far) / (2 * ROOT_2))
        )
        if sign(guess) > 0 and power(guess, q) == x:
            return guess
    raise OutsideTheFieldError


class At:
    """Values at one point; `roots` are those that were met on the way."""

    def __init__(self, values):
        self.values, self.roots = values, []

    def value(self, expression):
        """The value, or None where it is undefined."""
        word, *operands = expression
        if word == "num":
            return number(operands[0])
        if word == "var":
            return self.values[operands[0]]
        if word == "piecewise":
            for condition, part in operands:
                truth = self.truth(condition)
                if truth == TRUE:
                    return self.value(part)
                if truth == UNDEFINED:
                    return None
            return None
        exponent = Fraction(1, 2)
        if word == "^":
            exponent = Fraction(operands.pop())
        values = [self.value(operand) for operand in operands]
        if None in values:
            return None
        if word == "/":
            return times(values[0], inverse(values[1])) if any(values[1]) else None
        if word in ("^", "sqrt"):
            return self.powered(values[0], exponent)
        if word in ("min", "max"):
            best = values[0]
            for other in values[1:]:
                if sign(plus(other, minus(best))) == (-1 if word == "min" else 1):
                    best = other
            return best
        if word == "neg" or (word == "abs" and sign(values[0]) < 0):
            return minus(values[0])
        total = values[0]
        for other in values[1:]:
            total = plus(total, other) if word == "+" else times(total, other)
        return total

    def powered(self, base, exponent):
        p, q = exponent.as_integer_ratio()
        if q > 1 and any(base):
            if sign(base) < 0:
                return None
            base = root(base, q)
            if base not in self.roots:
                self.roots.append(base)
        if p < 0:
            return power(inverse(base), -p) if any(base) else None
        return power(base, p)

    def truth(self, condition):
        """FALSE, UNDEFINED or TRUE."""
        word, *operands = condition
        if word in ("true", "false"):
            return TRUE if word == "true" else FALSE
        if word in RELATIONS:
            left, right = (self.value(operand) for operand in operands)
            if left is None or right is None:
                return UNDEFINED
            return TRUE if sign(plus(left, minus(right))) in RELATIONS[word] else FALSE
        truths = [self.truth(operand) for operand in operands]
        if word == "implies":
            truths[0] = TRUE - truths[0]
        if word == "not":
            return TRUE - truths[0]
        return min(truths) if word == "and" else max(truths)

    def all_true(self, conditions):
        """Whether all are true; all are evaluated, so that all roots are met."""
        truths = [self.truth(condition) for condition in conditions]
        return set(truths) <= {TRUE}


def asserted(condition):
    """The parts that a condition asserts."""
    if condition[0] == "and":
        return [part for operand in condition[1:] for part in asserted(operand)]
    return [condition]


def written_point(coordinates, roots):
    """The point as a certificate has it."""

    def written(x):
        if not x[1]:
            return str(x[0])
        return [[str(c), [exponent]] for exponent, c in ((0, x[0]), (1, x[1])) if c]

    return {
        "radicands": ["2"],
        "coordinates": [written(x) for x in coordinates],
        "roots": [written(r) for r in roots],
    }


def contradicted(rule, statement, coordinates):
    """Whether what the rule says of the statement is not so at a point; None where that cannot be told."""
    at = At(dict(zip(statement["symbols"], coordinates, strict=True)))
    try:
        given = at.all_true(statement["given"])
        show = at.truth(statement["show"])
    except OutsideTheFieldError:
        return None
    if rule == "real-vacuous":
        return given
    if rule == "real":
        return given and show != TRUE
    return given and show == TRUE  # real-refuted of "there are"
