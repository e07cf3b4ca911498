"""Rules about points of objectives and about semidefinite programs."""
