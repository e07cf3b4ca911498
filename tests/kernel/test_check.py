"""From bytes to a verdict: envelope, canonical numbers, binding to a statement, and nothing escapes."""

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.kernel import CheckResult, canonical_bytes, check, check_bytes
from certify.kernel.fields import show

from .certificates import DELETED, EXAMPLES, RULES, assert_rejected, case, changed, example, verdict

CERTIFICATE = example("counterexample")


def test_there_is_an_example_of_every_rule():
    assert sorted(check.RULES) == RULES


@pytest.mark.parametrize("rule", RULES)
def test_the_example_is_accepted_as_a_certificate_of_its_statement_and_of_no_other(rule):
    certificate = example(rule)
    accepted = verdict(certificate, certificate["statement"])
    assert (accepted.accepted, accepted.code, accepted.rule) == (True, 0, rule)
    for other in RULES:
        assert verdict(certificate, example(other)["statement"]).accepted == (rule == other)


@pytest.mark.parametrize("rule", RULES)
def test_no_field_of_a_certificate_may_be_missing_added_or_of_another_type(rule):
    certificate = example(rule)
    for part in ("statement", "witness"):
        assert_rejected(changed(certificate, **{f"{part}__extra": "1"}), f"{part}: unknown field 'extra'")
        assert_rejected(changed(certificate, **{part: []}), f"{part}: expected an object")
        for name in certificate[part]:
            gone = changed(certificate, **{f"{part}__{name}": DELETED})
            assert_rejected(gone, f"{part}: field '{name}' is missing")
            for value in ({}, 7, "seven"):
                assert verdict(changed(certificate, **{f"{part}__{name}": value})).code == 1


@pytest.mark.parametrize(
    ("changes", "code", "reason"),
    [
        pytest.param(
            {"schema": "certify/instance/1"}, 2, "schema: this kernel knows only certify/", id="schema"
        ),
        pytest.param({"schema": []}, 2, "schema: this kernel knows only", id="a schema that is no text"),
        pytest.param({"version": 2}, 2, "version: this kernel knows only 1", id="a later version"),
        pytest.param({"version": "1"}, 2, "version: this kernel knows only 1", id="a version in words"),
        pytest.param({"version": DELETED}, 2, "version: this kernel knows only 1", id="no version"),
        pytest.param({"rule": "trust-me"}, 2, "rule: this kernel knows only", id="an unknown rule"),
        pytest.param({"rule": {}}, 2, "rule: this kernel knows only", id="a rule that is no text"),
        pytest.param({"schema": DELETED}, 1, "certificate: expected an object with a field", id="no schema"),
        pytest.param({"witness": DELETED}, 1, "certificate: field 'witness' is missing", id="no witness"),
        pytest.param({"hash": "0"}, 1, "certificate: unknown field 'hash'", id="a hash"),
        pytest.param({"x" * 99: "0"}, 1, f"certificate: unknown field '{'x' * 40}'", id="a long name"),
    ],
)
def test_the_envelope_decides_before_the_rule(changes, code, reason):
    result = verdict(changed(CERTIFICATE, **changes))
    assert (result.accepted, result.code) == (False, code)
    assert result.reason.startswith(reason)


@pytest.mark.parametrize("data", [b"", b"[]", b'"certify/certificate"', b"1", b"{}"])
def test_what_is_no_certificate_is_rejected(data):
    assert check_bytes(data).code == 1


@pytest.mark.parametrize(
    "number", ["", " 1", "1 ", "+1", "01", "-0", "0/2", "2/4", "1/1", "3/-4", "1/0", "0/0", "1/02", "1/2/3",
               "0.5", ".5", "1e1", "1_0", "inf", "nan", "0x1", "\u0661", "\u00bd", "--1", "1/"]
)  # fmt: skip
def test_numbers_in_other_than_canonical_form_are_rejected(number):
    assert_rejected(changed(CERTIFICATE, statement__delta=number), "statement.delta: ")


@pytest.mark.parametrize("number", [0, [], {}, ["1", "2"]])
def test_numbers_that_are_no_strings_are_rejected(number):
    assert_rejected(changed(CERTIFICATE, statement__delta=number), "statement.delta: expected a string")


def test_long_numbers_are_declined_before_they_are_read():
    for number in ("9" * 2001, "-" + "9" * 2001, "1/" + "9" * 2001, "1" * 100_000):
        result = verdict(changed(CERTIFICATE, statement__eps0=number))
        assert (result.code, result.reason) == (2, "statement.eps0: more than 2000 digits")
    assert verdict(changed(CERTIFICATE, statement__eps0="9" * 2000)).accepted
    assert verdict(changed(CERTIFICATE, statement__eps0="1/1" + "0" * 1999)).accepted


def test_a_common_denominator_beyond_the_limit_is_declined():
    primes = [10**1500 + k for k in (1, 3)]
    S = [["0", "0"], ["0", "-3/2"]]
    G = [[f"1/{primes[0]}", "0"], ["0", f"1/{primes[1]}"]]
    result = verdict(changed(CERTIFICATE, statement__eps0="1", witness__S=S, witness__G=G))
    assert (result.code, result.reason) == (2, "witness.G[1][1]: the common denominator exceeds 8192 bits")


def test_matrices_and_variables_beyond_their_limits_are_declined():
    for X in ([["1"]] * 65, [["1"] * 65, ["1"] * 65]):
        result = verdict(changed(CERTIFICATE, statement__X=X))
        assert (result.code, result.reason) == (2, "statement.X: more than 64 rows or columns")
    result = verdict(changed(example("identity"), statement__variables=[f"x{i}" for i in range(17)]))
    assert (result.code, result.reason) == (2, "statement.variables: more than 16 variables")


@pytest.mark.parametrize(
    "delta",
    ["5/8", "10/16", "0.625", "0.6250", Fraction(5, 8)],
    ids=["p/q", "unreduced", "decimal", "0", "Fraction"],
)
def test_a_statement_may_be_asked_about_in_any_exact_writing(delta):
    assert verdict(CERTIFICATE, {**CERTIFICATE["statement"], "delta": delta}).accepted


def test_a_statement_may_be_asked_about_with_tuples():
    statement = {**CERTIFICATE["statement"], "X": ((Fraction(1),), ("0",))}
    assert verdict(CERTIFICATE, statement).accepted


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        case("another delta", "statement.delta", delta="1/2"),
        case("a float", "statement.delta", delta=0.625),
        case("a division by zero", "statement.delta", delta="5/0"),
        case("another entry", "statement.Z[1][0]", Z__1__0="4/3"),
        case("a row more", "statement.X", X=[["1"], ["0"], ["0"]]),
        case("another shape", "statement.X[0]", X__0="1"),
        case("the opposite conclusion", "statement.conclusion", conclusion="no-counterexample"),
        case("a field less", "statement", eps0=DELETED),
        case("a field more", "statement", eps3="0"),
    ],
)
def test_a_certificate_of_another_statement_is_rejected_at_the_difference(changes, place):
    result = verdict(CERTIFICATE, changed(CERTIFICATE["statement"], **changes))
    assert (result.code, result.rule) == (1, "counterexample")
    assert result.reason == f"{place}: differs from the statement asked about"


@pytest.mark.parametrize("error", [RecursionError("deep"), MemoryError(), ZeroDivisionError("oops")])
def test_a_failure_of_the_checker_is_a_verdict_of_its_own(monkeypatch, error):
    def broken(*_):
        raise error

    monkeypatch.setitem(check.RULES, "counterexample", broken)
    result = verdict(CERTIFICATE)
    assert result == CheckResult(
        False, f"the checker failed: {type(error).__name__}: {error}", "counterexample", 3
    )


@given(st.binary())
def test_no_bytes_make_the_checker_fail(data):
    assert check_bytes(data).code in (1, 2)


EXAMPLE_BYTES = [canonical_bytes(example(rule)) for rule in RULES]


@given(st.sampled_from(EXAMPLE_BYTES), st.data())
def test_no_damage_to_an_example_makes_the_checker_fail(data, draw):
    for _ in range(draw.draw(st.integers(1, 3))):
        start = draw.draw(st.integers(0, len(data)))
        stop = draw.draw(st.integers(start, min(len(data), start + 8)))
        data = (
            data[:start]
            + draw.draw(st.binary(max_size=3) | st.sampled_from([b'"0"', b"[]", b"{}"]))
            + data[stop:]
        )
    assert check_bytes(data).code in (0, 1, 2)


ODDITIES = [0, -1, 64, "0", "-1", "1/2", "x", "var", "leaf", ">", "", [], {}, [[]], [["1"]], ["leaf"]]


@given(st.sampled_from(RULES), st.data())
def test_no_value_in_the_place_of_another_makes_the_checker_fail(rule, draw):
    certificate = example(rule)
    parent, key = certificate, draw.draw(st.sampled_from(["statement", "witness"]))
    while isinstance(parent[key], dict | list) and parent[key] and draw.draw(st.integers(0, 4)):
        parent = parent[key]
        key = draw.draw(st.sampled_from(sorted(parent) if isinstance(parent, dict) else range(len(parent))))
    parent[key] = draw.draw(st.sampled_from(ODDITIES))
    assert verdict(certificate).code in (0, 1, 2)


@pytest.mark.parametrize("rule", RULES)
def test_the_canonical_bytes_of_a_certificate_are_its_file_without_the_newline(rule):
    certificate = example(rule)
    data = canonical_bytes(certificate)
    assert (EXAMPLES / f"{rule}.json").read_bytes() == data + b"\n"
    reordered = json.loads(data, object_pairs_hook=lambda pairs: dict(reversed(pairs)))
    assert canonical_bytes(reordered) == data
    assert check_bytes(json.dumps(reordered, indent=2).encode()).accepted


@pytest.mark.parametrize("value", [1.5, None, True, float("nan"), "a\\b", "a\nb", 10**9, {"a": [0.0]}])
def test_what_a_certificate_cannot_contain_has_no_canonical_bytes(value):
    with pytest.raises(ValueError, match="file: "):
        canonical_bytes(value)


def test_what_is_too_deep_has_no_canonical_bytes():
    value = []
    for _ in range(130):
        value = [value]
    with pytest.raises(ValueError, match="nested deeper"):
        canonical_bytes(value)


def test_numbers_in_messages_are_short():
    assert show(Fraction(-1, 7)) == "-1/7"
    assert show(Fraction(-(2**900), 3**3)) == "about -2^896"
    assert show(Fraction(1, 2**900)) == "about 2^-900"
