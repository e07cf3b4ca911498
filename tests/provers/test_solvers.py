"""z3 and cvc5 do what the provers take them to do."""

import time

import pytest

from certify.provers.reals.normal_form import normal_form
from certify.provers.reals.solvers import ask_cvc5, ask_z3, emptiness

from .corpus import FALSE, TRUE


@pytest.mark.parametrize("ask", [ask_z3, ask_cvc5])
@pytest.mark.parametrize("name", ["two squares", "x + 1/x, margin 1e-9", "Motzkin", "on the circle"])
def test_true_statements_have_no_counterexample(ask, name) -> None:  # type: ignore[no-untyped-def]
    """unsat for every system."""
    form = normal_form(TRUE[name])
    assert {ask(form, cell.all, 600).word for cell in form.fails} == {"unsat"}


@pytest.mark.parametrize("ask", [ask_z3, ask_cvc5])
@pytest.mark.parametrize("name", ["squares exceed 1e-9", "Motzkin, strict", "on the circle, strict"])
def test_false_statements_have_one(ask, name) -> None:  # type: ignore[no-untyped-def]
    """sat for one of the systems."""
    form = normal_form(FALSE[name])
    assert "sat" in {ask(form, cell.all, 600).word for cell in form.fails}


def test_no_time_and_no_systems_prove_nothing() -> None:
    """A time-out is unknown; an empty list is nobody's answer."""
    form = normal_form(TRUE["Motzkin"])
    assert ask_z3(form, form.fails[0].all, 0).word == "unknown"
    assert ask_cvc5(form, form.fails[0].all, 0).word == "unknown"
    assert not emptiness(form, form.fails, time.monotonic()).empty
    assert not emptiness(form, [], time.monotonic() + 1).empty
