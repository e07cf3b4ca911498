"""Statements as presentation MathML: rows of hypotheses, then rows of what is asserted.

The text of a formula comes from expressions that exist already; nothing here reads a formula from text.
"""

import html
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

import sympy
from sympy.core.function import _coeff_isneg

from certify.claims.extremum import Extremum, exact
from certify.claims.instance import SIDES, AtInstance
from certify.claims.ledger import Ledger
from certify.claims.statement import Real, Statement
from certify.claims.words import KINDS, Expression, Term, Word, Words
from certify.report.formula import TIMES, digits, formula, row, symbol

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
WIDEST = 44  # characters of a formula, as text, that fit on one line of a phone
LARGEST = 8  # rows or columns of a matrix that is shown
LONGEST = 200_000  # bytes of MathML, above which the text says it better
RELATIONS = {"<=": "≤", ">=": "≥", "==": "=", "!=": "≠"}


def mathml(statement: Statement) -> str | None:
    """A <math> element, well-formed XML; None for statements that their text says better."""
    names = _names(statement)
    if names is None or len({symbol(name) for name in names}) < len(names):
        return None
    cells = "".join(f'<mtr><mtd style="text-align:left">{line}</mtd></mtr>' for line in _rows(statement))
    told = f'<math xmlns="{NAMESPACE}" display="block"><mtable displaystyle="true">{cells}</mtable></math>'
    return told if len(told) <= LONGEST else None


def _names(statement: Statement) -> set[str] | None:
    """The names that occur, none of which may look like another; None for what is not shown."""
    match statement:
        case Real():
            return {one.name for one in statement.symbols}
        case Extremum():
            return {one.name for half in statement.halves for one in half.symbols}
        case Words():
            return {one.name for one in statement.letters} | set(statement.variables)
        case Ledger():
            return {definition.lhs.name for definition in statement.where}
        case AtInstance(instance=instance):
            return set() if max(instance.n, instance.r, instance.r_star) <= LARGEST else None
    return None


def _rows(statement: Statement) -> Iterator[str]:
    match statement:
        case Real():
            yield from _real(statement)
        case Extremum():
            yield from _extremum(statement)
        case Words():
            yield from _words(statement)
        case Ledger():
            yield from _ledger(statement)
        case AtInstance():
            yield from _instance(statement)


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
    ends = [formula(exact(low, "over")) + "<mo>≤</mo>" if low is not None else "", symbol(x.name)]
    ends.append("<mo>≤</mo>" + formula(exact(high, "over")) if high is not None else "")
    yield from _given(statement.given)
    yield _words_of(f"the {name} over") + row("".join(ends)) + _words_of("of")
    yield formula(statement.expression)
    at = ""
    if statement.at is not None:
        at = _words_of(", attained at") + row(f"{symbol(x.name)}<mo>=</mo>{formula(statement.at)}")
    yield _words_of("is") + formula(statement.equals) + at


def _given(given: Sequence[Any]) -> Iterator[str]:
    yield from _listed("with", [formula(one) for one in given], [_width(one) for one in given])


def _ledger(statement: Ledger) -> Iterator[str]:
    for definition in statement.where:
        yield _words_of("where") + formula(definition)
    for line in statement.named_lines:
        relation = f"<mo>{html.escape(RELATIONS.get(line.relation, line.relation))}</mo>"
        yield _words_of(f"{line.name}:") + formula(line.left) + relation + formula(line.right)


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
        _words_of("at")
        + f"<mi>δ</mi><mo>=</mo>{_number(instance.delta_exact)}"
        + _words_of(f"\N{NO-BREAK SPACE}{verb}")
    )


def _words(statement: Words) -> Iterator[str]:
    named = []
    for letter in statement.letters:
        place = f"<msup><mi>ℝ</mi><mrow>{_size(letter.rows)}<mo>×</mo>{_size(letter.columns)}</mrow></msup>"
        kind = "" if letter.kind == KINDS[0] else _words_of(f"({letter.kind})")
        named.append(f"{symbol(letter.name)}<mo>∈</mo>{place}{kind}")
    scalars = [symbol(name) for name in statement.variables if name not in statement.sizes]
    named += [f"{scalar}<mo>∈</mo><mi>ℝ</mi>" for scalar in scalars]
    yield from _listed("for all", named, [WIDEST // 3] * len(named))
    facts = [(part, "=") for part in statement.vanishing] + [(part, "≥") for part in statement.nonnegative]
    for number, (part, relation) in enumerate(facts):
        lines = list(_sum(part))
        lines[-1] += f"<mo>{relation}</mo><mn>0</mn>"
        yield from [_words_of("and" if number else "with") + lines[0], *lines[1:]]
    left, right = (list(_sum(side)) for side in statement.sides)
    left[0] = _words_of("then" if facts else "") + left[0]
    right[0] = f"<mo>{RELATIONS[statement.sense]}</mo>" + right[0]
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


def _asserted(word: str, show: Any) -> Iterator[str]:
    """The parts of a conjunction each in a line, long relations and long sums over several."""
    parts = show.args if isinstance(show, sympy.And) else (show,)
    for number, part in enumerate(sorted(parts, key=sympy.default_sort_key) if len(parts) > 1 else parts):
        before = _words_of("and" if number else word) if number or word else ""
        if not isinstance(part, sympy.core.relational.Relational) or _width(part) <= WIDEST:
            yield before + formula(part)
            continue
        left, right = list(_terms(part.lhs)), list(_terms(part.rhs))
        right[0] = f"<mo>{html.escape(RELATIONS.get(part.rel_op, part.rel_op))}</mo>" + right[0]
        left[0] = before + left[0]
        yield from [*left, *right]


def _terms(expression: Any) -> Iterator[str]:
    """The terms of a sum, as many in a line as fit."""
    if not isinstance(expression, sympy.Add) or _width(expression) <= WIDEST:
        yield formula(expression)
        return
    line, length = "", 0
    for number, term in enumerate(expression.as_ordered_terms()):
        negative = bool(_coeff_isneg(term))
        width = 3 + _width(term)
        if line and length + width > WIDEST:
            yield line
            line, length = "", 0
        sign = "<mo>−</mo>" if negative else "<mo>+</mo>" if number else ""
        line += sign + formula(-term if negative else term)
        length += width
    yield line


def _width(expression: Any) -> int:
    """About how many characters wide it is."""
    if isinstance(expression, sympy.Add | sympy.core.relational.Relational):
        return 3 * (len(expression.args) - 1) + sum(map(_width, expression.args))
    if isinstance(expression, sympy.Expr):
        return max(len(str(part)) for part in sympy.fraction(expression))
    return len(str(expression))


def _listed(word: str, items: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """Items with commas between them, as many in a line as fit; nothing where there are none."""
    line, length = _words_of(word), 0
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
    sign = "<mo>−</mo>" if value < 0 else ""
    size = abs(value)
    whole = digits(str(size.numerator))
    told = whole if size.denominator == 1 else f"<mfrac>{whole}{digits(str(size.denominator))}</mfrac>"
    return row(sign + told) if sign else told


def _size(name: str) -> str:
    return digits(name) if name.isdigit() else symbol(name)


def _words_of(text: str) -> str:
    return f"<mtext>{html.escape(text, quote=False)}&#160;</mtext>" if text else ""
