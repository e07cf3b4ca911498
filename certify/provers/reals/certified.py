"""The provers whose proofs the kernel re-checks: a tree of cases, each closed by the first way that works."""

import time
from collections.abc import Sequence

from certify.certificates.certificate import Certificate, certificate
from certify.claims.results.verdict import Grade, Verdict
from certify.claims.statements.statement import Real
from certify.formulas.expressions import Truth
from certify.provers.outcome import Budget, Outcome, undecided
from certify.provers.reals.cases import Proof, proof_by_cases
from certify.provers.reals.closing.box import close_by_box
from certify.provers.reals.closing.frame import Closed, Closer, Frame
from certify.provers.reals.closing.identity import close_by_identity
from certify.provers.reals.closing.positivity import CHEAP, COSTLY, close_by_positivity
from certify.provers.reals.closing.products import QUICK, close_by_products
from certify.provers.reals.normal_form import Atom, Cell, Inexpressible, NormalForm, normal_form
from certify.provers.reals.points.adversary import Found, search
from certify.provers.reals.polynomials import variables_of
from certify.provers.reals.simplifying import simplified

System = tuple[Frame, Cell]


def certified(statement: Real, budget: Budget) -> Outcome:
    """PROVED, VACUOUS or, for existence, REFUTED, by identities, sums of squares and boxes."""
    return prove(statement, budget, "certified", _QUICK, _PATIENT)


def by_identity(statement: Real, budget: Budget) -> Outcome:
    """As `certified`, where every case is closed by an identity."""
    return prove(statement, budget, "identity", (close_by_identity,), ())


def by_positivity(statement: Real, budget: Budget) -> Outcome:
    """As `certified`, where every case is closed by a sum of squares."""
    return prove(statement, budget, "positivity", (), (close_by_positivity,))


def by_box(statement: Real, budget: Budget) -> Outcome:
    """As `certified`, where every case is closed by bisecting the box that its hypotheses describe."""
    return prove(statement, budget, "box", (), (close_by_box,))


def _cheap(frame: Frame, cell: Cell, deadline: float) -> Closed | None:
    return close_by_positivity(frame, cell, deadline, CHEAP)


def _costly(frame: Frame, cell: Cell, deadline: float) -> Closed | None:
    return close_by_positivity(frame, cell, deadline, COSTLY)


def _quick_products(frame: Frame, cell: Cell, deadline: float) -> Closed | None:
    return close_by_products(frame, cell, deadline, QUICK)


def _simpler(*closers: Closer) -> Closer:
    """The ways, tried on the system in fewer variables and of lower degree that follows from it."""

    def close(frame: Frame, cell: Cell, deadline: float) -> Closed | None:
        found = simplified(frame, cell, deadline)
        if found is None:
            return None
        tried = (found.closed(frame, closer, deadline) for closer in closers)
        return next((answer for answer in tried if answer is not None), None)

    return close


_QUICK: tuple[Closer, ...] = (
    close_by_identity,
    _quick_products,
    _simpler(close_by_identity, _quick_products),
    close_by_products,
    _simpler(close_by_products, _cheap),
    _cheap,
)
_PATIENT: tuple[Closer, ...] = (
    close_by_products,
    _simpler(close_by_products),
    close_by_box,
    _cheap,
    _simpler(close_by_box, _costly),
    _costly,
)


def prove(
    statement: Real, budget: Budget, name: str, quick: Sequence[Closer], patient: Sequence[Closer]
) -> Outcome:
    """What trees of cases show of a statement, within four fifths of the budget; a point has the rest.

    Args:
        quick: ways that are tried on every case first, in a share of half the time.
        patient: ways that are tried after that on those that are left.
    """
    start = time.monotonic()
    deadline = start + 0.8 * budget.seconds
    document = statement.document()

    def proof(goal: str, until: float) -> Proof | str:
        return proof_by_cases(document, goal, lambda systems: _close(systems, until, quick, patient))

    def outcome(verdict: Verdict, rule: str, goal: str, until: float) -> Outcome | str:
        found = proof(goal, until)
        if isinstance(found, str):
            return found
        made = _accepted(certificate(rule, document, {"tree": found.tree}))
        if made is None:
            return "the kernel did not accept the tree"
        why = "no values satisfy it" if statement.exists else "the hypotheses contradict each other"
        return Outcome(verdict, Grade.KERNEL, f"{why}: {found.how}", {}, (made,))

    try:
        if statement.exists:
            refuted = outcome(Verdict.REFUTED, "real-refuted", "not show", deadline)
            return undecided(f"{name}: {refuted}") if isinstance(refuted, str) else refuted
        shown = proof("show", deadline)
        if isinstance(shown, str):
            return undecided(f"{name}: {shown}")
        hypotheses = normal_form(Real(statement.symbols, statement.given, Truth(True)))
        until = time.monotonic() + max(1.0, 0.5 * (start + budget.seconds - time.monotonic()))
        point = search(hypotheses, hypotheses.hypotheses, until, budget.seed)
        if point is None:
            vacuous = outcome(Verdict.VACUOUS, "real-vacuous", "given", start + budget.seconds)
            if not isinstance(vacuous, str):
                return vacuous
            return undecided(f"{name}: it follows, but no point satisfying the hypotheses was found")
    except Inexpressible as error:
        return undecided(f"{name}: {error}")
    return _proved(statement, shown, hypotheses, point)


def _proved(statement: Real, shown: Proof, hypotheses: NormalForm, point: Found) -> Outcome:
    values = ", ".join(f"{k} = {v}" for k, v in point.witness(hypotheses).items())
    how = shown.how + (f"; the hypotheses hold at {values}" if statement.given else "")
    made = None
    if point.certificate is not None:
        witness = {"tree": shown.tree, "point": point.certificate.witness["point"]}
        made = _accepted(certificate("real", statement.document(), witness))
    if made is None:
        return Outcome(Verdict.PROVED, Grade.EXACT, f"{how}; the kernel has no certificate of it")
    return Outcome(Verdict.PROVED, Grade.KERNEL, how, {}, (made,))


def _accepted(made: Certificate) -> Certificate | None:
    try:
        return made if made.check().accepted else None
    except ValueError:
        return None


def _close(
    systems: Sequence[System], deadline: float, quick: Sequence[Closer], patient: Sequence[Closer]
) -> list[Closed | None]:
    """Each system closed by whichever way works: the easy ones first, then the rest, until one is not."""
    answers: list[Closed | None] = [None] * len(systems)

    def run(places: Sequence[int], closers: Sequence[Closer], share: float) -> bool:
        for position, place in enumerate(places):
            until = time.monotonic() + share * (deadline - time.monotonic()) / (len(places) - position)
            begun = time.monotonic()
            for number, closer in enumerate(closers, 1):
                # The first of several ways has a third of the share, the second two.
                part = begun + (until - begun) * number / len(closers)
                frame, cell = systems[place]
                cells = [cell] if share == 1 else _components(cell)
                tried = (closer(frame, one, part) for one in cells)
                answers[place] = next((answer for answer in tried if answer is not None), None)
                if answers[place] is not None:
                    break
            if answers[place] is None and share == 1:
                return False
        return True

    run(range(len(systems)), quick, 0.5)
    run([place for place, answer in enumerate(answers) if answer is None], patient, 1)
    return answers


def _components(cell: Cell) -> list[Cell]:
    """The system in parts that share no variable: that of the conclusion first, the others without one."""
    parts: list[Cell] = []
    rest = list(cell.atoms)
    conclusion = cell.conclusion
    while conclusion is not None or rest:
        seed = rest[0] if conclusion is None else conclusion
        reached, kept = set(variables_of([seed.polynomial])), set[Atom]()
        while near := [
            atom for atom in rest if atom is seed or reached & set(variables_of([atom.polynomial]))
        ]:
            kept.update(near)
            rest = [atom for atom in rest if atom not in kept]
            reached |= set(variables_of(atom.polynomial for atom in near))
        parts.append(Cell(tuple(atom for atom in cell.atoms if atom in kept), conclusion))
        conclusion = None
    return parts
