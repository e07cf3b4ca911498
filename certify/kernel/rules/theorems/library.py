"""The library facts of the rule `derivation`: the truths about real numbers and matrices it takes as given.

Each is a sequent with a reference and the reason it is true. The list is short on purpose: whatever can be
derived from these (Cauchy-Schwarz, Weyl, Eckart-Young, ...) is a lemma with a proof.
"""

from typing import NamedTuple

from certify.kernel.reader import Json


class LibraryFact(NamedTuple):
    """A sequent, where it is found in the literature, and why it is true."""

    sequent: dict[str, Json]
    reference: str
    reason: str


def _sequent(
    sizes: list[Json] = [],  # noqa: B006 - never changed
    parameters: list[Json] = [],  # noqa: B006
    letters: list[Json] = [],  # noqa: B006
    premises: list[Json] = [],  # noqa: B006
    cases: list[Json] = [],  # noqa: B006
    forms: list[Json] = [],  # noqa: B006
) -> dict[str, Json]:
    return {
        "sizes": sizes, "parameters": parameters, "letters": letters, "forms": forms,
        "premises": premises, "cases": cases,
    }  # fmt: skip


def _case(*facts: Json, parameters: list[Json] = [], letters: list[Json] = []) -> Json:  # noqa: B006
    return {"parameters": parameters, "letters": letters, "facts": list(facts)}


def _equal(name: str, left: Json, right: Json) -> Json:
    return [name, "eq", ["-", left, right]]


def _represented(form: str, matrix: str, by: str) -> Json:
    """form(matrix, B) = <by, B> for all B."""
    value = _equal("value", ["form", form, matrix, "B"], ["inner", by, "B"])
    return ["represents", "all", _sequent(letters=[["B", "m", "n", "general"]], cases=[_case(value)])]


HORN = "Horn and Johnson, Matrix Analysis, 2nd edition"
_SEMIDEFINITE = _sequent(
    letters=[["M", "m", "n", "general"]], cases=[_case(["nonnegative", "ge", ["form", "H", "M", "M"]])]
)
# H(M, M) = |L|^2 wherever K(M, .) = <L, .>; no form K is such a root of H.
_ROOT = _sequent(
    letters=[["M", "m", "n", "general"], ["L", "m", "n", "general"]],
    premises=[_represented("K", "M", "L")],
    cases=[_case(_equal("root", ["form", "H", "M", "M"], ["square", "L"]))],
)
_NO_ROOT = _sequent(forms=[["K", "m", "n"]], premises=[["root", "all", _ROOT]])
LIBRARY: dict[str, LibraryFact] = {
    "trichotomy": LibraryFact(
        _sequent(
            parameters=["x"],
            cases=[
                _case(["positive", "gt", "x"]),
                _case(["zero", "eq", "x"]),
                _case(["negative", "gt", ["-", "x"]]),
            ],
        ),
        "an axiom of ordered fields",
        "the real numbers are totally ordered",
    ),
    "inverse": LibraryFact(
        _sequent(
            parameters=["x"],
            premises=[["given", "gt", "x"]],
            cases=[_case(_equal("inverse", ["*", "x", "y"], "1"), ["positive", "gt", "y"], parameters=["y"])],
        ),
        "an axiom of ordered fields",
        "y = 1/x, positive as x is",
    ),
    "square-root": LibraryFact(
        _sequent(
            parameters=["x"],
            premises=[["given", "ge", "x"]],
            cases=[
                _case(["nonnegative", "ge", "y"], _equal("square", ["*", "y", "y"], "x"), parameters=["y"])
            ],
        ),
        "completeness of the real numbers",
        "t^2 - x is continuous, at most 0 at t = 0 and at least 0 at t = 1 + x",
    ),
    "size-positive": LibraryFact(
        _sequent(sizes=["n"], cases=[_case(["least", "ge", ["-", "n", "1"]])]),
        "the meaning of a size",
        "sizes are integers and at least 1",
    ),
    "zero-norm": LibraryFact(
        _sequent(
            sizes=["m", "n"],
            letters=[["M", "m", "n", "general"]],
            premises=[["norm", "eq", ["square", "M"]]],
            cases=[_case(["zero", "eq", "M"])],
        ),
        f"{HORN}, section 5.6",
        "tr M'M is the sum of the squares of the entries of M",
    ),
    "moore-penrose": LibraryFact(
        _sequent(
            sizes=["m", "n"],
            letters=[["M", "m", "n", "general"]],
            cases=[
                _case(
                    _equal("first", ["*", "M", "P", "M"], "M"),
                    _equal("second", ["*", "P", "M", "P"], "P"),
                    _equal("third", ["*", "M", "P"], ["T", ["*", "M", "P"]]),
                    _equal("fourth", ["*", "P", "M"], ["T", ["*", "P", "M"]]),
                    letters=[["P", "n", "m", "general"]],
                )
            ],
        ),
        "Penrose 1955, Theorem 1",
        "with M = F G of full rank factors, P = G' (G G')^-1 (F' F)^-1 F'",
    ),
    "least-eigenpair": LibraryFact(
        _sequent(
            sizes=["n"],
            letters=[["S", "n", "n", "symmetric"]],
            cases=[
                _case(
                    _equal("eigenvector", ["*", "S", "u"], ["*", "lam", "u"]),
                    _equal("unit", ["*", ["T", "u"], "u"], ["I", "1"]),
                    _equal("rest", ["-", "S", ["*", "lam", ["I", "n"]]], "Q"),
                    parameters=["lam"],
                    letters=[["u", "n", "1", "general"], ["Q", "n", "n", "semidefinite"]],
                )
            ],
        ),
        f"{HORN}, Theorem 4.2.2",
        "v'Sv is least on the unit sphere at some u; then S u = lam u, and S - lam I is semidefinite",
    ),
    "polar": LibraryFact(
        _sequent(
            sizes=["m", "n"],
            letters=[["M", "m", "n", "general"]],
            premises=[["tall", "ge", ["-", "m", "n"]]],
            cases=[
                _case(
                    _equal("orthonormal", ["*", ["T", "U"], "U"], ["I", "n"]),
                    _equal("factors", "M", ["*", "U", "R"]),
                    letters=[["U", "m", "n", "general"], ["R", "n", "n", "semidefinite"]],
                )
            ],
        ),
        f"{HORN}, Theorem 7.3.1",
        "R is the semidefinite root of M'M; U maps R x to M x and is completed to orthonormal columns",
    ),
    "orthonormal-pair": LibraryFact(
        _sequent(
            sizes=["k", "m", "n"],
            premises=[["room", "ge", ["-", "k", ["+", "m", "n"]]]],
            cases=[
                _case(
                    _equal("first", ["*", ["T", "J"], "J"], ["I", "m"]),
                    _equal("second", ["*", ["T", "K"], "K"], ["I", "n"]),
                    ["orthogonal", "eq", ["*", ["T", "J"], "K"]],
                    letters=[["J", "k", "m", "general"], ["K", "k", "n", "general"]],
                )
            ],
        ),
        f"{HORN}, section 0.6",
        "J and K are the first m and the next n columns of the identity of size k",
    ),
    "riesz": LibraryFact(
        _sequent(
            sizes=["m", "n"],
            letters=[["A", "m", "n", "general"]],
            forms=[["H", "m", "n"]],
            cases=[_case(_represented("H", "A", "L"), letters=[["L", "m", "n", "general"]])],
        ),
        f"{HORN}, section 0.2",
        "the entry (i, j) of L is H(A, E_ij), and H(A, .) is linear",
    ),
    "form-root": LibraryFact(
        _sequent(
            sizes=["m", "n"],
            forms=[["H", "m", "n"]],
            premises=[["semidefinite", "all", _SEMIDEFINITE], ["none", "all", _NO_ROOT]],
        ),
        f"{HORN}, Theorem 7.2.6",
        "H(M, M) = <T M, M> for a semidefinite operator T; K(M, B) = <T^(1/2) M, B> is a root, so that it "
        "cannot be that no form is one",
    ),
}
