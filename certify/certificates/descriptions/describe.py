"""What a certificate says, in words, with its sizes and margins. Read, not checked: the kernel checks."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from certify.certificates.certificate import Certificate
from certify.certificates.descriptions import points, reals, theorems, words_and_constants
from certify.certificates.descriptions.refutations import refuted
from certify.certificates.descriptions.words_and_constants import Wording
from certify.certificates.rational import add, inner, lift, multiply, transpose
from certify.common.errors import InputError
from certify.common.exact import Exact, exact_matrix, parse_rational
from certify.kernel.limits import MAX_DENOMINATOR_BITS, MAX_WORK

_NUMBERS, _DENOMINATORS = re.compile(r'(?<=["/-])[0-9]+(?=["/])'), re.compile(r'(?<=/)[0-9]+(?=")')


@dataclass(frozen=True)
class Description:
    """Lines for a person.

    Attributes:
        claim: the statement, in words and formulas.
        given: the matrices and numbers of the statement, by name.
        proof: what the witness is and what the kernel checks.
        margins: how far each inequality is from equality, exactly.
        bytes, digits: the size of the canonical text, and of its longest number.
    """

    claim: str
    given: dict[str, str | Exact]
    proof: str
    margins: dict[str, Fraction]
    bytes: int
    digits: int


def describe(certificate: Certificate) -> Description:
    """The description of a certificate. Raises InputError where its fields are not of its rule."""
    try:
        text = certificate.to_json()
        longest = max((len(digits) for digits in _NUMBERS.findall(text)), default=0)
        if certificate.rule.removesuffix("-refuted") in _RECOVERY:
            _refuse_if_laborious(certificate, text, longest)
        claim, given, proof, margins = _TELLERS.get(certificate.rule, _other)(certificate)
    except (AttributeError, KeyError, TypeError, IndexError, ValueError, RecursionError) as error:
        if isinstance(error, InputError):
            raise
        problem = f"does not have the fields of its rule ({type(error).__name__}: {str(error)!a})"
        raise InputError("certificate", problem, "run certify verify on it") from None
    return Description(claim, given, proof, margins, len(text.encode()), longest)


def _refuse_if_laborious(certificate: Certificate, text: str, longest: int) -> None:
    """Count the work as the kernel does, before it is done: a matrix of n rows makes products of n x n."""
    common = 1
    for digits in _DENOMINATORS.findall(text):
        common = math.lcm(common, int(digits))
        if common.bit_length() > MAX_DENOMINATOR_BITS:
            break
    X = certificate.statement["X"]
    operations = text.count('"') * max(len(X), len(X[0]))
    words = (common.bit_length() + 4 * longest) // 64
    if operations * (128 + words**2) > MAX_WORK:
        raise InputError("certificate", "has too many or too long numbers", "run certify verify on it")


def _recovery(certificate: Certificate) -> tuple[dict[str, Exact], dict[str, Fraction], str]:
    statement = certificate.statement
    matrices = {name: exact_matrix(statement[name], name) for name in ("X", "Z")}
    numbers = {name: parse_rational(statement[name], name) for name in ("delta", "eps0", "eps1", "eps2")}
    tolerances = ", ".join(f"{name} = {numbers[name]}" for name in ("eps0", "eps1", "eps2") if numbers[name])
    return matrices, numbers, tolerances or "exact measurements, an exact second-order point"


def _counterexample(certificate: Certificate) -> Wording:
    matrices, numbers, tolerances = _recovery(certificate)
    witness = certificate.witness
    S, G = exact_matrix(witness["S"], "S"), exact_matrix(witness["G"], "G")
    X, E = matrices["X"], _error(matrices)
    delta = numbers["delta"]
    scaled: Exact = tuple(tuple((1 + delta) * x for x in row) for row in E)
    w = add(add(scaled, S, -1), G)
    claim = (
        f"At delta = {delta} there is a counterexample ({tolerances}): some "
        f"f(U) = 1/2 ||A(U U^T) - b||^2 with isometry constant at most {delta} and ground truth Z Z^T has X "
        "as a spurious point."
    )
    proof = (
        "The witness is S and G. With w = (1 + delta) E - S + G the operator "
        "H = (1 + delta) Id - w w^T / <E, w> has H(E) + G = S and lies in the band; the first- and "
        "second-order conditions hold at X."
    )
    margins = {"2 delta <E, w> - ||w||^2": 2 * delta * inner(E, w) - inner(w, w)}
    if numbers["eps1"]:
        margins["eps1^2 - 4 ||S Pi||^2"] = numbers["eps1"] ** 2 - 4 * _square_on_range(S, X)
    else:
        residue = multiply(S, X)
        margins["||S X||^2 (must be 0)"] = inner(residue, residue)
    given: dict[str, str | Exact] = {**matrices, "S": S}
    return claim, {**given, "G": G} if any(map(any, G)) else given, proof, margins


def _escape(certificate: Certificate) -> Wording:
    matrices, numbers, tolerances = _recovery(certificate)
    X, E, delta, witness = matrices["X"], _error(matrices), numbers["delta"], certificate.witness
    D = [exact_matrix(entry, f"D[{i}]") for i, entry in enumerate(witness["D"])]
    plus, minus = exact_matrix(witness["M_plus"], "M_plus"), exact_matrix(witness["M_minus"], "M_minus")
    U, nu = exact_matrix(witness["U"], "U"), parse_rational(witness["nu"], "nu")
    lifts = [lift(direction, X) for direction in D]
    trace = inner(add(plus, minus, -1), E) + sum((inner(P, P) for P in lifts), Fraction(0))
    local = sum((_square(multiply(direction, transpose(X))) for direction in D), Fraction(0))
    diagonal = sum((plus[i][i] + minus[i][i] for i in range(len(plus))), Fraction(0))
    bound = (
        (1 + delta) * trace
        + 2 * delta * nu * inner(U, U)
        + numbers["eps0"] * diagonal
        + numbers["eps1"] * parse_rational(witness["q"], "q")
        + numbers["eps2"] * local
    )
    claim = (
        f"At delta = {delta} no counterexample exists ({tolerances}): for every f with isometry "
        f"constant at most {delta} and ground truth Z Z^T, X is not such a point."
    )
    proof = (
        f"The witness is D0 and {len(D)} second-order directions. For every f in question the sum of the "
        "first-order condition along D0 and the second-order ones along the D_i is at most the bound below, "
        "which is negative: one of them fails."
    )
    given: dict[str, str | Exact] = {**matrices, "D0": exact_matrix(witness["D0"], "D0")}
    given |= {f"D{i + 1}": direction for i, direction in enumerate(D)}
    return claim, given, proof, {"minus the bound": -bound}


def _square_on_range(S: Exact, X: Exact) -> Fraction:
    """||S Pi||^2, with Pi = sum x x^T/||x||^2 over an orthogonal basis of the range of X."""
    total = Fraction(0)
    basis: list[Exact] = []
    for column in transpose(X):
        x: Exact = (column,)
        for b in basis:
            x = add(x, b, -inner(x, b) / inner(b, b))
        if any(x[0]):
            basis.append(x)
            total += _square(multiply(x, S)) / _square(x)
    return total


def _other(certificate: Certificate) -> Wording:
    shown = {name: str(value) for name, value in certificate.statement.items()}
    rule = certificate.rule[:60]
    claim = f"A certificate of rule {rule!r}, over the rational numbers, for the statement below."
    return claim, dict(shown), "docs/certificate-format.md says what the kernel checks.", {}


def _error(matrices: dict[str, Exact]) -> Exact:
    X, Z = matrices["X"], matrices["Z"]
    return add(multiply(X, transpose(X)), multiply(Z, transpose(Z)), -1)


def _square(A: Exact) -> Fraction:
    return inner(A, A)


_SAYINGS = ("", "-refuted", "-vacuous", "-ill-posed")
_RECOVERY = {"counterexample": _counterexample, "escape-directions": _escape}
_REFUTABLE: dict[str, Callable[[Certificate], Wording]] = {
    "constant-ledger": words_and_constants.ledger,
    "mask-enumeration": words_and_constants.masks,
    "l1-point": points.l1_point,
    "negative-curvature": points.curvature,
    "psd-bound": points.psd_bound,
}
_TELLERS = {
    **_RECOVERY,
    "derivation": theorems.derivation,
    "word-identity": words_and_constants.words,
    "word-vacuous": words_and_constants.word_vacuous,
    "word-model": words_and_constants.word_model,
    "word-counterexample": words_and_constants.word_model,
    **_REFUTABLE,
    **{f"{rule}-refuted": refuted(teller) for rule, teller in _REFUTABLE.items()},
    "counterexample-refuted": refuted(_escape),
    "escape-directions-refuted": refuted(_counterexample),
    **{f"real{what}": reals.real for what in _SAYINGS},
    **{f"extremum{what}": reals.extremum for what in _SAYINGS},
    "psd-infeasible": points.psd_feasibility,
    "psd-feasible": points.psd_feasibility,
}
