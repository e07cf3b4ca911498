"""What a certificate says that no matrices satisfy the hypotheses."""

from certify.certificates.certificate import Certificate
from certify.certificates.descriptions.notation import Wording, relation_of
from certify.certificates.descriptions.words.word_identity import hypotheses_and_sides


def wording(certificate: Certificate) -> Wording:
    """The hypotheses, which contradict each other."""
    statement, witness = certificate.statement, certificate.witness
    relation_of(statement)
    multiples, squares = len(witness["cofactors"]), len(witness["squares"])
    claim = (
        "No matrices of any sizes satisfy the relations and facts below: whatever is said of them is empty."
    )
    proof = (
        f"-1 is the sum of {multiples} multiples of relations, which vanish, and of {squares} sums of "
        "squares times facts and sizes less 1, which are nonnegative; the kernel expands both and compares "
        "coefficients."
    )
    return claim, hypotheses_and_sides(statement), proof, {}
