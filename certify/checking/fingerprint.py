"""Which code an outcome hangs on below the grade of the kernel: that which decided it, and no more.

That is the prover of the statement's type with all it reaches inside certify, and for a computation also
the check itself, with what it reaches in its file, beside it and in certify, and the data it reads there.
Reports, processes and the service decide nothing and are not reached. An outcome at the grade of the kernel
hangs on no code at all: its certificates are checked again.
"""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from certify.checking.reach import WHOLE, Reach
from certify.claims.checks.surroundings import surroundings_of
from certify.claims.claim import Claim
from certify.claims.statements.computation import Computed, Random
from certify.claims.statements.statement import Statement
from certify.provers import prover_for

PACKAGE = Path(__file__).parents[1]
EXPERIMENT = "certify.provers.computation.experiment", "run_units", "conclusion"


def fingerprint(claim: Claim, file: Path) -> str:
    """Of all that the outcome of a claim from this file hangs on, below the grade of the kernel."""
    statement = claim.statement
    prover = EXPERIMENT if claim.experiment else prover_for(type(statement)) or ("certify.provers",)
    parts = [code_around(claim, file)] if isinstance(statement, Computed | Random) else []
    return _digest([_of_prover(*prover), *parts])


def prover_of(kind: type[Statement], package: Path = PACKAGE) -> Reach:
    """The code by which statements of a type are decided, in this package or a copy of it."""
    place = prover_for(kind)
    return deciding(*place, package=package) if place else Reach([package.parent])


@cache
def _of_prover(*place: str) -> str:
    return _digest(deciding(*place).lines())


@cache
def deciding(module: str, *names: str, package: Path = PACKAGE) -> Reach:
    """The code that some functions of a module reach; it does not change while it runs."""
    reach = Reach([package.parent])
    for name in names:
        reach.add(package.parent.joinpath(*module.split(".")).with_suffix(".py"), name)
    return reach


def code_around(claim: Claim, file: Path) -> str:
    """Of a check and of all it reaches: code of its file, of those beside it and of certify, and values.

    Other packages are not looked into. A function that is not plainly defined in its file stands for the
    whole of that. Raises InputError where the check reads a value that has no exact form.
    """
    around = surroundings_of(claim)
    reach = Reach([PACKAGE.parent, file.parent])
    for place, name in sorted(around.defined):
        reach.add(place, name if name.isidentifier() else WHOLE)
    return _digest([*reach.lines(), *(f"{name} {value!r}" for name, value in around.values)])


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
