"""All claims under some paths with their verdicts, in one JSON file, made by a process of its own.

    python -m certify.service.library.snapshot FILE DIGEST JOBS PATH...

Verdicts are those of `certify.check`: every stored certificate is checked again. The process tells on its
output how far it is, a line of JSON at a time, and ends with its standard input.
"""

import ast
import hashlib
import json
import os
import re
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from certify.common.errors import CertifyError
from certify.common.files import write_bytes

if TYPE_CHECKING:
    from certify.claims.collect import Collection
    from certify.claims.results.result import ClaimResult

SCHEMA = "certify/book/2"
PACKAGE = Path(__file__).parents[2]
# Packages that no verdict and no picture of a claim hangs on.
ASIDE = {"cli", "grammar", "ledger", "search", "sentences", "service"}
NICENESS = 10
_AUTHORS = re.compile(r"[^(:]*\(([^()]+)\)[^:]*:")


def digest(paths: Sequence[str | Path]) -> str:
    """SHA-256 of all files under the paths and of certify's own code: while it stays, so do the verdicts."""
    total = hashlib.sha256(f"{SCHEMA}\n{sys.version}\n".encode())
    total.update(Path(__file__).read_bytes())
    for root in (PACKAGE, *map(Path, paths)):
        for file in _files(root, ASIDE if root == PACKAGE else set()):
            total.update(f"{file.relative_to(root)!s}\n".encode(errors="surrogateescape"))
            total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def _files(root: Path, aside: set[str]) -> Iterable[Path]:
    """The files below a folder, in order, without caches and what is hidden; a file is below itself."""
    aside = {*aside, "__pycache__"}
    if root.is_file():
        yield root
        return
    for folder, inside, names in os.walk(root):
        inside[:] = sorted(name for name in inside if name not in aside and name[0] != ".")
        yield from (Path(folder, name) for name in sorted(names) if Path(folder, name).is_file())


def make(
    paths: Sequence[str | Path], *, jobs: int, cache: Path | None, progress: Callable[[int, int], None]
) -> dict[str, Any]:
    """The snapshot as JSON data: papers, claims, errata, graphs, and certificates by address.

    Args:
        cache: where outcomes are kept that are not stored beside the lock.
        progress: called with the number of claims done and of all.

    Raises:
        InputError: a path does not exist.
    """
    from certify.checking.check import check
    from certify.claims.collect import collect
    from certify.report.errata import document, entries

    collection = collect(paths)
    count = len(collection.claims)
    done = 0

    def told(_: object) -> None:
        nonlocal done
        done += 1
        progress(done, count)

    progress(0, count)
    results = check(paths, jobs=jobs, cache=cache, report=told)
    errata = {paper: [document(entry) for entry in its] for paper, its in entries(results).items()}
    roots = [Path(path).resolve() for path in paths]
    papers = list(dict.fromkeys(result.paper for result in results))
    return {
        "schema": SCHEMA,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "papers": [_paper(paper, results, collection, roots) for paper in papers],
        "claims": _claims(results, collection),
        "errata": errata,
        "graphs": {paper: _graph(paper, results, collection) for paper in papers},
        "certificates": _certificates(results, paths, cache),
    }


def results_of(claims: Iterable[dict[str, Any]]) -> "list[ClaimResult]":
    """The results of the claims of a snapshot, as `certify.check` gave them."""
    from certify.claims.results.result import ClaimResult
    from certify.claims.results.verdict import Grade, Verdict

    same = (
        "id", "paper", "title", "statement", "statement_hash", "printed", "how", "note", "seconds",
        "cached", "experiment", "skipped", "change", "extraction_doubt", "cites",
    )  # fmt: skip
    return [
        ClaimResult(
            **{name: claim[name] for name in same},
            repairs=claim["repairs"] or "",
            canary=claim["canary"] or "",
            scope=claim["scope"] or "",
            scope_name=claim["scope_name"] or "",
            assumes=tuple(claim.get("assumes") or ()),
            assuming=tuple(claim["assuming"]),
            facts=tuple(claim["facts"]),
            model=claim.get("model") or "",
            basis=claim.get("basis") or "",
            verdict=Verdict(claim["verdict"]),
            grade=Grade(claim["grade"]),
            witness=claim["witness"] or {},
            certificates=tuple(claim["certificate"] or ()),
            rests_on=tuple(claim["rests_on"]),
            open_links=tuple(claim["open_links"]),
            lint=tuple(claim["lint"]),
        )
        for claim in claims
    ]


def _claims(results: "Sequence[ClaimResult]", collection: "Collection") -> list[dict[str, Any]]:
    from certify.claims.results.structure import resting, result_of
    from certify.report.mathml import mathml

    supports = resting({o.id: o.rests_on for o in results}, {o.id: o.repairs for o in results if o.repairs})
    statements = {claim.id: claim.statement for claim in collection.claims}
    return [
        {
            **one.document(),
            "file": result_of(one.id),
            "kind": statements[one.id].kind if one.id in statements else "",
            "math": mathml(statements[one.id]) if one.id in statements else None,
            "change": one.change,
            "assumes": list(one.assumes),
            "supports": supports[one.id],
            "mark": one.mark,
            "settled": one.settled,
            "cached": one.cached,
            "skipped": one.skipped,
        }
        for one in results
    ]


def _paper(
    paper: str, results: "Sequence[ClaimResult]", collection: "Collection", roots: Sequence[Path]
) -> dict[str, Any]:
    from certify.claims.paper import cited
    from certify.claims.results.standing import lines as lines_of
    from certify.claims.results.standing import marks, numbered, of_results
    from certify.claims.results.structure import result_of
    from certify.report.graph import heading

    files = {item.id: item.file for item in collection.broken if item.file} | collection.files
    own = [result for result in results if result.paper == paper]
    lines: dict[str, list[ClaimResult]] = {}
    for one in own:
        lines.setdefault(result_of(one.id), []).append(one)
    told: list[dict[str, Any]] = []
    for name, claims in lines.items():
        file = files.get(claims[0].id)
        told.append(
            {
                "id": name,
                "title": heading(name),
                "description": _description(file),
                "source": _place(file, roots),
                "claims": [one.id for one in claims],
            }
        )
    apart = [one for one in own if not one.canary]
    known = collection.papers.get(paper)
    whole = numbered(own, known)
    return {
        "name": paper,
        "title": _title(paper, [one["description"] for one in told], files.get(own[0].id)),
        "cites": cited(None, known) if known else None,
        "claims": len(apart),
        "canaries": len(own) - len(apart),
        "verdicts": Counter(one.verdict.value for one in apart),
        "grades": Counter(one.grade.value for one in apart),
        "printed": Counter(one.verdict.value for one in apart if one.printed),
        "lines": marks(lines_of(own)),
        "whole": {
            "told": of_results(whole),
            "standings": Counter(one.standing.value for one in whole),
            "numbered": [
                {"number": one.number, "standing": one.standing.value, "repaired": one.repaired}
                for one in whole
            ],
        },
        "results": told,
    }


def _title(paper: str, descriptions: Sequence[str], file: Path | None) -> str:
    """What the folder says of itself, or the authors that most of its results name in parentheses."""
    from certify.report.graph import heading

    if own := _description(file.parent / "__init__.py" if file else None):
        return own.splitlines()[0]
    named = Counter(found[1] for text in descriptions if (found := _AUTHORS.match(text)))
    if named and named.most_common(1)[0][1] * 2 > len(descriptions):
        authors = " ".join(named.most_common(1)[0][0].split())
        return authors[:1].upper() + authors[1:]
    return heading(paper)


def _description(file: Path | None) -> str:
    """What a file of claims says of itself."""
    try:
        return ast.get_docstring(ast.parse(file.read_bytes())) or "" if file else ""
    except (OSError, ValueError, SyntaxError, RecursionError):
        return ""


def _place(file: Path | None, roots: Sequence[Path]) -> str:
    """A file by its way from the folder that was asked for."""
    for root in roots:
        if file is not None and (file == root or root in file.parents):
            return file.relative_to(root.parent).as_posix()
    return ""


def _graph(paper: str, results: "Sequence[ClaimResult]", collection: "Collection") -> dict[str, Any]:
    from certify.claims.results.structure import Structure, structure
    from certify.report.graph import document, picture

    unlinked = [item.claim for item in collection.broken if item.claim is not None]
    shape = structure((*collection.claims, *unlinked))
    own = [result for result in results if result.paper == paper and result.statement]
    cycles = tuple(cycle for cycle in shape.cycles if any(name.startswith(f"{paper}/") for name in cycle))
    known = paper in shape.results
    shape = Structure(
        cycles,
        {paper: shape.results[paper]} if known else {},
        {paper: shape.islands[paper]} if known else {},
    )
    drawn = picture(own, shape, address).decode()
    # A picture by itself is an image; one whose parts are links is a group of them.
    return {**document(own, shape), "svg": '<svg role="group"' + drawn.partition("<svg")[2]}


def address(name: str) -> str:
    """Where the page of a claim is, or the part of a paper's page about a numbered result."""
    paper, _, place = name.partition("/")
    if "." in place:
        return f"/claims/{quote(paper)}/{quote(place)}"
    return f"/papers/{quote(paper)}#{quote(place)}"


def _certificates(
    results: "Sequence[ClaimResult]", paths: Sequence[str | Path], cache: Path | None
) -> dict[str, str]:
    """By address, those that the results name: stored beside the lock, or in the cache."""
    from certify.certificates.store import CertificateStore, DamagedCertificateError
    from certify.checking.check import lock_path
    from certify.checking.outcomes import FOLDER

    wanted = {one for result in results for one in result.certificates}
    found: dict[str, str] = {}
    for file in sorted((lock_path(paths).parent / FOLDER).glob("*.jsonl")):
        for line in file.read_bytes().split(b"\n"):
            name = hashlib.sha256(line).hexdigest()
            if name in wanted:
                found[name] = line.decode()
    store = CertificateStore(cache / "certificates") if cache else None
    for name in sorted(wanted - found.keys()) if store else ():
        try:
            found[name] = store.get(name).to_json() if store else ""
        except (KeyError, ValueError, DamagedCertificateError):
            continue
    return found


def main(arguments: Sequence[str]) -> int:
    """Make the snapshot and write it in one step; 0, or 1 after a line that says what is wrong."""
    file, stamp, jobs, *paths = arguments
    os.nice(NICENESS)
    # What a file of claims prints is no part of what is told.
    told = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    threading.Thread(target=_end_with_the_input, daemon=True).start()

    def progress(done: int, count: int) -> None:
        if done % 20 == 0 or done == count:
            print(json.dumps({"done": done, "of": count}), file=told)

    try:
        made = make(paths, jobs=int(jobs), cache=Path(file).with_suffix(".outcomes"), progress=progress)
        data = json.dumps({**made, "digest": stamp}, ensure_ascii=False)
        write_bytes(file, data.encode(errors="surrogatepass"))
    except CertifyError as error:
        print(json.dumps({"problem": str(error)}), file=told)
        return 1
    return 0


def _end_with_the_input() -> None:
    while os.read(0, 1024):
        pass
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
