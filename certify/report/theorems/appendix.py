"""A theorem with its proof as an appendix in LaTeX: the statement, the facts used, and every step."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from certify.certificates.certificate import Certificate
from certify.claims.derivations.elements import Declared, Tree
from certify.claims.derivations.facts import library_facts
from certify.claims.derivations.proof import library
from certify.claims.derivations.sequents import sequent_from
from certify.formulas.expressions import Symbol
from certify.formulas.expressions.latex import latex
from certify.kernel.rules.theorems.library import LIBRARY
from certify.report.theorems.derivation import Writing, steps
from certify.report.theorems.elements import ElementNotation

SIGNS = {"=": "=", ">=": r"\ge", ">": ">"}
ESCAPED = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}
ESCAPED |= {sign: f"\\{sign}" for sign in "{}$&#%_"} | {"<": r"\ensuremath{<}", ">": r"\ensuremath{>}"}
HEAD = r"""% Needs \usepackage{amsmath,amssymb}.
\providecommand{\derivationstep}[3]{\par\smallskip\noindent
  \hangindent=\dimexpr #1em + 3em\relax\hangafter=1\hspace*{#1em}\makebox[3em][l]{\small #2}#3}
"""


def escaped(text: str) -> str:
    """Text as LaTeX prints it."""
    return "".join(ESCAPED.get(character, character) for character in text)


def _symbol(name: str) -> str:
    return name if name.isdigit() else latex(Symbol(name))


class _Elements(ElementNotation):
    def symbol(self, name: str) -> str:
        return _symbol(name)

    def digits(self, value: Fraction) -> str:
        whole = value.denominator == 1
        return str(value) if whole else rf"\tfrac{{{value.numerator}}}{{{value.denominator}}}"

    def operator(self, sign: str) -> str:
        return f" {SIGNS.get(sign, sign)} "

    def times(self) -> str:
        return r" \, "

    def power(self, base: str, exponent: str) -> str:
        return f"{base}^{{{exponent}}}"

    def transpose(self, base: str) -> str:
        return rf"{base}^{{\top}}"

    def identity(self, size: str) -> str:
        return f"I_{{{size}}}"

    def group(self, inside: str) -> str:
        return f"({inside})"

    def call(self, name: str, arguments: Sequence[str]) -> str:
        told = r"\operatorname{tr}" if name == "tr" else _symbol(name)
        return f"{told}({', '.join(arguments)})"

    def inner(self, left: str, right: str) -> str:
        return rf"\langle {left}, {right} \rangle"

    def norm(self, inside: str) -> str:
        return rf"\lVert {inside} \rVert_F^{{2}}"

    def fact(self, name: str) -> str:
        return rf"[\textsf{{{escaped(name)}}}]"

    def gram(self, ends: Sequence[str], words: Sequence[str], matrix: Sequence[Sequence[str]]) -> str:
        below = f"_{{{', '.join(ends)}}}" if ends else ""
        rows = r" \\ ".join(" & ".join(row) for row in matrix)
        weights = rf"; \begin{{smallmatrix}} {rows} \end{{smallmatrix}}" if rows else ""
        return rf"\operatorname{{gram}}{below}({', '.join(words)}{weights})"


ELEMENTS = _Elements()


class Latex(Writing):
    """Formulas for math mode, between dollars."""

    def formula(self, tree: Tree, letters: Mapping[str, Declared]) -> str:
        return f"${ELEMENTS.told(tree, letters).strip()}$"

    def relation(self, left: Tree, sign: str, right: Tree, letters: Mapping[str, Declared]) -> str:
        return f"${ELEMENTS.relation(left, sign, right, letters).strip()}$"

    def name(self, fact: str) -> str:
        return rf"\textsf{{{escaped(fact)}}}"

    def described(self, one: Declared) -> str:
        name = _symbol(one.name)
        if one.sort == "size":
            return rf"${name} \in \mathbb{{N}}$"
        if one.sort == "parameter":
            return rf"${name} \in \mathbb{{R}}$"
        space = rf"\mathbb{{R}}^{{{_symbol(one.rows)} \times {_symbol(one.columns)}}}"
        if one.sort == "form":
            return f"a symmetric bilinear form ${name}$ on ${space}$"
        kinds = {"symmetric": " symmetric", "semidefinite": " positive semidefinite"}
        return rf"${name} \in {space}${kinds.get(one.kind, '')}"


def appendix(title: str, certificate: Certificate, note: str = "") -> str:
    """A section with the theorem, the library facts that it rests on, and its proof."""
    writing = Latex()
    sequent = sequent_from(certificate.statement)
    names = {one.name: one for one in sequent.bound}
    lines = [HEAD, rf"\section*{{{escaped(title)}}}", ""]
    lines += [r"\paragraph{Statement.} For all " + ", ".join(map(writing.described, sequent.bound))]
    if sequent.premises:
        lines += ["such that", r"\begin{itemize}"]
        lines += [
            rf"\item {writing.name(name)}: {writing.fact(fact, names)};" for name, fact in sequent.premises
        ]
        lines += [r"\end{itemize}"]
    lines += ["it holds that " + writing.cases(sequent.cases, names) + ".", ""]
    if note:
        lines += [rf"\paragraph{{How it is read.}} {escaped(note)}", ""]
    facts = library_facts(certificate)
    if facts:
        lines += [r"\paragraph{Facts used.}", r"\begin{itemize}"]
        for name in facts:
            told, known = writing.fact(library(name).sequent, {}), LIBRARY[name]
            lines += [
                rf"\item {writing.name(name)}: {told}. {escaped(known.reference)}: {escaped(known.reason)}."
            ]
        lines += [r"\end{itemize}", ""]
    lines += [
        r"\paragraph{Proof.} $[\textsf{a}]$ is the difference of the two sides of the fact \textsf{a}, and",
        r"$\operatorname{gram}_{P,Q}(w_1,\dots;G) = \sum_{ij} G_{ij} \operatorname{tr}(w_i^{\top} P w_j Q)$",
        "is nonnegative for semidefinite $P$, $Q$, $G$, which are the identity where they are not written.",
    ]
    lines += [
        rf"\derivationstep{{{line.depth}}}{{{line.number}}}{{{line.sentence}}}"
        for line in steps(certificate.statement, certificate.witness, writing)
    ]
    lines += [r"\hfill$\square$", ""]
    lines += [rf"\paragraph{{Certificate.}} \texttt{{{certificate.address}}}", ""]
    return "\n".join(lines)
