"""The claims of proofs/ma_fattahi: they collect, cover the paper, and what is false has its repair."""

from pathlib import Path

import pytest

from certify.claims import Computed, Constants, L1Point, Unmechanised
from certify.claims.collect import collect
from certify.claims.lint.run import lint
from certify.claims.results.verdict import Verdict
from certify.provers import Budget, decide_statement

FOLDER = Path(__file__).parents[2] / "proofs" / "ma_fattahi"

# The items of the paper, and the claims (module, or module.prefix) that state them.
COVERED = {
    "text 1.1-1.4": ["section_1.overfits", "section_1.not_the_truth", "section_1.order_one"],
    "Figure 1": ["figure_1.completion", "figure_1.sensing", "figure_1.overfits"],
    "Figure 2": ["figure_2.symmetric", "figure_2.asymmetric", "figure_2.zero_loss"],
    "Assumption 3": ["assumption_3.pair", "assumption_3.density"],
    "text 2.2": ["section_1.factorised_rank", "section_1.imbalanced", "section_1.example_rank"],
    "Table 1": ["table_1.rows", "table_1.middle", "table_1.last"],
    "Thm 1": ["theorem_1.theorem", "theorem_1.rate_never", "theorem_1.proof_chain", "theorem_1.radius"],
    "Thm 2": ["theorem_2.part_a", "theorem_2.part_b"],
    "Thm 3": ["theorem_3.theorem", "theorem_3.same_set", "theorem_3.wide_a", "theorem_3.part_c"],
    "Thm 4": ["theorem_4.empty_set", "theorem_4.part_a", "theorem_4.part_b", "theorem_4.final_positive"],
    "Thm 5": ["theorem_5.theorem", "theorem_5.decrease", "theorem_5.last_line", "theorem_5.side"],
    "Thm 6": ["theorem_6.part_a", "theorem_6.part_b", "theorem_6.part_c_end", "theorem_6.probability"],
    "Thm 7": ["theorem_7.theorem"],
    "Thm 8": ["theorem_8.theorem"],
    "Def 1": ["definition_1.well_defined"],
    "Def 2, 3": ["definitions_2_3"],
    **{f"L{n}": [f"lemma_{n}."] for n in range(1, 28)},
    "(6)": ["lemma_20.free_rotation"],
    "(8), (9)": ["proposition_1.noisy", "proposition_1.zero_inside"],
    "(10)-(12)": ["proposition_2.solution", "proposition_2.direction", "proposition_2.twelve"],
    "(13)-(16)": ["proposition_3.right", "proposition_3.left_rate", "lemma_23.sixteen"],
    "(18)-(21)": ["proposition_4.eighteen", "proposition_4.nineteen", "proposition_4.second_order"],
    "P1": ["proposition_1.proposition"],
    "P2": ["proposition_2.first", "proposition_2.second"],
    "P3": ["proposition_3.proposition"],
    "P4": ["proposition_4.proposition"],
}

# Printed claims that are false, ill posed or vacuous; each has a repair.
FALSE = [
    "assumption_3.pair",
    "definition_1.well_defined",
    "lemma_2.pieces",
    "lemma_4.lemma",
    "lemma_4.sub_gaussian",
    "lemma_4.sub_exponential",
    "lemma_7.lemma",
    "theorem_7.theorem",
    "theorem_8.theorem",
    "theorem_8.maximum",
    "lemma_8.lemma",
    "lemma_9.constant",
    "lemma_10.expectation",
    "lemma_11.lemma",
    "lemma_13.lemma",
    "lemma_13.condition_3",
    "lemma_13.last_line",
    "lemma_18.lemma",
    "lemma_18.tail",
    "lemma_18.vacuous",
    "lemma_19.substitution",
    "lemma_20.last_display",
    "lemma_22.size_of_u",
    "lemma_22.lemma",
    "lemma_24.lemma",
    "lemma_25.lemma",
    "lemma_26.lemma",
    "lemma_26.unknowns",
    "proposition_2.proposition",
    "proposition_3.proposition",
    "proposition_4.proposition",
    "proposition_4.eighteen",
    "theorem_1.theorem",
    "theorem_1.radius",
    "theorem_3.theorem",
    "theorem_4.empty_set",
    "theorem_4.final_positive",
    "theorem_5.last_line",
    "theorem_6.theorem",
    "theorem_6.product_any_basis",
    "theorem_6.in_ball",
    "theorem_6.probability_at_k_r",
]


@pytest.fixture(scope="module")
def collection():
    return collect([FOLDER])


def test_every_claim_collects(collection):
    assert collection.broken == ()
    assert len(collection.claims) > 350


def test_every_item_of_the_paper_is_stated(collection):
    names = {claim.id.removeprefix("ma_fattahi/") for claim in collection.claims}
    missing = [
        (item, prefix)
        for item, prefixes in COVERED.items()
        for prefix in prefixes
        if not any(name.startswith(prefix) for name in names)
    ]
    assert missing == []


def test_what_is_printed_and_false_has_a_repair(collection):
    repaired = {claim.repairs.id for claim in collection.claims if claim.repairs is not None}
    assert [name for name in FALSE if f"ma_fattahi/{name}" not in repaired] == []


def _named(collection, name):
    return next(claim for claim in collection.claims if claim.id == f"ma_fattahi/{name}")


def test_no_finding_is_without_a_reason(collection):
    assert [finding.line for finding in lint(collection) if not finding.reason] == []


@pytest.mark.parametrize(
    "name",
    [
        "proposition_3.proposition",
        "proposition_3.proposition_repaired",
        "theorem_1.theorem",
        "theorem_1.theorem_repaired",
        "theorem_3.theorem",
        "theorem_3.theorem_repaired",
        "lemma_15.lemma",
        "lemma_26.lemma",
        "lemma_26.lemma_repaired",
    ],
)
def test_a_whole_result_about_chance_is_stated_in_full_and_claims_no_verdict(collection, name):
    claim = _named(collection, name)
    assert claim.scope.kind == "whole"
    assert isinstance(claim.statement, Unmechanised)


@pytest.mark.parametrize(
    "name",
    [
        "lemma_4.lemma",
        "lemma_7.lemma",
        "lemma_11.lemma",
        "lemma_13.lemma",
        "lemma_18.lemma",
        "theorem_8.theorem",
    ],
)
def test_a_whole_result_refuted_by_a_counterexample_says_what_it_looks_at(collection, name):
    claim = _named(collection, name)
    assert claim.scope.kind == "whole"
    assert isinstance(claim.statement, Computed)
    assert "looked at" in claim.statement.says


def test_no_repair_promises_a_critical_free_left_half_for_fewer_measurements(collection):
    """With m <= c min(d1, d2) k rank-imbalanced solutions can be critical."""
    repairs = [claim for claim in collection.claims if claim.repairs is not None]
    assert [claim.id for claim in repairs if "min(d1, d2) k" in claim.change] == []


def test_the_repair_of_lemma_26_asks_for_k_prime_of_at_most_d2(collection):
    assert "k' <= d2" in _named(collection, "lemma_26.lemma_repaired").change


@pytest.mark.parametrize("name", ["middle_imbalanced", "middle_imbalanced_right", "middle_two", "last_left"])
def test_a_draw_of_table_1_is_a_case_and_no_row(collection, name):
    claim = _named(collection, f"table_1.{name}")
    assert claim.scope.kind == "case"
    assert claim.scope.name in claim.shown


@pytest.mark.parametrize(
    "name",
    [
        "theorem_1.no_local_minimum_never",
        "theorem_3.wide_a_never",
        "theorem_3.wide_c_never",
        "theorem_3.left_heavy_never",
    ],
)
def test_a_witness_about_chance_takes_its_probability_from_a_claim_and_is_not_printed(collection, name):
    claim = _named(collection, name)
    assert not claim.printed
    assert any(origin.claim for origin in claim.origins)


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("theorem_1.instance_saddle", Verdict.PROVED),
        ("theorem_2.minimum", Verdict.PROVED),
        ("table_1.middle_imbalanced_critical", Verdict.PROVED),
        ("table_1.left_critical", Verdict.PROVED),
        ("theorem_3.left_minimum", Verdict.PROVED),
        ("theorem_3.right_not_critical", Verdict.PROVED),
        ("theorem_5.negative", Verdict.PROVED),
        ("theorem_6.instance_a", Verdict.PROVED),
        ("theorem_6.instance_c_elsewhere", Verdict.PROVED),
        ("theorem_8.theorem", Verdict.REFUTED),
        ("lemma_4.sub_gaussian", Verdict.REFUTED),
        ("lemma_4.sub_gaussian_repaired", Verdict.SUPPORTED),
        ("lemma_4.lemma", Verdict.REFUTED),
        ("lemma_7.lemma", Verdict.REFUTED),
        ("lemma_7.maximum", Verdict.REFUTED),
        ("lemma_11.lemma", Verdict.REFUTED),
        ("lemma_13.lemma", Verdict.REFUTED),
        ("lemma_18.lemma", Verdict.REFUTED),
        ("lemma_18.tail", Verdict.REFUTED),
        ("lemma_18.middle", Verdict.REFUTED),
        ("lemma_18.middle_repaired", Verdict.PROVED),
        ("lemma_26.more_equations", Verdict.REFUTED),
        ("lemma_26.wide", Verdict.SUPPORTED),
        ("proposition_2.proposition", Verdict.REFUTED),
        ("proposition_2.second", Verdict.REFUTED),
    ],
)
def test_quick_verdicts(collection, name, verdict):
    claim = next(claim for claim in collection.claims if claim.id == f"ma_fattahi/{name}")
    assert isinstance(claim.statement, Computed | L1Point | Constants)
    assert decide_statement(claim.statement, Budget(seconds=600)).verdict is verdict
