"""Finding claims: every .py file under the paths, as pytest finds tests.

A folder is a paper, a file a numbered result, a module variable holding a Claim is a claim. What goes wrong
in one file is reported for that file, and the rest are still collected. Links may lead to files that were not
asked for, in the same folder or in one beside it.
"""

import hashlib
import importlib.util
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from types import ModuleType

from certify.claims.checks.surroundings import surroundings_of
from certify.claims.claim import Claim
from certify.claims.derivations.loading import FOLDER as DERIVATIONS
from certify.claims.homogeneity import declared
from certify.claims.origins.conclusions import mismatch
from certify.claims.paper import FILE, Paper, Source, named_after
from certify.claims.results.structure import reachable
from certify.claims.statements.computation import Computed, Random
from certify.claims.statements.statement import Statement
from certify.common.errors import InputError


@dataclass(frozen=True)
class Broken:
    """A file or claim that could not be collected, and why, in one line; the claim, if it was read."""

    id: str
    problem: str
    claim: Claim | None = None
    file: Path | None = None


@dataclass(frozen=True)
class Collection:
    """Claims in the order of their files, with the file of each, and what could not be collected.

    around: claims of other files on which these rest, directly or not; they are known but not asked for.
    papers: by folder name, what the _paper.py of every folder that was asked for as a whole says.
    """

    claims: tuple[Claim, ...]
    files: dict[str, Path]
    broken: tuple[Broken, ...]
    around: tuple[Claim, ...] = ()
    papers: Mapping[str, Paper] = field(default_factory=dict)

    def links(self) -> dict[str, set[str]]:
        """For each claim the ids of all it rests on, directly or not."""
        return transitive_links((*self.claims, *self.around))


def collect(paths: Sequence[str | Path]) -> Collection:
    """All claims under the paths (files or folders).

    Raises:
        InputError: a path does not exist.
    """
    claims: list[Claim] = []
    files: dict[str, Path] = {}
    broken: list[Broken] = []
    for file in _files(paths):
        found = _read(file)
        if isinstance(found, str):
            broken.append(Broken(_stem(file), found, file=file))
            continue
        for claim in found:
            if claim.id in files:
                broken.append(
                    Broken(claim.id, f"the id is taken by {files[claim.id]}; rename one", file=file)
                )
                continue
            claims.append(claim)
            files[claim.id] = file
            if problem := _inexact(claim):
                broken.append(Broken(claim.id, problem, claim, file))
    around, unread = _around(claims, files)
    broken += [replace(item, file=files[item.id]) for item in _bad_links(claims, around, unread)]
    bad = {item.id for item in broken}
    kept = tuple(claim for claim in claims if claim.id not in bad)
    return Collection(kept, files, tuple(broken), tuple(around), papers_of(paths))


def papers_of(paths: Sequence[str | Path]) -> dict[str, Paper]:
    """The papers of the folders under the paths, by the name of the folder, as far as they can be read.

    A file by itself, or a part of a folder, tells nothing of what the rest of its paper states.
    """
    found: dict[str, Paper] = {}
    for path in map(Path, paths):
        for file in sorted(path.resolve().rglob(FILE)) if path.is_dir() else ():
            try:
                paper = _paper(file.parent)
            except (KeyboardInterrupt, SystemExit):
                raise
            except BaseException:
                continue
            if paper is not None:
                found[file.parent.name] = paper
    return found


def claims_of(file: Path) -> list[Claim]:
    """The claims of one file, with their ids, in the order they are defined. Raises what the file raises."""
    module = _load(file)
    paper, stem = file.parent.name, file.stem
    found: list[Claim] = []
    scaling = _scaling(module, file)
    written, where = _paper(file.parent), _source(module, file)
    for name, value in vars(module).items():
        if (
            isinstance(value, Claim)
            and not name.startswith("_")
            and all(value is not other for other in found)
        ):
            value.id = f"{paper}/{stem}.{name}"
            value.scaling = {**scaling, **value.scaling}
            value.rests_on = tuple(_full(link, paper) for link in value.rests_on)
            value.origins = tuple(
                replace(origin, claim=_full(origin.claim, paper)) if origin.claim else origin
                for origin in value.origins
            )
            value.paper, value.source = written, value.source or where
            found.append(value)
    return found


def _full(link: str, paper: str) -> str:
    return link if "/" in link else f"{paper}/{link}"


def _paper(folder: Path) -> Paper | None:
    """What _paper.py in a folder says, if there is one. Raises what that file raises."""
    file = folder / FILE
    if not file.is_file():
        return None
    found = getattr(_load(file), "PAPER", None)
    if not isinstance(found, Paper):
        raise InputError(f"{folder.name}/{FILE}", "has no PAPER", "write PAPER = paper(...)")
    if found.key != folder.name:
        raise InputError(f"{folder.name}/{FILE}", f"the key is {found.key!r}", "give the name of the folder")
    return found


def _source(module: ModuleType, file: Path) -> Source | None:
    """SOURCE of a file, or what its name tells."""
    found = getattr(module, "SOURCE", None)
    if found is not None and not isinstance(found, Source):
        raise InputError("SOURCE", f"{found!r} is no source", 'write SOURCE = source("Lemma 3.9", page=14)')
    return found or named_after(file.stem)


def _scaling(module: ModuleType, file: Path) -> dict[str, Fraction | None]:
    """Degrees of symbols by name: those of SCALING in _scaling.py beside the file, then those of its own.

    The former may hold a dictionary for one file, under the file's name.
    """
    beside = file.parent / "_scaling.py"
    folder = dict(getattr(_load(beside), "SCALING", {})) if beside.is_file() else {}
    general = {name: degree for name, degree in folder.items() if not isinstance(degree, dict)}
    special = folder.get(file.stem, {})
    own = getattr(module, "SCALING", {})
    return declared(general) | declared(special if isinstance(special, dict) else {}) | declared(own)


def transitive_links(claims: Iterable[Claim]) -> dict[str, set[str]]:
    """For each claim the ids of all it rests on, directly or not."""
    direct = {claim.id: claim.rests_on for claim in claims}
    return {name: reachable(direct, name) for name in direct}


def _read(file: Path) -> list[Claim] | str:
    """The claims of a file, or why it cannot be read, in one line."""
    try:
        return claims_of(file)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a user's file may raise anything
        return f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"


def _inexact(claim: Claim) -> str:
    """Why what a check is given, or reads, cannot be told exactly; "" where it can."""
    if isinstance(claim.statement, Computed | Random):
        try:
            claim.statement.document()
            surroundings_of(claim)
        except InputError as error:
            return str(error)
    return ""


def _around(claims: list[Claim], files: dict[str, Path]) -> tuple[list[Claim], dict[str, str]]:
    """Claims of other files that are linked to, directly or not; links to files that cannot be read, and why.

    The file of "paper/module.name" lies in a folder beside that of the claim with the link.
    """
    known, found = {claim.id for claim in claims}, dict[str, Claim]()
    contents: dict[Path, list[Claim] | str] = {file: [] for file in files.values()}
    unread: dict[str, str] = {}
    waiting = [(link, files[claim.id]) for claim in claims for link in claim.rests_on]
    while waiting:
        link, source = waiting.pop()
        paper, _, place = link.partition("/")
        file = source.parent.parent / paper / f"{place.rpartition('.')[0]}.py"
        if link in known or link in found or file.name.startswith("_") or not file.is_file():
            continue
        if file not in contents:
            contents[file] = _read(file)
        content = contents[file]
        if isinstance(content, str):
            unread[link] = content
            continue
        for claim in content:
            if claim.id == link:
                found[link] = claim
                waiting += [(further, file) for further in claim.rests_on]
    return list(found.values()), unread


def _bad_links(claims: list[Claim], around: list[Claim], unread: dict[str, str]) -> list[Broken]:
    statements = {claim.id: claim.statement for claim in (*claims, *around)}
    known = set(statements)
    reached = transitive_links((*claims, *around))
    broken = []
    for claim in claims:
        dangling = next((link for link in claim.rests_on if link not in known), "")
        problem = ""
        if dangling in unread:
            problem = f"rests on {dangling}, whose file cannot be read: {unread[dangling]}"
        elif dangling:
            problem = f"rests on {dangling}, which is no claim; correct the link"
        elif claim.id in reached[claim.id]:
            problem = "rests on itself, by a cycle of links; break it"
        elif claim.repairs is not None and claim.repairs.id not in known:
            problem = "repairs a claim that is not a module variable; name it"
        else:
            problem = _bad_origin(claim, statements)
        if problem:
            broken.append(Broken(claim.id, problem, claim))
    return broken


def _bad_origin(claim: Claim, statements: Mapping[str, Statement]) -> str:
    """The first hypothesis that is not the conclusion of the claim that it names, and why; or ""."""
    for origin in claim.origins:
        if origin.claim and (why := mismatch(origin, statements[origin.claim])):
            return (
                f"the hypothesis {origin.relation} is not the conclusion of {origin.claim}: {why}; "
                "rename its symbols, or take the hypothesis as it is shown there"
            )
    return ""


def _files(paths: Sequence[str | Path]) -> list[Path]:
    files: list[Path] = []
    for path in map(Path, paths):
        if not path.exists():
            raise InputError(str(path), "no such file or folder", "give a folder of claims, or one file")
        inside = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        files += [file.resolve() for file in inside if not file.name.startswith("_")]
    return [file for file in dict.fromkeys(files) if file.parent.name != DERIVATIONS]


def _load(file: Path) -> ModuleType:
    name = f"certify_claims_{hashlib.sha256(str(file).encode()).hexdigest()[:16]}"
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise InputError(str(file), "cannot be imported", "give a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _stem(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"
