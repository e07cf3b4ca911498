"""The rules named after another one with `-refuted`: their statement, a claim's document, is false.

It is so because the opposite is true, and another rule judges that. The opposite is formed here, from the
statement, so that the certificate is of the document that a person reads, and no program beside the kernel
has to be believed about what the opposite of a claim is. Places within the opposite begin with `opposite`.
"""

from collections.abc import Callable, Mapping

from certify.kernel.fields import Field
from certify.kernel.reader import Json
from certify.kernel.rules.bounds import l1_point, negative_curvature, psd_bound
from certify.kernel.rules.computation import constant_ledger, mask_enumeration
from certify.kernel.rules.instances import counterexample, escape_directions

Rule = Callable[[Field, Field], str]

COMPLEMENT = {"<": ">=", "<=": ">", "=": "!=", "!=": "=", ">=": "<", ">": "<="}
# A bound holds for every feasible X, or else some feasible X is below it.
OF_A_PROGRAM = {">=": "<", "<": ">="}
# What is said of a point of an l1 objective -> what cannot be true of it beside that.
EXCLUDED_BY = {
    "critical": ("not critical",),
    "not critical": ("critical", "sharp local minimum", "global minimum"),
    "sharp local minimum": ("not critical", "not a local minimum"),
    "global minimum": ("not critical", "not a local minimum", "not a global minimum"),
    "not a local minimum": ("sharp local minimum", "global minimum"),
    "not a global minimum": ("global minimum",),
}


def opposite_word(rule: Rule, name: str, words: Mapping[str, str], *others: str) -> Rule:
    """The rule that judges the statement with the opposite word in the field of this name.

    others: the names of all its other fields.
    """

    def check(statement: Field, witness: Field) -> str:
        said, *rest = statement.fields(name, *others)
        return rule(restated(statement, rest, {name: words[said.one_of(words)]}), witness)

    return check


def restated(statement: Field, kept: list[Field], changed: Mapping[str, Json]) -> Field:
    """A statement with the fields that are kept, and others; numbers count for the same budget."""
    same = {field.place.rpartition(".")[2]: field.value for field in kept}
    return Field({**same, **changed}, "opposite", statement.budget)


def check_curvature(statement: Field, witness: Field) -> str:
    """The opposite relation; whether the point is critical, as is said too, does not matter for that."""
    *kept, critical, relation = statement.fields(
        "variables", "polynomial", "point", "bound", "critical", "relation"
    )
    critical.integer(0, 1)
    changed: dict[str, Json] = {"critical": 0, "relation": COMPLEMENT[relation.one_of(COMPLEMENT)]}
    return negative_curvature.check(restated(statement, kept, changed), witness)


def check_ledger(statement: Field, witness: Field) -> str:
    """The line of this number, counted from 0, with the opposite relation; the others are lists of four."""
    where, lines = statement.fields("where", "lines")
    (number,) = witness.fields("line")
    written = [line.items(4) for line in lines.items()]
    title, left, relation, right = written[number.integer(0, len(written) - 1)]
    opposite = COMPLEMENT[relation.one_of(COMPLEMENT)]
    line: list[Json] = [title.value, left.value, opposite, right.value]
    constant_ledger.check(
        restated(statement, [where], {"lines": [line]}), Field({}, "witness", witness.budget)
    )
    return f"lines[{number.value}] does not hold: the left side is {opposite} the right side"


def check_l1_point(statement: Field, witness: Field) -> str:
    """What excludes what is said, as the witness names it, with the witness of that."""
    *kept, said = statement.fields("measurements", "data", "factors", "says")
    instead, proof = witness.fields("says", "witness")
    word = instead.one_of(EXCLUDED_BY[said.one_of(EXCLUDED_BY)])
    return l1_point.check(restated(statement, kept, {"says": word}), proof)


INSTANCE = ("X", "Z", "delta", "eps0", "eps1", "eps2")
RULES: dict[str, Rule] = {
    "counterexample-refuted": opposite_word(
        escape_directions.check, "conclusion", {"counterexample-exists": "no-counterexample"}, *INSTANCE
    ),
    "escape-directions-refuted": opposite_word(
        counterexample.check, "conclusion", {"no-counterexample": "counterexample-exists"}, *INSTANCE
    ),
    "l1-point-refuted": check_l1_point,
    "negative-curvature-refuted": check_curvature,
    "psd-bound-refuted": opposite_word(
        psd_bound.check, "relation", OF_A_PROGRAM, "objective", "constraints", "bound"
    ),
    "constant-ledger-refuted": check_ledger,
    "mask-enumeration-refuted": opposite_word(
        mask_enumeration.check, "relation", COMPLEMENT, "probabilities", "quantity", "bound"
    ),
}
