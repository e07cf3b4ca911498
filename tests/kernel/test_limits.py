"""A list is measured before its elements are looked at."""

import json

from certify.kernel import check_bytes
from certify.kernel.limits import MAX_ITEMS


def test_a_list_with_too_many_elements_is_declined() -> None:
    statement = {
        "X": [["1"] * (MAX_ITEMS + 1)],
        "Z": [["1"]],
        "delta": "0",
        "eps0": "0",
        "eps1": "0",
        "eps2": "0",
    }
    certificate = {
        "schema": "certify/certificate",
        "version": 1,
        "rule": "counterexample",
        "statement": {**statement, "conclusion": "counterexample-exists"},
        "witness": {"S": [["0"]], "G": [["0"]]},
    }
    result = check_bytes(json.dumps(certificate).encode())
    assert result.code == 2
    assert f"more than {MAX_ITEMS} elements" in result.reason
