"""certify: decides claims about nonconvex low-rank matrix recovery, with certificates a kernel re-checks.

The names below are the public surface. Each is loaded when it is first used: importing certify, or running
its kernel, imports no numerical library.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from certify.certificates import Certificate, CertificateStore, Decision, Verdict, decide
    from certify.checking import check
    from certify.claims import ClaimResult
    from certify.duality import DualityResult, delta_star, delta_star_batch
    from certify.errors import CertifyError, InputError, SolverError
    from certify.escape import EscapeReport, classical_escape, compare, sharp_escape
    from certify.instance import Instance
    from certify.instance_file import read_instance, write_instance
    from certify.kernel import CheckResult
    from certify.verification import verify

_HOME = {
    "Certificate": "certify.certificates",
    "CertificateStore": "certify.certificates",
    "CertifyError": "certify.errors",
    "CheckResult": "certify.kernel",
    "Decision": "certify.certificates",
    "ClaimResult": "certify.claims",
    "DualityResult": "certify.duality",
    "EscapeReport": "certify.escape",
    "InputError": "certify.errors",
    "Instance": "certify.instance",
    "SolverError": "certify.errors",
    "Verdict": "certify.certificates",
    "check": "certify.checking",
    "classical_escape": "certify.escape",
    "compare": "certify.escape",
    "decide": "certify.certificates",
    "delta_star": "certify.duality",
    "delta_star_batch": "certify.duality",
    "read_instance": "certify.instance_file",
    "sharp_escape": "certify.escape",
    "verify": "certify.verification",
    "write_instance": "certify.instance_file",
}

__all__ = [
    "Certificate",
    "CertificateStore",
    "CertifyError",
    "CheckResult",
    "ClaimResult",
    "Decision",
    "DualityResult",
    "EscapeReport",
    "InputError",
    "Instance",
    "SolverError",
    "Verdict",
    "check",
    "classical_escape",
    "compare",
    "decide",
    "delta_star",
    "delta_star_batch",
    "read_instance",
    "sharp_escape",
    "verify",
    "write_instance",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'certify' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
