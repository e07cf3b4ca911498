"""`describe`: the numbers shown are those of the certificate, recomputed, and a malformed one is refused."""

import random
import re
from fractions import Fraction
from io import StringIO
from pathlib import Path

import pytest
from questions import PATTERNS, asked, name_of, question, times, transpose
from rich.console import Console

from certify import Certificate, InputError, decide
from certify.certificates import describe
from certify.report.certificate import number, page

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "certificates").glob("*.json"))
ONE = Certificate.from_json(next(path for path in EXAMPLES if path.stem == "counterexample").read_bytes())
OTHER = Certificate.from_json(
    next(path for path in EXAMPLES if path.stem == "escape-directions").read_bytes()
)


def shown(certificate, width=80):
    """The page as a terminal of this width gets it."""
    file = StringIO()
    Console(file=file, width=width, highlight=False, color_system=None).print(
        page("name", describe(certificate))
    )
    return file.getvalue()


def read(rows):
    return [[Fraction(x) for x in row] for row in rows]


def plus(A, B, factor=1):
    return [[a + factor * b for a, b in zip(x, y, strict=True)] for x, y in zip(A, B, strict=True)]


def dot(A, B):
    return sum((a * b for x, y in zip(A, B, strict=True) for a, b in zip(x, y, strict=True)), Fraction(0))


def error_of(statement):
    X, Z = read(statement["X"]), read(statement["Z"])
    return plus(times(X, transpose(X)), times(Z, transpose(Z)), -1)


def inverse(A):
    """By Gauss and Jordan."""
    n = len(A)
    M = [[*row, *(Fraction(int(i == j)) for j in range(n))] for i, row in enumerate(A)]
    for k in range(n):
        pivot = next(i for i in range(k, n) if M[i][k])
        M[k], M[pivot] = M[pivot], M[k]
        M[k] = [x / M[k][k] for x in M[k]]
        for i in range(n):
            if i != k:
                M[i] = [a - M[i][k] * b for a, b in zip(M[i], M[k], strict=True)]
    return [row[n:] for row in M]


def both(pattern):
    """A counterexample and escape directions for this pattern of tolerances."""
    rng = random.Random(f"describe {pattern}")
    found = {}
    while len(found) < 2:
        fields = question(rng, 2, 1, pattern)
        for side in (1, -1):
            instance = asked(fields, side, 1e-2, 3)
            if instance is not None:
                certificate = decide(instance).certificate
                found[certificate.rule] = certificate
    return found


@pytest.mark.parametrize("pattern", PATTERNS, ids=name_of)
def test_the_margins_of_a_counterexample_are_those_of_its_inequalities(pattern):
    certificate = both(pattern)["counterexample"]
    statement, witness = certificate.statement, certificate.witness
    delta, eps1 = Fraction(statement["delta"]), Fraction(statement["eps1"])
    E, X, S, G = error_of(statement), read(statement["X"]), read(witness["S"]), read(witness["G"])
    w = plus(plus([[(1 + delta) * x for x in row] for row in E], S, -1), G)
    expected = {2 * delta * dot(E, w) - dot(w, w)}
    SX = times(S, X)
    # ||S Pi||^2 = tr (S X) (X^T X)^-1 (S X)^T for independent columns.
    inner = dot(times(SX, inverse(times(transpose(X), X))), SX)
    expected.add(eps1**2 - 4 * inner if eps1 else dot(SX, SX))
    description = describe(certificate)
    assert set(description.margins.values()) == expected
    assert all(value >= 0 for value in description.margins.values())
    given = {name: value for name, value in description.given.items() if name in "XZSG"}
    assert [list(row) for row in given["S"]] == S
    assert ("G" in given) == any(map(any, G))
    assert str(delta) in description.claim
    for name, bit in zip(("eps0", "eps1", "eps2"), pattern, strict=True):
        assert (f"{name} = {statement[name]}" in description.claim) == bool(bit)


@pytest.mark.parametrize("pattern", PATTERNS, ids=name_of)
def test_the_bound_of_escape_directions_is_the_left_side_of_their_inequality(pattern):
    certificate = both(pattern)["escape-directions"]
    statement, witness = certificate.statement, certificate.witness
    delta, *eps = (Fraction(statement[name]) for name in ("delta", "eps0", "eps1", "eps2"))
    E, X, U = error_of(statement), read(statement["X"]), read(witness["U"])
    D0, D = read(witness["D0"]), [read(entry) for entry in witness["D"]]

    def lift(C):
        half = times(C, transpose(X))
        return plus(half, transpose(half))

    M = lift(D0)
    for C in D:
        M = plus(M, times(C, transpose(C)), 2)
    bound = (1 + delta) * (dot(M, E) + sum(dot(lift(C), lift(C)) for C in D))
    bound += 2 * delta * Fraction(witness["nu"]) * dot(U, U)
    both_parts = plus(read(witness["M_plus"]), read(witness["M_minus"]))
    bound += eps[0] * sum(both_parts[i][i] for i in range(len(E))) + eps[1] * Fraction(witness["q"])
    bound += eps[2] * sum(dot(times(C, transpose(X)), times(C, transpose(X))) for C in D)
    description = describe(certificate)
    assert list(description.margins.values()) == [-bound]
    assert bound < 0
    assert sum(name.startswith("D") for name in description.given) == 1 + len(D)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_sizes_are_those_of_the_canonical_text(path):
    certificate = Certificate.from_json(path.read_bytes())
    description = describe(certificate)
    assert description.bytes == len(certificate.to_bytes())
    strings = re.findall(r'"(-?[0-9]+(?:/[0-9]+)?)"', certificate.to_json())
    longest = max(len(part) for text in strings for part in text.lstrip("-").split("/"))
    assert description.digits == longest


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("width", [20, 80, 300])
def test_every_example_can_be_shown_at_any_width(path, width):
    text = shown(Certificate.from_json(path.read_bytes()), width)
    assert "Traceback" not in text
    assert "bytes, longest" in " ".join(text.split())


def test_the_page_shows_every_entry_of_a_small_matrix_exactly():
    words = shown(ONE).split()
    for rows in (ONE.statement["X"], ONE.statement["Z"], ONE.witness["S"]):
        for row in rows:
            assert all(entry in words for entry in row)


HUGE = 10**1998 + 7


@pytest.mark.parametrize(
    "value", [Fraction(HUGE), Fraction(1, HUGE), Fraction(-HUGE, 3), Fraction(HUGE**5, 7)]
)
def test_numbers_of_any_size_are_shown_rounded(value):
    text = number(value)
    assert text.startswith("≈ ")
    assert len(text) < 24
    mantissa, _, exponent = text.removeprefix("≈ ").lower().partition("e")
    ratio = value / (Fraction(mantissa) * Fraction(10) ** int(exponent))
    assert abs(ratio - 1) < Fraction(1, 10**8)
    assert number(Fraction(22, 7)) == "22/7"


def with_numbers(**changes):
    """The example counterexample with other fields in its statement or witness."""
    statement = {**ONE.statement, **{k: v for k, v in changes.items() if k in ONE.statement}}
    witness = {**ONE.witness, **{k: v for k, v in changes.items() if k in ONE.witness}}
    return Certificate({**ONE.document, "statement": statement, "witness": witness})


def test_numbers_beyond_floats_do_not_stop_the_page():
    large = str(HUGE)
    for certificate in (
        with_numbers(X=[[large], ["0"]]),
        with_numbers(Z=[["0"], [f"1/{large}"]]),
        with_numbers(S=[["0", "0"], ["0", f"-{large}"]]),
        with_numbers(eps1=large),
    ):
        assert "about" in shown(certificate)


def test_what_would_take_minutes_is_refused_at_once():
    rng = random.Random(1)
    dense = [[f"{rng.getrandbits(700)}/{rng.getrandbits(700) | 1}" for _ in range(40)] for _ in range(64)]
    for certificate in (
        with_numbers(X=dense, Z=dense),
        with_numbers(X=[["1"]] * 100_000, Z=[["2"]] * 100_000),
        with_numbers(S=[["1/7"] * 300] * 300, X=[["1"]] * 3000, Z=[["2"]] * 3000),
    ):
        with pytest.raises(InputError, match="certificate"):
            describe(certificate)


BAD = [
    "",
    "x",
    "1/0",
    "1e5",
    "nan",
    None,
    [],
    {},
    [[]],
    [["1"]],
    [["1", "2"], ["3"]],
    0.5,
    "9" * 5000,
    ["1"],
    True,
]


def refusal(certificate):
    """Why it cannot be described; nothing if it can."""
    try:
        describe(certificate)
    except InputError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("certificate", [ONE, OTHER], ids=lambda certificate: certificate.rule)
def test_wrong_fields_are_a_typed_error_of_one_line(certificate):
    refused = 0
    for part in ("statement", "witness"):
        fields = certificate.document[part]
        variants = [{k: v for k, v in fields.items() if k != name} for name in fields]
        variants += [{**fields, name: value} for name in fields for value in BAD]
        variants += [value for value in BAD if not isinstance(value, dict)]
        for value in variants:
            altered = Certificate({**certificate.document, part: value})
            problem = refusal(altered)
            assert problem.isprintable()
            refused += bool(problem)
            assert problem or not altered.check().accepted
    assert refused > 100


def test_a_rule_nobody_knows_is_described_in_a_few_words_without_arithmetic():
    assert refusal(Certificate({**ONE.document, "rule": "\x1b[31mnew\n", "statement": {}})).isprintable()
    plain = Certificate({**ONE.document, "rule": "new" * 1000, "statement": {"a": "b"}})
    assert describe(plain).given == {"a": "b"}
    assert len(describe(plain).claim) < 300


HOSTILE = [
    "\x1b[2J\x1b[31mACCEPTED by the kernel",
    "x\n  ACCEPTED by the kernel: all is well",
    "x\r  ACCEPTED",
    "\u2028  ACCEPTED",
    "\u202eDETPECCA",
    "\x9b31m",
    "[bold red]ACCEPTED[/]",
    "[/]",
    "a" * 100_000,
    " " * 78 + "ACCEPTED by the kernel",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_of_a_certificate_cannot_move_the_cursor_or_look_like_a_verdict(text):
    for statement in ({"note": text}, {text: "note"}, {"variables": [text]}, {"a": {text: [text]}}):
        certificate = Certificate({**ONE.document, "rule": "box", "statement": statement})
        problem = refusal(certificate)
        assert problem.isprintable()
        output = "" if problem else shown(certificate)
        assert all(line.isprintable() for line in output.split("\n"))
        assert not any(re.match(r" {0,3}(ACCEPTED|DETPECCA)", line) for line in output.split("\n"))
        assert len(output) < 5000
