"""What certificates about points and semidefinite programs say: one file for each of the kernel's rules."""
