"""Rules `extremum`, `extremum-refuted`, `extremum-vacuous`, `extremum-ill-posed`: a bound that is attained.

The statement is taken apart into two about real numbers: the bound holds on the whole range, and it is
attained at the place given, or, where none is given, somewhere.
"""

from certify.crosscheck.refusal import Effort, NotProved
from certify.crosscheck.rules.reals import real
from certify.crosscheck.rules.reals.real_document import (
    Document,
    read_condition,
    read_document,
    read_expression,
    read_symbols,
    variables_of,
)
from certify.crosscheck.values import choice, record, sequence

Halves = dict[str, Document]
NONE = ["none"]


def check(statement: object, witness: object, effort: Effort) -> str:
    """Rule `extremum`."""
    halves = _halves(statement)
    witnesses = record(witness, "witness", *halves)
    for (name, document), part in zip(halves.items(), witnesses, strict=True):
        real.proved(document, part, f"witness.{name}", effort)
    return "the bound holds, and it is attained"


def check_refuted(statement: object, witness: object, effort: Effort) -> str:
    """Rule `extremum-refuted`."""
    name, document, part = _half(statement, witness)
    return f"{name}: {real.refuted(document, part, 'witness.witness', effort)}"


def check_vacuous(statement: object, witness: object, effort: Effort) -> str:
    """Rule `extremum-vacuous`."""
    name, document, part = _half(statement, witness)
    return f"{name}: {real.vacuous(document, part, 'witness.witness', effort)}"


def check_ill_posed(statement: object, witness: object, effort: Effort) -> str:
    """Rule `extremum-ill-posed`."""
    name, document, part = _half(statement, witness)
    return f"{name}: {real.ill_posed(document, part, 'witness.witness', effort)}"


def _half(statement: object, witness: object) -> tuple[str, Document, object]:
    """The half that the witness is about, and the witness for it."""
    halves = _halves(statement)
    half, part = record(witness, "witness", "half", "witness")
    name = choice(half, "witness.half", tuple(halves))
    return name, halves[name], part


def _halves(statement: object) -> Halves:
    """The two statements, each read as one about real numbers."""
    kind, names, given, expression, over, equals, at = record(
        statement, "statement", "extremum", "symbols", "given", "expression", "over", "equals", "at"
    )
    largest = choice(kind, "statement.extremum", ("maximum", "minimum")) == "maximum"
    symbols = read_symbols(names, "statement.symbols")
    name, low, high = sequence(over, "statement.over", 3)
    axis = symbols.index(choice(name, "statement.over[0]", symbols))
    read_expression(expression, "statement.expression", symbols)
    # What the variable may not occur in; low, high and at may be absent.
    fixed = [
        read_expression(part, place, symbols)
        for part, place, optional in (
            (low, "statement.over[1]", True),
            (high, "statement.over[2]", True),
            (equals, "statement.equals", False),
            (at, "statement.at", True),
        )
        if not (optional and part == NONE)
    ]
    conditions = sequence(given, "statement.given")
    fixed += [read_condition(part, f"statement.given[{i}]", symbols) for i, part in enumerate(conditions)]
    for node in fixed:
        if axis in variables_of(node):
            raise NotProved(f"{node.place}: the variable of the extremum occurs in it")
    if at == NONE and (len(symbols) > 1 or conditions):
        raise NotProved("statement.at: absent, where there are other symbols or hypotheses")

    x: list[object] = ["var", name]
    ends: list[object] = []
    if low != NONE:
        ends.append(["<=", low, x])
    if high != NONE:
        ends.append(["<=", x, high])
    bound = ["<=" if largest else ">=", expression, equals]
    reached: list[object] = [*ends, ["=", expression, equals]]
    inner = ["and", *reached] if ends else reached[0]
    attained = inner if at == NONE else ["or", ["!=", x, at], inner]
    return {
        "bound": _document("for all", names, [*conditions, *ends], bound, "bound"),
        "attained": _document(
            "there are" if at == NONE else "for all", names, conditions, attained, "attained"
        ),
    }


def _document(quantifier: str, names: object, given: object, show: object, half: str) -> Document:
    written = {"quantifier": quantifier, "symbols": names, "given": given, "show": show}
    return read_document(written, f"statement, {half}")
