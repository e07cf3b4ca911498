"""Phase diagrams of the searches of this service, drawn by the code that draws those of campaigns."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from certify.recovery.problems.kind import AXES, Kind, kind_of
from certify.service.site.forms import GRIDS, grid

if TYPE_CHECKING:
    from certify.ledger.jobs import Job
    from certify.search.campaigns.panels import Finding

    _Group = tuple[str, Sequence[dict[str, Any]], Sequence[Finding]]

PICTURES = (
    "ranks",
    "eps2",
    "asymmetric",
    "noise",
)  # of certify.search.campaigns.spec, which the server does not load
Question = dict[str, Any]
_DEFAULTS = {"eps0": "0", "eps1": "0", "eps2": "0"}


def picture(name: str, jobs: "Iterable[Job]") -> dict[str, Any]:
    """A diagram of finished searches, the newest first, as JSON data.

    {"panels": [{"title", "x", "y", "logarithmic", "curves", "points"}], "caption": [text],
    "missing": {job: why it has no point}}. Of the searches for one question the smallest value has a point.
    Without any search that belongs to it the curves are those of the grid that the page suggests.

    Raises:
        KeyError: there is no such diagram.
    """
    from certify.search.campaigns.panels import drawn

    found, missing = _findings(name, jobs)
    panels: list[dict[str, Any]] = []
    caption: dict[str, None] = {}
    suggested = [_question(request) for request in grid(name, GRIDS[name])]
    groups = list(_groups(name, found, suggested))
    for label, questions, shown in groups:
        drawings, told = drawn(name, questions, shown)
        for panel in drawings:
            document = panel.document()
            title = f"{panel.title}, {label}" if label and len(groups) > 1 else panel.title
            points = [{"job": point.pop("task"), **point} for point in document["points"]]
            panels.append({**document, "title": title, "points": points})
        caption |= dict.fromkeys(told)
    return {
        "panels": panels,
        "caption": list(caption),
        "missing": {str(n): why for n, why in missing.items()},
    }


def _findings(name: str, jobs: "Iterable[Job]") -> "tuple[list[Finding], dict[int, str]]":
    """What was found by the searches that belong to a diagram, and why others have no point in it."""
    from certify.search.campaigns.phase import NOTHING
    from certify.search.campaigns.spec import LARGEST_PICTURE, series_of

    missing: dict[int, str] = {}
    best: dict[str, Finding] = {}
    series: dict[Any, None] = {}
    for job in jobs:
        question = _question(job.request or {})
        if not _BELONGS[name](question):
            continue
        one = _finding(job.id, question, job.result or {})
        series[series_of(question, name)] = None
        if one is None:
            missing[job.id] = NOTHING
        elif series_of(question, name) not in list(series)[:LARGEST_PICTURE]:
            missing[job.id] = f"a diagram has room for {LARGEST_PICTURE} series, and there are newer ones"
        else:
            key = repr(sorted(question.items()))
            other = best.get(key, one)
            better, worse = (one, other) if one.value < other.value else (other, one)
            best[key] = better
            if better is not worse:
                missing[worse.task] = f"job {better.task} found no larger value"
    return sorted(best.values(), key=lambda finding: finding.task), missing


def _question(request: Mapping[str, Any]) -> Question:
    """What is asked, without how long and from where; numbers in lowest terms."""
    asked = {name: request.get(name, _DEFAULTS.get(name)) for name in AXES[kind_of(request)]}
    return {name: str(Fraction(value)) if isinstance(value, str) else value for name, value in asked.items()}


def _finding(number: int, question: Question, result: Mapping[str, Any]) -> "Finding | None":
    """The value found, with what is proved of its instance; None where nothing below 1 was."""
    from certify.search.campaigns.panels import Finding

    value = result.get("delta_star")
    if not isinstance(value, int | float) or not math.isfinite(value) or value >= 1:
        return None
    proved = None
    if result.get("certificate") and result.get("instance"):
        proved = Fraction(result["instance"]["delta"]), str(result["certificate"])
    below = result.get("escape")
    escape = (Fraction(below["delta"]), str(below["certificate"])) if below else None
    return Finding(number, question, float(value), proved, escape)


def _groups(name: str, found: "Sequence[Finding]", suggested: Sequence[Question]) -> "Iterator[_Group]":
    """What goes into the same panels: all, but with noise what has one axis and one eps2.

    What has neither eps0 nor eps1 is where both axes begin.
    """
    if name != "noise":
        yield "", [one.question for one in found] or suggested, found
        return
    start = [one for one in found if _zero(one.question, "eps0", "eps1")]
    noisy = [one for one in found if one not in start]
    places = {(_zero(one.question, "eps0"), Fraction(one.question["eps2"])) for one in noisy}
    for first_order, eps2 in sorted(places):
        own = [
            one
            for one in found
            if Fraction(one.question["eps2"]) == eps2
            if one in start or _zero(one.question, "eps0") == first_order
        ]
        yield f"{'ε₁' if first_order else 'ε₀'} with ε₂ = {eps2}", [one.question for one in own], own
    if not places:
        yield "", suggested, [one for one in start if _zero(one.question, "eps2")]


def _zero(question: Question, *names: str) -> bool:
    return all(not Fraction(question[name]) for name in names)


def _symmetric(question: Question) -> bool:
    return kind_of(question) is Kind.SYMMETRIC


# The searches that belong to a diagram.
_BELONGS: dict[str, Callable[[Question], bool]] = {
    "ranks": lambda asked: _symmetric(asked) and _zero(asked, "eps0", "eps1", "eps2"),
    "eps2": lambda asked: _symmetric(asked) and _zero(asked, "eps0", "eps1"),
    "asymmetric": lambda asked: kind_of(asked) is Kind.ASYMMETRIC,
    "noise": lambda asked: _symmetric(asked) and (_zero(asked, "eps0") or _zero(asked, "eps1")),
}
