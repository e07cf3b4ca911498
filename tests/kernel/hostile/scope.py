"""Facts and objects used where they are not in scope (kinds 12 to 15)."""

from kernel.derivations import (
    Json,
    T,
    apply,
    case,
    certificate,
    fact,
    finish,
    have,
    lemma,
    let,
    made,
    minus,
    psd,
    sequent,
    square,
    times,
)
from kernel.hostile.common import FALSE, Attempt


def split(positive: Json, nothing: Json, negative: Json, *after: Json) -> Json:
    """x > 0 or x = 0 or x < 0, each with its steps; the goal is x > 0."""
    cases = [
        made(name, *steps)
        for name, steps in zip(("up", "nil", "down"), (positive, nothing, negative), strict=True)
    ]
    return certificate(
        sequent(parameters="x", cases=[case(("c", "gt", "x"))]),
        apply("library trichotomy", *cases, parameters=["x"]),
        *after,
    )


GRAM_LEMMA = sequent(parameters="y", premises=[("q", "gt", "y")], cases=[case(("f", "ge", "y"))])

OUT_OF_SCOPE: list[Attempt] = [
    (
        "12 a fact of a sibling case",
        split([finish("up")], [finish("up")], [finish("up")]),
        "witness.steps[0].cases[1].steps[0].facts[0]",
    ),
    (
        "12 a fact of a sibling case inside `by`",
        split([finish("up")], [have("s", "gt", "x", fact("up")), finish("s")], [finish("up")]),
        "witness.steps[0].cases[1].steps[0].by",
    ),
    (
        "12 a step after the split",
        split([finish("up")], [finish("nil")], [finish("down")], finish("up")),
        "witness.steps[0].cases[1].steps[0].facts[0]",
    ),
    (
        "12 an object of a sibling case",
        split(
            [let("y", "parameter", "x", "d"), finish("up")],
            [have("s", "ge", square("y"), square("y")), finish("s")],
            [finish("down")],
        ),
        "witness.steps[0].cases[1].steps[0].element",
    ),
    (
        "13 a fact of a sub-proof of psd used after it",
        certificate(
            sequent("n", letters=["A n n"], cases=[FALSE]),
            psd(
                "Q",
                "d",
                times(T("A"), "A"),
                "v",
                have("s", "ge", square(times("A", "v")), square(times("A", "v"))),
                finish("s"),
            ),
            have("t", "ge", "0", fact("s")),
        ),
        "witness.steps[1].by",
    ),
    (
        "13 the vector of psd used after it",
        certificate(
            sequent("n", letters=["A n n"], cases=[FALSE]),
            psd(
                "Q",
                "d",
                times(T("A"), "A"),
                "v",
                have("s", "ge", square(times("A", "v")), square(times("A", "v"))),
                finish("s"),
            ),
            have("t", "ge", square("v"), square("v")),
        ),
        "witness.steps[1].element",
    ),
    (
        "13 a premise of a lemma used after it",
        certificate(
            sequent(parameters="x", cases=[case(("c", "gt", "0"))]),
            lemma("l", GRAM_LEMMA, finish("q")),
            finish("q"),
        ),
        "witness.steps[1].facts[0]",
    ),
    (
        "13 a parameter of a lemma used after it",
        certificate(
            sequent(parameters="x", cases=[FALSE]),
            lemma("l", GRAM_LEMMA, finish("q")),
            have("s", "ge", square("y"), square("y")),
        ),
        "witness.steps[1].element",
    ),
    (
        "13 the facts of a sub-proof rewrite its element",
        certificate(
            sequent("n", letters=["A n n"], cases=[FALSE]),
            psd(
                "Q",
                "d",
                "A",
                "v",
                have("sym", "eq", minus("A", "A"), times("0", "A")),
                finish("sym"),
                rewrite=[["sym", T("A")]],
            ),
        ),
        "witness.steps[0].rewrite[0][0]",
    ),
    (
        "14 a fact about a letter of the name of the goal's existential",
        certificate(
            sequent(
                parameters="x",
                cases=[case(("c", "eq", minus("y", "5")), ("d", "eq", minus("y", "x")), parameters="y")],
            ),
            let("y", "parameter", "5", "d5"),
            let("z", "parameter", "x", "dx"),
            finish("d5 dx", parameters=["y"]),
        ),
        "witness.steps[2].facts[1]",
    ),
    (
        "14 the goal's existential as its own witness",
        certificate(
            sequent(
                parameters="x",
                premises=[("p", "ge", square("x"))],
                cases=[case(("c", "ge", square("x")), parameters="y")],
            ),
            finish("p", parameters=["y"]),
        ),
        "witness.steps[0].parameters[0]",
    ),
    (
        "14 another witness than the one the fact is about",
        certificate(
            sequent(cases=[case(("c", "eq", minus("y", "5")), parameters="y")]),
            let("y", "parameter", "5", "d5"),
            finish("d5", parameters=["6"]),
        ),
        "witness.steps[1].facts[0]",
    ),
    (
        "14 a witness of a branch that is over",
        certificate(
            sequent(
                parameters="x",
                premises=[("p", "ge", "x")],
                cases=[case(("c", "eq", minus(["^", "y", 2], "x")), parameters="y")],
            ),
            lemma(
                "l",
                sequent(cases=[case(("f", "ge", "0"))]),
                apply("library square-root", made("r q", parameters="z"), parameters=["x"], premises="p"),
                have("s", "ge", "0", "0"),
                finish("s"),
            ),
            finish("p", parameters=["z"]),
        ),
        "witness.steps[1].parameters[0]",
    ),
    (
        "15 one name for two orthonormal letters",
        certificate(
            sequent("k", premises=[("two", "ge", minus("k", "2"))], cases=[FALSE]),
            apply("library orthonormal-pair", made("a b c", letters="u u"), sizes="k 1 1", premises="two"),
            have("s", "eq", "1", minus(["tr", fact("c")], ["tr", fact("a")])),
            finish("s"),
        ),
        "witness.steps[0].cases[0].letters[1]",
    ),
    (
        "15 one name for two facts",
        certificate(
            sequent("k", premises=[("two", "ge", minus("k", "2"))], cases=[FALSE]),
            apply("library orthonormal-pair", made("a a c", letters="u v"), sizes="k 1 1", premises="two"),
        ),
        "witness.steps[0].cases[0].facts[1]",
    ),
    (
        "15 a parameter and a letter of one new name",
        certificate(
            sequent("n", letters=["S n n symmetric"], cases=[FALSE]),
            apply(
                "library least-eigenpair",
                made("a b c", parameters="q", letters="q R"),
                sizes="n",
                letters=["S"],
            ),
        ),
        "witness.steps[0].cases[0].letters[0]",
    ),
]

SCOPE = [*OUT_OF_SCOPE]
