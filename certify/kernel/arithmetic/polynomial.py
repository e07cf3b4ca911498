"""Polynomials with rational coefficients: exponents -> coefficient, zero coefficients left out."""

from fractions import Fraction
from operator import add

from certify.kernel.fields import Field
from certify.kernel.limits import MAX_EXPONENT, MAX_TERMS, Budget, Declined

Monomial = tuple[int, ...]
Polynomial = dict[Monomial, Fraction]


def read_monomial(field: Field, variables: int, greatest: int = MAX_EXPONENT) -> Monomial:
    """A list of exponents, one for every variable."""
    return tuple(exponent.integer(0, greatest) for exponent in field.items(variables))


def read_polynomial(field: Field, variables: int, greatest: int = MAX_EXPONENT) -> Polynomial:
    """A list of [coefficient, exponents] with nonzero coefficients and distinct monomials."""
    polynomial: Polynomial = {}
    for term in field.items():
        coefficient, exponents = term.items(2)
        monomial = read_monomial(exponents, variables, greatest)
        if monomial in polynomial:
            raise exponents.reject("the monomial appears twice")
        polynomial[monomial] = coefficient.number()
        if not polynomial[monomial]:
            raise coefficient.reject("the coefficient is zero")
    return bounded(polynomial)


def bounded(polynomial: Polynomial) -> Polynomial:
    """The polynomial, or Declined if it has too many terms."""
    if len(polynomial) > MAX_TERMS:
        raise Declined(f"too large: a polynomial of more than {MAX_TERMS} terms")
    return polynomial


def constant(value: Fraction, variables: int) -> Polynomial:
    """A constant polynomial."""
    return {(0,) * variables: value} if value else {}


def plus(p: Polynomial, q: Polynomial, factor: Fraction | int, budget: Budget) -> Polynomial:
    """p + factor q."""
    budget.spend(64 * (len(p) + len(q)), height(p) + height(q))
    total = dict(p)
    for monomial, coefficient in q.items():
        total[monomial] = total.get(monomial, Fraction(0)) + factor * coefficient
    return bounded({monomial: coefficient for monomial, coefficient in total.items() if coefficient})


def times(p: Polynomial, q: Polynomial, budget: Budget) -> Polynomial:
    """p q."""
    budget.spend(64 * len(p) * len(q), height(p) + height(q))
    product: Polynomial = {}
    for left, a in p.items():
        for right, b in q.items():
            monomial = tuple(map(add, left, right))
            product[monomial] = product.get(monomial, Fraction(0)) + a * b
        bounded(product)
    return {monomial: coefficient for monomial, coefficient in product.items() if coefficient}


def height(p: Polynomial) -> int:
    """The bits of the longest coefficient."""
    sizes = (c.numerator.bit_length() + c.denominator.bit_length() for c in p.values())
    return max(sizes, default=0)


def show_monomial(monomial: Monomial, variables: tuple[str, ...]) -> str:
    """x^2*y for a message."""
    factors = [name if e == 1 else f"{name}^{e}" for name, e in zip(variables, monomial, strict=True) if e]
    return "*".join(factors) or "1"
