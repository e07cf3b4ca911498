"""The rules that refute a claim by its own document: the kernel forms the opposite, and judges that."""

import itertools
import json

import pytest

from certify import crosscheck
from certify.kernel.rules.refuted import COMPLEMENT, EXCLUDED_BY, RULES

from .certificates import DELETED, assert_rejected, case, changed, example, verdict

EXAMPLE = {rule: example(rule) for rule in RULES}
LEDGER = EXAMPLE["constant-ledger-refuted"]
POINT = EXAMPLE["l1-point-refuted"]
OF_RELATION = ("mask-enumeration-refuted", "negative-curvature-refuted", "psd-bound-refuted")
# The rule that proves what each of these refutes.
PROVING = {rule: rule.removesuffix("-refuted") for rule in RULES}


def both(certificate):
    """The codes of the two checkers."""
    return verdict(certificate).code, crosscheck.check_bytes(json.dumps(certificate).encode()).code


@pytest.mark.parametrize("rule", RULES)
def test_what_refutes_a_statement_is_no_proof_of_it(rule):
    """Nor is it accepted as one of its opposite: the statement is the claim's document as it stands."""
    certificate = EXAMPLE[rule]
    assert both(certificate) == (0, 0)
    assert both(certificate | {"rule": PROVING[rule]}) == (1, 1)
    assert verdict(certificate, example(PROVING[rule])["statement"]).code == 1


@pytest.mark.parametrize("rule", RULES)
def test_a_proof_of_a_statement_does_not_refute_it(rule):
    proof = example(PROVING[rule])
    assert both(proof | {"rule": rule})[0] == 1
    assert both(proof | {"rule": rule})[1] == 1


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("part", ["statement", "witness"])
def test_a_field_more_or_less_is_rejected(rule, part):
    certificate = EXAMPLE[rule]
    assert both(changed(certificate, **{f"{part}__other": "1"})) == (1, 1)
    for name in certificate[part]:
        assert both(changed(certificate, **{f"{part}__{name}": DELETED})) == (1, 1)
        assert both(changed(certificate, **{f"{part}__{name}": [[]]})) == (1, 1)
    assert both(changed(certificate, **{part: []})) == (1, 1)


@pytest.mark.parametrize(("rule", "message"), [
    ("constant-ledger-refuted", "opposite.lines[0]: the line does not hold"),
    ("mask-enumeration-refuted", "opposite.bound: the probability is 9/16, which is not > the bound"),
    ("negative-curvature-refuted", "opposite.critical: expected an integer"),
    ("psd-bound-refuted", "witness: unknown field 'X'"),
])  # fmt: skip
def test_the_message_names_the_place_in_the_opposite(rule, message):
    certificate = {
        "constant-ledger-refuted": changed(LEDGER, witness__line=0),
        "mask-enumeration-refuted": changed(EXAMPLE["mask-enumeration-refuted"], statement__relation="<="),
        "negative-curvature-refuted": EXAMPLE["negative-curvature-refuted"],
        "psd-bound-refuted": changed(EXAMPLE["psd-bound-refuted"], statement__relation="<"),
    }[rule]
    if rule != "negative-curvature-refuted":
        assert_rejected(certificate, message)


# ---- relations


@pytest.mark.parametrize(("said", "refuted"), [
    (">=", True), ("=", True), (">", True), ("<", False), ("<=", False), ("!=", False),
])  # fmt: skip
def test_a_relation_of_a_probability_is_refuted_exactly_where_it_fails(said, refuted):
    """The probability 9/16 is below 2/3."""
    certificate = changed(EXAMPLE["mask-enumeration-refuted"], statement__relation=said)
    assert both(certificate) == ((0, 0) if refuted else (1, 1))
    assert both(certificate | {"rule": "mask-enumeration"}) == ((1, 1) if refuted else (0, 0))


@pytest.mark.parametrize("said", COMPLEMENT)
def test_a_bound_that_is_met_refutes_only_what_excludes_it(said):
    certificate = changed(
        EXAMPLE["mask-enumeration-refuted"], statement__relation=said, statement__bound="9/16"
    )
    assert both(certificate) == ((0, 0) if said in ("<", ">", "!=") else (1, 1))


@pytest.mark.parametrize("rule", OF_RELATION)
@pytest.mark.parametrize("word", ["==", "", "not", 1, [">="]])
def test_a_word_that_is_no_relation_has_no_opposite(rule, word):
    assert both(changed(EXAMPLE[rule], statement__relation=word)) == (1, 1)


@pytest.mark.parametrize("word", ["=", "!="])
@pytest.mark.parametrize("rule", ["negative-curvature-refuted", "psd-bound-refuted"])
def test_a_relation_that_the_rule_does_not_know_is_not_refuted(rule, word):
    assert both(changed(EXAMPLE[rule], statement__relation=word)) == (1, 1)


@pytest.mark.parametrize(("relation", "bound", "margin", "codes"), [
    (">=", "-3", "0", (1, 1)),  # the opposite is strict
    (">", "-3", "0", (0, 0)),
    (">=", "-4", "1/100", (1, 1)),
    ("<=", "-3", "3/5", (1, 1)),  # the direction shows the statement
])  # fmt: skip
def test_curvature_along_the_direction_refutes_what_lies_above_it(relation, bound, margin, codes):
    """Of x^2 + 3 x y - y^2 it is -18/5 along (1/2, -1), and the least eigenvalue is -sqrt 13."""
    asked = {"statement__relation": relation, "statement__bound": bound, "witness__margin": margin}
    assert both(changed(EXAMPLE["negative-curvature-refuted"], **asked)) == codes


def test_curvature_refutes_whether_or_not_the_point_is_critical():
    """That the point is critical is said too; where it is not, the statement is false all the same."""
    for critical, at in itertools.product((0, 1), (["0", "0"], ["7", "1/2"])):
        asked = {"statement__critical": critical, "statement__point": at}
        assert both(changed(EXAMPLE["negative-curvature-refuted"], **asked)) == (0, 0)
    assert both(changed(EXAMPLE["negative-curvature-refuted"], statement__critical=2)) == (1, 1)
    assert both(changed(EXAMPLE["negative-curvature-refuted"], statement__critical="1")) == (1, 1)


def test_a_value_of_a_program_that_is_reached_is_refuted_by_multipliers():
    """Some X is below the bound: false, since none is."""
    certificate = example("psd-bound")
    assert certificate["statement"]["relation"] == ">="
    refuting = changed(certificate, rule="psd-bound-refuted", statement__relation="<")
    assert both(refuting) == (0, 0)
    assert both(changed(refuting, statement__relation=">=")) == (1, 1)


# ---- ledgers


@pytest.mark.parametrize(("changes", "message"), [
    case("a line that holds", "opposite.lines[0]: the line does not hold", witness__line=0),
    case("no such line", "witness.line: expected an integer from 0 to 1", witness__line=2),
    case("a negative number", "witness.line: expected an integer from 0 to 1", witness__line=-1),
    case("no lines", "witness.line: expected an integer from 0 to -1", statement__lines=[]),
    case("another line of another form", "statement.lines[0]: expected 4 elements",
         statement__lines__0=["a"]),
    case("no relation", "statement.lines[1][2]: expected one of", statement__lines__1__2="=="),
    case("a title that is no text", "opposite.lines[0][0]: expected a string", statement__lines__1__0=1),
    case("an undefined name", "opposite.lines[0][1]", statement__lines__1__1=["var", "c"]),
    case("a division by zero", "a division by zero",
         statement__lines__1__1=["/", ["num", "1"], ["num", "0"]]),
])  # fmt: skip
def test_a_ledger_is_not_refuted_by(changes, message):
    certificate = changed(LEDGER, **changes)
    assert_rejected(certificate, message)
    assert both(certificate) == (1, 1)


@pytest.mark.parametrize(("relation", "holds"), [
    ("=", False), ("!=", True), ("<", True), ("<=", True), (">", False), (">=", False),
])  # fmt: skip
def test_a_line_of_a_ledger_is_refuted_exactly_where_it_fails(relation, holds):
    """sqrt 2 sqrt 8 = 4 is less than 5."""
    assert both(changed(LEDGER, statement__lines__1__2=relation)) == ((1, 1) if holds else (0, 0))


def test_what_the_names_stand_for_is_read_in_the_opposite_too():
    where = [["c", ["root", 2, ["num", "8"]]]]
    line = ["second", ["*", ["root", 2, ["num", "2"]], ["var", "c"]], "=", ["num", "5"]]
    certificate = changed(LEDGER, statement__where=where, statement__lines__1=line)
    assert both(certificate) == (0, 0)
    assert both(changed(certificate, statement__where=[*where, *where])) == (1, 1)


# ---- points of an l1 objective


@pytest.mark.parametrize(("said", "shown"), list(itertools.product(EXCLUDED_BY, repeat=2)))
def test_a_point_is_refuted_only_by_what_excludes_what_is_said(said, shown):
    """With a witness of the wrong kind, what is excluded is rejected for that, the rest at the word."""
    asked = {"statement__says": said, "witness": {"says": shown, "witness": {}}}
    certificate = changed(POINT, **asked)
    place = "witness.witness: field" if shown in EXCLUDED_BY[said] else "witness.says: expected one of"
    assert_rejected(certificate, place)
    assert both(certificate) == (1, 1)


def test_the_table_of_what_excludes_what_is_symmetric_where_it_is_about_minima():
    """A property that another excludes excludes it in turn."""
    pairs = {(said, shown) for said, words in EXCLUDED_BY.items() for shown in words}
    assert pairs == {(shown, said) for said, shown in pairs}


@pytest.mark.parametrize("said", ["sharp local minimum", "global minimum"])
def test_a_path_down_refutes_that_the_point_is_a_minimum(said):
    assert both(changed(POINT, statement__says=said)) == (0, 0)


@pytest.mark.parametrize("says", ["a minimum", "", 1, ["critical"]])
def test_a_word_that_is_not_known_is_not_refuted(says):
    assert both(changed(POINT, statement__says=says)) == (1, 1)
    assert both(changed(POINT, witness__says=says)) == (1, 1)


# ---- the recovery problem


@pytest.mark.parametrize("rule", ["counterexample-refuted", "escape-directions-refuted"])
@pytest.mark.parametrize("word", ["counterexample-exists", "no-counterexample", "", 1])
def test_only_the_conclusion_of_its_own_side_is_refuted(rule, word):
    certificate = changed(EXAMPLE[rule], statement__conclusion=word)
    own = word == EXAMPLE[rule]["statement"]["conclusion"]
    assert both(certificate) == ((0, 0) if own else (1, 1))


def test_neither_side_refutes_at_the_delta_of_the_other():
    """Below delta* there are escape directions, above it a counterexample."""
    for rule, delta in (("counterexample-refuted", "3/5"), ("escape-directions-refuted", "2/5")):
        assert both(changed(EXAMPLE[rule], statement__delta=delta)) == (1, 1)
