"""The rules of the kernel, one file each, in groups; `table` has them by name."""
