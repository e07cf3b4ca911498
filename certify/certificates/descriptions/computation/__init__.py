"""What certificates about constants and random masks say: one file for each of the kernel's rules."""
