"""The fields that certificates about one instance have in common, and how much work they make."""

import math
import re
from fractions import Fraction

from certify.certificates.certificate import Certificate
from certify.certificates.descriptions.notation import longest_number
from certify.certificates.rational import add, inner, multiply, transpose
from certify.common.errors import InputError
from certify.common.exact import Exact, exact_matrix, parse_rational
from certify.kernel.limits import MAX_DENOMINATOR_BITS, MAX_WORK

_DENOMINATORS = re.compile(r'(?<=/)[0-9]+(?=")')


def refuse_if_laborious(certificate: Certificate) -> None:
    """Count the work as the kernel does, before it is done: a matrix of n rows makes products of n x n."""
    text, common = certificate.to_json(), 1
    for digits in _DENOMINATORS.findall(text):
        common = math.lcm(common, int(digits))
        if common.bit_length() > MAX_DENOMINATOR_BITS:
            break
    X = certificate.statement["X"]
    operations = text.count('"') * max(len(X), len(X[0]))
    words = (common.bit_length() + 4 * longest_number(text)) // 64
    if operations * (128 + words**2) > MAX_WORK:
        raise InputError("certificate", "has too many or too long numbers", "run certify verify on it")


def fields_of(certificate: Certificate) -> tuple[dict[str, Exact], dict[str, Fraction], str]:
    """X and Z, delta and the tolerances, by name; and the tolerances that are not 0, in words."""
    statement = certificate.statement
    matrices = {name: exact_matrix(statement[name], name) for name in ("X", "Z")}
    numbers = {name: parse_rational(statement[name], name) for name in ("delta", "eps0", "eps1", "eps2")}
    tolerances = ", ".join(f"{name} = {numbers[name]}" for name in ("eps0", "eps1", "eps2") if numbers[name])
    return matrices, numbers, tolerances or "exact measurements, an exact second-order point"


def error_of(matrices: dict[str, Exact]) -> Exact:
    """E = X X^T - Z Z^T."""
    X, Z = matrices["X"], matrices["Z"]
    return add(multiply(X, transpose(X)), multiply(Z, transpose(Z)), -1)


def square(A: Exact) -> Fraction:
    """||A||^2."""
    return inner(A, A)
