"""One task of a campaign, from its question to a result that two runs have in common."""

import time
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from certify.common.errors import CertifyError
from certify.recovery.problems.kind import kind_of
from certify.search.campaigns.spec import Task
from certify.search.classes import CLASSES


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
    value: float | None
    try:
        value, result, certificates = CLASSES[kind_of(task)].run(task)
    except (CertifyError, np.linalg.LinAlgError) as error:
        value, result, certificates = None, {"failed": type(error).__name__}, {}
    return Outcome(number, value, time.monotonic() - began, {"question": dict(task), **result}, certificates)
