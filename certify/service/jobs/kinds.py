"""What each kind of job computes, in a worker. What computes is imported when it is called."""

import time
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from certify.recovery.problems.kind import Kind, kind_of
from certify.service.jobs.answer import LARGEST_SHOWN, TELL_SECONDS, Answer
from certify.service.jobs.requests import JobLimits

if TYPE_CHECKING:
    from certify.certificates import Certificate
    from certify.recovery.instance.instance import Instance
    from certify.search import Progress

Report = Callable[[Mapping[str, Any]], None]


def duality(request: Mapping[str, Any]) -> Answer:
    """Primal, dual and what stands beside them; the escape directions; the loss along them."""
    from certify.recovery.escape import compare
    from certify.recovery.escape.loss_curve import loss_curves
    from certify.report.duality import document, sentence

    comparison = compare(_instance(request))
    found, result = comparison.result, document("", comparison)
    del result["file"]
    curves = loss_curves(comparison)
    result |= {
        "sentence": sentence(comparison),
        "explanation": found.status.explanation,
        "escape": _directions(found.escape.D0, found.escape.D),
        "loss": [{"t": c.t.tolist(), "loss": c.loss.tolist(), "label": c.label} for c in curves],
    }
    return Answer(found.status.name, "float", found.delta_star, result)


def decide(request: Mapping[str, Any]) -> Answer:
    """Which side of Theorem 2.1 holds at the delta, with its certificate described."""
    from certify.certificates import decide

    decision = decide(_instance(request))
    certificate = decision.certificate
    result = {
        "verdict": decision.verdict.value,
        "reason": decision.reason,
        "delta": request["delta"],
        "delta_star": decision.delta_star,
        "certificate": None if certificate is None else certificate.address,
        "description": None if certificate is None else description(certificate),
    }
    grade = "none" if certificate is None else "kernel"
    return Answer(decision.verdict.value, grade, decision.delta_star, result, _one(certificate))


def claim(request: Mapping[str, Any], limits: JobLimits) -> Answer:
    """The strongest outcome for a sentence of the grammar."""
    from certify.claims.sentences import statement_of
    from certify.formulas.grammar import parse
    from certify.provers import Budget, decide_statement

    sentence = parse(request["statement"])
    statement = statement_of(sentence)
    budget = Budget(seconds=request["seconds"], memory_mib=limits.memory >> 20)
    outcome = decide_statement(statement, budget)
    result = {
        "statement": sentence.text(),
        "kind": statement.kind,
        "hash": statement.hash,
        "verdict": outcome.verdict.value,
        "grade": outcome.grade.value,
        "how": outcome.how,
        "model": outcome.model or None,
        "witness": dict(outcome.witness),
        "certificates": [certificate.address for certificate in outcome.certificates],
    }
    return Answer(outcome.verdict.value, outcome.grade.value, None, result, outcome.certificates)


def search(request: Mapping[str, Any], report: Report) -> Answer:
    """The smallest delta* found of the class that is asked about."""
    return SEARCHES[kind_of(request)](request, report)


def symmetric(request: Mapping[str, Any], report: Report) -> Answer:
    """The smallest delta* found, certified where that can be done; without noise, escape just below it."""
    from certify.report.search import document
    from certify.search import Question
    from certify.search import search as run
    from certify.search.campaigns.phase import escape_below

    eps = (request[name] for name in ("eps0", "eps1", "eps2"))
    question = Question.of(request["r"], request["rstar"], *eps)
    said = 0.0

    def tell(progress: "Progress") -> None:
        nonlocal said
        if time.monotonic() - said >= TELL_SECONDS:
            said = time.monotonic()
            best = None if progress.best is None else progress.best.delta_star
            counts = {name: getattr(progress, name) for name in ("hits", "starts", "evaluations", "seconds")}
            report({"best": best, **counts, "of": request["seconds"]})

    found = run(
        question,
        seconds=request["seconds"],
        starts=request.get("starts"),
        seed=request["seed"],
        report=tell,
    )
    certificate = None if found.exact is None else found.exact.decision.certificate
    below = escape_below(found.exact.instance) if found.exact is not None and question.noiseless else None
    result = document(found) | {
        "certificate": None if certificate is None else certificate.address,
        "escape": below and {"delta": below.statement["delta"], "certificate": below.address},
    }
    verdict, grade = ("FOUND", "float") if certificate is None else ("COUNTEREXAMPLE", "kernel")
    return Answer(verdict, grade, found.delta_star, result, (*_one(certificate), *_one(below)))


def asymmetric(request: Mapping[str, Any], report: Report) -> Answer:
    """The smallest delta* found over balanced points: a float, without a certificate."""
    from certify.report.search import asymmetric_document
    from certify.search.asymmetric import AsymmetricQuestion, search_asymmetric

    n1, n2, r, r_star = (request[name] for name in ("n1", "n2", "r", "rstar"))
    question = AsymmetricQuestion(n1, n2, r, r_star, float(Fraction(request["mu"])))
    report({"best": None, "of": request["seconds"]})
    found = search_asymmetric(
        question, seconds=request["seconds"], starts=request.get("starts"), seed=request["seed"]
    )
    return Answer("FOUND", "float", found.delta_star, asymmetric_document(found))


# Each has a request that `requests.checked` has completed.
SEARCHES: dict[Kind, Callable[[Mapping[str, Any], Report], Answer]] = {
    Kind.SYMMETRIC: symmetric,
    Kind.ASYMMETRIC: asymmetric,
}


def _instance(request: Mapping[str, Any]) -> "Instance":
    from certify.recovery.instance.instance import Instance

    return Instance(**request)


def _directions(D0: Any, D: list[Any]) -> dict[str, Any] | None:
    """D0 and D_1 ... D_p (n, r) as lists; None where they are too long to show."""
    if D0.size * (1 + len(D)) > LARGEST_SHOWN:
        return None
    return {"D0": D0.tolist(), "D": [direction.tolist() for direction in D]}


def description(certificate: "Certificate") -> dict[str, Any] | None:
    """A certificate in words: claim, given, proof, margins, bytes, digits; None where it has none.

    Matrices are lists of rows, numbers their text.
    """
    from certify.certificates import describe
    from certify.common.errors import InputError
    from certify.report.certificate import number

    try:
        told = describe(certificate)
    except InputError:
        return None
    given = {
        name: value if isinstance(value, str) else [[number(x) for x in row] for row in value]
        for name, value in told.given.items()
    }
    margins = {name: number(value, 1000) for name, value in told.margins.items()}
    words = {"claim": told.claim, "given": given, "proof": told.proof, "margins": margins}
    return {**words, "bytes": told.bytes, "digits": told.digits}


def _one(certificate: "Certificate | None") -> "tuple[Certificate, ...]":
    return () if certificate is None else (certificate,)
