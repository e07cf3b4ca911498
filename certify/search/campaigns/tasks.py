"""One task of a campaign, from its question to a result that two runs have in common."""

import time
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from certify.common.errors import CertifyError
from certify.recovery.instance.file import instance_document
from certify.search.asymmetric import AsymmetricQuestion, search_asymmetric
from certify.search.campaigns.spec import Task, question_of
from certify.search.question import Question
from certify.search.run import search

FOREVER = 1e9


class Outcome(NamedTuple):
    """What a task came to.

    Attributes:
        task: its number; value: delta*, None for a failure; seconds: what it took.
        result: JSON data, the same in every run; certificates: by address.
    """

    task: int
    value: float | None
    seconds: float
    result: dict[str, Any]
    certificates: dict[str, bytes]


def run_batch(batch: Sequence[tuple[int, Task]]) -> list[Outcome]:
    """The outcomes of tasks, in a worker; a task that fails has a result that says so."""
    return [run_task(number, task) for number, task in batch]


def run_task(number: int, task: Mapping[str, Any]) -> Outcome:
    """The outcome of one task: its number of descents decides when it ends, not the clock."""
    began = time.monotonic()
    certificates: dict[str, bytes] = {}
    try:
        question = question_of(task)
        if isinstance(question, AsymmetricQuestion):
            value, result = _asymmetric(question, task)
        else:
            value, result = _symmetric(question, task, certificates)
    except (CertifyError, np.linalg.LinAlgError) as error:
        value, result = None, {"failed": type(error).__name__}
    return Outcome(number, value, time.monotonic() - began, {"question": dict(task), **result}, certificates)


def _symmetric(
    question: Question, task: Mapping[str, Any], certificates: dict[str, bytes]
) -> tuple[float, dict[str, Any]]:
    found = search(question, seconds=FOREVER, starts=task["starts"], seed=task["seed"])
    result: dict[str, Any] = {
        "delta_star": found.delta_star,
        "hits": found.progress.hits,
        "minima": len(found.progress.minima),
    }
    if found.exact is not None and found.exact.decision.certificate is not None:
        certificate = found.exact.decision.certificate
        certificates[certificate.address] = certificate.to_bytes()
        result |= {"certificate": certificate.address, "instance": instance_document(found.exact.instance)}
    return found.delta_star, result


def _asymmetric(question: AsymmetricQuestion, task: Mapping[str, Any]) -> tuple[float, dict[str, Any]]:
    found = search_asymmetric(question, starts=task["starts"], seed=task["seed"])
    result: dict[str, Any] = {"delta_star": found.delta_star, "failures": found.failures}
    for name, matrix in zip(("U", "V", "M"), found.point or (), strict=False):
        result[name] = [[repr(float(x)) for x in row] for row in matrix]
    return found.delta_star, result
