"""The rules named after another one with `-refuted`: what is opposite is put together, and judged."""

from typing import Any

from certify.crosscheck.refusal import Effort, NotProved
from certify.crosscheck.rules.bounds import l1_point, negative_curvature, psd_bound
from certify.crosscheck.rules.computation import constant_ledger, mask_enumeration
from certify.crosscheck.rules.instances import counterexample, escape_directions
from certify.crosscheck.values import choice, record, sequence, small_integer

CRITICAL = {"critical", "sharp local minimum", "global minimum"}
# What is shown of a point of an l1 objective -> all that is then false.
MAKES_FALSE = {
    "not critical": CRITICAL,
    "not a local minimum": CRITICAL - {"critical"},
    "not a global minimum": {"global minimum"},
    "critical": {"not critical"},
    "sharp local minimum": {"not critical", "not a local minimum"},
    "global minimum": {"not critical", "not a local minimum", "not a global minimum"},
}


def check_counterexample(statement: object, witness: object, effort: Effort) -> str:
    """There is no counterexample: escape directions."""
    return escape_directions.check(
        _concluding(statement, "counterexample-exists", "no-counterexample"), witness, effort
    )


def check_escape(statement: object, witness: object, effort: Effort) -> str:
    """There is a counterexample."""
    opposite = _concluding(statement, "no-counterexample", "counterexample-exists")
    return counterexample.check(opposite, witness, effort)


def _concluding(statement: object, said: str, opposite: str) -> dict[str, Any]:
    named = _named(statement)
    choice(named.get("conclusion"), "statement.conclusion", [said])
    return named | {"conclusion": opposite}


def check_masks(statement: object, witness: object, effort: Effort) -> str:
    """The probability or mean has one of the signs that the relation excludes."""
    return mask_enumeration.check(_reversed(statement, mask_enumeration.RELATIONS), witness, effort)


def check_psd_bound(statement: object, witness: object, effort: Effort) -> str:
    """Some X is below the bound, or else none is."""
    return psd_bound.check(_reversed(statement, {">=": (0, 1), "<": (-1,)}), witness, effort)


def check_curvature(statement: object, witness: object, effort: Effort) -> str:
    """The least eigenvalue is on the other side, at a critical point or not."""
    opposite = _reversed(statement, mask_enumeration.RELATIONS)
    small_integer(opposite.get("critical"), "statement.critical", 1)
    return negative_curvature.check(opposite | {"critical": 0}, witness, effort)


def check_ledger(statement: object, witness: object, effort: Effort) -> str:
    """A ledger of one line, with the relation that allows the other signs."""
    where, lines = record(statement, "statement", "where", "lines")
    (number,) = record(witness, "witness", "line")
    listed = [
        sequence(line, f"statement.lines[{i}]", 4)
        for i, line in enumerate(sequence(lines, "statement.lines"))
    ]
    title, left, relation, right = listed[small_integer(number, "witness.line", len(listed) - 1)]
    line = [
        title,
        left,
        _opposite(relation, constant_ledger.RELATIONS, f"statement.lines[{number}][2]"),
        right,
    ]
    constant_ledger.check({"where": where, "lines": [line]}, {}, effort)
    return f"line {number} is false"


def check_l1_point(statement: object, witness: object, effort: Effort) -> str:
    """Something is true of the point that makes false what is said of it."""
    named = _named(statement)
    instead, proof = record(witness, "witness", "says", "witness")
    said = choice(named.get("says"), "statement.says", MAKES_FALSE)
    if said not in MAKES_FALSE[choice(instead, "witness.says", MAKES_FALSE)]:
        raise NotProved(f"witness.says: {instead} leaves open whether the point is {said}")
    return l1_point.check(named | {"says": instead}, proof, effort)


def _named(statement: object) -> dict[str, Any]:
    if not isinstance(statement, dict):
        raise NotProved("statement: no object")
    return statement


def _reversed(statement: object, relations: dict[str, tuple[int, ...]]) -> dict[str, Any]:
    """The statement with the relation that holds exactly where its own does not."""
    named = _named(statement)
    return named | {"relation": _opposite(named.get("relation"), relations, "statement.relation")}


def _opposite(relation: object, relations: dict[str, tuple[int, ...]], place: str) -> str:
    """The relation that allows the signs which this one excludes."""
    excluded = {-1, 0, 1} - set(relations[choice(relation, place, relations)])
    return next(word for word, signs in relations.items() if set(signs) == excluded)


RULES = {
    "counterexample-refuted": check_counterexample,
    "escape-directions-refuted": check_escape,
    "l1-point-refuted": check_l1_point,
    "negative-curvature-refuted": check_curvature,
    "psd-bound-refuted": check_psd_bound,
    "constant-ledger-refuted": check_ledger,
    "mask-enumeration-refuted": check_masks,
}
