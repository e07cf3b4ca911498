"""What the kernel refuses to look at: the limits of format version 1, and the two ways to say no."""

from math import lcm

MAX_BYTES = 2 * 1024 * 1024  # of the file
MAX_DEPTH = 128  # of nested lists and objects
MAX_DIGITS = 2000  # of a numerator or a denominator; below Python's own limit on reading integers
MAX_DENOMINATOR_BITS = 8192  # of the least common denominator of all numbers in one certificate
MAX_DIMENSION = 64  # rows or columns of X, Z, D_i; dimension of S, G, U
MAX_ORDER = 512  # of a matrix whose semidefiniteness is decided
MAX_DIRECTIONS = 1024  # escape directions D_i
MAX_VARIABLES = 16  # of a polynomial
MAX_REALS = 32  # symbols of a statement about real numbers, and roots defined on the way to a node, together
MAX_NAME = 64  # characters of the name of a real number
MAX_EXPONENT = 64  # of one variable in one monomial, and of "^"
MAX_ITEMS = 20_000  # elements of one list
MAX_TERMS = 20_000  # monomials of a polynomial, coefficients of a Bernstein form
MAX_WORD = 256  # letters of a word, traces multiplied in one term
MAX_RADICANDS = 4  # square roots adjoined to the rationals by a point
MAX_ROOT = 64  # of what a ledger takes a k-th root
MAX_ROOTS = 256  # different roots in a ledger
MAX_POWER = 1_000_000  # exponent of "^" in a ledger
MAX_PRECISION = 32_768  # bits after the binary point of the intervals of a ledger
MAX_STATES = 400_000  # terms of what is left of an event, over all states of the known bits
MAX_WORK = 2_000_000_000  # see Budget


class Rejected(Exception):  # noqa: N818 - a verdict, not an error
    """The certificate does not prove its statement; the message names the place and says why."""


class Declined(Exception):  # noqa: N818 - a verdict, not an error
    """The certificate is outside what this kernel judges: unknown schema, or too large."""


class Budget:
    """Counts arithmetic before it is done, so that no file can keep the kernel busy for long.

    One operation on numbers of b bits costs 128 + (b / 64)^2, the shape of the cost of a long multiplication,
    and one certificate may spend MAX_WORK. The count depends on the file alone, never on the machine: a file
    declined once is declined everywhere.
    """

    def __init__(self) -> None:
        self.spent = 0
        self.denominator = 1  # common to the numbers read so far

    def spend(self, operations: int, bits: int) -> None:
        """Record operations on numbers of about so many bits, or decline."""
        self.spent += operations * (128 + (bits // 64) ** 2)
        if self.spent > MAX_WORK:
            raise Declined("too large: the arithmetic exceeds the work limit")

    def record(self, denominator: int, place: str) -> None:
        """Keep the common denominator of the numbers of the certificate, or decline at this place."""
        if self.denominator % denominator:
            self.denominator = lcm(self.denominator, denominator)
            if self.denominator.bit_length() > MAX_DENOMINATOR_BITS:
                raise Declined(f"{place}: the common denominator exceeds {MAX_DENOMINATOR_BITS} bits")
