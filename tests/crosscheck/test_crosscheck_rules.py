"""What each rule of the second checker decides by its own method."""

import json
import math
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from flint import fmpq, fmpq_mat

from certify.crosscheck import check_bytes
from certify.crosscheck.refusal import Effort
from certify.crosscheck.rules.instances.counterexample import operator, projection
from certify.crosscheck.rules.instances.recovery import coordinates, read_problem, weights
from certify.crosscheck.rules.reals.box import has_sign

ROOT = Path(__file__).parents[2]


def judge(rule, statement, witness, asked=None):
    document = {"schema": "certify/certificate", "version": 1, "rule": rule}
    return check_bytes(json.dumps({**document, "statement": statement, "witness": witness}).encode(), asked)


def test_the_second_checker_loads_nothing_of_the_kernel():
    code = "import sys, certify.crosscheck; print([m for m in sys.modules if m.startswith('certify.kernel')])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert shown.stdout.strip() == "[]"
    for path in (ROOT / "certify" / "crosscheck").rglob("*.py"):
        assert "certify.kernel" not in path.read_text("utf-8")


@pytest.mark.parametrize("X", [[[1], [2]], [[1, 2], [2, 4]], [[0, 1], [0, 0]], [[0], [0]], [[1, 2], [3, 4]]])
def test_the_projection_is_the_one_onto_the_range(X):
    X = fmpq_mat(X)
    P = projection(X)
    assert X == P * X
    assert P.transpose() == P
    assert P == P * P
    assert P.rank() == X.rank()


def test_the_operator_written_out_maps_E_to_S_minus_G_and_is_near_the_identity():
    statement = json.loads((ROOT / "examples/certificates/counterexample.json").read_bytes())["statement"]
    problem = read_problem(statement, "counterexample-exists")
    S, G = fmpq_mat([[0, 0], [0, fmpq(-3, 2)]]), fmpq_mat(2, 2)
    gram = weights(2)
    H = operator(problem, S, G, gram)
    assert H.transpose() == H
    assert gram.solve(H * coordinates(problem.E)) == coordinates(S - G)
    # of rank one beside a multiple of the identity: the trace has the only other eigenvalue
    T = gram.inv() * H
    assert (T - fmpq_mat([[fmpq(13, 8) * (i == j) for j in range(3)] for i in range(3)])).rank() == 1


SURDS = [
    pytest.param(["2", "3"], {(1, 1): 1}, ["6"], {(1,): 1}, 0, id="√2 √3 = √6"),
    pytest.param(["2", "8"], {(1, 0): 2}, ["8"], {(1,): 1}, 0, id="2 √2 = √8"),
    pytest.param(["4"], {(1,): 1}, [], {(): 2}, 0, id="√4 = 2"),
    pytest.param(["4"], {(1,): 1, (0,): 2}, [], {(): 0}, 1, id="√4 + 2 > 0 where its conjugate is 0"),
    pytest.param(["0"], {(1,): 5}, [], {(): 0}, 0, id="5 √0 = 0"),
    pytest.param(
        ["2"], {(1,): 1}, [], {(): Fraction(math.isqrt(2 * 10**400), 10**200)}, 1, id="√2 > 200 digits"
    ),
]


@pytest.mark.parametrize(("radicands", "left", "more", "right", "sign"), SURDS)
def test_signs_of_sums_of_roots_are_exact(radicands, left, more, right, sign):
    """x is left, y is right; exactly the relations that hold of the sign of x - y can be said to hold."""
    a, b = len(radicands), len(more)
    x = [[str(c), [*m, *[0] * b]] for m, c in left.items() if c]
    y = [[str(c), [*[0] * a, *m]] for m, c in right.items() if c]
    difference = [["1", [1, 0]], ["-1", [0, 1]]]
    truth = {"=": sign == 0, "!=": sign != 0, ">": sign > 0, ">=": sign >= 0, "<": sign < 0, "<=": sign <= 0}
    for relation, holds in truth.items():
        statement = {"variables": ["x", "y"], "hypotheses": [], "fails": [difference, relation]}
        result = judge("point", statement, {"radicands": radicands + more, "coordinates": [x, y]})
        assert result.code == int(holds), (relation, result)
        assert judge(
            "point",
            {**statement, "hypotheses": [[difference, relation]], "fails": [[["1", [0, 0]]], "<"]},
            {"radicands": radicands + more, "coordinates": [x, y]},
        ).code == int(not holds)


@pytest.mark.parametrize(
    ("p", "box", "signs"),
    [
        pytest.param({(2,): 1}, [(0, 1)], {">="}, id="x^2 on [0, 1]"),
        pytest.param({(2,): 1, (1,): -2, (0,): 1}, [(0, 1)], {">="}, id="(x - 1)^2 on [0, 1]"),
        pytest.param({(2,): 1, (0,): 1}, [(-1, 1)], {">=", ">"} - {">"}, id="x^2 + 1 on [-1, 1]: b_1 = 0"),
        pytest.param({(2,): 1, (0,): 1}, [(0, 1)], {">=", ">"}, id="x^2 + 1 on [0, 1]"),
        pytest.param({(1, 1): -1}, [(0, 1), (0, 1)], {"<="}, id="-x y on the unit square"),
        pytest.param({(1, 0): 1, (0, 1): -1}, [(2, 3), (0, 1)], {">=", ">"}, id="x - y"),
        pytest.param({}, [(0, 1)], {">=", "<="}, id="zero"),
        pytest.param({(): -1}, [], {"<=", "<"}, id="a constant of no variables"),
        pytest.param({(1,): 1}, [(2, 2)], {">=", ">"}, id="x at the point 2"),
    ],
)
def test_the_sign_on_a_box_is_that_of_the_bernstein_coefficients(p, box, signs):
    p = {m: fmpq(c) for m, c in p.items()}
    box = [(fmpq(low), fmpq(high)) for low, high in box]
    assert {relation for relation in (">=", ">", "<=", "<") if has_sign(p, relation, box, Effort())} == signs


ASKED = json.loads((ROOT / "examples/certificates/counterexample.json").read_bytes())


@pytest.mark.parametrize(
    ("delta", "code"),
    [
        ("5/8", 0),
        ("10/16", 0),
        ("0.625", 0),
        (Fraction(5, 8), 0),
        ("0.6250", 0),
        ("3/8", 1),
        ("5/0", 1),
        (0.625, 1),
        (None, 1),
        (["5/8"], 1),
        ("5/8 ", 1),
        ("", 1),
        (5, 1),
    ],
)
def test_a_statement_asked_about_may_write_its_numbers_otherwise_but_not_other_numbers(delta, code):
    asked = {**ASKED["statement"], "delta": delta}
    assert judge("counterexample", ASKED["statement"], ASKED["witness"], asked).code == code


def test_a_failure_of_the_checker_is_a_verdict_of_its_own(monkeypatch):
    def broken(*_):
        raise ZeroDivisionError("two\nlines")

    monkeypatch.setitem(sys.modules["certify.crosscheck.check"].RULES, "box", broken)
    result = judge("box", {}, {})
    assert (result.accepted, result.code, result.rule) == (False, 3, "box")
    assert result.reason == "the second checker failed: ZeroDivisionError: two lines"
