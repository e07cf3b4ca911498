"""Provers of statements about points of objectives and semidefinite programs."""
