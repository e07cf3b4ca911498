"""Two checkers and exact evaluation, on random statements about real numbers: they never disagree.

Seeds are fixed, so a failure is the same everywhere. The full number of statements is a soak.
"""

import copy
import random
from collections import Counter
from fractions import Fraction

import pytest
from exact_values import (
    TRUE,
    UNDEFINED,
    At,
    OutsideTheFieldError,
    asserted,
    contradicted,
    number,
    written_point,
)
from judging import accepted
from naive_trees import grow
from random_boxes import box_statement
from random_statements import halves_of, random_extremum, random_point, random_statement, statement_for_tree

PART = 250  # statements of one test


def meanings(statement, coordinates):
    """What is so at a point: {rule: whether}, and the roots; None where a root has no name in Q(√2)."""
    at = At(dict(zip(statement["symbols"], coordinates, strict=True)))
    try:
        given = at.all_true(statement["given"])
        show = at.truth(statement["show"])
        undefined = [at.truth(part) == UNDEFINED for part in asserted(statement["show"])]
    except OutsideTheFieldError:
        return None, at.roots
    if statement["quantifier"] == "there are":
        return {"real": given and show == TRUE, "real-refuted": False, "real-ill-posed": False}, at.roots
    false = given and show not in (TRUE, UNDEFINED)
    return {"real": False, "real-refuted": false, "real-ill-posed": given and any(undefined)}, at.roots


def at_points(seed, counts):
    """A random statement, at a few points: both checkers accept exactly what is so there."""
    rng = random.Random(f"points {seed}")
    statement = random_statement(rng)
    size = len(statement["symbols"])
    points = {tuple(random_point(rng, size)) for _ in range(12)}
    found = [(point, *meanings(statement, point)) for point in sorted(points)]
    # of points where something is so there are few: they are all tried, and two others
    found.sort(key=lambda entry: entry[1] is None or not any(entry[1].values()))
    telling = sum(1 for _, so, _ in found if so and any(so.values()))
    for point, so, roots in found[: min(telling, 4) + 1]:
        rng.shuffle(roots)
        witness = {"point": written_point(point, roots)}
        if so is None:
            counts["a root that has no name"] += 1
            so = dict.fromkeys(("real", "real-refuted", "real-ill-posed"))
        for rule, truth in so.items():
            answer = accepted(rule, statement, witness)
            if truth is not None:
                assert answer == truth, (rule, statement, witness)
                counts[f"{rule}: {'accepted' if answer else 'rejected'}"] += 1


def by_trees(seed, counts):
    """A tree for a statement, and damaged copies: both checkers agree, and no point contradicts them."""
    rng = random.Random(f"trees {seed}")
    if rng.random() < 0.1:
        rule, statement, tree = box_statement(rng)
    else:
        rule, statement = statement_for_tree(rng)
        tree = grow(rng, rule, statement)
    witness = {"tree": tree}
    size = len(statement["symbols"])
    points = [random_point(rng, size) for _ in range(20)]
    if "'box'" in str(tree):
        points += [[number(Fraction(rng.randint(-8, 8), 4)) for _ in range(size)] for _ in range(40)]
    if rule == "real":
        witness["point"] = point_with_hypotheses(statement, points)
    answer = accepted(rule, statement, witness)
    counts[f"{rule} by a tree: {'accepted' if answer else 'rejected'}"] += 1
    if answer:
        for kind in ("split", "root", "settled", "contradiction", "box"):
            counts[kind] += f"'{kind}'" in str(witness["tree"])
        not_contradicted(rule, statement, points, witness)
        for _ in range(3):
            other, damaged = damage(rng, statement, witness)
            if accepted(rule, other, damaged):
                counts["damaged: accepted"] += 1
                not_contradicted(rule, other, points, damaged)
            else:
                counts["damaged: rejected"] += 1


def point_with_hypotheses(statement, points):
    """The first of the points at which the hypotheses are found true; any, where there is none."""
    for point in points:
        at = At(dict(zip(statement["symbols"], point, strict=True)))
        try:
            if at.all_true(statement["given"]):
                return written_point(point, at.roots)
        except OutsideTheFieldError:
            continue
    return written_point(points[0], [])


def of_extrema(seed, counts):
    """A statement about an extremum: its halves are judged as the statements that they stand for."""
    rng = random.Random(f"extrema {seed}")
    statement = random_extremum(rng)
    for half, document in halves_of(statement).items():
        points = {tuple(random_point(rng, len(document["symbols"]))) for _ in range(8)}
        found = [(point, *meanings(document, point)) for point in sorted(points)]
        found.sort(key=lambda entry: not (entry[1] and any(entry[1].values())))
        for point, so, roots in found[:3]:
            witness = {"half": half, "witness": {"point": written_point(point, roots)}}
            for rule in ("refuted", "ill-posed") if so else ():
                answer = accepted(f"extremum-{rule}", statement, witness)
                assert answer == so[f"real-{rule}"], (rule, statement, witness)
                counts[f"extremum-{rule}: {answer}"] += 1
        rules = ("vacuous",) if document["quantifier"] == "for all" else ("refuted",)
        for rule in rules:
            tree = {"tree": grow(rng, f"real-{rule}", document, most_leaves=12)}
            answer = accepted(f"extremum-{rule}", statement, {"half": half, "witness": tree})
            assert answer == accepted(f"real-{rule}", document, tree)
            counts[f"extremum-{rule} by a tree: {answer}"] += 1
    trees = {}
    for half, document in halves_of(statement).items():
        trees[half] = {"point": written_point(random_point(rng, len(document["symbols"])), [])}
        if document["quantifier"] == "for all":
            trees[half]["tree"] = grow(rng, "real", document, most_leaves=12)
    answer = accepted("extremum", statement, trees)
    each = [accepted("real", document, trees[half]) for half, document in halves_of(statement).items()]
    assert answer == all(each)
    counts[f"extremum: {each}"] += 1


def not_contradicted(rule, statement, points, witness):
    """No point is one where what was accepted is not so."""
    for point in points:
        # damage may have taken a symbol that nothing depends on
        fitting = [*point, *point][: len(statement["symbols"])]
        assert not contradicted(rule, statement, fitting), (rule, statement, fitting, witness)


def damage(rng, statement, witness):
    """Copies of both with one part changed, in the witness most often."""
    statement, witness = copy.deepcopy(statement), copy.deepcopy(witness)
    target = statement if rng.random() < 0.3 else witness
    spots = []

    def walk(value):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            spots.append((value, key))
            if isinstance(part, dict | list):
                walk(part)

    walk(target)
    container, key = rng.choice(spots)
    old = container[key]
    if isinstance(old, int):
        container[key] = old + rng.choice((-1, 1))
    elif isinstance(old, str):
        container[key] = rng.choice(replacements(old))
    elif isinstance(container, list) and rng.random() < 0.5:
        other, place = rng.choice(spots)
        container[key] = copy.deepcopy(other[place])
    elif isinstance(container, list):
        del container[key]
    else:
        container[key] = rng.choice(([], ["settled"], {}))
    return statement, witness


WORDS = [
    ["-", "0", "+", "-0", "0+", "-+"], ["=", "!=", "<", "<=", ">", ">="], ["and", "or"],
    ["min", "max", "+", "*"], ["neg", "abs", "sqrt"],
    ["split", "settled", "root", "box", "contradiction", "leaf"], ["true", "false"],
    ["for all", "there are"],
]  # fmt: skip


def replacements(word):
    """Other words of the same kind, other numbers; something else where it is neither."""
    for words in WORDS:
        if word in words:
            return [other for other in words if other != word]
    if word.lstrip("-").replace("/", "").isdigit():
        return ["0", "1", "-1", "2", "1/2", "-" + word.lstrip("-"), word.lstrip("-")]
    return [word, "x", "y", "0"]


def run(kind, seeds):
    """The counts over these seeds."""
    counts = Counter()
    for seed in seeds:
        {"points": at_points, "trees": by_trees, "extrema": of_extrema}[kind](seed, counts)
    return counts


@pytest.mark.parametrize("part", range(4))
def test_points_are_accepted_exactly_where_exact_evaluation_says_so(part):
    counts = run("points", range(part * PART, (part + 1) * PART))
    for rule in ("real", "real-refuted", "real-ill-posed"):
        assert counts[f"{rule}: accepted"] >= PART // 10
        assert counts[f"{rule}: rejected"] >= PART // 10


@pytest.mark.parametrize("part", range(4))
def test_the_checkers_agree_on_trees_and_no_point_contradicts_them(part):
    counts = run("trees", range(part * PART, (part + 1) * PART))
    for rule in ("real", "real-refuted", "real-vacuous"):
        assert counts[f"{rule} by a tree: accepted"] >= PART // 50
        assert counts[f"{rule} by a tree: rejected"] >= PART // 50
    assert min(counts[kind] for kind in ("root", "box", "contradiction", "settled")) >= PART // 50
    assert counts["damaged: rejected"] >= PART // 10


def test_extrema_are_judged_as_the_two_statements_they_stand_for():
    counts = run("extrema", range(100))
    for rule in ("refuted", "ill-posed", "vacuous by a tree"):
        assert min(counts[f"extremum-{rule}: {answer}"] for answer in (True, False)) >= 5
    assert counts["extremum: [True, True]"] >= 5


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["points", "trees", "extrema"])
def test_twenty_thousand_statements_of_either_kind(kind, capsys):
    counts = run(kind, range(10_000, 30_000))
    with capsys.disabled():
        print(f"\n{kind}:", dict(sorted(counts.items())))
    assert sum(counts.values()) >= 20_000
