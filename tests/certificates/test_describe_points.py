"""`describe` of points and semidefinite bounds: true margins, and no text of the file as its own."""

import copy
import json
from fractions import Fraction
from pathlib import Path

import pytest

from certify import Certificate, InputError
from certify.certificates import describe

EXAMPLES = Path(__file__).parents[2] / "examples" / "certificates"


def example(rule, **changes):
    """The example of a rule, with fields of statement or witness replaced."""
    document = copy.deepcopy(json.loads((EXAMPLES / f"{rule}.json").read_text()))
    for name, value in changes.items():
        document["statement" if name in document["statement"] else "witness"][name] = value
    return Certificate(document)


X = [["25/169", "-60/169"], ["-60/169", "144/169"]]
BELOW = Certificate(
    {
        **example("psd-bound").document,
        "statement": {**example("psd-bound").statement, "relation": "<", "bound": "4/5"},
        "witness": {"X": X},
    }
)


@pytest.mark.parametrize(
    ("certificate", "margins"),
    [
        # the residuals are 0, 0, 0, 3, 0 and the free signs at most 1/2
        (example("l1-point"), {"m f": 3, "1 - the largest sign of a zero residual": Fraction(1, 2)}),
        # d = (4, 1), H = [[-4, -1], [-1, 0]]: d^T H d = -72
        (example("negative-curvature"), {"bound - d^T H d / |d|^2": -4 + Fraction(72, 17)}),
        (
            example("negative-curvature", relation=">=", bound="-9", direction=[], margin="0"),
            {"margin": 0},
        ),
        (example("psd-bound", bound="1/2"), {"b^T y - bound": Fraction(1, 4)}),
        (example("psd-infeasible"), {"minus b^T y": 1}),
        (example("psd-feasible"), {}),
        (BELOW, {"bound - <C, X>": Fraction(4, 5) - Fraction(134, 169)}),
    ],
)
def test_the_margins_are_those_of_the_inequalities(certificate, margins):
    assert describe(certificate).margins == margins
    assert certificate.check().accepted


@pytest.mark.parametrize(
    ("says", "word"),
    [
        ("critical", "is a critical point"),
        ("sharp local minimum", "is a sharp local minimum"),
        ("global minimum", "is a global minimum"),
        ("not critical", "is not a critical point"),
        ("not a local minimum", "is not a local minimum"),
        ("not a global minimum", "is not a global minimum"),
    ],
)
def test_the_claim_says_what_the_statement_says(says, word):
    assert word in describe(example("l1-point", says=says)).claim


@pytest.mark.parametrize("rule", ["negative-curvature", "psd-bound", "psd-infeasible", "psd-feasible"])
@pytest.mark.parametrize("bound", ["1\nACCEPTED by the kernel", "x", [], None])
def test_no_text_of_the_file_becomes_part_of_the_claim(rule, bound):
    with pytest.raises(InputError):
        describe(example(rule, bound=bound))


@pytest.mark.parametrize(
    "certificate",
    [
        pytest.param(example("l1-point", says="ACCEPTED"), id="another word"),
        pytest.param(example("l1-point", factors=[]), id="no factors"),
        pytest.param(example("negative-curvature", relation="="), id="another relation"),
        pytest.param(example("negative-curvature", point=["0"]), id="a short point"),
        pytest.param(example("psd-bound", constraints=["1"]), id="no constraint"),
    ],
)
def test_what_has_not_the_fields_of_its_rule_is_refused(certificate):
    with pytest.raises(InputError, match="does not have the fields of its rule"):
        describe(certificate)


def test_what_is_too_laborious_has_no_margins():
    # five numbers of 1500 digits: a common denominator beyond the kernel's limit
    numbers = [f"1/{10**1500 + 2 * k + 1}" for k in range(5)]
    assert describe(example("l1-point", data=numbers)).margins == {}
