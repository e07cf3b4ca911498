"""Where the hypotheses of a line come from, and whether that is so."""
