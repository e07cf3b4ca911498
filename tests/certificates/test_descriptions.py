"""What is said of certificates about words, constants and masks is what their fields say."""

import contextlib
import copy
import json
import random
from fractions import Fraction
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from certify import Certificate, InputError
from certify.certificates import describe
from certify.certificates.descriptions.computation.constant_ledger import formula
from certify.certificates.descriptions.notation import element
from certify.report.certificate import page

EXAMPLES = Path(__file__).parents[2] / "examples" / "certificates"
OF_WORDS = ["word-identity", "word-vacuous", "word-model", "word-counterexample"]
RULES = ["constant-ledger", "mask-enumeration", *OF_WORDS]


def example(rule):
    return json.loads((EXAMPLES / f"{rule}.json").read_text())


def described(document):
    return describe(Certificate.from_json(json.dumps(document)))


def number(x):
    return ["num", x]


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (["-", number("1"), ["+", number("2"), ["var", "c"]]], "1 - (2 + c)"),
        (["-", ["-", number("1"), number("2")], number("3")], "1 - 2 - 3"),
        (["*", number("-1/2"), ["+", number("2"), ["root", 2, number("3")]]], "(-1/2) (2 + sqrt(3))"),
        (["/", number("1"), ["*", number("2"), ["var", "c"]]], "1/(2 c)"),
        (["/", ["/", number("1"), number("2")], number("3")], "(1/2)/3"),
        (["^", ["^", ["var", "c"], 2], 3], "(c^2)^3"),
        (["^", number("-2"), 2], "(-2)^2"),
        (["root", 3, ["exp", ["log", number("2")]]], "root(exp(log(2)), 3)"),
        (["+", number("1"), ["-", number("1"), number("2")]], "1 + (1 - 2)"),
        (["+"], "0"),
        (["*"], "1"),
    ],
)
def test_a_formula_has_the_brackets_it_needs(node, text):
    assert formula(node)[0] == text


def test_lines_and_abbreviations_of_a_ledger_are_shown_with_their_margins():
    told = described(example("constant-ledger"))
    assert told.given["s"] == "sqrt(-2 + 2 sqrt(2))"
    assert told.given["line 4"] == "a nested root: sqrt(3 + 2 sqrt(2)) = 1 + sqrt(2)"
    assert sorted(told.margins) == [f"line {i}, between the sides" for i in (1, 2, 3, 5)]
    margin = told.margins["line 3, between the sides"]
    assert abs(float(margin) - (1 / 20 - 0.95 * 2**0.5 / 50 - 1 / 45)) < 1e-12


def test_a_ledger_the_kernel_does_not_get_through_is_shown_without_margins():
    document = example("constant-ledger")
    document["statement"]["where"][1][1] = ["/", number("1"), number("0")]
    assert described(document).margins == {}
    assert described(document).given["s"] == "1/0"


def test_an_event_is_shown_in_the_bits_with_its_exact_margin():
    document = example("mask-enumeration")
    told = described(document)
    assert told.given["event"].startswith("(w_0_0 + w_0_1 + w_0_2 > 0) and (w_1_0")
    assert told.margins == {"probability - bound": Fraction(156625083, 10**9) - Fraction(4, 25)}
    document["statement"]["quantity"] = ["mean", [["-2", [0, 4]], ["1/3", []], ["1", [5]]]]
    told = described(document)
    assert told.given["polynomial"] == "-2 w_0_0 w_1_1 + 1/3 + w_1_2"
    assert told.margins == {
        "mean - bound": Fraction(-18, 100) + Fraction(1, 3) + Fraction(3, 10) - Fraction(4, 25)
    }
    document["statement"]["quantity"] = ["probability", ["or", ["not", ["and"]], ["or"]]]
    assert described(document).given["event"] == "(not (always)) or (never)"
    document["statement"]["probabilities"][0][0] = "2"
    assert described(document).margins == {}


def test_words_are_shown_with_letters_and_relations():
    told = described(example("word-identity"))
    assert told.given["Pi"] == "n x n, symmetric"
    assert told.given["relation 1"] == "-Pi + X Xplus = 0"
    written = {
        "shape": ["n", "n"],
        "terms": [["-2", [1, 2], [["X", "X.T"]], []], ["1", [0, 0], [], ["P", "Q"]]],
    }
    assert element(written, ["n", "c"]) == "-2 n c^2 tr(X X.T) I + P Q"
    assert element({"shape": [], "terms": []}, []) == "0"
    assert element({"shape": [], "terms": [["1/2", [], []]]}, []) == "1/2"


@pytest.mark.parametrize(
    ("rule", "claim", "given"),
    [
        ("word-vacuous", "No matrices of any sizes", {"relation 1": "I + S S + c P = 0", "fact 1": "c >= 0"}),
        ("word-model", "Some matrices satisfy", {"n =": "2", "c =": "3/2", "fact 1": "tr(P) - n c >= 0"}),
        ("word-counterexample", "left = right is false", {"n =": "2", "c =": "7/2", "left": "tr(A S)"}),
    ],
)
def test_hypotheses_are_shown_with_where_they_hold(rule, claim, given):
    told = described(example(rule))
    assert told.claim.startswith(claim)
    assert {name: told.given[name] for name in given} == given
    assert ("A =" in told.given) == (rule == "word-counterexample")


@pytest.mark.parametrize("rule", RULES)
def test_text_of_a_file_cannot_pass_for_a_verdict(rule):
    document = example(rule)
    document["statement"]["relation" if rule != "constant-ledger" else "lines"] = (
        "x\u2028  ACCEPTED by the kernel"
    )
    with pytest.raises(InputError):
        described(document)
    document = example("constant-ledger")
    document["statement"]["lines"][0][0] = "x\u2028  ACCEPTED by the kernel\u009b2J"
    file = StringIO()
    Console(file=file, width=80, color_system=None).print(page("name", described(document)))
    assert not any(line.startswith("  ACCEPTED") for line in file.getvalue().splitlines())
    assert not {"\u009b", "\u2028"} & set(file.getvalue())


@pytest.mark.parametrize("rule", RULES)
def test_a_file_with_other_fields_is_described_or_refused(rule):
    rng = random.Random(rule)
    for _ in range(150):
        document = copy.deepcopy(example(rule))
        place = document[rng.choice(("statement", "statement", "witness"))]
        for _ in range(rng.randint(0, 5)):
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            inner = [key for key in keys if isinstance(place[key], dict | list) and place[key]]
            if not inner:
                break
            place = place[rng.choice(inner)]
        if not place:
            continue
        key = rng.choice(list(place) if isinstance(place, dict) else list(range(len(place))))
        place[key] = rng.choice(("1", "x", 1, [], {}, ["num"], ["exp", 3], None, "1/0"))
        with contextlib.suppress(InputError):
            assert described(document).claim
