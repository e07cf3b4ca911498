"""Rule `positivity`: a polynomial is nonnegative, or positive, where others are nonnegative or zero."""

from fractions import Fraction
from operator import add

from certify.kernel.arithmetic.polynomial import (
    Polynomial,
    constant,
    plus,
    read_monomial,
    read_polynomial,
    show_monomial,
    times,
)
from certify.kernel.arithmetic.semidefinite import obstruction
from certify.kernel.fields import Field, show


def check(statement: Field, witness: Field) -> str:
    """What the certificate proves, or Rejected.

    The witness writes p - margin as a sum of products (m^T Q m) g_i g_j ... with Q semidefinite, m a list of
    monomials and g_i >= 0 assumed, plus multiples of the h_j = 0 assumed. For p > 0 the margin is positive.
    """
    names, polynomial, relation, inequalities, equations = statement.fields(
        "variables", "polynomial", "relation", "inequalities", "equations"
    )
    size, budget = len(names.variables()), statement.budget
    left = read_polynomial(polynomial, size)
    strict = relation.one_of((">=", ">")) == ">"
    g = [read_polynomial(field, size) for field in inequalities.items()]
    h = [read_polynomial(field, size) for field in equations.items()]
    margin_field, squares, multipliers = witness.fields("margin", "squares", "multipliers")
    margin = margin_field.number(least=0)
    if strict and not margin:
        raise margin_field.reject("a strict inequality needs a positive margin")
    left = plus(left, constant(margin, size), -1, budget)
    for square in squares.items():
        product, monomials, gram = square.fields("product", "monomials", "gram")
        term = quadratic_form(monomials, gram, size)
        for index in product.items():
            term = times(term, g[index.integer(0, len(g) - 1)], budget)
        left = plus(left, term, -1, budget)
    for multiplier, equation in zip(multipliers.items(len(h)), h, strict=True):
        left = plus(left, times(read_polynomial(multiplier, size), equation, budget), -1, budget)
    for monomial, coefficient in left.items():
        where = show_monomial(monomial, names.variables())
        raise witness.reject(f"p - margin minus the sum has the coefficient {show(coefficient)} at {where}")
    return f"the polynomial is {'>' if strict else '>='} 0 under the hypotheses (margin {show(margin)})"


def quadratic_form(monomials: Field, gram: Field, variables: int) -> Polynomial:
    """m^T Q m, a sum of squares of polynomials since Q is semidefinite."""
    m = [read_monomial(field, variables) for field in monomials.items()]
    Q = gram.symmetric(len(m))
    failure = obstruction(Q, gram.budget)
    if failure:
        raise gram.reject(f"not positive semidefinite: {failure}")
    form: Polynomial = {}
    for left, row in zip(m, Q.entries, strict=True):
        for right, entry in zip(m, row, strict=True):
            monomial = tuple(map(add, left, right))
            form[monomial] = form.get(monomial, Fraction(0)) + entry
    return {monomial: coefficient for monomial, coefficient in form.items() if coefficient}
