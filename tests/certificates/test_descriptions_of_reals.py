"""What is said of certificates about real numbers is what their fields say."""

import contextlib
import copy
import json
import random
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from certify import Certificate, InputError
from certify.certificates import describe
from certify.certificates.descriptions.reals.sentences import point, written
from certify.report.certificate import page

EXAMPLES = Path(__file__).parents[2] / "examples" / "certificates"
SAYINGS = ("", "-refuted", "-vacuous", "-ill-posed")
RULES = [f"{kind}{what}" for kind in ("real", "extremum") for what in SAYINGS]


def example(rule):
    return json.loads((EXAMPLES / f"{rule}.json").read_text())


def described(document):
    return describe(Certificate.from_json(json.dumps(document)))


@pytest.mark.parametrize(
    ("rule", "claim"),
    [
        ("real", "For all x: sqrt(x**2) == abs(x)."),
        ("real-refuted", "This is not so: for all x, y with x**2 + y**2 == 3: sqrt(x**2) == x."),
        (
            "real-vacuous",
            "Nothing satisfies the hypotheses of this sentence: "
            "for all x, y with x*y > 1 and x**2 + y**2 < 2: x == y.",
        ),
        (
            "real-ill-posed",
            "Where the hypotheses hold, the conclusion of this sentence is somewhere undefined: "
            "for all s, t with s > 0: t*s/t >= s/2.",
        ),
        (
            "extremum",
            "For all values: the maximum of x*(1 - x) over 0 <= x <= 1 is 1/4, attained at x = 1/2.",
        ),
        (
            "extremum-refuted",
            "This is not so: "
            "for all values: the minimum of x**2 - a*x over 0 <= x is -(a**2/4), attained at x = a/2.",
        ),
    ],
)
def test_the_claim_is_the_sentence_and_what_is_so_of_it(rule, claim):
    assert described(example(rule)).claim == claim


def test_hypotheses_conclusion_and_point_are_shown():
    told = described(example("real-refuted"))
    assert told.given == {
        "hypothesis 1": "x**2 + y**2 == 3",
        "conclusion": "sqrt(x**2) == x",
        "point": "x = -sqrt(2), y = 1",
    }
    told = described(example("extremum"))
    assert told.given == {
        "expression": "x*(1 - x)",
        "over": "0 <= x <= 1",
        "maximum": "1/4",
        "attained at": "x = 1/2",
        "point, bound": "x = 1/3",
        "point, attained": "x = 0",
    }
    assert described(example("extremum-refuted")).given["point, attained"] == "a = -2, x = -1"


def test_the_cases_of_a_tree_are_counted_by_how_they_end():
    proof = described(example("real")).proof
    assert proof == (
        "The witness is a tree of cases (5), told apart by the signs of polynomials and by roots: in 2 the "
        "signs decide, in 3 an identity shows that there is no such point. The kernel evaluates the "
        "conditions exactly at the point shown."
    )
    document = example("real-vacuous")
    document["witness"]["tree"] = ["box", [[0, 1]], ["leaf", 0]]
    assert described(document).proof == (
        "The witness is a tree of cases (1), told apart by the signs of polynomials: "
        "in 1 Bernstein coefficients on a box show that there is no such point."
    )
    bound, place = described(example("extremum")).proof.split(" On the place where it is attained: ")
    assert bound.startswith("On the bound: the witness is a tree of cases (2), ")
    assert place.startswith("the witness is a tree of cases (5), ")


def test_existence_is_told_with_its_point_and_an_extremum_without_place_without_one():
    document = example("real")
    document["statement"]["quantifier"], document["witness"] = (
        "there are",
        {"point": example("real")["witness"]["point"]},
    )
    assert described(document).claim == "There are x: sqrt(x**2) == abs(x)."
    document = example("extremum")
    document["statement"] |= {"at": ["none"], "over": ["x", ["none"], ["none"]]}
    assert described(document).claim == "For all values: the maximum of x*(1 - x) over x is 1/4."
    document["statement"]["given"] = [["true"]]
    assert described(document).claim.startswith("For all values with true: the maximum of")
    document = example("real")
    document["statement"]["symbols"] = []
    document["witness"]["point"]["coordinates"] = []
    assert described(document).given["point"] == "there are no variables"


def test_a_long_sentence_stands_below():
    document = example("real")
    document["statement"]["show"] = ["and", *[["=", ["var", "x"], ["num", str(i)]] for i in range(50)]]
    told = described(document)
    assert told.claim == "For all values of the symbols with the hypotheses below, the conclusion holds."
    assert told.given["conclusion"].endswith("x == 48 and x == 49")
    document = example("extremum")
    document["statement"]["over"][0] = "x y"
    assert described(document).claim == (
        "For all values with the hypotheses below, the expression has the maximum below."
    )


def test_surds_are_written_with_their_roots():
    surd = [["1", [0, 0]], ["-3", [1, 1]], ["2", [0, 1]]]
    at = {"radicands": ["2", "1/3"], "coordinates": [surd, "-1/2", []], "roots": []}
    assert point(at, ["a", "b", "c"]) == "a = 1 - 3 sqrt(2) sqrt(1/3) + 2 sqrt(1/3), b = -1/2, c = 0"
    assert written(["=", ["^", ["var", "x"], "-1/2"], ["num", "1"]]) == "x**(-1/2) == 1"


@pytest.mark.parametrize("rule", RULES)
def test_text_of_a_file_cannot_pass_for_a_verdict(rule):
    text = "x\u2028  ACCEPTED by the kernel\u009b2J"
    document = example(rule)
    document["statement"]["symbols"][0] = text
    document = json.loads(json.dumps(document).replace('["var", "x"]', json.dumps(["var", text])))
    with contextlib.suppress(InputError):
        file = StringIO()
        Console(file=file, width=80, color_system=None).print(page("name", described(document)))
        assert not any(line.startswith("  ACCEPTED") for line in file.getvalue().splitlines())
        assert not {"\u009b", "\u2028"} & set(file.getvalue())
    for name in ("quantifier", "extremum"):
        if name in document["statement"]:
            document["statement"][name] = text
            with pytest.raises(InputError):
                described(document)


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
        place[key] = rng.choice(("1", "x", 1, [], {}, ["num"], ["^", 3], "1/0"))
        with contextlib.suppress(InputError):
            assert described(document).claim
