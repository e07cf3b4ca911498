"""Lemma 2 of my paper, and an instance its theorem speaks of."""

from certify import Instance
from certify.claims import AtInstance, claim, reals

a, b = reals("a b")

first = claim("Lemma 2, first display", given=[a > 0, b > 0], show=a**2 + b**2 >= 2 * a * b)
second = claim("Lemma 2, second display", given=[a > 0, b > 0], show=a**3 >= b * a**2, printed=True)
second_repaired = second.repaired("the order of a and b", given=[a >= b, b > 0])
theorem = claim(
    "Theorem 3 at the smallest instance",
    AtInstance(Instance([["1"], ["0"]], [["0"], ["3/2"]], delta="2/5"), "no counterexample"),
    rests_on=["lemma_2.first", "lemma_2.second_repaired"],
)
