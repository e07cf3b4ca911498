"""Figure 3 (noisy completion), Appendix B: n = 6, l = 3, xi = 1e-4. Top: the mask (20), eps from 0.1 to
1e-5, 100 trials, criteria 0.05 and 0.01, BM dashed: "for large eps (0.1 and 1e-2) the success rate is low,
it peaks between 1e-3 and 5e-5, and deteriorates at 1e-5; the curves of the two criteria closely track each
other". Bottom: independent entries, eps = 5e-4, p in {.05, ..., .4}, 10 masks with 20 trials: "both methods
become more successful as p increases; a clear advantage of the lifted method at low p". `_figure_3.py`
draws both anew.

Not printed: M*, T, the law of x_0, BM's start. Chosen: as in figure_2, M* = x x^T with x = (1, 0, 1, 0, 1,
0).
Found: at eps = 0.1 the surrogate's own optimum misses both criteria; from 1e-2 down the rate is that of the
signs, 1/4, and neither a rise nor a fall shows.
"""

import numpy as np

from certify.claims import And, Masks, Random, case, claim, mask_bits
from certify.recovery.papers.completion import CompletionSurrogate, structured_mask
from certify.recovery.papers.tensor_lift import TensorLift, tensor_power

X = np.array([1.0, 0.0, 1.0, 0.0, 1.0, 0.0])
TRUTH = np.outer(X, X)


def lifted_error(mask: np.ndarray, eps: float, start: np.ndarray) -> float:
    """|X_T X_T^T - M*|_F of the lifted gradient method from start (6,); infinite where it diverges."""
    w = 1e-4 * tensor_power(start / np.linalg.norm(start), 3)
    run = TensorLift(CompletionSurrogate(mask, eps, TRUTH), 3).descend(w, 2e-2, 1000)
    return float(np.linalg.norm(np.outer(run.factor, run.factor) - TRUTH)) if run.finite else np.inf


def factored_error(mask: np.ndarray, start: np.ndarray) -> float:
    """The same of gradient descent on (2)."""
    run = TensorLift(CompletionSurrogate(mask, 1e-9, TRUTH), 1).descend(start, 2e-2, 1500, factor=2.0)
    return float(np.linalg.norm(np.outer(run.factor, run.factor) - TRUTH)) if run.finite else np.inf


def _tenth(rng: np.random.Generator) -> bool:
    return lifted_error(structured_mask(6), 1e-1, rng.standard_normal(6)) <= 0.05


def _hundredth(rng: np.random.Generator) -> bool:
    return lifted_error(structured_mask(6), 1e-2, rng.standard_normal(6)) <= 0.05


def _smallest(rng: np.random.Generator) -> bool:
    return lifted_error(structured_mask(6), 1e-5, rng.standard_normal(6)) <= 0.05


def _same_outcome(rng: np.random.Generator) -> bool:
    """From one start: eps = 1e-2, 1e-3 and 1e-5 succeed or fail together."""
    start = rng.standard_normal(6)
    return len({lifted_error(structured_mask(6), eps, start) <= 0.05 for eps in (1e-2, 1e-3, 1e-5)}) == 1


def _criteria_agree(rng: np.random.Generator) -> bool:
    error = lifted_error(structured_mask(6), 5e-4, rng.standard_normal(6))
    return (error <= 0.05) == (error <= 0.01)


def _rises(rng: np.random.Generator) -> bool:
    """Lifted runs on new masks with p = 0.1 and p = 0.4 until only one of the two succeeds: the latter."""
    while True:
        low, high = (
            lifted_error(rng.random((6, 6)) < p, 5e-4, rng.standard_normal(6)) <= 0.05 for p in (0.1, 0.4)
        )
        if low != high:
            return high


def _low_rate(rng: np.random.Generator) -> bool:
    return lifted_error(rng.random((6, 6)) < 0.05, 5e-4, rng.standard_normal(6)) <= 0.05


def _ahead(rng: np.random.Generator) -> bool:
    """p = 0.2: pairs of runs until lifted or BM succeeds alone: whether it is the lifted one."""
    while True:
        mask = rng.random((6, 6)) < 0.2
        ours = lifted_error(mask, 5e-4, rng.standard_normal(6)) <= 0.05
        if ours != (factored_error(mask, rng.standard_normal(6)) <= 0.05):
            return ours


top_tenth = claim(
    "Figure 3, top: at eps = 0.1 the success rate is low (read: at most 1/20)",
    Random("success within 0.05", _tenth, trials=30, at_most=0.05),
    printed=True,
    rests_on=["structured_instance.criterion"],
    seconds=30,
)
top_hundredth = claim(
    "Figure 3, top: at eps = 1e-2 the success rate is low (read: at most 1/20)",
    Random("success within 0.05", _hundredth, trials=40, at_most=0.05),
    printed=True,
    seconds=30,
    note="'Low' is a number only in the picture. With this M* the sign pattern alone decides, and "
    "the rate is 1/4.",
)
top_smallest = claim(
    "Figure 3, top: at eps = 1e-5 the success rate deteriorates (read: at most 1/20)",
    Random("success within 0.05", _smallest, trials=40, at_most=0.05),
    printed=True,
    seconds=30,
)
top_same = claim(
    "Figure 3, top: from one start, eps = 1e-2, 1e-3 and 1e-5 succeed or fail together",
    Random("one outcome", _same_outcome, trials=20, at_least=0.8),
    seconds=30,
)
top_criteria = claim(
    "Figure 3, top: the criteria 0.05 and 0.01 agree at eps = 5e-4",
    Random("one outcome", _criteria_agree, trials=40, at_least=0.9),
    printed=True,
    seconds=30,
)
bottom_rises = claim(
    "Figure 3, bottom: lifted runs succeed more often at p = 0.4 than at p = 0.1",
    Random("the run at p = 0.4 is the one that succeeds", _rises, trials=15, at_least=0.5),
    printed=True,
    seconds=40,
)
odd = mask_bits(3, 3)
visible = claim(
    "Figure 3, bottom, p = 0.05: the indices 1, 3, 5 all have an observed entry among these with "
    "probability <= 1/20",
    Masks(
        (3, 3),
        "1/20",
        And(*(sum(b for ij, b in odd.items() if k in ij) >= 1 for k in range(3))),
        at_most="1/20",
    ),
    note="Otherwise x_i -> -x_i changes no observed entry, since the even entries of M* are 0.",
)
bottom_low = claim(
    "Figure 3, bottom, p = 0.05: the lifted success rate is at most 1/20",
    Random("success within 0.05", _low_rate, trials=40, at_most=0.05),
    rests_on=["figure_3.visible"],
    seconds=30,
)
bottom_ahead = claim(
    "Figure 3, bottom: where only one of lifted and BM succeeds, it is the lifted one at least half the time",
    Random("the lifted method is the one that succeeds", _ahead, trials=6, at_least=0.5),
    printed=True,
    scope=case("p = 0.2"),
    seconds=60,
    note="'A clear advantage in the low-p regime', read as at least half.",
)
bottom_ahead_long = claim(
    "Figure 3, bottom: where only one of lifted and BM succeeds, it is the lifted one at least half the time",
    Random("the lifted method is the one that succeeds", _ahead, trials=100, at_least=0.5),
    printed=True,
    scope=case("p = 0.2, 100 decided pairs"),
    experiment=True,
)
