"""A service that only remembers: what the pages are shown with in their tests."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from certify.common.errors import InputError
from certify.kernel import check_bytes
from certify.service.backend import COOKIE
from certify.service.jobs.requests import JobLimits, checked, title_of
from certify.service.library.claims_index import ClaimsIndex
from certify.service.problems import Problem, of_input
from certify.service.site.pages import error_page, router

ROOT = Path(__file__).parents[3]
CERTIFICATES = {
    hashlib.sha256(data).hexdigest(): data
    for data in (
        (ROOT / "examples" / "certificates" / f"{name}.json").read_bytes().strip()
        for name in ("counterexample", "escape-directions")
    )
}
COUNTEREXAMPLE, ESCAPE = CERTIFICATES
INSTANCE = {"X": [["1"], ["0"]], "Z": [["0"], ["3/2"]], "delta": "2/5", "eps0": "0", "eps1": "0", "eps2": "0"}
STEPS = [t / 20 for t in range(-20, 21)]
DUALITY: dict[str, Any] = {
    "delta_star": 0.5061728395064279,
    "primal": 0.5061728395064279,
    "dual": 0.5061728395059432,
    "gap": 4.8e-13,
    "residuals": {"band": 3.8e-13, "noise": 0.0, "first_order": 2.2e-16, "second_order": 0.0},
    "form": "reduced",
    "solver": "clarabel",
    "solver_status": "Solved",
    "directions": 1,
    "alpha": 0.9138115486202573,
    "beta": 0.40613846605344756,
    "delta_closed_form": 0.5061728395061729,
    "delta_sharp_directions": 0.5061728395061729,
    "delta_classical_direction": 0.32575405213034375,
    "threshold": 0.5,
    "sentence": "At δ = 0.4 < δ* = 0.506172840 no counterexample exists.",
    "escape": {"D0": [[-0.72], [0.0]], "D": [[[0.0], [0.63]]]},
    "loss": [
        {"t": STEPS, "loss": [sign * t**2 + t**4 for t in STEPS], "label": label}
        for sign, label in (
            (0.3, "f at δ* = 0.5062: X is spurious"),
            (-0.8, "f at δ = 0.4000 < δ*: X is not"),
        )
    ],
}
DECIDE = {
    "reason": "at delta = 2/5 every H in the band lets X be escaped",
    "delta_star": 0.5061728395,
    "description": {
        "claim": "At delta = 2/5 no counterexample exists.",
        "proof": "The witness is D0 and 1 second-order directions.",
        "margins": {"minus the bound": "2081095971209467/776194223700000"},
        "bytes": 446,
        "digits": 12,
    },
}
CLAIM = {
    "statement": "for all x, y with x > 0, y > 0: x*y <= (x + y)/2",
    "how": "it fails at x = 2, y = 3",
    "witness": {"x": "2", "y": "3"},
    "model": None,
}
SEARCH = {
    "delta_star": 0.5857864376265223,
    "expected": 0.585786437626905,
    "instance": {**INSTANCE, "X": [["1", "0"], ["0", "1"], ["0", "0"]], "Z": [["0"], ["0"], ["679/437"]]},
    "readable": {**INSTANCE, "X": [["1", "0"], ["0", "1"], ["0", "0"]], "Z": [["0"], ["0"], ["11/7"]]},
    "budget": {"hits": 4, "starts": 4, "evaluations": 1200, "spent": 1.7},
    "minima": [0.5857864376265223, 0.61],
    "escape": {"delta": "1/2", "certificate": ESCAPE},
}


def job(number: int, kind: str, title: str, state: str = "done", **more: Any) -> dict[str, Any]:
    """A job in full."""
    ended = state not in ("waiting", "running")
    return {
        "id": number,
        "kind": kind,
        "title": title,
        "state": state,
        "submitted": "2026-11-22T18:00:00.000Z",
        "finished": "2026-11-22T18:00:02.000Z" if ended else None,
        "seconds": 1.8 if ended else None,
        "owner": "lab",
        "verdict": None,
        "grade": None,
        "value": None,
        "certificates": [],
        "request": dict(INSTANCE),
        "result": None,
        "failure": None,
        "progress": None,
        **more,
    }


def some_jobs() -> list[dict[str, Any]]:
    """One of every kind and state."""
    search = {"r": 2, "rstar": 1, "eps0": "0", "eps1": "0", "eps2": "0", "seconds": 10.0, "seed": 0}
    instance = "a 2 × 1 instance, r* = 1"
    return [
        job(
            1,
            "duality",
            f"δ* of {instance}",
            verdict="CONFIRMED",
            grade="float",
            value=0.5061728,
            result=DUALITY,
        ),
        job(
            2,
            "decide",
            f"At δ = 2/5: {instance}",
            verdict="ESCAPE_DIRECTIONS",
            grade="kernel",
            value=0.506,
            certificates=[ESCAPE],
            result=DECIDE,
        ),
        job(
            3,
            "claim",
            CLAIM["statement"],
            verdict="REFUTED",
            grade="kernel",
            result=CLAIM,
            request={"statement": CLAIM["statement"], "seconds": 20.0},
        ),
        job(
            4,
            "search",
            "Smallest δ* for r = 2, r* = 1",
            verdict="COUNTEREXAMPLE",
            grade="kernel",
            value=0.5857864,
            certificates=[COUNTEREXAMPLE, ESCAPE],
            request=search,
            result=SEARCH,
        ),
        job(
            5,
            "claim",
            "for all x: x == x",
            "failed",
            request={"statement": "for all x: x == x", "seconds": 20.0},
            failure={"cause": "time", "detail": "it took over 60 s"},
        ),
        job(
            6,
            "search",
            "Smallest δ* for r = 3, r* = 2",
            "cancelled",
            request=search,
            failure={"cause": "cancelled", "detail": "cancelled by lab"},
        ),
        job(
            7,
            "search",
            "Smallest δ* for r = 4, r* = 2",
            "running",
            request=search,
            progress={"best": 0.66, "hits": 1, "starts": 3, "evaluations": 800, "seconds": 2.5, "of": 10.0},
        ),
        job(8, "duality", f"δ* of {instance}", "waiting"),
    ]


def some_picture() -> dict[str, Any]:
    """A panel with a curve and a point of every kind."""
    curve = {"label": "1/(1 + √(r*/r))", "series": "", "formula": "threshold", "source": "Theorem 1.2"}
    ratios = [1 + n / 20 for n in range(61)]
    point = {"series": "r* = 1", "x": 2.0, "job": 4}
    return {
        "panels": [
            {
                "title": "Recovery without noise",
                "x": "r / r*",
                "y": "δ",
                "curves": [{**curve, "x": ratios, "y": [1 / (1 + r**-0.5) for r in ratios]}],
                "points": [
                    {**point, "kind": "found", "y": 0.5857864, "delta": None, "certificate": None},
                    {
                        **point,
                        "kind": "counterexample",
                        "y": 0.5858,
                        "delta": "114243/195025",
                        "certificate": COUNTEREXAMPLE,
                    },
                    {
                        **point,
                        "kind": "escape directions",
                        "y": 0.5848,
                        "delta": "1/2",
                        "certificate": ESCAPE,
                    },
                ],
            }
        ],
        "caption": ["Below the curve every second-order point recovers the truth."],
        "missing": {"9": "nothing below 1 was found"},
    }


class FakeBackend:
    """The service of `certify.service.backend.Backend`, without a ledger or workers."""

    def __init__(self, snapshot: Mapping[str, Any], jobs: list[dict[str, Any]] | None = None) -> None:
        self.claims_index = ClaimsIndex([], "")
        self.claims_index._take(snapshot)
        self.rows = some_jobs() if jobs is None else jobs
        self.submitted: list[tuple[str, dict[str, Any]]] = []
        self.cancelled: list[int] = []
        self.public = True
        self.refuses: Problem | None = None

    def latest(self) -> int:
        return 12

    def state(self) -> dict[str, Any]:
        return {"waiting": 1, "running": 1, "book": self.claims_index.state, "version": "0.1.0"}

    def session(self, request: Request) -> Mapping[str, Any] | None:
        known = request.cookies.get(COOKIE) == "cookie"
        return {"name": "lab", "scopes": ["read", "submit"]} if known else None

    def allow_reading(self, request: Request) -> None:
        if not self.public and self.session(request) is None:
            raise Problem("no-token", "nobody is signed in")

    async def sign_in(self, secret: str) -> str | None:
        return "cookie" if secret == "secret" else None

    def sign_out(self, request: Request) -> None:
        pass

    async def jobs(
        self,
        *,
        kind: str | None = None,
        state: str | None = None,
        verdict: str | None = None,
        before: int | None = None,
        limit: int = 100,
        finished: bool = False,
    ) -> list[dict[str, Any]]:
        rows = [
            row
            for row in reversed(self.rows)
            if kind in (None, row["kind"])
            and state in (None, row["state"])
            and verdict in (None, row["verdict"])
            and (before is None or row["id"] < before)
            and not (finished and row["finished"] is None)
        ]
        return rows[:limit]

    async def job(self, number: int) -> dict[str, Any] | None:
        return next((row for row in self.rows if row["id"] == number), None)

    async def submit(self, request: Request, kind: str, body: dict[str, Any]) -> int:  # noqa: ARG002
        if self.refuses is not None:
            raise self.refuses
        asked = checked(kind, body, JobLimits())
        self.submitted.append((kind, asked))
        self.rows.append(job(len(self.rows) + 1, kind, title_of(kind, asked), "waiting", request=asked))
        return len(self.rows)

    async def cancel(self, request: Request, number: int) -> None:  # noqa: ARG002
        self.cancelled.append(number)

    async def certificate(self, address: str) -> bytes | None:
        return self.claims_index.certificate(address) or CERTIFICATES.get(address)

    async def check(self, data: bytes) -> dict[str, Any]:
        said = check_bytes(data)
        word = ("accepted", "rejected", "declined", "failed")[said.code]
        return {
            "verdict": word,
            "accepted": said.code == 0,
            "code": said.code,
            "rule": said.rule,
            "reason": said.reason,
        }

    async def describe(self, data: bytes) -> dict[str, Any] | None:
        statement = json.loads(data)["statement"]
        given = {name: value for name, value in statement.items() if name in ("X", "Z", "conclusion")}
        return {**DECIDE["description"], "given": given}  # type: ignore[dict-item]

    async def picture(self, name: str) -> dict[str, Any] | None:  # noqa: ARG002
        return some_picture()

    def openapi(self) -> dict[str, Any]:
        body = {"content": {"application/json": {"example": {"statement": "for all x: x == x"}}}}
        return {
            "paths": {
                "/api/v1/jobs/claim": {"post": {"summary": "Submit a claim", "requestBody": body}},
                "/api/v1/jobs/{number}": {"get": {"summary": "A job"}, "delete": {"summary": "End a job"}},
            }
        }


def application(backend: FakeBackend) -> FastAPI:
    """The pages, with errors answered as the service does."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.include_router(router(backend))

    async def problem(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException):
            error = Problem("method" if error.status_code == 405 else "not-found", "there is no such page")
        if isinstance(error, InputError):
            error = of_input(error)
        assert isinstance(error, Problem)
        return error_page(backend, request, error)

    for kind in (Problem, InputError, HTTPException):
        app.add_exception_handler(kind, problem)
    return app
