"""A campaign as a picture: what was found and certified, beside the thresholds that are proved or printed.

Everything is read from the ledger but the escape certificates, which are made here and kept there.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from certify.certificates import Verdict, decide
from certify.exact import rational_string
from certify.formulas import (
    Formula,
    error_bound_theorem_1_4,
    threshold,
    threshold_asymmetric,
    threshold_asymmetric_necessary,
    threshold_necessary,
    threshold_noiseless,
    threshold_sharp,
)
from certify.geometry import Floats
from certify.instance import Instance
from certify.ledger import Accepted, Ledger
from certify.search.spec import Spec, noise_axes, series_of

SAMPLES = 161
# How far below a certified counterexample escape directions are asked for.
BELOW = Fraction(1, 1000)
NOTHING = "nothing below 1 was found"
FOUND, COUNTEREXAMPLE, ESCAPE = "found", "counterexample", "escape directions"


@dataclass(frozen=True)
class Curve:
    """A formula along a panel: `formula` and `source` name it, x and y (SAMPLES,) are its points.

    `series` is that of the points it belongs to; "" where it belongs to all.
    """

    label: str
    formula: str
    source: str
    x: Floats
    y: Floats
    series: str = ""


@dataclass(frozen=True)
class Point:
    """A result in a panel.

    Attributes:
        task: its number in the campaign; series: which points it goes with.
        kind: FOUND (delta* in floats), COUNTEREXAMPLE or ESCAPE (proved, at exactly `delta`).
        certificate: its address in the ledger; "" where there is none.
    """

    task: int
    series: str
    kind: str
    x: float
    y: float
    delta: Fraction | None = None
    certificate: str = ""


@dataclass(frozen=True)
class Panel:
    """One pair of axes."""

    title: str
    x: str
    y: str
    curves: tuple[Curve, ...]
    points: tuple[Point, ...]
    logarithmic: str = ""  # the axes that are, of "xy"


@dataclass(frozen=True)
class Phase:
    """A campaign's picture.

    Attributes:
        spec: the campaign; results: the ledger's hash.
        panels: what is drawn; caption: what is proved and what is not.
        missing: tasks without a point, and why: NOTHING or the name of an error.
    """

    spec: Spec
    results: str
    panels: tuple[Panel, ...]
    caption: tuple[str, ...]
    missing: dict[int, str]


def phase(spec: Spec, ledger: Ledger) -> Phase:
    """The picture of a campaign that has been run: the one its spec names.

    Escape certificates are added to the ledger. Raises LedgerError where the ledger cannot be used.
    """
    missing: dict[int, str] = {}
    shown: list[Accepted] = []
    for item in ledger.results():
        if item.value is None:
            missing[item.task] = str(item.result.get("failed", "unknown"))
        elif item.value >= 1.0:
            missing[item.task] = NOTHING
        else:
            shown.append(item)
    panels, caption = _PICTURES[str(spec.document["phase"])](spec, shown, ledger)
    return Phase(spec, ledger.hash(), tuple(panels), tuple(caption), missing)


_Picture = Callable[[Spec, Sequence[Accepted], Ledger], tuple[list[Panel], list[str]]]
UPPER_ONLY = (
    "A counterexample is proved for its own instance, and so for the ranks; that nothing smaller exists, "
    "no search proves."
)


def _ranks(spec: Spec, shown: Sequence[Accepted], ledger: Ledger) -> tuple[list[Panel], list[str]]:
    points = []
    for item in shown:
        task = item.result["question"]
        ratio, series = task["r"] / task["rstar"], f"r* = {task['rstar']}"
        points += [*_found(item, ratio, series), *_escape(item, ratio, series, ledger)]
    ends = [task["r"] / task["rstar"] for task in spec.tasks]
    ratios = np.linspace(1.0, max(1.1, 1.05 * max(ends)), SAMPLES)
    curve = _curve("1/(1 + √(r*/r))", threshold_noiseless, ratios, threshold_noiseless(ratios, 1.0))
    panel = Panel("Recovery without noise", "r / r*", "δ", (curve,), tuple(points))
    return [panel], [
        "Below the curve every second-order point recovers the truth, by Theorem 1.2 and not by the points.",
        UPPER_ONLY,
        f"An escape certificate proves that the instance found has no counterexample {BELOW} below its own "
        "certified one; of other instances it says nothing.",
    ]


def _eps2(spec: Spec, shown: Sequence[Accepted], _: Ledger) -> tuple[list[Panel], list[str]]:
    points = [
        point
        for item in shown
        for point in _found(item, _number(item, "eps2"), _ranks_of(item.result["question"]))
    ]
    end = max(float(Fraction(task["eps2"])) for task in spec.tasks)
    eps2 = np.linspace(0.0, 1.05 * end or 1.0, SAMPLES)
    curves = [
        _curve(label, formula, eps2, formula(float(r), float(r_star), eps2), f"r = {r}, r* = {r_star}")
        for r, r_star in _series(spec)
        for label, formula in (
            ("sufficient, as printed", threshold),
            ("sharp where n ≥ r + r*", threshold_sharp),
            ("necessary, as printed", threshold_necessary),
        )
    ]
    panel = Panel("Second-order accuracy", "ε₂", "δ", tuple(curves), tuple(points))
    return [panel], [
        "Theorem 1.4 proves recovery below its sufficient curve and prints counterexamples from its "
        "necessary one on; where n ≥ r + r*, as here, the curve between them is sharp.",
        UPPER_ONLY,
    ]


def _asymmetric(spec: Spec, shown: Sequence[Accepted], _: Ledger) -> tuple[list[Panel], list[str]]:
    along_mu: list[Point] = []
    along_ratio: list[Point] = []
    for item in shown:
        task = item.result["question"]
        series = _sizes_of(task)
        along_mu += _found(item, _number(item, "mu"), series)
        along_ratio += _found(item, task["r"] / task["rstar"], series)
    ends = [float(Fraction(task["mu"])) for task in spec.tasks]
    mu = np.geomspace(0.5 * min(ends), 2.0 * max(ends), SAMPLES)
    largest = max(task["r"] / task["rstar"] for task in spec.tasks)
    ratios = np.linspace(1.0, max(1.1, 1.05 * largest), SAMPLES)
    kinds = (
        ("sufficient, Theorem 1.6", threshold_asymmetric),
        ("necessary, Theorem 1.6", threshold_asymmetric_necessary),
    )
    levels = dict.fromkeys(Fraction(task["r"], task["rstar"]) for task in spec.tasks)
    left = [
        _curve(label, formula, mu, np.full(SAMPLES, formula(float(level), 1.0, 0.0)), f"r/r* = {level}")
        for level in levels
        for label, formula in kinds
    ]
    right = [_curve(label, formula, ratios, formula(ratios, 1.0, 0.0)) for label, formula in kinds]
    return [
        Panel("Weight of the balancing term", "μ", "δ", tuple(left), tuple(along_mu), "x"),
        Panel("Rank ratio", "r / r*", "δ", tuple(right), tuple(along_ratio)),
    ], [
        "Points: the smallest δ* found over balanced points, in floating point, without certificates.",
        "Theorem 1.6 proves recovery below its sufficient curve, and counterexamples from its necessary one "
        "on where min(n1, n2) ≥ r + r*; it is stated for μ = 1, and its curves do not depend on μ.",
        "The band between the curves is open: that no point lies there does not prove that none can.",
    ]


def _noise(spec: Spec, shown: Sequence[Accepted], _: Ledger) -> tuple[list[Panel], list[str]]:
    (axis,) = noise_axes(spec.tasks)
    symbol = "ε₀" if axis == "eps0" else "ε₁"
    level, reach = [], []
    for item in shown:
        eps, series = _number(item, axis), _ranks_of(item.result["question"])
        found = list(_found(item, eps, series))
        level += found
        if eps:
            reach += [Point(p.task, series, p.kind, p.y, 1.0 / eps, p.delta, p.certificate) for p in found]
    eps2 = float(Fraction(spec.tasks[0]["eps2"]))
    left, right = [], []
    for r, r_star in _series(spec):
        for label, slopes in _BOUNDS[axis].items():
            end = threshold(float(r), float(r_star), eps2)
            delta = np.linspace(0.0, end, SAMPLES, endpoint=False)
            error = error_bound_theorem_1_4(float(r), float(r_star), delta, *slopes, eps2)
            series = f"r = {r}, r* = {r_star}"
            left.append(_curve(label, error_bound_theorem_1_4, 1.0 / error, delta, series))
            right.append(_curve(label, error_bound_theorem_1_4, delta, error, series))
    caption = [
        f"Left, smallest δ* found at ‖E‖ = 1; right, the same points: at δ some f has a spurious point as "
        f"far as ‖E‖ = {symbol}/(the value on the left).",
        "Theorem 1.4 puts every spurious point on or above its curve on the left, on or below it on the "
        "right.",
        UPPER_ONLY,
    ]
    if axis == "eps1":
        caption.append("Its first-order part ε₁/2 is not proved as printed; with ε₁/√2 it is.")
    return [
        Panel("Smallest δ*", f"{symbol} / ‖E‖", "δ", tuple(left), tuple(level)),
        Panel("Largest error", "δ", f"‖E‖ / {symbol}", tuple(right), tuple(reach), "y"),
    ], caption


_PICTURES: dict[str, _Picture] = {"ranks": _ranks, "eps2": _eps2, "asymmetric": _asymmetric, "noise": _noise}
# eps0 and eps1 that make Theorem 1.4's bound the one on ||E||/eps; with sqrt(2) its eps1/2 is eps1/sqrt(2).
_BOUNDS = {
    "eps0": {"Theorem 1.4": (1.0, 0.0)},
    "eps1": {"Theorem 1.4, as printed": (0.0, 1.0), "Theorem 1.4, with ε₁/√2": (0.0, 2.0**0.5)},
}


def _found(item: Accepted, x: float, series: str) -> Iterator[Point]:
    """The minimum found, and its certificate where there is one."""
    assert item.value is not None
    yield Point(item.task, series, FOUND, x, item.value)
    if "certificate" in item.result:
        delta = Fraction(item.result["instance"]["delta"])
        yield Point(item.task, series, COUNTEREXAMPLE, x, float(delta), delta, item.result["certificate"])


def _escape(item: Accepted, x: float, series: str, ledger: Ledger) -> Iterator[Point]:
    """Escape directions from the certified instance, BELOW its delta, kept in the ledger."""
    if "certificate" not in item.result:
        return
    found = item.result["instance"]
    delta = Fraction(found["delta"]) - BELOW
    decision = decide(Instance(found["X"], found["Z"], eps2=found["eps2"], delta=rational_string(delta)))
    certificate = decision.certificate
    if decision.verdict is Verdict.ESCAPE_DIRECTIONS and certificate is not None:
        ledger.accept([], {certificate.address: certificate.to_bytes()})
        yield Point(item.task, series, ESCAPE, x, float(delta), delta, certificate.address)


def _curve(label: str, formula: Formula, x: Floats, y: Floats, series: str = "") -> Curve:
    return Curve(label, formula.name, formula.source, x, y, series)


def _number(item: Accepted, axis: str) -> float:
    return float(Fraction(item.result["question"][axis]))


def _ranks_of(task: dict[str, Any]) -> str:
    return f"r = {task['r']}, r* = {task['rstar']}"


def _sizes_of(task: dict[str, Any]) -> str:
    return f"{task['n1']} × {task['n2']}, {_ranks_of(task)}"


def _series(spec: Spec) -> list[tuple[Any, ...]]:
    """The series of a picture, in the order of the tasks."""
    return list(dict.fromkeys(series_of(task, str(spec.document["phase"])) for task in spec.tasks))
