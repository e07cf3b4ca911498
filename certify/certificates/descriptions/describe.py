"""What a certificate says, in words, with its sizes and margins. Read, not checked: the kernel checks."""

from dataclasses import dataclass
from fractions import Fraction

from certify.certificates.certificate import Certificate
from certify.certificates.descriptions.by_rule import wording_of
from certify.certificates.descriptions.notation import longest_number
from certify.common.errors import InputError
from certify.common.exact import Exact


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
        longest = longest_number(text)
        claim, given, proof, margins = wording_of(certificate.rule)(certificate)
    except (AttributeError, KeyError, TypeError, IndexError, ValueError, RecursionError) as error:
        if isinstance(error, InputError):
            raise
        problem = f"does not have the fields of its rule ({type(error).__name__}: {str(error)!a})"
        raise InputError("certificate", problem, "run certify verify on it") from None
    return Description(claim, given, proof, margins, len(text.encode()), longest)
