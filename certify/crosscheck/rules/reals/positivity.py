"""Rule `positivity`: p - margin is a sum of squares times hypotheses, plus multiples of the equations."""

from operator import add

from flint import fmpq_mat, fmpq_mpoly

from certify.crosscheck.arithmetic.polynomials import Terms, exponents, plus, polynomial, product, ring
from certify.crosscheck.arithmetic.semidefinite import is_semidefinite
from certify.crosscheck.refusal import Effort, NotProved
from certify.crosscheck.values import (
    choice,
    rational,
    record,
    sequence,
    small_integer,
    symmetric_matrix,
    variable_names,
)


def check(statement: object, witness: object, effort: Effort) -> str:
    """What the certificate proves."""
    names, p_terms, relation, inequality_terms, equation_terms = record(
        statement, "statement", "variables", "polynomial", "relation", "inequalities", "equations"
    )
    size = len(variable_names(names, "statement.variables"))
    p = polynomial(p_terms, "statement.polynomial", size)
    strict = choice(relation, "statement.relation", (">=", ">")) == ">"
    inequalities = _polynomials(inequality_terms, "statement.inequalities", size)
    equations = _polynomials(equation_terms, "statement.equations", size)
    margin_text, squares, multiplier_terms = record(witness, "witness", "margin", "squares", "multipliers")
    margin = rational(margin_text, "witness.margin", nonnegative=True)
    if strict and margin == 0:
        raise NotProved("witness.margin: zero, where the inequality is strict")
    multipliers = _polynomials(multiplier_terms, "witness.multipliers", size)
    sequence(multiplier_terms, "witness.multipliers", len(equations))

    represented = ring(size).constant(margin)
    for i, square in enumerate(sequence(squares, "witness.squares")):
        place = f"witness.squares[{i}]"
        factors, monomials, gram = record(square, place, "product", "monomials", "gram")
        term = sum_of_squares(monomials, gram, place, size, effort)
        for k, index in enumerate(sequence(factors, f"{place}.product")):
            position = small_integer(index, f"{place}.product[{k}]", len(inequalities) - 1)
            term = product(term, inequalities[position], effort)
        represented = plus(represented, term, effort)
    for multiplier, equation in zip(multipliers, equations, strict=True):
        represented = plus(represented, product(multiplier, equation, effort), effort)
    if represented != p:
        raise NotProved("witness: the sum is not the polynomial minus the margin")
    return f"the polynomial is {relation} 0 where the hypotheses hold"


def _polynomials(value: object, place: str, size: int) -> list[fmpq_mpoly]:
    return [polynomial(p, f"{place}[{i}]", size) for i, p in enumerate(sequence(value, place))]


def sum_of_squares(monomials: object, gram: object, place: str, size: int, effort: Effort) -> fmpq_mpoly:
    """m^T Q m for the listed monomials m and a semidefinite Q."""
    listed = sequence(monomials, f"{place}.monomials")
    m = [exponents(powers, f"{place}.monomials[{i}]", size) for i, powers in enumerate(listed)]
    Q: fmpq_mat = symmetric_matrix(gram, f"{place}.gram", len(m))
    if not is_semidefinite(Q, effort):
        raise NotProved(f"{place}.gram: not positive semidefinite")
    form: Terms = {}
    for i, left in enumerate(m):
        for j, right in enumerate(m):
            monomial = tuple(map(add, left, right))
            form[monomial] = form.get(monomial, 0) + Q[i, j]
    return ring(size).from_dict(form)
