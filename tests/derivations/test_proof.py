"""Every step is run when it is written; one that fails is named, with its place and what is left."""

import pytest

from certify.claims.derivations import (
    FormExpression,
    Proof,
    StepError,
    equal,
    exists,
    forall,
    form,
    gram,
    identity,
    inner,
    library,
    matrix,
    parameters,
    sizes,
    square,
    theorem,
    tr,
    zeros,
)
from certify.crosscheck.check import check_bytes as second_check
from certify.kernel import check_bytes

n, m = sizes("n m")
x, y, c = parameters("x y c")
A, B, M = matrix("A", n, n), matrix("B", n, n), matrix("M", m, n)
Q = matrix("Q", n, n, "semidefinite")
H = form("H", n, n)


def accepted(one):
    data = one.certificate().to_bytes()
    return check_bytes(data, one.document).accepted and second_check(data).accepted


def _divide(p):
    above, zero, below = p.cases(x, "sign")
    above.finish("sign")
    zero.conclude(by=zero["sign"])
    below.contradiction(by=below["h1"] + below["sign"] * below["h2"])


DIVIDE = theorem("divide", forall([x, c], [x * c >= 0, c > 0], x >= 0), _divide, [{"x": 2.0, "c": 3.0}])


def test_both_checkers_accept_a_proof_by_cases():
    assert accepted(DIVIDE)


def test_a_theorem_that_is_applied_becomes_a_lemma_once():
    def twice(p: Proof):
        p.apply(DIVIDE, "first", parameters={"x": x, "c": c})
        p.apply(DIVIDE, "second", parameters={"x": y, "c": c})
        p.have("both", x + y >= 0, by=p["first"] + p["second"])
        p.finish("both")

    one = theorem("twice", forall([x, y, c], [x * c >= 0, y * c >= 0, c > 0], x + y >= 0), twice)
    assert [step["step"] for step in one.witness["steps"]] == ["lemma", "apply", "apply", "have", "finish"]
    assert accepted(one)


def test_a_definition_a_root_and_a_semidefinite_letter_are_steps():
    def proof(p: Proof):
        G = p.let("G", M.T * M, "symmetric")

        def nonnegative(inside: Proof):
            v = inside.named("v")
            inside.conclude(by=square(M * v), rewrite=[("G_is", "G")])

        p.psd("W", G, nonnegative)
        p.have("weighted", tr(A.T * G * A) >= 0, by=gram(A, left="W"), rewrite=[("W_is", "W")])
        root = p.obtain(
            library("square-root"), "root", parameters={"x": tr(A.T * G * A)}, premises=["weighted"]
        )
        p.have("square", equal(root**2, square(M * A)), by=p["root_2"], rewrite=[("G_is", "G")])
        p.finish("root_1", "square", witnesses={"y": root})

    statement = forall([n, m, M, A], [], exists([y], [y >= 0, equal(y**2, square(M * A))]))
    assert accepted(theorem("a_norm_is_a_root", statement, proof))


def test_a_form_is_put_by_an_expression_and_premises_are_found():
    bounded = theorem(
        "bounded",
        forall([n, A, H, c], [forall([B], [], H(B, B) <= c * square(B))], H(A, A) <= c * square(A)),
        lambda p: (p.apply("h1", "at", letters={"B": A}), p.finish("at")),
    )
    left, right = matrix("left", n, n), matrix("right", n, n)

    def proof(p: Proof):
        p.lemma("all", forall([B], [], inner(B, B) <= 1 * square(B)), lambda inside: inside.conclude())
        p.apply(
            bounded, "goal", parameters={"c": 1}, forms={"H": FormExpression(left, right, inner(left, right))}
        )
        p.finish("goal")

    assert accepted(theorem("inner", forall([n, A], [], inner(A, A) <= square(A)), proof))


def broken(statement, proof, numbers=()):
    with pytest.raises(StepError) as error:
        theorem("trial", statement, proof, numbers).certificate()
    assert "\n" not in str(error.value)
    return str(error.value)


@pytest.mark.parametrize(
    ("proof", "found"),
    [
        (lambda p: p.have("one", x >= 0, by=p["h1"]), "step 1, have one: x >= 0"),
        (lambda p: p.have("one", x * c >= 1, by=p["h1"]), "what is left is"),
        (lambda p: p.have("one", x * c >= 0, by=-p["h1"]), "sign"),
        (lambda p: p.have("one", x >= 0, by=p["nothing"]), "no atom of this name"),
        (lambda p: p.apply(DIVIDE, "one", parameters={"x": y}), "y c >= 0: premise 1 is not at hand"),
        (lambda p: p.apply("nothing", "one"), "no sequent of this name"),
        (lambda p: p.finish("h1"), "finish by h1"),
        (lambda p: p.have("one", x * x >= 0, by=square(x)), "the goal is open"),
        (lambda p: p.let("x", y), "in scope"),
        (lambda p: p.absurd("h2"), "absurd by h2"),
    ],
)
def test_a_step_that_fails_is_named_with_what_was_found(proof, found):
    assert found in broken(forall([x, y, c], [x * c >= 0, c > 0], x >= 0), proof)


def test_a_step_of_a_branch_is_named_by_its_branch():
    def proof(p: Proof):
        above, _, _ = p.cases(x, "sign")
        above.have("wrong", x >= 1, by=above["sign"])

    assert "sign, case 1" in broken(forall([x], [], x >= 0), proof)


def test_a_false_step_is_found_by_numbers_before_it_is_proved():
    def proof(p: Proof):
        p.have("false", c >= x, by=p["h1"] * p["h2"])

    said = broken(forall([x, c], [x * c >= 0, c > 0], x >= 0), proof, [{"x": 5.0, "c": 3.0}])
    assert "false at instance 0" in said
    assert "-2.0" in said


def test_an_instance_that_violates_a_premise_is_refused():
    assert "h2" in broken(forall([x, c], [x * c >= 0, c > 0], x >= 0), _divide, [{"x": 0.0, "c": -1.0}])


def test_an_unknown_library_fact_is_an_input_error():
    from certify.common.errors import InputError

    with pytest.raises(InputError, match="trichotomy"):
        library("choice")


def test_a_zero_matrix_and_an_identity_prove_equations():
    statement = forall([n, A], [], [equal(A - A, zeros(n, n)), equal(identity(n) * A, A)])

    def proof(p: Proof):
        p.have("one", equal(A - A, zeros(n, n)))
        p.have("two", equal(identity(n) * A, A))
        p.finish("one", "two")

    assert accepted(theorem("units", statement, proof))
