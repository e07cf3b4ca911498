"""Rules `psd-infeasible` and `psd-feasible`: multipliers that end in a contradiction, or a point."""

import pytest

from certify.kernel import limits

from .certificates import DELETED, assert_rejected, case, changed, example, verdict

EMPTY, POINT = example("psd-infeasible"), example("psd-feasible")
NOTHING = [["0", "0"], ["0", "0"]]
ONE_STEP = changed(
    EMPTY,
    statement__constraints=[[[["1", "0"], ["0", "1"]], "-2"]],
    witness__steps=[{"y": ["1"], "R": NOTHING}],
)
# X11 = 0 leaves X22 + 2 X13 = 0, and that X23 = 1/2
TWICE = changed(
    EMPTY,
    statement__objective=[["0"] * 3] * 3,
    statement__constraints=[
        [[["1", "0", "0"], ["0", "0", "0"], ["0", "0", "0"]], "0"],
        [[["0", "0", "1"], ["0", "1", "0"], ["1", "0", "0"]], "0"],
        [[["0", "0", "0"], ["0", "0", "1"], ["0", "1", "0"]], "1"],
    ],
    witness__steps=[
        {"y": ["1", "0", "0"], "R": [["0"] * 3] * 3},
        {"y": ["0", "1", "0"], "R": [["0", "0", "-1"], ["0", "0", "0"], ["0", "0", "0"]]},
        {"y": ["0", "0", "-1"], "R": [["0", "0", "0"], ["0", "0", "1"], ["0", "0", "0"]]},
    ],
)
NO_CONSTRAINTS = changed(POINT, statement__constraints=[])
ACCEPTED = [
    pytest.param(EMPTY, id="a face, then a contradiction"),
    pytest.param(ONE_STEP, id="a contradiction at once"),
    pytest.param(TWICE, id="a face of a face"),
    pytest.param(changed(EMPTY, statement__relation="<"), id="of the other relation"),
    pytest.param(changed(EMPTY, statement__bound="-100"), id="whatever the bound"),
    pytest.param(
        changed(EMPTY, witness__steps__0__R=[["5", "-7"], ["1/2", "0"]]),
        id="no face to turn in the first step",
    ),
    pytest.param(POINT, id="a point"),
    pytest.param(NO_CONSTRAINTS, id="a point without constraints"),
]


@pytest.mark.parametrize("certificate", ACCEPTED)
def test_constraints_are_solved_or_not(certificate):
    result = verdict(certificate, certificate["statement"])
    assert result.accepted, result.reason
    assert (result.code, result.rule) == (0, certificate["rule"])


SEMIDEFINITE = "is not positive semidefinite"
REJECTED = [
    pytest.param(certificate, changes.values[0], changes.values[1], id=changes.id)
    for certificate, changes in [
        (
            EMPTY,
            case(
                "no last step", "steps: no step has b^T y < 0", witness__steps=[EMPTY["witness"]["steps"][0]]
            ),
        ),
        (EMPTY, case("no steps", "no step has b^T y < 0", witness__steps=[])),
        (
            EMPTY,
            case(
                "no first step",
                f"steps[0]: sum y_i A_i + T R + R^T T {SEMIDEFINITE}",
                witness__steps=[EMPTY["witness"]["steps"][1]],
            ),
        ),
        (EMPTY, case("no turn", SEMIDEFINITE, witness__steps__1__R=NOTHING)),
        (EMPTY, case("another turn", SEMIDEFINITE, witness__steps__1__R=[["0", "1"], ["0", "0"]])),
        (
            EMPTY,
            case(
                "a turn of what is not in the face",
                SEMIDEFINITE,
                witness__steps__1__R=[["0", "0"], ["1/2", "0"]],
            ),
        ),
        (
            EMPTY,
            case(
                "a positive step",
                "steps[1].y: b^T y is 1, greater than 0",
                witness__steps__1={"y": ["0", "1"], "R": [["0", "-1/2"], ["0", "0"]]},
            ),
        ),
        (EMPTY, case("a negative matrix", SEMIDEFINITE, witness__steps__0__y=["-1", "0"])),
        (
            EMPTY,
            case(
                "a step after the last",
                "steps[2]: a step after the last",
                witness__steps=[*EMPTY["witness"]["steps"], EMPTY["witness"]["steps"][0]],
            ),
        ),
        (EMPTY, case("a multiplier too few", "expected 2 elements", witness__steps__0__y=["1"])),
        (EMPTY, case("a turn of another size", "expected 2 elements", witness__steps__0__R=[["0"]])),
        (EMPTY, case("no turn at all", "'R' is missing", witness__steps__0__R=DELETED)),
        (EMPTY, case("a point instead", "unknown field 'X'", witness={"X": NOTHING})),
        (
            EMPTY,
            case(
                "constraints that hold",
                "no step has b^T y < 0",
                statement__constraints__1__1="0",
            ),
        ),
        (EMPTY, case("a relation", "expected one of >=, <", statement__relation="=")),
        (EMPTY, case("C not symmetric", "not symm", statement__objective__0__1="1")),
        (ONE_STEP, case("a trace of 0", "no step has b^T y < 0", statement__constraints__0__1="0")),
        (
            POINT,
            case(
                "a constraint that fails", "constraint 0: <A, X> is 12/13", statement__constraints__0__1="1"
            ),
        ),
        (POINT, case("the second fails", "constraint 1: <A, X> is 5/2", statement__constraints__1__1="3")),
        (NO_CONSTRAINTS, case("not definite", SEMIDEFINITE[3:], witness__X__0__0="0")),
        (NO_CONSTRAINTS, case("not symmetric", "not symmetric", witness__X__0__1="0")),
        (NO_CONSTRAINTS, case("of another size", "expected 2 elements", witness__X=[["1"]])),
        (NO_CONSTRAINTS, case("steps instead", "unknown field 'steps'", witness={"steps": []})),
    ]
]


@pytest.mark.parametrize(("certificate", "changes", "message"), REJECTED)
def test_a_certificate_is_rejected_for(certificate, changes, message):
    assert_rejected(changed(certificate, **changes), message)


@pytest.mark.parametrize("certificate", [EMPTY, POINT])
def test_work_is_declined_before_it_is_done(monkeypatch, certificate):
    monkeypatch.setattr(limits, "MAX_WORK", 1000)
    result = verdict(certificate)
    assert (result.code, result.reason) == (2, "too large: the arithmetic exceeds the work limit")
