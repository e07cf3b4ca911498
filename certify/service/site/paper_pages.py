"""The pages of what is known: papers, claims, errata, graphs."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from certify.service.backend import Backend
from certify.service.site import queries
from certify.service.site.queries import nothing
from certify.service.site.render import Renderer


def add_paper_pages(pages: APIRouter, backend: Backend, render: Renderer) -> None:
    """Add them to a router."""

    @pages.get("/claims")
    async def claims(request: Request) -> Response:
        asked = queries.asked(request, "paper", "verdict", "grade", "as", "q")
        printed = {"printed": True, "repaired": False}.get(asked["as"])
        found, following = backend.claims_index.claims(
            paper=asked["paper"] or None,
            verdict=asked["verdict"] or None,
            grade=asked["grade"] or None,
            printed=printed,
            canary=asked["as"] == "canaries",
            q=asked["q"],
            cursor=request.query_params.get("cursor"),
            limit=queries.PAGE,
        )
        return render(
            request,
            "claims.html",
            claims=found,
            asked=asked,
            papers=backend.claims_index.papers(),
            following=queries.following(asked, cursor=following),
        )

    @pages.get("/claims/{paper}/{name}")
    async def claim(paper: str, name: str, request: Request) -> Response:
        found = backend.claims_index.claim(f"{paper}/{name}")
        if found is None:
            raise nothing(f"no claim {paper}/{name} is known")
        printed = found["repairs"] and backend.claims_index.claim(found["repairs"]["id"])
        repaired = [backend.claims_index.claim(one["id"]) for one in found["repaired_by"]]
        return render(request, "claim.html", claim=found, printed=printed, repaired=repaired)

    @pages.get("/papers/{paper}")
    async def paper(paper: str, request: Request) -> Response:
        found = backend.claims_index.paper(paper)
        if found is None:
            raise nothing(f"no paper {paper} is known")
        return render(request, "paper.html", paper=found, errata=backend.claims_index.errata(paper))

    @pages.get("/graph/{paper}")
    async def graph(paper: str, request: Request) -> Response:
        found, drawn = backend.claims_index.paper(paper), backend.claims_index.graph(paper)
        if found is None or drawn is None:
            raise nothing(f"no graph of {paper} is known")
        titles = {result["id"]: result["title"] for result in drawn["results"]}
        links: dict[str, list[str]] = {}
        for start, end in drawn["edges"]:
            links.setdefault(start, []).append(end)
        return render(request, "graph.html", paper=found, graph=drawn, titles=titles, links=links)

    @pages.get("/errata")
    async def errata(request: Request) -> Response:
        asked = queries.asked(request, "paper")
        found = backend.claims_index.errata(asked["paper"] or None)
        start = queries.start(request)
        end = start + queries.PAGE
        return render(
            request,
            "errata.html",
            errata=found[start:end],
            count=len(found),
            asked=asked,
            papers=backend.claims_index.papers(),
            following=queries.following(asked, start=end if end < len(found) else None),
        )
