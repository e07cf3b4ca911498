"""The classes of recovery problems, by name, and the one place where a request is read for its class.

Nothing numerical is imported: a server that only sorts requests loads this too.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from certify.common.errors import InputError


class Kind(StrEnum):
    """A class of recovery problems; the value is its name in files and requests."""

    SYMMETRIC = "symmetric"
    ASYMMETRIC = "asymmetric"


# What is asked of each class, in the order of files and pictures.
AXES: dict[Kind, tuple[str, ...]] = {
    Kind.SYMMETRIC: ("r", "rstar", "eps0", "eps1", "eps2"),
    Kind.ASYMMETRIC: ("n1", "n2", "r", "rstar", "mu"),
}
# Fields that only this class has: a request without a name that gives one of them belongs to it.
OWN_FIELDS: dict[Kind, tuple[str, ...]] = {Kind.ASYMMETRIC: ("mu", "n1", "n2")}


def kind_named(name: object) -> Kind:
    """The class of this name. Raises InputError where there is none."""
    if not isinstance(name, str) or name not in list(Kind):
        raise InputError("class", f"{name!r} is not known", f"choose one of {', '.join(Kind)}")
    return Kind(name)


def kind_of(request: Mapping[str, Any]) -> Kind:
    """The class a request, task or question is about: by its name, else by the fields that are given.

    Fields that are None count as not given. A request with neither is about the symmetric class.

    Raises:
        InputError: the name is not known.

    Examples:
        >>> kind_of({"r": 1, "rstar": 1, "mu": "1/2"}).value
        'asymmetric'
        >>> kind_of({"class": "symmetric", "r": 1, "rstar": 1}).value
        'symmetric'
    """
    if request.get("class") is not None:
        return kind_named(request["class"])
    for kind, fields in OWN_FIELDS.items():
        if any(request.get(field) is not None for field in fields):
            return kind
    return Kind.SYMMETRIC
