"""One certificate, both checkers."""

import json

from certify import crosscheck, kernel


class DisagreementError(AssertionError):
    """The checkers differ, or one of them failed."""


def accepted(rule, statement, witness):
    """What both say of a certificate; they have to say the same."""
    certificate = {"schema": "certify/certificate", "version": 1, "rule": rule}
    certificate |= {"statement": statement, "witness": witness}
    data = json.dumps(certificate, ensure_ascii=False).encode()
    first, second = kernel.check_bytes(data), crosscheck.check_bytes(data)
    if first.accepted != second.accepted or 3 in (first.code, second.code):
        raise DisagreementError(f"kernel: {first}\nsecond: {second}\n{data.decode()}")
    return first.accepted
