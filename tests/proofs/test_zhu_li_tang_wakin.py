"""The claims of proofs/zhu_li_tang_wakin: they collect, cover every listed item, and have their repairs."""

from pathlib import Path

import pytest

from certify.claims.collect import collect
from certify.claims.lint.run import lint
from certify.claims.results.verdict import Verdict
from certify.provers import Budget, decide_statement

FOLDER = Path(__file__).parents[2] / "proofs" / "zhu_li_tang_wakin"
PAPER = FOLDER.name
RESULTS = (
    *(f"Theorem {i}" for i in range(1, 6)),
    *(f"Lemma {i}" for i in range(1, 14)),
    "Corollary 1",
    "Corollary 2",
    "Proposition 1",
)

# The items of the paper's list, and the claims (module, or module.prefix) that state them.
COVERED = {
    "Def 1-2": ["definition_1.critical", "definition_1.saddle"],
    "Def 3": ["definition_1.minimum"],
    "Def 4": ["definition_4"],
    "Def 5-6": ["definition_7.group_closed", "definition_7.group_inverse"],
    "Def 7, (4)": ["definition_7.equation_4", "definition_7.chain"],
    "text, Sec II": ["definition_7.not_convex"],
    "Ex 1": ["example_1.invariance", "example_1.group"],
    "Ex 2": ["example_2.product"],
    "Def 8": ["definition_8.gradient_in_the_shell"],
    "remark": ["definition_8.means", "definition_8.product"],
    "Lemma 1": ["lemma_1.lemma", "lemma_1.induction", "experiments.contraction"],
    "Def 9": ["definition_9.shell", "definition_9.parameters"],
    "Prop 1": ["proposition_1.growth", "proposition_1.unique"],
    "(7)": ["assumption_2.scaled_a", "assumption_2.scaled_b"],
    "Assumptions": ["assumption_2.weighted", "assumption_2.mask"],
    "Lemma 2": ["lemma_2.lemma", "lemma_2.intermediate", "lemma_2.root_2"],
    "Lemma 3": ["lemma_3.product", "lemma_3.optimal", "lemma_3.distance"],
    "Thm 1": [
        "theorem_1.theorem",
        "theorem_1.regularity",
        "theorem_1.curvature_all",
        "theorem_1.gradient_1_all",
        "theorem_1.gradient_2_all",
        "theorem_1.gradient_3_all",
        "theorem_1.gradient_3_all_repaired",
    ],
    "Rem 1": ["remark_1.first", "remark_1.everything"],
    "Rem 2": ["remark_2.step", "remark_2.smallest"],
    "Rem 3": ["remark_3"],
    "Rem 4": ["remark_4.spurious_8", "remark_4.equal_weights", "remark_4.none_below", "remark_4.spurious"],
    "Rem 5": ["remark_5"],
    "Def 10": ["definition_10.constants"],
    "Cor 1": ["corollary_1.corollary", "corollary_1.specialised", "corollary_1.regularity"],
    "Rem 6": ["remark_6.smaller", "remark_6.weaker"],
    "Rem 7": ["remark_7.required", "remark_7.number", "remark_7.scaled_28"],
    "Lemma 4": ["lemma_4.inequality", "lemma_4.equality", "lemma_4.sharp_above", "lemma_4.sharp_below"],
    "Lemma 5": ["lemma_5.lemma", "lemma_5.equivalent"],
    "Lemma 6": ["lemma_6.equation_37", "lemma_6.equation_38"],
    "Thm 2": ["theorem_2.theorem", "theorem_2.saddles", "theorem_2.not_strongly_convex"],
    "Thm 3": ["theorem_3.theorem", "theorem_3.saddles", "theorem_3.critical_set"],
    "Thm 4": ["theorem_4.theorem", "theorem_4.saddles", "theorem_4.critical_set"],
    "Thm 5": [
        "theorem_5.theorem",
        "theorem_5.regularity",
        "theorem_5.curvature",
        "theorem_5.gradient_1",
        "theorem_5.gradient_2",
        "theorem_5.gradient_3",
    ],
    "Thm 5, r = 1": ["theorem_5.r1_regularity", "theorem_5.r1_curvature", "theorem_5.r1_gradient"],
    "Rem 8": ["remark_8"],
    "text A-F": ["text_a_f.critical"],
    "Lemma 7": ["lemma_7.lower", "lemma_7.upper"],
    "Cor 2": ["corollary_2.lower", "corollary_2.upper"],
    "Lemma 8": ["lemma_8.lemma", "lemma_8.sharper"],
    "Lemma 9": ["lemma_9.lemma", "lemma_9.link", "lemma_9.from_the_pair"],
    "Lemma 10, (73)": ["lemma_10.equation_73", "lemma_10.lemma"],
    "Lemma 11": ["lemma_11.lemma", "lemma_11.second_link", "lemma_11.third_link"],
    "Lemma 12": ["lemma_12.lemma"],
    "Lemma 13": ["lemma_13.lemma", "lemma_13.sharp"],
    "cited": ["lemma_13.tu", "lemma_13.schur"],
    "(31), (32), (52), (71), (72)": ["formulas.hessian", "formulas.equation_52", "formulas.gradient"],
    "K1": ["theorem_2.direction"],
    "K2": ["theorem_2.flat"],
    "K3": ["theorem_4.direction"],
    "K4": ["theorem_5.equation_60", "theorem_5.line_pi", "theorem_5.equation_63"],
    "K5": ["theorem_5.equation_66", "theorem_5.equation_67", "theorem_5.equation_68"],
    "K6": ["theorem_5.equation_64"],
    "K7": ["lemma_8.first", "lemma_8.third", "lemma_8.squared"],
    "ledger": [f"ledger.line_{i}" for i in range(1, 18) if i != 2],
    "homogeneity": ["homogeneity.displayed"],
    "Figure 1": ["figure_1.table_a", "figure_1.table_b"],
}

# Printed claims that are false; each has a repair.
FALSE = [
    "assumption_2.scaled_b",
    "corollary_1.corollary",
    "corollary_1.regularity",
    "definition_7.equation_4",
    "definition_7.not_convex",
    "definition_8.means",
    "definition_10.constants",
    "example_1.group",
    "ledger.line_11_last",
    "ledger.line_12",
    "ledger.line_13",
    "lemma_2.intermediate",
    "lemma_5.equivalent",
    "lemma_5.lemma",
    "lemma_6.trace",
    "lemma_9.link",
    "lemma_11.third_link",
    "remark_1.first",
    "remark_1.second",
    "remark_1.everything",
    "remark_2.step",
    "remark_6.smaller",
    "remark_8.same_constraint",
    "text_a_f.critical",
    "theorem_1.gradient_3_all",
    "theorem_1.gradient_3_division",
    "theorem_1.regularity",
    "theorem_1.theorem",
    "theorem_2.difference",
    "theorem_2.flat_direction",
    "theorem_2.not_strongly_convex",
    "theorem_2.theorem",
    "theorem_3.critical_set",
    "theorem_3.theorem",
    "theorem_4.critical_set",
    "theorem_4.theorem",
    "theorem_5.equation_58",
    "theorem_5.printed_square",
]

QUICK = {
    "definition_1.saddle": Verdict.PROVED,
    "definition_7.equation_4": Verdict.REFUTED,
    "example_1.group": Verdict.REFUTED,
    "formulas.equation_52": Verdict.PROVED,
    "formulas.hessian_g": Verdict.PROVED,
    "ledger.line_8": Verdict.PROVED,
    "ledger.line_13": Verdict.REFUTED,
    "ledger.line_13_repaired": Verdict.PROVED,
    "ledger.line_17_size": Verdict.PROVED,
    "lemma_2.intermediate": Verdict.REFUTED,
    "lemma_2.intermediate_repaired": Verdict.PROVED,
    "lemma_2.root_1": Verdict.PROVED,
    "lemma_4.equality": Verdict.PROVED,
    "lemma_5.lemma": Verdict.REFUTED,
    "lemma_5.lemma_distinct": Verdict.REFUTED,
    "lemma_5.members_are_critical": Verdict.PROVED,
    "lemma_8.squared": Verdict.PROVED,
    "lemma_9.link": Verdict.REFUTED,
    "lemma_11.third_link": Verdict.REFUTED,
    "remark_1.gap": Verdict.REFUTED,
    "text_a_f.critical": Verdict.REFUTED,
    "corollary_1.corollary": Verdict.REFUTED,
    "lemma_1.lemma": Verdict.NOT_MECHANISED,
    "lemma_13.tu": Verdict.PROVED,
    "theorem_1.gradient_3_all": Verdict.REFUTED,
    "theorem_1.gradient_3_division": Verdict.REFUTED,
    "theorem_1.theorem": Verdict.REFUTED,
    "theorem_1.theorem_repaired": Verdict.NOT_MECHANISED,
    "theorem_2.direction": Verdict.PROVED,
    "theorem_2.flat_direction": Verdict.REFUTED,
    "theorem_2.not_strongly_convex": Verdict.REFUTED,
    "theorem_2.theorem": Verdict.REFUTED,
    "theorem_3.over_saddle": Verdict.PROVED,
    "theorem_3.theorem": Verdict.REFUTED,
    "theorem_4.sharp": Verdict.PROVED,
    "theorem_4.theorem": Verdict.REFUTED,
    "theorem_5.equation_66": Verdict.PROVED,
    "theorem_5.small": Verdict.PROVED,
    "theorem_5.theorem": Verdict.NOT_MECHANISED,
    "homogeneity.displayed": Verdict.PROVED,
}


@pytest.fixture(scope="module")
def collection():
    return collect([FOLDER])


def test_every_claim_collects_and_its_links_lead_somewhere(collection):
    assert collection.broken == ()
    assert len(collection.claims) > 400


def test_every_item_of_the_paper_is_stated(collection):
    names = {claim.id.removeprefix("zhu_li_tang_wakin/") for claim in collection.claims}
    missing = [
        (item, prefix)
        for item, prefixes in COVERED.items()
        for prefix in prefixes
        if not any(name.startswith(prefix) for name in names)
    ]
    assert missing == []


def test_what_is_printed_and_false_has_a_repair(collection):
    claims = {claim.id.removeprefix("zhu_li_tang_wakin/"): claim for claim in collection.claims}
    repaired = {claim.repairs.id for claim in collection.claims if claim.repairs is not None}
    assert [name for name in FALSE if not claims[name].printed] == []
    assert [name for name in FALSE if f"zhu_li_tang_wakin/{name}" not in repaired] == []


def test_theorem_1_as_repaired_rests_on_all_of_its_proof(collection):
    """Its five parts, every lemma of Appendices J and K, and the ledger are below it."""
    below = {
        name.split("/")[1] for name in collection.links()["zhu_li_tang_wakin/theorem_1.theorem_repaired"]
    }
    modules = {name.split(".")[0] for name in below}
    lemmas = {f"lemma_{i}" for i in (3, 7, 8, 9, 10, 11, 12, 13)}
    assert (
        modules >= {"theorem_1", "theorem_5", "ledger", "formulas", "corollary_2", "proposition_1"} | lemmas
    )
    assert {"theorem_5.curvature", "theorem_5.equation_66", "ledger.line_13_repaired"} <= below


@pytest.mark.parametrize(("name", "verdict"), list(QUICK.items()), ids=list(QUICK))
def test_quick_verdicts(collection, name, verdict):
    claim = next(claim for claim in collection.claims if claim.id == f"zhu_li_tang_wakin/{name}")
    assert decide_statement(claim.statement, Budget(seconds=600)).verdict is verdict


# What a printed title once said of more than its statement: the scope that it has now.
SCOPES = {
    "ledger.line_17_size": "line",
    "theorem_1.gradient_1_smallest": "case",
    "theorem_1.gradient_3_all": "part",
    "theorem_2.saddles": "case",
    "theorem_3.saddles": "case",
    "theorem_4.saddles": "case",
    "theorem_5.r1_gradient_1": "case",
    "theorem_5.small": "line",
}


@pytest.mark.parametrize("result", sorted(RESULTS))
def test_a_numbered_result_alone_is_a_whole_statement(collection, result):
    """Titles that name a theorem or lemma alone belong to its whole statement, and each result has one."""
    named = [claim for claim in collection.claims if claim.title == result]
    assert [claim.scope.kind for claim in named] == ["whole"]
    assert named[0].printed


@pytest.mark.parametrize(("name", "kind"), list(SCOPES.items()), ids=list(SCOPES))
def test_a_case_bears_no_general_title(collection, name, kind):
    claim = next(claim for claim in collection.claims if claim.id == f"zhu_li_tang_wakin/{name}")
    assert claim.scope.kind == kind
    assert "for every r" not in claim.title


def test_no_hypothesis_bounds_an_inner_product_by_the_spectral_norm(collection):
    """(19) is proved with the Frobenius norm of W, which Cauchy-Schwarz gives, and only as repaired."""
    claims = {claim.id.removeprefix("zhu_li_tang_wakin/"): claim for claim in collection.claims}
    assert claims["theorem_1.gradient_3_all_repaired"].assumes == ("Cauchy-Schwarz",)
    assert f"{PAPER}/theorem_1.gradient_3_all" not in claims["theorem_1.theorem_repaired"].rests_on
    assert f"{PAPER}/theorem_1.gradient_3_all_repaired" in claims["definition_9.far_3"].rests_on


def test_what_the_paper_does_not_print_is_not_printed(collection):
    """It prints no sentence on homogeneity, and no examples with its definitions."""
    homogeneity = [claim for claim in collection.claims if "homogeneous" in claim.title]
    assert homogeneity
    assert not any(claim.printed for claim in homogeneity)
    names = {claim.id.removeprefix("zhu_li_tang_wakin/"): claim.printed for claim in collection.claims}
    assert not names["homogeneity.displayed"]
    assert not names["definition_1.saddle"]


def test_the_claims_of_the_paper_are_without_findings(collection):
    assert [finding.line for finding in lint(collection) if not finding.reason] == []
