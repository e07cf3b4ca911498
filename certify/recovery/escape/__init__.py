"""Explicit escape directions, and how far they are from the optimum of (D)."""

from certify.recovery.escape.classical import classical_directions, classical_escape
from certify.recovery.escape.comparison import Comparison, Side, compare
from certify.recovery.escape.scaling import best_scaling
from certify.recovery.escape.sharp import EscapeReport, sharp_directions, sharp_escape

__all__ = [
    "Comparison",
    "EscapeReport",
    "Side",
    "best_scaling",
    "classical_directions",
    "classical_escape",
    "compare",
    "sharp_directions",
    "sharp_escape",
]
