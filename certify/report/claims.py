"""Claims and their verdicts: the referee's letter, one claim in full, and SARIF."""

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import quote

from rich.console import Group
from rich.text import Text

from certify.claims.facts import FACTS
from certify.claims.paper import Paper
from certify.claims.results.result import ClaimResult
from certify.claims.results.standing import lines, marks, numbered, of_results
from certify.claims.results.verdict import Grade, Verdict

COLOURS = {
    Verdict.PROVED: "green",
    Verdict.REFUTED: "red",
    Verdict.SUPPORTED: "cyan",
    Verdict.UNDECIDED: "yellow",
    Verdict.VACUOUS: "magenta",
    Verdict.ILL_POSED: "magenta",
    Verdict.NOT_MECHANISED: "dim",
    Verdict.ERROR: "bold red",
}
WIDEST_TITLE = 60


def letter(results: Sequence[ClaimResult], seconds: float) -> Group:
    """Every claim with its verdict, file by file, and a closing line."""
    rows: list[Text] = []
    known = {result.id for result in results}
    for place, group in groupby(results, key=lambda result: result.id.rsplit(".", 1)[0]):
        rows.append(Text(place, style="bold"))
        rows += [line(result, known) for result in group]
    return Group(*rows, Text(closing(results, seconds)))


def line(result: ClaimResult, known: Collection[str]) -> Text:
    """One claim on one line; what it rests on and is not among the known ones was not checked."""
    title = result.title + (", as printed" if result.printed else "")
    shown = title if len(title) <= WIDEST_TITLE else title[: WIDEST_TITLE - 1] + "…"
    text = Text("  ")
    assumed = result.mark != result.verdict.value.replace("_", " ")
    told = result.mark if assumed else result.verdict.value
    text.append(f"{told:<14} ", style="yellow" if assumed else COLOURS[result.verdict])
    text.append(f"{shown:<{WIDEST_TITLE + 2}}{result.grade.value:<9}")
    text.append(result.how, style="dim")
    if result.verdict is Verdict.PROVED and result.open_links:
        unchecked = sum(link not in known for link in result.open_links)
        counts = (len(result.open_links) - unchecked, "not proved"), (unchecked, "not checked")
        told = ", ".join(f"{count} {what}" for count, what in counts if count)
        text.append(f"  (rests on {told})", style="yellow")
    if result.model == "not shown":
        text.append("  (hypotheses not shown to hold anywhere)", style="yellow")
    if not result.canary_sings:
        text.append(f"  CANARY: must stay {result.canary}", style="bold red")
    return text


def counted(results: Sequence[ClaimResult]) -> list[str]:
    """How many have each verdict, in words; canaries are counted apart, whatever their verdict."""
    canaries = sum(bool(result.canary) for result in results)
    told = [f"{count} {mark}" for mark, count in marks(one for one in results if not one.canary).items()]
    return [*told, f"{canaries} canar{'y' if canaries == 1 else 'ies'}"] if canaries else told


def summaries(results: Sequence[ClaimResult], papers: Mapping[str, Paper] | None = None) -> list[str]:
    """A line for each paper: its results, its printed lines, the rest, grades, seconds, what was re-checked.

    Args:
        papers: by name, those whose numbered results are known; of the others only what is stated is told.
    """
    told = []
    for paper in dict.fromkeys(result.paper for result in results):
        own = [result for result in results if result.paper == paper]
        printed = lines(own)
        rest = [one for one in own if not one.canary and one not in printed and one.scope != "whole"]
        whole = of_results(numbered(own, (papers or {}).get(paper)))
        grades = [(sum(result.grade is grade for result in own), grade.value) for grade in Grade]
        by = [f"{count} by {grade}" for count, grade in grades if count and grade != Grade.NONE]
        again = sum(len(result.certificates) for result in own if result.cached)
        fresh = sum(not result.cached and result.grade is not Grade.NONE for result in own)
        parts = [whole] if whole else []
        if printed:
            parts.append(f"of {len(printed)} printed lines, parts and cases {', '.join(counted(printed))}")
        if rest:
            parts.append(f"of {len(rest)} repairs and claims of our own {', '.join(counted(rest))}")
        parts += [*counted([one for one in own if one.canary]), ", ".join(by)]
        parts.append(f"{sum(result.seconds for result in own):.1f} s, {again} certificates re-checked")
        told.append(f"{paper}: {'; '.join(filter(None, parts))}{f', {fresh} decided anew' * bool(fresh)}")
    return told


def closing(results: Sequence[ClaimResult], seconds: float) -> str:
    """Counts, in a sentence."""
    parts = counted(results)
    printed = sum(
        result.printed and result.verdict is Verdict.REFUTED and not result.canary for result in results
    )
    certificates = sum(len(result.certificates) for result in results)
    told = [f"{len(results)} claims in {seconds:.1f} s: {', '.join(parts) or 'none'}"]
    if printed:
        told.append(f"{printed} false as printed")
    if certificates:
        told.append(f"{certificates} certificates checked by the kernel")
    refuted = next(
        (result for result in results if result.verdict is Verdict.REFUTED and not result.canary), None
    )
    if refuted is not None:
        told.append(f"certify explain {refuted.id}")
    return " · ".join(told)


def explanation(
    result: ClaimResult, results: Sequence[ClaimResult], supports: Mapping[str, str] | None = None
) -> Group:
    """One claim in full: statement, verdict, grade, witness, what it rests on, what would change it.

    Args:
        supports: what rests on it, and on which version of it (`certify.claims.results.structure.resting`).
    """
    by_id = {other.id: other for other in results}
    rows = [
        Text(f"{result.id}", style="bold"),
        Text(f"  {result.title}{', as printed' if result.printed else ''}"),
        Text(f"  {result.statement}\n"),
        Text(f"  {result.mark}: {result.verdict.explanation}", style=COLOURS[result.verdict]),
        Text(f"  grade {result.grade.value}; {result.how}"),
    ]
    if result.model:
        held = (
            "hold at the point of a certificate"
            if result.model == "shown"
            else "were not shown to hold anywhere"
        )
        rows.append(Text(f"  the hypotheses {held}"))
    rows += [Text(f"    {name} = {value}") for name, value in result.witness.items()]
    rows += [Text(f"  certificate {address}") for address in result.certificates]
    if result.repairs:
        rows.append(Text(f"  repairs {_named(result.repairs, by_id)}"))
    rows += [Text(f"  is repaired by {_named(o.id, by_id)}") for o in results if o.repairs == result.id]
    rows += [Text(f"  rests on {_named(link, by_id)}") for link in result.rests_on]
    if result.rests_on:
        rows.append(Text(f"  together with all it rests on: {result.transitive.value}"))
    rows += [
        Text(f"  assumes {name}: {FACTS[name].text} ({FACTS[name].reference})")
        for name in result.assuming
        if name in FACTS
    ]
    rows += [
        Text(f"  on {'it' if link == result.id else link} rests {_named(name, by_id)}")
        for name, link in (supports or {}).items()
    ]
    if result.note:
        rows.append(Text(f"  note: {result.note}"))
    rows += [Text(f"  not homogeneous: {finding}") for finding in result.lint]
    if result.extraction_doubt:
        rows.append(Text(f"  the transcription may be at fault: {result.extraction_doubt}"))
    rows.append(Text(f"  {_change(result)}", style="dim"))
    return Group(*rows)


def _named(name: str, by_id: dict[str, ClaimResult]) -> str:
    other = by_id.get(name)
    return name if other is None else f"{name} ({other.mark}, {other.grade.value}): {other.title}"


def _change(result: ClaimResult) -> str:
    if result.verdict in (Verdict.PROVED, Verdict.REFUTED) and result.certificates:
        return "what would change it: nothing but another statement; certify verify re-checks the certificate"
    if result.verdict in (Verdict.UNDECIDED, Verdict.SUPPORTED):
        return "what would change it: a larger budget, a lemma it could rest on, or a counterexample"
    if result.verdict is Verdict.NOT_MECHANISED:
        return "what would change it: a check"
    return "what would change it: another statement, or a mistake in the means named above"


def sarif(results: Sequence[ClaimResult], files: dict[str, str]) -> dict[str, Any]:
    """What is to be looked at, as SARIF 2.1.0 for code hosts.

    That is every claim that is not PROVED or SUPPORTED, or proved from facts that are assumed, but canaries
    that keep their verdict and experiments that were not asked for. What is false as printed is a warning;
    what is false and not quoted, an error.
    """
    told = [
        result
        for result in results
        if result.verdict not in (Verdict.PROVED, Verdict.SUPPORTED)
        or result.assumes
        or not result.canary_sings
        if not result.skipped and not (result.canary and result.canary_sings)
    ]
    rules = [
        {"id": verdict.value, "shortDescription": {"text": verdict.explanation}}
        for verdict in Verdict
        if any(result.verdict is verdict for result in told)
    ]
    findings = [
        {
            "ruleId": result.verdict.value,
            "level": _level(result),
            "message": {"text": f"{result.title}: {_said(result)}"},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(result, files)}}}],
            "partialFingerprints": {"statement/v1": result.statement_hash or result.id},
            "properties": {
                "result": result.result or None,
                "scope": result.scope or None,
                "assuming": list(result.assuming),
            },
        }
        for result in told
    ]
    tool = {"driver": {"name": "certify", "rules": rules}}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": tool, "results": findings}],
    }


def _said(result: ClaimResult) -> str:
    return f"{result.mark}; {result.how}" if result.assumes else result.how


def _level(result: ClaimResult) -> str:
    if result.verdict is Verdict.ERROR or not result.canary_sings:
        return "error"
    if result.verdict in (Verdict.REFUTED, Verdict.VACUOUS, Verdict.ILL_POSED):
        return "warning" if result.printed else "error"
    return "note"


def _uri(result: ClaimResult, files: dict[str, str]) -> str:
    return quote(files.get(result.id, result.id).replace("\\", "/"))
