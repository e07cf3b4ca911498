"""Whole theorems for a person: the statement in formulas, the derivation step by step, LaTeX."""
