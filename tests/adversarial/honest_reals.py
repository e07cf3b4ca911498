"""Honest certificates about real numbers, and whether what a certificate says is so at many exact points."""

import functools
import itertools
import json
import sys
from fractions import Fraction
from pathlib import Path

from honest import EXAMPLES

from certify.kernel.fields import Field
from certify.kernel.limits import Budget
from certify.kernel.rules.reals.expressions import read_document
from certify.kernel.rules.reals.facts import Facts
from certify.kernel.rules.reals.valuation import Valuation

sys.path.insert(0, str(Path(__file__).parents[1] / "kernel"))

from reals import Irrational, at, certificate, n, poly, statement, there_are, truth_of, x, y

SAYINGS = ("", "-refuted", "-vacuous", "-ill-posed")
GRID = [
    Fraction(number)
    for number in ("-4", "-2", "-1", "-1/2", "-1/4", "0", "1/9", "1/4", "1/2", "1", "3/2", "4", "9")
]


class Asking(Valuation):
    """Remembers the first sign and the first root that the facts do not give."""

    def __init__(self, facts):
        super().__init__(facts, Budget())
        self.sign = self.missing = None

    def within(self, polynomial, signs):
        answer = super().within(polynomial, signs)
        self.sign = polynomial if answer is None and self.sign is None else self.sign
        return answer

    def root(self, order, above, below):
        found = super().root(order, above, below)
        self.missing = (order, above, below) if found is None and self.missing is None else self.missing
        return found


def written(p):
    return [[str(Fraction(coefficient)), list(monomial)] for monomial, coefficient in p.items()]


def by_cases(document, goal, facts=None):
    """A tree that splits by whatever sign is asked for, where that is enough."""
    facts = facts or Facts(len(document.names))
    asking = Asking(facts)
    if asking.settles(document, goal):
        return ["settled"]
    if asking.missing:
        order, above, below = asking.missing
        known = Valuation(facts, Budget())
        unknown = [p for p, signs in ((above, "0+"), (below, "+")) if known.within(p, signs) is None]
        if not unknown:
            return ["root", order, written(above), written(below),
                    by_cases(document, goal, facts.with_root(order, above, below, Budget()))]  # fmt: skip
        asking.sign = unknown[0]
    assert asking.sign, "an identity is needed"
    branches = [
        [signs, by_cases(document, goal, facts.assuming(asking.sign, signs, Budget()))] for signs in "-0+"
    ]
    return ["split", written(asking.sign), *branches]


def decided(rule, stated, goal, **witness):
    document = read_document(Field(stated, "statement", Budget()))
    return certificate(rule, stated, tree=by_cases(document, goal), **witness)


POSITIVE, NONZERO = [">", x, n(0)], ["!=", x, n(0)]
INVERSE = ["/", n(1), x]


@functools.cache
def pool():
    """Honest certificates by their rules."""
    found = {
        f"{kind}{what}": [json.loads((EXAMPLES / f"{kind}{what}.json").read_text())]
        for kind in ("real", "extremum")
        for what in SAYINGS
    }
    for show, given, where in [
        ([">=", ["abs", x], n(0)], [], at(0)),
        ([">=", ["max", x, y], ["min", x, y]], [], at(1, 2)),
        (["=", ["+", ["max", x, y], ["min", x, y]], ["+", y, x]], [], at(-1, 2)),
        (["=", ["^", ["sqrt", x], "2"], x], [[">=", x, n(0)]], at(0)),
        (["=", ["/", n(1), INVERSE], x], [NONZERO], at(-2)),
        (["=", ["*", ["^", x, "-3"], ["^", x, "3"]], n(1)], [NONZERO], at(-2)),
        (["or", ["=", ["/", x, ["abs", x]], n(1)], ["=", ["/", x, ["abs", x]], n(-1)]], [NONZERO], at(3)),
        (["=", ["piecewise", [POSITIVE, x], [["true"], ["neg", x]]], ["abs", x]], [], at(1)),
        (["implies", POSITIVE, [">", INVERSE, n(0)]], [], at(1)),
        (["not", ["and", POSITIVE, ["<", x, n(0)]]], [], at(1)),
        (NONZERO, [[">=", ["/", x, x], n("1/2")]], at(1)),
    ]:
        names = ["x", "y"] if "y" in str(show) else ["x"]
        found["real"].append(decided("real", statement(show, given, names), "show", point=where))
    found["real"] += [
        certificate("real", there_are(["=", ["^", x, "3"], n(8)], [POSITIVE]), point=at(2)),
        certificate(
            "real", there_are(["=", ["+", ["sqrt", x], y], n(1)], (), "xy"), point=at(4, -1, roots=[2])
        ),
    ]
    for show, given in [
        (["=", INVERSE, n(0)], []),
        (["<", ["abs", x], n(0)], []),
        (["<", x, n(0)], [POSITIVE]),
    ]:
        found["real-refuted"].append(decided("real-refuted", there_are(show, given), "not show"))
    found["real-refuted"] += [
        certificate("real-refuted", statement(["<", ["^", x, "2"], x], [POSITIVE]), point=at(1)),
        certificate(
            "real-refuted", statement([">=", ["sqrt", x], x], [[">=", x, n(1)]]), point=at(4, roots=[2])
        ),
        certificate("real-refuted", statement([">=", INVERSE, y], [NONZERO], "xy"), point=at(-1, 0)),
    ]
    inside = ["box", [[0, 1]], ["split", 0, "1/2", ["leaf", 2], ["leaf", 2]]]
    high = [">", ["*", x, ["+", n(1), ["neg", x]]], n("1/4")]
    tree = ["split", poly((1, 1)), ["0+", ["split", poly((-1, 1), (1, 0)), ["0+", ["split", poly(
        (-1, 2), (1, 1), ("-1/4", 0)), ["+", inside], ["-0", ["settled"]]]], ["-", ["settled"]]]],
        ["-", ["settled"]]]  # fmt: skip
    between = [[">=", x, n(0)], [">=", ["+", n(1), ["neg", x]], n(0)]]
    found["real-vacuous"] += [
        decided("real-vacuous", statement(["true"], [POSITIVE, ["<", x, n(0)]]), "given"),
        decided("real-vacuous", statement(["true"], [["=", ["sqrt", x], n(1)], ["<", x, n(0)]]), "given"),
        certificate("real-vacuous", statement(["false"], [*between, high]), tree=tree),
    ]
    found["real-ill-posed"] += [
        certificate("real-ill-posed", statement(["and", ["=", ["/", x, x], n(1)], ["true"]]), point=at(0)),
        certificate("real-ill-posed", statement([">=", ["sqrt", x], n(0)], [["<", x, n(0)]]), point=at(-1)),
    ]
    least = {"extremum": "minimum", "symbols": ["x"], "given": [], "expression": ["abs", x]}
    least |= {"over": ["x", ["none"], ["none"]], "equals": n(0), "at": n(0)}
    bound = decided("real", statement([">=", ["abs", x], n(0)]), "show", point=at(1))["witness"]
    there = ["or", ["!=", x, n(0)], ["=", ["abs", x], n(0)]]
    attained = decided("real", statement(there), "show", point=at(1))["witness"]
    found["extremum"].append(certificate("extremum", least, bound=bound, attained=attained))
    wrong = least | {"equals": n(1)}
    found["extremum-refuted"] += [
        certificate("extremum-refuted", wrong, half="bound", witness={"point": at("1/2")}),
        certificate("extremum-refuted", wrong, half="attained", witness={"point": at(0)}),
    ]
    return found


def is_so(document):
    """Whether what the certificate says is not contradicted at any of many points.

    Raises Irrational where the point of the certificate needs roots that are not rational.
    """
    rule, stated, witness = document["rule"], document["statement"], document["witness"]
    if rule == "extremum":
        halves = both(stated)
        return all(is_so_of("", halves[half], witness[half]) for half in halves)
    if rule.startswith("extremum"):
        stated, witness = both(stated)[witness["half"]], witness["witness"]
    return is_so_of(rule.partition("-")[2], stated, witness)


def is_so_of(saying, stated, witness):
    names, given, show = stated["symbols"], stated["given"], stated["show"]
    for_all = stated["quantifier"] == "for all"
    if "point" in witness:
        coordinates = witness["point"]["coordinates"]
        if not all(isinstance(value, str) for value in coordinates):
            raise Irrational
        where = dict(zip(names, map(Fraction, coordinates), strict=True))
        if not all(truth_of(condition, where) is True for condition in given):
            return False
        if saying == "refuted":
            return truth_of(show, where) is False
        if saying == "ill-posed":
            return any(truth_of(part, where) is None for part in asserted(show))
        if not for_all:
            return truth_of(show, where) is True
    for numbers in itertools.product(GRID, repeat=len(names)):
        where = dict(zip(names, numbers, strict=True))
        try:
            if not all(truth_of(condition, where) is True for condition in given):
                continue
            shown = truth_of(show, where)
        except Irrational:
            continue
        if saying == "vacuous" or (shown is not True if saying == "" else shown is True):
            return False
    return True


def asserted(condition):
    if condition[0] != "and":
        return [condition]
    return [part for operand in condition[1:] for part in asserted(operand)]


def both(stated):
    """The bound and the place of an extremum."""
    name, low, high = stated["over"]
    variable = ["var", name]
    ends = [["<=", low, variable]] if low != ["none"] else []
    ends += [["<=", variable, high]] if high != ["none"] else []
    relation = "<=" if stated["extremum"] == "maximum" else ">="
    value, number = stated["expression"], stated["equals"]
    names = {"symbols": stated["symbols"]}
    bound = {
        "quantifier": "for all",
        **names,
        "given": [*stated["given"], *ends],
        "show": [relation, value, number],
    }
    here = [*ends, ["=", value, number]]
    here = here[0] if len(here) == 1 else ["and", *here]
    if stated["at"] == ["none"]:
        return {"bound": bound, "attained": {"quantifier": "there are", **names, "given": [], "show": here}}
    show = ["or", ["!=", variable, stated["at"]], here]
    return {"bound": bound, "attained": {**bound, "given": stated["given"], "show": show}}


__all__ = ["Irrational", "is_so", "pool"]
