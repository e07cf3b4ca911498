"""What a search found, for people and for programs."""

import math
from typing import Any

from certify.exact import Exact
from certify.instance_file import instance_document
from certify.report.certificate import number
from certify.search import Question, SearchResult


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


def _rows(matrix: Exact) -> str:
    return "[" + "; ".join(" ".join(map(str, row)) for row in matrix) + "]"
