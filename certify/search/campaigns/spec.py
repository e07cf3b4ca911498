"""What a campaign asks: a grid or a sample of questions, read from a TOML file."""

import itertools
import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from certify.common.errors import InputError
from certify.common.exact import as_fraction, rational_string
from certify.recovery.problems.kind import AXES, Kind, kind_named, kind_of
from certify.search.asymmetric import AsymmetricQuestion
from certify.search.classes import CLASSES
from certify.search.question import Question

KEYS = {"name", "class", "seed", "starts", "impossible", "grid", "sample", "phase"}
DEFAULTS: dict[str, Any] = {"eps0": 0, "eps1": 0, "eps2": 0, "mu": 1}
WHOLE = {"r", "rstar", "n1", "n2"}
# The pictures a campaign can be drawn as: its class, the axes that have to be zero, those that have one
# value, and those whose every combination is a series of its own.
PICTURES: dict[str, tuple[Kind, tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "ranks": (Kind.SYMMETRIC, ("eps0", "eps1", "eps2"), (), ("rstar",)),
    "eps2": (Kind.SYMMETRIC, ("eps0", "eps1"), (), ("r", "rstar")),
    "asymmetric": (Kind.ASYMMETRIC, (), (), ("n1", "n2", "r", "rstar")),
    "noise": (Kind.SYMMETRIC, (), ("eps2",), ("r", "rstar")),
}
LARGEST_PICTURE = 8  # series that can still be told apart
LARGEST_CAMPAIGN = 1_000_000
SAMPLE_STEPS = 10**4  # sampled tolerances are rounded to this denominator

Task = dict[str, Any]


@dataclass(frozen=True)
class Spec:
    """A campaign.

    Attributes:
        document: all that decides its results, as JSON data.
        tasks: each a question as JSON data, with its own seed; the same file gives the same tasks.
    """

    document: Mapping[str, Any]
    tasks: list[Task]

    @property
    def name(self) -> str:
        """What its author calls it."""
        return str(self.document["name"])


def read_spec(path: str | Path) -> Spec:
    """The campaign in a TOML file.

    Raises:
        InputError: the file cannot be read, an unknown key, an empty grid, a value of the wrong kind, or an
            impossible question (unless the spec says impossible = "skip").
    """
    try:
        with open(path, "rb") as file:
            data = tomllib.load(file)
    except tomllib.TOMLDecodeError as error:
        raise InputError(str(path), f"is not TOML ({error})", "correct it") from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "cannot be read").lower()
        raise InputError(str(path), reason, "give the path of a campaign's .toml file") from None
    return spec_of(data)


def spec_of(data: Mapping[str, Any]) -> Spec:
    """The campaign of a table. Raises InputError as `read_spec` does."""
    for key in data:
        if key not in KEYS:
            raise InputError(str(key), "is not known", f"a campaign has {', '.join(sorted(KEYS))}")
    kind = kind_named(data.get("class", Kind.SYMMETRIC))
    if data.get("impossible", "refuse") not in ("refuse", "skip"):
        raise InputError("impossible", "is neither refuse nor skip", 'write impossible = "skip"')
    if ("grid" in data) == ("sample" in data):
        raise InputError("grid", "and sample: a campaign has one of the two", "write [grid] or [sample]")
    seed = _whole(data.get("seed", 0), "seed", 0)
    starts = _whole(data.get("starts", 12), "starts", 1)
    points = _grid(data["grid"], kind) if "grid" in data else _sample(data["sample"], kind, seed)
    tasks: list[Task] = []
    for point in points:
        task = {"class": kind.value, **point, "starts": starts, "seed": [seed, len(tasks)]}
        try:
            question_of(task)
        except InputError as error:
            if data.get("impossible") == "skip":
                continue
            where = ", ".join(f"{name} = {value}" for name, value in point.items())
            fix = f'{error.fix}, or write impossible = "skip"'
            raise InputError(error.field, f"{error.problem} at {where}", fix) from None
        tasks.append(task)
    if not tasks:
        raise InputError("grid", "leaves no question", "give every axis a value, r >= rstar among them")
    document: dict[str, Any] = {
        "name": str(data.get("name", "campaign")),
        "class": kind.value,
        "seed": seed,
        "starts": starts,
        "questions": tasks if len(tasks) <= 100 else _digest(tasks),
    }
    if "phase" in data:
        _check_picture(data["phase"], kind, tasks)
        document["phase"] = data["phase"]
    return Spec(document, tasks)


def question_of(task: Mapping[str, Any]) -> Question | AsymmetricQuestion:
    """The question of a task. Raises InputError where there is none."""
    return CLASSES[kind_of(task)].question(task)


def series_of(task: Mapping[str, Any], phase: str) -> tuple[Any, ...]:
    """Which series of a picture a task belongs to: its values on the axes that tell them apart."""
    return tuple(task[axis] for axis in PICTURES[phase][3])


def _check_picture(phase: Any, kind: Kind, tasks: list[Task]) -> None:
    if not isinstance(phase, str) or phase not in PICTURES:
        raise InputError("phase", f"{phase!r} is not known", f"choose one of {', '.join(PICTURES)}")
    wanted, zero, single, _ = PICTURES[phase]
    if kind != wanted:
        raise InputError("class", f"{kind} has no picture {phase!r}", f'write class = "{wanted}"')
    for axis in zero:
        if any(Fraction(task[axis]) for task in tasks):
            raise InputError(axis, f"is not 0 everywhere, as the picture {phase!r} has it", "leave it out")
    for axis in single:
        if len({task[axis] for task in tasks}) > 1:
            problem = f"has many values, and the picture {phase!r} shows one"
            raise InputError(axis, problem, "give one value")
    if phase == "noise" and len(noise_axes(tasks)) != 1:
        raise InputError("eps0", "or eps1 varies in this picture, the other is 0", "give values to one")
    count = len({series_of(task, phase) for task in tasks})
    if count > LARGEST_PICTURE:
        problem = f"makes {count} series, and a picture has room for {LARGEST_PICTURE}"
        raise InputError("grid", problem, "split it into campaigns")


def noise_axes(tasks: Sequence[Task]) -> list[str]:
    """Those of eps0 and eps1 that are not 0 everywhere."""
    return [axis for axis in ("eps0", "eps1") if any(Fraction(task[axis]) for task in tasks)]


def _grid(table: Any, kind: Kind) -> Iterator[Task]:
    axes = _axes(table, kind, "grid", ())
    values = {name: value if isinstance(value, list) else [value] for name, value in axes.items()}
    for name, choices in values.items():
        if not choices:
            raise InputError(f"grid.{name}", "is empty", "give it at least one value")
    if math.prod(map(len, values.values())) > LARGEST_CAMPAIGN:
        raise InputError("grid", f"has over {LARGEST_CAMPAIGN:,} questions", "split it into campaigns")
    kinds = {name: [_value(name, choice, "grid") for choice in choices] for name, choices in values.items()}
    for point in itertools.product(*kinds.values()):
        yield dict(zip(kinds, point, strict=True))


def _sample(table: Any, kind: Kind, seed: int) -> Iterator[Task]:
    axes = _axes(table, kind, "sample", ("count",))
    count = _whole(axes.pop("count", None), "sample.count", 1)
    if count > LARGEST_CAMPAIGN:
        raise InputError("sample.count", f"is over {LARGEST_CAMPAIGN:,}", "split it into campaigns")
    rng = np.random.default_rng([seed, 0x5A])
    ranges = {name: _range(name, value) for name, value in axes.items()}
    for _ in range(count):
        yield {name: _drawn(name, low, high, rng) for name, (low, high) in ranges.items()}


def _axes(table: Any, kind: Kind, place: str, more: tuple[str, ...]) -> dict[str, Any]:
    known = AXES[kind]
    if not isinstance(table, dict):
        raise InputError(place, "is not a table", f"write [{place}] and a line for each axis")
    for name in table:
        if name not in (*known, *more):
            raise InputError(f"{place}.{name}", "is not known", f"the {kind} class has {', '.join(known)}")
    missing = [name for name in known if name not in table and name not in DEFAULTS]
    if missing:
        raise InputError(f"{place}.{missing[0]}", "is missing", "give it a value or a list")
    return {name: table.get(name, DEFAULTS.get(name)) for name in (*known, *(m for m in more if m in table))}


def _value(name: str, value: Any, place: str) -> Any:
    if name in WHOLE:
        return _whole(value, f"{place}.{name}", 0)
    return rational_string(as_fraction(value, f"{place}.{name}"))


def _range(name: str, value: Any) -> tuple[Any, Any]:
    ends = value if isinstance(value, list) else [value, value]
    if len(ends) != 2:
        raise InputError(f"sample.{name}", f"has {len(ends)} entries", "give a value or [lowest, highest]")
    low, high = (_value(name, end, "sample") for end in ends)
    if Fraction(low) > Fraction(high):
        raise InputError(f"sample.{name}", "has its ends in the wrong order", "write [lowest, highest]")
    return low, high


def _drawn(name: str, low: Any, high: Any, rng: np.random.Generator) -> Any:
    if name in WHOLE:
        return int(rng.integers(low, high, endpoint=True))
    step = Fraction(int(rng.integers(0, SAMPLE_STEPS, endpoint=True)), SAMPLE_STEPS)
    return rational_string(Fraction(low) + step * (Fraction(high) - Fraction(low)))


def _whole(value: Any, field: str, least: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise InputError(field, f"{value!r} is no integer >= {least}", "correct it")
    return value


def _digest(tasks: list[Task]) -> str:
    import hashlib
    import json

    text = json.dumps(tasks, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
