"""Provers of statements about one recovery instance."""
