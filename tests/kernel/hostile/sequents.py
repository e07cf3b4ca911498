"""Sequents that nobody proved, or that say less than what is wanted (kinds 16 to 24)."""

from kernel.derivations import (
    Json,
    T,
    apply,
    case,
    certificate,
    finish,
    have,
    inner,
    lemma,
    made,
    minus,
    sequent,
    square,
    times,
    tr,
)
from kernel.honest_derivations import NONNEGATIVE, ROOT
from kernel.hostile.common import FALSE, NEGATIVE, Attempt, everything


def applied(source: Json) -> Json:
    """The theorem 1 = 0 by this sequent."""
    step = apply("l", made("no"))
    return certificate(sequent(cases=[FALSE]), {**step, "sequent": source}, finish("no"))


def rooted(premises: Json, names: str) -> Json:
    """The theorem that these premises contradict each other, by the root of a form."""
    step = apply("library form-root", sizes="n m", forms=["H"], premises=names)
    return certificate(sequent("n m", forms=["H n m"], premises=premises), step)


NO_ROOT = ("none", "all", sequent(forms=["K n m"], premises=[("root", "all", ROOT)]))
NEGATED = {**ROOT, "cases": [case(("h", "eq", ["+", ["form", "H", "X", "X"], square("Y")]))]}
FREE = {**ROOT, "premises": []}
SEMIDEFINITE = ("nonnegative", "all", NONNEGATIVE)
HALF = ("nonnegative", "all", {**NONNEGATIVE, "premises": [["r", "eq", inner("X", "X")]]})

UNPROVED: list[Attempt] = [
    (
        "the root of a form that may be negative",
        rooted([NO_ROOT], "none none"),
        "witness.steps[0].premises[0]",
    ),
    (
        "the root of a form that is nonnegative at 0",
        rooted([HALF, NO_ROOT], "nonnegative none"),
        "witness.steps[0].premises[0]",
    ),
    (
        "the root of a form, with its sign changed",
        rooted(
            [SEMIDEFINITE, ("none", "all", sequent(forms=["K n m"], premises=[("root", "all", NEGATED)]))],
            "nonnegative none",
        ),
        "witness.steps[0].premises[1]",
    ),
    (
        "the root of a form, at every pair of matrices",
        rooted(
            [SEMIDEFINITE, ("none", "all", sequent(forms=["K n m"], premises=[("root", "all", FREE)]))],
            "nonnegative none",
        ),
        "witness.steps[0].premises[1]",
    ),
    (
        "the root of a form, for one form that is none",
        certificate(
            sequent("n m", forms=["H n m", "K n m"], premises=[SEMIDEFINITE, ("none", "all", ROOT)]),
            apply("library form-root", sizes="n m", forms=["H"], premises="nonnegative none"),
        ),
        "witness.steps[0].premises[1]",
    ),
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

SEQUENTS = [*UNPROVED, *COMPARED, *DISCHARGED]
