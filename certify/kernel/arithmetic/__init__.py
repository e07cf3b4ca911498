"""The exact arithmetic of the kernel: matrices, polynomials, intervals."""
