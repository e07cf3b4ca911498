"""Unsound certificates of the rule `derivation`, by the kind of the attempt."""
