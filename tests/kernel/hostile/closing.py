"""Steps that do not close the goal, or close more than one, and facts that are no contradiction."""

from kernel.certificates import DELETED, changed
from kernel.derivations import (
    Json,
    T,
    absurd,
    apply,
    case,
    certificate,
    finish,
    have,
    lemma,
    made,
    minus,
    psd,
    sequent,
    square,
    times,
    tr,
)
from kernel.hostile.common import FALSE, Attempt

TRUE = case(("g", "ge", "0"))
TRUE_STEP = have("s", "ge", ["^", "x", 2], square("x"))
PLAIN = certificate(sequent(parameters="x", cases=[case(("c", "ge", ["^", "x", 2]))]), TRUE_STEP, finish("s"))
TWO_CASES = sequent(
    parameters="x",
    premises=[("h", "all", sequent(cases=[case(("a", "gt", "x")), case(("b", "ge", "x"))]))],
    cases=[case(("c", "gt", "x"))],
)
UNCLOSED: list[Attempt] = [
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

CLOSING = [*UNCLOSED, *ABSURD]
