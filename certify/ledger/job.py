"""A job of a service: what is asked for, what is known of it, and how it ends."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from certify.common.errors import InputError
from certify.ledger.database import canonical
from certify.ledger.values import check_addresses, kept_json, kept_number

State = Literal["waiting", "done", "failed", "cancelled"]
End = Literal["done", "failed", "cancelled"]


@dataclass(frozen=True)
class Submission:
    """A job to be done.

    Attributes:
        kind: what sort of work it is.
        title: what people see of it in a list.
        request: what is asked, JSON data.
        owner: for whom.
        key: what tells a repeated submission of this owner from another one; None where each is another.
        text: the request as it is kept.

    Raises:
        InputError: the request is no JSON data, the kind or the owner no printable text, or something would
            not come back from the ledger as it is.
    """

    kind: str
    title: str
    request: Mapping[str, Any]
    owner: str
    key: str | None = None
    text: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name, text in (("kind", self.kind), ("owner", self.owner)):
            if not text.isprintable():
                raise InputError(name, "is no printable text", "use letters, digits and dashes")
        kept_json("title", self.title)
        kept_json("key", self.key)
        object.__setattr__(self, "text", kept_json("request", self.request))

    @cached_property
    def asked(self) -> str:
        """SHA-256 of kind and request: what two submissions under one key must have in common."""
        return digest_of_request(self.kind, self.text)

    @cached_property
    def fingerprint(self) -> str | None:
        """SHA-256 of owner and key."""
        return None if self.key is None else _sha256(canonical([self.owner, self.key]))


@dataclass(frozen=True)
class Conflict:
    """A key was used before by the same owner, for a job that was another.

    Attributes:
        job: its number.
    """

    job: int


@dataclass(frozen=True)
class Finish:
    """How a job ended.

    Attributes:
        job: its number.
        state: "done", "failed" or "cancelled".
        seconds: what it took; None where it never began.
        verdict, grade, value: what a list shows of the result; a value is finite, and 0.0 where it is -0.0.
        result, failure: the rest, JSON data.
        certificates: those it made, by their addresses.
        columns: the fields as they are kept.

    Raises:
        InputError: a field is no JSON data, a number no finite double, the verdict or the grade no printable
            text, an address of a certificate no letters and digits, or something would not come back from the
            ledger as it is.
    """

    job: int
    state: End
    seconds: float | None = None
    verdict: str | None = None
    grade: str | None = None
    value: float | None = None
    result: Mapping[str, Any] | None = None
    failure: Mapping[str, Any] | None = None
    certificates: Mapping[str, bytes] = field(default_factory=dict)
    columns: Mapping[str, str | float | None] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name, text in (("verdict", self.verdict), ("grade", self.grade)):
            if text is not None and not text.isprintable():
                raise InputError(name, "is no printable text", "use a word")
        check_addresses(self.certificates)
        kept = {
            "state": self.state,
            "seconds": kept_number("seconds", self.seconds),
            "verdict": self.verdict,
            "grade": self.grade,
            "value": kept_number("value", self.value),
            "result": None if self.result is None else kept_json("result", self.result),
            "failure": None if self.failure is None else kept_json("failure", self.failure),
            "certificates": kept_json("certificates", list(self.certificates)),
        }
        object.__setattr__(self, "columns", kept)


@dataclass(frozen=True)
class Job:
    """A job as it stands in the ledger.

    Attributes:
        id: its number; later jobs have larger ones.
        kind, title, owner: as submitted.
        submitted, finished: when, in seconds since 1970.
        state: "waiting" until it ends, then as finished.
        seconds, verdict, grade, value: as finished.
        certificates: the addresses of those it made.
        request, result, failure: None in a list.
    """

    id: int
    kind: str
    title: str
    owner: str
    submitted: float
    state: State
    finished: float | None
    seconds: float | None
    verdict: str | None
    grade: str | None
    value: float | None
    certificates: tuple[str, ...]
    request: Mapping[str, Any] | None = None
    result: Mapping[str, Any] | None = None
    failure: Mapping[str, Any] | None = None


def digest_of_request(kind: str, text: str) -> str:
    """SHA-256 of a kind and a request as it is kept."""
    return _sha256(f"{kind}\n{text}")


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
