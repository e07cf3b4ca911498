"""Ways to show that a system of polynomial conditions has no solution."""
