"""Theorem 3.19, repaired (eps1/sqrt(2) for eps1/2): Theorem 3.10 for the asymmetric objective g.

The normal part of the gradient of g is N = J Z Z' J, and its class is that of f at 2 delta and 2 eps0.
"""

import numpy as np

from certify.claims.derivations import forall, load, theorem

section_3, lemma_3_18 = load(__file__, "zhang/section_3"), load(__file__, "zhang/lemma_3_18")
theorem_3_10, escape = load(__file__, "zhang/theorem_3_10"), load(__file__, "zhang/escape")
t1, t2, F, normal, put = (getattr(lemma_3_18, name) for name in ["t1", "t2", "F", "normal", "put"])
delta, eps0, eps1, rho, e, w, T = (
    getattr(theorem_3_10, name) for name in ["delta", "eps0", "eps1", "rho", "e", "w", "T"]
)
NUMBERS = [
    *(one for one in theorem_3_10.NUMBERS if one[0] != "far"),
    ("far", (T - 2 * delta) * e > 2 * eps0 * rho + eps1 * w / 2),
]
OBJECTS = [*[one for one in theorem_3_10.OBJECTS if one not in (escape.S, escape.H)], *lemma_3_18.OWN]


def _theorem_3_19(p):
    lemma_3_18.normal_letter(p)

    def along(x):
        x.apply(
            section_3.lemma_3_5,
            "goal",
            parameters={"t1": t1, "t2": t2},
            letters={"Nn": x.named("Nn")},
            premises=["mp1", "mp2", "mp3", "mp4", "kills_Z", "along_h1", "along_h2"],
        )
        x.conclude(by=x["goal"], rewrite=[("Nn_is", "Nn")])

    p.lemma("along", theorem_3_10.normal_part(normal)[1], along)
    lemma_3_18.symmetric_class(p, theorem_3_10.with_normal, "C_def")
    slope, curvature = p.apply(theorem_3_10.with_normal, "goal", **put)
    escapes = theorem_3_10.directions(lemma_3_18.SLOPE)[0][0]
    slope.have("escapes", escapes, by=slope["goal"] - lemma_3_18.slope_at(slope))
    slope.finish("escapes")
    curvature.finish("goal", case=1)


theorem_3_19 = theorem(
    "theorem_3_19",
    forall(
        OBJECTS,
        [
            *section_3.PENROSE,
            *lemma_3_18.CLASS,
            *escape.UNIT,
            *theorem_3_10.PLACE,
            *NUMBERS,
            lemma_3_18.SECOND_ORDER,
        ],
        either=theorem_3_10.directions(lemma_3_18.SLOPE),
    ),
    _theorem_3_19,
    lambda: points(),
)


def points():
    """Numbers of Lemma 3.18 with noise and tolerances so small that the distance is large."""
    for at in lemma_3_18.points():
        at |= {"eps1": 0.01, "delta": 0.05, "s": np.sqrt(at["q"] / at["r"])}
        at["T"] = 1 / (1 + (1 + at["eps2"] / 2) * at["s"])
        small = 0.1 * (at["T"] - 2 * at["delta"]) * at["e"] / (2 * at["rho"]) / at["eps0"]
        at["Ab"] = at["Ab"] + (1 - small) * at["SA"]
        at["SA"], at["eps0"] = small * at["SA"], small * at["eps0"]
        at["C"] = lemma_3_18.representing(at)
        if (at["T"] - 2 * at["delta"]) * at["e"] > 2 * at["eps0"] * at["rho"] + at["eps1"] / np.sqrt(2):
            yield at
