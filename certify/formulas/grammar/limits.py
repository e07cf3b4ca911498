"""What a sentence may be at most: all of it is checked before anything is computed with it."""

CHARACTERS = 10_000
TOKENS = 2_000
DEPTH = 64  # parentheses, operators and functions within each other
NAMES = 24  # real numbers, or matrices, or scalars beside them
NAME_LENGTH = 40
MATRIX_NAME_LENGTH = 32  # of a matrix, a size, or a scalar beside matrices
DIGITS = 200  # of one number as written
EXPONENT = 64  # numerator and denominator, without the sign
BITS = 8_192  # of the largest constant that multiplying out could lead to
ROOT_BITS = 512  # the same, under a root
DEGREE = 256  # of the polynomials on either side of the largest quotient
TERMS = 100_000  # of those polynomials, multiplied out
LETTERS = 64  # of a product of matrices, multiplied out
WORDS = 2_000  # terms of an expression in matrices, multiplied out
