"""What certificates about real numbers say: one file for each of the kernel's rules."""
