"""The types of statements, one file each."""
