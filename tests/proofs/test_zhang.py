"""The claims of proofs/zhang: they collect, cover the list of items, and what is refuted has its repair."""

from pathlib import Path

import pytest

from certify.claims import AtInstance, Computed, Real, Theorem, Unmechanised
from certify.claims.collect import collect
from certify.claims.lint.run import lint
from certify.claims.results.verdict import Verdict
from certify.provers import Budget, decide_statement

FOLDER = Path(__file__).parents[2] / "proofs" / "zhang"

# The items of the paper's list, and the claims (module, or module.prefix) that state them.
COVERED = {
    "Def 1.1": ["definition_1_1"],
    "Thm 1.2": ["theorem_1_2.theorem_whole"],
    "Ex 1.3": ["example_1_3"],
    "Thm 1.4": ["theorem_1_4.bound", "theorem_1_4.threshold", "theorem_1_4.b_tolerance"],
    "text 1.1": ["theorem_1_4.sharpness_of_eps2"],
    "Cor 1.5": ["corollary_1_5.corollary"],
    "C1.5.a": ["corollary_1_5.complexity", "corollary_1_5.sqrt_one_plus"],
    "Thm 1.6": ["theorem_1_6.theorem_whole", "theorem_1_6.bound", "theorem_1_6.necessary"],
    "Cor 1.7": ["corollary_1_7.corollary"],
    "text": ["theorem_1_6.balanced", "definition_1_1.dense"],
    "Ex 1.8": ["example_1_8.hessian"],
    "[44] facts": ["facts_44"],
    "GJZ": ["ge_jin_zheng.bound"],
    "Thm 2.1": ["theorem_2_1"],
    "L2.2": ["lemma_2_2"],
    "L2.3": ["lemma_2_3"],
    "L2.4": ["lemma_2_4"],
    "Def 3.1": ["definition_3_1"],
    "Fact 3.2": ["fact_3_2"],
    "Fact 3.3": ["fact_3_3.local_norm", "fact_3_3.normal_directions", "fact_3_3.tangent_is_minimal"],
    "L3.4": ["lemma_3_4"],
    "L3.5": ["lemma_3_5"],
    "Fact 3.6": ["fact_3_6"],
    "L3.7": ["lemma_3_7"],
    "L3.8": ["lemma_3_8.bound"],
    "L3.8.a": ["lemma_3_8.line_a"],
    "L3.8.b": ["lemma_3_8.line_b"],
    "L3.8.c": ["lemma_3_8.line_c"],
    "L3.9": ["lemma_3_9.lemma_whole", "lemma_3_9.lemma_all"],
    "L3.9.a": ["lemma_3_9.flat_bound", "lemma_3_9.inner_bound", "lemma_3_9.inner_attained"],
    "L3.9.b": ["lemma_3_9.constraint"],
    "L3.9.c": ["lemma_3_9.region_flat", "lemma_3_9.region_inner"],
    "L3.9.d": ["lemma_3_9.flat_minimum", "lemma_3_9.boundary_for_all"],
    "L3.9.e": ["lemma_3_9.boundary"],
    "L3.9.f": ["lemma_3_9.chain_1", "lemma_3_9.chain_2", "lemma_3_9.chain_3"],
    "L3.9.g": ["lemma_3_9.last_1", "lemma_3_9.last_5"],
    "Thm 3.10": ["theorem_3_10.directions"],
    "T3.10.a,b": ["theorem_3_10.step_a", "theorem_3_10.step_b"],
    "T3.10.c": ["theorem_3_10.contrapositive"],
    "L3.11": ["lemma_3_11.lemma"],
    "L3.11.a": ["lemma_3_11.decomposition", "lemma_3_11.energy"],
    "L3.11.b": ["lemma_3_11.line_b"],
    "L3.11.c": ["lemma_3_11.line_c"],
    "Cor 3.12": ["corollary_3_12.corollary"],
    "C3.12.a": ["corollary_3_12.case_1"],
    "C3.12.b": ["corollary_3_12.line_b1", "corollary_3_12.line_b2", "corollary_3_12.line_b3"],
    "C3.12.c": ["corollary_3_12.case_2"],
    "C3.12.d": ["corollary_3_12.quadratic"],
    "L3.13": ["lemma_3_13.lemma_whole", "appendix_a.lemma", "appendix_a.event"],
    "Fact 3.14": ["fact_3_14"],
    "Fact 3.15": ["fact_3_15"],
    "Fact 3.16": ["fact_3_16"],
    "L3.17": ["lemma_3_17"],
    "L3.18": ["lemma_3_18"],
    "Thm 3.19": ["theorem_3_19"],
    "L3.20": ["lemma_3_20"],
    "Cor 3.21": ["corollary_3_21"],
    "Ex 4.1": ["example_4_1"],
    "L4.2": ["lemma_4_2"],
    "L4.2.a-d": ["lemma_4_2.line_a", "lemma_4_2.line_b", "lemma_4_2.line_c", "lemma_4_2.line_d"],
    "L4.3": ["lemma_4_3"],
    "Ex 4.4": ["example_4_4"],
    "Ex 4.5": ["example_4_5"],
    "App A": ["appendix_a"],
    "Figure 1.1": ["figure_1_1"],
}

# Printed claims that are false or ill posed; each has a repair.
FALSE = [
    "theorem_1_2.theorem_whole",
    "theorem_1_4.bound",
    "theorem_1_4.part_b",
    "theorem_1_4.theorem_whole",
    "theorem_1_6.theorem_whole",
    "theorem_3_10.directions",
    "theorem_3_19.directions",
    "fact_3_3.local_norm",
    "fact_3_3.fact_whole",
    "lemma_3_8.bound",
    "lemma_3_8.line_b",
    "lemma_3_8.negative_tau",
    "lemma_3_8.lemma_whole",
    "lemma_3_8.alpha_is_one",
    "lemma_3_8.hypothesis_printed",
    "lemma_3_9.constraint_general",
    "lemma_3_9.boundary",
    "lemma_3_9.boundary_for_all",
    "lemma_3_9.chain_1_tilde",
    "lemma_3_9.at_the_end",
    "lemma_3_11.line_b",
    "lemma_3_11.line_c",
    "corollary_3_12.line_b2",
    "corollary_3_12.line_b3",
    "corollary_3_21.corollary_whole",
    "corollary_1_5.rank_admissible",
    "corollary_1_5.optimization_term",
    "lemma_2_4.norm",
    "lemma_4_2.drop_any",
    "lemma_4_2.lemma_whole",
    "lemma_4_2.shapes",
    "lemma_4_3.f_gradient",
    "lemma_4_3.g_hessian",
    "lemma_3_18.lemma_whole",
    "example_1_8.hessian",
    "example_4_4.hessian",
    "example_4_5.line_1",
    "example_4_5.hessian",
]


@pytest.fixture(scope="module")
def collection():
    return collect([FOLDER])


def test_every_claim_collects(collection):
    assert collection.broken == ()
    assert len(collection.claims) > 300


def test_every_item_of_the_paper_is_stated(collection):
    names = {claim.id.removeprefix("zhang/") for claim in collection.claims}
    missing = [
        (item, prefix)
        for item, prefixes in COVERED.items()
        for prefix in prefixes
        if not any(name.startswith(prefix) for name in names)
    ]
    assert missing == []


def test_what_is_printed_and_false_has_a_repair(collection):
    repaired = {claim.repairs.id for claim in collection.claims if claim.repairs is not None}
    assert [name for name in FALSE if f"zhang/{name}" not in repaired] == []


@pytest.mark.parametrize(
    ("module", "name", "verdict"),
    [
        ("theorem_1_4", "bound", Verdict.REFUTED),
        ("theorem_1_4", "bound_core", Verdict.PROVED),
        ("theorem_1_4", "bound_repaired_survives", Verdict.SUPPORTED),
        ("theorem_3_10", "directions", Verdict.REFUTED),
        ("theorem_2_1", "r1_at", Verdict.PROVED),
        ("theorem_2_1", "r4_at", Verdict.PROVED),
        ("lemma_3_8", "alpha_is_one", Verdict.REFUTED),
        ("example_1_3", "hessian", Verdict.PROVED),
        ("example_4_4", "differentiated", Verdict.REFUTED),
    ],
)
def test_quick_verdicts(collection, module, name, verdict):
    claim = next(claim for claim in collection.claims if claim.id == f"zhang/{module}.{name}")
    assert isinstance(claim.statement, AtInstance | Computed)
    assert decide_statement(claim.statement, Budget(seconds=600)).verdict is verdict


def _named(collection, name):
    return next(claim for claim in collection.claims if claim.id == f"zhang/{name}")


def test_lint_has_no_finding_without_a_reason(collection):
    assert [finding.line for finding in lint(collection) if not finding.reason] == []


def test_what_held_for_some_beta_only_is_not_titled_for_every_beta(collection):
    """At beta~ = 2 the region has no boundary at which the minimum could be attained."""
    assert not any("for every beta" in claim.title for claim in collection.claims)
    assert not _named(collection, "lemma_3_9.flat_lower_bound").printed
    assert _named(collection, "lemma_3_9.boundary_for_all").scope.name == "beta~ = 2"


@pytest.mark.parametrize(
    ("module", "name", "verdict"),
    [
        ("ge_jin_zheng", "half", Verdict.REFUTED),  # X = e1, Z = 3 e2
        ("ge_jin_zheng", "half_scalar", Verdict.PROVED),
        ("fact_3_3", "fact_whole", Verdict.REFUTED),
        ("lemma_3_8", "lemma_whole", Verdict.REFUTED),
        ("lemma_3_18", "lemma_whole", Verdict.REFUTED),
        ("theorem_1_2", "theorem_whole", Verdict.REFUTED),  # n = r + 1
        ("theorem_1_4", "part_b", Verdict.REFUTED),
        ("theorem_1_6", "theorem_whole", Verdict.REFUTED),
        ("corollary_3_21", "corollary_whole", Verdict.REFUTED),
    ],
)
def test_what_fails_at_one_exact_witness_is_refuted(collection, module, name, verdict):
    claim = _named(collection, f"{module}.{name}")
    assert decide_statement(claim.statement, Budget(seconds=600)).verdict is verdict


def test_the_convention_with_halves_is_not_printed(collection):
    for name in ("half", "half_scalar"):
        assert not _named(collection, f"ge_jin_zheng.{name}").printed


@pytest.mark.parametrize("name", ["corollary_1_5", "corollary_1_7"])
def test_a_corollary_with_a_probability_says_so(collection, name):
    stated = _named(collection, f"{name}.corollary_whole")
    assert isinstance(stated.statement, Unmechanised)
    assert "with probability at least 1 - 12^" in stated.statement.says
    assert _named(collection, f"{name}.corollary").scope.kind == "line"


def test_the_nuclear_norm_is_bounded_for_every_rank(collection):
    claim = _named(collection, "lemma_3_8.line_c_nuclear")
    assert isinstance(claim.statement, Real)
    assert "rank_F" in {symbol.name for symbol in claim.statement.symbols}
    assert claim.assumes == ("norm inequalities",)


@pytest.mark.parametrize(
    "name",
    [
        "fact_3_2.fact_whole",
        "fact_3_3.fact_repaired",
        "fact_3_6.fact_whole",
        "lemma_3_9.lemma_whole",
        "lemma_3_11.lemma_whole",
        "corollary_3_12.corollary_whole",
        "theorem_1_2.theorem_repaired",
        "theorem_1_4.bound_repaired",
        "theorem_1_4.theorem_repaired",
        "theorem_1_6.theorem_repaired",
        "theorem_3_10.directions_repaired",
        "theorem_3_19.directions_repaired",
        "lemma_3_20.lemma_whole",
        "corollary_3_21.corollary_repaired",
        "lemma_4_2.lemma_repaired",
        "example_4_1.example_whole",
    ],
)
def test_a_whole_result_is_stated_for_all_sizes(collection, name):
    stated = _named(collection, name)
    assert isinstance(stated.statement, Theorem)
    sizes = set(stated.statement.document()["sizes"])
    assert sizes >= {"r", "q"}
    assert sizes >= {"n"} or sizes >= {"n1", "n2"}


def test_instances_of_ours_are_not_counted_as_printed(collection):
    printed = {
        claim.id for claim in collection.claims if claim.printed and isinstance(claim.statement, AtInstance)
    }
    assert printed == set()


@pytest.mark.parametrize(
    "name",
    [
        "theorem_1_2.recovery",
        "theorem_1_4.necessary_n_repaired",
        "theorem_1_6.dimension_repaired",
        "example_4_1.available_repaired",
        "lemma_3_9.flat_minimum_exists",
    ],
)
def test_what_repeated_its_hypothesis_is_gone(collection, name):
    assert f"zhang/{name}" not in {claim.id for claim in collection.claims}
