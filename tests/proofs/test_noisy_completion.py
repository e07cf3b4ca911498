"""The claims of proofs/noisy_completion: they cover the paper's items, and what is false has its repair."""

from pathlib import Path

import pytest

from certify.claims import Computed, Constants, Masks, Random, Real, Unmechanised
from certify.claims.collect import collect
from certify.claims.results.verdict import Verdict
from certify.claims.statements.words import Words
from certify.provers import Budget, decide_statement

FOLDER = Path(__file__).parents[2] / "proofs" / "noisy_completion"

# The items of the paper, and the claims (module, or module.prefix) that state them.
COVERED = {
    "(4)-(6)": ["example_2x2.null_space", "example_2x2.trivial_null_space", "example_2x2.noise"],
    "Section 2, RIP": ["example_2x2.null_space_trivial", "example_2x2.unobserved"],
    "Def 1.1": ["definition_1_1.conversion"],
    "Def 1.2": ["definition_1_2.bounds"],
    "Def C.1": ["definition_1_1.conversion_back"],
    "Lemma 2.1": ["lemma_2_1.seven", "lemma_2_1.tight", "lemma_2_1.symmetric"],
    "(8)": ["equation_8.first_line", "equation_8.last_line", "equation_8.feasible"],
    "(9), (30)": ["equation_8.nine", "equation_8.noise_everywhere"],
    "Thm 2.2": ["theorem_2_2.theorem", "theorem_2_2.probability", "theorem_2_2_rank_one.theorem_rank_one"],
    "(33)-(36)": ["theorem_2_2.tail", "theorem_2_2.expectation", "theorem_2_2.divided"],
    "Remark, 1 <= ratio <= n^2": ["theorem_2_2.ratio_lower", "theorem_2_2.ratio_upper"],
    "Thm 3.1": ["theorem_3_1.theorem", "theorem_3_1.noiseless", "theorem_3_1.surrogate_rank_one"],
    "(14)": ["theorem_3_1.thresholds", "theorem_3_1.threshold_above_one"],
    "(37)-(39)": ["theorem_3_1_steps.first_order", "theorem_3_1_steps.second_order_form"],
    "(40)-(42)": ["theorem_3_1_steps.forty", "theorem_3_1_steps.minimum_eigenvalue"],
    "(43)": ["theorem_3_1_steps.powers", "theorem_3_1_steps.curvature", "theorem_3_1.sign"],
    "(44)-(48)": ["theorem_3_1_steps.sufficient", "theorem_3_1_steps.gamma", "theorem_3_1_steps.forty_eight"],
    "Thm 3.2, C.9": ["theorem_c_9.theorem", "theorem_c_9.gap", "theorem_c_9.monotone"],
    "(49)": ["theorem_c_9.step", "theorem_c_9.factor", "theorem_c_9.unrolled"],
    "Thm 4.1": ["theorem_4_1.theorem", "theorem_4_1.independent", "theorem_4_1.eigenvalue"],
    "(50)": ["theorem_4_1.fifty", "theorem_4_1.fifty_square"],
    "(51)-(53)": ["theorem_4_1.fifty_one", "theorem_4_1.fifty_three"],
    "scale": ["theorem_4_1.homogeneous"],
    "Def C.2-C.5": ["definitions_c.rank_one_power", "definitions_c.symmetric", "definitions_c.outer"],
    "Lemma C.6": ["lemma_c_6.lemma"],
    "(22)": ["lemma_c_6.powers"],
    "Def C.7": ["definition_c_7.first", "definition_c_7.second"],
    "Lemma C.8, (24)": ["lemma_c_8.gradient", "lemma_c_8.first_order", "lemma_c_8.second_order"],
    "Thm C.10": ["theorem_c_10.at_zero", "theorem_c_10.exponents"],
    "Lemma D.1 (a)": ["lemma_d_1.sandwich", "lemma_d_1.smoothness"],
    "Lemma D.1 (b)": ["lemma_d_1.expectation", "lemma_d_1.constant"],
    "Lemma D.1 (c)": ["lemma_d_1.tail", "lemma_d_1.homogeneous", "lemma_d_1.uniform"],
    "Zhang 2022": ["zhang_2022.quoted"],
    "Table 1": ["table_1.orders", "table_1.arbitrary"],
    "(20)": ["structured_instance.indistinguishable", "structured_instance.optimum"],
    "Figure 1": ["figure_1.inverse", "figure_1.unlikely"],
    "Figure 2": ["figure_2.ahead_a", "figure_2.ahead_b"],
    "Figure 3": ["figure_3.top_hundredth", "figure_3.bottom_rises"],
    "Table 2, Figure 4": ["table_2.printed_value", "table_2.two_values"],
}

# Printed claims that are false, empty or ill posed.
FALSE = [
    "example_2x2.null_space_trivial",
    "definition_1_1.conversion",
    "lemma_2_1.lemma",
    "lemma_2_1.seven",
    "equation_8.first_line",
    "equation_8.first_line_at_an_optimum",
    "equation_8.noise_everywhere",
    "theorem_2_2.theorem",
    "theorem_2_2.probability",
    "theorem_2_2.accuracy_positive",
    "theorem_2_2.divided",
    "theorem_2_2_rank_one.theorem_rank_one",
    "theorem_3_1.theorem",
    "theorem_3_1.sign",
    "theorem_3_1.noiseless",
    "theorem_3_1.small_beta",
    "theorem_3_1.surrogate_rank_one",
    "theorem_3_1.threshold_above_one",
    "theorem_3_1_steps.assumed_semidefinite",
    "theorem_3_1_steps.factor_four",
    "theorem_3_1_steps.c2",
    "theorem_3_1_steps.powers_used",
    "theorem_3_1_steps.gamma_below_two",
    "theorem_3_1_steps.gamma_at_least_one",
    "theorem_4_1.theorem",
    "theorem_4_1.fifty_square",
    "theorem_4_1.eigenvalue",
    "theorem_4_1.exact_fit",
    "theorem_4_1.positive",
    "theorem_4_1.independent",
    "theorem_4_1.independent_probability",
    "theorem_4_1.fifty_one",
    "theorem_c_9.gap",
    "theorem_c_9.gap_structured",
    "theorem_c_9.gap_bipartite",
    "theorem_c_9.time",
    "theorem_c_9.orthogonal_start",
    "theorem_c_9.step",
    "theorem_c_9.factor",
    "theorem_c_10.at_zero",
    "definitions_c.rank_one_power",
    "definitions_c.rank_one_power_symmetric",
    "definition_c_7.first",
    "definition_c_7.undefined",
    "definition_c_7.second",
    "definition_c_7.ratio",
    "lemma_c_6.lemma",
    "lemma_c_8.lemma",
    "lemma_c_8.gradient",
    "lemma_c_8.first_order",
    "lemma_c_8.second_order",
    "lemma_c_8.label",
    "lemma_d_1.lemma",
    "lemma_d_1.smoothness",
    "lemma_d_1.constant",
    "lemma_d_1.tail",
    "lemma_d_1.homogeneous",
    "lemma_d_1.uniform",
]


@pytest.fixture(scope="module")
def claims():
    collection = collect([FOLDER])
    assert collection.broken == ()
    return {claim.id.removeprefix("noisy_completion/"): claim for claim in collection.claims}


def test_every_item_of_the_paper_is_stated(claims):
    missing = [
        (item, prefix)
        for item, prefixes in COVERED.items()
        for prefix in prefixes
        if not any(name.startswith(prefix) for name in claims)
    ]
    assert missing == []


def test_what_is_printed_and_false_has_a_repair(claims):
    repaired = {claim.repairs.id for claim in claims.values() if claim.repairs is not None}
    assert [name for name in FALSE if f"noisy_completion/{name}" not in repaired] == []
    assert [name for name in FALSE if not claims[name].printed] == []


def test_links_lead_to_claims(claims):
    own = [link for claim in claims.values() for link in claim.rests_on if "/" not in link]
    assert [link for link in own if link not in claims] == []


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("example_2x2.null_space_trivial", Verdict.REFUTED),
        ("lemma_2_1.tight", Verdict.SUPPORTED),
        ("lemma_2_1.lemma", Verdict.REFUTED),
        ("lemma_2_1.rss", Verdict.PROVED),
        ("lemma_2_1.rsc", Verdict.PROVED),
        ("lemma_2_1.reached", Verdict.PROVED),
        ("equation_8.nine", Verdict.PROVED),
        ("equation_8.first_line_at_an_optimum", Verdict.REFUTED),
        ("equation_8.first_line_at_an_optimum_repaired", Verdict.PROVED),
        ("theorem_2_2.theorem", Verdict.REFUTED),
        ("theorem_2_2.probability", Verdict.REFUTED),
        ("theorem_2_2.probability_claimed", Verdict.PROVED),
        ("theorem_2_2_rank_one.theorem_rank_one", Verdict.REFUTED),
        ("theorem_2_2_rank_one.violated", Verdict.PROVED),
        ("theorem_3_1.theorem", Verdict.REFUTED),
        ("theorem_3_1.global_minimum", Verdict.PROVED),
        ("theorem_3_1.thresholds", Verdict.PROVED),
        ("theorem_3_1.sign", Verdict.REFUTED),
        ("theorem_4_1.theorem", Verdict.REFUTED),
        ("theorem_4_1.numbers", Verdict.PROVED),
        ("theorem_4_1.fifty_one", Verdict.REFUTED),
        ("theorem_c_9.gap_structured", Verdict.REFUTED),
        ("theorem_c_9.unrolled", Verdict.SUPPORTED),
        ("theorem_c_10.at_zero", Verdict.REFUTED),
        ("lemma_c_6.lemma", Verdict.REFUTED),
        ("lemma_c_6.lemma_repaired", Verdict.SUPPORTED),
        ("lemma_c_8.lemma", Verdict.REFUTED),
        ("lemma_c_8.first_order", Verdict.REFUTED),
        ("lemma_d_1.lemma", Verdict.REFUTED),
        ("lemma_d_1.tail", Verdict.REFUTED),
        ("lemma_d_1.tail_repaired", Verdict.PROVED),
        ("lemma_d_1.bernstein", Verdict.SUPPORTED),
        ("structured_instance.optimum", Verdict.PROVED),
        ("table_2.printed_value", Verdict.PROVED),
    ],
)
def test_quick_verdicts(claims, name, verdict):
    statement = claims[name].statement
    assert isinstance(statement, Computed | Constants | Masks | Words)
    assert decide_statement(statement, Budget(seconds=600)).verdict is verdict


# Faults in earlier forms of these claims: a case with the title of all, and a line with a hypothesis that the
# paper does not have.
MEMBERS = [
    *(f"theorem_c_9.{name}" for name in ("gap_repaired", "gap_structured_repaired", "unrolled")),
    *(f"lemma_c_8.{name}" for name in ("first_order_repaired", "second_order_repaired")),
    *("theorem_3_1_steps.curvature", "lemma_2_1.tight", "lemma_c_6.powers", "lemma_c_8.lifted_gradient"),
]


@pytest.mark.parametrize("name", MEMBERS)
def test_a_family_looked_at_in_some_members_is_at_most_supported(claims, name):
    claim = claims[name]
    assert isinstance(claim.statement, Computed)
    assert claim.statement.of
    assert claim.scope.kind == "case" if claim.printed or claim.repairs else not claim.scope.kind
    assert decide_statement(claim.statement, Budget(seconds=600)).verdict is Verdict.SUPPORTED


def test_gamma_is_inferred_from_what_the_paper_names_and_no_more(claims):
    printed, repaired = (claims[f"theorem_3_1_steps.gamma_at_least_one{end}"] for end in ("", "_repaired"))
    from_claims = {origin.claim.rpartition(".")[2] for origin in printed.origins}
    assert from_claims == {"minimum_eigenvalue"}
    assert {origin.claim.rpartition(".")[2] for origin in repaired.origins} == {
        "minimum_eigenvalue",
        "second_order",
    }
    assert decide_statement(printed.statement, Budget(seconds=600)).verdict is Verdict.REFUTED
    assert decide_statement(repaired.statement, Budget(seconds=600)).verdict is Verdict.PROVED


def test_numbered_results_are_stated_whole_and_nothing_else_is(claims):
    stated = {
        claim.source.number: claim
        for claim in claims.values()
        if claim.printed and claim.scope.kind == "whole"
    }
    assert set(stated) == set(next(iter(stated.values())).paper.results)
    open_ones = {name for name, claim in stated.items() if isinstance(claim.statement, Unmechanised)}
    assert open_ones == {"Theorem 2.2", "Theorem C.9", "Theorem C.10"}
    assert all(claim.statement.of for name, claim in stated.items() if name not in open_ones)


def test_an_empty_theorem_is_no_theorem(claims):
    assert isinstance(claims["theorem_3_1.theorem_repaired"].statement, Unmechanised)
    assert isinstance(claims["theorem_4_1.theorem_repaired"].statement, Unmechanised)
    assert claims["theorem_2_2.theorem_repaired"].assumes == ("Hoeffding",)


def test_probabilities_are_seeded_runs_and_hidden_constants_are_named(claims):
    assert isinstance(claims["figure_2.ahead_b"].statement, Random)
    assert isinstance(claims["table_1.orders"].statement, Unmechanised)
    assert isinstance(claims["theorem_3_1.noiseless"].statement, Real)
