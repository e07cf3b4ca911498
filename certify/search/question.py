"""What a search asks: which instances are allowed, and in which coordinates they are searched."""

from dataclasses import dataclass
from fractions import Fraction

from certify.common.errors import InputError
from certify.common.exact import as_fraction
from certify.recovery.instance.instance import Number

LARGEST_RANK = 12


@dataclass(frozen=True)
class Question:
    """The infimum of delta*(X, Z; eps) over X (n, r) and Z (n, r*) with ||E|| = 1, n = r + r*.

    delta* is of degree 0 under (X, Z, eps0, eps1) -> (tX, tZ, t^2 eps0, t^2 eps1): eps0 and eps1 are meant
    in units of ||E||, eps2 is a number. More rows than r + r* change nothing (Lemma 2.3, Zhang).

    Raises:
        InputError: a rank that is not a positive integer or above 12, r < r* (delta* = 0 there: the best
            approximation of rank r is no spurious point), or a negative tolerance.
    """

    r: int
    r_star: int
    eps0: Fraction = Fraction(0)
    eps1: Fraction = Fraction(0)
    eps2: Fraction = Fraction(0)

    @classmethod
    def of(cls, r: int, r_star: int, eps0: Number = 0, eps1: Number = 0, eps2: Number = 0) -> "Question":
        """A question from numbers as an instance takes them."""
        return cls(r, r_star, *(as_fraction(e, f"eps{i}") for i, e in enumerate((eps0, eps1, eps2))))

    def __post_init__(self) -> None:
        for name, rank in (("r", self.r), ("rstar", self.r_star)):
            if isinstance(rank, bool) or not isinstance(rank, int) or not 1 <= rank <= LARGEST_RANK:
                raise InputError(name, f"{rank!r} is not a rank", f"give an integer from 1 to {LARGEST_RANK}")
        if self.r < self.r_star:
            problem = f"{self.r} is below r* = {self.r_star}"
            raise InputError("r", problem, "ask for r >= r*: a smaller model rank cannot represent the truth")
        for name in ("eps0", "eps1", "eps2"):
            if getattr(self, name) < 0:
                raise InputError(name, "is negative", "give a tolerance >= 0")

    @property
    def noiseless(self) -> bool:
        """eps0 = eps1 = 0; eps2 may be positive."""
        return not self.eps0 and not self.eps1

    @property
    def n(self) -> int:
        """Rows of X and Z."""
        return self.r + self.r_star

    def document(self) -> dict[str, object]:
        """As JSON data."""
        return {
            "r": self.r,
            "r_star": self.r_star,
            **{name: str(getattr(self, name)) for name in ("eps0", "eps1", "eps2")},
        }
