"""Provers of statements about real numbers."""
