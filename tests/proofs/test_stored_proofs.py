"""Every claim of every paper, from the proofs stored beside the lock: as strong as it says, and enough."""

from collections import Counter
from pathlib import Path

import pytest

from certify import ClaimResult, check
from certify.claims.results.verdict import Grade, Verdict

PROOFS = Path(__file__).parents[2] / "proofs"
PAPERS = ("zhang", "ma_fattahi", "zhu_li_tang_wakin", "noisy_completion", "beyond_procrustes", "beyond")
OPEN = (Verdict.UNDECIDED, Verdict.NOT_MECHANISED)


@pytest.fixture(scope="module")
def results() -> list[ClaimResult]:
    return check([PROOFS], locked=True, cache=None)


def test_nothing_is_known_less_well_than_the_lock_says_and_no_claim_is_broken(
    results: list[ClaimResult],
) -> None:
    assert [result.id for result in results if result.verdict is Verdict.ERROR] == []
    assert [result.id for result in results if not result.canary_sings] == []


def test_most_is_recalled_and_the_kernels_verdicts_are_all_repeated(results: list[ClaimResult]) -> None:
    kernel = [result for result in results if result.grade is Grade.KERNEL]
    assert len(kernel) > 1000
    assert [result.id for result in kernel if not result.certificates] == []
    assert sum(result.cached for result in results) > 0.9 * len(results)


@pytest.mark.parametrize("paper", PAPERS)
def test_nine_in_ten_of_the_lines_that_are_printed_are_decided(
    results: list[ClaimResult], paper: str
) -> None:
    """Whole results are counted by themselves: a numbered result that no rule can state yet stays open."""
    lines = [r for r in results if r.paper == paper and r.printed and r.scope != "whole"]
    if paper == "beyond":
        assert not lines
        return
    assert len(lines) > 100
    decided = [result for result in lines if result.verdict not in OPEN]
    assert len(decided) >= 0.9 * len(lines), Counter(result.verdict for result in lines)


def test_every_whole_result_is_decided_by_the_kernel_or_exactly_or_is_said_to_be_open(
    results: list[ClaimResult],
) -> None:
    whole = [result for result in results if result.printed and result.scope == "whole"]
    assert len(whole) > 100
    decided = [result for result in whole if result.verdict not in OPEN]
    assert len(decided) >= 30
    assert [r.id for r in decided if r.grade not in (Grade.KERNEL, Grade.EXACT)] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_most_of_what_is_proved_is_proved_to_the_kernel(results: list[ClaimResult], paper: str) -> None:
    proved = [result for result in results if result.paper == paper and result.verdict is Verdict.PROVED]
    assert sum(result.grade is Grade.KERNEL for result in proved) >= 0.6 * len(proved)


def test_what_is_refuted_has_a_witness_and_an_exact_grade(results: list[ClaimResult]) -> None:
    refuted = [result for result in results if result.verdict is Verdict.REFUTED]
    weak = [result.id for result in refuted if result.grade not in (Grade.KERNEL, Grade.EXACT)]
    assert weak == []
    assert [result.id for result in refuted if not (result.witness or result.certificates)] == []
