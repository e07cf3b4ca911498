"""Gradient descent without balancing. Equation 11 is a result that the paper states in its text."""

from certify.claims import paper

PAPER = paper(
    key="beyond_procrustes",
    authors=("Cong Ma", "Yuanxin Li", "Yuejie Chi"),
    year=2021,
    title="Beyond Procrustes: Balancing-Free Gradient Descent for Asymmetric Low-Rank Matrix Sensing",
    arxiv="2101.05113",
    results={
        "Theorem 1": None,
        "Theorem 2": None,
        "Lemma 1": None,
        "Lemma 2": None,
        "Lemma 3": None,
        "Lemma 4": None,
        "Lemma 5": None,
        "Equation 11": None,
    },
)
