"""Statements of every kind whose truth is known: no false one is proved, no true one refuted.

The quick part asks once, in this process where that is possible. The soak asks
everything, also what other tests have of reals and words, with full budgets, and reports what is decided.
"""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from provers.deciding import decided

from certify.certificates.certificate import Certificate
from certify.claims import (
    AtInstance,
    Claim,
    Computed,
    Constants,
    Curvature,
    Extremum,
    L1Point,
    Masks,
    PsdBound,
    Random,
    Real,
    Statement,
    Verdict,
)
from certify.claims.collect import claims_of
from certify.claims.statements.words import Words
from certify.provers import decide_statement
from certify.provers.outcome import Budget, Outcome

KINDS: tuple[type[Statement], ...] = (
    AtInstance, Computed, Curvature, Extremum, L1Point, Constants, Masks, PsdBound, Random, Real, Words,
)  # fmt: skip
HERE = Path(__file__).parent
# What is reached is reached at once: there the budget only guards against hanging.
SHORT, AMPLE, FULL = Budget(seconds=4), Budget(seconds=600), Budget(seconds=30)
TRUE, FALSE, TRAPS = (claims_of(HERE / f"{name}.py") for name in ("known_true", "known_false", "traps"))
UNREACHED = {
    "known_true": {"surd_point", "idempotent", "size_at_least_one", "trace_squared"},
    "known_false": {"surd_point", "below_root_25", "trace_one"},
    "traps": set(),
}


@cache
def asked(claim: Claim) -> Outcome:
    """The outcome; reals prover by prover, as the portfolio takes them."""
    open_ones = set().union(*UNREACHED.values())
    budget = SHORT if claim.id.split(".")[-1] in open_ones else AMPLE
    if not isinstance(claim.statement, Real):
        return decide_statement(claim.statement, budget)
    return decided(claim.statement, budget)


def reached(claim: Claim, file: str) -> bool:
    """Whether the claim is one that the provers are known to decide."""
    open_kind = isinstance(claim.statement, Random) or "not in all" in asked(claim).how
    return not open_kind and claim.id.split(".")[-1] not in UNREACHED[file]


def names(claims: list[Claim]) -> list[str]:
    """Of the variables, as ids of tests."""
    return [claim.id.split(".")[-1] for claim in claims]


@pytest.mark.parametrize("claim", TRUE, ids=names(TRUE))
def test_what_is_true_is_proved_and_never_refuted(claim):
    outcome = asked(claim)
    assert outcome.verdict in (Verdict.PROVED, Verdict.SUPPORTED, Verdict.UNDECIDED), outcome.how
    if isinstance(claim.statement, Computed) and claim.statement.of:  # some members of a larger family
        assert outcome.verdict is Verdict.SUPPORTED
        return
    assert outcome.verdict is Verdict.PROVED or not reached(claim, "known_true"), outcome.how


@pytest.mark.parametrize("claim", FALSE, ids=names(FALSE))
def test_what_is_false_is_refuted_and_never_proved(claim):
    outcome = asked(claim)
    assert outcome.verdict in (Verdict.REFUTED, Verdict.SUPPORTED, Verdict.UNDECIDED), outcome.how
    assert outcome.verdict is not Verdict.SUPPORTED or isinstance(claim.statement, Random)
    assert outcome.verdict is Verdict.REFUTED or not reached(claim, "known_false"), outcome.how


@pytest.mark.parametrize("claim", TRAPS, ids=names(TRAPS))
def test_a_trap_is_called_what_it_is(claim):
    assert asked(claim).verdict.value == claim.canary, asked(claim).how


@pytest.mark.parametrize("claim", [*TRUE, *FALSE, *TRAPS], ids=names([*TRUE, *FALSE, *TRAPS]))
def test_certificates_are_accepted_from_their_bytes(claim):
    outcome = asked(claim)
    assert all(Certificate.from_json(made.to_json()).check().accepted for made in outcome.certificates)
    if claim in FALSE and outcome.verdict is Verdict.REFUTED:
        assert outcome.certificates or outcome.grade.value != "kernel"


def test_the_corpus_is_large_and_of_all_kinds():
    assert min(len(TRUE), len(FALSE)) >= 60
    kinds = {claim.statement.kind for claim in TRUE} & {claim.statement.kind for claim in FALSE}
    assert kinds >= {kind.kind for kind in KINDS}
    repairs = [claim for claim in TRAPS if claim.repairs is not None]
    assert len(repairs) >= 6
    assert all(claim.repairs.printed for claim in repairs)


@pytest.mark.soak
def test_everything_known_with_full_budgets(capsys):
    from provers import corpus
    from words import zhang_words

    true = [claim.statement for claim in TRUE] + [*corpus.TRUE.values(), *zhang_words.TRUE.values()]
    false = [claim.statement for claim in FALSE] + [*corpus.FALSE.values(), *zhang_words.FALSE.values()]
    true += zhang_words.TRUE_INEQUALITIES.values()
    false += zhang_words.FALSE_INEQUALITIES.values()
    counts: dict[bool, Counter[str]] = {}
    for so, statements in ((True, true), (False, false)):
        verdicts = [(decide_statement(one, FULL), one) for one in statements]
        wrong = Verdict.REFUTED if so else Verdict.PROVED
        assert [one.text() for outcome, one in verdicts if outcome.verdict is wrong] == []
        neither = (Verdict.VACUOUS, Verdict.ILL_POSED, Verdict.ERROR)
        assert [one.text() for outcome, one in verdicts if outcome.verdict in neither] == []
        counts[so] = Counter(f"{one.kind} {outcome.verdict}" for outcome, one in verdicts)
    with capsys.disabled():
        print("\ntrue:", dict(counts[True]), "\nfalse:", dict(counts[False]))
    settled = [sum(v for k, v in counts[so].items() if "UNDECIDED" not in k) for so in (True, False)]
    assert settled[0] >= 0.95 * len(true)
    assert settled[1] >= 0.95 * len(false)


def test_words_of_sizes_alone_are_about_whole_numbers():
    (claim,) = [claim for claim in TRUE if claim.id.endswith(".size_at_least_one")]
    assert isinstance(claim.statement, Words)
    assert claim.statement.sizes == ["n"]
    assert asked(claim).verdict is not Verdict.REFUTED
