"""The rule for whole theorems: derivations from premises and library facts."""
