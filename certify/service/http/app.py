"""The application: the API, the page, and the answers to what goes wrong, behind the guard."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from certify.common.errors import CertifyError, InputError
from certify.ledger import LedgerError
from certify.service.documents import write
from certify.service.http.access import RequestGuard
from certify.service.http.api import PREFIX, STREAM, api
from certify.service.http.models import Event
from certify.service.http.service import Service
from certify.service.problems import SCHEMA, Problem, of_input
from certify.service.site.pages import error_page, router

log = logging.getLogger("certify.service")
DESCRIPTION = (
    "Verify certificates, decide instances and claims, search for counterexamples, and read what is known of "
    "the papers' claims. What is accepted is committed first and done once. Errors are problem details "
    "(RFC 9457) that name the field and the fix."
)


def application(service: Service) -> RequestGuard:
    """The service as an ASGI application."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with service.open():
            yield

    app = FastAPI(
        title="certify",
        version=service.version,
        description=DESCRIPTION,
        openapi_url=None,
        lifespan=lifespan,
        redirect_slashes=False,
    )
    app.include_router(api(service))
    service.document = _document(app, service)
    document = write(service.document)

    @app.get(f"{PREFIX}/openapi.json", include_in_schema=False)
    async def openapi(request: Request) -> Response:
        service.allow_reading(request)
        return Response(document, media_type="application/json")

    app.include_router(router(service), include_in_schema=False)

    async def problem(request: Request, error: Exception) -> Response:
        found = _problem(error)
        if request.url.path.startswith("/api/") or "text/html" not in request.headers.get("accept", ""):
            return found.response()
        return error_page(service, request, found)

    for kind in (Problem, CertifyError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, problem)
    # Starlette answers with this handler and then raises the error again for the server's log.
    app.add_exception_handler(Exception, problem)
    return RequestGuard(app, service.settings)


def _problem(error: Exception) -> Problem:
    """Any error, as a problem."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        name = str(first["loc"][-1])
        return Problem("parameter", f"{name}: {first['msg']}", pointer=name[:100])
    if isinstance(error, HTTPException):
        if error.status_code == 405:
            return Problem("method", "the method is not allowed here", headers=error.headers)
        return Problem("not-found", "there is no such page")
    if isinstance(error, InputError):
        return of_input(error)
    if isinstance(error, LedgerError):
        return Problem("ledger", str(error))
    log.error("a defect", exc_info=error)
    return Problem("defect", type(error).__name__)


def _document(app: FastAPI, service: Service) -> dict[str, Any]:
    """The OpenAPI document, without the shapes that FastAPI adds and nothing here answers with."""
    document: dict[str, Any] = app.openapi()
    schemas = document["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for path in ("/events", "/jobs/{number}/events"):  # FastAPI would have a stream be a string
        document["paths"][PREFIX + path]["get"]["responses"]["200"] = STREAM
    schemas |= {"Problem": SCHEMA, "Event": Event.model_json_schema()}
    document["components"]["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "certify token create NAME"}
    }
    if not service.settings.private:
        document["security"] = [{"token": []}]
    return document
