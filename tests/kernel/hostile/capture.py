"""Terms that a binder would capture, and placeholders of forms (kinds 7 to 11)."""

from kernel.derivations import (
    absurd,
    apply,
    case,
    certificate,
    fact,
    finish,
    form,
    have,
    inner,
    lemma,
    let,
    made,
    minus,
    sequent,
    square,
    times,
)
from kernel.hostile.common import FALSE, HALF_LINE, NEGATIVE, Attempt, everything

GREATEST = sequent(  # nothing is greater than every x
    parameters="a",
    premises=[("p", "all", everything("parameters", "x", "ge", minus("a", "x")))],
    cases=[FALSE],
)
ONLY_SQUARES = sequent(  # what has a root is not negative
    parameters="a",
    premises=[("p", "all", sequent(cases=[case(("f", "eq", minus(["^", "y", 2], "a")), parameters="y")]))],
    cases=[case(("g", "ge", "a"))],
)
SMALLEST = sequent(  # the size below all sizes is 1
    "k",
    premises=[("p", "all", everything("sizes", "q", "ge", minus("q", "k")))],
    cases=[case(("g", "ge", minus("1", "k")))],
)
NO_MATRIX = sequent(  # no A has inner(A, X) = |X|^2 for all X
    letters=["A n m"],
    premises=[("p", "all", everything("letters", "X", "eq", minus(inner("A", "X"), square("X")), "n m"))],
    cases=[FALSE],
)
HALF_FORM = sequent(  # a semidefinite form is not negative at C
    forms=["H n m"],
    premises=[("p", "all", everything("letters", "X", "ge", ["form", "H", "X", "X"], "n m"))],
    cases=[case(("g", "ge", ["form", "H", "C", "C"]))],
)
ALL_MULTIPLES = sequent(
    forms=["H n m"],
    premises=[("p", "all", everything("parameters", "t", "ge", times("t", ["form", "H", "C", "C"])))],
    cases=[case(("g", "eq", ["form", "H", "C", "C"]))],
)
REVERSED = minus(times(inner("X", "a"), inner("X", "b")), times(square("X"), inner("a", "b")))

CAPTURE: list[Attempt] = [
    (
        "7 a letter captured by a bound letter",
        certificate(
            sequent("n m", letters=["B n m"], premises=[("h", "all", NO_MATRIX)], cases=[FALSE]),
            let("X", "general", "B", "d"),
            lemma(
                "t",
                everything("letters", "Z", "eq", minus(inner("Z", "Z"), square("Z")), "n m"),
                have("s", "eq", minus(inner("Z", "Z"), square("Z")), "0"),
                finish("s"),
            ),
            apply("h", made("no"), letters=["X"], premises="t"),
            finish("no"),
        ),
        "witness.steps[2].premises[0]",
    ),
    (
        "7 Riesz at a letter named like the bound matrix",
        certificate(
            sequent(
                "n m",
                letters=["B n m"],
                forms=["H n m"],
                cases=[
                    case(
                        (
                            "c",
                            "all",
                            everything(
                                "letters", "Y", "eq", minus(["form", "H", "Y", "Y"], inner("K", "Y")), "n m"
                            ),
                        ),
                        letters=["K n m"],
                    )
                ],
            ),
            let("X", "general", "B", "d"),
            apply("library riesz", made("r", letters="K1"), sizes="n m", letters=["X"], forms=["H"]),
            finish("r", letters=["K1"]),
        ),
        "witness.steps[2].facts[0]",
    ),
    (
        "8 a parameter captured by a bound parameter",
        certificate(
            sequent(premises=[("h", "all", GREATEST)], cases=[FALSE]),
            let("x", "parameter", "0", "d"),
            lemma("t", HALF_LINE, have("s", "ge", "0", "0"), finish("s")),
            apply("h", made("no"), parameters=["x"], premises="t"),
            finish("no"),
        ),
        "witness.steps[2].premises[0]",
    ),
    (
        "8 a parameter captured by an existential",
        certificate(
            sequent(premises=[("h", "all", ONLY_SQUARES)], cases=[NEGATIVE]),
            let("y", "parameter", "-1", "d"),
            lemma(
                "t",
                sequent(cases=[case(("f", "eq", minus(["^", "w", 2], "w")), parameters="w")]),
                have("s", "eq", minus(["^", "1", 2], "1"), "0"),
                finish("s", parameters=["1"]),
            ),
            apply("h", made("no"), parameters=["y"], premises="t"),
            have("c", "ge", "-1", minus(fact("no"), fact("d"))),
            absurd("c"),
        ),
        "witness.steps[2].premises[0]",
    ),
    (
        "9 a size captured by a bound size",
        certificate(
            sequent("n", premises=[("h", "all", SMALLEST)], cases=[case(("c", "ge", minus("1", "n")))]),
            lemma(
                "l",
                everything("sizes", "q", "ge", minus("1", "q")),
                lemma(
                    "t",
                    everything("sizes", "r", "ge", minus("r", "r")),
                    have("s", "ge", "0", "0"),
                    finish("s"),
                ),
                apply("h", made("no"), sizes="q", premises="t"),
                finish("no"),
            ),
            apply("l", made("c"), sizes="n"),
            finish("c"),
        ),
        "witness.steps[0].steps[1].premises[0]",
    ),
    (
        "10 a letter captured through a form",
        certificate(
            sequent(
                "n m",
                letters=["B n m", "C n m"],
                premises=[("h", "all", HALF_FORM)],
                cases=[case(("c", "ge", minus(["^", inner("B", "C"), 2], times(square("B"), square("C")))))],
            ),
            let("X", "general", "B", "d"),
            lemma(
                "t",
                everything(
                    "letters", "Z", "ge", minus(["^", inner("Z", "Z"), 2], ["^", square("Z"), 2]), "n m"
                ),
                have("s", "ge", "0", "0"),
                finish("s"),
            ),
            apply("h", made("no"), forms=[form("a", "b", REVERSED)], premises="t"),
            finish("no"),
        ),
        "witness.steps[2].premises[0]",
    ),
    (
        "10 a parameter captured through a form",
        certificate(
            sequent(
                "n m",
                letters=["C n m"],
                premises=[("h", "all", ALL_MULTIPLES)],
                cases=[case(("c", "eq", square("C")))],
            ),
            let("t", "parameter", "1", "d"),
            lemma(
                "l",
                everything("parameters", "z", "ge", times("z", "z", square("C"))),
                have("s", "ge", times("z", "z", square("C")), times(square("z"), square("C"))),
                finish("s"),
            ),
            apply("h", made("no"), forms=[form("a", "b", times("t", inner("a", "b")))], premises="l"),
            have("c", "eq", square("C"), fact("no"), ["d", "t"]),
            finish("c"),
        ),
        "witness.steps[2].premises[0]",
    ),
    (
        "11 a placeholder that is a letter in scope",
        certificate(
            sequent("n m", letters=["C n m", "A n m"], premises=[("h", "all", HALF_FORM)], cases=[FALSE]),
            apply("h", made("no"), forms=[form("A", "b", inner("A", "b"))], premises="h"),
        ),
        "witness.steps[0].forms[0].left",
    ),
    (
        "11 the right placeholder is a parameter in scope",
        certificate(
            sequent("n m", "x", letters=["C n m"], premises=[("h", "all", HALF_FORM)], cases=[FALSE]),
            apply("h", made("no"), forms=[form("a", "x", inner("a", "x"))], premises="h"),
        ),
        "witness.steps[0].forms[0].right",
    ),
    (
        "11 one name for both placeholders",
        certificate(
            sequent("n m", letters=["C n m"], premises=[("h", "all", HALF_FORM)], cases=[FALSE]),
            apply("h", made("no"), forms=[form("a", "a", inner("a", "a"))], premises="h"),
        ),
        "witness.steps[0].forms[0]",
    ),
    (
        "11 a placeholder used after its step",
        certificate(
            sequent("n m", letters=["C n m"], cases=[case(("c", "ge", square("C")))]),
            apply(
                "library riesz",
                made("r", letters="L"),
                sizes="n m",
                letters=["C"],
                forms=[form("a", "b", inner("a", "b"))],
            ),
            have("s", "ge", square("a"), square("a")),
            finish("s"),
        ),
        "witness.steps[1].element",
    ),
]
