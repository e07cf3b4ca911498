"""The library facts, which a derivation uses without proof: theorems on real matrices of all sizes."""

from typing import Any


def _sequent(
    sizes: list[str],
    parameters: list[str],
    letters: list[list[str]],
    premises: list[list[Any]],
    *cases: dict[str, Any],
    forms: list[list[str]] | None = None,
) -> dict[str, Any]:
    """A sequent as it would stand in a certificate."""
    return {
        "sizes": sizes,
        "parameters": parameters,
        "letters": letters,
        "forms": forms or [],
        "premises": premises,
        "cases": list(cases),
    }


def _case(
    *facts: list[Any], parameters: list[str] | None = None, letters: list[list[str]] | None = None
) -> dict[str, Any]:
    return {"parameters": parameters or [], "letters": letters or [], "facts": list(facts)}


def _orthonormal(letter: str, columns: str) -> list[Any]:
    """letter' letter - I"""
    return ["-", ["*", ["T", letter], letter], ["I", columns]]


LIBRARY: dict[str, dict[str, Any]] = {
    # A real number is positive, zero or negative.
    "trichotomy": _sequent(
        [],
        ["x"],
        [],
        [],
        _case(["positive", "gt", "x"]),
        _case(["zero", "eq", "x"]),
        _case(["negative", "gt", ["-", "x"]]),
    ),
    # A positive number has a positive inverse.
    "inverse": _sequent(
        [],
        ["x"],
        [],
        [["positive", "gt", "x"]],
        _case(["product", "eq", ["-", ["*", "x", "y"], "1"]], ["inverse", "gt", "y"], parameters=["y"]),
    ),
    # A number that is not negative is a square.
    "square-root": _sequent(
        [],
        ["x"],
        [],
        [["nonnegative", "ge", "x"]],
        _case(["root", "ge", "y"], ["square", "eq", ["-", ["^", "y", 2], "x"]], parameters=["y"]),
    ),
    # Sizes are at least 1.
    "size-positive": _sequent(["n"], [], [], [], _case(["positive", "ge", ["-", "n", "1"]])),
    # tr M'M is the sum of the squares of all entries.
    "zero-norm": _sequent(
        ["n", "m"],
        [],
        [["M", "n", "m", "general"]],
        [["norm", "eq", ["square", "M"]]],
        _case(["zero", "eq", "M"]),
    ),
    # The Moore-Penrose inverse, from a full-rank factorisation.
    "moore-penrose": _sequent(
        ["n", "m"],
        [],
        [["M", "n", "m", "general"]],
        [],
        _case(
            ["first", "eq", ["-", ["*", "M", "P", "M"], "M"]],
            ["second", "eq", ["-", ["*", "P", "M", "P"], "P"]],
            ["left", "eq", ["-", ["*", "M", "P"], ["T", ["*", "M", "P"]]]],
            ["right", "eq", ["-", ["*", "P", "M"], ["T", ["*", "P", "M"]]]],
            letters=[["P", "m", "n", "general"]],
        ),
    ),
    # The least value of u'Su over unit vectors is attained, at an eigenvector.
    "least-eigenpair": _sequent(
        ["n"],
        [],
        [["S", "n", "n", "symmetric"]],
        [],
        _case(
            ["eigen", "eq", ["-", ["*", "S", "u"], ["*", "lam", "u"]]],
            ["unit", "eq", _orthonormal("u", "1")],
            ["least", "eq", ["-", ["-", "S", ["*", "lam", ["I", "n"]]], "Q"]],
            parameters=["lam"],
            letters=[["u", "n", "1", "general"], ["Q", "n", "n", "semidefinite"]],
        ),
    ),
    # M = U (M'M)^(1/2) with orthonormal columns U, where there are at least as many rows as columns.
    "polar": _sequent(
        ["n", "m"],
        [],
        [["M", "n", "m", "general"]],
        [["sizes", "ge", ["-", "n", "m"]]],
        _case(
            ["orthonormal", "eq", _orthonormal("U", "m")],
            ["product", "eq", ["-", "M", ["*", "U", "R"]]],
            letters=[["U", "n", "m", "general"], ["R", "m", "m", "semidefinite"]],
        ),
    ),
    # The first a and the next b unit vectors of a space of dimension k >= a + b.
    "orthonormal-pair": _sequent(
        ["k", "a", "b"],
        [],
        [],
        [["sizes", "ge", ["-", "k", ["+", "a", "b"]]]],
        _case(
            ["first", "eq", _orthonormal("E", "a")],
            ["second", "eq", _orthonormal("F", "b")],
            ["between", "eq", ["*", ["T", "E"], "F"]],
            letters=[["E", "k", "a", "general"], ["F", "k", "b", "general"]],
        ),
    ),
    # A linear function of a matrix is an inner product with a matrix.
    "riesz": _sequent(
        ["n", "m"],
        [],
        [["A", "n", "m", "general"]],
        [],
        _case(
            [
                "represents",
                "all",
                _sequent(
                    [],
                    [],
                    [["X", "n", "m", "general"]],
                    [],
                    _case(["value", "eq", ["-", ["form", "H", "A", "X"], ["inner", "L", "X"]]]),
                ),
            ],
            letters=[["L", "n", "m", "general"]],
        ),
        forms=[["H", "n", "m"]],
    ),
    # If H(M, M) >= 0 for all M, then H(M, M) = |T M|^2 for a symmetric operator T. Said by contradiction, as
    # no case binds a form: it cannot be that no form K is <T ., .> of such a T.
    "form-root": _sequent(
        ["n", "m"],
        [],
        [],
        [
            [
                "positive",
                "all",
                _sequent(
                    [], [], [["X", "n", "m", "general"]], [], _case(["sign", "ge", ["form", "H", "X", "X"]])
                ),
            ],
            [
                "unrooted",
                "all",
                _sequent(
                    [],
                    [],
                    [],
                    [
                        [
                            "factor",
                            "all",
                            _sequent(
                                [],
                                [],
                                [["X", "n", "m", "general"], ["Y", "n", "m", "general"]],
                                [
                                    [
                                        "image",
                                        "all",
                                        _sequent(
                                            [],
                                            [],
                                            [["W", "n", "m", "general"]],
                                            [],
                                            _case(
                                                [
                                                    "is",
                                                    "eq",
                                                    ["-", ["form", "K", "X", "W"], ["inner", "Y", "W"]],
                                                ]
                                            ),
                                        ),
                                    ]
                                ],
                                _case(["norm", "eq", ["-", ["form", "H", "X", "X"], ["square", "Y"]]]),
                            ),
                        ]
                    ],
                    forms=[["K", "n", "m"]],
                ),
            ],
        ],
        forms=[["H", "n", "m"]],
    ),
}
