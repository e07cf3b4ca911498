"""What certificates about matrices of all sizes say: one file for each of the kernel's rules."""
