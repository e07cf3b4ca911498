"""Rules about matrix words, for matrices of all sizes."""
