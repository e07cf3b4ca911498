"""`certify search`: the smallest delta* that given ranks and tolerances allow, as far as a budget reaches."""

import json
import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from certify.search import Progress


def search(
    r: Annotated[int, typer.Option("--r", help="Columns of X, the model rank.")],
    rstar: Annotated[int, typer.Option("--rstar", help="Columns of Z, the rank of the truth.")],
    eps0: Annotated[str, typer.Option(help="Noise level, in units of ||E||.")] = "0",
    eps1: Annotated[str, typer.Option(help="First-order accuracy, in units of ||E||.")] = "0",
    eps2: Annotated[str, typer.Option(help="Second-order accuracy.")] = "0",
    seed: Annotated[int, typer.Option(help="The same seed and number of starts give the same answer.")] = 0,
    budget: Annotated[float, typer.Option(metavar="SECONDS", help="How long to start descents.")] = 10.0,
    starts: Annotated[int, typer.Option(help="Stop after so many descents instead; 0 for no limit.")] = 0,
    output: Annotated[str, typer.Option("-o", "--output", metavar="CERT", help="Write it here.")] = "",
    instance: Annotated[str, typer.Option(metavar="FILE", help="Write the instance it is about.")] = "",
    mu: Annotated[str, typer.Option(help="Balancing weight: search the asymmetric class instead.")] = "",
    n1: Annotated[int, typer.Option(help="Rows of U there; by default r + r*.")] = 0,
    n2: Annotated[int, typer.Option(help="Rows of V there; by default r + r*.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> int:
    """Search for the worst instance; print delta*, the exact witness, and what the budget was.

    Exits with 0 where an instance was certified, 1 where none was. That nothing smaller was found is no
    proof that nothing is.
    """
    # The matrices are tiny: more than one BLAS thread only makes them slower.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from certify.common.errors import InputError
    from certify.common.exact import as_fraction
    from certify.common.files import write_bytes
    from certify.recovery.instance.file import write_instance
    from certify.recovery.problems.kind import Kind, kind_of
    from certify.report.search import asymmetric_document, asymmetric_letter, document, letter
    from certify.search import Question
    from certify.search import search as run
    from certify.search.asymmetric import AsymmetricQuestion, search_asymmetric

    if starts < 0 or seed < 0:
        field = "--starts" if starts < 0 else "--seed"
        raise InputError(field, "is negative", "give a number >= 0")
    if kind_of({"mu": mu or None, "n1": n1 or None, "n2": n2 or None}) is Kind.ASYMMETRIC:
        if any(eps not in ("0", "0.0") for eps in (eps0, eps1, eps2)) or output or instance:
            fix = "leave out --eps0, --eps1, --eps2, -o and --instance"
            raise InputError("--mu", "asks for the asymmetric class, without noise and certificates", fix)
        weight = float(as_fraction(mu or "1", "--mu"))
        asymmetric = AsymmetricQuestion(n1 or r + rstar, n2 or r + rstar, r, rstar, weight)
        found = search_asymmetric(asymmetric, seconds=budget, starts=starts or None, seed=seed)
        print(json.dumps(asymmetric_document(found), indent=1) if as_json else asymmetric_letter(found))
        return 0 if found.point is not None else 1
    question = Question.of(r, rstar, eps0, eps1, eps2)
    with _Line(budget) as report:
        result = run(question, seconds=budget, starts=starts or None, seed=seed, report=report)
    if result.exact is not None and output and result.exact.decision.certificate is not None:
        write_bytes(output, result.exact.decision.certificate.to_bytes())
    if result.exact is not None and instance:
        write_instance(result.exact.instance, instance)
    print(json.dumps(document(result), indent=1) if as_json else letter(result, output))
    return 0 if result.exact is not None else 1


class _Line:
    """One line on stderr that keeps changing, where stderr is a terminal."""

    def __init__(self, budget: float) -> None:
        self.budget, self.shown = budget, False

    def __enter__(self) -> "_Line":
        return self

    def __call__(self, progress: "Progress") -> None:
        if not sys.stderr.isatty():
            return
        best = "none yet" if progress.best is None else f"{progress.best.delta_star:.9f}"
        rate = progress.evaluations / max(progress.seconds, 1e-9)
        failed = ", ".join(f"{count} {cause}" for cause, count in progress.failures.items())
        left = max(self.budget - progress.seconds, 0.0)
        text = (
            f"best {best}  hits {progress.hits}/{progress.starts}  {rate:,.0f} evaluations/s  "
            f"{left:.0f} s left{f'  failed: {failed}' if failed else ''}"
        )
        print(f"\r{text[:110]:<110}", end="", file=sys.stderr, flush=True)
        self.shown = True

    def __exit__(self, *_: object) -> None:
        if self.shown:
            print("\r" + " " * 110 + "\r", end="", file=sys.stderr)
