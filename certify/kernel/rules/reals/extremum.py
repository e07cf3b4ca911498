"""Rules `extremum...`: the greatest or least value of an expression over an interval of one variable.

A statement of an extremum stands for two statements about real numbers, which the rules of `real` judge: the
bound, and that it is attained.
"""

from collections.abc import Callable
from fractions import Fraction

from certify.kernel.fields import Field
from certify.kernel.rules.reals import real
from certify.kernel.rules.reals.expressions import Document, Node, read_condition, read_expression, read_names

HALVES = ("bound", "attained")
Rule = Callable[[Document, Field, Field], str]


def check(statement: Field, witness: Field) -> str:
    """Rule `extremum`: the bound holds and is attained."""
    halves = read_halves(statement)
    proofs = zip(HALVES, witness.fields(*HALVES), strict=True)
    bound, attained = (real.holds(halves[half], statement, proof) for half, proof in proofs)
    return f"the bound: {bound}; that it is attained: {attained}"


def check_refuted(statement: Field, witness: Field) -> str:
    """Rule `extremum-refuted`: one half fails. The half "attained" is about the place stated."""
    return half(statement, witness, real.fails)


def check_vacuous(statement: Field, witness: Field) -> str:
    """Rule `extremum-vacuous`: nothing satisfies the hypotheses of one half."""
    return half(statement, witness, real.is_vacuous)


def check_ill_posed(statement: Field, witness: Field) -> str:
    """Rule `extremum-ill-posed`: one half is undefined at a point of its domain."""
    return half(statement, witness, real.is_ill_posed)


def half(statement: Field, witness: Field, rule: Rule) -> str:
    """What a rule says of the half that the witness names."""
    halves = read_halves(statement)
    name, proof = witness.fields("half", "witness")
    which = name.one_of(HALVES)
    heading = {"bound": "the bound", "attained": "that it is attained as stated"}[which]
    return f"{heading}: {rule(halves[which], statement, proof)}"


def read_halves(statement: Field) -> dict[str, Document]:
    """The two statements that an extremum stands for."""
    extremum, symbols, given, expression, over, equals, at = statement.fields(
        "extremum", "symbols", "given", "expression", "over", "equals", "at"
    )
    names = read_names(symbols)
    name, low, high = over.items(3)
    axes = {symbol: axis for axis, symbol in enumerate(names)}
    others = {symbol: axis for symbol, axis in axes.items() if symbol != name.one_of(axes)}
    relation = "<=" if extremum.one_of(("maximum", "minimum")) == "maximum" else ">="
    conditions = tuple(read_condition(field, others) for field in given.items())
    value, number = read_expression(expression, axes), read_expression(equals, others)
    x = Node("var", axis=axes[name.text()], place=name.place, is_polynomial=True)
    ends = [None if is_none(field) else read_expression(field, others) for field in (low, high)]
    within = [related("<=", a, b) for a, b in ((ends[0], x), (x, ends[1])) if a and b]
    reached = all_of([*within, related("=", value, number)])
    bound = Document("for all", names, (*conditions, *within), related(relation, value, number))
    if is_none(at):
        if conditions or len(names) > 1:
            raise at.reject("a place is needed: there are hypotheses, or other symbols")
        return {"bound": bound, "attained": Document("there are", names, (), reached)}
    elsewhere = related("!=", x, read_expression(at, others))
    show = Node("or", (elsewhere, reached), place="statement")
    return {"bound": bound, "attained": Document("for all", names, conditions, show)}


def is_none(field: Field) -> bool:
    """Whether an end or a place is left out."""
    return field.value == ["none"]


def related(word: str, left: Node, right: Node) -> Node:
    """A relation between two expressions that have been read."""
    polynomial = left.is_polynomial and right.is_polynomial
    return Node(word, (left, right), Fraction(0), 0, "statement", polynomial)


def all_of(conditions: list[Node]) -> Node:
    """A conjunction, or the only condition itself."""
    return Node("and", tuple(conditions), place="statement") if len(conditions) > 1 else conditions[0]
