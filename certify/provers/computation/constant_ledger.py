"""Ledgers: the kernel itself decides every line, and one that fails refutes the ledger."""

from typing import Any

import sympy

from certify.certificates.certificate import Certificate, certificate
from certify.claims.results.verdict import Grade, Verdict
from certify.claims.statements.constant_ledger import Constants, Line
from certify.formulas.expressions import Expression, substitute
from certify.provers.computation.constants import as_sympy
from certify.provers.outcome import Budget, Outcome, undecided

SIGNS = {"<": (-1,), "<=": (-1, 0), "=": (0,), ">=": (0, 1), ">": (1,), "!=": (-1, 1)}
BY_SIGN = {-1: "<", 0: "=", 1: ">"}


def ledger(statement: Constants, budget: Budget) -> Outcome:
    """PROVED by one certificate of all lines; REFUTED by one for each line that fails.

    ILL_POSED where the kernel rejects that the left side is less than, equal to and greater than the right
    one: the line is undefined.
    """
    del budget  # the kernel counts its work
    document = statement.document()
    whole = certificate("constant-ledger", document, {})
    if _code(whole) == 0:
        return Outcome(Verdict.PROVED, Grade.KERNEL, _margins(statement), {}, (whole,))
    fails: dict[str, str] = {}
    refuted: list[Certificate] = []
    unclear: list[str] = []
    for number, (line, written) in enumerate(zip(statement.named_lines, document["lines"], strict=True)):
        found = _sign(document["where"], written)
        if isinstance(found, str):
            if found:
                return Outcome(Verdict.ILL_POSED, Grade.EXACT, f"{line.name}: {found}")
            unclear.append(line.name)
        elif found not in SIGNS[line.relation]:
            against = certificate("constant-ledger-refuted", document, {"line": number})
            if _code(against) == 0:
                refuted.append(against)
                fails[line.name] = _reading(statement, line, BY_SIGN[found])
            else:
                unclear.append(line.name)
    if fails:
        first, total = next(iter(fails)), len(statement.lines)
        others = f"{len(fails)} of {total} lines fail" if total > 1 else "the only line"
        others += f"; not decided: {', '.join(unclear)}" if unclear else ""
        how = f"{first}: {fails[first]} ({others})"
        return Outcome(Verdict.REFUTED, Grade.KERNEL, how, fails, tuple(refuted))
    if unclear:
        return undecided(f"the kernel does not decide {', '.join(unclear)}")
    return undecided("every line holds, but together they are too large for the kernel: split the ledger")


def _code(proof: Certificate) -> int:
    """The kernel's exit code; 2 for what cannot be written as a certificate."""
    try:
        return proof.check().code
    except ValueError:
        return 2


def _alone(where: Any, line: Any, relation: str) -> Certificate:
    name, left, _, right = line
    return certificate("constant-ledger", {"where": where, "lines": [[name, left, relation, right]]}, {})


def _sign(where: Any, line: Any) -> int | str:
    """The sign of left - right; "" where the kernel does not tell, or why it is undefined."""
    codes = {sign: _code(_alone(where, line, relation)) for sign, relation in BY_SIGN.items()}
    for sign, code in codes.items():
        if code == 0:
            return sign
    if 2 in codes.values():
        return ""
    place, _, why = _alone(where, line, "=").check().reason.partition(": ")
    return f"in where, {why}" if place.startswith("statement.where") else why


def _reading(statement: Constants, line: Line, relation: str) -> str:
    """Both sides in readable numbers."""
    left, right = (readable(_closed(statement, side)) for side in (line.left, line.right))
    return f"left = {left} {relation} right = {right}, and {line.relation} is asserted"


def _margins(statement: Constants) -> str:
    """The smallest distance between the sides of an inequality, for a person: proved is the sign alone."""
    count = f"{len(statement.lines)} line{'s' if len(statement.lines) > 1 else ''}"
    gaps = []
    for line in statement.named_lines:
        if line.relation != "=":
            difference = _closed(statement, line.left) - _closed(statement, line.right)
            gaps.append((abs(difference.evalf(6)), line.name))
    if not gaps:
        return count
    gap, name = min(gaps, key=lambda pair: pair[0])
    # sympy leaves at most this where the kernel has found the sides equal
    margin = readable(gap) if gap > 10**-30 else "below 1e-30"
    return f"{count}; smallest margin {margin}, in {name}"


def _closed(statement: Constants, side: Expression) -> sympy.Expr:
    """A side with its names replaced by what they stand for, for its digits."""
    for definition in reversed(statement.where):
        side = substitute(side, {definition.left: definition.right})
    return as_sympy(side)


def readable(value: sympy.Expr) -> str:
    """Exactly if it is a short rational number, otherwise six digits."""
    if isinstance(value, sympy.Rational) and max(abs(value.p), value.q) < 10**7:
        return str(value)
    digits, _, power = str(value.evalf(6)).partition("e")
    return f"{digits.rstrip('0').rstrip('.') if '.' in digits else digits}{'e' if power else ''}{power}"


def shows(statement: Constants, outcome: Outcome) -> bool:
    """Whether the witness and the words are those of the kernel, which computes them at once."""
    if not outcome.witness:
        return True
    found = ledger(statement, Budget())
    return (dict(found.witness), found.how) == (dict(outcome.witness), outcome.how)
