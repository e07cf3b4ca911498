"""Exact positive semidefiniteness: signs of the characteristic polynomial, or balls where that is long."""

from flint import arb, arb_mat, ctx, fmpq_mat, fmpz_mat, nmod_mat

from certify.crosscheck.refusal import Effort, NotJudged

# Above this many estimated nanoseconds the characteristic polynomial gives way to balls.
LONG = 1_000_000_000
PRIMES = (4611686018427388039, 4611686018427388091, 4611686018427388301)


def is_semidefinite(matrix: fmpq_mat, effort: Effort) -> bool:
    """Whether a symmetric rational matrix is positive semidefinite."""
    integers, _ = matrix.numer_denom()
    size = integers.nrows()
    bits = max(entry.bit_length() for entry in integers.entries())
    if bits == 0:
        return True
    effort.spend(5000 + size**2 * bits)
    cost = size**4 * (bits + 8) // 4
    if cost <= LONG:
        effort.spend(cost)
        return _signs_alternate(integers)
    return _is_definite(_principal_part(integers, bits, effort), effort)


def _signs_alternate(integers: fmpz_mat) -> bool:
    """det(t - A) has real roots only; none is negative iff its coefficients alternate in sign."""
    coefficients = integers.charpoly().coeffs()
    return all((-c if i % 2 else c) >= 0 for i, c in enumerate(reversed(coefficients)))


def _principal_part(integers: fmpz_mat, bits: int, effort: Effort) -> fmpz_mat:
    """A regular principal submatrix of full rank: A is congruent to it and a block of zeros.

    Its rows are found modulo a prime; that the Schur complement vanishes is then checked over the rationals.
    """
    size = integers.nrows()
    for prime in PRIMES:
        effort.spend(2 * size**3)
        reduced, rank = nmod_mat(integers, prime).rref()
        if rank == size:
            return integers
        if rank == 0:
            continue
        kept = [next(j for j in range(size) if int(reduced[i, j])) for i in range(rank)]
        rest = [j for j in range(size) if j not in set(kept)]
        effort.spend(rank**2 * (size - rank) * rank * bits // 2)
        regular = _block(integers, kept, kept)
        beside = fmpq_mat(_block(integers, kept, rest))
        if beside.transpose() * fmpq_mat(regular).solve(beside) == fmpq_mat(_block(integers, rest, rest)):
            return regular
    raise NotJudged("too large: the rank of a matrix could not be found modulo a prime")


def _is_definite(regular: fmpz_mat, effort: Effort) -> bool:
    """Whether a regular symmetric matrix is positive definite.

    The pivots are enclosed in balls. One that cannot be told from zero is decided by an exact leading minor:
    a minor <= 0 refutes, a positive one asks for more digits.
    """
    precision = 128
    while True:
        effort.spend(12 * regular.nrows() ** 3 * (precision // 128))
        with ctx.workprec(precision):
            try:
                _pivots_are_positive([[arb(x) for x in row] for row in regular.tolist()], 0)
                return True
            except _Pivot as pivot:
                if pivot.negative:
                    return False
                leading = list(range(pivot.index + 1))
        if _block(regular, leading, leading).det() <= 0:
            return False
        precision *= 2


class _Pivot(Exception):  # noqa: N818 - leaves the recursion below
    """A pivot that is not certainly positive."""

    def __init__(self, index: int, negative: bool) -> None:
        self.index, self.negative = index, negative


def _pivots_are_positive(rows: list[list[arb]], first: int) -> None:
    """Raise _Pivot unless all pivots are positive: of the upper left block, then of its Schur complement."""
    size = len(rows)
    if size == 1:
        if not rows[0][0] > 0:
            raise _Pivot(first, bool(rows[0][0] < 0))
        return
    half = size // 2
    upper_left = [row[:half] for row in rows[:half]]
    _pivots_are_positive(upper_left, first)
    beside = arb_mat([row[half:] for row in rows[:half]])
    try:
        solved = arb_mat(upper_left).solve(beside)
    except ZeroDivisionError:  # the balls are too wide to show that the block is regular
        raise _Pivot(first + half - 1, False) from None
    complement = arb_mat([row[half:] for row in rows[half:]]) - beside.transpose() * solved
    _pivots_are_positive(complement.tolist(), first + half)


def _block(matrix: fmpz_mat, rows: list[int], columns: list[int]) -> fmpz_mat:
    entries = matrix.tolist()
    return fmpz_mat([[entries[i][j] for j in columns] for i in rows])
