"""Names that are not new, not well-formed, or bound for the second time (kinds 1 to 6)."""

from kernel.derivations import (
    Json,
    T,
    absurd,
    apply,
    case,
    certificate,
    fact,
    finish,
    have,
    identity,
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
from kernel.hostile.common import FALSE, Attempt, everything

X_PLUS_ONE = plus("x", "1")

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

NAMES = [*SELF_REFERENCE, *FRESH, *GRAMMAR, *REBINDING]
