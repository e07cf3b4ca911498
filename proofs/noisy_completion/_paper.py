"""Completion as noisy sensing, an anonymous submission. Theorem 3.2 is Theorem C.9, told informally."""

from certify.claims import paper

PAPER = paper(
    key="noisy_completion",
    authors=("Anonymous authors",),
    year=2025,
    title="Using Noise to Help Reach Global Minima: Turning Matrix Completion into Noisy Matrix Sensing",
    results={
        "Lemma 2.1": None,
        "Theorem 2.2": None,
        "Theorem 3.1": None,
        "Theorem 4.1": None,
        "Lemma C.6": None,
        "Lemma C.8": None,
        "Theorem C.9": None,
        "Theorem C.10": None,
        "Lemma D.1": None,
    },
)
