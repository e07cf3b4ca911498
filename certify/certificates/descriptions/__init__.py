"""What certificates say, in words and formulas, with sizes and margins."""
