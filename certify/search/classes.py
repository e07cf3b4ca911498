"""The classes that can be searched: how a task of each becomes a question, and a question a result.

A new class is a `SearchedClass` and one line of the table.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

from certify.common.exact import as_fraction
from certify.recovery.instance.file import instance_document
from certify.recovery.problems.kind import Kind
from certify.search.asymmetric import AsymmetricQuestion, search_asymmetric
from certify.search.question import Question
from certify.search.run import search

# A task ends after its number of descents: the clock has no say.
FOREVER = 1e9


class TaskResult(NamedTuple):
    """What the search of a task found: delta*, JSON data that two runs have in common, certificates."""

    value: float
    result: dict[str, Any]
    certificates: dict[str, bytes]


class SearchedClass(Protocol):
    """A class of recovery problems as campaigns see it; a task holds its axes, starts and seed."""

    def question(self, task: Mapping[str, Any]) -> Question | AsymmetricQuestion:
        """What a task asks. Raises InputError where that is impossible."""

    def run(self, task: Mapping[str, Any]) -> TaskResult:
        """Search it, from as many starts as it names."""


class SymmetricSearch:
    """X X^T against Z Z^T, with noise and tolerances; results are certified."""

    def question(self, task: Mapping[str, Any]) -> Question:
        return Question.of(task["r"], task["rstar"], task["eps0"], task["eps1"], task["eps2"])

    def run(self, task: Mapping[str, Any]) -> TaskResult:
        found = search(self.question(task), seconds=FOREVER, starts=task["starts"], seed=task["seed"])
        result: dict[str, Any] = {
            "delta_star": found.delta_star,
            "hits": found.progress.hits,
            "minima": len(found.progress.minima),
        }
        certificates: dict[str, bytes] = {}
        if found.exact is not None and found.exact.decision.certificate is not None:
            certificate = found.exact.decision.certificate
            certificates[certificate.address] = certificate.to_bytes()
            instance = instance_document(found.exact.instance)
            result |= {"certificate": certificate.address, "instance": instance}
        return TaskResult(found.delta_star, result, certificates)


class AsymmetricSearch:
    """U V^T against M* at balanced points; floats, for which the kernel has no rule."""

    def question(self, task: Mapping[str, Any]) -> AsymmetricQuestion:
        mu = as_fraction(task["mu"], "mu")
        return AsymmetricQuestion(task["n1"], task["n2"], task["r"], task["rstar"], float(mu))

    def run(self, task: Mapping[str, Any]) -> TaskResult:
        found = search_asymmetric(self.question(task), starts=task["starts"], seed=task["seed"])
        result: dict[str, Any] = {"delta_star": found.delta_star, "failures": found.failures}
        for name, matrix in zip(("U", "V", "M"), found.point or (), strict=False):
            result[name] = [[repr(float(x)) for x in row] for row in matrix]
        return TaskResult(found.delta_star, result, {})


CLASSES: dict[Kind, SearchedClass] = {
    Kind.SYMMETRIC: SymmetricSearch(),
    Kind.ASYMMETRIC: AsymmetricSearch(),
}
