"""The second checker decides tables of l1 points, curvature and semidefinite bounds as the kernel does."""

import json
import sys
from pathlib import Path

import pytest
from flint import fmpq

from certify import crosscheck
from certify.crosscheck.refusal import Effort
from certify.crosscheck.rules.bounds.negative_curvature import _along

sys.path.insert(0, str(Path(__file__).parents[1]))

from kernel import test_l1_point, test_negative_curvature, test_psd_bound
from kernel.certificates import changed, example


def rows(test):
    """The rows of a parametrized test."""
    return test.pytestmark[0].args[1]


def code(certificate):
    """0 accepted, 1 rejected, 2 declined."""
    return crosscheck.check_bytes(json.dumps(certificate).encode()).code


ACCEPTED = [
    *test_l1_point.ACCEPTED,
    *rows(test_negative_curvature.test_a_bound_is_accepted),
    *rows(test_psd_bound.test_a_bound_is_accepted),
]
REJECTED = [
    *(pytest.param(certificate, message, id=name) for name, certificate, message in test_l1_point.REJECTED),
    *rows(test_negative_curvature.test_a_bound_is_rejected_for),
]
CHANGED = [
    *((example("l1-point"), row) for row in rows(test_l1_point.test_a_statement_is_rejected_for)),
    *(
        (test_negative_curvature.at_saddle(">=", "-4", []), row)
        for row in rows(test_negative_curvature.test_a_statement_is_rejected_for)
    ),
    *(
        (test_psd_bound.CERTIFICATE, row)
        for row in rows(test_psd_bound.test_a_bound_from_below_is_rejected_for)
    ),
    *(
        (test_psd_bound.BELOW, row)
        for row in rows(test_psd_bound.test_a_bound_from_above_is_rejected_for)
        if "definite" not in row.values[1]
    ),
    (
        changed(test_psd_bound.BELOW, statement__bound="5"),
        pytest.param({"witness__X": [["-1", "0"], ["0", "2"]]}, "", id="a point not definite"),
    ),
]


@pytest.mark.parametrize("certificate", ACCEPTED)
def test_what_the_kernel_accepts_is_accepted(certificate):
    assert code(certificate) == 0


@pytest.mark.parametrize(("certificate", "_"), REJECTED)
def test_what_the_kernel_rejects_is_rejected(certificate, _):
    assert code(certificate) == 1


@pytest.mark.parametrize(
    ("certificate", "changes"),
    [
        pytest.param(certificate, row.values[0], id=f"{i} {row.id}")
        for i, (certificate, row) in enumerate(CHANGED)
    ],
)
def test_a_changed_certificate_is_rejected(certificate, changes):
    assert code(changed(certificate, **changes)) == 1


def test_a_polynomial_without_variables_is_rejected():
    changes = {"statement__variables": [], "statement__polynomial": [], "statement__point": []}
    assert code(test_negative_curvature.at_saddle(">=", "0", [], **changes)) == 1


@pytest.mark.parametrize("certificate", ACCEPTED)
def test_effort_is_refused_before_it_is_made(monkeypatch, certificate):
    monkeypatch.setattr(sys.modules["certify.crosscheck.refusal"], "MAX_EFFORT", 10)
    assert code(certificate) == 2 or certificate["statement"].get("polynomial") == []


def test_along_a_line_the_power_series_has_the_derivatives():
    # p = x^3 y at (2, 3) along (1, -1): (2 + t)^3 (3 - t) has the derivatives 28 and 12 at 0
    p = {(3, 1): fmpq(1)}
    assert _along(p, [fmpq(2), fmpq(3)], [fmpq(1), fmpq(-1)], Effort()) == (28, 12)
