"""`certify.check`: from claims to verdicts.

Each claim is decided in a process of its own pool, by the provers that understand its statement. Outcomes are
remembered by statement, on this machine and beside the lock; an unchanged claim is then re-verified by the
kernel and not proved again.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, as_completed
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from certify.checking.experiments import Experiment, Progress
from certify.checking.fingerprint import fingerprint
from certify.checking.outcomes import FOLDER, Cache, Decided, Store
from certify.claims.claim import Claim
from certify.claims.collect import Broken, Collection, claims_of, collect
from certify.claims.derivations.facts import library_facts
from certify.claims.homogeneity import findings
from certify.claims.paper import cited
from certify.claims.results.lock import NAME, read_lock, violations
from certify.claims.results.result import ClaimResult
from certify.claims.results.verdict import Grade, Verdict
from certify.claims.statements.statement import Unmechanised
from certify.common.errors import CertifyError, InputError
from certify.common.processes import WorkerDiedError, process_pool
from certify.provers import decide_statement
from certify.provers.outcome import Budget, Outcome, undecided

CACHE = ".certify"
Report = Callable[[ClaimResult], None]


class LockError(CertifyError):
    """Claims are known less well than the lock says; one line for each."""

    def __init__(self, lines: Sequence[str], results: Sequence[ClaimResult]) -> None:
        self.lines, self.results = list(lines), list(results)
        super().__init__(f"{len(self.lines)} claims differ from the lock: " + "; ".join(self.lines))


class StaleStoreError(LockError):
    """What is stored beside the lock is not what these claims and this code give; says how to mend it."""

    def __init__(
        self,
        lines: Sequence[str],
        missing: Sequence[ClaimResult],
        results: Sequence[ClaimResult],
        paths: Sequence[str | Path],
    ) -> None:
        where = " ".join(map(str, paths))
        runs = " --experiments" if any(result.experiment for result in missing) else ""
        first = ", ".join(result.id for result in missing[:3]) + (", ..." if len(missing) > 3 else "")
        count = f"{len(missing)} claim{'s' if len(missing) > 1 else ''}"
        line = (
            f"{count} would be decided anew ({first}): the store is stale; "
            f"run `certify check {where} --update-lock --store{runs}` (make lock)"
        )
        super().__init__([*lines, line], results)


def check(
    paths: Sequence[str | Path],
    select: str | None = None,
    locked: bool = False,
    *,
    jobs: int = 2,
    cache: str | Path | None = CACHE,
    report: Report | None = None,
    experiments: bool = False,
    progress: Callable[[Progress], None] = lambda _: None,
    anew: bool = False,
    store: bool = False,
    strict: bool = False,
    stored: bool = False,
) -> list[ClaimResult]:
    """The verdict on every claim under the paths, in the order of the files.

    Args:
        select: only claims whose id matches this pattern ("lemma_3*") or contains it.
        locked: compare with the certify.lock beside the first path, or in it.
        jobs: claims decided at once, each in a process; 0 for this process.
        cache: folder of earlier verdicts and certificates; None for none.
        report: called with each result as it comes.
        experiments: run them, one after the other, each to its end; otherwise only what is remembered of
            them is told. `progress` is called as they proceed.
        anew: believe no earlier verdict, neither of the cache nor stored beside the lock.
        store: store the outcomes beside the lock.
        strict: believe no earlier verdict below the grade of the kernel: decide these anew.
        stored: decide nothing. What is stored beside the lock is told, and is checked by the kernel; what is
            not, or was decided by other code, is a failure.

    Raises:
        InputError: a path does not exist, there is no lock, or options contradict each other.
        StaleStoreError: with `stored`, something would have to be decided anew; carries the results.
        LockError: with `locked`, a claim is known less well than the lock says; carries the results.
    """
    if stored and (anew or store or strict or experiments):
        fix = "ask for one or the other"
        raise InputError("stored", "does not go with anew, store, strict or experiments", fix)
    lock = lock_path(paths)
    entries = read_lock(lock) if locked else None
    collection = collect(paths)
    chosen = [claim for claim in collection.claims if selected(claim.id, select)]
    found = {item.id: _broken(item) for item in collection.broken if selected(item.id, select)}
    memory = Store(lock.parent / FOLDER)
    run = _Run(
        collection,
        jobs,
        Path(cache) if cache and not stored else None,
        None if anew else memory,
        store,
        experiments,
        progress,
        strict,
        stored,
    )
    for result in run.decide(chosen):
        found[result.id] = result
        if report is not None:
            report(result)
    if store:
        memory.write(run.outcomes)
    results = _linked([found[claim.id] for claim in chosen], collection)
    results += [found[item.id] for item in collection.broken if item.id in found]
    lines: list[str] = []
    if entries is not None:
        asked = _places(paths, lock.parent)
        kept = {n: entry for n, entry in entries.items() if selected(n, select) and n.startswith(asked)}
        lines = violations(kept, results)
    missing = [result for result in results if result.skipped and _is_missing(result, lock, entries)]
    if stored and missing:
        raise StaleStoreError(lines, missing, results, paths)
    if lines:
        raise LockError(lines, results)
    return results


def _is_missing(result: ClaimResult, lock: Path, entries: Mapping[str, Any] | None) -> bool:
    """Whether a skipped claim is one whose outcome the store should have: an experiment that the lock does
    not know the outcome of was never run."""
    if not result.experiment:
        return True
    known = entries if entries is not None else (read_lock(lock) if lock.exists() else {})
    entry = known.get(result.id, {"verdict": Verdict.UNDECIDED.value, "grade": Grade.NONE.value})
    return (entry["verdict"], entry["grade"]) != (Verdict.UNDECIDED, Grade.NONE)


def lock_path(paths: Sequence[str | Path]) -> Path:
    """Where the lock of these paths lies: in the first folder upwards that has one, or in the first path."""
    first = Path(paths[0]).resolve() if paths else Path.cwd()
    folder = first if first.is_dir() else first.parent
    for candidate in (folder, *folder.parents):
        if (candidate / NAME).is_file():
            return candidate / NAME
    return folder / NAME


def _places(paths: Sequence[str | Path], lock_folder: Path) -> tuple[str, ...]:
    """How the ids begin of all claims that a lock knows under these paths."""
    places: set[str] = set()
    for path in (Path(given).resolve() for given in paths):
        if path == lock_folder or path in lock_folder.parents:
            return ("",)
        if path.is_dir():
            folders = (path, *(inside for inside in path.rglob("*") if inside.is_dir()))
            places.update(f"{folder.name}/" for folder in folders)
        else:
            places.add(f"{path.parent.name}/{path.stem}.")
    return tuple(places)


def selected(name: str, select: str | None) -> bool:
    return select is None or select in name or fnmatch(name, select) or fnmatch(name.split("/")[-1], select)


@dataclass(frozen=True)
class _Run:
    """How claims are decided: what is remembered first, then the others, and the experiments last."""

    collection: Collection
    jobs: int
    cache: Path | None
    stored: Store | None
    storing: bool
    experiments: bool
    progress: Callable[[Progress], None]
    strict: bool = False
    only_stored: bool = False
    outcomes: list[Decided] = field(default_factory=list)

    def decide(self, claims: list[Claim]) -> Iterator[ClaimResult]:
        """The results as they come."""
        waiting: list[Claim] = []
        for claim in claims:
            if isinstance(claim.statement, Unmechanised):
                yield self._keep(claim, decide_statement(claim.statement, Budget()), 0.0)
                continue
            start = time.monotonic()
            remembered = self._recalled(claim)
            if remembered is None:
                waiting.append(claim)
            else:
                self.outcomes.append(self._decided(claim, remembered))
                yield _result(claim, remembered, time.monotonic() - start, cached=True)
        if self.only_stored:
            for claim in waiting:
                yield replace(_result(claim, undecided("not in the store"), 0.0, cached=False), skipped=True)
            return
        plain = [claim for claim in waiting if not claim.experiment]
        for claim, outcome, seconds in _outcomes(plain, self.collection, self.jobs):
            yield self._keep(claim, outcome, seconds)
        for claim in waiting:
            if claim.experiment and not self.experiments:
                yield replace(_result(claim, self._skipped(claim), 0.0, cached=False), skipped=True)
            elif claim.experiment:
                start = time.monotonic()
                outcome = self._experiment(claim)
                yield self._keep(claim, outcome, time.monotonic() - start)

    def _decided(self, claim: Claim, outcome: Outcome) -> Decided:
        return Decided(claim, self.collection.files[claim.id], outcome)

    def _recalled(self, claim: Claim) -> Outcome | None:
        if self.stored is None:
            return None
        for memory in (self.cache and Cache(self.cache), self.stored):
            if not memory:
                continue
            below = self.strict and (self.experiments or not claim.experiment)
            outcome = memory.recall(claim, self.collection.files[claim.id], kernel_only=below)
            # What is stored as undecided is tried again when the outcomes are stored anew.
            again = self.storing and not claim.experiment
            if outcome and not (again and outcome.verdict is Verdict.UNDECIDED):
                return outcome
        return None

    def _keep(self, claim: Claim, outcome: Outcome, seconds: float) -> ClaimResult:
        decided = self._decided(claim, outcome)
        self.outcomes.append(decided)
        if self.cache is not None:
            Cache(self.cache).keep(decided)
        return _result(claim, outcome, seconds, cached=False)

    def _tally(self, claim: Claim) -> Experiment:
        code = fingerprint(claim, self.collection.files[claim.id])
        return Experiment(claim, self.cache and self.cache / "experiments", code)

    def _skipped(self, claim: Claim) -> Outcome:
        tally = self._tally(claim).tally
        so_far = f", {tally.done:,} of {tally.end:,} done" if tally.done else ""
        return undecided(f"an experiment{so_far}; run with --experiments")

    def _experiment(self, claim: Claim) -> Outcome:
        try:
            return self._tally(claim).run(self.collection.files[claim.id], self.jobs, self.progress)
        except (KeyboardInterrupt, SystemExit):
            raise
        except WorkerDiedError:
            return _error("a process that ran it died")
        except BaseException as error:  # a user's experiment may raise anything
            return _raised(error)


def _outcomes(
    claims: list[Claim], collection: Collection, jobs: int
) -> Iterator[tuple[Claim, Outcome, float]]:
    """Outcomes as they come, from `jobs` processes; from this one if jobs is 0."""
    if jobs == 0 or not claims:
        for claim in claims:
            yield (claim, *_decide_one(str(collection.files[claim.id]), claim.id))
        return
    with process_pool(jobs) as pool:
        futures: dict[Future[tuple[Outcome, float]], Claim] = {
            pool.submit(_decide_one, str(collection.files[claim.id]), claim.id): claim for claim in claims
        }
        for future in as_completed(futures):
            claim = futures[future]
            try:
                outcome, seconds = future.result()
            except WorkerDiedError:
                outcome, seconds = _error("the process that checked it died"), 0.0
            yield claim, outcome, seconds


def _decide_one(file: str, name: str) -> tuple[Outcome, float]:
    """In a worker: the outcome of one claim, and the seconds it took."""
    start = time.monotonic()
    try:
        claim = next(claim for claim in claims_of(Path(file)) if claim.id == name)
        outcome = decide_statement(claim.statement, Budget(seconds=claim.seconds))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a user's check may raise anything
        outcome = _raised(error)
    return outcome, time.monotonic() - start


def _error(why: str) -> Outcome:
    return Outcome(Verdict.ERROR, Grade.NONE, why)


def _raised(error: BaseException) -> Outcome:
    return _error(f"{type(error).__name__}: {' '.join(str(error).split())[:300]}")


def _result(claim: Claim, outcome: Outcome, seconds: float, *, cached: bool) -> ClaimResult:
    degrees = {name: degree for name, degree in claim.scaling.items() if degree is not None}
    return ClaimResult(
        id=claim.id,
        paper=claim.id.split("/")[0],
        title=claim.shown,
        statement=claim.statement.text(),
        statement_hash=claim.statement.hash,
        printed=claim.printed,
        repairs=claim.repairs.id if claim.repairs is not None else "",
        verdict=outcome.verdict,
        grade=outcome.grade,
        how=outcome.how,
        witness=outcome.witness,
        certificates=tuple(certificate.address for certificate in outcome.certificates),
        model=outcome.model,
        basis=_basis(outcome, cached),
        rests_on=claim.rests_on,
        canary=claim.canary,
        note=claim.note,
        seconds=seconds,
        cached=cached,
        experiment=claim.experiment,
        change=claim.change,
        extraction_doubt=claim.extraction_doubt,
        lint=tuple(findings(claim.statement, degrees)),
        scope=claim.scope.kind if claim.counted else "",
        scope_name=claim.scope.name if claim.counted else "",
        cites=claim.cites,
        assumes=claim.assumes,
        assuming=claim.assumes,
        facts=tuple(sorted({name for one in outcome.certificates for name in library_facts(one)})),
    )


def _basis(outcome: Outcome, cached: bool) -> str:
    if outcome.verdict in (Verdict.ERROR, Verdict.NOT_MECHANISED):
        return ""
    if outcome.grade is Grade.KERNEL:
        return "kernel"
    return "believed" if cached else "decided"


def _broken(item: Broken) -> ClaimResult:
    return ClaimResult(
        id=item.id,
        paper=item.id.split("/")[0],
        title=item.id,
        statement="",
        statement_hash="",
        printed=False,
        repairs="",
        verdict=Verdict.ERROR,
        grade=Grade.NONE,
        how=item.problem,
        cites=item.claim.cites if item.claim is not None else cited(None, None),
    )


def _linked(results: list[ClaimResult], collection: Collection) -> list[ClaimResult]:
    """The results with what their links tell.

    Those that are not PROVED, or were not checked, are open; what they assume, the results assume as well.
    """
    assumed = {claim.id: claim.assumes for claim in (*collection.claims, *collection.around)}
    verdicts = {result.id: result.verdict for result in results}
    reached = collection.links()
    linked = []
    for result in results:
        open_links = sorted(link for link in reached[result.id] if verdicts.get(link) is not Verdict.PROVED)
        assuming = {name for link in (result.id, *reached[result.id]) for name in assumed.get(link, ())}
        linked.append(replace(result, open_links=tuple(open_links), assuming=tuple(sorted(assuming))))
    return linked
