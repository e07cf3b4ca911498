"""Rules `real`, `real-refuted`, `real-vacuous`, `real-ill-posed`: what is so of a statement about reals."""

from collections.abc import Callable

from certify.crosscheck.refusal import Effort, NotProved
from certify.crosscheck.rules.reals.facts import Facts
from certify.crosscheck.rules.reals.real_cases import Cases
from certify.crosscheck.rules.reals.real_document import (
    FALSE,
    TRUE,
    UNDEFINED,
    Document,
    asserted,
    read_document,
)
from certify.crosscheck.rules.reals.real_point import Point, read_point
from certify.crosscheck.rules.reals.real_tree import check_tree
from certify.crosscheck.values import record

NEVER_TRUE = frozenset({FALSE, UNDEFINED})
ALWAYS_TRUE = frozenset({TRUE})


def check(statement: object, witness: object, effort: Effort) -> str:
    """Rule `real`."""
    return proved(read_document(statement, "statement"), witness, "witness", effort)


def check_refuted(statement: object, witness: object, effort: Effort) -> str:
    """Rule `real-refuted`."""
    return refuted(read_document(statement, "statement"), witness, "witness", effort)


def check_vacuous(statement: object, witness: object, effort: Effort) -> str:
    """Rule `real-vacuous`."""
    return vacuous(read_document(statement, "statement"), witness, "witness", effort)


def check_ill_posed(statement: object, witness: object, effort: Effort) -> str:
    """Rule `real-ill-posed`."""
    return ill_posed(read_document(statement, "statement"), witness, "witness", effort)


def proved(document: Document, witness: object, place: str, effort: Effort) -> str:
    """The statement is so, and not for want of a point."""
    if not document.for_all:
        point = _point(document, witness, place, effort)
        if point.truth(document.show) != TRUE:
            raise NotProved(f"{place}.point: the conclusion is not true there")
        return "at the point all hypotheses and the conclusion are true"
    tree, written_point = record(witness, place, "tree", "point")
    _point(document, {"point": written_point}, place, effort)

    def met(facts: Facts) -> bool:
        return _excluded(document, facts) or Cases(facts).truths(document.show) == ALWAYS_TRUE

    leaves = check_tree(tree, f"{place}.tree", met, len(document.symbols), effort)
    return f"the conclusion is true wherever all hypotheses are, by {leaves} cases; they are at the point"


def refuted(document: Document, witness: object, place: str, effort: Effort) -> str:
    """The statement is not so."""
    if document.for_all:
        point = _point(document, witness, place, effort)
        if point.truth(document.show) != FALSE:
            raise NotProved(f"{place}.point: the conclusion is not false there")
        return "at the point all hypotheses are true and the conclusion is false"

    def met(facts: Facts) -> bool:
        return _excluded(document, facts) or Cases(facts).truths(document.show) <= NEVER_TRUE

    leaves = _tree(document, witness, place, met, effort)
    return f"hypotheses and conclusion are nowhere all true, by {leaves} cases"


def vacuous(document: Document, witness: object, place: str, effort: Effort) -> str:
    """The hypotheses hold nowhere."""
    _about_all(document, place)
    leaves = _tree(document, witness, place, lambda facts: _excluded(document, facts), effort)
    return f"the hypotheses are nowhere all true, by {leaves} cases"


def ill_posed(document: Document, witness: object, place: str, effort: Effort) -> str:
    """Something asserted is undefined where the hypotheses hold."""
    _about_all(document, place)
    point = _point(document, witness, place, effort)
    truths = [point.truth(part) for part in asserted(document.show)]
    if UNDEFINED not in truths:
        raise NotProved(f"{place}.point: every part that is asserted is defined there")
    return "at the point all hypotheses are true, and a part that is asserted is undefined"


def _about_all(document: Document, place: str) -> None:
    if not document.for_all:
        raise NotProved(f'{place}: the rule is about statements "for all" only')


def _point(document: Document, witness: object, place: str, effort: Effort) -> Point:
    """The point of the witness, at which all hypotheses are true."""
    (written,) = record(witness, place, "point")
    point = read_point(written, f"{place}.point", len(document.symbols), effort)
    for condition in document.given:
        if point.truth(condition) != TRUE:
            raise NotProved(f"{place}.point: {condition.place} is not true there")
    return point


def _tree(
    document: Document, witness: object, place: str, goal: Callable[[Facts], bool], effort: Effort
) -> int:
    (tree,) = record(witness, place, "tree")
    return check_tree(tree, f"{place}.tree", goal, len(document.symbols), effort)


def _excluded(document: Document, facts: Facts) -> bool:
    """Whether some hypothesis is known not to be true."""
    cases = Cases(facts)
    return any(cases.truths(condition) <= NEVER_TRUE for condition in document.given)
