"""Names and sympy expressions as presentation MathML, in one row each."""

import html
import re
from itertools import pairwise
from typing import Any

import sympy
from sympy.printing.mathml import MathMLPresentationPrinter

TIMES, DOT = "\N{INVISIBLE TIMES}", "\N{DOT OPERATOR}"
_GREEK = dict(
    alpha="α", beta="β", gamma="γ", delta="δ", epsilon="ϵ", eps="ε", zeta="ζ", eta="η", theta="θ", iota="ι",
    kappa="κ", lam="λ", mu="μ", nu="ν", xi="ξ", pi="π", rho="ρ", sigma="σ", tau="τ", upsilon="υ", phi="φ",
    chi="χ", psi="ψ", omega="ω", ell="ℓ", Gamma="Γ", Delta="Δ", Theta="Θ", Lambda="Λ", Lam="Λ", Xi="Ξ",
    Pi="Π", Sigma="Σ", Upsilon="Υ", Phi="Φ", Psi="Ψ", Omega="Ω", **{"lambda": "λ"},
)  # fmt: skip
_NAME = re.compile(r"(?P<base>[A-Za-z]+?)_?(?P<number>[0-9]*)(?P<rest>(?:_[A-Za-z0-9]+)*)_?")


def symbol(name: str) -> str:
    """A name as a symbol: Greek letters, numbers and words after it as subscripts.

    A base of several letters that is no Greek one is a word, and stays as it is.
    """
    found = _NAME.fullmatch(name)
    letter = found and _letter(found["base"])
    if found is None or not letter or len(letter) > 1:
        return identifier(name)
    rest = [part for part in found["rest"].split("_") if part]
    base = identifier(letter)
    if rest[-1:] == ["tilde"]:
        base = f'<mover accent="true">{base}<mo>~</mo></mover>'
        rest.pop()
    starred = rest[-1:] == ["star"]
    below = [found["number"]] * bool(found["number"]) + rest[: len(rest) - starred]
    parts = [digits(part) if part.isdigit() else identifier(_letter(part)) for part in below]
    lower = parts[0] if len(parts) == 1 else row("<mo>,</mo>".join(parts))
    if starred:
        return f"<msubsup>{base}{lower}<mo>⋆</mo></msubsup>" if parts else f"<msup>{base}<mo>⋆</mo></msup>"
    return f"<msub>{base}{lower}</msub>" if parts else base


def formula(expression: Any) -> str:
    """A sympy expression or relation, in one row."""
    return _xml(_PRINTER._print(expression))


class _Printer(MathMLPresentationPrinter):  # type: ignore[misc]
    """sympy's, with our symbols, and cases in rows."""

    def _print_Symbol(self, sym: Any, style: str = "plain") -> Any:
        del style
        node = self.dom.createElement("symbol")
        node.setAttribute("name", sym.name)
        return node

    def _print_Mul(self, expr: Any) -> Any:
        row = super()._print_Mul(expr)
        factors = list(row.childNodes)
        # sympy leaves out the sign between factors that are equal
        for before, after in pairwise(factors):
            if "mo" not in (before.tagName, after.tagName):
                sign = self.dom.createElement("mo")
                sign.appendChild(self.dom.createTextNode(TIMES))
                row.insertBefore(sign, after)
        return row

    def _print_Piecewise(self, expr: Any) -> Any:
        row, table = self.dom.createElement("mrow"), self.dom.createElement("mtable")
        row.appendChild(self._l_brace())
        for value, condition in expr.args:
            line = self.dom.createElement("mtr")
            for part in (value, condition):
                cell = self.dom.createElement("mtd")
                if condition is sympy.true and part is condition:
                    word = self.dom.createElement("mtext")
                    word.appendChild(self.dom.createTextNode("otherwise"))
                    cell.appendChild(word)
                else:
                    cell.appendChild(self._print(part))
                line.appendChild(cell)
            table.appendChild(line)
        row.appendChild(table)
        return row


_PRINTER = _Printer()


def _xml(node: Any) -> str:
    """A node of sympy's tree, which holds entities and characters that are not escaped."""
    if node.nodeType == node.TEXT_NODE:
        text = html.unescape(node.data.replace("&ExponentialE;", "e"))
        return html.escape("−" if text == "-" else text, quote=False)
    if node.tagName == "symbol":
        return symbol(node.getAttribute("name"))
    children = list(node.childNodes)
    told = [_xml(child) for child in children]
    for place, (before, after) in enumerate(zip(children, children[2:], strict=False), start=1):
        if told[place] == f"<mo>{TIMES}</mo>" and _unclear(before, after):
            told[place] = f"<mo>{DOT}</mo>"
    return f"<{node.tagName}>{''.join(told)}</{node.tagName}>"


def _unclear(before: Any, after: Any) -> bool:
    """Whether a product needs its sign: words, and digits, would run together."""
    pair = (_start(before), _start(after))
    words = any(part.tagName == "symbol" and _is_word(part.getAttribute("name")) for part in pair)
    return words or pair[1].tagName == "mn"


def _start(node: Any) -> Any:
    """The element that a row, a power or an index begins with."""
    while node.tagName in ("mrow", "msup", "msub") and node.childNodes:
        node = node.childNodes[0]
    return node


def _is_word(name: str) -> bool:
    return len(name) > 1 and symbol(name) == identifier(name)


def _letter(name: str) -> str:
    return _GREEK.get(name, name)


def row(inside: str) -> str:
    """Parts in a row."""
    return f"<mrow>{inside}</mrow>"


def identifier(name: str) -> str:
    """A name as it is."""
    return f"<mi>{html.escape(name, quote=False)}</mi>"


def digits(number: str) -> str:
    """A number without a sign."""
    return f"<mn>{number}</mn>"
