"""The pages of jobs: the forms that submit them, their lists, what came of each."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from certify.common.errors import InputError
from certify.service.backend import Backend
from certify.service.problems import Problem
from certify.service.site import charts, forms, queries
from certify.service.site.labels import WORDS
from certify.service.site.queries import job_of
from certify.service.site.render import Renderer


def add_job_pages(pages: APIRouter, backend: Backend, render: Renderer) -> None:
    """Add them to a router."""
    _trials(pages, backend, render)
    _jobs(pages, backend, render)


def _trials(pages: APIRouter, backend: Backend, render: Renderer) -> None:
    def form(
        request: Request, filled: Mapping[str, Mapping[str, str]], error: Any = None, status: int = 200
    ) -> Response:
        return render(request, "try.html", status, filled=filled, error=error, forms=forms)

    @pages.get("/try")
    async def trial(request: Request) -> Response:
        asked = request.query_params
        filled: dict[str, Mapping[str, str]] = {}
        if asked.get("example") in forms.INSTANCES:
            filled["instance"] = forms.INSTANCES[asked["example"]].fields
        if asked.get("claim") in forms.CLAIMS:
            filled["claim"] = forms.CLAIMS[asked["claim"]].fields
        if "job" in asked:
            filled |= _again(await job_of(backend, asked["job"]))
        return form(request, filled)

    async def submitted(request: Request, which: str, names: tuple[str, ...]) -> Response:
        fields: dict[str, str] = {}
        try:
            fields = forms.fields_of(await request.body())
            if which == "instance":
                kind = "decide" if fields.get("kind") == "decide" else "duality"
                body = forms.instance(fields)
            else:
                kind, body = which, (forms.claim if which == "claim" else forms.search)(fields)
            number = await backend.submit(request, kind, body)
        except InputError as error:
            pasted = which == "instance" and fields.get("document", "").strip()
            at = "document" if pasted else forms.place(error.field, names)
            said = queries.wrong(which, at, error)
            return form(request, {which: fields}, said, 422)
        except Problem as problem:
            said = queries.refused(which, problem)
            response = form(request, {which: fields}, said, problem.kind.status)
            response.headers.update(problem.headers)
            return response
        return RedirectResponse(f"/jobs/{number}", 303)

    @pages.post("/try/instance")
    async def instance(request: Request) -> Response:
        return await submitted(request, "instance", forms.INSTANCE)

    @pages.post("/try/claim")
    async def claim(request: Request) -> Response:
        return await submitted(request, "claim", forms.CLAIM)

    @pages.post("/try/search")
    async def search(request: Request) -> Response:
        return await submitted(request, "search", forms.SEARCH)


def _jobs(pages: APIRouter, backend: Backend, render: Renderer) -> None:
    @pages.get("/jobs")
    async def jobs(request: Request) -> Response:
        asked = queries.asked(request, "state", "kind")
        since = backend.latest()  # read first: what happens from here on, the page hears of
        found = await backend.jobs(
            state=asked["state"] or None,
            kind=asked["kind"] or None,
            before=queries.before(request),
            limit=queries.PAGE,
        )
        last = found[-1]["id"] if len(found) == queries.PAGE else None
        return render(
            request,
            "jobs.html",
            jobs=found,
            since=since,
            asked=asked,
            following=queries.following(asked, before=last),
        )

    @pages.get("/results")
    async def results(request: Request) -> Response:
        asked = queries.asked(request, "kind", "verdict")
        found = await backend.jobs(
            kind=asked["kind"] or None,
            verdict=asked["verdict"] or None,
            before=queries.before(request),
            limit=queries.PAGE,
            finished=True,
        )
        last = found[-1]["id"] if len(found) == queries.PAGE else None
        return render(
            request,
            "results.html",
            jobs=found,
            asked=asked,
            verdicts=list(WORDS),
            following=queries.following(asked, before=last),
        )

    async def shown(request: Request, number: str, error: str = "", status: int = 200) -> Response:
        job = await job_of(backend, number)
        drawn = charts.of_loss((job["result"] or {}).get("loss")) if job["kind"] == "duality" else None
        return render(
            request,
            "job.html",
            status,
            job=job,
            figure=None if drawn is None else charts.figure(drawn),
            error=error,
        )

    @pages.get("/jobs/{number}")
    async def job(number: str, request: Request) -> Response:
        return await shown(request, number)

    @pages.post("/jobs/{number}/cancel")
    async def cancel(number: str, request: Request) -> Response:
        await backend.cancel(request, (await job_of(backend, number))["id"])
        return RedirectResponse(f"/jobs/{number}", 303)

    @pages.post("/jobs/{number}/decide")
    async def decide(number: str, request: Request) -> Response:
        document = (await job_of(backend, number))["request"]
        fields = forms.fields_of(await request.body())
        body = {
            name: document[name] for name in ("schema", "X", "Z", *forms.INSTANCE[4:]) if name in document
        }
        try:
            new = await backend.submit(request, "decide", {**body, "delta": fields.get("delta", "").strip()})
        except InputError as error:
            return await shown(request, number, queries.said(error, "delta"), 422)
        return RedirectResponse(f"/jobs/{new}", 303)


def _again(job: Mapping[str, Any]) -> dict[str, Mapping[str, str]]:
    """The forms filled with what a job was asked, or with the instance that a search found."""
    document, result = job.get("request") or {}, job.get("result") or {}
    if job["kind"] == "claim":
        return {"claim": {name: str(document[name]) for name in forms.CLAIM if name in document}}
    filled: dict[str, Mapping[str, str]] = {}
    if job["kind"] == "search":
        filled["search"] = {
            name: str(document[name]) for name in forms.SEARCH if document.get(name) is not None
        }
        document = result.get("readable") or result.get("instance") or {}
    if document:
        filled["instance"] = forms.of_instance(document)
    return filled
