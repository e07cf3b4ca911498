"""Combinations of facts that do not give what is claimed (kinds 33 to 40)."""

from kernel.derivations import (
    Json,
    T,
    case,
    certificate,
    fact,
    finish,
    have,
    identity,
    inner,
    lemma,
    minus,
    plus,
    psd,
    sequent,
    square,
    times,
    tr,
)
from kernel.hostile.common import Attempt, everything


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
COMBINATIONS: list[Attempt] = [
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


def unit_vector(element: Json, lead: Json) -> Json:
    """What is so of e'e = 1, a 1 x 1 equation; by a lead of shape 1 x 1 it would be proved."""
    return certificate(
        sequent(
            "n",
            letters=["e n 1"],
            premises=[("unit", "eq", minus(times(T("e"), "e"), identity("1")))],
            cases=[case(("c", "eq", element))],
        ),
        have("s", "eq", element, "0", ["unit", lead]),
        finish("s"),
    )


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
        "39 a square leading term for a number",
        unit_vector(minus(square("e"), "1"), times("e", T("e"))),
        RULE,
    ),
    (
        "39 a square leading term for a number, in a trace",
        unit_vector(minus(tr("e", T("e")), "1"), times("e", T("e"))),
        RULE,
    ),
    (
        "39 a leading matrix of size 1 for a scalar",
        proved("eq", "x", "0", ["zero", times("x", identity("1"))]),
        RULE,
    ),
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

SUMS = [*COMBINATIONS, *RULES]
