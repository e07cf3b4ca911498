"""From the bytes of a certificate to a verdict."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from certify.kernel.fields import Field
from certify.kernel.limits import Budget, Declined, Rejected
from certify.kernel.reader import parse
from certify.kernel.rules.table import RULES

SCHEMA, VERSION = "certify/certificate", 1
ACCEPTED, REJECTED, DECLINED, FAILED = range(4)
VERDICTS = ("accepted", "rejected", "declined", "failed")
# What a caller may write for a number of a statement: "-3", "6/4", "0.25".
ASKED_NUMBER = re.compile(r"-?[0-9]{1,2000}(?:/(?!0+\Z)[0-9]{1,2000}|\.[0-9]{1,2000})?")


@dataclass(frozen=True)
class CheckResult:
    """The verdict on one certificate: accepted or not, why, by which rule, and the exit code.

    code is 0 accepted, 1 rejected, 2 declined (unknown schema, version or rule, or too large), 3 the checker
    itself failed; rule is empty where the certificate did not get as far as naming one.
    """

    accepted: bool
    reason: str
    rule: str
    code: int


def check_bytes(data: bytes, statement: Mapping[str, object] | None = None) -> CheckResult:
    """Judge one certificate; with a statement, accept it only as a certificate of exactly that statement.

    In the statement asked about, numbers may also be unreduced, plain decimals or Fraction. Never raises.
    """
    rule = ""
    try:
        certificate = parse(data)
        if not isinstance(certificate, dict) or "schema" not in certificate:
            raise Rejected("certificate: expected an object with a field 'schema'")
        for name, known in (("schema", (SCHEMA,)), ("version", (VERSION,)), ("rule", tuple(RULES))):
            if certificate.get(name) not in known:
                raise Declined(f"{name}: this kernel knows only {', '.join(map(str, known))[:200]}")
        rule = str(certificate["rule"])
        fields = Field(certificate, "", Budget()).fields("schema", "version", "rule", "statement", "witness")
        _, _, _, asserted, witness = fields
        if statement is not None:
            same_statement(statement, asserted)
        return CheckResult(True, RULES[rule](asserted, witness), rule, ACCEPTED)
    except Rejected as error:
        return CheckResult(False, str(error), rule, REJECTED)
    except Declined as error:
        return CheckResult(False, str(error), rule, DECLINED)
    except Exception as error:
        return CheckResult(False, f"the checker failed: {type(error).__name__}: {error}", rule, FAILED)


def same_statement(asked: Mapping[str, object], asserted: Field) -> None:
    """Reject at the first place where the statement of the certificate is not the one asked about."""
    pairs: list[tuple[object, object, str]] = [(asked, asserted.value, asserted.place)]
    while pairs:
        mine, theirs, place = pairs.pop()
        if isinstance(mine, Mapping) and isinstance(theirs, dict) and mine.keys() == theirs.keys():
            pairs += [(mine[key], theirs[key], f"{place}.{key}") for key in reversed(theirs)]
        elif isinstance(mine, list | tuple) and isinstance(theirs, list) and len(mine) == len(theirs):
            pairs += [(mine[i], theirs[i], f"{place}[{i}]") for i in reversed(range(len(theirs)))]
        elif theirs not in (mine, canonical_scalar(mine)):
            raise Rejected(f"{place}: differs from the statement asked about")


def canonical_scalar(asked: object) -> object:
    """A number of a statement in canonical form; anything else as it is."""
    if isinstance(asked, Fraction) or (isinstance(asked, str) and ASKED_NUMBER.fullmatch(asked)):
        return str(Fraction(asked))
    return asked


def canonical_bytes(value: object) -> bytes:
    """The one way to write a value that the kernel reads: its SHA-256 is the address of a certificate.

    UTF-8, keys sorted, no whitespace. Raises ValueError for what a certificate cannot contain.
    """
    data = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")
    try:
        parse(data)
    except (Rejected, Declined) as error:
        raise ValueError(str(error)) from None
    return data
