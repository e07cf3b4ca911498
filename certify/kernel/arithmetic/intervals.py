"""Interval arithmetic on a grid: an interval is a pair of integers, its ends in multiples of 2^-bits.

Every operation rounds outwards: the interval it returns contains the result for all numbers in its arguments.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import isqrt

from certify.kernel.limits import Budget

Interval = tuple[int, int]


def bits_of(*ends: int) -> int:
    """The bits of the longest."""
    return max(end.bit_length() for end in ends)


class Grid:
    """The multiples of 2^-bits. bits is at least 64."""

    def __init__(self, bits: int, budget: Budget) -> None:
        self.bits, self.budget = bits, budget
        self.one: Interval = (1 << bits, 1 << bits)

    def quotients(self, above: Sequence[int], below: Sequence[int]) -> Interval:
        """The interval of all quotients; no denominator is zero, and all have one sign."""
        self.budget.spend(4 * len(above) * len(below), bits_of(*above, *below))
        each = [(a, b) for a in above for b in below]
        return min(a // b for a, b in each), max(-(-a // b) for a, b in each)

    def number(self, value: Fraction) -> Interval:
        """A rational number."""
        return self.quotients([value.numerator << self.bits], [value.denominator])

    def plus(self, a: Interval, b: Interval, sign: int = 1) -> Interval:
        """a + b, or a - b where the sign is -1."""
        self.budget.spend(2, bits_of(*a, *b))
        return a[0] + sign * b[sign < 0], a[1] + sign * b[sign > 0]

    def times(self, a: Interval, b: Interval) -> Interval:
        """a b."""
        self.budget.spend(8, (bits_of(*a) + bits_of(*b)) // 2)
        products = [x * y for x in a for y in b]
        return min(products) >> self.bits, -(-max(products) >> self.bits)

    def over(self, a: Interval, b: Interval) -> Interval:
        """a / b, where zero is not in b."""
        return self.quotients([x << self.bits for x in a], b)

    def power(self, a: Interval, exponent: int) -> Interval:
        """a^exponent, from the leading binary digit of the exponent down."""
        result = self.one
        for digit in f"{exponent:b}":
            result = self.times(result, result)
            if digit == "1":
                result = self.times(result, a)
        return result

    def root(self, a: Interval, degree: int) -> Interval:
        """The nonnegative root of the nonnegative numbers of a."""
        low, high = (self.floor_root(max(end, 0) << (degree - 1) * self.bits, degree) for end in a)
        return low, high + 1

    def floor_root(self, number: int, degree: int) -> int:
        """The greatest integer whose power is at most the number: Newton's method from above.

        It starts from the root of the leading half of the digits, rounded up.
        """
        bits = number.bit_length()
        shift = bits // (2 * degree)
        root = (self.floor_root(number >> degree * shift, degree) + 1) << shift if shift else 4
        while root:
            self.budget.spend(8, bits)
            step = ((degree - 1) * root + number // root ** (degree - 1)) // degree
            if step >= root:
                break
            root = step
        return root

    def exp(self, a: Interval) -> Interval:
        """exp a = (exp y)^(2^halvings), |y| <= 2^-share; exp y by Taylor's formula.

        After the power m the rest is at most 2 |y|^(m + 1), and share (m + 1) > bits.
        """
        share = isqrt(self.bits)
        halvings = max(0, bits_of(*a) - self.bits + share)
        y = a[0] >> halvings, -(-a[1] >> halvings)
        total = self.one
        for m in range(self.bits // share + 1, 0, -1):
            low, high = self.times(y, total)
            total = self.plus(self.one, self.quotients((low, high), [m]))
        total = total[0] - 1, total[1] + 1
        for _ in range(halvings):
            total = self.times(total, total)
        return total

    def log(self, a: Interval) -> Interval:
        """log a, where the lower end x is positive.

        log x = 2 artanh((x - t)/(x + t)) + log t, t the power of 2 with t/2 <= x < t, and
        log y <= log x + (y - x)/x.
        """
        x, y = a
        t = 1 << x.bit_length()
        near = self.artanh(self.quotients([(x - t) << self.bits], [x + t]))
        log_2 = self.artanh(self.number(Fraction(1, 3)))
        half = self.plus(near, self.times(self.number(Fraction(x.bit_length() - self.bits)), log_2))
        low, high = self.plus(half, half)
        return low, high + self.quotients([(y - x) << self.bits], [x])[1]

    def artanh(self, z: Interval) -> Interval:
        """z + z^3/3 + z^5/5 + ..., |z| <= 1/3; after m terms the rest is at most 9^-m, and 9^m > 2^bits."""
        square, total = self.times(z, z), (0, 0)
        for m in range(self.bits // 3, -1, -1):
            total = self.plus(self.times(square, total), self.number(Fraction(1, 2 * m + 1)))
        low, high = self.times(z, total)
        return low - 1, high + 1
