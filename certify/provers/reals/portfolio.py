"""Provers in processes of their own: what one does not survive, or does not finish, the others do."""

import contextlib
import multiprocessing
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from typing import Any

from certify.claims.results.verdict import Verdict
from certify.claims.statements.statement import Real, Statement
from certify.common.unguarded import leaving_the_script_alone
from certify.provers.outcome import Budget, Outcome, Prover, undecided

Outcomes = Sequence[Outcome | None]

_GRACE = 2.0  # seconds after the budget until a process is ended
_PRELOAD = [
    "certify.provers.reals.points.adversary",
    "certify.provers.reals.real_algebra",
    "certify.provers.reals.certified",
]


def run(statement: Statement, provers: Sequence[Prover], budget: Budget) -> list[Outcome]:
    """The outcome of every prover, in their order; UNDECIDED for one that crashes or exceeds the budget."""
    return _run(statement, provers, budget, lambda _: False)


def decide_real(statement: Real, budget: Budget) -> Outcome:
    """The strongest outcome that the provers of statements about real numbers reach."""
    from certify.provers.reals.certified import certified
    from certify.provers.reals.points.adversary import adversary
    from certify.provers.reals.real_algebra import real_algebra

    provers = [real_algebra, certified, adversary]
    return strongest(_run(statement, provers, budget, _nothing_to_gain, _due))


def strongest(outcomes: Sequence[Outcome]) -> Outcome:
    """The outcome with the best grade among those that decide; UNDECIDED if they contradict each other."""
    decided = [outcome for outcome in outcomes if outcome.verdict.decided]
    if not decided:
        return undecided(
            "; ".join(dict.fromkeys(outcome.how for outcome in outcomes)) or "no prover was asked"
        )
    verdicts = {outcome.verdict for outcome in decided}
    if verdicts == {Verdict.REFUTED, Verdict.ILL_POSED}:
        decided = [outcome for outcome in decided if outcome.verdict is Verdict.ILL_POSED]
    elif len(verdicts) > 1:
        said = "; ".join(f"{outcome.verdict} ({outcome.grade}): {outcome.how}" for outcome in decided)
        return undecided(f"the provers contradict each other, report this: {said}")
    return min(decided, key=lambda outcome: outcome.grade.rank)


def _due(position: int, outcomes: Outcomes, gone: float) -> bool:
    """The complete procedures first, certificates soon after, the adversary where those do not answer."""
    return outcomes[0] is not None or gone > (0.0, 0.3, 1.0)[position]


def _nothing_to_gain(outcomes: Outcomes) -> bool:
    """Whether waiting cannot help: an exact verdict, or what could be stronger has given up."""
    algebra, certified, _ = outcomes
    if any(o and o.verdict.decided and o.grade.rank <= 1 for o in outcomes):
        return True
    return bool(algebra and algebra.verdict.decided and certified)


def _run(
    statement: Statement,
    provers: Sequence[Prover],
    budget: Budget,
    enough: Callable[[Outcomes], bool],
    due: Callable[[int, Outcomes, float], bool] = lambda *_: True,
) -> list[Outcome]:
    """Each prover in a process, from when it is due (position, outcomes, seconds) until enough is known."""
    context = _server()
    outcomes: list[Outcome | None] = [None] * len(provers)
    waiting = list(range(len(provers)))
    running: dict[Any, tuple[int, Any]] = {}
    why = "not needed: the others had decided"
    start = time.monotonic()
    try:
        while (waiting or running) and not enough(outcomes):
            gone = time.monotonic() - start
            if gone > budget.seconds + _GRACE:
                why = f"exceeded its {budget.seconds:g} s"
                break
            for position in [p for p in waiting if not running or due(p, outcomes, gone)]:
                waiting.remove(position)
                left = replace(budget, seconds=max(0.1, budget.seconds - gone))
                receiver, sender = context.Pipe(duplex=False)
                arguments = (sender, provers[position], statement, statement.hash, left)
                process = context.Process(target=_child, args=arguments, daemon=True)
                with leaving_the_script_alone():
                    process.start()
                sender.close()
                running[receiver] = position, process
            pause = 0.05 if waiting else max(0.0, budget.seconds + _GRACE - gone)
            for ready in wait(list(running), pause):
                position, process = running.pop(ready)
                outcomes[position] = _received(ready, provers[position])
                _end(ready, process)
    finally:
        for receiver, (_, process) in running.items():
            _end(receiver, process)
    return [
        outcome or undecided(f"{getattr(prover, '__name__', 'the prover')}: {why}")
        for outcome, prover in zip(outcomes, provers, strict=True)
    ]


@cache
def _server() -> ForkServerContext:
    """The server that processes are forked from, with the provers imported: on nobody's budget."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOAD)
    first = context.Process(target=_nothing, daemon=True)
    with leaving_the_script_alone():
        first.start()
    first.join(60)
    return context


def _nothing() -> None:
    """What the first process does: the server is ready when it ends."""


def _received(receiver: Any, prover: Prover) -> Outcome:
    name = getattr(prover, "__name__", "the prover")
    try:
        outcome = receiver.recv()
    except Exception as error:
        return undecided(f"{name}: its process died ({type(error).__name__})")
    return outcome if isinstance(outcome, Outcome) else undecided(f"{name}: {outcome}")


def _end(receiver: Any, process: BaseProcess) -> None:
    process.kill()
    process.join(5)
    receiver.close()


def _child(sender: Connection, prover: Prover, statement: Statement, expected: str, budget: Budget) -> None:
    """In the process of one prover: limits, then the prover; whatever it raises is only its own failure."""
    memory = budget.memory_mib * 2**20
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        seconds = int(budget.seconds + _GRACE) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    try:
        if statement.hash != expected:
            result: Any = "the statement changed on its way to the prover's process"
        else:
            result = prover(statement, budget)
        sender.send(result)
    except BaseException as error:
        message = " ".join(str(error).split())[:200]
        with contextlib.suppress(Exception):
            sender.send(f"{type(error).__name__}: {message}")
