"""Unsound certificates of the rule `derivation`: kinds, shapes, arithmetic, rewriting (kinds 25 to 40), and form."""

from kernel.certificates import DELETED, changed
from kernel.derivations import (
    Json,
    T,
    absurd,
    apply,
    case,
    certificate,
    fact,
    finish,
    form,
    have,
    identity,
    inner,
    lemma,
    let,
    made,
    minus,
    plus,
    psd,
    sequent,
    square,
    times,
    tr,
)
from kernel.hostile_names import FALSE, Attempt, everything

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
KINDS: list[Attempt] = [
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


def element(value: Json, step: Json = None) -> Json:
    """An ill-shaped element, multiplied by zero so that its value would not matter."""
    return certificate(
        sequent(
            "n m",
            "x",
            letters=["A n m", "B n n", "C m m"],
            forms=["H n n"],
            premises=[("eqn", "eq", minus("n", "m"))],
            cases=[case(("c", "ge", "0"))],
        ),
        step or have("s", "eq", value, times("0", value)),
        finish("s"),
    )


SHAPES: list[Attempt] = [
    ("29 a product that does not fit", element(times("A", "A")), "witness.steps[0].element"),
    (
        "29 a product that does not fit, in a sum",
        element(plus("A", times("A", "B"))),
        "witness.steps[0].element",
    ),
    ("29 a product that does not fit, under a trace", element(tr("A", "B")), "witness.steps[0].element"),
    (
        "29 a product that does not fit, in a form",
        element(["form", "H", "B", times("A", "B")]),
        "witness.steps[0].element",
    ),
    (
        "29 an argument of another shape than the form",
        element(["form", "H", "A", "A"]),
        "witness.steps[0].element",
    ),
    ("29 an inner product of different shapes", element(inner("A", "B")), "witness.steps[0].element"),
    ("29 a power of a matrix that is not square", element(["^", "A", 1]), "witness.steps[0].element"),
    (
        "29 a product that does not fit, times zero",
        element("0", have("s", "ge", "0", times("0", ["tr", times("A", "A")]))),
        "witness.steps[0].by",
    ),
    (
        "29 a product that does not fit, defined",
        element("0", let("D", "general", times("A", "A"), "s")),
        "witness.steps[0].element",
    ),
    (
        "29 a product that does not fit, in a premise",
        certificate(
            sequent("n m", letters=["A n m"], premises=[("p", "eq", times("A", "A"))], cases=[FALSE])
        ),
        "statement.premises[0][2]",
    ),
    (
        "29 a product that does not fit, as a Gram word",
        element("0", have("s", "ge", "0", times("0", ["gram", "", "", [times("A", "A")], ""]))),
        "witness.steps[0].by",
    ),
    ("30 a trace where the sizes are equal by hypothesis", element(["tr", "A"]), "witness.steps[0].element"),
    (
        "30 identities whose sizes are equal by hypothesis",
        element(minus(identity("n"), identity("m"))),
        "witness.steps[0].element",
    ),
    (
        "30 a sum where the sizes are equal by hypothesis",
        element(plus("A", T("A"))),
        "witness.steps[0].element",
    ),
    (
        "30 a letter of another shape than the bound one",
        certificate(
            sequent(
                "n m",
                letters=["A n m"],
                premises=[("h", "all", everything("letters", "Y", "eq", "Y", "n n"))],
                cases=[case(("c", "eq", "A"))],
            ),
            apply("h", made("s"), letters=["A"]),
            finish("s"),
        ),
        "witness.steps[0].letters[0]",
    ),
    (
        "30 one size of two put for both",
        certificate(
            sequent(
                "n m", letters=["A n m"], premises=[("z", "eq", square("A"))], cases=[case(("c", "eq", "A"))]
            ),
            apply("library zero-norm", made("s"), sizes="n n", letters=["A"], premises="z"),
            finish("s"),
        ),
        "witness.steps[0].letters[0]",
    ),
    (
        "30 a parameter for a size",
        certificate(
            sequent(parameters="x", cases=[case(("c", "ge", minus("x", "1")))]),
            apply("library size-positive", made("s"), sizes="x"),
            finish("s"),
        ),
        "witness.steps[0].sizes[0]",
    ),
    (
        "30 a number for a size",
        certificate(
            sequent("n", cases=[FALSE]), apply("library size-positive", made("s"), sizes="0"), finish("s")
        ),
        "witness.steps[0].sizes[0]",
    ),
    ("31 a trace of what is not square", element(["tr", "A"]), "witness.steps[0].element"),
    ("31 a trace of a scalar", element(["tr", "x"]), "witness.steps[0].element"),
    ("31 a scalar plus an identity", element(plus("x", identity("n"))), "witness.steps[0].element"),
    ("31 a 1 x 1 matrix plus a scalar", element(plus("x", identity("1"))), "witness.steps[0].element"),
    ("31 an identity of a size that is not in scope", element(identity("k")), "witness.steps[0].element"),
    ("31 a zero matrix of a parameter's size", element(["0", "x", "n"]), "witness.steps[0].element"),
    (
        "31 a matrix for a parameter",
        certificate(sequent("n", cases=[FALSE]), let("x", "parameter", identity("n"), "d")),
        "witness.steps[0].element",
    ),
    (
        "31 a scalar for a letter",
        certificate(sequent("n", cases=[FALSE]), let("X", "general", "n", "d")),
        "witness.steps[0].element",
    ),
    (
        "31 a symmetric definition that is not square",
        certificate(sequent("n m", letters=["A n m"], cases=[FALSE]), let("X", "symmetric", "A", "d")),
        "witness.steps[0].element",
    ),
    (
        "31 a semidefinite definition",
        certificate(
            sequent("n", letters=["S n n symmetric"], cases=[FALSE]), let("X", "semidefinite", "S", "d")
        ),
        "witness.steps[0].kind",
    ),
    (
        "31 a matrix for a bound parameter",
        certificate(
            sequent(
                "n", premises=[("h", "all", everything("parameters", "y", "ge", square("y")))], cases=[FALSE]
            ),
            apply("h", made("s"), parameters=[identity("n")]),
        ),
        "witness.steps[0].parameters[0]",
    ),
    (
        "31 a psd element that is not square",
        certificate(sequent("n m", letters=["A n m"], cases=[FALSE]), psd("Q", "d", "A", "v")),
        "witness.steps[0].element",
    ),
    (
        "31 a semidefinite letter that is not square",
        certificate(sequent("n m", letters=["A n m semidefinite"], cases=[FALSE])),
        "statement.letters[0]",
    ),
    (
        "31 a letter of an unknown kind",
        certificate(sequent("n", letters=["A n n definite"], cases=[FALSE])),
        "statement.letters[0]",
    ),
    (
        "31 a letter of a parameter's size",
        certificate(sequent(parameters="x", letters=["A x x"], cases=[FALSE])),
        "statement.letters[0]",
    ),
    (
        "32 a matrix inequality as a premise",
        certificate(sequent("n", letters=["A n n"], premises=[("p", "ge", "A")], cases=[FALSE])),
        "statement.premises[0]",
    ),
    (
        "32 a matrix inequality as a conclusion",
        certificate(sequent("n", letters=["A n n"], cases=[case(("c", "gt", identity("n")))])),
        "statement.cases[0].facts[0]",
    ),
    (
        "32 a matrix inequality as a step",
        certificate(
            sequent("n", letters=["A n n"], cases=[FALSE]), have("s", "ge", ["^", "A", 2], ["^", "A", 2])
        ),
        "witness.steps[0]",
    ),
    (
        "32 a zero matrix that is not negative",
        certificate(
            sequent("n", letters=["A n n"], cases=[FALSE]), have("s", "ge", minus("A", "A"), times("0", "A"))
        ),
        "witness.steps[0]",
    ),
    (
        "32 a 1 x 1 inequality",
        certificate(
            sequent("n", letters=["v n 1"], premises=[("p", "gt", times(T("v"), "v"))], cases=[FALSE])
        ),
        "statement.premises[0]",
    ),
    (
        "32 an unknown relation",
        certificate(sequent("n", premises=[("p", "le", "n")], cases=[FALSE])),
        "statement.premises[0]",
    ),
    (
        "32 a matrix equation as a contradiction",
        certificate(sequent("n", premises=[("p", "eq", identity("n"))], cases=[FALSE]), absurd("p")),
        "witness.steps[0].fact",
    ),
]


def proved(kind: str, value: Json, by: Json, *rewrite: Json) -> Json:
    """One step that would prove the whole theorem."""
    return certificate(
        sequent(
            "n m",
            "x y z",
            letters=["A n m", "B n n", "S n n symmetric", "P n n semidefinite", "u n 1", "v n 1"],
            forms=["H n m"],
            premises=[
                ("zero", "eq", minus("x", "y")),
                ("weak", "ge", "x"),
                ("weaky", "ge", "y"),
                ("strict", "gt", "z"),
                ("matrix", "eq", minus(times("x", "B"), times("z", "S"))),
                ("turned", "eq", minus(times("B", "S"), times("S", T("B")))),
                ("cut", "eq", times("A", T("A"))),
                ("all", "all", everything("parameters", "w", "ge", square("w"))),
            ],
            cases=[case(("c", kind, value))],
        ),
        have("s", kind, value, by, *rewrite),
        finish("s"),
    )


FORM_5 = plus(["^", "x", 2], times("5", "x", "y"), ["^", "y", 2])
BY = "witness.steps[0].by"
STEP = "witness.steps[0]"  # the checkers name the element or what it is proved by
SUMS: list[Attempt] = [
    (
        "33 a Gram matrix that is not symmetric",
        proved("ge", FORM_5, ["gram", "", "", ["x", "y"], [["1", "5"], ["0", "1"]]]),
        BY,
    ),
    (
        "33 a Gram matrix that is not symmetric, of matrices",
        proved(
            "ge",
            plus(square("A"), times("3", inner("A", "A"))),
            ["gram", "", "", ["A", "A"], [["1", "2"], ["0", "1"]]],
        ),
        BY,
    ),
    (
        "34 a Gram matrix that is indefinite",
        proved(
            "ge",
            plus(["^", "x", 2], times("4", "x", "y"), ["^", "y", 2]),
            ["gram", "", "", ["x", "y"], [["1", "2"], ["2", "1"]]],
        ),
        BY,
    ),
    (
        "34 a Gram matrix with a negative entry",
        proved("ge", minus(square("x")), ["gram", "", "", ["x"], [["-1"]]]),
        BY,
    ),
    (
        "34 a Gram matrix indefinite by a zero pivot",
        proved("ge", times("2", "x", "y"), ["gram", "", "", ["x", "y"], [["0", "1"], ["1", "0"]]]),
        BY,
    ),
    (
        "34 a Gram matrix of another size than its words",
        proved("ge", square("x"), ["gram", "", "", ["x", "y"], [["1"]]]),
        BY,
    ),
    (
        "34 a Gram matrix with too many rows",
        proved("ge", square("x"), ["gram", "", "", ["x"], [["1", "0"], ["0", "1"]]]),
        BY,
    ),
    (
        "34 a Gram sum with a negative coefficient in front",
        proved("ge", minus(square("x")), times("-1", ["gram", "", "", ["x"], [["1"]]])),
        BY,
    ),
    ("34 a Gram sum subtracted", proved("ge", minus(square("x")), minus(["gram", "", "", ["x"], ""])), BY),
    (
        "34 a Gram sum of words of different shapes",
        proved("ge", plus(square("A"), square("B")), ["gram", "", "", ["A", "B"], ""]),
        BY,
    ),
    (
        "34 a Gram sum of a scalar and a matrix",
        proved("ge", plus(square("x"), square("B")), ["gram", "", "", ["x", "B"], ""]),
        BY,
    ),
    ("34 a Gram sum without words", proved("ge", "0", ["gram", "", "", [], ""]), BY),
    (
        "35 a Gram weight that is symmetric",
        proved("ge", tr(T("A"), "S", "A"), ["gram", "S", "", ["A"], ""]),
        BY,
    ),
    (
        "35 a Gram weight that is general",
        proved("ge", tr(T("A"), "B", "A"), ["gram", "B", "", ["A"], ""]),
        BY,
    ),
    (
        "35 a Gram weight that is not in scope",
        proved("ge", tr(T("A"), "P", "A"), ["gram", "R", "", ["A"], ""]),
        BY,
    ),
    (
        "35 a Gram weight that is a parameter",
        proved("ge", times("x", square("A")), ["gram", "x", "", ["A"], ""]),
        BY,
    ),
    (
        "35 a Gram weight that is an expression",
        proved("ge", minus(tr(T("A"), "P", "A")), ["gram", minus("P"), "", ["A"], ""]),
        BY,
    ),
    (
        "35 a Gram weight of another size",
        proved("ge", tr("A", T("A"), "P"), ["gram", "", "P", ["A"], ""]),
        BY,
    ),
    (
        "35 a Gram weight between scalars",
        proved("ge", times("x", "x", ["tr", "P"]), ["gram", "P", "", ["x"], ""]),
        BY,
    ),
    (
        "35 a Gram weight of a branch that is over",
        certificate(
            sequent(
                "n",
                "x",
                letters=["A n n", "S n n symmetric"],
                cases=[case(("c", "ge", tr(T("A"), "S", "A")))],
            ),
            lemma(
                "l",
                sequent(cases=[case(("f", "ge", "0"))]),
                psd(
                    "Q",
                    "d",
                    times(T("A"), "A"),
                    "v",
                    have("s", "ge", square(times("A", "v")), square(times("A", "v"))),
                    finish("s"),
                ),
                have("s", "ge", "0", "0"),
                finish("s"),
            ),
            have("s", "ge", tr(T("A"), "S", "A"), ["gram", "Q", "", ["A"], ""]),
        ),
        "witness.steps[1].by",
    ),
    ("36 a fact with its sign changed", proved("ge", minus("x"), minus(fact("weak"))), BY),
    ("36 a fact times a negative number", proved("ge", minus("x"), times("-1", fact("weak"))), BY),
    ("36 a fact times a parameter", proved("ge", times("x", "z"), times("x", fact("strict"))), BY),
    (
        "36 a fact times a parameter of unknown sign, strict",
        proved("gt", times("x", "z"), times("x", fact("strict"))),
        BY,
    ),
    (
        "36 the product of two negatives",
        proved("ge", times("x", "y"), times(minus(fact("weak")), minus(fact("weaky")))),
        BY,
    ),
    (
        "36 the difference of two facts",
        proved("ge", minus("x", "z"), minus(fact("weak"), fact("strict"))),
        BY,
    ),
    ("36 a fact plus a parameter", proved("ge", plus("x", "y"), plus(fact("weak"), "y")), BY),
    (
        "36 an equation minus a number",
        proved("eq", minus(minus("x", "y"), "5"), minus(fact("zero"), "5")),
        BY,
    ),
    (
        "36 a number minus an equation",
        proved("eq", minus("5", minus("x", "y")), minus("5", fact("zero"))),
        BY,
    ),
    ("36 an equation plus a number", proved("eq", plus(minus("x", "y"), "5"), plus(fact("zero"), "5")), BY),
    ("36 a negative number", proved("ge", "-1", "-1"), BY),
    ("36 a parameter", proved("ge", "y", "y"), BY),
    ("36 a trace", proved("ge", ["tr", "P"], ["tr", "P"]), BY),
    ("36 the value of a form", proved("ge", ["form", "H", "A", "A"], ["form", "H", "A", "A"]), BY),
    ("36 an inner product", proved("ge", inner("u", "v"), inner("u", "v")), BY),
    ("36 an odd power", proved("ge", ["^", "y", 3], ["^", "y", 3]), BY),
    (
        "36 the trace of an even power of a matrix",
        proved("ge", ["tr", ["^", "B", 2]], ["tr", ["^", "B", 2]]),
        BY,
    ),
    ("36 a fact for all", proved("ge", "0", fact("all")), BY),
    ("36 a fact that is not in scope", proved("ge", "y", fact("y")), BY),
    ("36 a strict fact as an equation", proved("eq", "z", fact("strict")), BY),
    (
        "37 a strict fact times a weak one",
        proved("gt", times("x", "z"), times(fact("weak"), fact("strict"))),
        BY,
    ),
    ("37 a Gram sum alone", proved("gt", square("A"), ["gram", "", "", ["A"], ""]), BY),
    ("37 a square", proved("gt", ["^", "x", 2], square("x")), BY),
    ("37 an even power", proved("gt", ["^", "y", 2], ["^", "y", 2]), BY),
    ("37 a sum of weak facts", proved("gt", plus("x", "y"), plus(fact("weak"), fact("weaky"))), BY),
    ("37 a weak fact", proved("gt", "x", fact("weak")), BY),
    ("37 a power of a weak fact", proved("gt", ["^", "x", 2], ["^", fact("weak"), 2]), BY),
    ("37 zero", proved("gt", "0", "0"), BY),
    ("37 a strict fact times zero", proved("gt", "0", times("0", fact("strict"))), BY),
    ("37 an equation", proved("gt", minus("x", "y"), fact("zero")), BY),
    (
        "38 the exponent -1",
        proved("eq", minus(times("x", ["^", "x", -1]), "1"), "0"),
        "statement.cases[0].facts[0]",
    ),
    ("38 the exponent 0", proved("eq", minus(["^", "x", 0], "1"), "0"), "statement.cases[0].facts[0]"),
    ("38 the exponent 1/2", proved("ge", ["^", "x", "1/2"], "0"), "statement.cases[0].facts[0]"),
    ("38 an exponent that is a text", proved("ge", ["^", "x", "2"], "0"), "statement.cases[0].facts[0]"),
    ("38 an exponent that is a size", proved("ge", ["^", "x", "n"], "0"), "statement.cases[0].facts[0]"),
    ("38 a negative exponent in `by`", proved("ge", "0", times("0", ["^", "x", -1])), BY),
    ("38 a quotient by zero", proved("ge", "0", times("0", "1/0")), BY),
    ("38 a number that is not in lowest terms", proved("ge", "1/2", "2/4"), BY),
    ("38 a decimal", proved("ge", "1/2", "0.5"), BY),
    ("38 a bare number", proved("ge", "0", 0), BY),
    ("38 a number with a plus sign", proved("ge", "0", "+0"), BY),
    ("40 an equation from a square", proved("eq", square("x"), square("x")), BY),
    ("40 an equation from a Gram sum", proved("eq", square("A"), ["gram", "", "", ["A"], ""]), BY),
    ("40 an equation from a weak fact", proved("eq", "x", fact("weak")), BY),
    (
        "40 an equation from an equation plus a weak fact",
        proved("eq", plus(minus("x", "y"), "x"), plus(fact("zero"), fact("weak"))),
        BY,
    ),
    ("40 an equation from a positive number", proved("eq", "1", "1"), BY),
    ("40 an equation from itself", proved("eq", "x", "x"), BY),
    (
        "40 an equation from the vanishing of another",
        proved("eq", plus(minus("x", "y"), "1"), fact("zero")),
        STEP,
    ),
    ("40 an equation of matrices from itself", proved("eq", "B", "B"), BY),
    ("40 a coefficient dropped", proved("ge", "x", times("2", fact("weak"))), STEP),
    ("40 a summand dropped", proved("ge", plus("x", "y"), fact("weak")), STEP),
    ("40 a fact in the element", proved("ge", fact("weak"), fact("weak")), "statement.cases[0].facts[0]"),
    (
        "40 a Gram sum in the element",
        proved("ge", ["gram", "", "", ["x"], ""], "0"),
        "statement.cases[0].facts[0]",
    ),
    ("40 another shape than the element", proved("eq", "B", times("0", "A")), STEP),
    ("40 a scalar zero for a matrix", proved("eq", "B", "0"), STEP),
    (
        "40 a size variable cut like a 1",
        proved("eq", minus(times("A", T("A"), "B"), times(tr(T("A"), "A"), "B")), times("0", "B")),
        STEP,
    ),
    (
        "40 a product that is turned around",
        proved("eq", minus(times("B", "S"), times("S", "B")), times("0", "B")),
        STEP,
    ),
    ("40 a transpose that is dropped", proved("eq", minus("B", T("B")), times("0", "B")), STEP),
    (
        "40 an outer product like an inner one",
        proved("eq", minus(times("u", T("v"), "B"), times(inner("u", "v"), "B")), times("0", "B")),
        STEP,
    ),
    (
        "40 a form with one argument dropped",
        proved("eq", ["form", "H", "A", times("x", "A")], times("0", ["form", "H", "A", "A"])),
        STEP,
    ),
]

NO = times("0", "B")
RULE = "witness.steps[0].rewrite[0]"
RULES: list[Attempt] = [
    ("39 an empty leading word", proved("eq", "B", NO, ["matrix", identity("n")]), RULE),
    ("39 a leading word whose coefficient holds a parameter", proved("eq", "B", NO, ["matrix", "B"]), RULE),
    ("39 a leading word with its parameter", proved("eq", "B", NO, ["matrix", times("x", "B")]), RULE),
    ("39 a rule from an inequality", proved("eq", "x", "0", ["weak", "x"]), RULE),
    ("39 a rule from a strict inequality", proved("eq", "z", "0", ["strict", "z"]), RULE),
    ("39 a rule from a fact for all", proved("eq", "x", "0", ["all", "x"]), RULE),
    ("39 a rule from a fact that is not in scope", proved("eq", "x", "0", ["s", "x"]), RULE),
    ("39 a rule whose leading term is a constant", proved("eq", "1", "0", ["zero", "1"]), RULE),
    (
        "39 a rule whose leading term has a coefficient",
        proved("eq", "x", "0", ["zero", times("2", "x")]),
        RULE,
    ),
    ("39 a rule whose leading term is negative", proved("eq", "x", "0", ["zero", minus("y")]), RULE),
    ("39 a rule with two leading terms", proved("eq", minus("x", "y"), "0", ["zero", minus("x", "y")]), RULE),
    ("39 a rule without a leading term", proved("eq", "x", "0", ["zero", minus("x", "x")]), RULE),
    ("39 a leading term that is not in the equation", proved("eq", "z", "0", ["zero", "z"]), RULE),
    ("39 a part of the word in the equation", proved("eq", "A", times("0", "A"), ["cut", "A"]), RULE),
    ("39 a leading word of another shape", proved("eq", "u", times("0", "u"), ["matrix", "u"]), RULE),
    ("39 a scalar rule by a matrix equation", proved("eq", ["tr", "B"], "0", ["cut", tr("A", T("A"))]), RULE),
    (
        "39 a rule that is applied inside out",
        proved("eq", times(T("A"), "A"), times("0", times(T("A"), "A")), ["cut", times("A", T("A"))]),
        STEP,
    ),
    (
        "39 the transpose of the left side alone",
        proved("eq", minus(times("B", "S"), times(T("B"), "S")), NO, ["turned", times("B", "S")]),
        STEP,
    ),
    ("39 an equation between scalars that loops", proved("eq", minus("x", "z"), "0", ["zero", "x"]), STEP),
]

TRUE = case(("g", "ge", "0"))
TRUE_STEP = have("s", "ge", ["^", "x", 2], square("x"))
PLAIN = certificate(sequent(parameters="x", cases=[case(("c", "ge", ["^", "x", 2]))]), TRUE_STEP, finish("s"))
TWO_CASES = sequent(
    parameters="x",
    premises=[("h", "all", sequent(cases=[case(("a", "gt", "x")), case(("b", "ge", "x"))]))],
    cases=[case(("c", "gt", "x"))],
)
CLOSING: list[Attempt] = [
    (
        "a step after finish",
        changed(PLAIN, witness__steps=[TRUE_STEP, finish("s"), {**TRUE_STEP, "fact": "t"}]),
        "witness.steps[2]",
    ),
    (
        "two finishes",
        changed(PLAIN, witness__steps=[TRUE_STEP, finish("s"), finish("s")]),
        "witness.steps[2]",
    ),
    ("no finish", changed(PLAIN, witness__steps=[TRUE_STEP]), "witness.steps"),
    ("an unknown step", changed(PLAIN, witness__steps=[{"step": "sorry"}]), "witness.steps[0]"),
    ("a step without its kind", changed(PLAIN, witness__steps=[{}]), "witness.steps[0]"),
    ("a step that is a text", changed(PLAIN, witness__steps=["finish"]), "witness.steps[0]"),
    ("a field too many", changed(PLAIN, witness__steps__1__trust="s"), "witness.steps[1]"),
    ("a field too few", changed(PLAIN, witness__steps__0__rewrite=DELETED), "witness.steps[0]"),
    ("a witness with lemmas", changed(PLAIN, witness__lemmas=[]), "witness"),
    ("a statement without cases", changed(PLAIN, statement__cases=DELETED), "statement"),
    ("a statement with a name", changed(PLAIN, statement__name="t"), "statement"),
    ("a goal that is not there", changed(PLAIN, witness__steps__1__case=1), "witness.steps[1].case"),
    ("a goal counted from the end", changed(PLAIN, witness__steps__1__case=-1), "witness.steps[1].case"),
    ("a finish where no case is to be shown", changed(PLAIN, statement__cases=[]), "witness.steps[1].case"),
    (
        "a finish with a fact more",
        changed(PLAIN, witness__steps__1__facts=["s", "s"]),
        "witness.steps[1].facts",
    ),
    (
        "a finish with a witness more",
        changed(PLAIN, witness__steps__1__parameters=["x"]),
        "witness.steps[1].parameters",
    ),
    (
        "a finish with a letter more",
        changed(PLAIN, witness__steps__1__letters=["x"]),
        "witness.steps[1].letters",
    ),
    (
        "a finish with another fact",
        changed(PLAIN, statement__cases__0__facts__0__2=["^", "x", 3]),
        "witness.steps[1].facts[0]",
    ),
    (
        "a finish with a strict goal",
        changed(PLAIN, statement__cases__0__facts__0__1="gt"),
        "witness.steps[1].facts[0]",
    ),
    (
        "a finish for another case",
        certificate(
            sequent(parameters="x", cases=[case(("c", "ge", ["^", "x", 2])), case(("d", "ge", "x"))]),
            TRUE_STEP,
            finish("s", case=1),
        ),
        "witness.steps[1].facts[0]",
    ),
    (
        "two cases of which one is closed",
        certificate(TWO_CASES, apply("h", made("a", finish("a")), {**made("b"), "steps": []})),
        "witness.steps[0].cases[1].steps",
    ),
    (
        "two cases of which one is given",
        certificate(TWO_CASES, apply("h", made("a", finish("a")))),
        "witness.steps[0].cases",
    ),
    (
        "two cases without steps",
        certificate(TWO_CASES, apply("h", made("a"), made("b")), finish("a")),
        "witness.steps[0].cases[0]",
    ),
    (
        "two cases in another order",
        certificate(TWO_CASES, apply("h", made("b", finish("b")), made("a", finish("a")))),
        "witness.steps[0].cases[1].steps[0].facts[0]",
    ),
    (
        "two cases and a case more",
        certificate(TWO_CASES, apply("h", *[made("a", finish("a"))] * 3)),
        "witness.steps[0].cases",
    ),
    (
        "a single case with steps of its own",
        certificate(
            sequent("n", cases=[case(("c", "ge", minus("n", "1")))]),
            apply("library size-positive", made("s", finish("s")), sizes="n"),
        ),
        "witness.steps[0].cases[0]",
    ),
    (
        "a single case left out",
        certificate(sequent("n", cases=[FALSE]), apply("library size-positive", sizes="n")),
        "witness.steps[0].cases",
    ),
    (
        "a step after a split",
        certificate(
            TWO_CASES,
            apply(
                "h",
                made("a", finish("a")),
                made("b", apply("h", made("e", finish("e")), made("f", finish("b")))),
            ),
            finish("a"),
        ),
        "witness.steps[0].cases[1].steps[0].cases[1].steps[0].facts[0]",
    ),
    (
        "a sub-proof of psd for another vector",
        certificate(
            sequent(
                "n",
                letters=["S n n symmetric", "w n 1"],
                premises=[("p", "ge", tr(T("w"), "S", "w"))],
                cases=[FALSE],
            ),
            psd("Q", "d", "S", "v", finish("p")),
        ),
        "witness.steps[0].steps[0].facts[0]",
    ),
    (
        "a sub-proof of psd for another matrix",
        certificate(
            sequent("n", letters=["S n n symmetric", "A n n"], cases=[FALSE]),
            psd(
                "Q",
                "d",
                "S",
                "v",
                have("s", "ge", square(times("A", "v")), square(times("A", "v"))),
                finish("s"),
            ),
        ),
        "witness.steps[0].steps[1].facts[0]",
    ),
    (
        "a sub-proof of psd that is empty",
        certificate(sequent("n", letters=["S n n symmetric"], cases=[FALSE]), psd("Q", "d", "S", "v")),
        "witness.steps[0].steps",
    ),
    (
        "a sub-proof of psd that closes the goal around it",
        certificate(
            sequent(
                "n", letters=["S n n symmetric"], premises=[("p", "ge", "0")], cases=[case(("c", "ge", "0"))]
            ),
            psd("Q", "d", "S", "v", finish("p")),
        ),
        "witness.steps[0].steps[0].facts[0]",
    ),
    (
        "psd with one name for letter and vector",
        certificate(
            sequent("n", letters=["A n n"], cases=[FALSE]),
            psd(
                "Q",
                "d",
                times(T("A"), "A"),
                "Q",
                have("s", "ge", square(times("A", "Q")), square(times("A", "Q"))),
                finish("s"),
            ),
        ),
        "witness.steps[0]",
    ),
    (
        "a lemma closed by the goal around it",
        certificate(
            sequent(premises=[("p", "ge", "0")], cases=[case(("c", "ge", "0"))]),
            lemma("l", sequent(cases=[FALSE]), finish("p")),
            apply("l", made("no")),
        ),
        "witness.steps[0].steps[0].facts[0]",
    ),
    (
        "the premise of a lemma under a name in use",
        certificate(
            sequent(parameters="x", premises=[("p", "gt", "x")], cases=[FALSE]),
            lemma("l", sequent(premises=[("p", "eq", "1")], cases=[FALSE]), finish("p")),
        ),
        "witness.steps[0].sequent.premises[0]",
    ),
    (
        "a lemma under a name in use",
        certificate(
            sequent(
                premises=[("p", "all", sequent(cases=[FALSE]))],
                cases=[case(("c", "all", sequent(cases=[TRUE])))],
            ),
            lemma("p", sequent(cases=[TRUE]), have("s", "ge", "0", "0"), finish("s")),
            finish("p"),
        ),
        "witness.steps[0].fact",
    ),
]


def contradiction(kind: str, value: Json) -> Json:
    """A fact that is no contradiction, used as one."""
    return certificate(
        sequent("n", "x", letters=["A n n"], premises=[("p", kind, value)], cases=[FALSE]), absurd("p")
    )


ABSURD: list[Attempt] = [
    (f"no contradiction: {kind} of {value}", contradiction(kind, value), "witness.steps[0].fact")
    for kind, value in (
        ("ge", "0"),
        ("gt", "1"),
        ("ge", "1/2"),
        ("eq", "0"),
        ("eq", "x"),
        ("gt", minus("x")),
        ("ge", minus(square("A"))),
        ("ge", minus("n")),
        ("eq", minus("n", "1")),
        ("eq", minus("A", "A")),
        ("all", sequent(cases=[FALSE])),
    )
]

HOSTILE_ARITHMETIC = [*KINDS, *SHAPES, *SUMS, *RULES, *CLOSING, *ABSURD]
