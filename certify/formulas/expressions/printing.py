"""Trees as text: what was written, with the parentheses that it needs and no others.

The grammar of sentences reads this text back to the same tree.
"""

from certify.formulas.expressions.tree import (
    Absolute,
    Cases,
    Conjunction,
    Disjunction,
    Function,
    Implication,
    Maximum,
    Minimum,
    Negation,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Relation,
    Root,
    Sum,
    Symbol,
    Truth,
)

# How tightly the outermost operator binds.
IMPLIES, OR, AND, NOT, COMPARISON, SUM, PRODUCT, SIGN, POWER, ATOM = range(10)
SPELLED = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def text(node: Node, least: int = IMPLIES) -> str:
    """The text of a node, in parentheses where it binds less tightly than asked."""
    spelled, binding = _spelled(node)
    return spelled if binding >= least else f"({spelled})"


def _spelled(node: Node) -> tuple[str, int]:
    match node:
        case Number(value):
            return str(value), SIGN if value < 0 else ATOM if value.denominator == 1 else PRODUCT
        case Symbol(name):
            return name, ATOM
        case Sum(terms):
            return _sum(terms), SUM
        case Product(factors):
            first, *rest = factors
            least = POWER if isinstance(first, Product) else PRODUCT
            return "*".join([text(first, least), *(text(part, POWER) for part in rest)]), PRODUCT
        case Quotient(above, below):
            # 1/2 is a number: a quotient of two whole numbers is told from it by parentheses.
            divisor = f"({below})" if _is_whole(above) and _is_whole(below) else text(below, POWER)
            return f"{text(above, PRODUCT)}/{divisor}", PRODUCT
        case Negative(operand):
            # -2 is a number too.
            return f"-({operand})" if isinstance(operand, Number) else f"-{text(operand, POWER)}", SIGN
        case Power(base, exponent):
            plain = exponent.denominator == 1 and exponent >= 0
            return f"{text(base, ATOM)}**{exponent if plain else f'({exponent})'}", POWER
        case Root(part):
            return f"sqrt({text(part)})", ATOM
        case Absolute(part):
            return f"abs({text(part)})", ATOM
        case Minimum(parts) | Maximum(parts):
            name = "min" if isinstance(node, Minimum) else "max"
            return f"{name}({', '.join(map(text, parts))})", ATOM
        case Function(name, part):
            return f"{name}({text(part)})", ATOM
        case Cases(pairs):
            told = [
                f"{text(value)} otherwise" if test == Truth(True) else f"{text(value)} if {text(test)}"
                for test, value in pairs
            ]
            return f"cases({', '.join(told)})", ATOM
        case Relation(sense, left, right):
            return f"{text(left, SUM)} {SPELLED[sense]} {text(right, SUM)}", COMPARISON
        case Conjunction(parts_):
            return " and ".join(text(part, NOT) for part in parts_), AND
        case Disjunction(parts_):
            return " or ".join(text(part, AND) for part in parts_), OR
        case Negation(opposite):
            return f"not {text(opposite, COMPARISON)}", NOT
        case Implication(premise, conclusion):
            return f"{text(premise, OR)} implies {text(conclusion, OR)}", IMPLIES
        case Truth(literal):
            return "true" if literal else "false", ATOM
    raise TypeError(type(node).__name__)


def _is_whole(node: Node) -> bool:
    return isinstance(node, Number) and node.value.denominator == 1


def _sum(terms: tuple[Node, ...]) -> str:
    told = text(terms[0], PRODUCT)
    for term in terms[1:]:
        match term:
            case Negative(Number(value)) if value >= 0:
                told += f" + {term}"  # a - 2 is the sum of a and the number -2
            case Negative(operand):
                told += f" - {text(operand, PRODUCT)}"
            case Number(value) if value < 0:
                told += f" - {-value}"
            case _:
                told += f" + {text(term, PRODUCT)}"
    return told
