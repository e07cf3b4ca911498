"""Two complete decision procedures for real algebra, z3's nlsat and cvc5's cylindrical coverings.

That a system of polynomial conditions has no solution is believed only when both say so, and a search that
asks neither has found none. A solution they report is a lead for the adversary, never a verdict.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import cvc5
import z3

from certify.provers.reals.normal_form import Atom, Cell, NormalForm
from certify.provers.reals.polynomials import coefficients

_CVC5_RELATIONS = {">=": cvc5.Kind.GEQ, ">": cvc5.Kind.GT, "=": cvc5.Kind.EQUAL}


@dataclass(frozen=True)
class Answer:
    """What a solver says of a system: "sat", "unsat" or "unknown"; for sat, a point near a solution.

    `exact` holds the coordinates z3 gives as rationals; `near` all of them as floats.
    """

    word: str
    by: str = "z3"
    near: tuple[float, ...] = ()
    exact: tuple[Fraction | None, ...] = ()


def ask_z3(form: NormalForm, atoms: Sequence[Atom], seconds: float) -> Answer:
    """z3's answer, by nlsat."""
    if seconds <= 0:
        return Answer("unknown")
    context = z3.Context()
    variables = [z3.Real(f"v{i}", ctx=context) for i in range(len(form.names))]
    solver = z3.Tactic("qfnra-nlsat", ctx=context).solver()
    solver.set("timeout", max(1, int(seconds * 1000)))
    for atom in atoms:
        value = _z3_polynomial(atom, variables, context)
        match atom.relation:
            case "=":
                solver.add(value == 0)
            case "!=":
                solver.add(value != 0)
            case ">":
                solver.add(value > 0)
            case _:
                solver.add(value >= 0)
    try:
        word = str(solver.check())
        if word != "sat":
            return Answer("unsat" if word == "unsat" else "unknown")
        model = solver.model()
    except z3.Z3Exception:
        return Answer("unknown")
    near: list[float] = []
    exact: list[Fraction | None] = []
    for variable in variables:
        value = model.eval(variable, model_completion=True)
        if z3.is_rational_value(value):
            exact.append(Fraction(value.numerator_as_long(), value.denominator_as_long()))
        else:
            exact.append(None)
            value = value.approx(30) if z3.is_algebraic_value(value) else z3.RealVal(0, ctx=context)
        near.append(_as_float(Fraction(value.numerator_as_long(), value.denominator_as_long())))
    return Answer("sat", "z3", tuple(near), tuple(exact))


def _as_float(value: Fraction) -> float:
    try:
        return float(value)
    except OverflowError:
        return 1e300 if value > 0 else -1e300


def _z3_polynomial(atom: Atom, variables: list[Any], context: Any) -> Any:
    terms = []
    for monomial, value in coefficients(atom.polynomial).items():
        factors: list[Any] = [z3.RatVal(value.numerator, value.denominator, ctx=context)]
        for variable, exponent in zip(variables, monomial, strict=True):
            factors += [variable] * exponent
        terms.append(z3.Product(factors) if len(factors) > 1 else factors[0])
    if not terms:
        return z3.RealVal(0, ctx=context)
    return z3.Sum(terms) if len(terms) > 1 else terms[0]


def ask_cvc5(form: NormalForm, atoms: Sequence[Atom], seconds: float) -> Answer:
    """cvc5's answer, by cylindrical algebraic coverings; no point is read off."""
    if seconds <= 0:
        return Answer("unknown")
    manager = cvc5.TermManager()
    solver = cvc5.Solver(manager)
    solver.setLogic("QF_NRA")
    solver.setOption("nl-cov", "true")
    solver.setOption("tlimit-per", str(max(1, int(seconds * 1000))))
    real = manager.getRealSort()
    variables = [manager.mkConst(real, f"v{i}") for i in range(len(form.names))]
    zero = manager.mkReal(0)
    for atom in atoms:
        terms = []
        for monomial, value in coefficients(atom.polynomial).items():
            factors = [manager.mkReal(value.numerator, value.denominator)]
            for variable, exponent in zip(variables, monomial, strict=True):
                factors += [variable] * exponent
            terms.append(manager.mkTerm(cvc5.Kind.MULT, *factors) if len(factors) > 1 else factors[0])
        total = manager.mkTerm(cvc5.Kind.ADD, *terms) if len(terms) > 1 else (terms or [zero])[0]
        if atom.relation == "!=":
            equal = manager.mkTerm(cvc5.Kind.EQUAL, total, zero)
            solver.assertFormula(manager.mkTerm(cvc5.Kind.NOT, equal))
        else:
            solver.assertFormula(manager.mkTerm(_CVC5_RELATIONS[atom.relation], total, zero))
    try:
        result = solver.checkSat()
    except RuntimeError:
        return Answer("unknown")
    return Answer("unsat" if result.isUnsat() else "sat" if result.isSat() else "unknown")


@dataclass(frozen=True)
class Emptiness:
    """Whether both procedures found every one of some systems without a solution; if not, why.

    Attributes:
        empty: both have said "unsat" of each system.
        lead: a system and a solution of it that z3 reports.
        why: otherwise, who did not answer or said what.
    """

    empty: bool
    lead: tuple[Cell, Answer] | None = None
    why: str = ""


def emptiness(form: NormalForm, cells: Sequence[Cell], deadline: float) -> Emptiness:
    """Ask both about every system, until one of them does not say "unsat" or the time is over.

    An empty list of systems is not a proof of anything: nobody is then said to have answered.
    """
    for position, cell in enumerate(cells):
        share = (deadline - time.monotonic()) / (2 * (len(cells) - position))
        first = ask_z3(form, cell.all, share)
        if first.word == "sat":
            return Emptiness(False, (cell, first))
        share = (deadline - time.monotonic()) / (2 * (len(cells) - position) - 1)
        second = ask_cvc5(form, cell.all, share)
        if second.word == "sat":
            said = "z3 says unsat and cvc5 sat of one system"
            other = "cvc5 reports a point, z3 does not know"
            return Emptiness(False, why=said if first.word == "unsat" else other)
        if "unsat" not in (first.word, second.word):
            return Emptiness(False, why="neither z3 nor cvc5 answered in time")
        if first.word != second.word:
            alone = "z3" if first.word == "unsat" else "cvc5"
            return Emptiness(False, why=f"only one of z3 and cvc5 answered ({alone} says unsat)")
    return Emptiness(bool(cells), why="" if cells else "no system to ask about")
