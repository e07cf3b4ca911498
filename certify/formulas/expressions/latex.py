"""Trees as LaTeX, in the commands that KaTeX and MathJax know: for math mode."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from certify.formulas.expressions.names import COMMANDS, shown
from certify.formulas.expressions.notation import Notation
from certify.formulas.expressions.tree import Node

_SIGNS = {
    "+": " + ", "-": " - ", "=": " = ", "!=": r" \ne ",
    "<": " < ", "<=": r" \le ", ">": " > ", ">=": r" \ge ",
    "and": r" \land ", "or": r" \lor ", "not": r" \lnot ", "implies": r" \Rightarrow ",
}  # fmt: skip
_ESCAPES = {
    "\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    **{sign: f"\\{sign}" for sign in "{}$&#%_"},
}  # fmt: skip


def latex(node: Node) -> str:
    r"""A node as LaTeX for math mode.

    Example:
        >>> from certify.formulas.expressions import reals, sqrt
        >>> alpha, x_1 = reals("alpha x_1")
        >>> print(latex(sqrt(1 - alpha**2) / 2 <= x_1))
        \frac{\sqrt{1 - \alpha^{2}}}{2} \le x_{1}
    """
    return _LATEX.told(node)


class _Latex(Notation):
    def symbol(self, name: str) -> str:
        one = shown(name)
        base = rf"\tilde{{{_letters(one.base)}}}" if one.tilde else _letters(one.base)
        below = f"_{{{', '.join(map(_letters, one.below))}}}" if one.below else ""
        return base + below + (r"^{\star}" if one.star else "")

    def digits(self, number: str) -> str:
        return number

    def word(self, text: str) -> str:
        return rf"\text{{{text}}}"

    def operator(self, sign: str) -> str:
        return _SIGNS[sign]

    def prefix(self, sign: str) -> str:
        return sign if sign == "-" else _SIGNS[sign].lstrip()

    def times(self, seen: bool) -> str:
        return r" \cdot " if seen else " "

    def fraction(self, above: str, below: str) -> str:
        return rf"\frac{{{above}}}{{{below}}}"

    def power(self, base: str, exponent: Fraction) -> str:
        return f"{base}^{{{exponent}}}"

    def root(self, radicand: str, order: int) -> str:
        return rf"\sqrt{f'[{order}]' if order > 2 else ''}{{{radicand}}}"

    def group(self, inside: str) -> str:
        return rf"\left({inside}\right)"

    def bars(self, inside: str) -> str:
        return rf"\left|{inside}\right|"

    def call(self, name: str, arguments: Sequence[str]) -> str:
        return rf"\{name}\left({', '.join(arguments)}\right)"

    def cases(self, rows: Iterable[tuple[str, str | None]]) -> str:
        lines = (
            rf"{value} & \text{{otherwise}}" if test is None else rf"{value} & \text{{if }} {test}"
            for value, test in rows
        )
        return r"\begin{cases}" + r" \\ ".join(lines) + r"\end{cases}"


_LATEX = _Latex()


def _letters(name: str) -> str:
    """A letter as it is, a Greek one by its command, a word upright."""
    if name in COMMANDS:
        return f"\\{COMMANDS[name]}"
    if name.isascii() and (name.isdigit() or (len(name) == 1 and name.isalpha())):
        return name
    escaped = "".join(_ESCAPES.get(character, character) for character in name)
    return rf"\mathrm{{{name}}}" if name.isascii() and name.isalnum() else rf"\text{{{escaped}}}"
