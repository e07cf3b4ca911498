"""Claims and their verdicts: the referee's letter, one claim in full, and SARIF."""

from collections.abc import Collection, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import quote

from rich.console import Group
from rich.text import Text

from certify.claims.result import ClaimResult
from certify.claims.verdict import Grade, Verdict

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
    lines: list[Text] = []
    known = {result.id for result in results}
    for place, group in groupby(results, key=lambda result: result.id.rsplit(".", 1)[0]):
        lines.append(Text(place, style="bold"))
        lines += [line(result, known) for result in group]
    return Group(*lines, Text(closing(results, seconds)))


def line(result: ClaimResult, known: Collection[str]) -> Text:
    """One claim on one line; what it rests on and is not among the known ones was not checked."""
    title = result.title + (", as printed" if result.printed else "")
    shown = title if len(title) <= WIDEST_TITLE else title[: WIDEST_TITLE - 1] + "…"
    text = Text("  ")
    text.append(f"{result.verdict.value:<15}", style=COLOURS[result.verdict])
    text.append(f"{shown:<{WIDEST_TITLE + 2}}{result.grade.value:<9}")
    text.append(result.how, style="dim")
    if result.verdict is Verdict.PROVED and result.open_links:
        unchecked = sum(link not in known for link in result.open_links)
        counts = (len(result.open_links) - unchecked, "not proved"), (unchecked, "not checked")
        told = ", ".join(f"{count} {what}" for count, what in counts if count)
        text.append(f"  (rests on {told})", style="yellow")
    if not result.canary_sings:
        text.append(f"  CANARY: must stay {result.canary}", style="bold red")
    return text


def counted(results: Sequence[ClaimResult]) -> list[str]:
    """How many have each verdict, in words."""
    counts = {verdict: sum(result.verdict is verdict for result in results) for verdict in Verdict}
    return [
        f"{count} {verdict.value.replace('_', ' ').lower()}" for verdict, count in counts.items() if count
    ]


def summaries(results: Sequence[ClaimResult]) -> list[str]:
    """A line for each paper: verdicts, grades, seconds, and what was re-checked or decided anew."""
    lines = []
    for paper in dict.fromkeys(result.paper for result in results):
        own = [result for result in results if result.paper == paper]
        grades = [(sum(result.grade is grade for result in own), grade.value) for grade in Grade]
        by = [f"{count} by {grade}" for count, grade in grades if count and grade != Grade.NONE]
        again = sum(len(result.certificates) for result in own if result.cached)
        fresh = sum(not result.cached and result.grade is not Grade.NONE for result in own)
        parts = [f"{len(own)} claims, {', '.join(counted(own))}", ", ".join(by)]
        parts.append(f"{sum(result.seconds for result in own):.1f} s, {again} certificates re-checked")
        lines.append(f"{paper}: {'; '.join(filter(None, parts))}{f', {fresh} decided anew' * bool(fresh)}")
    return lines


def closing(results: Sequence[ClaimResult], seconds: float) -> str:
    """Counts, in a sentence."""
    parts = counted(results)
    printed = sum(result.printed and result.verdict is Verdict.REFUTED for result in results)
    certificates = sum(len(result.certificates) for result in results)
    lines = [f"{len(results)} claims in {seconds:.1f} s: {', '.join(parts) or 'none'}"]
    if printed:
        lines.append(f"{printed} false as printed")
    if certificates:
        lines.append(f"{certificates} certificates checked by the kernel")
    refuted = next((result for result in results if result.verdict is Verdict.REFUTED), None)
    if refuted is not None:
        lines.append(f"certify explain {refuted.id}")
    return " · ".join(lines)


def explanation(result: ClaimResult, results: Sequence[ClaimResult]) -> Group:
    """One claim in full: statement, verdict, grade, witness, what it rests on, what would change it."""
    by_id = {other.id: other for other in results}
    rows = [
        Text(f"{result.id}", style="bold"),
        Text(f"  {result.title}{', as printed' if result.printed else ''}"),
        Text(f"  {result.statement}\n"),
        Text(f"  {result.verdict.value}: {result.verdict.explanation}", style=COLOURS[result.verdict]),
        Text(f"  grade {result.grade.value}; {result.how}"),
    ]
    rows += [Text(f"    {name} = {value}") for name, value in result.witness.items()]
    rows += [Text(f"  certificate {address}") for address in result.certificates]
    if result.repairs:
        rows.append(Text(f"  repairs {_named(result.repairs, by_id)}"))
    rows += [Text(f"  is repaired by {_named(o.id, by_id)}") for o in results if o.repairs == result.id]
    rows += [Text(f"  rests on {_named(link, by_id)}") for link in result.rests_on]
    if result.rests_on:
        rows.append(Text(f"  together with all it rests on: {result.transitive.value}"))
    if result.note:
        rows.append(Text(f"  note: {result.note}"))
    rows += [Text(f"  not homogeneous: {finding}") for finding in result.lint]
    if result.extraction_doubt:
        rows.append(Text(f"  the transcription may be at fault: {result.extraction_doubt}"))
    rows.append(Text(f"  {_change(result)}", style="dim"))
    return Group(*rows)


def _named(name: str, by_id: dict[str, ClaimResult]) -> str:
    other = by_id.get(name)
    return name if other is None else f"{name} ({other.verdict.value}, {other.grade.value}): {other.title}"


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

    That is every claim that is not PROVED or SUPPORTED, but canaries that keep their verdict and experiments
    that were not asked for. What is false as printed is a warning; what is false and not quoted, an error.
    """
    told = [
        result
        for result in results
        if result.verdict not in (Verdict.PROVED, Verdict.SUPPORTED) or not result.canary_sings
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
            "message": {"text": f"{result.title}: {result.how}"},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(result, files)}}}],
            "partialFingerprints": {"statement/v1": result.statement_hash or result.id},
        }
        for result in told
    ]
    tool = {"driver": {"name": "certify", "rules": rules}}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": tool, "results": findings}],
    }


def _level(result: ClaimResult) -> str:
    if result.verdict is Verdict.ERROR or not result.canary_sings:
        return "error"
    if result.verdict in (Verdict.REFUTED, Verdict.VACUOUS, Verdict.ILL_POSED):
        return "warning" if result.printed else "error"
    return "note"


def _uri(result: ClaimResult, files: dict[str, str]) -> str:
    return quote(files.get(result.id, result.id).replace("\\", "/"))
