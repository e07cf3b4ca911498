"""The library facts of the rule `derivation`, written once more for the independent judge.

A sequent is a line of sizes, parameters, letters and forms, its premises and its cases.
"""


def letters(text):
    """The letters "A m n, S n n symmetric"."""
    words = [part.split() for part in text.split(",") if part.strip()]
    return [word if len(word) == 4 else [*word, "general"] for word in words]


def sequent(sizes="", parameters="", of="", forms="", premises=(), cases=()):
    """The JSON of a sequent; facts are (kind, element)."""
    return {
        "sizes": sizes.split(),
        "parameters": parameters.split(),
        "letters": letters(of),
        "forms": [part.split() for part in forms.split(",") if part.strip()],
        "premises": facts(premises),
        "cases": list(cases),
    }


def facts(pairs):
    """Facts with names that nobody uses."""
    return [[f"f{index}", kind, body] for index, (kind, body) in enumerate(pairs)]


def case(*pairs, parameters="", of=""):
    """A case of a sequent."""
    return {"parameters": parameters.split(), "letters": letters(of), "facts": facts(pairs)}


def gap(left, right):
    """left = right."""
    return ("eq", ["-", left, right])


def represented(form, at, by):
    """form(at, B) = <by, B> for all B."""
    inside = case(gap(["form", form, at, "B"], ["inner", by, "B"]))
    return ("all", sequent(of="B m n", cases=[inside]))


def times(*factors):
    """A product."""
    return ["*", *factors]


ROOT = sequent(
    of="M m n, L m n",
    premises=[represented("K", "M", "L")],
    cases=[case(gap(["form", "H", "M", "M"], ["inner", "L", "L"]))],
)
MP, PM = times("M", "P"), times("P", "M")

LIBRARY = {
    "trichotomy": sequent(
        parameters="x", cases=[case(("gt", "x")), case(("eq", "x")), case(("gt", ["-", "x"]))]
    ),
    "inverse": sequent(
        parameters="x",
        premises=[("gt", "x")],
        cases=[case(gap(times("x", "y"), "1"), ("gt", "y"), parameters="y")],
    ),
    "square-root": sequent(
        parameters="x",
        premises=[("ge", "x")],
        cases=[case(("ge", "y"), gap(["^", "y", 2], "x"), parameters="y")],
    ),
    "size-positive": sequent("n", cases=[case(("ge", ["-", "n", "1"]))]),
    "zero-norm": sequent(
        "m n", of="M m n", premises=[("eq", ["inner", "M", "M"])], cases=[case(("eq", "M"))]
    ),
    "moore-penrose": sequent(
        "m n",
        of="M m n",
        cases=[
            case(
                gap(times(MP, "M"), "M"),
                gap(times(PM, "P"), "P"),
                gap(MP, ["T", MP]),
                gap(PM, ["T", PM]),
                of="P n m",
            )
        ],
    ),
    "least-eigenpair": sequent(
        "n",
        of="S n n symmetric",
        cases=[
            case(
                gap(times("S", "u"), times("t", "u")),
                gap(times(["T", "u"], "u"), ["I", "1"]),
                gap(["-", "S", times("t", ["I", "n"])], "Q"),
                parameters="t",
                of="u n 1, Q n n semidefinite",
            )
        ],
    ),
    "polar": sequent(
        "m n",
        of="M m n",
        premises=[("ge", ["-", "m", "n"])],
        cases=[
            case(
                gap(times(["T", "U"], "U"), ["I", "n"]),
                gap("M", times("U", "R")),
                of="U m n, R n n semidefinite",
            )
        ],
    ),
    "orthonormal-pair": sequent(
        "k m n",
        premises=[("ge", ["-", ["-", "k", "m"], "n"])],
        cases=[
            case(
                gap(times(["T", "J"], "J"), ["I", "m"]),
                gap(times(["T", "K"], "K"), ["I", "n"]),
                ("eq", times(["T", "J"], "K")),
                of="J k m, K k n",
            )
        ],
    ),
    "riesz": sequent("m n", of="A m n", forms="H m n", cases=[case(represented("H", "A", "L"), of="L m n")]),
    "form-root": sequent(
        "m n",
        forms="H m n",
        premises=[
            ("all", sequent(of="M m n", cases=[case(("ge", ["form", "H", "M", "M"]))])),
            ("all", sequent(forms="K m n", premises=[("all", ROOT)])),
        ],
    ),
}
