"""The pages of jobs: the forms that submit them, their lists, what came of each."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from certify.errors import InputError
from certify.service import asking, charts, forms
from certify.service.asking import job_of
from certify.service.house import House
from certify.service.problems import Problem
from certify.service.render import Renderer
from certify.service.words import WORDS


def add_job_pages(pages: APIRouter, house: House, render: Renderer) -> None:
    """Add them to a router."""
    _trials(pages, house, render)
    _jobs(pages, house, render)


def _trials(pages: APIRouter, house: House, render: Renderer) -> None:
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
            filled |= _again(await job_of(house, asked["job"]))
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
            number = await house.submit(request, kind, body)
        except InputError as error:
            pasted = which == "instance" and fields.get("document", "").strip()
            at = "document" if pasted else forms.place(error.field, names)
            said = asking.wrong(which, at, error)
            return form(request, {which: fields}, said, 422)
        except Problem as problem:
            said = asking.refused(which, problem)
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


def _jobs(pages: APIRouter, house: House, render: Renderer) -> None:
    @pages.get("/jobs")
    async def jobs(request: Request) -> Response:
        asked = asking.asked(request, "state", "kind")
        since = house.latest()  # read first: what happens from here on, the page hears of
        found = await house.jobs(
            state=asked["state"] or None,
            kind=asked["kind"] or None,
            before=asking.before(request),
            limit=asking.PAGE,
        )
        last = found[-1]["id"] if len(found) == asking.PAGE else None
        return render(
            request,
            "jobs.html",
            jobs=found,
            since=since,
            asked=asked,
            following=asking.following(asked, before=last),
        )

    @pages.get("/results")
    async def results(request: Request) -> Response:
        asked = asking.asked(request, "kind", "verdict")
        found = await house.jobs(
            kind=asked["kind"] or None,
            verdict=asked["verdict"] or None,
            before=asking.before(request),
            limit=asking.PAGE,
            finished=True,
        )
        last = found[-1]["id"] if len(found) == asking.PAGE else None
        return render(
            request,
            "results.html",
            jobs=found,
            asked=asked,
            verdicts=list(WORDS),
            following=asking.following(asked, before=last),
        )

    async def shown(request: Request, number: str, error: str = "", status: int = 200) -> Response:
        job = await job_of(house, number)
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
        await house.cancel(request, (await job_of(house, number))["id"])
        return RedirectResponse(f"/jobs/{number}", 303)

    @pages.post("/jobs/{number}/decide")
    async def decide(number: str, request: Request) -> Response:
        document = (await job_of(house, number))["request"]
        fields = forms.fields_of(await request.body())
        body = {
            name: document[name] for name in ("schema", "X", "Z", *forms.INSTANCE[4:]) if name in document
        }
        try:
            new = await house.submit(request, "decide", {**body, "delta": fields.get("delta", "").strip()})
        except InputError as error:
            return await shown(request, number, asking.said(error, "delta"), 422)
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
