"""What may be asked of a job, checked before it is accepted: cheaply, and for any JSON value.

Nothing numerical is imported here. What takes arithmetic to see is said by the job itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from certify.common.errors import InputError
from certify.kernel.check import ASKED_NUMBER
from certify.recovery.problems.kind import OWN_FIELDS, Kind, kind_of

KINDS = ("duality", "decide", "claim", "search")
INSTANCE_SCHEMA = "certify/instance/1"
LARGEST_SEED = 2**63 - 1
LONGEST_TITLE = 100
_MATRIX = "give a list of rows, each a list of numbers as strings"
_NUMBER = 'write an integer, "p/q" or a plain decimal such as "0.25", as a string'


@dataclass(frozen=True)
class JobLimits:
    """What one job may be and may take.

    Attributes:
        seconds: wall time; asked: the most that a claim or a search may ask for of it.
        memory: bytes of address space, of each of its processes.
        digits: of a numerator or denominator; rows, columns: of X and of Z.
        rank, size, starts: of a search: ranks, n1 and n2, descents.
    """

    seconds: float = 60.0
    memory: int = 2 * 1024**3
    digits: int = 200
    rows: int = 64
    columns: int = 32
    rank: int = 12
    size: int = 24
    starts: int = 10_000

    @property
    def asked(self) -> float:
        """A third of the wall time is for what comes after: exact arithmetic, the last descent."""
        return self.seconds * 2 / 3


def checked(kind: str, request: Any, limits: JobLimits) -> dict[str, Any]:
    """The request of a job with all its fields, as `run_job` takes it. Checking it again changes nothing.

    Raises:
        InputError: with a JSON pointer into the request as its field.
    """
    check = _CHECKS.get(kind)
    if check is None:
        raise InputError("/kind", "is no kind of job", f"use one of {', '.join(KINDS)}")
    if not isinstance(request, dict):
        raise InputError("", "is not an object", "give the fields of the job")
    return check(request, limits)


def title_of(kind: str, request: Mapping[str, Any]) -> str:
    """One line on a checked request."""
    if kind == "claim":
        text = " ".join(request["statement"].split())
        return text if len(text) <= LONGEST_TITLE else f"{text[: LONGEST_TITLE - 1]}…"
    if kind == "search":
        return _SEARCHES[kind_of(request)].title(request)
    X, Z = request["X"], request["Z"]
    instance = f"a {len(X)} × {len(X[0])} instance, r* = {len(Z[0])}"
    return f"δ* of {instance}" if kind == "duality" else f"At δ = {_short(request['delta'])}: {instance}"


def _short(number: str) -> str:
    return number if len(number) <= 12 else f"{number[:11]}…"


# ---- each kind -------------------------------------------------------------------------------------------


def _duality(request: dict[str, Any], limits: JobLimits) -> dict[str, Any]:
    _names(request, ("X", "Z"), ("schema", "delta", "eps0", "eps1", "eps2"))
    if request.get("schema", INSTANCE_SCHEMA) != INSTANCE_SCHEMA:
        raise InputError("/schema", "is not known", f"write {INSTANCE_SCHEMA!r}, or leave it out")
    X, Z = (_matrix(request[name], f"/{name}", limits) for name in ("X", "Z"))
    if len(X) != len(Z):
        problem = f"has {len(Z)} rows and X has {len(X)}"
        raise InputError("/Z", problem, "give X (n, r) and Z (n, r*) with the same n")
    checked: dict[str, Any] = {"X": X, "Z": Z, **_tolerances(request, limits)}
    if request.get("delta") is not None:
        checked["delta"] = _number(request["delta"], "/delta", limits)
        if not 0 <= Fraction(checked["delta"]) < 1:
            raise InputError("/delta", "lies outside [0, 1)", "give the isometry constant, 0 <= delta < 1")
    return checked


def _decide(request: dict[str, Any], limits: JobLimits) -> dict[str, Any]:
    checked = _duality(request, limits)
    if "delta" not in checked:
        raise InputError("/delta", "is missing", "give the delta to decide at")
    return checked


def _claim(request: dict[str, Any], limits: JobLimits) -> dict[str, Any]:
    from certify.formulas.grammar import parse

    _names(request, ("statement",), ("seconds",))
    text = request["statement"]
    if not isinstance(text, str):
        raise InputError("/statement", "is not a string", "write the statement as a sentence")
    try:
        parse(text)
    except InputError as error:
        raise InputError("/statement", error.problem, error.fix) from None
    return {"statement": text, "seconds": _seconds(request, min(20.0, limits.asked), limits)}


def _search(request: dict[str, Any], limits: JobLimits) -> dict[str, Any]:
    tolerances = ("eps0", "eps1", "eps2")
    own = (field for fields in OWN_FIELDS.values() for field in fields)
    _names(request, ("r", "rstar"), (*tolerances, "seed", "starts", "seconds", *own))
    r, r_star = (_whole(request[name], f"/{name}", 1, limits.rank) for name in ("r", "rstar"))
    if r < r_star:
        problem = f"{r} is below r* = {r_star}"
        raise InputError("/r", problem, "ask for r >= r*: a smaller model rank cannot represent the truth")
    checked: dict[str, Any] = {"r": r, "rstar": r_star, **_tolerances(request, limits)}
    checked["seed"] = _whole(request.get("seed", 0), "/seed", 0, LARGEST_SEED)
    if request.get("starts") is not None:
        checked["starts"] = _whole(request["starts"], "/starts", 1, limits.starts)
    checked["seconds"] = _seconds(request, min(10.0, limits.asked), limits)
    return checked | _SEARCHES[kind_of(request)].own_fields(request, checked, limits)


def _symmetric_title(request: Mapping[str, Any]) -> str:
    tolerances = [
        f", {symbol} = {_short(request[name])}"
        for name, symbol in (("eps0", "ε0"), ("eps1", "ε1"), ("eps2", "ε2"))
        if Fraction(request[name])
    ]
    return f"Smallest δ* for {_ranks(request)}{''.join(tolerances)}"


def _asymmetric_title(request: Mapping[str, Any]) -> str:
    sizes = f"{request['n1']} × {request['n2']}"
    return f"Smallest δ* of {sizes}, {_ranks(request)}, μ = {_short(request['mu'])}"


def _ranks(request: Mapping[str, Any]) -> str:
    return f"r = {request['r']}, r* = {request['rstar']}"


def _asymmetric(request: dict[str, Any], checked: dict[str, Any], limits: JobLimits) -> dict[str, Any]:
    for name in ("eps0", "eps1", "eps2"):
        if Fraction(checked[name]):
            raise InputError(f"/{name}", "is not 0", "with mu, n1 or n2 there is no noise")
    usual = checked["r"] + checked["rstar"]
    found: dict[str, Any] = {}
    for name in ("n1", "n2"):
        size = request.get(name)
        found[name] = _whole(usual if size is None else size, f"/{name}", checked["r"], limits.size)
    mu = request.get("mu")
    found["mu"] = _number("1" if mu is None else mu, "/mu", limits)
    if Fraction(found["mu"]) <= 0:
        raise InputError("/mu", "is not positive", "give the weight of the balancing term")
    return found


class _Search(NamedTuple):
    """What a search has of a class: the fields that only this class has, completed, and the title."""

    own_fields: Callable[[dict[str, Any], dict[str, Any], JobLimits], dict[str, Any]]
    title: Callable[[Mapping[str, Any]], str]


_SEARCHES: dict[Kind, _Search] = {
    Kind.SYMMETRIC: _Search(lambda *_: {}, _symmetric_title),
    Kind.ASYMMETRIC: _Search(_asymmetric, _asymmetric_title),
}
_CHECKS: dict[str, Callable[[dict[str, Any], JobLimits], dict[str, Any]]] = {
    "duality": _duality,
    "decide": _decide,
    "claim": _claim,
    "search": _search,
}


# ---- fields ----------------------------------------------------------------------------------------------


def _names(request: dict[str, Any], needed: tuple[str, ...], optional: tuple[str, ...]) -> None:
    for name in request:
        if name not in needed and name not in optional:
            place = ascii(str(name)[:60])[1:-1].replace("~", "~0").replace("/", "~1")
            raise InputError(f"/{place}", "is no field here", f"use only {', '.join((*needed, *optional))}")
    for name in needed:
        if request.get(name) is None:
            raise InputError(f"/{name}", "is missing", f"give {', '.join(needed)}")


def _matrix(value: Any, place: str, limits: JobLimits) -> list[list[str]]:
    rows = _list(value, place, limits.rows, "rows")
    matrix = []
    for i, row in enumerate(rows):
        entries = _list(row, f"{place}/{i}", limits.columns, "columns")
        if len(entries) != len(rows[0]):
            problem = f"has {len(entries)} entries and the first row {len(rows[0])}"
            raise InputError(f"{place}/{i}", problem, "give every row the same length")
        matrix.append([_number(entry, f"{place}/{i}/{j}", limits) for j, entry in enumerate(entries)])
    return matrix


def _list(value: Any, place: str, most: int, what: str) -> list[Any]:
    if not isinstance(value, list):
        raise InputError(place, "is not a list", _MATRIX)
    if not 1 <= len(value) <= most:
        raise InputError(place, f"has {len(value)} {what}", f"give 1 to {most} {what}")
    return value


def _number(value: Any, place: str, limits: JobLimits) -> str:
    """The number as it was written, without the white space around it."""
    if not isinstance(value, str):
        raise InputError(place, "is not a string", _NUMBER)
    if len(value) > 2 * limits.digits + 16:
        raise InputError(place, f"has {len(value)} characters", f"use at most {limits.digits} digits")
    text = value.strip(" \t\r\n")
    if not ASKED_NUMBER.fullmatch(text):
        raise InputError(place, f"{text[:40]!a} is not a number", _NUMBER)
    if max(len(part) for part in text.lstrip("-").replace(".", "").split("/")) > limits.digits:
        raise InputError(place, "has too many digits", f"use at most {limits.digits}")
    return text


def _tolerances(request: dict[str, Any], limits: JobLimits) -> dict[str, str]:
    found = {}
    for name in ("eps0", "eps1", "eps2"):
        value = request.get(name)
        found[name] = _number("0" if value is None else value, f"/{name}", limits)
        if Fraction(found[name]) < 0:
            raise InputError(f"/{name}", "is negative", "give a tolerance >= 0")
    return found


def _whole(value: Any, place: str, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise InputError(place, "is out of range", f"give an integer from {least} to {most}")
    return value


def _seconds(request: dict[str, Any], usual: float, limits: JobLimits) -> float:
    value = request.get("seconds")
    value = usual if value is None else value
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= limits.asked:
        raise InputError("/seconds", "is out of range", f"give a number above 0, at most {limits.asked:g}")
    return float(value)
