"""Trees as LaTeX: what is read back has the value of the tree, and looks as a mathematician writes it."""

import doctest
import math
import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.claims import cases, reals, root, sqrt
from certify.formulas.expressions import (
    Abs,
    And,
    Eq,
    Function,
    Implies,
    Max,
    Min,
    Ne,
    Negative,
    Not,
    Number,
    Or,
    Quotient,
    Symbol,
    Truth,
)
from certify.formulas.expressions import latex as module
from certify.formulas.expressions.latex import latex
from tests.expressions.trees import CONDITIONS, DEFINED, NAMES, value

a, b, alpha, width, r_star, x_1 = reals("a b alpha width r_star x_1")
HALF = Number(Fraction(1, 2))
POINT = {name: 0.3 + 0.41 * place for place, name in enumerate(NAMES)}
# The symbols of the point but one, since alpha and its letter look alike.
POINT["α"] = POINT["alpha"]
TOKEN = re.compile(r"\\left[(|]|\\right[)|]|\\[A-Za-z]+|[A-Za-z]|[0-9]+|\S")
FUNCTIONS = {r"\min": min, r"\max": max, r"\exp": math.exp, r"\log": math.log}


class Reader:
    """A reader of the LaTeX of expressions: sums, products, fractions, powers, roots, functions."""

    def __init__(self, source):
        self.tokens, self.place = [*TOKEN.findall(source), ""], 0
        self.point = {latex(Symbol(name)): number for name, number in POINT.items()}

    @property
    def next(self):
        return self.tokens[self.place]

    def take(self, *wanted):
        token = self.next
        assert not wanted or token in wanted, (token, wanted)
        self.place += 1
        return token

    def braced(self, read):
        self.take("{")
        found = read()
        self.take("}")
        return found

    def sum(self):
        total = self.signed()
        while self.next in ("+", "-"):
            total += self.product() if self.take() == "+" else -self.product()
        return total

    def signed(self):
        if self.next == "-":
            self.take()
            return -self.product()
        return self.product()

    def product(self):
        total = self.power()
        while self.next not in ("", "+", "-", "}", "]", ",", r"\right)", r"\right|"):
            if self.next == r"\cdot":
                self.take()
            else:
                assert not self.next.isdigit(), "a number after a factor without a dot"
            total *= self.power()
        return total

    def power(self):
        base = self.atom()
        if self.next != "^":
            return base
        self.take()
        self.take("{")
        sign = -1 if self.next == "-" and self.take() else 1
        exponent = float(self.take())
        if self.next == "/":
            self.take()
            exponent /= float(self.take())
        self.take("}")
        return base ** (sign * exponent)

    def atom(self):
        token = self.take()
        if token.isdigit():
            return float(token)
        match token:
            case r"\frac":
                return self.braced(self.sum) / self.braced(self.sum)
            case r"\sqrt":
                order = 2.0
                if self.next == "[":
                    self.take()
                    order = float(self.take())
                    self.take("]")
                return self.braced(self.sum) ** (1 / order)
            case r"\left(":
                inside = self.sum()
                self.take(r"\right)")
                return inside
            case r"\left|":
                inside = self.sum()
                self.take(r"\right|")
                return abs(inside)
            case r"\min" | r"\max" | r"\exp" | r"\log":
                self.take(r"\left(")
                arguments = [self.sum()]
                while self.next == ",":
                    self.take()
                    arguments.append(self.sum())
                self.take(r"\right)")
                return FUNCTIONS[token](*arguments)
        return self.point[self.name(token)]

    def name(self, token):
        """A symbol with its subscript and star, of which a power is none."""
        if token == r"\mathrm":
            start = self.place
            while self.take() != "}":
                pass
            return token + "".join(self.tokens[start : self.place])
        if self.next == "_":
            token += "".join(self.take() for _ in range(4))
        if self.next == "^" and self.tokens[self.place + 2] == r"\star":
            token += "".join(self.take() for _ in range(4))
        return token


@given(DEFINED)
def test_a_formula_that_is_read_back_has_the_value_of_the_tree(tree):
    reader = Reader(latex(tree))
    found = reader.sum()
    assert reader.next == ""
    assert math.isclose(found, value(tree, POINT), rel_tol=1e-9, abs_tol=1e-9)


@given(CONDITIONS)
def test_braces_and_delimiters_match_in_every_formula(tree):
    told = latex(tree)
    for start, end in (("{", "}"), (r"\left", r"\right"), (r"\begin", r"\end")):
        assert told.count(start) == told.count(end)
    assert "^{\\star}^" not in told


@pytest.mark.parametrize(
    ("tree", "written"),
    [
        (2 * a * b, "2 a b"),
        (a * 2, r"a \cdot 2"),
        (HALF * a, r"\frac{1}{2} a"),
        (2 * (HALF * a), r"2 \left(\frac{1}{2} a\right)"),
        (2 * HALF * a, r"2 \cdot \frac{1}{2} a"),
        (a * Quotient(Number(Fraction(1)), Number(Fraction(2))), r"a \cdot \frac{1}{2}"),
        (a * width, r"a \cdot \mathrm{width}"),
        (a * Number(Fraction(3)) ** 2, r"a \cdot 3^{2}"),
        (a + -2 * b, "a - 2 b"),
        (a - -b, r"a - \left(-b\right)"),
        (-1 * a + b, "-a + b"),
        (Negative(Negative(a)), r"-\left(-a\right)"),
        (a - (b - 1), r"a - \left(b - 1\right)"),
        ((a + b) ** 2 / (1 - alpha**2), r"\frac{\left(a + b\right)^{2}}{1 - \alpha^{2}}"),
        (Number(Fraction(-1, 2)) ** 2, r"\left(-\frac{1}{2}\right)^{2}"),
        ((a / b) ** -1, r"\left(\frac{a}{b}\right)^{-1}"),
        (sqrt(root(a, 3)) ** Fraction(3, 2), r"\sqrt{\sqrt[3]{a}}^{3/2}"),
        (r_star**2 * x_1, r"\left(r^{\star}\right)^{2} x_{1}"),
        (Abs(Min(a, b) - Max(a, 1)), r"\left|\min\left(a, b\right) - \max\left(a, 1\right)\right|"),
        (Function("exp", -a) * Function("log", a), r"\exp\left(-a\right) \log\left(a\right)"),
        (Eq(a, cases((a, a >= 0), (-a, True))),
         r"a = \begin{cases}a & \text{if } a \ge 0 \\ -a & \text{otherwise}\end{cases}"),
        (cases((a, a >= 0)) + 1, r"\left(\begin{cases}a & \text{if } a \ge 0\end{cases}\right) + 1"),
        (Implies(And(a < b, Ne(a, 1)), Or(Not(a <= b), Truth(False))),
         r"a < b \land a \ne 1 \Rightarrow \lnot \left(a \le b\right) \lor \text{false}"),
        (And(Or(a < b, b < a), a > 0), r"\left(a < b \lor b < a\right) \land a > 0"),
    ],
)  # fmt: skip
def test_a_formula_looks_as_a_mathematician_writes_it(tree, written):
    assert latex(tree) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("eps2", r"\varepsilon_{2}"),
        ("t_1", "t_{1}"),
        ("lambda_", r"\lambda"),
        ("Lam", r"\Lambda"),
        ("r_star", r"r^{\star}"),
        ("x_1_star", r"x_{1}^{\star}"),
        ("w_0_12", "w_{0, 12}"),
        ("beta_tilde", r"\tilde{\beta}"),
        ("f_M", "f_{M}"),
        ("delta_max", r"\delta_{\mathrm{max}}"),
        ("α", r"\alpha"),
        ("square1", r"\mathrm{square1}"),
        ("my_long_name", r"\text{my\_long\_name}"),
        ("é", r"\text{é}"),
        (r"}\input{x}$", r"\text{\}\textbackslash{}input\{x\}\$}"),
    ],
)
def test_a_name_is_shown_by_its_letter_and_no_name_becomes_a_command(name, written):
    assert latex(Symbol(name)) == written


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_no_name_closes_a_brace_or_leaves_math_mode(name):
    told = latex(Symbol(name))
    bare = re.sub(r"\\textbackslash\{\}|\\text[a-z]+\{\}|\\[{}$&#%_]", "", told)
    assert bare.count("{") == bare.count("}")
    assert not set("$%#&~") & set(bare)


def test_the_example_of_the_module_is_so():
    assert doctest.testmod(module).failed == 0
