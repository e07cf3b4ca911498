"""Inequalities between words: sums of squares for all sizes, or exact matrices that violate them."""

import pytest
from zhang_words import FALSE_INEQUALITIES, OUT_OF_REACH, TRUE_INEQUALITIES

from certify.claims.results.verdict import Grade, Verdict
from certify.crosscheck import check_bytes
from certify.provers.outcome import Budget
from certify.provers.words import words


@pytest.mark.parametrize("name", TRUE_INEQUALITIES)
def test_an_inequality_is_proved_for_all_sizes_with_a_certificate_both_checkers_accept(name):
    statement = TRUE_INEQUALITIES[name]
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


@pytest.mark.parametrize("name", FALSE_INEQUALITIES)
def test_a_false_variant_is_refuted_by_exact_matrices(name):
    outcome = words(FALSE_INEQUALITIES[name], Budget(600))
    assert (outcome.verdict, outcome.grade) == (Verdict.REFUTED, Grade.KERNEL), outcome.how


def test_what_is_no_sum_of_squares_of_words_stays_undecided_and_is_not_refuted():
    outcome = words(OUT_OF_REACH, Budget(2))
    assert (outcome.verdict, outcome.certificates) == (Verdict.UNDECIDED, ())
