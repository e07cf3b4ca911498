"""Names, expressions and conditions as presentation MathML, in one row each."""

import html
from collections.abc import Iterable, Sequence
from fractions import Fraction

from certify.formulas.expressions.names import shown
from certify.formulas.expressions.notation import Notation
from certify.formulas.expressions.tree import Node

TIMES, DOT = "\N{INVISIBLE TIMES}", "\N{DOT OPERATOR}"
SIGNS = {
    "-": "−", "<=": "≤", ">=": "≥", "==": "=", "!=": "≠", "and": "∧", "or": "∨", "not": "¬", "implies": "⇒"
}  # fmt: skip


def symbol(name: str) -> str:
    """A name as a symbol: Greek letters, numbers and words after it as subscripts.

    A base of several letters that is no Greek one is a word, and stays as it is.
    """
    one = shown(name)
    base = identifier(one.base)
    if one.tilde:
        base = f'<mover accent="true">{base}<mo>~</mo></mover>'
    parts = [digits(part) if part.isdigit() else identifier(part) for part in one.below]
    lower = parts[0] if len(parts) == 1 else row("<mo>,</mo>".join(parts))
    if one.star:
        return f"<msubsup>{base}{lower}<mo>⋆</mo></msubsup>" if parts else f"<msup>{base}<mo>⋆</mo></msup>"
    return f"<msub>{base}{lower}</msub>" if parts else base


def formula(node: Node) -> str:
    """An expression or a condition, in one row."""
    return MATHML.told(node)


def row(inside: str) -> str:
    """Parts in a row."""
    return f"<mrow>{inside}</mrow>"


def identifier(name: str) -> str:
    """A name as it is."""
    return f"<mi>{html.escape(name, quote=False)}</mi>"


def digits(number: str) -> str:
    """A number without a sign."""
    return f"<mn>{number}</mn>"


def operator(sign: str) -> str:
    """An operator or a relation, named as in the text of a tree."""
    return f"<mo>{html.escape(SIGNS.get(sign, sign), quote=False)}</mo>"


def words(text: str) -> str:
    """Words, and the space after them; nothing for none."""
    return f"<mtext>{html.escape(text, quote=False)}&#160;</mtext>" if text else ""


class _MathML(Notation):
    def symbol(self, name: str) -> str:
        return symbol(name)

    def digits(self, number: str) -> str:
        return digits(number)

    def word(self, text: str) -> str:
        return f"<mtext>{text}</mtext>"

    def operator(self, sign: str) -> str:
        return operator(sign)

    def prefix(self, sign: str) -> str:
        return operator(sign)

    def times(self, seen: bool) -> str:
        return operator(DOT if seen else TIMES)

    def fraction(self, above: str, below: str) -> str:
        return f"<mfrac>{_one(above)}{_one(below)}</mfrac>"

    def power(self, base: str, exponent: Fraction) -> str:
        return f"<msup>{_one(base)}{_one(self.number(exponent))}</msup>"

    def root(self, radicand: str, order: int) -> str:
        if order == 2:
            return f"<msqrt>{radicand}</msqrt>"
        return f"<mroot>{_one(radicand)}{digits(str(order))}</mroot>"

    def group(self, inside: str) -> str:
        return row(f"<mo>(</mo>{inside}<mo>)</mo>")

    def bars(self, inside: str) -> str:
        return row(f"<mo>|</mo>{inside}<mo>|</mo>")

    def call(self, name: str, arguments: Sequence[str]) -> str:
        return row(f"<mo>{name}</mo>{self.group('<mo>,</mo>'.join(arguments))}")

    def cases(self, rows: Iterable[tuple[str, str | None]]) -> str:
        tests = ((value, words("if") + test if test else self.word("otherwise")) for value, test in rows)
        lines = (f"<mtr><mtd>{value}</mtd><mtd>{test}</mtd></mtr>" for value, test in tests)
        return row(f"<mo>{{</mo><mtable>{''.join(lines)}</mtable>")


MATHML = _MathML()


def _one(inside: str) -> str:
    """Parts as one element, which a fraction, a power and a root count."""
    return inside if inside.startswith(("<mn>", "<mi>")) and inside.count("<") == 2 else row(inside)
