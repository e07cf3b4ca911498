"""Elements whose shapes do not fit (kinds 29 to 32)."""

from kernel.derivations import (
    Json,
    T,
    absurd,
    apply,
    case,
    certificate,
    finish,
    have,
    identity,
    inner,
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
from kernel.hostile.common import FALSE, Attempt, everything


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


MISSHAPEN: list[Attempt] = [
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
    ("31 an inner product of scalars", element(inner("x", "x")), "witness.steps[0].element"),
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

SHAPES = [*MISSHAPEN]
