"""What a search found, for people and for programs."""

import math
from typing import Any

from certify.common.exact import Exact
from certify.formulas import threshold_asymmetric, threshold_asymmetric_necessary
from certify.recovery.instance.file import instance_document
from certify.report.certificate import number
from certify.search import Question, SearchResult
from certify.search.asymmetric import AsymmetricFound


def document(result: SearchResult) -> dict[str, Any]:
    """As JSON data: delta_star, the exact instance, its certificate, the budget, and how it went."""
    progress, exact = result.progress, result.exact
    certificate = None if exact is None else exact.decision.certificate
    return {
        "question": result.question.document(),
        "delta_star": result.delta_star,
        "expected": None if math.isnan(result.expected) else result.expected,
        "instance": None if exact is None else instance_document(exact.instance),
        "certificate": None if certificate is None else certificate.document,
        "readable": None if result.readable is None else instance_document(result.readable.instance),
        "budget": {
            "seconds": result.seconds_allowed,
            "spent": progress.seconds,
            "seed": result.seed,
            "starts": progress.starts,
            "hits": progress.hits,
            "evaluations": progress.evaluations,
            "failures": dict(progress.failures),
        },
        "minima": [minimum.delta_star for minimum in progress.minima],
    }


def letter(result: SearchResult, written: str = "") -> str:
    """A few lines: the value, how it was found, what is proved, and what is not."""
    progress = result.progress
    lines = [f"smallest δ* found for {asked(result.question)}: {result.delta_star:.10f}"]
    if not math.isnan(result.expected):
        lines.append(f"  proved minimum (sharp threshold):  {result.expected:.10f}")
    lines.append(
        f"  {progress.hits} of {progress.starts} descents end there; {len(progress.minima)} different local "
        f"minima; {progress.evaluations:,} evaluations in {progress.seconds:.1f} s, seed {result.seed}"
    )
    if progress.failures:
        failed = ", ".join(f"{count} × {cause}" for cause, count in sorted(progress.failures.items()))
        lines.append(f"  failed: {failed}")
    if result.exact is None:
        lines.append("  no instance could be certified: the value is a float and nothing more")
    else:
        certificate = result.exact.decision.certificate
        address = "" if certificate is None else f", sha256 {certificate.address[:16]}…"
        delta = number(result.exact.delta, 40)
        lines.append(f"  certified: a counterexample at δ = {delta}, accepted by the kernel{address}")
        if written:
            lines.append(f"  certify verify {written}")
    if result.readable is not None:
        instance = result.readable.instance
        lines.append(f"  a short one, certified at δ = {number(result.readable.delta)}:")
        lines += [f"    X = {_rows(instance.X_exact)}", f"    Z = {_rows(instance.Z_exact)}"]
    lines.append("  the search bounds the minimum from above; that nothing is smaller it cannot show")
    return "\n".join(lines)


def asked(question: Question) -> str:
    """The question in words."""
    tolerances = ", ".join(
        f"{name} = {value}{' ‖E‖' if name != 'ε2' else ''}"
        for name, value in (("ε0", question.eps0), ("ε1", question.eps1), ("ε2", question.eps2))
        if value
    )
    return f"r = {question.r}, r* = {question.r_star}, {tolerances or 'without noise'}"


def asymmetric_document(found: AsymmetricFound) -> dict[str, Any]:
    """As JSON data; the point in floats, and no certificate."""
    q = found.question
    names = ("U", "V", "M_star")
    point = None
    if found.point is not None:
        point = {name: matrix.tolist() for name, matrix in zip(names, found.point, strict=True)}
    return {
        "question": {"n1": q.n1, "n2": q.n2, "r": q.r, "r_star": q.r_star, "mu": q.mu},
        "delta_star": found.delta_star,
        "point": point,
        "certificate": None,
        "budget": {
            "spent": found.seconds,
            "starts": found.starts,
            "hits": found.hits,
            "evaluations": found.evaluations,
            "failures": found.failures,
        },
    }


def asymmetric_letter(found: AsymmetricFound) -> str:
    """A few lines: the value beside Theorem 1.6's two thresholds, and what it is worth."""
    q = found.question
    sufficient = float(threshold_asymmetric(q.r, q.r_star, 0.0))
    needed = q.r + q.r_star  # rows that Example 4.4 has, which shows the necessary half
    if min(q.n1, q.n2) >= needed:
        necessary = float(threshold_asymmetric_necessary(q.r, q.r_star, 0.0))
        above = f"counterexamples from {necessary:.9f}"
    else:
        above = f"its counterexamples need min(n1, n2) ≥ r + r* = {needed}, and say nothing here"
    failed = f"; {found.failures} failed" if found.failures else ""
    return "\n".join(
        [
            f"smallest δ* found over balanced points, U {q.n1} × {q.r}, V {q.n2} × {q.r}, r* = {q.r_star}, "
            f"μ = {q.mu:g}: {found.delta_star:.9f}",
            f"  Theorem 1.6: sufficient below {sufficient:.9f}; {above}",
            f"  {found.hits} of {found.starts} descents end there; {found.evaluations:,} evaluations in "
            f"{found.seconds:.1f} s{failed}",
            "  a float, for which there is no certificate; that nothing is smaller no search can show",
        ]
    )


def _rows(matrix: Exact) -> str:
    return "[" + "; ".join(" ".join(map(str, row)) for row in matrix) + "]"
