"""What a name may stand for, and what may be known of a value."""

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from certify.crosscheck.rules.theorems.words import Element, Shape


class Sign(Enum):
    """What is known of a combination of facts."""

    ZERO = "zero"
    POSITIVE = "positive"
    NONNEGATIVE = "nonnegative"
    UNKNOWN = "of unknown sign"


class Size(NamedTuple):
    """A size by its number; ONE is the constant."""

    number: int


class Thing(NamedTuple):
    """A parameter or a letter; semidefinite only if it stands for a letter that is so by its kind."""

    element: Element
    semidefinite: bool = False


class Form(NamedTuple):
    """A symmetric bilinear form on matrices of this shape."""

    shape: Shape
    value: Callable[[Element, Element], Element]


class Atom(NamedTuple):
    """element = 0, >= 0 or > 0."""

    kind: str
    element: Element


Object = Size | Thing | Form
Objects = dict[str, Object]
Judged = tuple[Element, Sign]
OF_KIND = {"eq": Sign.ZERO, "ge": Sign.NONNEGATIVE, "gt": Sign.POSITIVE}
AT_LEAST = {Sign.ZERO, Sign.NONNEGATIVE, Sign.POSITIVE}
