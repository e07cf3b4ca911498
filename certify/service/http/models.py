"""What is sent and received, for the OpenAPI document; no answer is made from these classes."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from certify.service.jobs.requests import LARGEST_SEED, JobLimits

ADDRESS = r"^[0-9a-f]{64}$"
State = Literal["waiting", "running", "done", "failed", "cancelled"]
Kind = Literal["duality", "decide", "claim", "search"]


class Open(BaseModel):
    """An answer to which later versions may add fields."""

    model_config = ConfigDict(extra="allow")


class Failure(Open):
    """Why a job failed."""

    cause: str = Field(description="input, time, memory, crash, solver or cancelled", examples=["time"])
    detail: str = Field(examples=["it took over 60 s"])


class JobSummary(Open):
    """A job in a list."""

    id: int
    kind: Kind
    title: str
    state: State
    submitted: str = Field(description="UTC, ISO 8601")
    finished: str | None
    seconds: float | None
    owner: str = Field(description="the name of the token that submitted it")
    verdict: str | None = Field(description="what came of it, in a word")
    grade: str | None
    value: float | None = Field(description="delta*, where the job has one")
    certificates: list[str] = Field(description="addresses: GET /api/v1/certificates/{address}")


class Job(JobSummary):
    """A job in full."""

    request: dict[str, Any]
    result: dict[str, Any] | None
    failure: Failure | None
    progress: dict[str, Any] | None


class Jobs(Open):
    """Jobs, newest first."""

    jobs: list[JobSummary]
    next: str | None = Field(description="the cursor of the next page; null on the last")


class Check(Open):
    """The kernel's verdict on a certificate."""

    verdict: Literal["accepted", "rejected", "declined", "failed"]
    accepted: bool
    code: int = Field(description="0 accepted, 1 rejected, 2 declined, 3 the checker itself failed")
    rule: str
    reason: str
    address: str = Field(description="SHA-256 of its canonical bytes; empty for what has none")


class ClaimSummary(Open):
    """A claim in a list."""

    id: str
    paper: str
    title: str = Field(description="where it stands, and its scope")
    cites: dict[str, Any] = Field(description="authors, year, title, arXiv or DOI, page and number")
    printed: bool
    verdict: str
    grade: str
    statement: str


class Claims(Open):
    """Claims, in the order of the papers."""

    claims: list[ClaimSummary]
    next: str | None


class Paper(Open):
    """A paper with its claims counted."""

    name: str
    title: str


class Papers(Open):
    """The papers, and whether their claims have been re-checked."""

    papers: list[Paper]
    state: dict[str, Any]


class Event(Open):
    """A server-sent event."""

    id: str | None = None
    event: str | None = Field(default=None, description="state, progress, end, trouble or reset")
    data: str = Field(description='JSON: {"job", "at", …}, with `at` in seconds since 1970')
    retry: int | None = None


class Errata(Open):
    """Lines that do not hold as printed."""

    errata: list[dict[str, Any]]


class Graph(Open):
    """A paper's results and what rests on what."""

    results: list[dict[str, Any]]
    edges: list[list[str]]


class Pictures(Open):
    """The phase diagrams there are."""

    phases: list[str]


class Picture(Open):
    """A phase diagram: panels of curves and points."""

    panels: list[dict[str, Any]]


class Health(Open):
    """Whether the service is well, and how much it has to do."""

    status: Literal["ok"]
    version: str
    waiting: int
    running: int
    book: dict[str, Any]


class Identity(Open):
    """Who asks."""

    name: str
    scopes: list[str]


# Up to 200 digits; `certify.service.jobs.requests` says what else a number may not be.
_DIGITS = r"([0-9]{1,200}(/0{0,9}[1-9][0-9]{0,190})?|[0-9]{1,100}\.[0-9]{1,100})$"
_NUMBER = {"type": "string", "pattern": f"^-?{_DIGITS}"}
_NOT_NEGATIVE = {"type": "string", "pattern": f"^{_DIGITS}"}
_MATRIX = {
    "type": "array",
    "minItems": 1,
    "maxItems": 64,
    "items": {"type": "array", "minItems": 1, "maxItems": 32, "items": _NUMBER},
}
_TOLERANCES = {name: {**_NOT_NEGATIVE, "description": text} for name, text in (
    ("eps0", "noise"), ("eps1", "first-order accuracy"), ("eps2", "second-order accuracy"),
)}  # fmt: skip
EXAMPLE_INSTANCE = {
    "schema": "certify/instance/1",
    "X": [["1"], ["0"]],
    "Z": [["0"], ["3/2"]],
    "delta": "2/5",
    "eps0": "0",
    "eps1": "0",
    "eps2": "0",
}


def instance_schema(delta_required: bool) -> dict[str, Any]:
    """An instance file's document."""
    return {
        "type": "object",
        "required": ["X", "Z", *(["delta"] if delta_required else [])],
        "additionalProperties": False,
        "properties": {
            "schema": {"const": "certify/instance/1"},
            "X": {**_MATRIX, "description": "the candidate point, n x r"},
            "Z": {**_MATRIX, "description": "the ground truth, n x r*, as many rows as X"},
            "delta": {**_NOT_NEGATIVE, "description": "the isometry constant, 0 <= delta < 1"},
            **_TOLERANCES,
        },
    }


def claim_schema(limits: JobLimits) -> dict[str, Any]:
    """A claim in the statement grammar."""
    return {
        "type": "object",
        "required": ["statement"],
        "additionalProperties": False,
        "properties": {
            "statement": {
                "type": "string",
                "minLength": 1,
                "maxLength": 10_000,
                "description": "a sentence of the statement grammar (docs/statement-grammar.md)",
            },
            "seconds": {"type": "number", "exclusiveMinimum": 0, "maximum": limits.asked},
        },
    }


def search_schema(limits: JobLimits) -> dict[str, Any]:
    """A search for the smallest delta*."""
    rank = {"type": "integer", "minimum": 1, "maximum": limits.rank}
    return {
        "type": "object",
        "required": ["r", "rstar"],
        "additionalProperties": False,
        "properties": {
            "r": {**rank, "description": "the model rank, at least rstar"},
            "rstar": {**rank, "description": "the rank of the truth"},
            **_TOLERANCES,
            "seed": {"type": "integer", "minimum": 0, "maximum": LARGEST_SEED},
            "starts": {"type": "integer", "minimum": 1, "maximum": limits.starts},
            "seconds": {"type": "number", "exclusiveMinimum": 0, "maximum": limits.asked},
            "mu": {**_NOT_NEGATIVE, "description": "balancing weight: search the asymmetric class instead"},
            "n1": {**rank, "maximum": limits.size, "description": "at least r"},
            "n2": {**rank, "maximum": limits.size, "description": "at least r"},
        },
    }


EXAMPLES: dict[str, dict[str, Any]] = {
    "duality": EXAMPLE_INSTANCE,
    "decide": EXAMPLE_INSTANCE,
    "claim": {"statement": "for all a, b with a > 0, b > 0: a**2 + b**2 >= 2*a*b"},
    "search": {"r": 2, "rstar": 1, "starts": 4},
}
# The square of a sum, as a polynomial identity.
EXAMPLE_CERTIFICATE: dict[str, Any] = {
    "rule": "identity",
    "schema": "certify/certificate",
    "statement": {
        "left": ["^", ["+", ["var", "a"], ["var", "b"]], 2],
        "right": [
            "+",
            ["^", ["-", ["var", "a"], ["var", "b"]], 2],
            ["*", ["num", "4"], ["var", "a"], ["var", "b"]],
        ],
        "variables": ["a", "b"],
    },
    "version": 1,
    "witness": {},
}
