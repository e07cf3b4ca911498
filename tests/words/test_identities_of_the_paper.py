"""What the paper says in words is proved for all sizes; what it does not say, or says wrongly, is refuted."""

import pytest
from zhang_words import FALSE, TRUE

from certify.claims.results.verdict import Grade, Verdict
from certify.crosscheck import check_bytes
from certify.provers.outcome import Budget
from certify.provers.words import words


@pytest.mark.parametrize("name", TRUE)
def test_an_identity_is_proved_for_all_sizes_with_a_certificate_both_checkers_accept(name):
    statement = TRUE[name]
    outcome = words(statement, Budget(600))
    assert (outcome.verdict, outcome.grade) == (Verdict.PROVED, Grade.KERNEL), outcome.how
    assumes = statement.vanishing or statement.nonnegative
    assert outcome.model == ("shown" if assumes else "")
    assert [one.rule for one in outcome.certificates] == ["word-identity", "word-model"][
        : 2 if assumes else 1
    ]
    for certificate in outcome.certificates:
        assert certificate.check(statement.document()).accepted
        assert check_bytes(certificate.to_bytes(), statement.document()).accepted


@pytest.mark.parametrize("name", FALSE)
def test_a_false_variant_is_refuted_by_exact_matrices(name):
    outcome = words(FALSE[name], Budget(600))
    assert (outcome.verdict, outcome.grade) == (Verdict.REFUTED, Grade.KERNEL), outcome.how
    (certificate,) = outcome.certificates
    assert check_bytes(certificate.to_bytes(), FALSE[name].document()).accepted
    assert outcome.witness["left"] != outcome.witness["right"]
