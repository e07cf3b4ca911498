"""The library facts that a derivation rests on."""

from collections.abc import Iterable, Iterator
from typing import Any

from certify.certificates.certificate import Certificate

RULE = "derivation"


def library_facts(certificate: Certificate) -> tuple[str, ...]:
    """The names of the library facts that the steps of a certificate apply, sorted; none of other rules."""
    if certificate.rule != RULE:
        return ()
    return tuple(sorted(set(_applied(certificate.witness["steps"]))))


def _applied(steps: Iterable[Any]) -> Iterator[str]:
    for step in steps:
        if step["step"] == "apply":
            source, name = step["sequent"]
            if source == "library":
                yield name
            for case in step["cases"]:
                yield from _applied(case.get("steps", ()))
        yield from _applied(step.get("steps", ()))


def steps_of(certificate: Certificate) -> int:
    """The number of steps, at every depth."""
    return sum(1 for _ in _all(certificate.witness["steps"]))


def _all(steps: Iterable[Any]) -> Iterator[Any]:
    for step in steps:
        yield step
        for case in step["cases"] if step["step"] == "apply" else ():
            yield from _all(case.get("steps", ()))
        yield from _all(step.get("steps", ()))
