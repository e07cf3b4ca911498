"""What certificates about one instance of Theorem 2.1 say: one file for each of the kernel's rules."""
