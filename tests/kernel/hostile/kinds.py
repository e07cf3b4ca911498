"""Letters and forms of another kind than what is put for them (kinds 25 to 28)."""

from kernel.derivations import (
    Json,
    T,
    apply,
    case,
    certificate,
    fact,
    finish,
    form,
    have,
    inner,
    let,
    made,
    minus,
    plus,
    psd,
    sequent,
    times,
    tr,
)
from kernel.hostile.common import FALSE, Attempt, everything

LEAST = sequent(letters=["N n n semidefinite"], cases=[case(("t", "ge", ["tr", "N"]))])
HALF_FORM = sequent(
    forms=["K n n"],
    premises=[("p", "all", everything("letters", "X", "ge", ["form", "K", "X", "X"], "n n"))],
    cases=[case(("g", "ge", ["form", "K", "A", "A"]))],
)


def semidefinite(element: Json, trace: Json, *before: Json) -> Json:
    """tr N >= 0 for semidefinite N, used for this element."""
    return certificate(
        sequent(
            "n",
            letters=["A n n", "S n n symmetric", "P n n semidefinite", "Q n n semidefinite"],
            premises=[("h", "all", LEAST)],
            cases=[case(("c", "ge", trace))],
        ),
        *before,
        apply("h", made("no"), letters=[element]),
        finish("no"),
    )


def witness(element: Json) -> Json:
    """There is a semidefinite G that equals the element."""
    return certificate(
        sequent(
            "n",
            letters=["P n n semidefinite", "Q n n semidefinite"],
            cases=[case(("c", "eq", minus("G", element)), letters=["G n n semidefinite"])],
        ),
        have("s", "eq", minus(element, element), times("0", element)),
        finish("s", letters=[element]),
    )


def by_form(value: Json, left: str = "a", right: str = "b") -> Json:
    """A hypothesis about all forms, used for this expression."""
    return certificate(
        sequent(
            "n m",
            "t",
            letters=["A n n", "B n m", "R n n"],
            forms=["F n m"],
            premises=[
                (
                    "h",
                    "all",
                    sequent(
                        forms=["K n n"],
                        cases=[case(("g", "eq", minus(["form", "K", "A", "R"], ["form", "K", "R", "A"])))],
                    ),
                )
            ],
            cases=[FALSE],
        ),
        apply("h", made("no"), forms=[value if isinstance(value, str) else form(left, right, value)]),
        finish("no"),
    )


SYMMETRIC_BY_PREMISE = {
    "sizes": "n",
    "letters": ["M n n"],
    "premises": [("sym", "eq", minus("M", T("M")))],
}
MISFITS: list[Attempt] = [
    (
        "25 symmetric by hypothesis only, applied",
        certificate(
            sequent(**SYMMETRIC_BY_PREMISE, cases=[FALSE]),
            apply(
                "library least-eigenpair",
                made("a b c", parameters="t", letters="u Q"),
                sizes="n",
                letters=["M"],
            ),
        ),
        "witness.steps[0].letters[0]",
    ),
    (
        "25 symmetric by hypothesis only, defined",
        certificate(sequent(**SYMMETRIC_BY_PREMISE, cases=[FALSE]), let("S", "symmetric", "M", "d")),
        "witness.steps[0].element",
    ),
    (
        "25 symmetric by hypothesis only, as a witness",
        certificate(
            sequent(
                **SYMMETRIC_BY_PREMISE,
                cases=[case(("c", "eq", minus("S", T("S"))), letters=["S n n symmetric"])],
            ),
            finish("sym", letters=["M"]),
        ),
        "witness.steps[0].letters[0]",
    ),
    (
        "25 not symmetric, as a semidefinite letter",
        certificate(
            sequent(
                "n",
                letters=["M n n"],
                premises=[("p", "all", everything("letters", "y", "ge", tr(T("y"), "M", "y"), "n 1"))],
                cases=[FALSE],
            ),
            psd("Q", "d", "M", "v", apply("p", made("s"), letters=["v"]), finish("s")),
            have("s", "eq", minus("M", T("M")), minus(T(fact("d")), fact("d"))),
        ),
        "witness.steps[0].element",
    ),
    (
        "26 a difference of semidefinite letters",
        semidefinite(minus("P", "Q"), ["tr", minus("P", "Q")]),
        "witness.steps[0].letters[0]",
    ),
    ("26 a negative", semidefinite(minus("P"), minus(["tr", "P"])), "witness.steps[0].letters[0]"),
    ("26 a product", semidefinite(times("P", "Q"), tr("P", "Q")), "witness.steps[0].letters[0]"),
    ("26 a multiple", semidefinite(times("2", "P"), times("2", ["tr", "P"])), "witness.steps[0].letters[0]"),
    ("26 a symmetric letter", semidefinite("S", ["tr", "S"]), "witness.steps[0].letters[0]"),
    ("26 a general letter", semidefinite("A", ["tr", "A"]), "witness.steps[0].letters[0]"),
    ("26 the zero matrix", semidefinite(["0", "n", "n"], "0"), "witness.steps[0].letters[0]"),
    (
        "26 a letter defined by a difference",
        semidefinite("D", ["tr", minus("P", "Q")], let("D", "symmetric", minus("P", "Q"), "d")),
        "witness.steps[1].letters[0]",
    ),
    ("26 a difference as a witness", witness(minus("P", "Q")), "witness.steps[1].letters[0]"),
    ("26 a negative as a witness", witness(minus("P")), "witness.steps[1].letters[0]"),
    ("27 a form that is not symmetric", by_form(tr(T("a"), "R", "b")), "witness.steps[0].forms[0]"),
    (
        "27 a form that is quadratic in one argument",
        by_form(times(inner("a", "a"), inner("b", "b"))),
        "witness.steps[0].forms[0]",
    ),
    ("27 a form that is constant in both arguments", by_form("t"), "witness.steps[0].forms[0]"),
    (
        "27 a form that is linear and not bilinear",
        by_form(plus(["tr", "a"], ["tr", "b"])),
        "witness.steps[0].forms[0]",
    ),
    ("27 a form with a constant", by_form(plus(inner("a", "b"), "1")), "witness.steps[0].forms[0]"),
    (
        "27 a form with a quadratic part",
        by_form(plus(inner("a", "b"), inner("a", "a"), inner("b", "b"))),
        "witness.steps[0].forms[0]",
    ),
    ("27 a form of another power", by_form(["^", inner("a", "b"), 2]), "witness.steps[0].forms[0]"),
    (
        "27 a form with a placeholder in a power of a matrix",
        by_form(["tr", ["^", times("a", "b"), 2]]),
        "witness.steps[0].forms[0]",
    ),
    ("27 a form without its left placeholder", by_form(["tr", "b"]), "witness.steps[0].forms[0]"),
    (
        "27 a form whose value is a matrix",
        by_form(plus(times(T("a"), "b"), times(T("b"), "a"))),
        "witness.steps[0].forms[0]",
    ),
    (
        "27 a form whose arguments have another shape",
        by_form(["form", "F", "a", "b"]),
        "witness.steps[0].forms[0]",
    ),
    ("27 a form in scope of another shape", by_form("F"), "witness.steps[0].forms[0]"),
    ("27 a letter for a form", by_form("A"), "witness.steps[0].forms[0]"),
    (
        "28 a form fixed in scope replaced by its negative",
        certificate(
            sequent(
                "n",
                letters=["A n n"],
                forms=["H n n"],
                premises=[("h", "all", everything("letters", "X", "ge", ["form", "H", "X", "X"], "n n"))],
                cases=[case(("c", "ge", minus(["form", "H", "A", "A"])))],
            ),
            apply("h", made("s"), letters=["A"], forms=[form("a", "b", minus(["form", "H", "a", "b"]))]),
            finish("s"),
        ),
        "witness.steps[0].forms",
    ),
    (
        "28 a parameter fixed in scope replaced",
        certificate(
            sequent(
                parameters="x",
                premises=[("h", "all", sequent(cases=[case(("f", "ge", "x"))]))],
                cases=[case(("c", "ge", minus("x")))],
            ),
            apply("h", made("s"), parameters=[minus("x")]),
            finish("s"),
        ),
        "witness.steps[0].parameters",
    ),
    (
        "28 a premise for another form than the one that is put",
        certificate(
            sequent(
                "n",
                letters=["A n n"],
                forms=["H n n"],
                premises=[
                    ("pos", "all", everything("letters", "X", "ge", ["form", "H", "X", "X"], "n n")),
                    ("h", "all", HALF_FORM),
                ],
                cases=[case(("c", "ge", minus(["form", "H", "A", "A"])))],
            ),
            apply("h", made("s"), forms=[form("a", "b", minus(["form", "H", "a", "b"]))], premises="pos"),
            finish("s"),
        ),
        "witness.steps[0].premises[0]",
    ),
]

KINDS = [*MISFITS]
