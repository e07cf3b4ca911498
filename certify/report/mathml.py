"""Statements as presentation MathML: rows of hypotheses, then rows of what is asserted.

The text of a formula comes from expressions that exist already; nothing here reads a formula from text.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from certify.claims.statements.at_instance import SIDES, AtInstance
from certify.claims.statements.constant_ledger import Constants
from certify.claims.statements.extremum import Extremum
from certify.claims.statements.statement import Real, Statement
from certify.claims.statements.table import REPORT, named, type_of
from certify.claims.statements.theorem import Theorem
from certify.claims.statements.words import KINDS, Expression, Term, Word, Words
from certify.formulas.expressions import Cases, Conjunction, Negative, Product, Quotient, Relation, Sum, text
from certify.formulas.expressions import Expression as Formula
from certify.formulas.expressions.printing import IMPLIES, OR, SUM
from certify.formulas.expressions.tree import Node
from certify.report.formula import MATHML, TIMES, digits, formula, operator, row, symbol, words
from certify.report.theorems.rows import names_of, rows

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
WIDEST = 44  # characters of a formula, as text, that fit on one line of a phone
LARGEST = 8  # rows or columns of a matrix that is shown
LONGEST = 200_000  # bytes of MathML, above which the text says it better


class Shown(NamedTuple):
    """A statement in formulas: the names that occur, none of which may look like another, and its rows."""

    names: set[str]
    rows: Iterator[str]


def mathml(statement: Statement) -> str | None:
    """A <math> element, well-formed XML; None for statements that their text says better."""
    line = type_of(type(statement))
    if line is None or not line.mathml:
        return None
    shown: Shown | None = named(REPORT, line.mathml)(statement)
    if shown is None or len({symbol(name) for name in shown.names}) < len(shown.names):
        return None
    cells = "".join(f'<mtr><mtd style="text-align:left">{cell}</mtd></mtr>' for cell in shown.rows)
    told = f'<math xmlns="{NAMESPACE}" display="block"><mtable displaystyle="true">{cells}</mtable></math>'
    return told if len(told) <= LONGEST else None


def real(statement: Real) -> Shown:
    """The symbols, the hypotheses and what is asserted."""
    return Shown({one.name for one in statement.symbols}, _real(statement))


def extremum(statement: Extremum) -> Shown:
    """The hypotheses, the interval, the expression and its extremum."""
    return Shown({one.name for half in statement.halves for one in half.symbols}, _extremum(statement))


def matrix_words(statement: Words) -> Shown:
    """The letters with their sizes, what is assumed of them, and the two sides."""
    return Shown({one.name for one in statement.letters} | set(statement.variables), _letters(statement))


def constants(statement: Constants) -> Shown:
    """The definitions and the lines."""
    return Shown({definition.left.name for definition in statement.where}, _ledger(statement))


def theorem(statement: Theorem) -> Shown:
    """The objects, the premises and the conclusion."""
    sequent = statement.derivation.sequent
    return Shown(names_of(sequent), rows(sequent))


def at_instance(statement: AtInstance) -> Shown | None:
    """X, Z, the tolerances and the side; None where the matrices are too large to be shown."""
    instance = statement.instance
    small = max(instance.n, instance.r, instance.r_star) <= LARGEST
    return Shown(set(), _instance(statement)) if small else None


def _real(statement: Real) -> Iterator[str]:
    names = [symbol(one.name) for one in statement.symbols]
    yield from _listed(
        "there are" if statement.exists else "for all", names, [len(one.name) for one in statement.symbols]
    )
    yield from _given(statement.given)
    yield from _asserted(
        "such that" if statement.exists else "then" if statement.given else "", statement.show
    )


def _extremum(statement: Extremum) -> Iterator[str]:
    x, low, high = statement.over
    name = "minimum" if statement.least else "maximum"
    ends = [formula(low) + operator("<=") if low is not None else "", symbol(x.name)]
    ends.append(operator("<=") + formula(high) if high is not None else "")
    yield from _given(statement.given)
    yield words(f"the {name} over") + row("".join(ends)) + words("of")
    yield formula(statement.expression)
    at = ""
    if statement.at is not None:
        at = words(", attained at") + row(formula(Relation("=", x, statement.at)))
    yield words("is") + formula(statement.equals) + at


def _given(given: Sequence[Any]) -> Iterator[str]:
    yield from _listed("with", [formula(one) for one in given], [_width(one) for one in given])


def _ledger(statement: Constants) -> Iterator[str]:
    for definition in statement.where:
        yield words("where") + formula(definition)
    for line in statement.named_lines:
        yield words(f"{line.name}:") + formula(line.left) + operator(line.relation) + formula(line.right)


def _instance(statement: AtInstance) -> Iterator[str]:
    instance = statement.instance
    yield f"<mi>X</mi><mo>=</mo>{_matrix(instance.X_exact)}"
    yield f"<mi>Z</mi><mo>=</mo>{_matrix(instance.Z_exact)}"
    named = (("eps0", instance.eps0_exact), ("eps1", instance.eps1_exact), ("eps2", instance.eps2_exact))
    tolerances = [f"{symbol(name)}<mo>=</mo>{_number(value)}" for name, value in named if value]
    if tolerances:
        yield "<mo>,</mo>".join(tolerances)
    assert instance.delta_exact is not None
    verb = "a counterexample exists" if statement.side == SIDES[0] else "no counterexample exists"
    yield (
        words("at")
        + f"<mi>δ</mi><mo>=</mo>{_number(instance.delta_exact)}"
        + words(f"\N{NO-BREAK SPACE}{verb}")
    )


def _letters(statement: Words) -> Iterator[str]:
    named = []
    for letter in statement.letters:
        place = f"<msup><mi>ℝ</mi><mrow>{_size(letter.rows)}<mo>×</mo>{_size(letter.columns)}</mrow></msup>"
        kind = "" if letter.kind == KINDS[0] else words(f"({letter.kind})")
        named.append(f"{symbol(letter.name)}<mo>∈</mo>{place}{kind}")
    scalars = [symbol(name) for name in statement.variables if name not in statement.sizes]
    named += [f"{scalar}<mo>∈</mo><mi>ℝ</mi>" for scalar in scalars]
    yield from _listed("for all", named, [WIDEST // 3] * len(named))
    facts = [(part, "=") for part in statement.vanishing] + [(part, "≥") for part in statement.nonnegative]
    for number, (part, relation) in enumerate(facts):
        lines = list(_sum(part))
        lines[-1] += f"<mo>{relation}</mo><mn>0</mn>"
        yield from [words("and" if number else "with") + lines[0], *lines[1:]]
    left, right = (list(_sum(side)) for side in statement.sides)
    left[0] = words("then" if facts else "") + left[0]
    right[0] = operator(statement.sense) + right[0]
    if len(left) == len(right) == 1 and sum(len(str(side)) for side in statement.sides) <= WIDEST:
        yield left[0] + right[0]
    else:
        yield from [*left, *right]


def _sum(value: Expression) -> Iterator[str]:
    """An expression in words, over as many lines as it takes."""
    line, length = "", 0
    for term, coefficient in sorted(value.terms.items()):
        sign = "−" if coefficient < 0 else "+" if line or length else ""
        factors = _factors(term, abs(coefficient), bool(value.shape))
        width = 3 + len(str(Expression({term: coefficient}, value.shape)))
        if line and length + width > WIDEST:
            yield line
            line, length = "", 1
        line += (f"<mo>{sign}</mo>" if sign else "") + factors
        length += width
    yield line or "<mn>0</mn>"


def _factors(term: Term, coefficient: Fraction, is_matrix: bool) -> str:
    factors = [] if coefficient == 1 else [_number(coefficient)]
    for name, power in term.variables:
        factors.append(symbol(name) if power == 1 else f"<msup>{symbol(name)}{digits(str(power))}</msup>")
    factors += [f"<mi>tr</mi><mo>(</mo>{_word(word)}<mo>)</mo>" for word in term.traces]
    if is_matrix:
        factors.append(_word(term.word) if term.word else "<mi>I</mi>")
    return row(f"<mo>{TIMES}</mo>".join(factors) or "<mn>1</mn>")


def _word(word: Word) -> str:
    letters = (
        f"<msup>{symbol(one.name)}<mo>⊤</mo></msup>" if one.transposed else symbol(one.name) for one in word
    )
    return row(f"<mo>{TIMES}</mo>".join(letters))


def _asserted(word: str, show: Node) -> Iterator[str]:
    """The parts of a conjunction each in a line, long relations and long sums over several."""
    for number, part in enumerate(show.parts if isinstance(show, Conjunction) else (show,)):
        before = words("and" if number else word)
        if not isinstance(part, Relation) or _width(part) <= WIDEST:
            yield before + MATHML.told(part, OR if isinstance(show, Conjunction) else IMPLIES)
            continue
        left, right = list(_terms(part.left)), list(_terms(part.right))
        right[0] = operator(part.sense) + right[0]
        left[0] = before + left[0]
        yield from [*left, *right]


def _terms(expression: Formula) -> Iterator[str]:
    """The terms of a sum, as many in a line as fit."""
    if not isinstance(expression, Sum) or _width(expression) <= WIDEST:
        yield MATHML.told(expression, SUM)
        return
    line, length = "", 0
    for term, (sign, told) in zip(expression.terms, MATHML.terms(expression), strict=True):
        width = 3 + _width(term)
        if line and length + width > WIDEST:
            yield line
            line, length = "", 0
        line += sign + told
        length += width
    yield line


def _width(node: Node) -> int:
    """About how many characters wide it is."""
    match node:
        case Relation(_, left, right):
            return 3 + _width(left) + _width(right)
        case Sum(parts) | Product(parts):
            return (3 if isinstance(node, Sum) else 1) * (len(parts) - 1) + sum(map(_width, parts))
        case Negative(operand):
            return 1 + _width(operand)
        case Quotient(above, below):
            return max(_width(above), _width(below))
        case Cases(pairs):
            return max(6 + _width(value) + _width(test) for test, value in pairs)
    return len(text(node))


def _listed(word: str, items: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """Items with commas between them, as many in a line as fit; nothing where there are none."""
    line, length = words(word), 0
    for place, (item, width) in enumerate(zip(items, widths, strict=True)):
        if length and length + width > WIDEST:
            yield line
            line, length = "", 0
        line += row(item) + ("<mo>,</mo>" if place + 1 < len(items) else "")
        length += width + 2
    if items:
        yield line


def _matrix(rows: Iterable[Iterable[Fraction]]) -> str:
    cells = "".join(f"<mtr>{''.join(f'<mtd>{_number(x)}</mtd>' for x in line)}</mtr>" for line in rows)
    return f"<mrow><mo>(</mo><mtable>{cells}</mtable><mo>)</mo></mrow>"


def _number(value: Fraction) -> str:
    sign = operator("-") if value < 0 else ""
    size = abs(value)
    whole = digits(str(size.numerator))
    told = whole if size.denominator == 1 else f"<mfrac>{whole}{digits(str(size.denominator))}</mfrac>"
    return row(sign + told) if sign else told


def _size(name: str) -> str:
    return digits(name) if name.isdigit() else symbol(name)
