"""The routes under /api/v1."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from certify.common.errors import InputError
from certify.service.documents import read_object, write
from certify.service.http import models
from certify.service.http.service import KEY, Service
from certify.service.problems import Problem, documented
from certify.service.site.phases import PICTURES

PREFIX = "/api/v1"
JSON = "application/json"
READING = ("no-token", "bad-token")
DOING = ("no-token", "bad-token", "wrong-scope", "foreign-origin", "slow-body", "too-large", "media-type")
SUBMITTING = (*DOING, "not-json", "field", "key-reused", "too-many-jobs", "ledger")
MAX_ID = 2**53
STREAM = {
    "description": "Server-sent events",
    "content": {"text/event-stream": {"schema": {"$ref": "#/components/schemas/Event"}}},
}

Number = Annotated[int, Path(ge=1, le=MAX_ID, description="the number of a job", examples=[1])]
Address = Annotated[str, Path(pattern=models.ADDRESS, description="SHA-256 of the certificate")]
Paper = Annotated[str, Path(min_length=1, max_length=100, description="its folder", examples=["zhang"])]
Name = Annotated[str, Path(min_length=1, max_length=200, examples=["lemma_3_9.cauchy"])]
Cursor = Annotated[str | None, Query(max_length=200, description="`next` of the page before")]
Limit = Annotated[int, Query(ge=1, le=200, description="how many at most")]
Word = Annotated[str | None, Query(max_length=40)]
Seconds = Annotated[float, Query(gt=0, le=86400, description="the stream ends after so many")]
After = Annotated[
    int | None,
    Query(ge=0, le=MAX_ID, description="begin with what came after this event; Last-Event-ID goes before it"),
]
PaperName = Annotated[str | None, Query(max_length=100)]
SECURED: dict[str, Any] = {"security": [{"token": []}]}


def api(service: Service) -> APIRouter:
    """The routes of a service."""
    router = APIRouter(prefix=PREFIX)
    _verifying(router, service)
    _submitting(router, service)
    _jobs(router, service)
    _certificates(router, service)
    _claims(router, service)
    _phases(router, service)
    return router


def _verifying(router: APIRouter, service: Service) -> None:
    schema = {"description": "a certificate (docs/certificate-format.md), in its canonical bytes"}

    @router.post(
        "/verify",
        summary="Verify a certificate",
        tags=["certificates"],
        response_model=models.Check,
        responses=documented(*DOING, "no-checker"),
        openapi_extra={**SECURED, **_body(schema, models.EXAMPLE_CERTIFICATE)},
    )
    async def verify(request: Request) -> Response:
        """The kernel's verdict on the bytes sent; what is no certificate is rejected."""
        token = service.allow(request, "submit")
        _expect_json(request)
        return _answer(await service.check(await request.body(), token.name))


def _submitting(router: APIRouter, service: Service) -> None:
    limits = service.job_limits
    kinds: list[tuple[models.Kind, str, dict[str, Any]]] = [
        ("duality", "Compute delta* of an instance, primal and dual", models.instance_schema(False)),
        ("decide", "Decide an instance at its delta, with a certificate", models.instance_schema(True)),
        ("claim", "Decide a claim written in the statement grammar", models.claim_schema(limits)),
        ("search", "Search for the smallest delta* of given ranks", models.search_schema(limits)),
    ]
    for kind, summary, schema in kinds:
        router.add_api_route(
            f"/jobs/{kind}",
            _submit(service, kind),
            methods=["POST"],
            status_code=202,
            operation_id=f"submit_{kind}",
            summary=summary,
            tags=["jobs"],
            response_model=models.Job,
            response_description="Accepted: the job is in the ledger",
            responses={
                200: {"model": models.Job, "description": "The job that this idempotency key was used for"},
                **documented(*SUBMITTING),
            },
            openapi_extra={
                **SECURED,
                **_body(schema, models.EXAMPLES[kind]),
                "parameters": [
                    {
                        "name": "Idempotency-Key",
                        "in": "header",
                        "required": False,
                        "description": "the same key and request give the same job, however often it is sent",
                        "schema": {"type": "string", "pattern": f"^{KEY}$"},
                    }
                ],
            },
        )


def _submit(service: Service, kind: str) -> Callable[[Request], Awaitable[Response]]:
    async def submit(request: Request) -> Response:
        token = service.allow(request, "submit")
        _expect_json(request)
        body = read_object(await request.body(), service.limits)
        number, fresh = await service.accept(token, kind, body, request.headers.get("idempotency-key"))
        headers = {"Location": f"{PREFIX}/jobs/{number}"}
        if not fresh:
            headers["Idempotency-Replayed"] = "true"
        return Response(await _job(service, number), 202 if fresh else 200, headers, JSON)

    return submit


def _jobs(router: APIRouter, service: Service) -> None:
    @router.get(
        "/jobs",
        summary="Jobs, newest first",
        tags=["jobs"],
        response_model=models.Jobs,
        responses=documented(*READING, "parameter", "ledger"),
    )
    async def list_jobs(
        request: Request,
        kind: Annotated[models.Kind | None, Query()] = None,
        state: Annotated[models.State | None, Query()] = None,
        cursor: Cursor = None,
        limit: Limit = 50,
    ) -> Response:
        service.allow_reading(request)
        before = _before(cursor)
        found = await service.jobs(kind=kind, state=state, before=before, limit=limit + 1)
        return _page(request, found, limit)

    @router.get(
        "/results",
        summary="Jobs that have ended, newest first",
        tags=["jobs"],
        response_model=models.Jobs,
        responses=documented(*READING, "parameter", "ledger"),
    )
    async def list_results(
        request: Request,
        kind: Annotated[models.Kind | None, Query()] = None,
        verdict: Word = None,
        cursor: Cursor = None,
        limit: Limit = 50,
    ) -> Response:
        service.allow_reading(request)
        before = _before(cursor)
        found = await service.jobs(kind=kind, verdict=verdict, before=before, limit=limit + 1, finished=True)
        return _page(request, found, limit)

    @router.get(
        "/jobs/{number:int}",
        summary="A job, with its request and its result",
        tags=["jobs"],
        response_model=models.Job,
        responses=documented(*READING, "not-found", "parameter", "ledger"),
    )
    async def get_job(request: Request, number: Number) -> Response:
        service.allow_reading(request)
        return Response(await _job(service, number), media_type=JSON, headers={"Cache-Control": "no-cache"})

    @router.post(
        "/jobs/{number:int}/cancel",
        summary="Cancel a job",
        tags=["jobs"],
        response_model=models.Job,
        responses=documented(*DOING, "not-found", "ended", "parameter", "ledger"),
        openapi_extra=SECURED,
    )
    async def cancel_job(request: Request, number: Number) -> Response:
        """One's own; to cancel those of others takes the scope admin."""
        await service.end(service.allow(request, "submit"), number)
        return Response(await _job(service, number), media_type=JSON)

    @router.get(
        "/jobs/{number:int}/events",
        summary="What happens to a job, as server-sent events",
        tags=["events"],
        response_class=StreamingResponse,
        responses={
            204: {"description": "The job has ended, and everything was sent before"},
            **documented(*READING, "not-found", "parameter", "ledger"),
        },
    )
    async def job_events(request: Request, number: Number, seconds: Seconds = 3600.0) -> Response:
        """How it stands, then `state` and `progress`, and at last `end`; `reset` says to look at the job."""
        service.allow_reading(request)
        return await _stream(request, service, number, seconds)

    @router.get(
        "/events",
        summary="What happens to any job, as server-sent events",
        tags=["events"],
        response_class=StreamingResponse,
        responses=documented(*READING, "parameter"),
    )
    async def all_events(request: Request, after: After = None, seconds: Seconds = 3600.0) -> Response:
        service.allow_reading(request)
        return await _stream(request, service, None, seconds, after)


def _certificates(router: APIRouter, service: Service) -> None:
    @router.get(
        "/certificates/{address}",
        summary="A certificate by its address",
        tags=["certificates"],
        response_model=dict[str, Any],
        responses={
            304: {"description": "The copy at hand is the certificate"},
            **documented(*READING, "not-found", "parameter", "ledger"),
        },
    )
    async def get_certificate(request: Request, address: Address) -> Response:
        """The canonical bytes, whose SHA-256 is the address; they never change."""
        service.allow_reading(request)
        tag = f'"{address}"'
        who = "public" if service.settings.private else "private"
        headers = {"ETag": tag, "Cache-Control": f"{who}, max-age=31536000, immutable"}
        data = await _certificate(service, address)
        asked = {part.strip() for part in request.headers.get("if-none-match", "").split(",")}
        if asked & {tag, f"W/{tag}", "*"}:
            return Response(status_code=304, headers=headers)
        return Response(data, media_type=JSON, headers=headers)

    @router.get(
        "/certificates/{address}/check",
        summary="The kernel's verdict on a certificate, now",
        tags=["certificates"],
        response_model=models.Check,
        responses=documented(*READING, "not-found", "parameter", "no-checker", "ledger"),
    )
    async def check_certificate(request: Request, address: Address) -> Response:
        service.allow_reading(request)
        return _answer(await service.check(await _certificate(service, address)))


def _claims(router: APIRouter, service: Service) -> None:
    @router.get(
        "/papers",
        summary="The papers",
        tags=["claims"],
        response_model=models.Papers,
        responses=documented(*READING),
    )
    async def list_papers(request: Request) -> Response:
        service.allow_reading(request)
        return _answer({"papers": list(service.claims_index.papers()), "state": service.claims_index.state})

    @router.get(
        "/papers/{paper}",
        summary="A paper with its results",
        tags=["claims"],
        response_model=models.Paper,
        responses=documented(*READING, "not-found", "parameter"),
    )
    async def get_paper(request: Request, paper: Paper) -> Response:
        service.allow_reading(request)
        return _answer(_found(service.claims_index.paper(paper), "paper"))

    @router.get(
        "/claims",
        summary="Claims with their verdicts",
        tags=["claims"],
        response_model=models.Claims,
        responses=documented(*READING, "parameter"),
    )
    async def list_claims(
        request: Request,
        paper: PaperName = None,
        verdict: Word = None,
        grade: Word = None,
        printed: Annotated[
            bool | None, Query(description="only those as printed, or only the others")
        ] = None,
        q: Annotated[str | None, Query(max_length=200, description="words of title, statement or id")] = None,
        cursor: Cursor = None,
        limit: Limit = 50,
    ) -> Response:
        service.allow_reading(request)
        try:
            claims, after = service.claims_index.claims(
                paper=paper,
                verdict=verdict,
                grade=grade,
                printed=printed,
                q=q or "",
                cursor=cursor,
                limit=limit,
            )
        except InputError as error:
            raise Problem("parameter", str(error), pointer=error.field, fix=error.fix) from None
        return _answer({"claims": list(claims), "next": after}, _link(request, after))

    @router.get(
        "/claims/{paper}/{name}",
        summary="A claim, with what it rests on and what rests on it",
        tags=["claims"],
        response_model=models.ClaimSummary,
        responses=documented(*READING, "not-found", "parameter"),
    )
    async def get_claim(request: Request, paper: Paper, name: Name) -> Response:
        service.allow_reading(request)
        return _answer(_found(service.claims_index.claim(f"{paper}/{name}"), "claim"))

    @router.get(
        "/errata",
        summary="Lines that do not hold as printed",
        tags=["claims"],
        response_model=models.Errata,
        responses=documented(*READING, "parameter"),
    )
    async def list_errata(request: Request, paper: PaperName = None) -> Response:
        service.allow_reading(request)
        return _answer({"errata": list(service.claims_index.errata(paper))})

    @router.get(
        "/graph",
        summary="A paper's claims and what rests on what",
        tags=["claims"],
        response_model=models.Graph,
        responses=documented(*READING, "not-found", "parameter"),
    )
    async def get_graph(
        request: Request, paper: Annotated[str, Query(min_length=1, max_length=100)]
    ) -> Response:
        service.allow_reading(request)
        graph = _found(service.claims_index.graph(paper), "paper")
        return _answer({name: part for name, part in graph.items() if name != "svg"})


def _phases(router: APIRouter, service: Service) -> None:
    @router.get(
        "/phases",
        summary="The phase diagrams there are",
        tags=["phases"],
        response_model=models.Pictures,
        responses=documented(*READING),
    )
    async def list_phases(request: Request) -> Response:
        service.allow_reading(request)
        return _answer({"phases": list(PICTURES)})

    @router.get(
        "/phases/{picture}",
        summary="A phase diagram of the searches that have ended",
        tags=["phases"],
        response_model=models.Picture,
        responses=documented(*READING, "parameter", "ledger"),
    )
    async def get_phase(
        request: Request, picture: Literal["ranks", "eps2", "asymmetric", "noise"]
    ) -> Response:
        service.allow_reading(request)
        return _answer(_found(await service.picture(picture), "phase diagram"))

    @router.get(
        "/health",
        summary="Whether the service is well",
        tags=["service"],
        response_model=models.Health,
        responses=documented(*READING, "ledger"),
    )
    async def health(request: Request) -> Response:
        service.allow_reading(request)
        return _answer({"status": "ok", **await service.health()})

    @router.get(
        "/token",
        summary="Whose token this is",
        tags=["service"],
        response_model=models.Identity,
        responses=documented(*READING),
        openapi_extra=SECURED,
    )
    async def whose_token(request: Request) -> Response:
        token = service.allow(request, "read")
        return _answer({"name": token.name, "scopes": token.scopes})


async def _job(service: Service, number: int) -> bytes:
    data = await service.job_bytes(number)
    if data is None:
        raise Problem("not-found", f"there is no job {number}")
    return data


async def _certificate(service: Service, address: str) -> bytes:
    data = await service.certificate(address)
    if data is None:
        raise Problem("not-found", f"there is no certificate {address}")
    return data


async def _stream(
    request: Request, service: Service, number: int | None, seconds: float, after: int | None = None
) -> Response:
    if len(service.events.watchers) >= service.limits.streams:
        raise Problem("overloaded", f"{service.limits.streams} streams are open")
    given = request.headers.get("last-event-id", "")
    returns = given.isascii() and given.isdecimal() and len(given) <= 18
    if returns:
        after = int(given)
    first = b""
    if number is not None:
        latest = service.events.latest
        job = await service.job(number)
        if job is None:
            raise Problem("not-found", f"there is no job {number}")
        ended = job["state"] not in ("waiting", "running")
        if ended and returns:
            return Response(status_code=204)
        first = service.events.now(job, ended, latest)
        after = latest if after is None else after
        if ended:
            return Response(first, media_type="text/event-stream", headers={"Cache-Control": "no-store"})
    return StreamingResponse(
        service.events.stream(number, after, first, seconds),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


def _answer(document: Any, headers: dict[str, str] | None = None) -> Response:
    return Response(write(document), media_type=JSON, headers=headers)


def _page(request: Request, found: list[dict[str, Any]], limit: int) -> Response:
    """So many, and where the next ones begin; `found` has one more if there are any."""
    rows = found[:limit]
    after = str(rows[-1]["id"]) if len(found) > limit else None
    return _answer({"jobs": rows, "next": after}, _link(request, after))


def _link(request: Request, after: str | None) -> dict[str, str]:
    if after is None:
        return {}
    url = request.url.include_query_params(cursor=after)
    return {"Link": f'<{url.path}?{url.query}>; rel="next"'}


def _before(cursor: str | None) -> int | None:
    if cursor is None:
        return None
    if not (cursor.isascii() and cursor.isdecimal() and len(cursor) <= 18):
        raise Problem("parameter", "cursor: is none that was given out", pointer="cursor")
    return int(cursor)


def _found(document: dict[str, Any] | None, what: str) -> dict[str, Any]:
    if document is None:
        raise Problem("not-found", f"there is no such {what}")
    return document


def _expect_json(request: Request) -> None:
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != JSON:
        raise Problem("media-type", f"the Content-Type is {media[:60] or 'missing'}")


def _body(schema: dict[str, Any], example: dict[str, Any]) -> dict[str, Any]:
    return {"requestBody": {"required": True, "content": {JSON: {"schema": schema, "example": example}}}}
