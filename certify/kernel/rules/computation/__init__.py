"""Rules that need no witness: the kernel computes."""
