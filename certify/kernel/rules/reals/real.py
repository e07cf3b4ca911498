"""Rules `real`, `real-refuted`, `real-vacuous`, `real-ill-posed`: statements about real numbers.

The statement of the certificate is the statement that was made, not a translation of it: quotients, roots,
absolute values and cases are read here, and an expression that is undefined makes a condition undefined.
"""

from certify.kernel.fields import Field
from certify.kernel.rules.reals.expressions import Document, Node, read_document
from certify.kernel.rules.reals.real_point import Point
from certify.kernel.rules.reals.real_tree import check_tree

FOR_ALL = "for all"


def check(statement: Field, witness: Field) -> str:
    """Rule `real`: the statement holds."""
    return holds(read_document(statement), statement, witness)


def check_refuted(statement: Field, witness: Field) -> str:
    """Rule `real-refuted`: the statement does not hold."""
    return fails(read_document(statement), statement, witness)


def check_vacuous(statement: Field, witness: Field) -> str:
    """Rule `real-vacuous`: nothing satisfies the hypotheses of a statement "for all"."""
    return is_vacuous(read_document(statement), statement, witness)


def check_ill_posed(statement: Field, witness: Field) -> str:
    """Rule `real-ill-posed`: the conclusion of a statement "for all" is undefined somewhere."""
    return is_ill_posed(read_document(statement), statement, witness)


def holds(document: Document, _: Field, witness: Field) -> str:
    """Show follows from given, and given can be satisfied; or given and show can be."""
    if document.quantifier != FOR_ALL:
        (field,) = witness.fields("point")
        point = satisfying(field, document)
        asserted(point, document.show, field)
        return f"the statement holds {point.described()}"
    tree, field = witness.fields("tree", "point")
    point = satisfying(field, document)
    cases = check_tree(tree, document, "show")
    if not document.given:
        return f"the statement holds everywhere ({counted(cases)})"
    return f"the statement holds ({counted(cases)}), and its hypotheses hold {point.described()}"


def fails(document: Document, _: Field, witness: Field) -> str:
    """Given can be satisfied with show false; or given and show cannot be satisfied together."""
    if document.quantifier != FOR_ALL:
        (tree,) = witness.fields("tree")
        cases = check_tree(tree, document, "not show")
        return f"the statement fails: there are no such numbers ({counted(cases)})"
    (field,) = witness.fields("point")
    point = satisfying(field, document)
    if point.truth(document.show) != {"F"}:
        raise field.reject("the conclusion is not false at the point")
    return f"the statement fails {point.described()}"


def is_vacuous(document: Document, statement: Field, witness: Field) -> str:
    """Given cannot be satisfied."""
    only_for_all(document, statement)
    (tree,) = witness.fields("tree")
    return f"nothing satisfies the hypotheses ({counted(check_tree(tree, document, 'given'))})"


def is_ill_posed(document: Document, statement: Field, witness: Field) -> str:
    """Given can be satisfied with a part that show asserts undefined."""
    only_for_all(document, statement)
    (field,) = witness.fields("point")
    point = satisfying(field, document)
    truths = [point.truth(part) for part in parts_asserted(document.show)]
    if {"U"} not in truths:
        raise field.reject("no part that the conclusion asserts is undefined at the point")
    return f"the conclusion is undefined {point.described()}, where the hypotheses hold"


def satisfying(field: Field, document: Document) -> Point:
    """A point at which all of given is true, or Rejected."""
    point = Point(field, document.names)
    for condition in document.given:
        asserted(point, condition, field)
    return point


def asserted(point: Point, condition: Node, field: Field) -> None:
    """Reject unless the condition is true at the point."""
    if point.truth(condition) != {"T"}:
        raise field.reject(f"{condition.place} is not true at the point")


def parts_asserted(condition: Node) -> list[Node]:
    """The operands of "and", of those the parts they assert in turn; any other condition itself."""
    if condition.word != "and":
        return [condition]
    return [part for operand in condition.parts for part in parts_asserted(operand)]


def only_for_all(document: Document, statement: Field) -> None:
    """Reject a statement of existence."""
    if document.quantifier != FOR_ALL:
        raise statement.reject('expected the quantifier "for all"')


def counted(cases: int) -> str:
    """How many cases a tree has."""
    return f"{cases} case{'' if cases == 1 else 's'}"
