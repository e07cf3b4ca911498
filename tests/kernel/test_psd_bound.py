"""Rule `psd-bound`: weak duality from below, an exact feasible point from above."""

import pytest

from certify.kernel import limits

from .certificates import assert_rejected, case, changed, example, verdict

RULE = "psd-bound"
CERTIFICATE = example(RULE)
BELOW = changed(
    CERTIFICATE,
    statement__relation="<",
    statement__bound="4/5",
    witness={"X": [["25/169", "-60/169"], ["-60/169", "144/169"]]},
)
EMPTY = changed(
    CERTIFICATE,
    statement__objective=[["0", "0"], ["0", "0"]],
    statement__constraints=[[[["1", "0"], ["0", "1"]], "-2"]],
    statement__bound="1",
    witness__y=["-1/2"],
)
NO_CONSTRAINTS = changed(CERTIFICATE, statement__constraints=[], statement__bound="0", witness__y=[])


@pytest.mark.parametrize(
    "certificate",
    [
        pytest.param(CERTIFICATE, id="from below"),
        pytest.param(changed(CERTIFICATE, statement__bound="-7"), id="with room"),
        pytest.param(BELOW, id="from above"),
        pytest.param(EMPTY, id="no feasible point"),
        pytest.param(NO_CONSTRAINTS, id="no constraints"),
    ],
)
def test_a_bound_is_accepted(certificate):
    result = verdict(certificate, certificate["statement"])
    assert result.accepted, result.reason
    assert (result.code, result.rule) == (0, RULE)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        case("a slack that is not definite", "witness.y: C - sum y_i A_i is not", witness__y=["1"]),
        case("too high a bound", "witness.y: b^T y is 3/4, less than the bound", statement__bound="4/5"),
        case("no multipliers", "witness.y: expected 1 elements", witness__y=[]),
        case("a point instead", "witness: unknown field 'X'", witness={"X": [["1"]]}),
        case("an equation", "statement.relation: expected one of", statement__relation="="),
        case("C not symmetric", "objective: the matrix is not symm", statement__objective__0__1="1"),
        case("A of another size", "expected 2 elements", statement__constraints__0__0=[["1"]]),
        case("a constraint less its side", "constraints[0]: expected 2", statement__constraints__0=[[["1"]]]),
        case("an empty objective", "objective: the matrix is empty", statement__objective=[]),
    ],
)
def test_a_bound_from_below_is_rejected_for(changes, message):
    assert_rejected(changed(CERTIFICATE, **changes), message)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        case(
            "a constraint that fails",
            "witness.X: <A, X> is 170/169 in constraints[0]",
            witness__X__0__0="2/13",
        ),
        case("a value at the bound", "X: <C, X> is 134/169, not less", statement__bound="134/169"),
        case(
            "a point not definite",
            "witness.X: not positive semidefinite",
            witness__X=[["-1", "0"], ["0", "2"]],
        ),
        case("multipliers instead", "witness: unknown field 'y'", witness={"y": ["3/4"]}),
        case("a point of another size", "witness.X: expected 2 elements", witness__X=[["1"]]),
    ],
)
def test_a_bound_from_above_is_rejected_for(changes, message):
    room = {"statement__bound": "5"} if "definite" in message else {}
    assert_rejected(changed(BELOW, **{**room, **changes}), message)


@pytest.mark.parametrize("certificate", [CERTIFICATE, BELOW])
def test_work_is_declined_before_it_is_done(monkeypatch, certificate):
    monkeypatch.setattr(limits, "MAX_WORK", 1000)
    result = verdict(certificate)
    assert (result.code, result.reason) == (2, "too large: the arithmetic exceeds the work limit")
