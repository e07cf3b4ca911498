"""The pages, rendered on the server. All of them work without scripts.

Their refusals are errors, which `error_page` makes pages of.
"""

import json
import re
import shlex
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from certify.service.backend import COOKIE, Backend
from certify.service.problems import KINDS, Problem
from certify.service.site import forms
from certify.service.site.job_pages import add_job_pages
from certify.service.site.paper_pages import add_paper_pages
from certify.service.site.phase_pages import add_phase_pages
from certify.service.site.queries import nothing
from certify.service.site.render import HERE, STATIC, Renderer

FEW = 8  # jobs on the first page
_ADDRESS = re.compile(r"[0-9a-f]{64}")
_FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}


def router(backend: Backend) -> APIRouter:
    """Every page of a service."""
    render = Renderer(backend)
    open_to_all = APIRouter()
    _sign_in_pages(open_to_all, backend, render)
    pages = APIRouter(dependencies=[Depends(backend.allow_reading)])
    _first(pages, backend, render)
    add_paper_pages(pages, backend, render)
    add_job_pages(pages, backend, render)
    add_phase_pages(pages, backend, render)
    whole = APIRouter(include_in_schema=False)
    whole.include_router(open_to_all)
    whole.include_router(pages)
    return whole


def error_page(backend: Backend, request: Request, problem: Problem) -> Response:
    """The page of a refusal, which names the fix; who may not even read is led to sign in."""
    if problem.kind.status == 401 and request.method in ("GET", "HEAD"):
        return RedirectResponse(f"/sign-in?{urlencode({'next': request.url.path})}", 303)
    response = Renderer(backend)(request, "problem.html", problem.kind.status, problem=problem)
    response.headers.update(problem.headers)
    return response


def _sign_in_pages(pages: APIRouter, backend: Backend, render: Renderer) -> None:
    @pages.get("/sign-in")
    async def sign_in(request: Request) -> Response:
        return render(request, "sign_in.html", following=_local(request.query_params.get("next")), error="")

    @pages.post("/sign-in")
    async def signed_in(request: Request) -> Response:
        fields = forms.fields_of(await request.body())
        following = _local(fields.get("next"))
        cookie = await backend.sign_in(fields.get("token", "").strip())
        if cookie is None:
            said = "token: is not known, was revoked or has expired; make one with certify token create"
            return render(request, "sign_in.html", 422, following=following, error=said)
        response = RedirectResponse(following, 303)
        secure = request.url.scheme == "https"
        response.set_cookie(COOKIE, cookie, httponly=True, samesite="strict", secure=secure)
        return response

    @pages.post("/sign-out")
    async def sign_out(request: Request) -> Response:
        backend.sign_out(request)
        response = RedirectResponse("/", 303)
        response.delete_cookie(COOKIE, httponly=True, samesite="strict")
        return response

    @pages.get("/problems")
    async def problems(request: Request) -> Response:
        return render(request, "problems.html", kinds=list(KINDS.values()))

    @pages.get("/problems/{slug}")
    async def problem(slug: str, request: Request) -> Response:
        if slug not in KINDS:
            raise nothing("there is no problem of this type")
        return render(request, "problems.html", kinds=[KINDS[slug]])

    @pages.get("/static/{name}")
    async def static(name: str) -> Response:
        if name == "plotly.js":
            return FileResponse(_plotly(), media_type="text/javascript", headers=_FOREVER)
        if name not in STATIC:
            raise nothing("there is no such file")
        return FileResponse(HERE / "static" / name, media_type=STATIC[name], headers=_FOREVER)


def _first(pages: APIRouter, backend: Backend, render: Renderer) -> None:
    @pages.get("/")
    async def home(request: Request) -> Response:
        since = backend.latest()  # read first: what happens from here on, the page hears of
        latest = await backend.jobs(limit=FEW)
        return render(request, "home.html", papers=backend.claims_index.papers(), jobs=latest, since=since)

    @pages.get("/certificates/{address}")
    async def certificate(address: str, request: Request) -> Response:
        data = await backend.certificate(address) if _ADDRESS.fullmatch(address) else None
        if data is None:
            raise nothing("no certificate of this address is kept here")
        checked = await backend.check(data) if request.query_params.get("check") == "1" else None
        return render(
            request,
            "certificate.html",
            address=address,
            raw=data.decode(errors="replace"),
            told=await backend.describe(data),
            checked=checked,
        )

    @pages.get("/api")
    async def api(request: Request) -> Response:
        return render(
            request, "api.html", routes=_routes(backend.openapi(), str(request.base_url).rstrip("/"))
        )


def _routes(document: dict[str, Any], base: str) -> list[dict[str, str]]:
    """The routes of an OpenAPI document, each with a line for the shell."""
    found = []
    for path, methods in document.get("paths", {}).items():
        for method, told in methods.items():
            if method not in ("get", "post", "delete"):
                continue
            words = ["curl -N" if "/events" in path else "curl"]
            body = told.get("requestBody", {}).get("content", {}).get("application/json")
            if method != "get":
                words += [f"-X {method.upper()}"] * (body is None) + ['-H "Authorization: Bearer $TOKEN"']
            if body is not None:
                words.append(f"--json {shlex.quote(json.dumps(_example(body), ensure_ascii=False))}")
            place = path
            for parameter in told.get("parameters", ()):
                example = _example(parameter)
                if example is not None:
                    place = place.replace(f"{{{parameter['name']}}}", str(example))
            words.append(shlex.quote(f"{base}{place}"))
            curl = (" \\\n  " if method == "post" else " ").join(words)
            route = {"method": method.upper(), "path": path, "summary": told.get("summary", "")}
            found.append({**route, "curl": curl})
    return found


def _example(told: dict[str, Any]) -> Any:
    """The first example of a parameter or a body; None where none is given."""
    examples = [entry.get("value") for entry in told.get("examples", {}).values()]
    examples += [told[name] for name in ("example",) if name in told]
    return (examples + told.get("schema", {}).get("examples", []) + [None])[0]


def _plotly() -> Path:
    """The script in plotly's installed package, which need not be imported for it."""
    found = find_spec("plotly")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "package_data" / "plotly.min.js"


def _local(text: str | None) -> str:
    """A path of this site; "/" for anything else."""
    return text if text and re.fullmatch(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*", text) else "/"
