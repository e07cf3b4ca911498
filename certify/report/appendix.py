"""A theorem with its proof as an appendix in LaTeX: the statement, the facts used, and every step."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from certify.certificates.certificate import Certificate
from certify.derivations.elements import Declared, Tree
from certify.derivations.facts import library_facts
from certify.derivations.proof import library
from certify.derivations.sequents import sequent_from
from certify.expressions import Symbol
from certify.expressions.latex import latex
from certify.kernel.library import LIBRARY
from certify.report.derivation import Writing, steps

SIGNS = {"=": "=", ">=": r"\ge", ">": ">"}
ESCAPED = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}
ESCAPED |= {sign: f"\\{sign}" for sign in "{}$&#%_"} | {"<": r"\ensuremath{<}", ">": r"\ensuremath{>}"}
SUM, PRODUCT, ATOM = range(3)
HEAD = r"""% Needs \usepackage{amsmath,amssymb}.
\providecommand{\derivationstep}[3]{\par\smallskip\noindent
  \hangindent=\dimexpr #1em + 3em\relax\hangafter=1\hspace*{#1em}\makebox[3em][l]{\small #2}#3}
"""


def escaped(text: str) -> str:
    """Text as LaTeX prints it."""
    return "".join(ESCAPED.get(character, character) for character in text)


class Latex(Writing):
    """Formulas for math mode, between dollars."""

    def formula(self, tree: Tree, letters: Mapping[str, Declared]) -> str:
        return f"${_told(tree, letters)[0]}$"

    def relation(self, left: Tree, sign: str, right: Tree, letters: Mapping[str, Declared]) -> str:
        return f"${_told(left, letters)[0]} {SIGNS[sign]} {_told(right, letters)[0]}$"

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


def _symbol(name: str) -> str:
    return name if name.isdigit() else latex(Symbol(name))


def _told(tree: Tree, letters: Mapping[str, Declared]) -> tuple[str, int]:
    """An element for math mode, and how tightly its parts hold together."""
    if isinstance(tree, str):
        return _atom(tree, letters)
    operation, *parts = tree

    def told(part: Tree) -> str:
        return _told(part, letters)[0]

    def within(part: Tree, tight: int) -> str:
        text, loose = _told(part, letters)
        return text if loose >= tight else f"({text})"

    match operation:
        case "+":
            return " + ".join([within(parts[0], SUM), *(within(part, PRODUCT) for part in parts[1:])]), SUM
        case "-":
            first = within(parts[0], SUM) if len(parts) == 2 else ""
            return f"{first} - {within(parts[-1], PRODUCT)}".strip(), SUM
        case "*":
            return r" \, ".join(within(part, PRODUCT) for part in parts), PRODUCT
        case "^":
            return f"{within(parts[0], ATOM)}^{{{parts[1]}}}", PRODUCT
        case "T":
            return rf"{within(parts[0], ATOM)}^{{\top}}", PRODUCT
        case "I":
            return f"I_{{{_symbol(parts[0])}}}", ATOM
        case "0":
            return "0", ATOM
        case "tr":
            return rf"\operatorname{{tr}}({told(parts[0])})", ATOM
        case "inner":
            return rf"\langle {told(parts[0])}, {told(parts[1])} \rangle", ATOM
        case "square":
            base = told(parts[0])
            return (
                f"({base})^{{2}}" if _scalar(parts[0], letters) else rf"\lVert {base} \rVert_F^{{2}}"
            ), PRODUCT
        case "form":
            return f"{_symbol(parts[0])}({told(parts[1])}, {told(parts[2])})", ATOM
        case "fact":
            return rf"[\textsf{{{escaped(parts[0])}}}]", ATOM
        case "gram":
            return _gram(parts, told), ATOM
    raise ValueError(f"no element: {operation}")


def _gram(parts: list[Tree], told: Callable[[Tree], str]) -> str:
    ends = f"_{{{', '.join(_symbol(end) if end else 'I' for end in parts[:2])}}}" if any(parts[:2]) else ""
    rows = r" \\ ".join(" & ".join(told(entry) for entry in row) for row in parts[3] or [])
    matrix = rf"; \begin{{smallmatrix}} {rows} \end{{smallmatrix}}" if rows else ""
    return rf"\operatorname{{gram}}{ends}({', '.join(map(told, parts[2]))}{matrix})"


def _atom(text: str, letters: Mapping[str, Declared]) -> tuple[str, int]:
    if text in letters or text[0].isalpha():
        return _symbol(text), ATOM
    value = Fraction(text)
    if value.denominator == 1:
        return str(value), ATOM if value >= 0 else SUM
    sign = "-" if value < 0 else ""
    return rf"{sign}\tfrac{{{abs(value.numerator)}}}{{{value.denominator}}}", PRODUCT if value > 0 else SUM


def _scalar(tree: Tree, letters: Mapping[str, Declared]) -> bool:
    """Whether an element is a number."""
    if isinstance(tree, str):
        return tree not in letters or letters[tree].sort != "letter"
    operation, *parts = tree
    if operation in ("I", "0"):
        return False
    if operation in ("tr", "inner", "square", "form", "gram", "fact"):
        return True
    return all(_scalar(part, letters) for part in (parts if operation == "*" else parts[:1]))
