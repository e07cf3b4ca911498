"""Provers in processes of their own: what one does not survive, or does not finish, the others do."""

import contextlib
import multiprocessing
import resource
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from certify.claims.statement import Real, Statement
from certify.claims.verdict import Verdict
from certify.provers.outcome import Budget, Outcome, Prover, undecided
from certify.provers.transport import pack, unpack

_GRACE = 2.0  # seconds after the budget until a process is ended
_PRELOAD = ["certify.provers.adversary", "certify.provers.real_algebra", "certify.provers.certified"]


def run(statement: Statement, provers: Sequence[Prover], budget: Budget) -> list[Outcome]:
    """The outcome of every prover, in their order; UNDECIDED for one that crashes or exceeds the budget."""
    return _run(statement, provers, budget, lambda _: False)


def decide_real(statement: Real, budget: Budget) -> Outcome:
    """The strongest outcome that the provers of statements about real numbers reach."""
    from certify.provers.adversary import adversary
    from certify.provers.certified import certified
    from certify.provers.real_algebra import real_algebra

    return strongest(_run(statement, [certified, real_algebra, adversary], budget, _nothing_to_gain))


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


def _nothing_to_gain(outcomes: Sequence[Outcome | None]) -> bool:
    """Whether what is known cannot be improved by waiting: decided, with nothing weaker than exact arithmetic."""
    certified, algebra, _ = outcomes
    if any(o and o.verdict.decided and o.grade.rank <= 1 for o in outcomes):
        return True
    return bool(algebra and algebra.verdict.decided and certified)


def _run(
    statement: Statement,
    provers: Sequence[Prover],
    budget: Budget,
    enough: Callable[[Sequence[Outcome | None]], bool],
) -> list[Outcome]:
    packed = pack(statement) if isinstance(statement, Real) else None
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOAD)
    outcomes: list[Outcome | None] = [None] * len(provers)
    running: dict[Connection, tuple[int, BaseProcess]] = {}
    why = "ended when the others had decided"
    try:
        for position, prover in enumerate(provers):
            receiver, sender = context.Pipe(duplex=False)
            arguments = (sender, prover, statement if packed is None else packed, statement.hash, budget)
            process = context.Process(target=_child, args=arguments, daemon=True)
            process.start()
            sender.close()
            running[receiver] = (position, process)
        deadline = time.monotonic() + budget.seconds + _GRACE
        while running and not enough(outcomes):
            ready = wait(list(running), max(0.0, deadline - time.monotonic()))
            if not ready:
                why = f"exceeded its {budget.seconds:g} s"
                break
            for receiver in ready:
                assert isinstance(receiver, Connection)
                position, process = running.pop(receiver)
                outcomes[position] = _received(receiver, provers[position])
                _end(receiver, process)
    finally:
        for receiver, (_, process) in running.items():
            _end(receiver, process)
    return [
        outcome or undecided(f"{getattr(prover, '__name__', 'the prover')}: {why}")
        for outcome, prover in zip(outcomes, provers, strict=True)
    ]


def _received(receiver: Connection, prover: Prover) -> Outcome:
    name = getattr(prover, "__name__", "the prover")
    try:
        outcome = receiver.recv()
    except Exception as error:
        return undecided(f"{name}: its process died ({type(error).__name__})")
    return outcome if isinstance(outcome, Outcome) else undecided(f"{name}: {outcome}")


def _end(receiver: Connection, process: BaseProcess) -> None:
    process.kill()
    process.join(5)
    receiver.close()


def _child(sender: Connection, prover: Prover, carried: Any, expected: str, budget: Budget) -> None:
    """In the process of one prover: limits, then the prover; whatever it raises is only its own failure."""
    memory = budget.memory_mib * 2**20
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        seconds = int(budget.seconds + _GRACE) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    try:
        statement = carried if isinstance(carried, Statement) else unpack(carried)
        if statement.hash != expected:
            result: Any = "the statement changed on its way to the prover's process"
        else:
            result = prover(statement, budget)
        sender.send(result)
    except BaseException as error:
        message = " ".join(str(error).split())[:200]
        with contextlib.suppress(Exception):
            sender.send(f"{type(error).__name__}: {message}")
