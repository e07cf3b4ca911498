"""Recovery problems: what (P) and (D) need to know of one; a file for each class."""
