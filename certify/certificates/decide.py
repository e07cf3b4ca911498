"""At a rational delta: a counterexample, escape directions, or an honest "undecided"."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from certify.certificates.certificate import Certificate
from certify.certificates.counterexample import counterexamples
from certify.certificates.escape import escapes
from certify.common.errors import InputError, SolverError
from certify.recovery.duality import DualityResult, delta_star
from certify.recovery.duality.rank_one import interior_point
from certify.recovery.escape import best_scaling, sharp_directions
from certify.recovery.instance.instance import Instance
from certify.recovery.problems.symmetric import SymmetricProblem

SOLVERS = ("clarabel", "scs")


class Verdict(StrEnum):
    """Which side of Theorem 2.1 (Zhang) an accepted certificate proves."""

    COUNTEREXAMPLE = "COUNTEREXAMPLE"
    ESCAPE_DIRECTIONS = "ESCAPE_DIRECTIONS"
    UNDECIDED = "UNDECIDED"


@dataclass(frozen=True)
class Decision:
    """The outcome of `decide`.

    Attributes:
        verdict: what has been proved at the instance's delta.
        certificate: accepted by the kernel; None iff undecided.
        reason: what the kernel says it proves, or why nothing was proved and how far delta is from delta*.
        delta_star: the floating-point delta*, a hint; None where no solver returned a point.
    """

    verdict: Verdict
    certificate: Certificate | None
    reason: str
    delta_star: float | None


def decide(instance: Instance) -> Decision:
    """Which clause of Theorem 2.1 holds at the instance's delta, with a certificate the kernel accepted.

    Floats propose: the sharp directions of Definition 3.1 where they suffice, the optimal escape directions,
    or a point inside the constraints of (P), each rounded to as few digits as the kernel will take. The
    verdict rests on the kernel alone; a solver that fails or lies can only leave it UNDECIDED.

    Raises:
        InputError: the instance has no delta.
    """
    if instance.delta_exact is None:
        raise InputError("delta", "is missing", "give the delta to decide at")
    rules = SymmetricProblem(instance.reduced).rules
    hint: DualityResult | None = None
    tried: list[str] = []
    try:
        hint = delta_star(instance)
    except SolverError as error:
        tried.append(str(error))
    star = None if hint is None else hint.delta_star
    for candidate in _candidates(instance, hint, tried):
        verdict = candidate.check()
        if verdict.accepted:
            side = (
                Verdict.COUNTEREXAMPLE
                if candidate.rule == rules.counterexample
                else Verdict.ESCAPE_DIRECTIONS
            )
            return Decision(side, candidate, verdict.reason, star)
        tried.append(f"{candidate.rule}: {verdict.reason}")
    return Decision(Verdict.UNDECIDED, None, _undecided(instance, hint, tried), star)


def _candidates(instance: Instance, hint: DualityResult | None, tried: list[str]) -> Iterator[Certificate]:
    """Certificates worth showing to the kernel, the shortest kind first."""
    delta, frame = float(instance.delta_exact or 0), instance.reduced
    D0, D = sharp_directions(frame)
    bound, t1, t2 = best_scaling(frame, D0, D / np.sqrt(2.0))
    if delta < bound:
        yield from escapes(instance, t1 * D0, np.sqrt(t2 / 2.0) * D)
    if hint is None:
        return
    if delta <= hint.dual:
        yield from escapes(instance, hint.dual_point.D0, hint.dual_point.D)
    if delta >= hint.primal - 1e-7:
        for solver in SOLVERS:
            try:
                margin, S, G = interior_point(frame, delta, solver)
            except SolverError as error:
                tried.append(str(error))
                continue
            if margin > 0.0:
                yield from counterexamples(instance, S, G)
    if abs(delta - hint.primal) <= 1e-6:
        # At delta* itself there is no room: only a point that happens to be rational can be hit.
        yield from counterexamples(instance, hint.primal_point.S, hint.primal_point.G, guess=True)


def _undecided(instance: Instance, hint: DualityResult | None, tried: list[str]) -> str:
    last = f"; last tried: {tried[-1]}" if tried else ""
    if hint is None:
        return f"no solver returned a point{last}"
    distance = abs(float(instance.delta_exact or 0) - hint.delta_star)
    return f"delta is within {distance:.1e} of delta* = {hint.delta_star:.9f}{last}"
