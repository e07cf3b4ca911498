"""An instance, its file, and its reduction to few dimensions."""
