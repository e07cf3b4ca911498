"""The geometry of low-rank optimization. Examples, remarks and definitions are no results."""

from certify.claims import paper

PAPER = paper(
    key="zhu_li_tang_wakin",
    authors=("Zhihui Zhu", "Qiuwei Li", "Gongguo Tang", "Michael B. Wakin"),
    year=2017,
    title="The Global Optimization Geometry of Low-Rank Matrix Optimization",
    arxiv="1703.01256",
    results={
        "Theorem 1": 7,
        "Theorem 2": 11,
        "Theorem 3": 11,
        "Theorem 4": 12,
        "Theorem 5": 12,
        "Proposition 1": 6,
        "Corollary 1": 9,
        "Corollary 2": 16,
        "Lemma 1": 5,
        "Lemma 2": 6,
        "Lemma 3": 6,
        "Lemma 4": 10,
        "Lemma 5": 11,
        "Lemma 6": 11,
        "Lemma 7": 16,
        "Lemma 8": 16,
        "Lemma 9": 19,
        "Lemma 10": 20,
        "Lemma 11": 21,
        "Lemma 12": 21,
        "Lemma 13": 21,
    },
)
