"""What a certificate that holds matrices says of the hypotheses, or against the conclusion."""

from certify.certificates.certificate import Certificate
from certify.certificates.descriptions.notation import Wording, relation_of
from certify.certificates.descriptions.words.word_identity import hypotheses_and_sides
from certify.common.exact import exact_matrix, parse_rational


def wording(certificate: Certificate) -> Wording:
    """The hypotheses and where they hold; with the rule `word-counterexample`, where the conclusion fails."""
    statement, witness = certificate.statement, certificate.witness
    fails = certificate.rule == "word-counterexample"
    given = hypotheses_and_sides(statement)
    given |= {f"{n} =": str(int(x)) for n, x in zip(statement["sizes"], witness["sizes"], strict=True)}
    pairs = zip(statement["parameters"], witness["parameters"], strict=True)
    given |= {f"{name} =": str(parse_rational(x, name)) for name, x in pairs}
    letters = zip(statement["letters"], witness["letters"], strict=True)
    given |= {f"{name} =": exact_matrix(M, name) for (name, *_), M in letters}
    relation = relation_of(statement)
    holds = "satisfy the relations and facts" if statement["relations"] or statement["facts"] else "exist"
    if fails:
        claim = f"left {relation} right is false: matrices that {holds} violate it."
    else:
        claim = f"Some matrices {holds}, so that what is said of all of these is said of something."
    proof = "The witness is such matrices; the kernel evaluates " + (
        "everything." if fails else "the hypotheses."
    )
    return claim, given, proof, {}
