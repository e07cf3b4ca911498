"""Sentences from text: what is declared, then the hypotheses, then what is shown."""

from collections.abc import Iterable, Sequence

from certify.formulas.grammar import limits
from certify.formulas.grammar.expressions import FUNCTION_NAMES, OF_MATRICES, Reader, check_depth
from certify.formulas.grammar.extent import check_extent
from certify.formulas.grammar.refusal import Refused, shown
from certify.formulas.grammar.shapes import check_shapes
from certify.formulas.grammar.tokens import Token, tokens
from certify.formulas.grammar.tree import (
    Call,
    Cases,
    Chain,
    Comparison,
    Condition,
    Expression,
    Implies,
    Junction,
    Matrix,
    MatrixSentence,
    Name,
    Negative,
    Not,
    Power,
    RealSentence,
    Sentence,
    Transpose,
)

_KINDS = ("symmetric", "semidefinite")
_MATRIX_WORDS = {"matrix", "matrices", *_KINDS}
RESERVED = {
    "for", "all", "there", "with", "and", "or", "not", "implies", "true", "false", "if", "otherwise", "real",
    "scalar", "scalars", *_MATRIX_WORDS,
}  # fmt: skip


def parse(text: str) -> Sentence:
    """The sentence that a text says.

    Raises:
        InputError: it is none, or larger than the limits; with line and column, and what was expected.
    """
    try:
        return _sentence(Reader(tokens(text)))
    except Refused as refused:
        raise refused.located(text) from None


def _sentence(reader: Reader) -> Sentence:
    exists = reader.accept("there", "are") or reader.accept("there", "is")
    if not exists and not reader.accept("for", "all"):
        fix = "begin as in: for all x, y with x > 0: x*y <= x**2 + y**2"
        raise Refused(reader.next.at, f"found {reader.next}, expected 'for all' or 'there are'", fix)
    if not exists and reader.next.text in _MATRIX_WORDS:
        return _about_matrices(reader)
    reader.accept("real")
    # A claim about numbers alone binds no names.
    names = [] if reader.next.text in ("with", ":") else _names(reader, FUNCTION_NAMES)
    given, show = _body(reader)
    bound = {token.text for token in names}
    for condition in (*given, show):
        _check_names(condition, bound)
        check_extent(condition, words=False)
    return RealSentence(tuple(token.text for token in names), given, show, exists)


def _about_matrices(reader: Reader) -> Sentence:
    reader.functions = OF_MATRICES
    reader.accept("matrices") or reader.accept("matrix")
    declared = [_matrix(reader)]
    scalars: list[Token] = []
    while not scalars and (reader.accept(",") or reader.accept("and")):
        if reader.accept("scalars") or reader.accept("scalar"):
            scalars = [_plain(token) for token in _names(reader, ())]
        else:
            declared.append(_matrix(reader))
    matrices = tuple(matrix for matrix, _ in declared)
    sizes = {size for one in matrices for size in (one.rows, one.columns)} - {"1"}
    _check_declared([token for _, token in declared], {*OF_MATRICES, *sizes})
    _check_declared(scalars, {*OF_MATRICES, *sizes, *(one.name for one in matrices)})
    given, show = _body(reader)
    bound = {*sizes, *(one.name for one in matrices), *(token.text for token in scalars)}
    comparisons = []
    for condition in (*given, show):
        _check_names(condition, bound)
        comparisons.append(check_shapes(condition, matrices, frozenset(sizes)))
        check_extent(condition, words=True)
    names = tuple(token.text for token in scalars)
    return MatrixSentence(matrices, names, tuple(comparisons[:-1]), comparisons[-1])


def _matrix(reader: Reader) -> tuple[Matrix, Token]:
    kind = next((kind for kind in _KINDS if reader.accept(kind)), "general")
    token = _plain(reader.name("the name of a matrix"))
    reader.expect("(", "its sizes, as in (n x r)")
    rows = _size(reader)
    reader.expect("x", "'x' between the sizes")
    columns = _size(reader)
    reader.expect(")")
    if kind != "general" and rows != columns:
        raise Refused(token.at, f"{token} is {kind}, but {rows} by {columns}", "make it square")
    return Matrix(token.text, rows, columns, kind), token


def _size(reader: Reader) -> str:
    if reader.accept("1"):
        return "1"
    token = _plain(reader.name("a size: a name, or 1"))
    _check_declared([token], OF_MATRICES)
    return token.text


def _plain(token: Token) -> Token:
    """The name, if one of a matrix, a size or a scalar beside them may be like that."""
    if not token.text.isascii() or len(token.text) > limits.MATRIX_NAME_LENGTH:
        fix = f"use Latin letters, digits and underscores, at most {limits.MATRIX_NAME_LENGTH}"
        raise Refused(token.at, f"the name {token}", fix)
    return token


def _names(reader: Reader, reserved: Iterable[str]) -> list[Token]:
    names = [reader.name("a name")]
    while reader.accept(","):
        names.append(reader.name("a name"))
    _check_declared(names, reserved)
    return names


def _check_declared(names: Sequence[Token], taken: Iterable[str]) -> None:
    if len(names) > limits.NAMES:
        raise Refused(names[limits.NAMES].at, f"{len(names)} names", f"use at most {limits.NAMES}")
    seen = set(taken)
    for token in names:
        if token.text in seen or token.text in RESERVED:
            raise Refused(token.at, f"the name {token} is taken", "choose another name")
        seen.add(token.text)


def _body(reader: Reader) -> tuple[tuple[Condition, ...], Condition]:
    given = []
    if reader.accept("with"):
        given.append(reader.condition())
        while reader.accept(","):
            given.append(reader.condition())
    reader.expect(":", "':' before what is claimed" if given else "a comma, 'with' or ':'")
    show = reader.condition()
    if reader.next.kind != "end":
        raise Refused(reader.next.at, f"found {reader.next} after the claim", "join conditions by 'and'")
    return tuple(given), show


def _check_names(node: Expression | Condition, bound: set[str], depth: int = 1) -> None:
    """Refuses names that are not bound, and operations too deep within each other."""
    check_depth(depth, node.at)
    match node:
        case Name(name):
            if name not in bound:
                raise Refused(node.at, f"the name {shown(name)} is not bound", "list it at the beginning")
        case Negative(operand) | Transpose(operand) | Not(operand) | Power(operand):
            _check_names(operand, bound, depth + 1)
        case Implies(premise, conclusion):
            _check_names(premise, bound, depth + 1)
            _check_names(conclusion, bound, depth + 1)
        case Cases(pairs):
            for value, test in pairs:
                _check_names(value, bound, depth + 1)
                if test is not None:
                    _check_names(test, bound, depth + 2)
        case Chain(operands) | Comparison(operands) | Junction(_, operands) | Call(_, operands):
            # a/b/c is (a/b)/c: every quotient is within the next
            quotients = node.operators.count("/") if isinstance(node, Chain) else 0
            for operand in operands:
                _check_names(operand, bound, depth + max(1, quotients))
