"""Whatever a solver returns, nothing wrong is ever called confirmed."""

from collections.abc import Callable

import numpy as np
import pytest
from zoo import instance

from certify import SolverError, delta_star
from certify.recovery.duality import Status, conic

QUESTIONS = [
    ("generic", 2, 1, (0.0, 0.0, 0.0)),
    ("generic", 2, 2, (0.0, 0.0, 0.4)),
    ("generic", 2, 1, (0.05, 0.0, 0.0)),
    ("tall", 2, 1, (0.05, 0.2, 0.3)),
    ("rank-deficient X", 2, 1, (0.05, 0.2, 0.3)),
]
HONEST = dict(conic.SOLVERS)


def lies(seed: int) -> dict[str, Callable[..., tuple[np.ndarray, np.ndarray, str]]]:
    """Ways to be wrong, each of the right shape and with a good word for itself."""
    rng = np.random.default_rng(seed)

    def sized(make: Callable[[int], np.ndarray]) -> Callable[..., tuple[np.ndarray, np.ndarray, str]]:
        return lambda c, blocks: (make(len(c)), make(sum(len(b.b) for b in blocks)), "Solved")

    def bent(x_noise: float, z_noise: float, shift: float = 0.0) -> Callable[..., object]:
        def solver(c: np.ndarray, blocks: list[conic.Block]) -> tuple[np.ndarray, np.ndarray, str]:
            x, z, status = HONEST["clarabel"](c, blocks)
            x = x + x_noise * rng.standard_normal(len(x)) + shift * c
            return x, z + z_noise * rng.standard_normal(len(z)), status

        return solver

    return {
        "zeros": sized(np.zeros),
        "ones": sized(np.ones),
        "minus ones": sized(lambda k: -np.ones(k)),
        "noise": sized(rng.standard_normal),
        "large noise": sized(lambda k: 1e6 * rng.standard_normal(k)),
        "a bent primal": bent(1e-2, 0.0),
        "a slightly bent primal": bent(1e-4, 0.0),
        "bent multipliers": bent(0.0, 1e-2),
        "both bent": bent(1e-2, 1e-2),
        "too low": bent(0.0, 0.0, -1e-3),
        "far too low": bent(0.0, 0.0, -0.5),
        "too high": bent(0.0, 0.0, 1e-3),
    }


@pytest.mark.parametrize(
    ("question", "lie"),
    [(q, lie) for q in QUESTIONS for lie in lies(0)],
    ids=str,
)
def test_a_lie_is_never_confirmed_with_a_wrong_value(
    question: tuple[str, int, int, tuple[float, ...]], lie: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = instance(question[0], question[1], question[2], 50, question[3])
    truth = delta_star(asked).delta_star
    solver = lies(1)[lie]
    monkeypatch.setattr(conic, "SOLVERS", {"clarabel": solver, "scs": solver})
    try:
        result = delta_star(asked)
    except SolverError:
        return
    assert result.dual <= truth + 2e-6
    if result.status is Status.CONFIRMED:
        assert result.delta_star == pytest.approx(truth, abs=3e-6)
    else:
        assert result.status is Status.INACCURATE
    if lie in ("zeros", "ones", "minus ones", "far too low", "too low", "too high"):
        assert result.status is Status.INACCURATE


class NotAnException(BaseException):
    """As a panic in a compiled solver is."""


@pytest.mark.parametrize(
    "error", [ValueError("odd"), MemoryError(), RuntimeError(""), NotAnException("panic")]
)
@pytest.mark.parametrize("question", QUESTIONS[:3], ids=str)
def test_a_solver_that_fails_is_a_solver_error_that_names_it(
    question: tuple[str, int, int, tuple[float, ...]], error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(conic, "SOLVERS", {"clarabel": fail, "scs": fail})
    with pytest.raises(SolverError, match=r"clarabel.*scs"):
        delta_star(instance(question[0], question[1], question[2], 51, question[3]))


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_an_interrupt_is_not_swallowed(error: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise error

    monkeypatch.setattr(conic, "SOLVERS", {"clarabel": interrupted, "scs": interrupted})
    with pytest.raises(error):
        delta_star(instance("generic", 2, 1, 52))


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("where", ["x", "z"])
def test_numbers_that_are_not_finite_are_a_solver_error(
    bad: float, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(c: np.ndarray, blocks: list[conic.Block]) -> tuple[np.ndarray, np.ndarray, str]:
        x, z, _ = HONEST["clarabel"](c, blocks)
        (x if where == "x" else z)[0] = bad
        return x, z, "Solved"

    monkeypatch.setattr(conic, "SOLVERS", {"clarabel": broken, "scs": broken})
    with pytest.raises(SolverError, match="not finite"):
        delta_star(instance("generic", 2, 1, 53))


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_the_second_solver_is_asked_where_the_first_one_fails(
    question: tuple[str, int, int, tuple[float, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise NotAnException

    asked = instance(question[0], question[1], question[2], 54, question[3])
    truth = delta_star(asked).delta_star
    for first in (fail, lies(2)["zeros"], lies(2)["ones"]):
        monkeypatch.setattr(conic, "SOLVERS", {"clarabel": first, "scs": HONEST["scs"]})
        result = delta_star(asked)
        if result.status is Status.CONFIRMED:
            assert result.solver == "scs"
            assert result.delta_star == pytest.approx(truth, abs=3e-6)
