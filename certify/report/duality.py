"""One instance's comparison, as a table for the terminal and as JSON."""

from typing import Any

from rich.console import Group
from rich.table import Table
from rich.text import Text

from certify.recovery.duality import Status
from certify.recovery.escape import Comparison, Side


def table(name: str, comparison: Comparison) -> Group:
    """The values of one instance side by side, and a sentence on its delta."""
    result, instance = comparison.result, comparison.result.instance
    frame = instance.reduced
    head = Text(name, style="bold")
    tolerances = ", ".join(
        f"{label} = {value:g}"
        for label, value in (("ε0", instance.eps0), ("ε1", instance.eps1), ("ε2", instance.eps2))
        if value
    )
    shape = f"n = {instance.n}, r = {instance.r}, r* = {instance.r_star}, d = {frame.d}, "
    head.append(f"\n  {shape}rank X = {frame.rank}, {tolerances or 'noiseless'}", style="not bold")
    rows = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2))
    rows.add_column(no_wrap=True, min_width=32)
    rows.add_column(no_wrap=True, min_width=11, justify="right")
    rows.add_column(no_wrap=True, style="dim")
    for row in _rows(comparison):
        rows.add_row(*row)
    lines: list[Text | Table] = [head, rows]
    if result.status is not Status.CONFIRMED:
        lines.append(Text(f"  WARNING {result.status.explanation}", style="bold red"))
    lines.append(Text(f"  {sentence(comparison)}\n"))
    return Group(*lines)


def _rows(comparison: Comparison) -> list[tuple[str, str, str]]:
    result, sharp = comparison.result, comparison.sharp
    how = f"{result.form} form, {result.solver}: {result.solver_status}"
    rows = [
        ("  primal  (P), counterexample", f"{result.primal:.9f}", how),
        (
            "  dual    (D), escape directions",
            f"{result.dual:.9f}",
            f"D0 and {len(result.dual_point.D)} second-order directions",
        ),
        ("  gap", f"{result.gap:.1e}", f"largest residual {result.residuals.largest:.1e}"),
        (
            "  sharp directions (Def. 3.1)",
            f"{sharp.delta_directions:.9f}",
            f"t1 = {sharp.t1:.3g}, t2 = {sharp.t2:.3g}",
        ),
        (
            "  δ(α, β) in closed form",
            f"{sharp.delta_closed_form:.9f}",
            f"α = {sharp.alpha:.6g}, β = {sharp.beta:.6g}{_noise_note(comparison)}",
        ),
    ]
    if comparison.classical is not None:
        rows.append(("  classical direction Δ", f"{comparison.classical.delta_directions:.9f}", ""))
    limit = comparison.threshold
    about = "1/(1 + (1 + ε2/2)√(r*/r))" if limit is not None else "needs r ≥ r*"
    about += "" if result.instance.noiseless else ", at ε0 = ε1 = 0"
    rows.append(("  threshold (Theorem 1.4)", "—" if limit is None else f"{limit:.9f}", about))
    return rows


def _noise_note(comparison: Comparison) -> str:
    instance = comparison.result.instance
    return "" if instance.noiseless else ", noise allowed for"


def sentence(comparison: Comparison) -> str:
    """Which side of Theorem 2.1 holds at the instance's delta."""
    result = comparison.result
    delta, star = result.instance.delta, f"δ* = {result.delta_star:.9f}"
    if comparison.side is Side.NOT_ASKED:
        return f"Counterexamples exist exactly for δ ≥ {star}; give a delta to be told which side it is on."
    here = f"At δ = {delta:.9g}"
    if comparison.side is Side.COUNTEREXAMPLE:
        return f"{here} > {star} there is a counterexample: some f has X as a spurious point."
    if comparison.side is Side.ESCAPE_DIRECTIONS:
        return f"{here} < {star} no counterexample exists: the escape directions leave X for every f."
    if comparison.side is Side.TOO_CLOSE:
        return f"{here} and {star} are too close for floating point to say which side holds."
    return f"{here} these points do not tell which side holds."


def document(name: str, comparison: Comparison) -> dict[str, Any]:
    """The same as plain data for JSON; numbers are floats."""
    result, instance, sharp = comparison.result, comparison.result.instance, comparison.sharp
    return {
        "file": name,
        "n": instance.n,
        "r": instance.r,
        "r_star": instance.r_star,
        "d": instance.reduced.d,
        "rank_X": instance.reduced.rank,
        "eps0": instance.eps0,
        "eps1": instance.eps1,
        "eps2": instance.eps2,
        "delta": instance.delta,
        "delta_star": result.delta_star,
        "primal": result.primal,
        "dual": result.dual,
        "gap": result.gap,
        "residuals": {
            "band": result.residuals.band,
            "noise": result.residuals.noise,
            "first_order": result.residuals.first_order,
            "second_order": result.residuals.second_order,
        },
        "status": result.status.name.lower(),
        "form": result.form,
        "solver": result.solver,
        "solver_status": result.solver_status,
        "directions": len(result.dual_point.D),
        "alpha": sharp.alpha,
        "beta": sharp.beta,
        "delta_closed_form": sharp.delta_closed_form,
        "delta_sharp_directions": sharp.delta_directions,
        "delta_classical_direction": (
            None if comparison.classical is None else comparison.classical.delta_directions
        ),
        "threshold": comparison.threshold,
        "side": comparison.side.name.lower(),
    }
