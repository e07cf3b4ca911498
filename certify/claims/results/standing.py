"""The numbered results of a paper, and what is known of each as a whole; its lines are counted apart."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from certify.claims.paper import Paper
from certify.claims.results.result import ClaimResult
from certify.claims.results.verdict import Verdict


class Standing(Enum):
    """What is known of a numbered result as a whole."""

    PROVED = "proved whole"
    REFUTED = "refuted whole"
    EMPTY = "vacuous or ill posed"
    ASSUMING = "proved assuming facts"
    OPEN = "open"
    NOT_MECHANISED = "not mechanised"
    NOT_STATED = "not stated"


class Numbered(NamedTuple):
    """A numbered result: what is known of it, and whether a repaired whole statement of it is proved."""

    number: str
    standing: Standing
    repaired: bool = False


def numbered(results: Iterable[ClaimResult], paper: Paper | None) -> list[Numbered]:
    """The numbered results of a paper with what its whole statements tell; those without one are not stated.

    Without a paper that lists them, the results are those of which there is a whole statement.
    """
    whole: dict[str, list[ClaimResult]] = {number: [] for number in (paper.results if paper else ())}
    repaired: dict[str, list[ClaimResult]] = {}
    for result in results:
        if result.counted and result.scope == "whole" and result.result:
            if result.printed:
                whole.setdefault(result.result, []).append(result)
            else:
                repaired.setdefault(result.result, []).append(result)
    return [
        Numbered(number, _standing(stated), any(one.settled for one in repaired.get(number, ())))
        for number, stated in whole.items()
    ]


def _standing(stated: Sequence[ClaimResult]) -> Standing:
    verdicts = {one.verdict for one in stated}
    if not stated:
        return Standing.NOT_STATED
    if Verdict.REFUTED in verdicts:
        return Standing.REFUTED
    if verdicts & {Verdict.VACUOUS, Verdict.ILL_POSED}:
        return Standing.EMPTY
    if all(one.settled for one in stated):
        return Standing.PROVED
    if all(one.transitive is Verdict.PROVED for one in stated):
        return Standing.ASSUMING
    return Standing.NOT_MECHANISED if verdicts == {Verdict.NOT_MECHANISED} else Standing.OPEN


def of_results(found: Sequence[Numbered]) -> str:
    """How many results stand how, in words; "" where there are none."""
    counts = Counter(one.standing for one in found)
    told = [_told(standing, count, found) for standing in Standing if (count := counts[standing])]
    return f"of {len(found)} results {', '.join(told)}" if found else ""


def _told(standing: Standing, count: int, found: Sequence[Numbered]) -> str:
    repaired = sum(one.repaired for one in found if one.standing is standing)
    after = f" ({repaired} proved after a repair)" if repaired and standing is not Standing.PROVED else ""
    return f"{count} {standing.value}{after}"


def lines(results: Iterable[ClaimResult]) -> list[ClaimResult]:
    """The printed lines, parts and cases: what is counted, is no whole result and no repair."""
    return [one for one in results if one.counted and one.printed and one.scope != "whole"]


def marks(results: Iterable[ClaimResult]) -> Counter[str]:
    """How many have each verdict, in words, in the order of the verdicts; what is assumed counts apart."""
    counts: Counter[str] = Counter()
    told = list(results)
    for verdict in Verdict:
        own = [one for one in told if one.verdict is verdict]
        assumed = sum(bool(one.assuming) for one in own) if verdict is Verdict.PROVED else 0
        name = verdict.value.replace("_", " ").lower()
        counts[name] += len(own) - assumed
        counts[f"{name} assuming facts"] += assumed
    return +counts
