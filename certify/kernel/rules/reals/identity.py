"""Rule `identity`: two expressions are the same polynomial."""

from fractions import Fraction

from certify.kernel.arithmetic.polynomial import Polynomial, constant, plus, show_monomial, times
from certify.kernel.fields import Field, show
from certify.kernel.limits import MAX_EXPONENT


def check(statement: Field, witness: Field) -> str:
    """What the certificate proves, or Rejected: both sides are expanded and compared, without a witness."""
    names, left, right = statement.fields("variables", "left", "right")
    variables = names.variables()
    witness.fields()
    difference = plus(expand(left, variables), expand(right, variables), -1, left.budget)
    for monomial, coefficient in difference.items():
        where = show_monomial(monomial, variables)
        raise statement.reject(f"left - right has the coefficient {show(coefficient)} at {where}")
    return f"both sides are the same polynomial in {', '.join(variables) or 'no variables'}"


def expand(expression: Field, variables: tuple[str, ...]) -> Polynomial:
    """The polynomial of an expression tree.

    A node is ["num", number], ["var", name], ["+", a, ...], ["*", a, ...], ["-", a, b] or ["^", a, k].
    An explicit stack holds what is still to be expanded, and operations that wait for their arguments.
    """
    budget, zero = expression.budget, (0,) * len(variables)
    pending: list[Field | tuple[str, int]] = [expression]
    values: list[Polynomial] = []
    while pending:
        task = pending.pop()
        if isinstance(task, tuple):
            operation, count = task
            if operation == "^":
                arguments = [values.pop()] * count
            else:
                arguments = [values.pop() for _ in range(count)][::-1]
            result: Polynomial = {zero: Fraction(1)} if operation in "*^" else {}
            for i, argument in enumerate(arguments):
                if operation in "*^":
                    result = times(result, argument, budget)
                else:
                    result = plus(result, argument, -1 if operation == "-" and i else 1, budget)
            values.append(result)
            continue
        operation, rest = task.kind("num", "var", "+", "*", "-", "^")
        if operation in ("+", "*"):
            pending += [(operation, len(rest)), *reversed(rest)]
        elif operation in ("-", "^"):
            _, first, second = task.items(3)
            if operation == "-":
                pending += [("-", 2), second, first]
            else:
                pending += [("^", second.integer(0, MAX_EXPONENT)), first]
        elif operation == "num":
            values.append(constant(task.items(2)[1].number(), len(variables)))
        else:
            axis = variables.index(task.items(2)[1].one_of(variables))
            values.append({(*zero[:axis], 1, *zero[axis + 1 :]): Fraction(1)})
    return values.pop()
