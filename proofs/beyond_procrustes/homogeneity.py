"""The displays of Ma, Li and Chi under a change of scale (X, Y, X*, Y*) -> (t X, t Y, t X*, t Y*).

A true inequality with numerical constants, for all scales, has terms of one degree, or dispensable ones. An
inhomogeneous display is a slip, and where a large or a small scale breaks it, false; lemma_4, theorem_2 and
theorem_1 have the witnesses.
"""

import sympy

from certify.claims import Computed, claim, source

SOURCE = source("Section 4")
t = sympy.Symbol("t", positive=True)
# Degrees: M, singular values and products p = |Ex Y^T|, q = |X Ey^T|, w = |Ex Ey^T| are 2; distances 1.
DEGREES = {
    "p": 2,
    "q": 2,
    "w": 2,
    "e": 1,
    "f": 1,
    "dist": 1,
    "smax": 2,
    "smin": 2,
    "sigma_x": 1,
    "delta_length": 1,
    "res": 2,
    "res_y": 3,
    "gamma": 4,
    "size": 2,
}
NUMBERS = ("kappa", "eta", "c0", "zeta", "rip", "power")
SYMBOLS = {name: sympy.Symbol(name, positive=True) for name in (*DEGREES, *NUMBERS)}
p, q, w, e, f, dist, smax, smin, sigma_x, delta_length, res, res_y, gamma, size = (
    SYMBOLS[n] for n in DEGREES
)
kappa, eta, c0, zeta, rip, power = (SYMBOLS[n] for n in NUMBERS)
bracket_printed = e + q + e * f
u = p**2 + q**2

DISPLAYS = {
    "(10), (15)": (dist, c0 * kappa ** sympy.Rational(-3, 2) * sympy.sqrt(smin)),
    "(11)": (dist, power * size / sympy.sqrt(smin)),
    "(12)": (delta_length, sigma_x / 80),
    "Lemma 1": (zeta, 5 * delta_length / sigma_x),
    "Lemma 3": (gamma, p**2 - e**4 / 4),
    "Appendix D": (res_y, sympy.sqrt(smax) * (p + q + w)),
    "Lemma 5": (rip * res**2, rip * size**2),
    "(16)": (gamma, p**2 - smin * e**2 / 400 - zeta * res_y * e),
    "bound of the last term of (16)": (
        zeta * res_y * e,
        zeta**2 * kappa * u + smin * e**2 / 8 + zeta * sympy.sqrt(smax) * f * e**2,
    ),
    "gamma_1 + gamma_2": (gamma, (1 - zeta**2 * kappa) * u - smin * dist**2 / 7),
    "(17) without (eta/s_max)^2": (res_y**2, smax * (p + q + e * f) ** 2),
    "beta_1 + beta_2": (res_y**2, smax * u + c0**2 * smax * smin / kappa**3 * dist**2),
    "all bounds collected": (dist**2, (1 + eta / kappa) * dist**2 + (eta**2 / smax - eta / smax) * u),
    "(18)": (dist**2, (1 - eta / (24 * kappa)) * dist**2),
    "third hypothesis": (zeta, 5 * c0 / kappa ** sympy.Rational(3, 2) + 5 / sigma_x * dist),
    "(20)": (dist**2, dist**2 + (eta / smax) ** 2 * res_y**2 - eta / smax * gamma),
    "(21)": (res_y, rip * sympy.sqrt(smax) * (p + q + w)),
    "six terms": (gamma, rip * (p + q + w) * (p + sympy.sqrt(smax) * zeta * e)),
    "gamma~_1 + gamma~_2": (gamma, u / 2 - smin * dist**2 / 6),
    "Lemma 4": (res_y, sympy.sqrt(smax) * bracket_printed),
    "Lemma 4, repaired": (res_y, sympy.sqrt(smax) * (p + q + e * f)),
    "(17)": ((eta / smax) ** 2 * res_y**2, res_y**2),
    "(21) with beta_1 of Section 4.3": (res_y - eta / smax * res_y, rip * sympy.sqrt(smax) * (p + q + w)),
    "order of |gamma~_1 - gamma_1|": (gamma, rip * (u + smin * dist)),
    "order of |gamma~_1 - gamma_1|, repaired": (gamma, rip * (u + smin * dist**2)),
}


def _inhomogeneous(display: str) -> str:
    """The degrees of the terms of a display, where there is more than one."""
    scaled = {SYMBOLS[name]: SYMBOLS[name] * t**degree for name, degree in DEGREES.items()}
    found = set()
    for side in DISPLAYS[display]:
        for term in sympy.Add.make_args(sympy.expand(side)):
            ratio = sympy.powsimp(sympy.simplify(term.subs(scaled, simultaneous=True) / term))
            found.add(sympy.degree(ratio, t) if ratio.is_polynomial(t) else sympy.log(ratio, t).simplify())
    return "" if len(found) == 1 else f"terms of the degrees {', '.join(map(str, sorted(found)))}"


SLIPS = ("Lemma 4", "(17)", "(21) with beta_1 of Section 4.3", "order of |gamma~_1 - gamma_1|")
SAYS = "all terms of the display have one degree in the scale"

displays = claim(
    "The displays (10)-(12), (15)-(21) and of the lemmas are homogeneous, but for four, two of these "
    "repaired",
    Computed(
        SAYS,
        _inhomogeneous,
        cases=[{"display": name} for name in DISPLAYS if name not in SLIPS],
    ),
)
lemma_4 = claim(
    "Lemma 4 is homogeneous as printed",
    Computed(SAYS, _inhomogeneous, cases=[{"display": "Lemma 4"}]),
    canary="REFUTED",
    note="lemma_4.first is false for that reason.",
)
line_17 = claim(
    "(17) is homogeneous, with beta_1 as defined in Section 4.3",
    Computed(SAYS, _inhomogeneous, cases=[{"display": "(17)"}]),
    canary="REFUTED",
    note="theorem_2.beta_first_line is false for that reason.",
)
line_21 = claim(
    "(21) is homogeneous, with beta_1 as defined in Section 4.3",
    Computed(SAYS, _inhomogeneous, cases=[{"display": "(21) with beta_1 of Section 4.3"}]),
    canary="REFUTED",
    note="theorem_1.line_21_i is false for that reason.",
)
order = claim(
    "Section 4.4: the order of |gamma~_1 - gamma_1| is homogeneous, with dist in place of dist^2",
    Computed(SAYS, _inhomogeneous, cases=[{"display": "order of |gamma~_1 - gamma_1|"}]),
    canary="REFUTED",
    note="True nevertheless, as the term is not needed (theorem_1.order).",
)
