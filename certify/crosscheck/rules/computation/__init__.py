"""Rules that need no witness: the checker computes."""
