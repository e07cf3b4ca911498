"""The kernel: re-checks certificates with exact arithmetic, trusting no solver and nothing else of certify.

It is specified by docs/certificate-format.md and imports only the standard library and itself.
"""

from certify.kernel.check import CheckResult, canonical_bytes, check_bytes

__all__ = ["CheckResult", "canonical_bytes", "check_bytes"]
