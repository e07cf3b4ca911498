"""Provers of whole theorems."""
