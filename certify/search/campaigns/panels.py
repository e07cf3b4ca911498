"""What is shown of searches: the thresholds that are proved or printed, and the values found beside them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

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
from certify.recovery.geometry import Floats
from certify.search.campaigns.spec import Task, noise_axes, series_of

SAMPLES = 161
# How far below a certified counterexample escape directions are asked for.
BELOW = Fraction(1, 1000)
FOUND, COUNTEREXAMPLE, ESCAPE = "found", "counterexample", "escape directions"
Proved = tuple[Fraction, str]  # an exact delta, and the address of the certificate for it


@dataclass(frozen=True)
class Finding:
    """What a search found.

    Attributes:
        task: the number of its question; `question` what was asked, as JSON data.
        value: the smallest delta* found, a float below 1.
        counterexample, escape: what is proved of the instance found.
    """

    task: int
    question: Task
    value: float
    counterexample: Proved | None = None
    escape: Proved | None = None


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
        task: the number of its question; series: which points it goes with.
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

    def document(self) -> dict[str, Any]:
        """As JSON data: every curve sampled where it is finite, every point with its certificate."""
        return {
            "title": self.title,
            "x": self.x,
            "y": self.y,
            "logarithmic": self.logarithmic,
            "curves": [_curve_document(curve) for curve in self.curves],
            "points": [
                {
                    "task": point.task,
                    "series": point.series,
                    "kind": point.kind,
                    "x": point.x,
                    "y": point.y,
                    "delta": None if point.delta is None else str(point.delta),
                    "certificate": point.certificate or None,
                }
                for point in self.points
            ],
        }


Drawn = tuple[list[Panel], list[str]]


def drawn(picture: str, questions: Sequence[Task], found: Sequence[Finding]) -> Drawn:
    """The panels of a picture of `certify.search.campaigns.spec.PICTURES`, and what is to be said of them.

    The questions, at least one, say how far the curves go, and for which series.
    """
    return _PICTURES[picture](questions, found)


UPPER_ONLY = (
    "A counterexample is proved for its own instance, and so for the ranks; that nothing smaller exists, "
    "no search proves."
)


def _ranks(questions: Sequence[Task], found: Sequence[Finding]) -> Drawn:
    points: list[Point] = []
    for item in found:
        task = item.question
        ratio, series = task["r"] / task["rstar"], f"r* = {task['rstar']}"
        points += _points(item, ratio, series)
        if item.escape is not None:
            points.append(_proved(item.task, ESCAPE, ratio, series, item.escape))
    ends = [task["r"] / task["rstar"] for task in questions]
    ratios = np.linspace(1.0, max(1.1, 1.05 * max(ends)), SAMPLES)
    curve = _curve("1/(1 + √(r*/r))", threshold_noiseless, ratios, threshold_noiseless(ratios, 1.0))
    panel = Panel("Recovery without noise", "r / r*", "δ", (curve,), tuple(points))
    return [panel], [
        "Below the curve every second-order point recovers the truth, by Theorem 1.2 and not by the points.",
        UPPER_ONLY,
        f"An escape certificate proves that the instance found has no counterexample {BELOW} below its own "
        "certified one; of other instances it says nothing.",
    ]


def _eps2(questions: Sequence[Task], found: Sequence[Finding]) -> Drawn:
    points = [
        point for item in found for point in _points(item, _number(item, "eps2"), _ranks_of(item.question))
    ]
    end = max(float(Fraction(task["eps2"])) for task in questions)
    eps2 = np.linspace(0.0, 1.05 * end or 1.0, SAMPLES)
    curves = [
        _curve(label, formula, eps2, formula(float(r), float(r_star), eps2), f"r = {r}, r* = {r_star}")
        for r, r_star in _series(questions, "eps2")
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


def _asymmetric(questions: Sequence[Task], found: Sequence[Finding]) -> Drawn:
    along_mu: list[Point] = []
    along_ratio: list[Point] = []
    for item in found:
        task = item.question
        series = _sizes_of(task)
        along_mu += _points(item, _number(item, "mu"), series)
        along_ratio += _points(item, task["r"] / task["rstar"], series)
    ends = [float(Fraction(task["mu"])) for task in questions]
    mu = np.geomspace(0.5 * min(ends), 2.0 * max(ends), SAMPLES)
    largest = max(task["r"] / task["rstar"] for task in questions)
    ratios = np.linspace(1.0, max(1.1, 1.05 * largest), SAMPLES)
    # The necessary curve is drawn where the sizes have room for the counterexamples that show it.
    room = [task for task in questions if min(task["n1"], task["n2"]) >= task["r"] + task["rstar"]]
    kinds = (
        ("sufficient, Theorem 1.6", threshold_asymmetric, questions),
        ("necessary, Theorem 1.6", threshold_asymmetric_necessary, room),
    )
    left = [
        _curve(label, formula, mu, np.full(SAMPLES, formula(float(level), 1.0, 0.0)), f"r/r* = {level}")
        for level in dict.fromkeys(Fraction(task["r"], task["rstar"]) for task in questions)
        for label, formula, tasks in kinds
        if any(Fraction(task["r"], task["rstar"]) == level for task in tasks)
    ]
    right = [
        _curve(label, formula, ratios, formula(ratios, 1.0, 0.0)) for label, formula, tasks in kinds if tasks
    ]
    return [
        Panel("Weight of the balancing term", "μ", "δ", tuple(left), tuple(along_mu), "x"),
        Panel("Rank ratio", "r / r*", "δ", tuple(right), tuple(along_ratio)),
    ], [
        "Points: the smallest δ* found over balanced points, in floating point, without certificates.",
        "Theorem 1.6 proves recovery below its sufficient curve, and counterexamples from its necessary one "
        "on where min(n1, n2) ≥ r + r*; it is stated for μ = 1, and its curves do not depend on μ.",
        "The band between the curves is open: that no point lies there does not prove that none can.",
    ]


def _noise(questions: Sequence[Task], found: Sequence[Finding]) -> Drawn:
    (axis,) = noise_axes(questions)
    symbol = "ε₀" if axis == "eps0" else "ε₁"
    level, reach = [], []
    for item in found:
        eps, series = _number(item, axis), _ranks_of(item.question)
        points = list(_points(item, eps, series))
        level += points
        if eps:
            reach += [Point(p.task, series, p.kind, p.y, 1.0 / eps, p.delta, p.certificate) for p in points]
    eps2 = float(Fraction(questions[0]["eps2"]))
    left, right = [], []
    for r, r_star in _series(questions, "noise"):
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


_PICTURES: dict[str, Callable[[Sequence[Task], Sequence[Finding]], Drawn]] = {
    "ranks": _ranks,
    "eps2": _eps2,
    "asymmetric": _asymmetric,
    "noise": _noise,
}
# eps0 and eps1 that make Theorem 1.4's bound the one on ||E||/eps; with sqrt(2) its eps1/2 is eps1/sqrt(2).
_BOUNDS = {
    "eps0": {"Theorem 1.4": (1.0, 0.0)},
    "eps1": {"Theorem 1.4, as printed": (0.0, 1.0), "Theorem 1.4, with ε₁/√2": (0.0, 2.0**0.5)},
}


def _points(item: Finding, x: float, series: str) -> Iterator[Point]:
    """The minimum found, and its certificate where there is one."""
    yield Point(item.task, series, FOUND, x, item.value)
    if item.counterexample is not None:
        yield _proved(item.task, COUNTEREXAMPLE, x, series, item.counterexample)


def _proved(task: int, kind: str, x: float, series: str, proved: Proved) -> Point:
    delta, certificate = proved
    return Point(task, series, kind, x, float(delta), delta, certificate)


def _curve(label: str, formula: Formula, x: Floats, y: Floats, series: str = "") -> Curve:
    return Curve(label, formula.name, formula.source, x, y, series)


def _number(item: Finding, axis: str) -> float:
    return float(Fraction(item.question[axis]))


def _ranks_of(task: Task) -> str:
    return f"r = {task['r']}, r* = {task['rstar']}"


def _sizes_of(task: Task) -> str:
    return f"{task['n1']} × {task['n2']}, {_ranks_of(task)}"


def _series(questions: Sequence[Task], picture: str) -> list[tuple[Any, ...]]:
    """The series of a picture, in the order of the questions."""
    return list(dict.fromkeys(series_of(task, picture) for task in questions))


def _curve_document(curve: Curve) -> dict[str, Any]:
    finite = np.isfinite(curve.x) & np.isfinite(curve.y)
    return {
        "label": curve.label,
        "series": curve.series,
        "formula": curve.formula,
        "source": curve.source,
        "x": [float(x) for x in curve.x[finite]],
        "y": [float(y) for y in curve.y[finite]],
    }
