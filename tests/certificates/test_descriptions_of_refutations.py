"""`describe` of what refutes a claim by its own document: the opposite is told, and it is true."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from certify.certificates import describe
from certify.certificates.certificate import Certificate
from certify.certificates.descriptions.refuted import opposite
from certify.common.errors import InputError
from certify.kernel.rules.refuted import RULES

EXAMPLES = Path(__file__).parents[2] / "examples" / "certificates"
START = "The statement is false, for this is so: "


def example(rule: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((EXAMPLES / f"{rule}.json").read_text())
    return document


@pytest.mark.parametrize("rule", RULES)
def test_the_opposite_that_is_told_is_what_the_kernel_judges(rule: str) -> None:
    found = Certificate(example(rule))
    told, other = describe(found), opposite(found)
    assert other.check().accepted
    assert other.check().reason == found.check().reason or rule == "constant-ledger-refuted"
    assert told.claim == START + describe(other).claim
    assert (told.given, told.margins) == (describe(other).given, describe(other).margins)
    assert all(margin >= 0 for name, margin in told.margins.items() if not name.startswith("probability"))


@pytest.mark.parametrize("rule", RULES)
def test_what_has_no_opposite_is_refused(rule: str) -> None:
    for part in ("statement", "witness"):
        document = copy.deepcopy(example(rule))
        if rule == "mask-enumeration-refuted" and part == "witness":
            continue  # it has none
        document[part] = {}
        with pytest.raises(InputError, match="does not have the fields of its rule"):
            describe(Certificate(document))


def test_the_line_that_fails_is_told() -> None:
    told = describe(Certificate(example("constant-ledger-refuted")))
    assert told.given == {"line 1": "second: sqrt(2) sqrt(8) != 5"}
