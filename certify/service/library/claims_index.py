"""The papers and their claims as they stand: read from a snapshot that a process of its own makes.

The snapshot lies beside the ledger. It is taken at once where neither the claims nor certify have changed
since it was made; otherwise it is made anew, and until that is done the index is the old one, or empty.
"""

import asyncio
import contextlib
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from certify.common.errors import InputError
from certify.service.library.snapshot import SCHEMA, digest

SUMMARY = (
    "id", "paper", "file", "result", "scope", "title", "cites", "printed", "repairs", "change", "verdict",
    "mark", "grade", "transitive", "assuming", "how", "statement", "certificate", "experiment", "skipped",
    "canary",
)  # fmt: skip
NAMED = (
    "id", "title", "cites", "verdict", "mark", "assuming", "grade", "transitive", "printed", "canary",
)  # fmt: skip
ERRATUM = (*SUMMARY, "extraction_doubt", "note")


class ClaimsIndex:
    """Papers, claims, errata and graphs.

    Args:
        paths: folders and files of claims; none for an empty index.
        file: where the snapshot lies; outcomes that are not stored beside the lock are kept beside it.
        jobs: processes that check claims.

    Attributes:
        state: {"state": "empty", "loading", "ready" or "failed", "done", "of", "detail", "made"}; the number
            of claims checked and of all while it is loading, one line where it failed, and when what is shown
            was made.
    """

    def __init__(self, paths: Sequence[str | Path], file: str | Path, *, jobs: int = 1) -> None:
        self._paths, self._file, self._jobs = [Path(path) for path in paths], Path(file), jobs
        self.state: dict[str, Any] = {"state": "empty", "done": 0, "of": 0, "detail": "", "made": None}
        self._loading: asyncio.Task[None] | None = None
        self._take({})

    def start(self) -> None:
        """Load in the background, in the running event loop."""
        self._loading = asyncio.create_task(self.load())

    def close(self) -> None:
        """Stop loading."""
        if self._loading is not None:
            self._loading.cancel()

    async def load(self) -> None:
        """Take the snapshot, made anew where anything has changed. Never raises: `state` says what failed."""
        if not self._paths:
            return
        self.state |= {"state": "loading", "done": 0, "of": 0, "detail": ""}
        try:
            stamp = await asyncio.to_thread(digest, self._paths)
            if await asyncio.to_thread(self._read) != stamp:
                if problem := await self._make(stamp):
                    self.state |= {"state": "failed", "detail": problem}
                    return
                await asyncio.to_thread(self._read)
        except OSError as error:
            problem = f"--proofs: {(error.strerror or 'cannot be read').lower()}; name folders of claims"
            self.state |= {"state": "failed", "detail": problem}
            return
        self.state |= {"state": "ready", "done": len(self._claims), "of": len(self._claims)}

    async def _make(self, stamp: str) -> str:
        """Have the snapshot made; what went wrong, in one line, or ""."""
        command = (
            sys.executable,
            "-m",
            "certify.service.library.snapshot",
            str(self._file.absolute()),
            stamp,
        )
        process = await asyncio.create_subprocess_exec(
            *command, str(self._jobs), *map(str, self._paths), stdin=PIPE, stdout=PIPE, stderr=DEVNULL
        )
        problem = ""
        try:
            assert process.stdout is not None
            async for line in process.stdout:
                told = json.loads(line)
                problem = told.pop("problem", problem)
                self.state |= told
            code = await process.wait()
        finally:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
        return problem or ("" if code == 0 else f"the process that checks the claims ended with {code}")

    def _read(self) -> str:
        """Take the file, if it is a snapshot; its digest, or ""."""
        try:
            snapshot = json.loads(self._file.read_bytes())
            if snapshot["schema"] != SCHEMA:
                return ""
            self._take(snapshot)
            return str(snapshot["digest"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return ""

    def _take(self, snapshot: Mapping[str, Any]) -> None:
        claims = {claim["id"]: claim for claim in snapshot.get("claims", ())}
        papers = {paper["name"]: paper for paper in snapshot.get("papers", ())}
        summaries = {name: {key: claim[key] for key in SUMMARY} for name, claim in claims.items()}
        texts = [f"{one['id']}\n{one['title']}\n{one['statement']}".casefold() for one in claims.values()]
        repaired: dict[str, list[str]] = {}
        for claim in claims.values():
            if claim["repairs"]:
                repaired.setdefault(claim["repairs"], []).append(claim["id"])
        results = {result["id"]: result for paper in papers.values() for result in paper["results"]}
        certificates = {name: text.encode() for name, text in snapshot.get("certificates", {}).items()}
        self._papers, self._claims, self._summaries = papers, claims, summaries
        self._lines = list(zip(summaries.values(), texts, strict=True))
        self._repaired, self._results = repaired, results
        self._errata, self._graphs = snapshot.get("errata", {}), snapshot.get("graphs", {})
        self._certificates = certificates
        self.state |= {"made": snapshot.get("made")}

    def papers(self) -> list[dict[str, Any]]:
        """The papers, with counts by verdict and grade, and of the printed lines by verdict."""
        return [
            {**{k: v for k, v in paper.items() if k != "results"}, "results": len(paper["results"])}
            for paper in self._papers.values()
        ]

    def paper(self, name: str) -> dict[str, Any] | None:
        """A paper with its numbered results, and the claims of each with their verdicts."""
        paper = self._papers.get(name)
        if paper is None:
            return None
        results = [{**one, "claims": self._named(one["claims"])} for one in paper["results"]]
        return {**paper, "results": results}

    def claims(
        self,
        *,
        paper: str | None = None,
        verdict: str | None = None,
        grade: str | None = None,
        printed: bool | None = None,
        canary: bool | None = None,
        q: str | None = None,
        cursor: str | None = None,
        limit: int = 100,
    ) -> tuple[list[dict[str, Any]], str | None]:
        """Claims in their order, as many as asked for, and the cursor of those after them.

        Args:
            canary: only canaries, or only the others.
            q: words that all have to occur in the id, the title or the statement.

        Raises:
            InputError: a cursor that no list gave.
        """
        wanted = {"paper": paper, "verdict": verdict, "grade": grade, "printed": printed}
        fixed = [(name, value) for name, value in wanted.items() if value is not None]
        words = (q or "").casefold().split()
        lines = self._lines
        start = 0
        if cursor is not None:
            start = next((i for i, (one, _) in enumerate(lines, 1) if one["id"] == cursor), 0)
            if not start:
                raise InputError("cursor", "was not given by this list", "start without one")
        page: list[dict[str, Any]] = []
        for summary, text in lines[start:]:
            if canary is not None and bool(summary["canary"]) is not canary:
                continue
            if all(summary[name] == value for name, value in fixed) and all(word in text for word in words):
                if len(page) == limit:
                    return page, page[-1]["id"]
                page.append(summary)
        return page, None

    def claim(self, name: str) -> dict[str, Any] | None:
        """A claim in full, with those it repairs and is repaired by, and summaries of what it rests on and
        supports. What is not among the claims of the index is left out of these."""
        claim = self._claims.get(name)
        if claim is None:
            return None
        result = self._results.get(claim["file"], {})
        return {
            **claim,
            "description": result.get("description", ""),
            "source": result.get("source", ""),
            "repairs": self._claims.get(claim["repairs"]),
            "repaired_by": [self._claims[one] for one in self._repaired.get(name, ())],
            "rests_on": self._named(claim["rests_on"]),
            "supports": [
                {**one, "on": claim["supports"][one["id"]]} for one in self._named(claim["supports"])
            ],
        }

    def errata(self, paper: str | None = None) -> list[dict[str, Any]]:
        """The printed lines that do not hold: where each fails, its repairs, and what rests on it."""
        found = self._errata.values() if paper is None else [self._errata.get(paper, [])]
        return [
            {
                **entry,
                "line": {name: self._claims[entry["line"]][name] for name in ERRATUM},
                "repairs": [self._summaries[one] for one in entry["repairs"]],
                "above": self._named(entry["above"]),
            }
            for entries in found
            for entry in entries
        ]

    def graph(self, paper: str) -> dict[str, Any] | None:
        """The numbered results of a paper, their places and their links.

        "svg" is the picture, an <svg> element in which claims are links to their pages.
        """
        found: dict[str, Any] | None = self._graphs.get(paper)
        return found

    def certificate(self, address: str) -> bytes | None:
        """The certificate of a claim, in its canonical bytes."""
        return self._certificates.get(address)

    def _named(self, names: Iterable[str]) -> list[dict[str, Any]]:
        known = [self._claims[name] for name in names if name in self._claims]
        return [{key: claim[key] for key in NAMED} for claim in known]
