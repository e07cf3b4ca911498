"""What ways to close systems have in common: the ring they compute in, and their answer."""

from collections.abc import Callable
from dataclasses import dataclass

from certify.claims.results.verdict import Grade
from certify.provers.reals.closing.refutation import Refutation
from certify.provers.reals.normal_form import Cell
from certify.provers.reals.polynomials import Ring


@dataclass(frozen=True)
class Frame:
    """The ring of some systems, and the names of its variables."""

    ring: Ring
    names: tuple[str, ...]


@dataclass(frozen=True)
class Closed:
    """A system has no solution: how far to trust that, by what means, and why, where that can be written."""

    grade: Grade
    how: str
    refutation: Refutation | None = None


# Shows that a system has no solution before a time; None where it does not.
Closer = Callable[[Frame, Cell, float], Closed | None]
