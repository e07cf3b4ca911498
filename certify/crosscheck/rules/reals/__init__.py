"""Rules about real numbers and polynomials."""
