"""How much of a printed result a claim states: the whole item, a line of a proof, a part, or a case.

A title is made from the place in the paper and the scope, so that a special case never bears the name of a
theorem alone.
"""

from dataclasses import dataclass

from certify.common.errors import InputError

KINDS = ("whole", "line", "part", "case")


@dataclass(frozen=True)
class Scope:
    """What a claim states of the item it is taken from.

    Attributes:
        kind: "whole" (the item as the paper prints it), "line" (a display or a step inside a proof), "part"
            (one of its conclusions, or with hypotheses added), "case" (sizes or an instance fixed), or ""
            for a claim that is no statement of the paper and is counted nowhere.
        name: which part, or which case: "necessity", "n = r = 1".
    """

    kind: str = ""
    name: str = ""

    def __post_init__(self) -> None:
        if self.kind and self.kind not in KINDS:
            raise InputError("scope", f"{self.kind!r} is no scope", f"use one of {', '.join(KINDS)}")

    @property
    def named(self) -> bool:
        """Whether it is of a kind that has a name: a part or a case."""
        return self.kind in ("part", "case")

    def titled(self, title: str) -> str:
        """A title with the scope put after the place: "Theorem 1.4, case n = r = 1: the bound"."""
        if not self.named:
            return title
        place, colon, rest = title.partition(": ")
        return f"{place}, {f'{self.kind} {self.name}'.strip()}{colon}{rest}"


NOWHERE = Scope()
whole = Scope("whole")
line = Scope("line")


def part(name: str) -> Scope:
    """One of the conclusions of an item, or the item with a hypothesis added: say which."""
    return Scope("part", name.strip())


def case(name: str) -> Scope:
    """An item at fixed sizes or at an instance: say which."""
    return Scope("case", name.strip())


def scope_of(value: "Scope | str") -> Scope:
    """A scope from its kind. Raises InputError for what is no scope."""
    return value if isinstance(value, Scope) else Scope(value)
