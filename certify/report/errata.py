"""What does not hold as printed, paper by paper, with what is known of the rest: Markdown, or a page.

The report says what was decided and computes nothing. Its tone is that of a list of errata: a line that fails
is a fact about that line.
"""

import textwrap
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from certify.claims.results.result import ClaimResult
from certify.claims.results.structure import reachable, resting
from certify.claims.results.verdict import Grade, Verdict
from certify.report.graph import BORDER
from certify.report.page import escaped, page

LISTED = (Verdict.REFUTED, Verdict.VACUOUS, Verdict.ILL_POSED)
TITLE = "Lines that do not hold as printed"
PREFACE = (
    "Each entry is a line of a paper, transcribed as printed and decided by machine.",
    "REFUTED means: at the exact point shown, every hypothesis of the transcribed line holds and its "
    "assertion fails. It does not mean that the result it belongs to is false: many proofs go through with a "
    "sign, a constant or a case put right, and each entry says what is known of that. VACUOUS means that no "
    "values satisfy the hypotheses, ILL_POSED that an expression of the line is undefined where the "
    "hypotheses hold.",
    "A transcription can be wrong as well: a symbol may have been misread, or a convention may stand "
    "elsewhere in the paper. Where there is a reason to think so, the entry says it. That a line is not "
    "listed does not mean that it is right: it may be undecided, or not have been transcribed.",
)
LONGEST, WIDTH, MOST = 60, 96, 5
Row = tuple[str, list[str]]


class Entry(NamedTuple):
    """A printed line that does not hold, its repaired versions, and what rests on either of them.

    above: what rests on one of them directly; `further`: what rests on them by way of other claims.
    """

    line: ClaimResult
    repairs: list[ClaimResult]
    above: list[ClaimResult]
    further: list[ClaimResult]


def entries(results: Sequence[ClaimResult]) -> dict[str, list[Entry]]:
    """The entries of each paper, in the order of the claims; papers without any are listed as well."""
    found: dict[str, list[Entry]] = {result.paper: [] for result in results if result.statement}
    links = {result.id: result.rests_on for result in results}
    reached = {name: reachable(links, name) for name in links}
    direct = resting(links, {result.id: result.repairs for result in results if result.repairs})
    for line in results:
        if line.printed and line.verdict in LISTED and not line.canary:
            repairs = [other for other in results if other.repairs == line.id]
            own = {line.id, *(repair.id for repair in repairs)}
            others = [other for other in results if other.id not in own]
            above = [other for other in others if other.id in direct[line.id]]
            further = [other for other in others if own & reached[other.id] and other not in above]
            found[line.paper].append(Entry(line, repairs, above, further))
    return found


def markdown(results: Sequence[ClaimResult]) -> str:
    """The report as Markdown, in lines that fit a terminal."""
    parts = [f"# {TITLE}", *map(_filled, PREFACE)]
    for paper, found in entries(results).items():
        parts += [f"## {paper}", _filled(_counted(paper, found, results))]
        for entry in found:
            parts.append(f"### {entry.line.verdict.value.replace('_', ' ')}: {entry.line.title}")
            parts += [_listed(name, lines) for name, lines in _rows(entry)]
    return "\n\n".join(parts) + "\n"


def html(results: Sequence[ClaimResult]) -> str:
    """The report as a self-contained page."""
    found = entries(results)
    parts = [f"<p>{escaped(text)}</p>" for text in PREFACE]
    parts.append("<ul>")
    parts += [
        f'<li><a href="#{escaped(paper)}">{escaped(paper)}</a>: {len(its)}</li>'
        for paper, its in found.items()
    ]
    parts.append("</ul>")
    for paper, its in found.items():
        parts.append(f'<h2 id="{escaped(paper)}">{escaped(paper)}</h2>')
        parts.append(f"<p>{escaped(_counted(paper, its, results))}</p>")
        parts += [_article(entry) for entry in its]
    return page(TITLE, "\n".join(parts))


def document(entry: Entry) -> dict[str, Any]:
    """An entry as JSON data: claims by their ids, and the exact point where the line fails."""
    line = entry.line
    return {
        "line": line.id,
        "fails_at": {name: _readable(value) for name, value in line.witness.items() if value != line.how},
        "repairs": [result.id for result in entry.repairs],
        "above": [result.id for result in entry.above],
        "further": {
            "claims": len(entry.further),
            "proved": sum(result.settled for result in entry.further),
        },
    }


def _counted(paper: str, found: Sequence[Entry], results: Iterable[ClaimResult]) -> str:
    printed = sum(result.paper == paper and result.printed and not result.canary for result in results)
    if not found:
        return f"None of the {printed} lines transcribed as printed was found not to hold."
    best = [max((_reach(repair) for repair in entry.repairs), default=0) for entry in found]
    verb = "does" if len(found) == 1 else "do"
    parts = [
        f"{len(found)} of the {printed} lines transcribed as printed {verb} not hold",
        f"a repaired version of {best.count(3)} of them is proved",
    ]
    if best.count(2):
        parts.append(f"that of {best.count(2)} more is proved from facts that are assumed")
    if best.count(1):
        parts.append(f"that of {best.count(1)} more is proved as a step, and rests on what is not proved")
    return f"{'; '.join(parts)}."


def _reach(repair: ClaimResult) -> int:
    """3 where a repair is proved with all it rests on, 2 where facts are assumed, 1 as a step, otherwise
    0.
    """
    if repair.settled:
        return 3
    return (2 if repair.transitive is Verdict.PROVED else 1) if repair.verdict is Verdict.PROVED else 0


def _rows(entry: Entry) -> list[Row]:
    """What is told of an entry: names, and the lines below each."""
    line = entry.line
    rows: list[Row] = [("Printed", line.statement.splitlines())]
    witness = [f"{name} = {_readable(value)}" for name, value in line.witness.items() if value != line.how]
    if line.how.startswith("it fails at") and witness:
        rows.append((f"Fails at (by {line.grade.value})", witness))
    else:
        rows.append((f"Found (by {line.grade.value})", [line.how]))
        if not all(value in line.how for value in line.witness.values()):
            rows.append(("At", witness))
    if line.extraction_doubt:
        rows.append(("The transcription may be at fault", [line.extraction_doubt]))
    if line.note:
        rows.append(("Note", [line.note]))
    for repair in entry.repairs:
        told = [f"{repair.change}: {_together(repair)}", *repair.statement.splitlines()]
        rows.append(("Repaired", told))
    if not entry.repairs:
        rows.append(("Repaired", ["no repaired version is recorded"]))
    rows.append(("What rests on it", _survival(entry)))
    rows.append(("To re-check", [f"certify explain {line.id}"]))
    return rows


def _survival(entry: Entry) -> list[str]:
    told = []
    for result in entry.above[:MOST]:
        on = "as printed" if entry.line.id in result.rests_on else "as repaired"
        told.append(f"on the line {on}: {_conclusion(result)}")
    if more := len(entry.above) - MOST:
        told += [f"and {more} more"] * (more > 0)
    if entry.further:
        whole = sum(result.settled for result in entry.further)
        told.append(
            f"by way of these also {len(entry.further)} further claims; {whole} of them are PROVED together "
            "with all they rest on"
        )
    return told or ["no other claim is recorded to rest on it"]


def _conclusion(result: ClaimResult) -> str:
    return f"{result.title} ({result.id}), {_together(result)}"


def _together(result: ClaimResult) -> str:
    """The verdict on a claim, by itself and together with all it rests on, and what it assumes."""
    own = result.mark + (f" by {result.grade.value}" if result.grade is not Grade.NONE else "")
    if result.verdict is not Verdict.PROVED:
        return own
    if result.open_links:
        count = len(result.open_links)
        return f"{own} as a step; its proof is open, as {count} of what it rests on is not proved"
    return f"{own}, and so is all it rests on" if result.rests_on else own


def _readable(value: str) -> str:
    """An exact number with its decimals where they help; a long one shortened."""
    shown = value
    if len(value) > LONGEST:
        shown = f"{value[: LONGEST - 20]}… ({len(value)} characters)"
    try:
        number = Fraction(value)
    except (ValueError, ZeroDivisionError):
        return shown
    return (
        shown if number.denominator == 1 and len(value) <= LONGEST else f"{shown} (about {float(number):.6g})"
    )


def _filled(text: str) -> str:
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _listed(name: str, lines: Sequence[str]) -> str:
    """A name, and below it an item for each line."""
    items = [
        textwrap.fill(
            line,
            WIDTH,
            initial_indent="- ",
            subsequent_indent="  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in map(_literal if name.startswith(_FORMULAS) else str, lines)
    ]
    return "\n".join([f"**{name}**", "", *items])


_FORMULAS = ("Printed", "Fails at", "At", "To re-check")


def _literal(text: str) -> str:
    """Text that Markdown leaves as it is."""
    return f"`{text.replace('`', chr(39))}`"


def _article(entry: Entry) -> str:
    line = entry.line
    colour = BORDER[line.verdict]
    rows = "".join(
        f"<dt>{escaped(name)}</dt>" + "".join(f"<dd{_styled(name)}>{escaped(text)}</dd>" for text in lines)
        for name, lines in _rows(entry)
    )
    return (
        f'<article id="{escaped(line.id)}" style="border-left-color:{colour}">'
        f'<h3><span class="tag" style="background:{colour}">{line.verdict.value.replace("_", " ")}</span> '
        f"{escaped(line.title)}</h3><dl>{rows}</dl></article>"
    )


def _styled(name: str) -> str:
    return ' class="formula"' if name.startswith(_FORMULAS) else ""
