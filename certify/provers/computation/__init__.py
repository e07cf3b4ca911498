"""Provers that compute or sample, and the isolation they do it in."""
