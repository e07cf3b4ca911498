"""Rules about one recovery instance: the two sides of Theorem 2.1."""
