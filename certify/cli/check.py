"""`certify check`, `certify explain` and `certify graph`: claims and their verdicts."""

import json
import os
import sys
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from certify.common.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from certify.checking.experiments import Progress
    from certify.claims.claim import Claim
    from certify.claims.collect import Collection
    from certify.claims.lint.kinds import Finding
    from certify.claims.results.result import ClaimResult

PATHS = typer.Argument(metavar="[PATH...]", help="Folders or files of claims; by default proofs.")


def check(
    paths: Annotated[list[str] | None, PATHS] = None,
    select: Annotated[str, typer.Option(metavar="PATTERN", help="Only claims whose id matches.")] = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON: a list with one object a claim.")
    ] = False,
    locked: Annotated[bool, typer.Option("--locked", help="Fail where the lock knew better.")] = False,
    update_lock: Annotated[bool, typer.Option("--update-lock", help="Write the lock.")] = False,
    jobs: Annotated[int, typer.Option(help="Claims decided at once.")] = 2,
    sarif: Annotated[str, typer.Option(metavar="FILE", help="Also write SARIF.")] = "",
    cache: Annotated[
        str, typer.Option(metavar="FOLDER", help="Earlier verdicts; empty for none.")
    ] = ".certify",
    experiments: Annotated[
        bool, typer.Option("--experiments", help="Also run experiments, each to its end.")
    ] = False,
    store: Annotated[bool, typer.Option("--store", help="Store the outcomes beside the lock.")] = False,
    anew: Annotated[bool, typer.Option("--anew", help="Believe no earlier verdict.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Believe none below grade kernel: decide these anew.")
    ] = False,
    stored: Annotated[
        bool, typer.Option("--stored", help="Decide nothing: fail where the store lacks an outcome.")
    ] = False,
    summary: Annotated[bool, typer.Option("--summary", help="Print one line for each paper.")] = False,
    lint: Annotated[
        bool,
        typer.Option("--lint", help="Decide nothing; tell what is wrong."),
    ] = False,
) -> int:
    """Decide claims and print the verdicts.

    Exits with 0, or with 1 where a claim has an error, a canary has changed, --locked finds a claim known
    less well than the lock says, --stored finds one whose outcome is not stored, or --lint has a finding
    without a reason. A REFUTED claim is an answer, not a failure.
    """
    if lint:
        return _lint(paths or ["proofs"], select, as_json)
    from rich.console import Console

    from certify.checking.check import LockError, lock_path
    from certify.checking.check import check as check_claims
    from certify.claims.collect import papers_of
    from certify.claims.results.lock import write_lock
    from certify.common.files import write_bytes
    from certify.report.claims import letter, summaries
    from certify.report.claims import sarif as to_sarif

    if jobs < 1:
        raise InputError("--jobs", "is below 1", "give a positive number")
    for option, given_too in (("--update-lock", update_lock), ("--store", store)):
        if given_too and select:
            raise InputError(option, "does not go with --select", "take all claims at once")
    given = paths or ["proofs"]
    start = time.monotonic()
    problems: list[str] = []
    try:
        with Showing() as report:
            results = check_claims(
                given,
                select or None,
                locked,
                jobs=jobs,
                cache=cache or None,
                report=report,
                experiments=experiments,
                progress=report.experiment,
                anew=anew,
                store=store,
                strict=strict,
                stored=stored,
            )
    except LockError as error:
        results, problems = error.results, error.lines
    except KeyboardInterrupt:
        kept = (
            f"what was done is in {cache}: the same command goes on from there"
            if cache
            else "nothing is kept"
        )
        print(f"certify: interrupted; {kept}", file=sys.stderr)
        return 130
    seconds = time.monotonic() - start
    if as_json:
        print(json.dumps([result.document() for result in results], indent=1))
    elif summary:
        print("\n".join(summaries(results, {} if select else papers_of(given))))
    else:
        console = Console(highlight=False)
        console.print(letter(results, seconds), soft_wrap=True)
    if sarif:
        write_bytes(sarif, json.dumps(to_sarif(results, _files(given)), indent=1).encode())
    if update_lock:
        write_lock(lock_path(given), results)
    for problem in problems:
        print(f"certify: {problem}", file=sys.stderr)
    failed = any(result.verdict.value == "ERROR" or not result.canary_sings for result in results)
    return 1 if failed or problems else 0


def _lint(paths: list[str], select: str, as_json: bool) -> int:
    """Print the findings on claims; 1 where one has no reason, or a file cannot be read."""
    from certify.checking.check import selected
    from certify.claims.collect import collect
    from certify.claims.lint.run import lint

    collection = collect(paths)
    found = [one for one in lint(collection) if selected(one.id, select or None)]
    broken = [one for one in collection.broken if selected(one.id, select or None)]
    bare = [one for one in found if not one.reason]
    if as_json:
        print(json.dumps([one.document() for one in found], indent=1))
    else:
        print("\n".join([*(one.line for one in bare), _linted(collection.claims, found, bare)]))
    for item in broken:
        print(f"certify: {item.id}: {item.problem}", file=sys.stderr)
    return 1 if bare or broken else 0


def _linted(claims: "Sequence[Claim]", found: "Sequence[Finding]", bare: "Sequence[Finding]") -> str:
    kinds = {kind: sum(one.kind == kind for one in bare) for kind in dict.fromkeys(one.kind for one in bare)}
    told = f" ({', '.join(f'{count} {kind}' for kind, count in kinds.items())})" if kinds else ""
    excepted = len(found) - len(bare)
    return f"lint: {len(bare)} findings{told} in {len(claims)} claims, {excepted} more with a reason"


def explain(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The id of a claim.")],
    paths: Annotated[list[str] | None, PATHS] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    with_steps: Annotated[
        bool, typer.Option("--steps", help="Walk the derivation of a theorem step by step instead.")
    ] = False,
) -> int:
    """Statement, verdict, grade, witness or means, what it rests on, and what would change it."""
    from rich.console import Console

    from certify.checking.check import check as check_claims
    from certify.claims.results.structure import resting
    from certify.report.claims import explanation

    given = paths or ["proofs"]
    found, collection = known_claim(claim, paths)
    if with_steps:
        return _walk(found, as_json)
    around = {claim, *collection.links()[claim]}
    around |= {item.id for item in collection.claims if item.repairs is found}
    results = [result for name in sorted(around) for result in check_claims(given, name) if result.id == name]
    chosen = next(result for result in results if result.id == claim)
    if as_json:
        print(json.dumps(chosen.document(), indent=1))
    else:
        links = {item.id: item.rests_on for item in collection.claims}
        repairs = {item.id: item.repairs.id for item in collection.claims if item.repairs is not None}
        supports = resting(links, repairs)[claim]
        Console(highlight=False).print(explanation(chosen, results, supports))
        if found.statement.kind == "theorem":
            print(f"  its proof step by step: certify explain {claim} --steps")
    return 0


def known_claim(claim: str, paths: "Sequence[str] | None") -> "tuple[Claim, Collection]":
    """The claim of this id, and all that were collected with it."""
    from certify.claims.collect import collect

    collection = collect(paths or ["proofs"])
    known = {item.id: item for item in collection.claims}
    if claim not in known:
        near = [name for name in known if claim in name]
        hint = f"did you mean {near[0]}?" if near else "certify check lists the ids"
        raise InputError("CLAIM", f"{claim!r} is not known", hint)
    return known[claim], collection


def _walk(found: "Claim", as_json: bool) -> int:
    """Print every step of the derivation of a theorem, and the kernel's verdict."""
    from certify.claims.statements.theorem import Theorem
    from certify.report.theorems.derivation import Plain, steps

    if not isinstance(found.statement, Theorem):
        raise InputError("CLAIM", f"{found.id!r} is no theorem with a derivation", "leave out --steps")
    certificate = found.statement.derivation.certificate()
    if as_json:
        listed = steps(certificate.statement, certificate.witness, Plain())
        print(json.dumps([{"number": line.number, "sentence": line.sentence} for line in listed], indent=1))
        return 0
    print(f"{found.id}: {found.shown}\n  {found.statement.text()}\n")
    for line in steps(certificate.statement, certificate.witness, Plain()):
        print(f"{'  ' * line.depth}{line.number}  {line.sentence}")
    verdict = certificate.check(found.statement.document())
    print(f"\n{'ACCEPTED' if verdict.accepted else 'NOT ACCEPTED'} by the kernel: {verdict.reason}")
    return 0 if verdict.accepted else 1


def graph(
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="An .svg or .html file.")],
    paths: Annotated[list[str] | None, PATHS] = None,
    jobs: Annotated[int, typer.Option(help="Claims decided at once.")] = 2,
    cache: Annotated[
        str, typer.Option(metavar="FOLDER", help="Earlier verdicts; empty for none.")
    ] = ".certify",
    strict: Annotated[
        bool, typer.Option("--strict", help="Fail where links form a cycle or a result stands apart.")
    ] = False,
) -> int:
    """Draw the claims and what they rest on: border for the verdict, fill for the grade.

    Says on stderr whether the links are acyclic, and each paper connected by them.
    """
    from certify.checking.check import check as check_claims
    from certify.claims.collect import collect
    from certify.claims.results.structure import structure
    from certify.report.graph import draw

    if not output.endswith((".svg", ".html")):
        raise InputError("--output", f"{output!r} is neither .svg nor .html", "name such a file")
    given = paths or ["proofs"]
    collection = collect(given)
    unlinked = [item.claim for item in collection.broken if item.claim is not None]
    shape = structure((*collection.claims, *unlinked))
    for told in shape.lines():
        print(f"certify: {told}", file=sys.stderr)
    with Showing() as report:
        results = check_claims(given, jobs=jobs, cache=cache or None, report=report)
    draw([result for result in results if result.statement], shape, output)
    print(f"{sum(not result.canary for result in results)} claims drawn: {output}")
    return 1 if strict and not shape.sound else 0


class Showing:
    """On stderr: each claim as it is decided, where that is a terminal, and how far an experiment is."""

    def __enter__(self) -> "Showing":
        self.count, self.shown = 0, ""
        self.terminal = sys.stderr.isatty()
        self.tenths: dict[str, int] = {}
        return self

    def __call__(self, result: "ClaimResult") -> None:
        self.count += 1
        self._show(f"{self.count} decided; {result.verdict.value} {result.id}")

    def experiment(self, progress: "Progress") -> None:
        """Units done, rate and time left; elsewhere than on a terminal a line for every tenth."""
        left = timedelta(seconds=round((progress.total - progress.done) / max(progress.rate, 1e-9)))
        text = f"{progress.id}: {progress.done:,} of {progress.total:,}, {progress.rate:.3g}/s, {left} left"
        tenth = 10 * progress.done // max(progress.total, 1)
        if self.terminal:
            self._show(text)
        elif tenth > self.tenths.get(progress.id, -1):
            print(f"certify: {text}", file=sys.stderr, flush=True)
        self.tenths[progress.id] = tenth

    def __exit__(self, *_: object) -> None:
        self._show("")

    def _show(self, text: str) -> None:
        if self.terminal:
            print(
                "\r" + text[:100].ljust(len(self.shown)),
                end="" if text else "\r",
                file=sys.stderr,
                flush=True,
            )
            self.shown = text[:100]


def _files(paths: list[str]) -> dict[str, str]:
    """The file of each claim, and of each that could not be collected, from here."""
    from certify.claims.collect import collect

    found = collect(paths)
    broken = {item.id: item.file for item in found.broken if item.file is not None}
    return {name: os.path.relpath(file) for name, file in {**broken, **found.files}.items()}
