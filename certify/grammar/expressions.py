"""Expressions and conditions from tokens, by how tightly operators bind."""

from collections.abc import Mapping
from fractions import Fraction

from certify.grammar import limits
from certify.grammar.refusal import Refused
from certify.grammar.tokens import Token
from certify.grammar.tree import (
    BINDING,
    COMPARISON,
    OR,
    SIGN,
    SUM,
    Call,
    Chain,
    Comparison,
    Condition,
    Expression,
    Junction,
    Name,
    Negative,
    Not,
    Number,
    Power,
    Transpose,
)

# Functions with the least and the largest number of arguments; and the names under which sympy prints them.
OF_REALS = {"sqrt": (1, 1), "abs": (1, 1), "min": (2, limits.TOKENS), "max": (2, limits.TOKENS)}
OF_MATRICES = {"tr": (1, 1), "inner": (2, 2), "I": (1, 1)}
_PRINTED = {"Abs": "abs", "Min": "min", "Max": "max"}
_PRINTED_RELATIONS = {"Eq": "==", "Ne": "!="}
FUNCTION_NAMES = {*OF_REALS, *_PRINTED, *_PRINTED_RELATIONS}


class Reader:
    """Reads tokens from left to right. Every method raises Refused where the next one does not fit."""

    def __init__(self, found: list[Token]) -> None:
        self.tokens, self.position, self.depth = found, 0, 0
        self.functions: Mapping[str, tuple[int, int]] = OF_REALS

    @property
    def next(self) -> Token:
        """The next token."""
        return self.tokens[self.position]

    def take(self) -> Token:
        """The next token, which is then behind."""
        token = self.next
        self.position += token.kind != "end"
        return token

    def accept(self, *texts: str) -> bool:
        """Whether the next tokens are these, which are then behind."""
        ahead = self.tokens[self.position : self.position + len(texts)]
        same = tuple(token.text for token in ahead) == texts
        self.position += len(texts) * same
        return same

    def expect(self, text: str, wanted: str = "") -> Token:
        """The next token, which must be this one."""
        token = self.next
        if not self.accept(text):
            raise Refused(token.at, f"found {token}, expected {wanted or repr(text)}", "write it here")
        return token

    def name(self, what: str) -> Token:
        """The next token, which must be a name."""
        if self.next.kind != "name":
            raise Refused(self.next.at, f"found {self.next}, expected {what}", "begin a name with a letter")
        return self.take()

    def condition(self) -> Condition:
        """A comparison, or several joined by and, or, not."""
        node = self.read(OR)
        if not isinstance(node, Comparison | Junction | Not):
            fix = "compare as in x*y <= 1; write * for a product"
            raise Refused(self.next.at, f"found {self.next}, expected an operator or a relation", fix)
        return node

    def read(self, binding: int) -> Expression | Condition:
        """An expression or a condition whose operators bind at least this tightly."""
        self.depth += 1
        check_depth(self.depth, self.next.at)
        at = self.next.at
        left = self._operand()
        while (level := BINDING.get(self.next.text, 0)) >= binding:
            operands, operators = [left], []
            while BINDING.get(self.next.text) == level:
                operators.append(self.take().text)
                operands.append(self.read(level + 1))
            left = _joined(level, operands, operators, at)
        self.depth -= 1
        return left

    def _operand(self) -> Expression | Condition:
        at = self.next.at
        if self.accept("-"):
            return Negative(_number(self.read(SIGN)), at=at)
        if self.accept("+"):
            return _number(self.read(SIGN))
        if self.accept("not"):
            return Not(_condition(self.read(COMPARISON)), at=at)
        operand = self._atom()
        if self.next.text == ".T" and self.functions is not OF_MATRICES:
            raise Refused(self.next.at, "a transpose among real numbers", "remove it")
        if self.accept(".T"):
            operand = Transpose(_number(operand), at=at)
        if self.accept("**"):
            operand = Power(_number(operand), self._exponent(), at=at)
            if self.next.text == "**":
                raise Refused(self.next.at, "a power of a power", "put the first power in parentheses")
        return operand

    def _atom(self) -> Expression | Condition:
        token = self.take()
        if token.text == "(":
            inside = self.read(OR)
            self.expect(")")
            return inside
        if token.kind == "number":
            return Number(token.text, at=token.at)
        if token.kind == "name" and token.text not in ("and", "or", "with"):
            return self._call(token) if self.accept("(") else Name(token.text, at=token.at)
        raise Refused(token.at, f"found {token}, expected a number, a name or a parenthesis", "complete it")

    def _call(self, token: Token) -> Expression | Condition:
        arguments = [_number(self.read(SUM))]
        while self.accept(","):
            arguments.append(_number(self.read(SUM)))
        self.expect(")", "a comma or ')'")
        relation = _PRINTED_RELATIONS.get(token.text)
        function = _PRINTED.get(token.text, token.text)
        if not relation and function not in self.functions:
            known = ", ".join(self.functions)
            raise Refused(token.at, f"{token} is no function", f"use {known}; write * for a product")
        least, most = (2, 2) if relation else self.functions[function]
        if not least <= len(arguments) <= most:
            wanted = str(least) if least == most else f"at least {least}"
            raise Refused(token.at, f"{token} of {len(arguments)}", f"give it {wanted}, separated by commas")
        if relation:
            return Comparison(tuple(arguments), (relation,), at=token.at)
        return Call(function, tuple(arguments), at=token.at)

    def _exponent(self) -> Fraction:
        at = self.next.at
        inside = self.accept("(")
        sign = -1 if self.accept("-") else 1
        exponent = sign * self._whole()
        if inside and self.accept("/"):
            below = self._whole()
            if not below:
                raise Refused(at, "a division by zero", "use another denominator")
            exponent /= below
        if inside:
            self.expect(")", "')' after the exponent")
        if abs(exponent.numerator) > limits.EXPONENT or exponent.denominator > limits.EXPONENT:
            raise Refused(at, "a large exponent", f"use at most {limits.EXPONENT}")
        return exponent

    def _whole(self) -> Fraction:
        token = self.take()
        if token.kind != "number" or "." in token.text:
            fix = "use a whole number, or a quotient of two in parentheses"
            raise Refused(token.at, f"found {token}, expected the exponent", fix)
        return Fraction(token.text)


def check_depth(depth: int, at: int) -> None:
    """Refuses operations too deep within each other."""
    if depth > limits.DEPTH:
        raise Refused(at, f"more than {limits.DEPTH} operations within each other", "simplify it")


def _joined(
    level: int, operands: list[Expression | Condition], operators: list[str], at: int
) -> Expression | Condition:
    if level < COMPARISON:
        return Junction(operators[0], tuple(map(_condition, operands)), at=at)
    join = Comparison if level == COMPARISON else Chain
    return join(tuple(map(_number, operands)), tuple(operators), at=at)


def _number(node: Expression | Condition) -> Expression:
    if isinstance(node, Comparison | Junction | Not):
        raise Refused(node.at, "a condition stands where an expression is expected", "check the parentheses")
    return node


def _condition(node: Expression | Condition) -> Condition:
    if not isinstance(node, Comparison | Junction | Not):
        raise Refused(
            node.at, "an expression stands where a condition is expected", "compare it: == < <= > >= !="
        )
    return node
