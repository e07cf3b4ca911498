"""What a job of one kind found, and how much of it is told."""

from typing import Any, NamedTuple

TELL_SECONDS = 0.25  # between two reports of progress
LARGEST_SHOWN = 100_000  # numbers in the escape directions of a result


class Answer(NamedTuple):
    """What a job of one kind found."""

    verdict: str
    grade: str
    value: float | None
    result: dict[str, Any]
    certificates: tuple[Any, ...] = ()  # of type certify.certificates.Certificate
