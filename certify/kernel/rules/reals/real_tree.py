"""Trees: a goal is met at every point, by cases."""

from certify.kernel.arithmetic.polynomial import read_polynomial
from certify.kernel.fields import Field
from certify.kernel.limits import MAX_EXPONENT, MAX_REALS, Declined
from certify.kernel.rules.reals.expressions import Document
from certify.kernel.rules.reals.facts import SIGNS, Facts
from certify.kernel.rules.reals.refutation import contradiction, emptiness
from certify.kernel.rules.reals.valuation import Valuation


def check_tree(tree: Field, document: Document, goal: str) -> int:
    """The number of cases into which the tree divides all points, or Rejected.

    In each case the goal (one of valuation.GOALS) is met, or the facts hold at no point.
    """
    pending = [(tree, Facts(len(document.names)))]
    cases = 0
    while pending:
        node, facts = pending.pop()
        word, rest = node.kind("split", "root", "settled", "contradiction", "box")
        if word == "split":
            pending += branches(node, rest, facts)
        elif word == "root":
            pending.append(root(node, facts))
        else:
            cases += 1
            node.items({"settled": 1, "contradiction": 2, "box": 3}[word])
            if word == "contradiction":
                contradiction(rest[0], facts)
            elif word == "box":
                emptiness(rest[0], rest[1], facts)
            elif not Valuation(facts, node.budget).settles(document, goal):
                raise node.reject("what is to be proved does not follow from the facts of this case")
    return cases


def branches(node: Field, rest: list[Field], facts: Facts) -> list[tuple[Field, Facts]]:
    """The cases of a split by the sign of a polynomial, which together leave out no sign."""
    if not rest:
        raise node.reject("expected a polynomial")
    p = read_polynomial(rest[0], facts.variables)
    if not p:
        raise rest[0].reject("the polynomial is zero")
    below = []
    seen: set[str] = set()
    for branch in rest[1:]:
        signs_field, tree = branch.items(2)
        signs = signs_field.one_of(SIGNS)
        seen |= set(signs)
        below.append((tree, facts.assuming(p, signs, node.budget)))
    if missing := sorted(set("-0+") - seen):
        raise node.reject(f"no branch is for the sign {missing[0]}")
    return below[::-1]


def root(node: Field, facts: Facts) -> tuple[Field, Facts]:
    """The one case of a new root, which exists by the facts."""
    _, order, above, below, tree = node.items(5)
    if facts.variables >= MAX_REALS:
        raise Declined(f"{node.place}: more than {MAX_REALS} symbols and roots")
    N, D = (read_polynomial(field, facts.variables) for field in (above, below))
    known = Valuation(facts, node.budget)
    if not known.within(N, "0+"):
        raise above.reject("the facts do not give that the radicand is not negative")
    if not known.within(D, "+"):
        raise below.reject("the facts do not give that the denominator is positive")
    return tree, facts.with_root(order.integer(2, MAX_EXPONENT), N, D, node.budget)
