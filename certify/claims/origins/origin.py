"""Where a hypothesis comes from: it is printed, the conclusion of a named claim, or an assumed fact.

    given=[
        a > 0,                                                  # printed there
        conclusion_of("lemma_2.first", b <= 2 * a, x=b, y=a),   # what lemma_2.first shows, with x, y renamed
        assuming("Weyl", c <= a + b),                           # a fact of the list `certify.claims.facts`
    ]

In a statement about matrix words the same stands around the elements of `vanishing` and `nonnegative`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from certify.claims.facts import named_fact
from certify.common.errors import InputError


@dataclass(frozen=True)
class Origin:
    """A hypothesis that is not printed where it is used.

    Attributes:
        relation: the hypothesis: a relation, or an expression of matrix words.
        claim: the claim whose conclusion it is, or "".
        renaming: what stands here for the symbols of that claim, by name.
        fact: the named fact that it assumes, or "".
    """

    relation: Any
    claim: str = ""
    renaming: Mapping[str, Any] = field(default_factory=dict)
    fact: str = ""

    def __bool__(self) -> bool:
        raise InputError("given", f"{self} is no condition by itself", "put it into given as it stands")


def conclusion_of(
    claim: str, relation: Any, renaming: Mapping[str, Any] | None = None, /, **renamed: Any
) -> Origin:
    """A hypothesis that a named claim shows: its conclusion, or a part of it, with the symbols renamed.

    Args:
        claim: its id, "module.name" in the same paper or "paper/module.name". The claim that is made rests
            on it.
        relation: the hypothesis as it stands here; compared with the conclusion when the claims are
            collected.
        renaming, renamed: what stands here for a symbol of that claim, by name: a symbol, or an expression.

    Raises:
        InputError: an id without a dot, or the origin of an origin.
    """
    if not isinstance(claim, str) or "." not in claim:
        raise InputError("conclusion_of", f"{claim!r} is no id of a claim", 'write it as "lemma_2.first"')
    return Origin(_plain(relation), claim, {**(renaming or {}), **renamed})


def assuming(fact: str, relation: Any) -> Origin:
    """A hypothesis that a named fact of the literature gives: what is proved from it is PROVED assuming it.

    Raises:
        InputError: a name that is not on the list, or the origin of an origin.
    """
    return Origin(_plain(relation), fact=named_fact(fact).name)


def plain(hypotheses: Iterable[Any]) -> tuple[tuple[Any, ...], tuple[Origin, ...]]:
    """Hypotheses without their origins, and the origins of those that have one."""
    given = tuple(hypotheses)
    origins = tuple(one for one in given if isinstance(one, Origin))
    return tuple(one.relation if isinstance(one, Origin) else one for one in given), origins


def _plain(relation: Any) -> Any:
    if isinstance(relation, Origin):
        raise InputError("given", "an origin within an origin", "give every hypothesis one origin")
    return relation
