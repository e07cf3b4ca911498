"""The pages of phase diagrams, and the form that fills one."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from certify.common.errors import InputError
from certify.service.backend import Backend
from certify.service.problems import Problem
from certify.service.site import charts, forms, queries
from certify.service.site.queries import nothing
from certify.service.site.render import Renderer


def add_phase_pages(pages: APIRouter, backend: Backend, render: Renderer) -> None:
    """Add them to a router."""

    @pages.get("/phases")
    async def phases(request: Request) -> Response:
        return render(request, "phases.html")

    async def drawn(
        request: Request, picture: str, fields: Mapping[str, str], error: Any = None, status: int = 200
    ) -> Response:
        found = await backend.picture(picture) if picture in forms.GRIDS else None
        if found is None:
            raise nothing(f"there is no phase diagram {picture}")
        panels = [
            {
                **panel,
                "chart": charts.figure(charts.of_panel(panel)),
                "keys": charts.keys(panel),
                "series": charts.series(panel),
            }
            for panel in found["panels"]
        ]
        return render(
            request,
            "phase.html",
            status,
            name=picture,
            panels=panels,
            picture=found,
            fields={**forms.GRIDS[picture], "seconds": forms.GRID_SECONDS, **fields},
            axes=list(forms.GRIDS[picture]),
            error=error,
        )

    @pages.get("/phases/{picture}")
    async def phase(picture: str, request: Request) -> Response:
        return await drawn(request, picture, {})

    @pages.post("/phases/{picture}")
    async def fill(picture: str, request: Request) -> Response:
        if picture not in forms.GRIDS:
            raise nothing(f"there is no phase diagram {picture}")
        fields: dict[str, str] = {}
        try:
            fields = forms.fields_of(await request.body())
            for body in forms.grid(picture, fields):
                await backend.submit(request, "search", body)
        except InputError as error:
            at = forms.place(error.field, (*forms.GRIDS[picture], "seconds"))
            said = queries.wrong("grid", at, error)
            return await drawn(request, picture, fields, said, 422)
        except Problem as problem:
            return await drawn(
                request, picture, fields, queries.refused("grid", problem), problem.kind.status
            )
        return RedirectResponse("/jobs?kind=search", 303)
