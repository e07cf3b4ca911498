"""A second checker of the same certificates: other algorithms, on python-flint, no code of the kernel.

It follows docs/certificate-format.md and exists so that a mistake in the kernel has to be made twice.
"""

from certify.crosscheck.check import CheckResult, check_bytes

__all__ = ["CheckResult", "check_bytes"]
