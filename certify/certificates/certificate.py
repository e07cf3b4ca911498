"""A certificate: what is claimed, and the exact data from which the kernel re-checks it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from certify.common.errors import InputError
from certify.common.exact import Exact, rational_string
from certify.kernel import CheckResult, canonical_bytes, check_bytes
from certify.recovery.instance.instance import Instance

SCHEMA, VERSION = "certify/certificate", 1


@dataclass(frozen=True)
class Certificate:
    """The document of a certificate (docs/certificate-format.md). Equal documents have equal addresses."""

    document: Mapping[str, Any]

    @property
    def rule(self) -> str:
        """The kernel's rule that judges it."""
        return str(self.document["rule"])

    @property
    def statement(self) -> Mapping[str, Any]:
        """What it claims; the problem is rebuilt from this alone."""
        statement: Mapping[str, Any] = self.document["statement"]
        return statement

    @property
    def witness(self) -> Mapping[str, Any]:
        """The data that proves the statement."""
        witness: Mapping[str, Any] = self.document["witness"]
        return witness

    @property
    def address(self) -> str:
        """The SHA-256 of its canonical bytes, in hexadecimal."""
        return hashlib.sha256(self.to_bytes()).hexdigest()

    def to_bytes(self) -> bytes:
        """The canonical bytes: UTF-8, sorted keys, no white space."""
        return canonical_bytes(self.document)

    def to_json(self) -> str:
        """The canonical bytes as text."""
        return self.to_bytes().decode()

    def check(self, statement: Mapping[str, Any] | None = None) -> CheckResult:
        """The kernel's verdict on the canonical bytes."""
        return check_bytes(self.to_bytes(), statement)

    @classmethod
    def from_json(cls, text: str | bytes) -> "Certificate":
        """The certificate in a text. Raises InputError where it has not the outer form of one.

        Whether it proves anything is for the kernel to say, which reads the text by itself.
        """
        try:
            document = json.loads(text)
        except (ValueError, RecursionError) as error:
            problem = f"is not JSON ({str(error).splitlines()[0]})"
            raise InputError("certificate", problem, "give the text of a certificate") from None
        parts = ("rule", "statement", "witness")
        if not isinstance(document, dict) or any(part not in document for part in parts):
            fix = "see docs/certificate-format.md"
            raise InputError("certificate", "is no object with rule, statement and witness", fix)
        return cls(document)


def certificate(rule: str, statement: Mapping[str, Any], witness: Mapping[str, Any]) -> Certificate:
    """A certificate of the current schema."""
    fields = {"schema": SCHEMA, "version": VERSION, "rule": rule}
    return Certificate({**fields, "statement": statement, "witness": witness})


def recovery_statement(instance: Instance, delta: Fraction, conclusion: str) -> dict[str, Any]:
    """The statement of the two rules about (P) and (D) for an instance at a delta."""
    return {
        "X": matrix_strings(instance.X_exact),
        "Z": matrix_strings(instance.Z_exact),
        "delta": rational_string(delta),
        "eps0": rational_string(instance.eps0_exact),
        "eps1": rational_string(instance.eps1_exact),
        "eps2": rational_string(instance.eps2_exact),
        "conclusion": conclusion,
    }


def matrix_strings(matrix: Exact) -> list[list[str]]:
    """A matrix of rationals as the strings of the format."""
    return [[rational_string(x) for x in row] for row in matrix]
