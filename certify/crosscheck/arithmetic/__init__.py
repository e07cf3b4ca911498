"""The second checker's arithmetic, on python-flint."""
