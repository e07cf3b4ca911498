"""Unsound certificates of the rule `derivation`: names, scope, sequents, lemmas (kinds 1 to 24)."""

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

Attempt = tuple[str, Json, str]  # name, document, beginning of the place that the refusal must name

FALSE = case(("c", "eq", "1"))
NEGATIVE = case(("c", "gt", "-1"))


def everything(
    binder: str, name: str, kind: str, element: Json, shape: str = "", premises: Json = (), cases: Json = None
) -> Json:
    """For all values of one name: an atom, under premises."""
    bound = {binder: f"{name}"} if binder in ("sizes", "parameters") else {binder: [f"{name} {shape}"]}
    return sequent(**bound, premises=premises, cases=cases or [case(("f", kind, element))])


X_PLUS_ONE = plus("x", "1")
HALF_LINE = everything("parameters", "z", "ge", minus("z", "z"))  # 0 >= 0 for all z

SELF_REFERENCE: list[Attempt] = [
    (
        "1 a parameter defined by itself",
        certificate(
            sequent(cases=[FALSE]),
            let("x", "parameter", X_PLUS_ONE, "d"),
            have("s", "eq", "1", minus(fact("d"))),
            finish("s"),
        ),
        "witness.steps[0].element",
    ),
    (
        "1 a letter defined by itself",
        certificate(
            sequent("n", cases=[case(("c", "eq", identity("n")))]),
            let("A", "general", plus("A", identity("n")), "d"),
            have("s", "eq", identity("n"), minus(fact("d"))),
            finish("s"),
        ),
        "witness.steps[0].element",
    ),
    (
        "1 a symmetric letter defined by itself",
        certificate(
            sequent("n", cases=[case(("c", "eq", identity("n")))]),
            let("S", "symmetric", plus("S", identity("n")), "d"),
            have("s", "eq", identity("n"), minus(fact("d"))),
            finish("s"),
        ),
        "witness.steps[0].element",
    ),
    (
        "1 the vector of psd in its element",
        certificate(
            sequent("n", letters=["A n n"], cases=[FALSE]),
            psd(
                "Q",
                "d",
                times("v", T("v")),
                "v",
                have("s", "ge", square(tr(T("v"), "v")), square(tr(T("v"), "v"))),
                finish("s"),
            ),
        ),
        "witness.steps[0].element",
    ),
]

FRESH: list[Attempt] = [
    (
        "2 a letter named like a parameter",
        certificate(sequent("n", "x", cases=[FALSE]), let("x", "general", identity("n"), "d"), finish("d")),
        "witness.steps[0].name",
    ),
    (
        "2 a parameter named like a size",
        certificate(
            sequent("n", cases=[FALSE]),
            let("n", "parameter", "-1", "d"),
            have("s", "gt", "0", plus("n", fact("d"))),
            absurd("s"),
        ),
        "witness.steps[0].name",
    ),
    (
        "2 a letter named like a form",
        certificate(
            sequent("n", forms=["H n n"], cases=[FALSE]),
            let("H", "general", identity("n"), "d"),
            finish("d"),
        ),
        "witness.steps[0].name",
    ),
    (
        "2 a parameter for the second time",
        certificate(
            sequent(cases=[FALSE]),
            let("x", "parameter", "1", "d"),
            let("x", "parameter", "2", "e"),
            have("s", "eq", "1", minus(fact("d"), fact("e"))),
            finish("s"),
        ),
        "witness.steps[1].name",
    ),
    (
        "2 a witness named like a size",
        certificate(
            sequent(
                "n", "x", premises=[("p", "ge", "x")], cases=[case(("c", "eq", minus(["^", "n", 2], "x")))]
            ),
            apply("library square-root", made("s q", parameters="n"), parameters=["x"], premises="p"),
            finish("q"),
        ),
        "witness.steps[0].cases[0].parameters[0]",
    ),
    (
        "2 a witness letter named like a letter",
        certificate(
            sequent(
                "n", letters=["M n n", "P n n"], cases=[case(("c", "eq", minus(times("M", "P", "M"), "M")))]
            ),
            apply("library moore-penrose", made("a b c d", letters="P"), sizes="n n", letters=["M"]),
            finish("a"),
        ),
        "witness.steps[0].cases[0].letters[0]",
    ),
    (
        "2 the vector of psd named like a letter",
        certificate(
            sequent(
                "n",
                letters=["v n 1", "M n n symmetric"],
                premises=[("p", "ge", tr(T("v"), "M", "v"))],
                cases=[case(("c", "eq", minus("Q", "M")), letters=["Q n n semidefinite"])],
            ),
            psd("R", "d", "M", "v", finish("p")),
            finish("d", letters=["R"]),
        ),
        "witness.steps[0].vector",
    ),
    (
        "2 the letter of psd named like a parameter",
        certificate(
            sequent("n", "x", letters=["A n n"], cases=[FALSE]),
            psd(
                "x",
                "d",
                times(T("A"), "A"),
                "v",
                have("s", "ge", square(times("A", "v")), square(times("A", "v"))),
                finish("s"),
            ),
        ),
        "witness.steps[0].name",
    ),
    (
        "2 a fact under the name of a premise",
        certificate(
            sequent(parameters="x", premises=[("p", "gt", "x")], cases=[case(("c", "gt", "x"))]),
            have("p", "ge", ["^", "x", 2], square("x")),
            finish("p"),
        ),
        "witness.steps[0].fact",
    ),
    (
        "2 the fact of a definition under the name of a premise",
        certificate(
            sequent(parameters="x", premises=[("p", "gt", "x")], cases=[FALSE]),
            let("y", "parameter", "1", "p"),
            finish("p"),
        ),
        "witness.steps[0].fact",
    ),
]


def named(name: str) -> Json:
    """A statement with a letter of this name, by which it would be symmetric."""
    statement = sequent("n", cases=[FALSE])
    statement["letters"] = [["A", "n", "n", "general"], [name, "n", "n", "general"]]
    return certificate(statement)


def defined(name: str) -> Json:
    """A definition of this name."""
    return certificate(sequent("n", cases=[FALSE]), let(name, "general", identity("n"), "d"))


GRAMMAR: list[Attempt] = [
    *(
        (f"3 the letter name {name!r}", named(name), "statement.letters[1]")
        for name in ("A'", "", "A.T", "1A", "A B", "A" * 33, "_A")
    ),
    *((f"3 a definition of {name!r}", defined(name), "witness.steps[0].name") for name in ("A'", "", "A,B")),
    ("4 a size called 1", certificate({**sequent(cases=[FALSE]), "sizes": ["1"]}), "statement.sizes[0]"),
    (
        "4 a parameter called 1",
        certificate({**sequent(cases=[FALSE]), "parameters": ["1"]}),
        "statement.parameters[0]",
    ),
    (
        "4 a definition of 1",
        certificate(sequent(cases=[FALSE]), let("1", "parameter", "0", "d")),
        "witness.steps[0].name",
    ),
    (
        "4 a lemma for all sizes 1",
        certificate(
            sequent("n", letters=["a n n"], cases=[FALSE]),
            lemma("l", sequent("1", cases=[case(("f", "eq", minus("1", "1")))])),
        ),
        "witness.steps[0].sequent.sizes[0]",
    ),
]


def rebinding(bound: Json, premise: Json, **scope: Json) -> Json:
    """A lemma that binds a name in scope, so that the premise about it would hold for all of its values."""
    kind, element = premise
    return certificate(
        sequent(**scope, premises=[("p", kind, element)], cases=[FALSE]),
        lemma("l", sequent(**bound, cases=[case(("f", kind, element))]), finish("p")),
    )


REBINDING: list[Attempt] = [
    (
        "5 a lemma binds a size in scope",
        rebinding({"sizes": "n"}, ("ge", minus("n", "2")), sizes="n"),
        "witness.steps[0].sequent.sizes[0]",
    ),
    (
        "5 a lemma binds a parameter in scope",
        rebinding({"parameters": "x"}, ("gt", "x"), parameters="x"),
        "witness.steps[0].sequent.parameters[0]",
    ),
    (
        "5 a lemma binds a letter in scope",
        rebinding({"letters": ["A n n"]}, ("eq", "A"), sizes="n", letters=["A n n"]),
        "witness.steps[0].sequent.letters[0]",
    ),
    (
        "5 a lemma binds a form in scope",
        rebinding(
            {"forms": ["H n n"]},
            ("ge", ["form", "H", identity("n"), identity("n")]),
            sizes="n",
            forms=["H n n"],
        ),
        "witness.steps[0].sequent.forms[0]",
    ),
    (
        "5 a lemma binds a letter under the name of a size",
        rebinding({"letters": ["n 1 1"]}, ("ge", "n"), sizes="n"),
        "witness.steps[0].sequent.letters[0]",
    ),
    (
        "6 a premise binds the parameter of the sequent around it",
        certificate(
            sequent(
                parameters="x",
                premises=[("p", "all", everything("parameters", "x", "ge", "x"))],
                cases=[FALSE],
            )
        ),
        "statement.premises[0][2].parameters[0]",
    ),
    (
        "6 a premise binds the letter of the sequent around it",
        certificate(
            sequent(
                "n",
                letters=["A n n"],
                premises=[("p", "all", everything("letters", "A", "eq", "A", "n n"))],
                cases=[FALSE],
            )
        ),
        "statement.premises[0][2].letters[0]",
    ),
    (
        "6 a case binds the parameter of the sequent around it",
        certificate(sequent(parameters="x", cases=[case(("c", "gt", "x"), parameters="x")]), finish("")),
        "statement.cases[0].parameters[0]",
    ),
    (
        "6 a name is bound twice in one list",
        certificate(sequent("n n", cases=[FALSE])),
        "statement.sizes[1]",
    ),
    (
        "6 a size and a letter of one name",
        certificate(sequent("n", letters=["n n n"], cases=[FALSE])),
        "statement.letters[0]",
    ),
    (
        "6 a sequent in a case binds its existential",
        certificate(
            sequent(cases=[case(("c", "all", everything("parameters", "y", "ge", "y")), parameters="y")])
        ),
        "statement.cases[0].facts[0][2].parameters[0]",
    ),
]

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

SCOPE: list[Attempt] = [
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


def applied(source: Json) -> Json:
    """The theorem 1 = 0 by this sequent."""
    step = apply("l", made("no"))
    return certificate(sequent(cases=[FALSE]), {**step, "sequent": source}, finish("no"))


UNPROVED: list[Attempt] = [
    ("16 a sequent written in the step", applied(sequent(cases=[FALSE])), "witness.steps[0].sequent"),
    (
        "16 a sequent written in place of a name",
        applied(["fact", sequent(cases=[FALSE])]),
        "witness.steps[0].sequent",
    ),
    ("16 an unknown library fact", applied(["library", "cauchy-schwarz"]), "witness.steps[0].sequent"),
    ("16 another source of sequents", applied(["statement", "lemmas"]), "witness.steps[0].sequent"),
    ("16 a sequent that is not at hand", applied(["fact", "l"]), "witness.steps[0].sequent"),
    ("16 a library fact as a fact", applied(["fact", "trichotomy"]), "witness.steps[0].sequent"),
    (
        "16 an equation applied",
        certificate(
            sequent(parameters="x", premises=[("l", "eq", "x")], cases=[FALSE]),
            apply("l", made("no")),
            finish("no"),
        ),
        "witness.steps[0].sequent",
    ),
    (
        "17 a lemma proved by itself",
        certificate(
            sequent(cases=[FALSE]),
            lemma("l", sequent(cases=[FALSE]), apply("l", made("no")), finish("no")),
            apply("l", made("no")),
            finish("no"),
        ),
        "witness.steps[0].steps[0].sequent",
    ),
    (
        "17 two lemmas proved by each other",
        certificate(
            sequent(cases=[FALSE]),
            lemma("l", sequent(cases=[FALSE]), apply("m", made("no")), finish("no")),
            lemma("m", sequent(cases=[FALSE]), apply("l", made("no")), finish("no")),
            finish("no"),
        ),
        "witness.steps[0].steps[0].sequent",
    ),
    (
        "18 a lemma with two atoms of which one is proved",
        certificate(
            sequent(cases=[FALSE]),
            lemma(
                "l",
                sequent(cases=[case(("f", "ge", "0"), ("g", "eq", "1"))]),
                have("s", "ge", "0", "0"),
                finish("s"),
            ),
            apply("l", made("s no")),
            finish("no"),
        ),
        "witness.steps[0].steps[1].facts",
    ),
    (
        "18 a lemma with an existential without witness",
        certificate(
            sequent(cases=[FALSE]),
            lemma(
                "l",
                sequent(cases=[case(("f", "ge", "0"), parameters="y")]),
                have("s", "ge", "0", "0"),
                finish("s"),
            ),
        ),
        "witness.steps[0].steps[1].parameters",
    ),
    (
        "18 a lemma without steps",
        certificate(
            sequent(cases=[FALSE]), lemma("l", sequent(cases=[FALSE])), apply("l", made("no")), finish("no")
        ),
        "witness.steps[0].steps",
    ),
    (
        "18 one fact twice for two different ones",
        certificate(
            sequent(parameters="x", cases=[case(("f", "ge", ["^", "x", 2]), ("g", "ge", "x"))]),
            have("s", "ge", ["^", "x", 2], square("x")),
            finish("s s"),
        ),
        "witness.steps[1].facts[1]",
    ),
    (
        "18 a theorem without steps",
        certificate(sequent(cases=[FALSE])),
        "witness.steps",
    ),
    (
        "19 a conclusion for all without a sequent",
        certificate(
            sequent(cases=[case(("f", "ge", "0"), ("g", "all", everything("parameters", "y", "ge", "y")))]),
            have("s", "ge", "0", "0"),
            finish("s"),
        ),
        "witness.steps[1].facts",
    ),
    (
        "19 an inequality where a sequent is wanted",
        certificate(
            sequent(
                parameters="x",
                premises=[("p", "ge", "x")],
                cases=[case(("g", "all", everything("parameters", "y", "ge", "y")))],
            ),
            finish("p"),
        ),
        "witness.steps[0].facts[0]",
    ),
    (
        "19 a sequent where an equation is wanted",
        certificate(
            sequent(
                parameters="x",
                premises=[("p", "all", everything("parameters", "y", "ge", ["^", "y", 2]))],
                cases=[case(("g", "ge", "x"))],
            ),
            finish("p"),
        ),
        "witness.steps[0].facts[0]",
    ),
]


def compared(given: Json, wanted: Json, **scope: Json) -> tuple[Json, Json, Json]:
    """A sequent at hand for another one: in the conclusion, as a premise, and as a premise of a premise."""
    use = sequent(premises=[("given", "all", wanted)], cases=[FALSE])
    inner_use = sequent(
        premises=[("use", "all", sequent(premises=[("u", "all", given)], cases=[FALSE]))], cases=[FALSE]
    )
    return (
        certificate(
            sequent(**scope, premises=[("given", "all", given)], cases=[case(("c", "all", wanted))]),
            finish("given"),
        ),
        certificate(
            sequent(**scope, premises=[("given", "all", given), ("use", "all", use)], cases=[FALSE]),
            apply("use", made("no"), premises="given"),
            finish("no"),
        ),
        certificate(
            sequent(
                **scope,
                premises=[
                    ("given", "all", sequent(premises=[("u", "all", wanted)], cases=[FALSE])),
                    ("use", "all", inner_use),
                ],
                cases=[FALSE],
            ),
            apply("use", made("no"), premises="given"),
            finish("no"),
        ),
    )


ONE_LETTER = everything("letters", "Y", "ge", tr(T("Y"), "Y"), "n n")
P_Y = [("p", "ge", ["tr", "Y"])]
PAIRS: list[tuple[str, Json, Json]] = [
    (
        "20 about another letter",
        everything("parameters", "y", "ge", times("y", ["tr", "A"])),
        everything("parameters", "y", "ge", times("y", ["tr", "B"])),
    ),
    (
        "21 with a premise more",
        everything("letters", "Y", "ge", ["tr", "Y"], "n n", P_Y),
        everything("letters", "Y", "ge", ["tr", "Y"], "n n"),
    ),
    (
        "21 with a premise for all more",
        everything(
            "letters", "Y", "ge", ["tr", "Y"], "n n", [("q", "all", everything("parameters", "t", "ge", "t"))]
        ),
        everything("letters", "Y", "ge", ["tr", "Y"], "n n"),
    ),
    (
        "21 with another premise",
        everything("letters", "Y", "ge", "-1", "n n", P_Y),
        everything("letters", "Y", "ge", "-1", "n n", [("p", "ge", minus(["tr", "Y"], "1"))]),
    ),
    (
        "21 with a strict premise",
        everything("letters", "Y", "ge", "-1", "n n", [("p", "gt", ["tr", "Y"])]),
        everything("letters", "Y", "ge", "-1", "n n", P_Y),
    ),
    (
        "22 with an atom less",
        sequent(cases=[case(("f", "ge", "0"))]),
        sequent(cases=[case(("f", "ge", "0"), ("g", "eq", "1"))]),
    ),
    (
        "22 with a weak atom for a strict one",
        everything("parameters", "y", "ge", "y"),
        everything("parameters", "y", "gt", "y"),
    ),
    (
        "22 with a letter less",
        sequent(cases=[case(("f", "ge", ["tr", "A"]))]),
        everything("letters", "Y", "ge", ["tr", "Y"], "n n"),
    ),
    (
        "22 with a semidefinite letter",
        everything("letters", "Y", "ge", ["tr", "Y"], "n n semidefinite"),
        everything("letters", "Y", "ge", ["tr", "Y"], "n n"),
    ),
    (
        "22 with a symmetric letter",
        everything("letters", "Y", "eq", minus("Y", T("Y")), "n n symmetric"),
        everything("letters", "Y", "eq", minus("Y", T("Y")), "n n"),
    ),
    (
        "22 with a letter of another shape",
        everything("letters", "Y", "ge", minus(tr(T("Y"), "Y"), "1"), "n 1"),
        everything("letters", "Y", "ge", minus(tr(T("Y"), "Y"), "1"), "n n"),
    ),
    (
        "22 for the size 1",
        everything("letters", "Y", "ge", minus(tr(T("Y"), "Y"), "1"), "1 1"),
        everything("letters", "Y", "ge", minus(tr(T("Y"), "Y"), "1"), "n n"),
    ),
    (
        "22 for a parameter instead of a size",
        everything("sizes", "k", "ge", "k"),
        everything("parameters", "k", "ge", "k"),
    ),
    (
        "22 for a matrix instead of a form",
        everything("letters", "Y", "ge", square("Y"), "n n"),
        everything("forms", "K", "ge", ["form", "K", "A", "A"], "n n"),
    ),
    ("22 with a case more", sequent(cases=[FALSE, NEGATIVE]), sequent(cases=[FALSE])),
    ("22 with a case instead of none", sequent(cases=[NEGATIVE]), sequent()),
    (
        "22 with exchanged existentials",
        sequent(cases=[case(("f", "gt", minus("y", times("2", "z"))), parameters="y z")]),
        sequent(cases=[case(("f", "gt", minus("z", times("2", "y"))), parameters="y z")]),
    ),
    (
        "22 with an existential less",
        sequent(parameters="y", cases=[case(("f", "eq", "y"))]),
        sequent(cases=[case(("f", "eq", "y"), parameters="y")]),
    ),
    (
        "22 with a general existential",
        sequent(cases=[case(("f", "eq", "Y"), letters=["Y n n"])]),
        sequent(cases=[case(("f", "eq", "Y"), letters=["Y n n semidefinite"])]),
    ),
    (
        "22 with a fact for all instead of an atom",
        sequent(cases=[case(("f", "all", ONE_LETTER))]),
        sequent(cases=[case(("f", "ge", tr(T("A"), "A")))]),
    ),
]
SCOPE_OF_PAIRS = {"sizes": "n", "letters": ["A n n", "B n n"]}
PLACES = ("witness.steps[0].facts[0]", "witness.steps[0].premises[0]", "witness.steps[0].premises[0]")
COMPARED: list[Attempt] = [
    (f"{name}, {how}", document, place)
    for name, given, wanted in PAIRS
    for how, document, place in zip(
        ("in the conclusion", "as a premise", "as a premise of a premise"),
        compared(given, wanted, **SCOPE_OF_PAIRS),
        PLACES,
        strict=True,
    )
    # Deeper than sequents may be nested, which is another refusal.
    if not ("for all" in name and how == "as a premise of a premise")
]


def discharged(kind: str, element: Json, name: str, names: str) -> Json:
    """A hypothesis with one premise, applied with these facts."""
    use = sequent(premises=[("w", kind, element)], cases=[FALSE])
    return certificate(
        sequent(
            parameters="x",
            premises=[("g", "ge", "x"), ("e", "eq", "x"), ("s", "gt", "x"), (name, "all", use)],
            cases=[FALSE],
        ),
        apply(name, made("no"), premises=names),
        finish("no"),
    )


DISCHARGED: list[Attempt] = [
    ("23 without its premise", discharged("ge", minus("x"), "u", ""), "witness.steps[0].premises"),
    ("23 with a premise too many", discharged("ge", "x", "u", "g g"), "witness.steps[0].premises"),
    (
        "23 without its premise for all",
        discharged("all", everything("parameters", "y", "ge", "y"), "u", ""),
        "witness.steps[0].premises",
    ),
    (
        "23 with an atom for its premise for all",
        discharged("all", everything("parameters", "y", "ge", "y"), "u", "g"),
        "witness.steps[0].premises[0]",
    ),
    (
        "23 with itself for its premise",
        discharged("ge", minus("x"), "u", "u"),
        "witness.steps[0].premises[0]",
    ),
    ("24 gt by ge", discharged("gt", "x", "u", "g"), "witness.steps[0].premises[0]"),
    ("24 eq by ge", discharged("eq", "x", "u", "g"), "witness.steps[0].premises[0]"),
    ("24 eq by gt", discharged("eq", "x", "u", "s"), "witness.steps[0].premises[0]"),
    ("24 ge by the opposite", discharged("ge", minus("x"), "u", "g"), "witness.steps[0].premises[0]"),
    ("24 gt by eq", discharged("gt", "x", "u", "e"), "witness.steps[0].premises[0]"),
    ("24 ge by another number", discharged("ge", minus("x", "1"), "u", "s"), "witness.steps[0].premises[0]"),
]

HOSTILE_NAMES = [
    *SELF_REFERENCE,
    *FRESH,
    *GRAMMAR,
    *REBINDING,
    *CAPTURE,
    *SCOPE,
    *UNPROVED,
    *COMPARED,
    *DISCHARGED,
]
