"""How descriptions of certificates write polynomials, words, relations and margins."""

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from certify.common.exact import Exact
from certify.kernel.limits import Budget, Declined, Rejected
from certify.kernel.rules.reals.point import HOLDS

# The statement in words, what is given in it by name, the proof in words, margins by name.
Wording: TypeAlias = tuple[str, dict[str, str | Exact], str, dict[str, Fraction]]
_NUMBERS = re.compile(r'(?<=["/-])[0-9]+(?=["/])')


def relation_of(statement: Mapping[str, Any]) -> str:
    """The relation, which is no other text."""
    if statement["relation"] not in HOLDS:
        raise ValueError("not a relation")
    return str(statement["relation"])


def element(written: Any, variables: Sequence[str]) -> str:
    """A matrix or scalar made of words: 2 n tr(X.T X) X."""
    terms = []
    for coefficient, exponents, traces, *outside in written["terms"]:
        powers = [
            name if e == 1 else f"{name}^{e}" for name, e in zip(variables, exponents, strict=True) if e
        ]
        factors = [
            *powers,
            *(f"tr({' '.join(trace)})" for trace in traces),
            *(" ".join(w) for w in outside if w),
        ]
        unit = ["I"] if outside and not outside[0] else []
        terms.append((coefficient, " ".join([*factors, *unit])))
    return sum_of(terms)


def sum_of(terms: Any) -> str:
    """2 a - b + 1/2: coefficients and what they multiply."""
    text = ""
    for coefficient, product in terms:
        size = coefficient.removeprefix("-")
        sign = ("-" if not text else " - ") if size != coefficient else (" + " if text else "")
        text += f"{sign}{' '.join(filter(None, ('' if size == '1' and product else size, product)))}"
    return text or "0"


def within_budget(margins: Callable[[Budget], dict[str, Fraction]]) -> dict[str, Fraction]:
    """The margins; none where the file is not of its rule or too laborious, of which the kernel says why."""
    try:
        return margins(Budget())
    except (Rejected, Declined, ZeroDivisionError):
        return {}


def longest_number(text: str) -> int:
    """The digits of the longest number in the canonical text of a certificate."""
    return max((len(digits) for digits in _NUMBERS.findall(text)), default=0)
