"""One line for each type of statement: where its class lies, and by what it is served elsewhere.

The lines hold names only, and what is named is imported when it is needed: a statement about masks loads no
solver. A new type is a line here and files of its own. Its rule is a line in the table of each checker.
"""

from importlib import import_module
from typing import Any, NamedTuple

CLASSES, PROVERS, REPORT = "certify.claims.statements", "certify.provers", "certify.report"


class StatementType(NamedTuple):
    """A type of statement; every name is relative to the package that it is in.

    Attributes:
        statement: the class, in `certify.claims.statements`.
        prover: what decides it, in `certify.provers`: (statement, budget) -> Outcome. None decides what is
            only recorded.
        witness: whether the witness of an outcome is that of its certificates, in `certify.provers`:
            (statement, outcome) -> bool. Without it such an outcome has no witness.
        mathml: its formulas, in `certify.report`: statement -> Shown or None. Without it the text is shown.
        fixed: what it is about where that is of one size, so that it is no whole theorem.
    """

    statement: str
    prover: str = ""
    witness: str = ""
    mathml: str = ""
    fixed: str = ""


_LINES = (
    StatementType("statement.Real", "reals.portfolio.decide_real", "reals.points.told.shows", "mathml.real"),
    StatementType(
        "extremum.Extremum", "reals.extremum.extremum", "reals.points.told.shows", "mathml.extremum"
    ),
    StatementType("words.Words", "words.prover.words", "words.witness.shows", "mathml.matrix_words"),
    StatementType(
        "at_instance.AtInstance",
        "instances.at_instance.instance",
        "instances.at_instance.shows",
        "mathml.at_instance",
        "an instance",
    ),
    StatementType("l1_point.L1Point", "bounds.l1_point.l1_point", "bounds.l1_point.shows", fixed="a point"),
    StatementType(
        "negative_curvature.Curvature",
        "bounds.negative_curvature.curvature",
        "bounds.negative_curvature.shows",
        fixed="a point",
    ),
    StatementType(
        "psd_bound.PsdBound",
        "bounds.psd_bound.psd_bound",
        "bounds.psd_feasibility.shows",
        fixed="matrices of one size",
    ),
    StatementType(
        "constant_ledger.Constants",
        "computation.constant_ledger.ledger",
        "computation.constant_ledger.shows",
        "mathml.constants",
    ),
    StatementType(
        "mask_enumeration.Masks",
        "computation.mask_enumeration.masks",
        "computation.mask_enumeration.shows",
        fixed="masks of one shape",
    ),
    StatementType(
        "theorem.Theorem", "theorems.derivation.derivation", "theorems.derivation.shows", "mathml.theorem"
    ),
    StatementType("computation.Computed", "computation.computation.computation", fixed="listed cases"),
    StatementType("computation.Random", "computation.sampling.sampling", fixed="trials"),
    StatementType("statement.Unmechanised"),
)
TYPES = {f"{CLASSES}.{line.statement}": line for line in _LINES}


def type_of(kind: type) -> StatementType | None:
    """The line of a class or of the nearest one above it; None for a class that has none."""
    names = (f"{one.__module__}.{one.__qualname__}" for one in kind.__mro__)
    return next((TYPES[name] for name in names if name in TYPES), None)


def named(package: str, name: str) -> Any:
    """What a line names in a package, imported now."""
    module, _, attribute = f"{package}.{name}".rpartition(".")
    return getattr(import_module(module), attribute)
