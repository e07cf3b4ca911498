"""The matrices that refute a statement about words, for a person: from a model, and from its certificate.

Both the prover and the one who reads a stored outcome tell a refutation by `told`, so that there is one text.
"""

from fractions import Fraction

from flint import fmpq, fmpq_mat

from certify.certificates.certificate import Certificate
from certify.claims.results.verdict import Verdict
from certify.claims.statements.words import Words
from certify.provers.outcome import Outcome
from certify.provers.words.models import Model, matrix_text


def told(statement: Words, model: Model) -> tuple[dict[str, str], str]:
    """The witness, by name: sizes, parameters, letters and the values of both sides; and it in one line."""
    values = model.shown()
    sides = {}
    for name, side in zip(("left", "right"), statement.sides, strict=True):
        value = model.value(side)
        sides[name] = matrix_text(value) if side.shape else str(value[0, 0])
    witness = values | sides
    return witness, "at " + ", ".join(f"{name} = {witness[name]}" for name in (*values, *sides))


def model_of(statement: Words, certificate: Certificate) -> Model:
    """The model that a certificate of the rules word-model and word-counterexample holds.

    Raises ValueError, KeyError or TypeError for a witness that the kernel would not accept.
    """
    witness, sizes = certificate.witness, statement.sizes
    numbers = map(_number, witness["parameters"])
    letters = [fmpq_mat([[_number(x) for x in row] for row in rows]) for rows in witness["letters"]]
    return Model(
        dict(zip(sizes, witness["sizes"], strict=True)),
        {letter.name: value for letter, value in zip(statement.letters, letters, strict=True)},
        dict(zip(statement.variables[len(sizes) :], numbers, strict=True)),
    )


def _number(text: str) -> fmpq:
    value = Fraction(text)
    return fmpq(value.numerator, value.denominator)


def shows(statement: Words, outcome: Outcome) -> bool:
    """Whether a refutation tells the matrices of a certificate, in witness and words; others tell none."""
    if outcome.verdict is not Verdict.REFUTED:
        return not outcome.witness
    shown = (told(statement, model_of(statement, one)) for one in outcome.certificates)
    return (dict(outcome.witness), outcome.how) in shown
