"""Whatever the text: a sentence, or an InputError of one line. Within the limits a statement can be built."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.claims.sentences import statement_of
from certify.common.errors import InputError
from certify.formulas.grammar import limits, parse

GOOD = [
    "for all a, b with a > 0, not b = 0: sqrt(a**2/b) <= max(a, -b, 1.5) or a < b <= 2",
    "there are x with x**(-1/2) >= 1 and x != 3: abs(x - 1)**3 > 0",
    "for all a, b with true: cases(a if a > 0 and b > 0, -(2)/(3) if a < b, 1/2 otherwise) > 0 implies a > b",
    "for all matrices X (n x r), symmetric S (n x n) and scalars t with X.T*X == I(r): t*tr(S*X*X') >= 0",
]
PIECES = [
    "for all", "there are", "matrices", "with", "and scalars", "symmetric", "not ", "or", "a", "X", "n", "α",
    "(", ")", "(n x n)", ",", ":", "**", "^", "-", "/", "*", "+", "<", "<=", "=", "!=", "'", ".T", "tr(",
    " implies ", "true", "cases(", " if ", " otherwise",
    "I(", "sqrt(", "min(", "Eq(", "0", "1", "64", "9" * 200, "0.5", "\x00", "\ud800", "\u202e", "\u2066",
    "\uff11", "²", "é", "İ", "ﬀ", "__import__", "lambda", "\\", '"', "{", "\r", "\x0b", "1e999", "1_0",
]  # fmt: skip


def checked(refusal):
    """The refusal, if a terminal, a log and JSON can show it."""
    assert str(refusal).isprintable()
    assert str(refusal).encode()
    return refusal


def outcome(text):
    """The canonical spelling of what was read, or the refusal, after a look at both."""
    try:
        sentence = parse(text)
    except InputError as refusal:
        return checked(refusal)
    assert parse(sentence.text()) == sentence
    return sentence.text()


def nested(around, times, inside="x"):
    for _ in range(times):
        inside = around.replace("@", inside)
    return inside


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_any_text_is_read_or_refused(text):
    assert isinstance(outcome(text), InputError)


@given(st.sampled_from(GOOD), st.data())
def test_any_change_to_a_good_sentence_is_read_or_refused(text, data):
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 6)))
        text = text[:start] + data.draw(st.sampled_from(["", *PIECES])) + text[end:]
    if not isinstance(outcome(text), InputError):
        statement_of(parse(text)).document()


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_heap_of_pieces_is_read_or_refused(pieces):
    assert outcome("for all a, x with " + " ".join(pieces))
    assert outcome("for all matrices X (n x n): " + " ".join(pieces))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ud800" * 10,
        "\u202efor all x: x > 0",
        "for all x: x > 0\x00",
        "x" * 10**6,
        "(" * 10**6,
        "for all x: " + "(" * 1900,
        "for all x: " + "-" * 1900 + "x > 0",
        "for all x: " + "not " * 1900 + "x > 0",
        "for all x: " + "sqrt(" * 900 + "x" + ")" * 900 + " > 0",
        "for all x: x" + ".T" * 900 + " > 0",
        "for all x: x" + "**2" * 900 + " > 0",
        "for all x: " + nested("(@)**2", 60) + " > 0",
        "for all x: " + nested("((@)**(1/3)*x + 1)", 60) + " > 0",
        "for all x: " + "9" * 10**4 + " > x",
        "for all x: " + nested("(@)**64", 20, "9") + " > x",
        "for all x: abs(" + nested("min(@, (@)**2)", 8, "9**64") + ") > x",
        "for all x: " + nested("(@ + 1/(x + @))", 12) + " > x",
        "for all x: " + "/".join(["x"] * 900) + " > x",
        "for all x: " + "1*x/" * 400 + "x > x",
        "for all x: " + nested("cases(@ if x > 0)", 300) + " > x",
        "for all x: " + nested("cases(x if @ > 0)", 40) + " > x",
        "for all x: " + nested("(x > 0 implies @)", 300, "x > 1"),
        "for all x: (" + "9" * 199 + ")**(1/64) > x",
        "for all " + ", ".join(f"x{i}" for i in range(limits.NAMES + 1)) + ": x1 > 0",
        "for all " + "x" * 41 + ": 1 > 0",
        "for all matrices " + "X" * 33 + " (n x n): 1 >= 0",
        "for all matrices X (n x n): " + nested("(@ + X)**2", 10, "X") + " = 0",
        "for all matrices X (n x n): " + nested("(@)**8", 3, "X") + " = 0",
        "for all matrices X (n x n): X/(1 - 1) = 0",
        "for all x: __import__('os').system('true') > 0",
        "for all x: (lambda: x)() > 0",
        "for all x: exp(x) > 0",
    ],
    ids=lambda text: ascii(text[:30]),
)
def test_what_is_hostile_is_refused(text):
    assert isinstance(outcome(text), InputError)


@pytest.mark.parametrize(
    "expression",
    [
        nested("(@)", 60),
        nested("-@", 60),
        nested("sqrt(1 + @)", 31),
        nested("sqrt(1 + @)", 31, "2"),
        nested("abs(@ - 1)", 31),
        nested("max(@*x, x - 1)", 31),
        nested("1/(x + @)", 15),
        nested("((@)**(1/3)*x + 1)", 15),
        "+".join(f"sqrt({k})" for k in range(2, 250)),
        "sqrt(" + "+".join(f"sqrt({k})" for k in range(2, 250)) + ")",
        "max(" + ",".join(f"sqrt({k})" for k in range(2, 240)) + ")",
        "abs(sqrt(2) + sqrt(3) - sqrt(5 + 2*sqrt(6)))",
        "*".join(f"(x - {k})" for k in range(250)),
        "x/" + "/".join(map(str, range(1, 62))),
        nested("cases(@ if x > 2, x otherwise)", 60),
        nested("cases(x if @ > 2, x otherwise)", 20),
        "+".join(f"1/(x + {k})" for k in range(100)),
        f"sqrt({2**255 - 19}*x)*{2**400 - 593}**(1/7)",
        "9**64*x",
    ],
    ids=lambda text: text[:20],
)
def test_what_is_within_the_limits_becomes_a_statement(expression):
    statement = statement_of(parse(f"for all x with x > 1: {expression} >= 0"))
    assert len(statement.hash) == 64
    assert statement.text()
