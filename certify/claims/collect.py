"""Finding claims: every .py file under the paths, as pytest finds tests.

A folder is a paper, a file a numbered result, a module variable holding a Claim is a claim. What goes wrong
in one file is reported for that file, and the rest are still collected.
"""

import hashlib
import importlib.util
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from certify.claims.claim import Claim
from certify.errors import InputError


@dataclass(frozen=True)
class Broken:
    """A file or claim that could not be collected, and why, in one line."""

    id: str
    problem: str


@dataclass(frozen=True)
class Collection:
    """Claims in the order of their files, with the file of each, and what could not be collected."""

    claims: tuple[Claim, ...]
    files: dict[str, Path]
    broken: tuple[Broken, ...]


def collect(paths: Sequence[str | Path]) -> Collection:
    """All claims under the paths (files or folders).

    Raises:
        InputError: a path does not exist.
    """
    claims: list[Claim] = []
    files: dict[str, Path] = {}
    broken: list[Broken] = []
    for file in _files(paths):
        try:
            found = claims_of(file)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a user's file may raise anything
            broken.append(Broken(_stem(file), f"{type(error).__name__}: {_one_line(error)}"))
            continue
        for claim in found:
            if claim.id in files:
                broken.append(Broken(claim.id, f"the id is taken by {files[claim.id]}; rename one"))
                continue
            claims.append(claim)
            files[claim.id] = file
    broken += _bad_links(claims)
    bad = {item.id for item in broken}
    return Collection(tuple(claim for claim in claims if claim.id not in bad), files, tuple(broken))


def claims_of(file: Path) -> list[Claim]:
    """The claims of one file, with their ids, in the order they are defined. Raises what the file raises."""
    module = _load(file)
    paper, stem = file.parent.name, file.stem
    found: list[Claim] = []
    for name, value in vars(module).items():
        if (
            isinstance(value, Claim)
            and not name.startswith("_")
            and all(value is not other for other in found)
        ):
            value.id = f"{paper}/{stem}.{name}"
            value.rests_on = tuple(link if "/" in link else f"{paper}/{link}" for link in value.rests_on)
            found.append(value)
    return found


def transitive_links(claims: Iterable[Claim]) -> dict[str, set[str]]:
    """For each claim the ids of all it rests on, directly or not."""
    direct = {claim.id: set(claim.rests_on) for claim in claims}
    reached: dict[str, set[str]] = {}
    for start in direct:
        seen: set[str] = set()
        frontier = list(direct[start])
        while frontier:
            link = frontier.pop()
            if link not in seen:
                seen.add(link)
                frontier += direct.get(link, ())
        reached[start] = seen
    return reached


def _bad_links(claims: list[Claim]) -> list[Broken]:
    known = {claim.id for claim in claims}
    broken = []
    reached = transitive_links(claims)
    for claim in claims:
        dangling = [link for link in claim.rests_on if link not in known]
        if dangling:
            broken.append(Broken(claim.id, f"rests on {dangling[0]}, which is no claim; correct the link"))
        elif claim.id in reached[claim.id]:
            broken.append(Broken(claim.id, "rests on itself, by a cycle of links; break it"))
        elif claim.repairs is not None and claim.repairs.id not in known:
            broken.append(Broken(claim.id, "repairs a claim that is not a module variable; name it"))
    return broken


def _files(paths: Sequence[str | Path]) -> list[Path]:
    files: list[Path] = []
    for path in map(Path, paths):
        if not path.exists():
            raise InputError(str(path), "no such file or folder", "give a folder of claims, or one file")
        inside = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        files += [file.resolve() for file in inside if not file.name.startswith("_")]
    return list(dict.fromkeys(files))


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


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:300]
