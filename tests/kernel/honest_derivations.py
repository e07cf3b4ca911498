"""Sound certificates of the rule `derivation`: (name, document). Each must be accepted by both checkers."""

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


def zero(element: Json) -> Json:
    """The element times the number zero."""
    return times("0", element)


def trichotomy(of: Json, fact_name: str, positive: Json, nothing: Json, negative: Json) -> Json:
    """The three cases of a number, each with its steps; the fact of each case has one name."""
    cases = [made(fact_name, *steps) for steps in (positive, nothing, negative)]
    return apply("library trichotomy", *cases, parameters=[of])


def positive_form(sizes: str = "n", name: str = "M") -> Json:
    """For all v: v'Mv >= 0."""
    value = tr(T("v"), name, "v")
    return sequent(letters=[f"v {sizes} 1"], cases=[case(("f", "ge", value))])


C = minus(times(square("U"), square("V")), ["^", inner("U", "V"), 2])  # of Cauchy and Schwarz
EXISTS_ROOT = case(("a", "ge", "y"), ("b", "eq", minus(["^", "y", 2], "x")), parameters="y")
RESTRICTED = sequent(
    letters=["X n m"],
    premises=[("trace", "eq", inner("X", "C"))],
    cases=[case(("r", "ge", minus(["form", "H", "X", "X"], square("X"))))],
)
REPRESENTED = sequent(
    letters=["X n m"], cases=[case(("r", "eq", minus(["form", "H", "A", "X"], inner("L", "X"))))]
)

NONNEGATIVE = sequent(letters=["X n m"], cases=[case(("f", "ge", ["form", "H", "X", "X"]))])
IMAGE = sequent(letters=["W n m"], cases=[case(("g", "eq", minus(["form", "K", "X", "W"], inner("Y", "W"))))])
ROOT = sequent(
    letters=["X n m", "Y n m"],
    premises=[("image", "all", IMAGE)],
    cases=[case(("h", "eq", minus(["form", "H", "X", "X"], square("Y"))))],
)

HONEST: list[tuple[str, Json]] = [
    (
        "a square is not negative",
        certificate(
            sequent(parameters="x", cases=[case(("c", "ge", ["^", "x", 2]))]),
            have("s", "ge", ["^", "x", 2], square("x")),
            finish("s"),
        ),
    ),
    (
        "an even power is not negative",
        certificate(
            sequent(parameters="x", cases=[case(("c", "ge", ["^", "x", 4]))]),
            have("s", "ge", ["^", "x", 4], ["^", "x", 4]),
            finish("s"),
        ),
    ),
    (
        "a Gram sum of scalars",
        certificate(
            sequent(
                parameters="x y",
                cases=[case(("c", "ge", plus(["^", "x", 2], times("x", "y"), ["^", "y", 2])))],
            ),
            have(
                "s",
                "ge",
                plus(["^", "x", 2], times("x", "y"), ["^", "y", 2]),
                ["gram", "", "", ["x", "y"], [["1", "1/2"], ["1/2", "1"]]],
            ),
            finish("s"),
        ),
    ),
    (
        "a Gram sum of matrices with two weights",
        certificate(
            sequent(
                "n m",
                letters=["A n m", "B n m", "P n n semidefinite", "Q m m semidefinite"],
                cases=[case(("c", "ge", tr(T(plus("A", "B")), "P", plus("A", "B"), "Q")))],
            ),
            have(
                "s",
                "ge",
                tr(T(plus("A", "B")), "P", plus("A", "B"), "Q"),
                ["gram", "P", "Q", ["A", "B"], [["1", "1"], ["1", "1"]]],
            ),
            finish("s"),
        ),
    ),
    (
        "a Gram sum with the identity",
        certificate(
            sequent(
                "n m", letters=["A n m", "B n m"], cases=[case(("c", "ge", plus(square("A"), square("B"))))]
            ),
            have("s", "ge", plus(square("A"), square("B")), ["gram", "", "", ["A", "B"], ""]),
            finish("s"),
        ),
    ),
    (
        "antisymmetry of the order",
        certificate(
            sequent(
                parameters="x",
                premises=[("up", "ge", "x"), ("down", "ge", minus("x"))],
                cases=[case(("c", "eq", "x"))],
            ),
            trichotomy(
                "x",
                "t",
                [have("no", "gt", "0", plus(fact("t"), fact("down"))), absurd("no")],
                [finish("t")],
                [have("no", "gt", "0", plus(fact("t"), fact("up"))), absurd("no")],
            ),
        ),
    ),
    (
        "Cauchy and Schwarz, squared",
        certificate(
            sequent("n m", letters=["U n m", "V n m"], cases=[case(("c", "ge", C))]),
            trichotomy(
                square("U"),
                "t",
                [
                    apply(
                        "library inverse",
                        made("i pos", parameters="a"),
                        parameters=[square("U")],
                        premises="t",
                    ),
                    have(
                        "s",
                        "ge",
                        C,
                        times(
                            fact("pos"),
                            square(minus(times(square("U"), "V"), times(inner("U", "V"), "U"))),
                        ),
                        ["i", times("a", square("U"))],
                    ),
                    finish("s"),
                ],
                [
                    apply("library zero-norm", made("z"), sizes="n m", letters=["U"], premises="t"),
                    have("s", "ge", C, "0", ["z", "U"]),
                    finish("s"),
                ],
                [have("no", "gt", "0", plus(fact("t"), square("U"))), absurd("no")],
            ),
        ),
    ),
    (
        "division by a positive number",
        certificate(
            sequent(
                parameters="a b",
                premises=[("pos", "gt", "a"), ("product", "ge", times("a", "b"))],
                cases=[case(("c", "ge", "b"))],
            ),
            apply("library inverse", made("i ipos", parameters="j"), parameters=["a"], premises="pos"),
            have("s", "ge", "b", times(fact("ipos"), fact("product")), ["i", times("a", "j")]),
            finish("s"),
        ),
    ),
    (
        "a root is monotone",
        certificate(
            sequent(
                parameters="x y",
                premises=[
                    ("px", "ge", "x"),
                    ("py", "ge", "y"),
                    ("squares", "ge", minus(["^", "y", 2], ["^", "x", 2])),
                ],
                cases=[case(("c", "ge", minus("y", "x")))],
            ),
            trichotomy(
                minus("x", "y"),
                "t",
                [
                    have(
                        "no",
                        "gt",
                        "0",
                        plus(
                            fact("squares"),
                            times(fact("t"), fact("t")),
                            times("2", fact("py"), fact("t")),
                        ),
                    ),
                    absurd("no"),
                ],
                [have("s", "ge", minus("y", "x"), minus(fact("t"))), finish("s")],
                [finish("t")],
            ),
        ),
    ),
    (
        "A'A is semidefinite",
        certificate(
            sequent(
                "n m",
                letters=["A n m"],
                cases=[case(("c", "eq", minus("G", times(T("A"), "A"))), letters=["G m m semidefinite"])],
            ),
            psd(
                "Q",
                "def",
                times(T("A"), "A"),
                "v",
                have("s", "ge", tr(T("v"), T("A"), "A", "v"), square(times("A", "v"))),
                finish("s"),
            ),
            finish("def", letters=["Q"]),
        ),
    ),
    (
        "a matrix symmetric by hypothesis is semidefinite",
        certificate(
            sequent(
                "n",
                letters=["M n n"],
                premises=[("sym", "eq", minus("M", T("M"))), ("all", "all", positive_form())],
                cases=[case(("c", "eq", minus("G", "M")), letters=["G n n semidefinite"])],
            ),
            psd(
                "Q",
                "def",
                "M",
                "w",
                apply("all", made("s"), letters=["w"]),
                finish("s"),
                rewrite=[["sym", T("M")]],
            ),
            finish("def", letters=["Q"]),
        ),
    ),
    (
        "a semidefinite letter is so at every vector",
        certificate(
            sequent("n", letters=["M n n semidefinite"], cases=[case(("c", "all", positive_form()))]),
            lemma(
                "l",
                sequent(letters=["w n 1"], cases=[case(("c", "ge", tr(T("w"), "M", "w")))]),
                have("s", "ge", tr(T("w"), "M", "w"), ["gram", "M", "", ["w"], [["1"]]]),
                finish("s"),
            ),
            finish("l"),
        ),
    ),
    (
        "a linear function is an inner product",
        certificate(
            sequent(
                "n m",
                letters=["A n m"],
                forms=["H n m"],
                cases=[case(("c", "all", REPRESENTED), letters=["L n m"])],
            ),
            apply("library riesz", made("r", letters="R"), sizes="n m", letters=["A"], forms=["H"]),
            finish("r", letters=["R"]),
        ),
    ),
    (
        "Riesz for a form given by an expression, at letters named like the fact's own",
        certificate(
            sequent(
                "n m",
                letters=["X n m", "L m m symmetric"],
                cases=[
                    case(
                        (
                            "c",
                            "all",
                            sequent(
                                letters=["Y n m"],
                                cases=[case(("v", "eq", minus(tr(T("X"), "Y", "L"), inner("R", "Y"))))],
                            ),
                        ),
                        letters=["R n m"],
                    )
                ],
            ),
            apply(
                "library riesz",
                made("r", letters="Z"),
                sizes="n m",
                letters=["X"],
                forms=[form("a", "b", tr(T("a"), "b", "L"))],
            ),
            finish("r", letters=["Z"]),
        ),
    ),
    (
        "a lemma for all forms, at a form in scope and at an expression",
        certificate(
            sequent(
                "n",
                letters=["A n n", "B n n"],
                forms=["H n n"],
                cases=[
                    case(
                        (
                            "first",
                            "eq",
                            minus(
                                ["form", "H", plus("A", "B"), "A"],
                                ["form", "H", "A", "A"],
                            ),
                        ),
                    )
                ],
                premises=[("zero", "eq", ["form", "H", "A", "B"])],
            ),
            lemma(
                "l",
                sequent(
                    forms=["K n n"],
                    premises=[("k", "eq", ["form", "K", "A", "B"])],
                    cases=[
                        case(("o", "eq", minus(["form", "K", plus("A", "B"), "A"], ["form", "K", "A", "A"])))
                    ],
                ),
                have(
                    "o", "eq", minus(["form", "K", plus("A", "B"), "A"], ["form", "K", "A", "A"]), fact("k")
                ),
                finish("o"),
            ),
            apply("l", made("first"), forms=["H"], premises="zero"),
            have("twice", "eq", times("2", ["form", "H", "A", "B"]), times("2", fact("zero"))),
            apply(
                "l",
                made("second"),
                forms=[form("p", "q", times("2", ["form", "H", "p", "q"]))],
                premises="twice",
            ),
            finish("first"),
        ),
    ),
    (
        "trichotomy as a theorem with three cases",
        certificate(
            sequent(
                parameters="a b",
                cases=[
                    case(("l", "gt", minus("b", "a"))),
                    case(("e", "eq", minus("a", "b"))),
                    case(("g", "gt", minus("a", "b"))),
                ],
            ),
            trichotomy(
                minus("a", "b"), "t", [finish("t", case=2)], [finish("t", case=1)], [finish("t", case=0)]
            ),
        ),
    ),
    (
        "a root exists",
        certificate(
            sequent(parameters="x", premises=[("p", "ge", "x")], cases=[EXISTS_ROOT]),
            apply("library square-root", made("s q", parameters="z"), parameters=["x"], premises="p"),
            finish("s q", parameters=["z"]),
        ),
    ),
    (
        "a root of a positive number, a strict fact serving for a weak one",
        certificate(
            sequent(parameters="x", premises=[("p", "gt", "x")], cases=[EXISTS_ROOT]),
            apply("library square-root", made("s q", parameters="z"), parameters=["x"], premises="p"),
            finish("s q", parameters=["z"]),
        ),
    ),
    (
        "a witness that is an expression",
        certificate(
            sequent(parameters="x", cases=[case(("c", "gt", minus("y", "x")), parameters="y")]),
            have("s", "gt", minus(plus("x", "1"), "x"), "1"),
            finish("s", parameters=[plus("x", "1")]),
        ),
    ),
    (
        "a hypothesis for all matrices with a premise of its own",
        certificate(
            sequent(
                "n m",
                letters=["A n m", "C n m"],
                forms=["H n m"],
                premises=[("rip", "all", RESTRICTED), ("o", "eq", inner("A", "C"))],
                cases=[
                    case(("c", "ge", minus(times("4", ["form", "H", "A", "A"]), times("4", square("A")))))
                ],
            ),
            have("p", "eq", inner(times("2", "A"), "C"), times("2", fact("o"))),
            apply("rip", made("r"), letters=[times("2", "A")], premises="p"),
            finish("r"),
        ),
    ),
    (
        "a premise that has a sequent as premise",
        certificate(
            sequent(
                "n",
                letters=["M n n symmetric"],
                premises=[
                    ("pos", "all", positive_form()),
                    (
                        "use",
                        "all",
                        sequent(
                            parameters="s",
                            letters=["N n n symmetric"],
                            premises=[
                                (
                                    "p",
                                    "all",
                                    sequent(
                                        letters=["y n 1"],
                                        cases=[case(("f", "ge", tr(T("y"), "N", "y")))],
                                    ),
                                )
                            ],
                            cases=[case(("t", "ge", plus(["tr", "N"], "s", minus("s"))))],
                        ),
                    ),
                ],
                cases=[case(("c", "ge", ["tr", "M"]))],
            ),
            apply("use", made("t"), parameters=["0"], letters=["M"], premises="pos"),
            finish("t"),
        ),
    ),
    (
        "definitions of every kind",
        certificate(
            sequent(
                "n",
                "t",
                letters=["A n n"],
                cases=[
                    case(
                        ("c", "eq", minus("S", plus("A", T("A")))),
                        ("d", "eq", minus("x", ["^", "t", 2])),
                        ("e", "eq", minus("B", times("x", "A"))),
                        parameters="x",
                        letters=["S n n symmetric", "B n n"],
                    )
                ],
            ),
            let("S1", "symmetric", plus("A", T("A")), "fS"),
            let("x1", "parameter", ["^", "t", 2], "fx"),
            let("B1", "general", times("x1", "A"), "fB"),
            finish("fS fx fB", parameters=["x1"], letters=["S1", "B1"]),
        ),
    ),
    (
        "rewriting in words, cyclically in traces, transposed and in forms",
        certificate(
            sequent(
                "n m",
                letters=["A n m", "B m m", "D n m"],
                forms=["H m m"],
                premises=[
                    ("orth", "eq", minus(times(T("A"), "A"), identity("m"))),
                    ("ad", "eq", times(T("A"), "D")),
                ],
                cases=[
                    case(
                        ("a", "eq", minus(times("B", T("A"), "A"), "B")),
                        ("b", "eq", minus(tr("A", "B", T("A")), ["tr", "B"])),
                        ("c", "eq", tr("A", "B", T("D"))),
                        (
                            "d",
                            "eq",
                            minus(["form", "H", times(T("A"), "A", "B"), "B"], ["form", "H", "B", "B"]),
                        ),
                    )
                ],
            ),
            have("a", "eq", minus(times("B", T("A"), "A"), "B"), zero("B"), ["orth", times(T("A"), "A")]),
            have("b", "eq", minus(tr("A", "B", T("A")), ["tr", "B"]), "0", ["orth", times(T("A"), "A")]),
            have("c", "eq", tr("A", "B", T("D")), "0", ["ad", times(T("A"), "D")]),
            have(
                "d",
                "eq",
                minus(["form", "H", times(T("A"), "A", "B"), "B"], ["form", "H", "B", "B"]),
                "0",
                ["orth", times(T("A"), "A")],
            ),
            finish("a b c d"),
        ),
    ),
    (
        "rewriting a scalar, and a leading term with a coefficient in the equation",
        certificate(
            sequent(
                "n m",
                "t",
                letters=["A n m"],
                premises=[("norm", "eq", minus(times("3", square("A")), times("6", "t")))],
                cases=[case(("c", "eq", minus(["^", square("A"), 2], times("4", ["^", "t", 2]))))],
            ),
            have(
                "s", "eq", minus(["^", square("A"), 2], times("4", ["^", "t", 2])), "0", ["norm", square("A")]
            ),
            finish("s"),
        ),
    ),
    (
        "an equation of 1 x 1 matrices serves as a rule for its trace",
        certificate(
            sequent(
                "n",
                letters=["u n 1", "A n n"],
                premises=[("unit", "eq", minus(times(T("u"), "u"), identity("1")))],
                cases=[case(("c", "eq", minus(times("A", "u", T("u"), "u"), times("A", "u"))))],
            ),
            have(
                "s",
                "eq",
                minus(times("A", "u", T("u"), "u"), times("A", "u")),
                zero("u"),
                ["unit", square("u")],
            ),
            finish("s"),
        ),
    ),
    (
        "the least eigenvalue exists",
        certificate(
            sequent(
                "n",
                letters=["S n n symmetric"],
                cases=[
                    case(
                        ("c", "eq", minus(minus("S", times("t", identity("n"))), "P")),
                        parameters="t",
                        letters=["P n n semidefinite"],
                    )
                ],
            ),
            apply(
                "library least-eigenpair",
                made("e u1 q", parameters="lam", letters="u Q"),
                sizes="n",
                letters=["S"],
            ),
            finish("q", parameters=["lam"], letters=["Q"]),
        ),
    ),
    (
        "a projector onto the columns",
        certificate(
            sequent(
                "n m",
                letters=["M n m"],
                cases=[
                    case(
                        ("a", "eq", minus(times("E", "M"), "M")),
                        ("b", "eq", minus(times("E", "E"), "E")),
                        letters=["E n n"],
                    )
                ],
            ),
            apply(
                "library moore-penrose", made("one two left right", letters="P"), sizes="n m", letters=["M"]
            ),
            have(
                "b",
                "eq",
                minus(times("M", "P", "M", "P"), times("M", "P")),
                times(fact("one"), "P"),
            ),
            finish("one b", letters=[times("M", "P")]),
        ),
    ),
    (
        "sizes are positive, and 1 may stand for one",
        certificate(
            sequent(
                "n",
                letters=["a 1 1"],
                premises=[("z", "eq", square("a"))],
                cases=[
                    case(("p", "gt", "n"), ("q", "ge", minus("n", "1")), ("r", "eq", "a"), ("s", "ge", "0"))
                ],
            ),
            have("p", "gt", "n", "n"),
            apply("library size-positive", made("q"), sizes="n"),
            apply("library zero-norm", made("r"), sizes="1 1", letters=["a"], premises="z"),
            apply("library size-positive", made("s"), sizes="1"),
            finish("p q r s"),
        ),
    ),
    (
        "orthonormal vectors and a polar factor",
        certificate(
            sequent(
                "k",
                letters=["M k 1"],
                premises=[("two", "ge", minus("k", "2"))],
                cases=[
                    case(("a", "eq", tr(T("u"), "v")), letters=["u k 1", "v k 1"]),
                ],
            ),
            apply("library orthonormal-pair", made("a b c", letters="u v"), sizes="k 1 1", premises="two"),
            apply("library size-positive", made("one"), sizes="k"),
            apply("library polar", made("d e", letters="U R"), sizes="k 1", letters=["M"], premises="one"),
            have("s", "eq", tr(T("u"), "v"), ["tr", fact("c")]),
            finish("s", letters=["u", "v"]),
        ),
    ),
    (
        "contradictory premises",
        certificate(
            sequent(parameters="x", premises=[("a", "gt", "x"), ("b", "ge", minus("x"))]),
            have("no", "gt", "0", plus(fact("a"), fact("b"))),
            absurd("no"),
        ),
    ),
    (
        "a contradictory sequent closes every goal",
        certificate(
            sequent(
                parameters="x",
                premises=[("never", "all", sequent(parameters="y", premises=[("p", "ge", "y")]))],
                cases=[case(("c", "gt", "x"))],
            ),
            have("s", "ge", ["^", "x", 2], square("x")),
            apply("never", parameters=[["^", "x", 2]], premises="s"),
        ),
    ),
    (
        "a scalar piece of a word commutes",
        certificate(
            sequent(
                "n m",
                letters=["u n 1", "v n 1", "A m 1"],
                cases=[case(("c", "eq", minus(times("A", T("u"), "v"), times(inner("v", "u"), "A"))))],
            ),
            have("s", "eq", minus(times("A", T("u"), "v"), times(inner("v", "u"), "A")), zero("A")),
            finish("s"),
        ),
    ),
    (
        "strict products and powers",
        certificate(
            sequent(
                parameters="x y",
                premises=[("a", "gt", "x"), ("b", "ge", "y")],
                cases=[case(("c", "gt", plus(["^", "x", 3], times("x", "y"), "1/2")))],
            ),
            have(
                "s",
                "gt",
                plus(["^", "x", 3], times("x", "y"), "1/2"),
                plus(["^", fact("a"), 3], times(fact("a"), fact("b")), "1/2"),
            ),
            finish("s"),
        ),
    ),
    (
        "a lemma inside a lemma, with two cases and a witness",
        certificate(
            sequent(
                parameters="x",
                cases=[case(("c", "ge", ["^", "y", 2]), ("d", "ge", minus("y", "x")), parameters="y")],
            ),
            lemma(
                "either",
                sequent(parameters="z", cases=[case(("p", "ge", "z")), case(("m", "ge", minus("z")))]),
                lemma(
                    "self",
                    sequent(parameters="w", premises=[("w1", "gt", "w")], cases=[case(("w2", "ge", "w"))]),
                    finish("w1"),
                ),
                trichotomy(
                    "z",
                    "t",
                    [apply("self", made("g"), parameters=["z"], premises="t"), finish("g", case=0)],
                    [have("g", "ge", "z", fact("t")), finish("g", case=0)],
                    [finish("t", case=1)],
                ),
            ),
            apply(
                "either",
                made(
                    "p",
                    have("s", "ge", ["^", "x", 2], square("x")),
                    have("o", "ge", minus("x", "x"), "0"),
                    finish("s o", parameters=["x"]),
                ),
                made(
                    "p",
                    have("s", "ge", ["^", "0", 2], "0"),
                    finish("s p", parameters=["0"]),
                ),
                parameters=["x"],
            ),
        ),
    ),
    (
        "a lead of shape 1 x 1 is read as its trace",
        certificate(
            sequent(
                "n",
                letters=["e n 1"],
                premises=[("unit", "eq", minus(times(T("e"), "e"), ["I", "1"]))],
                cases=[case(("c", "eq", minus(square("e"), "1")))],
            ),
            have("s", "eq", minus(square("e"), "1"), "0", ["unit", times(T("e"), "e")]),
            finish("s"),
        ),
    ),
    (
        "a semidefinite form has a root",
        certificate(
            sequent(
                "n m",
                forms=["H n m"],
                premises=[
                    ("nonnegative", "all", NONNEGATIVE),
                    ("none", "all", sequent(forms=["K n m"], premises=[("root", "all", ROOT)])),
                ],
            ),
            apply("library form-root", sizes="n m", forms=["H"], premises="nonnegative none"),
        ),
    ),
]
