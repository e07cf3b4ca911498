"""The claims of proofs/beyond_procrustes: they collect, cover the paper's items, and what is false is
repaired.
"""

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from sympy import Rational

from certify.claims import Computed, Curvature, PsdBound, Random, Real, Unmechanised, part
from certify.claims.collect import collect
from certify.claims.results.verdict import Verdict
from certify.claims.statements.words import Words
from certify.provers import Budget, decide_statement
from certify.provers.reals.points.point_witness import point_certificate

FOLDER = Path(__file__).parents[2] / "proofs" / "beyond_procrustes"

# The items of the paper in its order, and the claims (module, or module.prefix) that state them.
COVERED = {
    "Figure 1": [
        "figure_1.strongly_convex",
        "figure_1.nonconvex",
        "figure_1.singular",
        "figure_1.named_f_reg",
    ],
    "1.1 lifted form": ["introduction.blocks", "introduction.flat", "introduction.spectrum"],
    "unbalanced factors": ["introduction.product", "introduction.unstable", "introduction.diverges"],
    "key message": ["introduction.balance", "introduction.stays_balanced", "algorithm_1.stays_balanced"],
    "Figure 2": ["figure_2.same", "figure_2.linear", "figure_2.full_size"],
    "(6), invariance": ["definition_2.balanced", "definition_2.factors", "definition_2.invariant"],
    "dist": ["definition_2.attained", "definition_2.below_orthogonal", "definition_2.metric"],
    "Def 1": ["definition_1.monotone", "definition_1.gaussian"],
    "Algorithm 1": ["algorithm_1.first_iterate", "algorithm_1.constant_step", "algorithm_1.recovers"],
    "Theorem 1": [
        "theorem_1.theorem_whole",
        "theorem_1.rate",
        "theorem_1.one_step_9",
        "theorem_1.normaliser",
    ],
    "iterations": ["theorem_1.iterations"],
    "comparison": ["theorem_1.smaller_basin", "introduction.compare_7"],
    "(11)": [
        "equation_11.equation_whole",
        "equation_11.first_iterate",
        "equation_11.equation",
        "equation_11.factor_bound",
    ],
    "spectral condition": ["equation_11.spectral", "equation_11.samples", "equation_11.worse"],
    "tau": ["equation_11.tau_zero"],
    "Def 2": ["lemma_2.unique"],
    "Lemma 1": [
        "lemma_1.lemma_whole",
        "lemma_1.bound",
        "lemma_1.threshold",
        "lemma_1.better",
        "lemma_1.constant",
    ],
    "A1": ["lemma_1.feasible"],
    "A2": ["lemma_1.value_at_p", "lemma_1.first_half", "lemma_1.line_23", "lemma_1.line_23_second"],
    "A3": ["lemma_1.weyl", "lemma_1.chain", "lemma_1.smallest"],
    "A4": ["lemma_1.conclusion", "lemma_1.strict"],
    "Lemma 2": ["lemma_2.lemma", "lemma_2.necessary_only"],
    "B1": ["lemma_2.expansion", "lemma_2.gradient_of_g", "lemma_2.last_display"],
    "Lemma 3": ["lemma_3.lemma", "lemma_3.lemma_of_y", "lemma_3.exact_form"],
    "C1": ["lemma_3.split", "lemma_3.line_24"],
    "C2": ["lemma_3.completed", "lemma_3.completed_aligned"],
    "Lemma 4": ["lemma_4.lemma_whole", "lemma_4.first", "lemma_4.second", "lemma_4.sharper"],
    "D1, D2": ["lemma_4.decomposition", "lemma_4.line_1", "lemma_4.line_2", "lemma_4.spectral"],
    "Lemma 5": ["lemma_5.above", "lemma_5.below", "lemma_5.consequence", "lemma_5.needs_2r"],
    "Theorem 2": [
        "theorem_2_end.theorem_whole",
        "theorem_2_end.rotation",
        "theorem_2_end.one_step",
        "theorem_2_instance",
    ],
    "T2.1": ["theorem_2.distance_0", "theorem_2.rotation_0"],
    "T2.H": ["theorem_2_end.existence", "theorem_2.square_root", "theorem_2_end.rotation"],
    "T2.2": ["theorem_2.update_x", "theorem_2.update_y", "theorem_2.same_product"],
    "T2.3": ["theorem_2.lambda_bound", "theorem_2.lambda_inverse"],
    "T2.4": ["theorem_2.expand_alpha"],
    "T2.5": ["theorem_2.gamma_first_line", "theorem_2.gamma_second_line", "theorem_2.gamma_third_line"],
    "T2.6": ["theorem_2.last_term_first", "theorem_2.last_term_split", "theorem_2.last_term_small"],
    "T2.7": [
        "theorem_2.gamma_1",
        "theorem_2.gamma_2",
        "theorem_2.gamma_sum",
        "theorem_2.gamma_three_quarters",
    ],
    "T2.8": ["theorem_2.beta_first_line", "theorem_2.beta_1", "theorem_2.beta_2", "theorem_2.beta_sum"],
    "T2.9": ["theorem_2.collect_1", "theorem_2.collect_2", "theorem_2.collect_3"],
    "T2.10": ["theorem_2.smallest_singular", "theorem_2.rate_18", "theorem_2.square_root"],
    "T2.11": [
        "theorem_2_end.drift",
        "theorem_2_end.geometric",
        "theorem_2_end.total",
        "theorem_2_end.uniform",
    ],
    "S1": ["theorem_1.update_x", "theorem_1.line_20"],
    "S2": ["theorem_1.line_21_i", "theorem_1.line_21_ii", "theorem_1.line_21_iii", "theorem_1.line_21_iv"],
    "S3": ["theorem_1.beta_one", "theorem_1.beta_sum"],
    "S4": ["theorem_1.gamma_difference", "theorem_1.trace_form", "theorem_1.product_norm"],
    "S5": ["theorem_1.six_terms", "theorem_1.order", "theorem_1.much_less"],
    "S6": ["theorem_1.gamma_sum"],
    "S7": ["theorem_1.one_step"],
    "footnote 2": ["theorem_1.footnote", "theorem_1.normaliser"],
    "homogeneity": ["homogeneity.displays"],
    "Monte Carlo": ["algorithm_1.rate_factorization", "algorithm_1.rate_sensing"],
}

# Printed claims that are false; each has a repair.
FALSE = [
    "algorithm_1.constant_step",
    "definition_2.attained",
    "definition_2.metric",
    "equation_11.first_iterate",
    "equation_11.tau_zero",
    "figure_1.named_f_reg",
    "figure_1.same_function",
    "lemma_1.line_23_second",
    "lemma_1.strict",
    "lemma_2.unique",
    "lemma_3.completed",
    "lemma_3.completed_aligned",
    "lemma_4.first",
    "lemma_4.lemma_whole",
    "lemma_4.second",
    "theorem_1.footnote",
    "theorem_1.iterations",
    "theorem_1.line_21_i",
    "theorem_2.beta_first_line",
    "theorem_2.collect_3",
    "theorem_2.gamma_first_line",
    "theorem_2_end.uniform",
]

TINY = Rational(1, 2048)  # c0, and the distance from the truth
POINTS = {
    "algorithm_1.constant_step": {
        "eta": Rational(1, 450),
        "m": 900,
        "e": Rational(1, 100),
        "x": Rational(-15301, 500000),
    },
    "equation_11.tau_zero": {"s": 1, "M": 1, "kappa": 1, "c0": TINY, "x": 2, "t": 0},
    "figure_1.named_f_reg": {"x": 1, "y": 1},
    "figure_1.same_function": {"x": 0, "y": 0},
    "lemma_1.line_23_second": {
        "d": Rational(1, 80),
        "q": Rational(101, 100),
        "x": Rational(100, 101),
        "y": Rational(101, 100),
    },
    "lemma_1.strict": {"d": 0, "s": 1},
    "lemma_4.first": {"t": 10, "x": 11, "y": 10},
    "lemma_4.second": {"t": 10, "x": 11, "y": 10},
    "theorem_1.footnote": {"c0": TINY, "x0": 1 + TINY, "y0": 1},
    "theorem_1.line_21_i": {"c0": TINY, "v": 1 + TINY / 2, "eta": Rational(1, 24), "d": 0},
    "theorem_2.beta_first_line": {
        "s": Rational(1, 10),
        "v": Rational(1, 10) + TINY / 20,
        "eta": Rational(1, 24),
        "c0": TINY,
    },
    "theorem_2.collect_3": {"c0": TINY, "v": 1 + TINY / 2, "eta": Rational(1, 24)},
    "theorem_2.gamma_first_line": {"c0": TINY, "lambda": 1 - TINY / 8, "x": 1 + TINY / 8},
    "theorem_2_end.uniform": {"c0": TINY, "eta": Rational(1, 100), "k": 1},
}


@pytest.fixture(scope="module")
def claims():
    collection = collect([FOLDER])
    assert collection.broken == ()
    return {claim.id.removeprefix("beyond_procrustes/"): claim for claim in collection.claims}


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
    assert [name for name in FALSE if f"beyond_procrustes/{name}" not in repaired] == []
    assert all(claims[name].printed for name in FALSE)


def test_the_theorems_rest_on_every_lemma(claims):
    """The lines and lemmas reached from Theorem 1 by links, and no link leads nowhere."""
    links = {
        name: [other.removeprefix("beyond_procrustes/") for other in claim.rests_on]
        for name, claim in claims.items()
    }
    assert [
        (name, other) for name, rests_on in links.items() for other in rests_on if other not in claims
    ] == []
    reached, border = set(), {"theorem_1.theorem_whole"}
    while border:
        reached |= border
        border = {other for name in border for other in links[name]} - reached
    for needed in (
        "lemma_1.bound",
        "lemma_2.lemma",
        "lemma_3.lemma",
        "lemma_3.lemma_of_y",
        "lemma_4.first_repaired",
        "lemma_5.consequence",
        "theorem_2.gamma_sum",
        "theorem_2_end.rotation",
        "norms.product",
    ):
        assert needed in reached
    false_by_line = {name for name in reached if name in FALSE}
    assert false_by_line == set(), "a theorem rests on repaired lines, never on false ones"


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("definition_2.attained", Verdict.REFUTED),
        ("definition_2.factors", Verdict.PROVED),
        ("definition_2.metric", Verdict.REFUTED),
        ("equation_11.equation_whole", Verdict.REFUTED),
        ("equation_11.first_iterate", Verdict.REFUTED),
        ("equation_11.lifted", Verdict.PROVED),
        ("figure_1.strongly_convex", Verdict.PROVED),
        ("introduction.balance", Verdict.PROVED),
        ("introduction.diverges", Verdict.PROVED),
        ("lemma_2.lemma", Verdict.PROVED),
        ("lemma_2.unique", Verdict.REFUTED),
        ("lemma_3.completed_aligned", Verdict.REFUTED),
        ("lemma_3.lemma", Verdict.PROVED),
        ("lemma_4.lemma_whole", Verdict.REFUTED),
        ("lemma_5.above", Verdict.PROVED),
        ("lemma_5.needs_2r", Verdict.REFUTED),
        ("theorem_1.iterations", Verdict.REFUTED),
        ("theorem_2_instance.contracts", Verdict.PROVED),
        ("theorem_2_instance.worst_case", Verdict.PROVED),
        ("homogeneity.line_17", Verdict.REFUTED),
    ],
)
def test_quick_verdicts(claims, name, verdict):
    statement = claims[name].statement
    assert isinstance(statement, Computed | Curvature | PsdBound | Words)
    assert decide_statement(statement, Budget(seconds=600)).verdict is verdict


def test_every_false_line_about_numbers_has_a_point(claims):
    assert {name for name in FALSE if isinstance(claims[name].statement, Real)} == set(POINTS)


@pytest.mark.parametrize("name", POINTS)
def test_false_lines_fail_at_a_point_of_their_hypotheses(claims, name):
    """Points found by hand: all of `given` holds there and `show` does not."""
    statement = claims[name].statement
    numbers = [Fraction(str(POINTS[name][symbol.name])) for symbol in statement.symbols]
    values = [{(): number} if number else {} for number in numbers]
    assert point_certificate("real-refuted", statement.document(), [], values) is not None


def test_figure_2_at_a_small_size_coincides(claims):
    statement = claims["figure_2.same"].statement
    assert isinstance(statement, Random)
    few = Random(statement.says, statement.event, trials=5, at_least=statement.at_least)
    assert decide_statement(few, Budget(seconds=600)).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("script", "arguments"), [("_figure_1.py", []), ("_figure_2.py", ["60", "1", "0.5"])]
)
def test_pictures_are_drawn_the_same_twice(tmp_path, script, arguments):
    drawn = [tmp_path / "first.svg", tmp_path / "second.svg"]
    runs = [subprocess.Popen([sys.executable, FOLDER / script, path, *arguments]) for path in drawn]
    assert [run.wait() for run in runs] == [0, 0]
    first, second = (path.read_bytes() for path in drawn)
    assert first.startswith(b"<?xml")
    assert first == second


RESULTS = {
    "Theorem 1": "theorem_1.theorem_whole",
    "Theorem 2": "theorem_2_end.theorem_whole",
    "Lemma 1": "lemma_1.lemma_whole",
    "Lemma 2": "lemma_2.lemma_whole",
    "Lemma 3": "lemma_3.lemma_whole",
    "Lemma 4": "lemma_4.lemma_whole",
    "Lemma 5": "lemma_5.lemma_whole",
    "Equation 11": "equation_11.equation_whole",
}


def test_every_numbered_result_is_stated_whole_once(claims):
    whole = {
        claim.title: name for name, claim in claims.items() if claim.printed and claim.scope.kind == "whole"
    }
    assert whole == RESULTS
    assert all(claims[name].source.number == number for number, name in RESULTS.items())


def test_the_half_of_lemma_1_that_says_that_q_exists_is_stated_and_not_proved(claims):
    """The bound on |P - Q| is a part, and says nothing of a minimiser that exists."""
    assert claims["lemma_1.bound"].scope == part("the bound")
    whole = claims["lemma_1.lemma_whole"].statement
    assert isinstance(whole, Unmechanised)
    assert "some invertible Q minimises" in whole.says


@pytest.mark.parametrize("name", ["theorem_1", "theorem_2_end"])
def test_theorems_fix_c0_before_eta_and_are_not_proved_with_c0_after_it(claims, name):
    """An induction whose c0 depends on eta is no proof of the theorem."""
    statement = claims[f"{name}.theorem_whole"].statement
    assert isinstance(statement, Unmechanised)
    assert statement.says.index("c0") < statement.says.index("eta")
    assert "chosen after eta" in statement.reason


@pytest.mark.parametrize("name", ["theorem_2_end.total", "theorem_2_end.rotation"])
def test_lines_with_c0_of_the_order_of_eta_are_parts(claims, name):
    assert claims[name].scope.kind == "part"
    assert "chosen after eta" in claims[name].shown


@pytest.mark.parametrize(
    "name",
    [
        "algorithm_1.constant_step",
        "lemma_1.line_23_second",
        "lemma_4.first",
        "lemma_4.second",
        "theorem_1.footnote",
        "theorem_1.iterations",
        "theorem_1.line_21_i",
        "theorem_2.beta_first_line",
        "theorem_2.collect_3",
        "theorem_2.gamma_first_line",
    ],
)
def test_instances_of_printed_lines_are_cases(claims, name):
    assert claims[name].scope.kind == "case"
    assert claims[name].scope.name in claims[name].shown


@pytest.mark.parametrize(
    "name",
    [
        "algorithm_1.stays_balanced",
        "definition_1.gaussian",
        "figure_2.same",
        "introduction.diverges",
        "introduction.stays_balanced",
        "theorem_1.rate",
    ],
)
def test_what_the_paper_does_not_print_is_not_printed(claims, name):
    assert not claims[name].printed


@pytest.mark.parametrize("name", ["lemma_1.weyl", "lemma_4.spectral", "theorem_2.smallest_singular"])
def test_weyls_inequality_is_assumed_by_name(claims, name):
    assert claims[name].assumes == ("Weyl",)
