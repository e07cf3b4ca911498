"""certify: decides claims about nonconvex low-rank matrix recovery, with certificates a kernel re-checks.

The names below are the public surface. Each is loaded when it is first used: importing certify, or running
its kernel, imports no numerical library.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from certify.certificates import Certificate, CertificateStore, Decision, Verdict, decide
    from certify.checking.check import check
    from certify.checking.verification import verify
    from certify.claims import ClaimResult
    from certify.common.errors import CertifyError, InputError, SolverError
    from certify.kernel import CheckResult
    from certify.recovery.duality import DualityResult, delta_star, delta_star_batch
    from certify.recovery.escape import EscapeReport, classical_escape, compare, sharp_escape
    from certify.recovery.instance.file import read_instance, write_instance
    from certify.recovery.instance.instance import Instance

_HOME = {
    "Certificate": "certify.certificates",
    "CertificateStore": "certify.certificates",
    "CertifyError": "certify.common.errors",
    "CheckResult": "certify.kernel",
    "Decision": "certify.certificates",
    "ClaimResult": "certify.claims",
    "DualityResult": "certify.recovery.duality",
    "EscapeReport": "certify.recovery.escape",
    "InputError": "certify.common.errors",
    "Instance": "certify.recovery.instance.instance",
    "SolverError": "certify.common.errors",
    "Verdict": "certify.certificates",
    "check": "certify.checking.check",
    "classical_escape": "certify.recovery.escape",
    "compare": "certify.recovery.escape",
    "decide": "certify.certificates",
    "delta_star": "certify.recovery.duality",
    "delta_star_batch": "certify.recovery.duality",
    "read_instance": "certify.recovery.instance.file",
    "sharp_escape": "certify.recovery.escape",
    "verify": "certify.checking.verification",
    "write_instance": "certify.recovery.instance.file",
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
