"""certify: decides claims about nonconvex low-rank matrix recovery, with certificates a kernel re-checks.

The names below are the public surface. Each is loaded when it is first used: importing certify, or running
its kernel, imports no numerical library.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from certify.duality import DualityResult, delta_star, delta_star_batch
    from certify.errors import CertifyError, InputError, SolverError
    from certify.escape import EscapeReport, classical_escape, compare, sharp_escape
    from certify.instance import Instance
    from certify.instance_file import read_instance, write_instance

_HOME = {
    "CertifyError": "certify.errors",
    "DualityResult": "certify.duality",
    "EscapeReport": "certify.escape",
    "InputError": "certify.errors",
    "Instance": "certify.instance",
    "SolverError": "certify.errors",
    "classical_escape": "certify.escape",
    "compare": "certify.escape",
    "delta_star": "certify.duality",
    "delta_star_batch": "certify.duality",
    "read_instance": "certify.instance_file",
    "sharp_escape": "certify.escape",
    "write_instance": "certify.instance_file",
}

__all__ = [
    "CertifyError",
    "DualityResult",
    "EscapeReport",
    "InputError",
    "Instance",
    "SolverError",
    "classical_escape",
    "compare",
    "delta_star",
    "delta_star_batch",
    "read_instance",
    "sharp_escape",
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
