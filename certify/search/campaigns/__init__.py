"""Searches over a grid of questions: their spec, tasks, workers and picture."""
