"""Exact points: found, made readable, and written as witnesses."""
