"""Objectives of one paper each, with the exact numbers that its claims need."""
