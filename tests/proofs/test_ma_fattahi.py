"""The claims of proofs/ma_fattahi: they collect, cover the paper, and what is false has its repair."""

from pathlib import Path

import pytest

from certify.claims import Computed, L1Point, Ledger
from certify.claims.collect import collect
from certify.claims.verdict import Verdict
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
    "Thm 1": ["theorem_1.no_local_minimum", "theorem_1.rate", "theorem_1.proof_chain", "theorem_1.radius"],
    "Thm 2": ["theorem_2.part_a", "theorem_2.part_b"],
    "Thm 3": ["theorem_3.same_set", "theorem_3.wide_a", "theorem_3.part_c", "theorem_3.left_heavy"],
    "Thm 4": ["theorem_4.empty_set", "theorem_4.part_a", "theorem_4.part_b", "theorem_4.final_positive"],
    "Thm 5": ["theorem_5.theorem", "theorem_5.decrease", "theorem_5.last_line", "theorem_5.side"],
    "Thm 6": ["theorem_6.part_a", "theorem_6.part_b", "theorem_6.part_c_rate", "theorem_6.probability"],
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
    "lemma_4.sub_gaussian",
    "lemma_4.sub_exponential",
    "lemma_7.lemma",
    "theorem_7.theorem",
    "theorem_8.theorem",
    "lemma_8.both_ends",
    "lemma_9.constant",
    "lemma_10.expectation",
    "lemma_11.lemma",
    "lemma_13.lemma",
    "lemma_13.condition_3",
    "lemma_13.last_line",
    "lemma_18.tail",
    "lemma_18.vacuous",
    "lemma_19.substitution",
    "lemma_20.last_display",
    "lemma_22.size_of_u",
    "lemma_22.lemma",
    "lemma_24.lemma",
    "lemma_25.square",
    "lemma_26.lemma",
    "proposition_2.second",
    "proposition_3.hypothesis",
    "proposition_3.proposition",
    "proposition_4.eighteen",
    "theorem_1.no_local_minimum",
    "theorem_1.rate",
    "theorem_1.radius",
    "theorem_3.same_set",
    "theorem_3.wide_a",
    "theorem_3.wide_c",
    "theorem_3.left_heavy",
    "theorem_4.empty_set",
    "theorem_4.final_positive",
    "theorem_5.last_line",
    "theorem_6.product_any_basis",
    "theorem_6.in_ball",
    "theorem_6.part_c_rate",
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


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("theorem_1.instance_saddle", Verdict.PROVED),
        ("theorem_2.minimum", Verdict.PROVED),
        ("theorem_3.left_minimum", Verdict.PROVED),
        ("theorem_3.right_not_critical", Verdict.PROVED),
        ("theorem_5.negative", Verdict.PROVED),
        ("theorem_6.instance_a", Verdict.PROVED),
        ("theorem_6.instance_c_elsewhere", Verdict.PROVED),
        ("theorem_8.theorem", Verdict.REFUTED),
        ("lemma_4.sub_gaussian", Verdict.REFUTED),
        ("lemma_4.sub_gaussian_repaired", Verdict.SUPPORTED),
        ("lemma_7.lemma", Verdict.REFUTED),
        ("lemma_11.lemma", Verdict.REFUTED),
        ("lemma_13.lemma", Verdict.REFUTED),
        ("lemma_18.tail", Verdict.REFUTED),
        ("lemma_18.middle", Verdict.REFUTED),
        ("lemma_18.middle_repaired", Verdict.PROVED),
        ("lemma_26.lemma", Verdict.REFUTED),
        ("proposition_2.second", Verdict.REFUTED),
    ],
)
def test_quick_verdicts(collection, name, verdict):
    claim = next(claim for claim in collection.claims if claim.id == f"ma_fattahi/{name}")
    assert isinstance(claim.statement, Computed | L1Point | Ledger)
    assert decide_statement(claim.statement, Budget(seconds=600)).verdict is verdict
