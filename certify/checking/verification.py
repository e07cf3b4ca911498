"""`certify.verify`: the kernel's verdict on a certificate in whatever form it is at hand.

Imports the kernel and the standard library only.
"""

import os
from collections.abc import Mapping
from typing import Any, Protocol

from certify.kernel import CheckResult, canonical_bytes, check_bytes
from certify.kernel.limits import MAX_BYTES

REJECTED, FAILED = 1, 3


class HasJson(Protocol):
    """Anything that gives the text of a certificate."""

    def to_json(self) -> str: ...


def verify(
    certificate: HasJson | Mapping[str, Any] | str | os.PathLike[str],
    statement: Mapping[str, Any] | None = None,
) -> CheckResult:
    """The kernel's verdict: `.accepted`, `.reason`, `.rule`, and `.code`.

    The codes are 0 accepted, 1 rejected, 2 declined (unknown schema, too large), 3 the checker failed.

    Args:
        certificate: a `Certificate`, its document as a dict, or the path of its file.
        statement: accept it only as a certificate of exactly this statement.

    Never raises for the content of a certificate, nor for what is none, such as the None of an undecided
    `Decision`: that is rejected. A file that cannot be read is code 3.
    """
    if isinstance(certificate, str | os.PathLike):
        try:
            with open(certificate, "rb") as file:
                data = file.read(MAX_BYTES + 1)
        except (OSError, ValueError) as error:
            return CheckResult(False, f"cannot be read: {error}", "", FAILED)
        return check_bytes(data, statement)
    try:
        if isinstance(certificate, Mapping):
            data = canonical_bytes(dict(certificate))
        else:
            data = certificate.to_json().encode()
    except (AttributeError, TypeError, ValueError, RecursionError) as error:
        reason = " ".join(f"not a certificate: {error}".split())
        return CheckResult(False, reason, "", REJECTED)
    return check_bytes(data, statement)
