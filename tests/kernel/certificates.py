"""The example certificates, and changed copies of them, for the tests of the kernel."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from certify.kernel import CheckResult, canonical_bytes, check_bytes

REPOSITORY = Path(__file__).parents[2]
EXAMPLES = REPOSITORY / "examples" / "certificates"
RULES = sorted(path.stem for path in EXAMPLES.glob("*.json"))

Json = Any


def example(rule: str) -> Json:
    """The example certificate of a rule."""
    return json.loads((EXAMPLES / f"{rule}.json").read_text("utf-8"))


def changed(certificate: Json, **changes: Json) -> Json:
    """A copy with changed values; the key witness__S__0__1 stands for ["witness"]["S"][0][1]."""
    certificate = copy.deepcopy(certificate)
    for path, value in changes.items():
        *parents, last = [int(key) if key.isdigit() else key for key in path.split("__")]
        target = certificate
        for key in parents:
            target = target[key]
        if value is DELETED:
            del target[last]
        else:
            target[last] = value
    return certificate


DELETED = object()


def verdict(certificate: Json, statement: Json = None) -> CheckResult:
    """What the kernel says of a certificate."""
    return check_bytes(json.dumps(certificate, ensure_ascii=False).encode(), statement)


def case(reason: str, message: str, **changes: Json) -> Any:
    """A row of a table: the reason names the row, the message is what the kernel must say."""
    return pytest.param(changes, message, id=reason)


def assert_rejected(certificate: Json, message: str) -> None:
    """The certificate is rejected for this reason."""
    result = verdict(certificate)
    assert (result.accepted, result.code) == (False, 1), result
    assert message in result.reason


__all__ = [
    "DELETED",
    "EXAMPLES",
    "REPOSITORY",
    "RULES",
    "Json",
    "assert_rejected",
    "canonical_bytes",
    "case",
    "changed",
    "example",
    "verdict",
]
