"""The rules of the second checker, in the groups of the kernel's."""
