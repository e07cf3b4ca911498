"""Rule `word-vacuous`: -1 minus every summand of the witness cancels, with every size at least 1."""

from flint import fmpq

from certify.crosscheck.refusal import Effort
from certify.crosscheck.rules.words.word_identity import Factor, Sum, read_claim, subtract_witness


def check(statement: object, witness: object, effort: Effort) -> str:
    """What the certificate proves."""
    claim = read_claim(statement, effort)
    language = claim.language
    one = language.ring.constant(1)
    at_least_one = [Factor([], [(language.trace_of_one(size) - one, (), "")]) for size in language.sizes]
    total = Sum(language, [])
    total.include([Factor([], [(one, (), "")])], "witness", fmpq(-1))
    subtract_witness(total, witness, claim.relations, [*claim.facts, *at_least_one], True)
    return "the hypotheses contradict each other by expansion of the words"
