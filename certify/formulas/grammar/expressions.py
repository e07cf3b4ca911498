"""Expressions and conditions from tokens, by how tightly operators bind."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from certify.formulas.grammar import limits
from certify.formulas.grammar.refusal import Refused
from certify.formulas.grammar.tokens import Token
from certify.formulas.grammar.tree import (
    BINDING,
    COMPARISON,
    CONDITIONS,
    IMPLIES,
    PRODUCT,
    SIGN,
    SUM,
    Call,
    Cases,
    Chain,
    Comparison,
    Condition,
    Expression,
    Implies,
    Junction,
    Name,
    Negative,
    Not,
    Number,
    Power,
    Transpose,
    Truth,
)

# Functions with the least and the largest number of arguments; and the names that they have in claim files.
OF_REALS = {"sqrt": (1, 1), "abs": (1, 1), "min": (2, limits.TOKENS), "max": (2, limits.TOKENS)}
OF_MATRICES = {"tr": (1, 1), "inner": (2, 2), "I": (1, 1)}
_IN_PYTHON = {"Abs": "abs", "Min": "min", "Max": "max"}
_RELATIONS = {"Eq": "==", "Ne": "!="}
CASES = "cases"
FUNCTION_NAMES = {*OF_REALS, *_IN_PYTHON, *_RELATIONS, CASES}
# Words that stand where no operand can begin.
_BETWEEN = {"and", "or", "with", "implies", "if", "otherwise"}


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
        """A comparison, or several joined by implies, and, or, not."""
        node = self.read(IMPLIES)
        if not isinstance(node, CONDITIONS):
            fix = "compare as in x*y <= 1; write * for a product"
            raise Refused(self.next.at, f"found {self.next}, expected an operator or a relation", fix)
        return node

    def read(self, binding: int) -> Expression | Condition:
        """An expression or a condition whose operators bind at least this tightly."""
        self.depth += 1
        check_depth(self.depth, self.next.at)
        at, grouped = self.next.at, self.next.text == "("
        left = self._operand()
        while (level := BINDING.get(self.next.text, 0)) >= binding:
            operands, operators = [left], []
            while BINDING.get(self.next.text) == level:
                operators.append(self.take().text)
                grouped = grouped or (self.next.text == "(" and len(operands) == 1)
                operands.append(self.read(level + 1))
            if level == PRODUCT and operators[0] == "/" and grouped and _is_whole(operands[0]):
                operands[1] = _apart(operands[1])
            left = _joined(level, operands, operators, at)
        self.depth -= 1
        return left

    def _operand(self) -> Expression | Condition:
        at = self.next.at
        if self.accept("-"):
            grouped = self.next.text == "("
            inside = _number(self.read(SIGN))
            return Negative(_apart(inside) if grouped else inside, at=at)
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
            inside = self.read(IMPLIES)
            self.expect(")")
            return inside
        if token.kind == "number":
            return Number(token.text, at=token.at)
        if token.text in ("true", "false"):
            return Truth(token.text == "true", at=token.at)
        if token.text == CASES and self.functions is OF_REALS and self.accept("("):
            return self._cases(token)
        if token.kind == "name" and token.text not in _BETWEEN:
            return self._call(token) if self.accept("(") else Name(token.text, at=token.at)
        raise Refused(token.at, f"found {token}, expected a number, a name or a parenthesis", "complete it")

    def _call(self, token: Token) -> Expression | Condition:
        arguments = [_number(self.read(SUM))]
        while self.accept(","):
            arguments.append(_number(self.read(SUM)))
        self.expect(")", "a comma or ')'")
        relation = _RELATIONS.get(token.text)
        function = _IN_PYTHON.get(token.text, token.text)
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

    def _cases(self, token: Token) -> Cases:
        pairs = [self._case()]
        while self.accept(","):
            pairs.append(self._case())
        self.expect(")", "a comma or ')'")
        return Cases(tuple(pairs), at=token.at)

    def _case(self) -> tuple[Expression, Condition | None]:
        value = _number(self.read(SUM))
        if self.accept("otherwise"):
            return value, None
        self.expect("if", "'if' and a condition, or 'otherwise'")
        return value, _condition(self.read(IMPLIES))

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
    if level == IMPLIES:
        if len(operands) > 2:
            raise Refused(at, "'implies' after 'implies'", "put one of the two in parentheses")
        premise, conclusion = map(_condition, operands)
        return Implies(premise, conclusion, at=at)
    if level < COMPARISON:
        return Junction(operators[0], tuple(map(_condition, operands)), at=at)
    join = Comparison if level == COMPARISON else Chain
    return join(tuple(map(_number, operands)), tuple(operators), at=at)


def _number(node: Expression | Condition) -> Expression:
    if isinstance(node, CONDITIONS):
        raise Refused(node.at, "a condition stands where an expression is expected", "check the parentheses")
    return node


def _condition(node: Expression | Condition) -> Condition:
    if not isinstance(node, CONDITIONS):
        raise Refused(
            node.at, "an expression stands where a condition is expected", "compare it: == < <= > >= !="
        )
    return node


def _is_whole(node: Expression | Condition) -> bool:
    """Whether this is a whole number, as written, with or without a minus."""
    if isinstance(node, Negative):
        return isinstance(node.operand, Number) and not node.operand.apart and _is_whole(node.operand)
    return isinstance(node, Number) and "." not in node.digits


def _apart(node: Expression | Condition) -> Any:
    """What stood in parentheses: a number there is no part of another."""
    return replace(node, apart=True) if isinstance(node, Number) else node
