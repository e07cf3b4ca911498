"""`Certificate` and `verify`: the same verdict on every form of a certificate, and never one on its hash."""

import hashlib
import itertools
import json
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

import pytest

import certify
from certify import Certificate, InputError, verify
from certify.kernel import check_bytes
from certify.kernel.limits import MAX_BYTES

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "certificates").glob("*.json"))
NAMES = [path.stem for path in EXAMPLES]
PATH = next(path for path in EXAMPLES if path.stem == "counterexample")
CERTIFICATE = Certificate.from_json(PATH.read_bytes())


def reordered(value):
    """The same JSON value with the keys of every object in the opposite order."""
    if isinstance(value, dict):
        return {key: reordered(value[key]) for key in sorted(value, reverse=True)}
    return [reordered(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("path", EXAMPLES, ids=NAMES)
def test_every_form_of_a_certificate_gets_the_same_verdict(path):
    certificate = Certificate.from_json(path.read_bytes())
    expected = check_bytes(path.read_bytes())
    assert expected.accepted
    for form in (certificate, dict(certificate.document), str(path), path):
        assert verify(form) == expected
    assert verify(MappingProxyType(dict(certificate.document))) == expected
    assert certificate.check() == expected
    assert certificate.rule == expected.rule


@pytest.mark.parametrize("path", EXAMPLES, ids=NAMES)
def test_address_and_bytes_do_not_depend_on_key_order_or_white_space(path):
    certificate = Certificate.from_json(path.read_bytes())
    document = json.loads(path.read_bytes())
    for indent, order in itertools.product((None, 1, "\t"), (dict, reordered)):
        text = json.dumps(order(document), indent=indent)
        again = Certificate.from_json(text)
        assert again.to_bytes() == certificate.to_bytes()
        assert again.address == certificate.address == hashlib.sha256(again.to_bytes()).hexdigest()
        assert check_bytes(text.encode()) == certificate.check()
    assert Certificate.from_json(certificate.to_json()) == certificate


def places(value, path=()):
    """The paths to all scalars of a JSON value."""
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in items:
            yield from places(item, (*path, key))
    else:
        yield path


def replaced(value, path, new):
    """The value with another scalar at a path."""
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = replaced(value[path[0]], path[1:], new)
    return copy


@pytest.mark.parametrize("path", EXAMPLES, ids=NAMES)
def test_a_change_at_any_place_changes_the_address(path):
    document = json.loads(path.read_bytes())
    address = Certificate(document).address
    for place in places(document):
        assert Certificate(replaced(document, place, "12345")).address != address


@pytest.mark.parametrize("path", EXAMPLES, ids=NAMES)
def test_of_another_statement_than_the_one_asked_about_nothing_is_accepted(path):
    certificate = Certificate.from_json(path.read_bytes())
    assert verify(path, certificate.statement).accepted
    for place in places(certificate.statement):
        found = verify(path, replaced(certificate.statement, place, "7/5"))
        assert (found.accepted, found.code) == (False, 1)
    for other in ({}, {**certificate.statement, "more": "1"}):
        assert not verify(path, other).accepted
    for name in certificate.statement:
        fewer = {key: value for key, value in certificate.statement.items() if key != name}
        assert not verify(path, fewer).accepted


def test_the_statement_asked_about_may_be_written_with_other_numbers_of_the_same_value():
    statement = dict(CERTIFICATE.statement)
    for form in (Fraction, lambda text: f"{2 * Fraction(text).numerator}/{2 * Fraction(text).denominator}"):
        asked = {**statement, "delta": form(statement["delta"])}
        asked["X"] = tuple(tuple(form(x) for x in row) for row in statement["X"])
        assert verify(CERTIFICATE, asked).accepted


@pytest.mark.parametrize("statement", [{"X": object()}, {1: 2}, {"X": [float("nan")]}, {"X": {"X": []}}])
def test_a_statement_of_the_wrong_kind_is_never_the_one_proved(statement):
    assert not verify(CERTIFICATE, statement).accepted
    assert not verify(CERTIFICATE, {**CERTIFICATE.statement, **statement}).accepted


def test_what_cannot_be_read_is_a_failure_and_no_verdict(tmp_path):
    for path in (tmp_path / "missing.json", tmp_path, "", "a\0b", str(tmp_path / ("x" * 5000))):
        found = verify(path)
        assert (found.accepted, found.code, found.rule) == (False, 3, "")
        assert "cannot be read" in found.reason


def test_a_file_beyond_the_limit_is_declined(tmp_path):
    path = tmp_path / "large.json"
    path.write_bytes(CERTIFICATE.to_bytes() + b" " * MAX_BYTES)
    assert verify(path).code == 2
    path.write_bytes(CERTIFICATE.to_bytes().ljust(MAX_BYTES))
    assert verify(path).accepted


class Lying:
    """An object with a to_json of some kind."""

    def __init__(self, text):
        self.text = text

    def to_json(self):
        if isinstance(self.text, Exception):
            raise self.text
        return self.text


NO_CERTIFICATES = [
    None,
    0,
    1.5,
    b"{}",
    [],
    {},
    object(),
    {"schema": 1},
    {"witness": float("nan")},
    {1: 1, "1": 1},
    {1: 1},
    {"schema": {"certify"}},
    {"schema": "\ud800"},
    {"schema": Fraction(1, 2)},
    {"schema": b"certify/certificate"},
    {**CERTIFICATE.document, "witness": None},
    {**CERTIFICATE.document, "version": 1.0},
    {**CERTIFICATE.document, "version": True},
    {**CERTIFICATE.document, "signature": "0" * 64},
    {**CERTIFICATE.document, "accepted": "true"},
    Lying(""),
    Lying("\ud800"),
    Lying(None),
    Lying(b"{}"),
    Lying("accepted"),
    Lying(ValueError("no")),
    Certificate({}),
    Certificate({**CERTIFICATE.document, "witness": 0.5}),
    Certificate({**CERTIFICATE.document, "witness": {"S": object()}}),
    Certificate(None),
]


@pytest.mark.parametrize("value", NO_CERTIFICATES, ids=lambda value: type(value).__name__)
def test_what_is_no_certificate_is_not_accepted_and_does_not_raise(value):
    found = verify(value)
    assert not found.accepted
    assert found.code in (1, 2)
    assert len(found.reason.splitlines()) == 1


def nested(depth):
    value = "0"
    for _ in range(depth):
        value = [value]
    return {**CERTIFICATE.document, "witness": value}


@pytest.mark.parametrize("depth", [200, 5000, 200_000])
def test_a_document_nested_too_deep_is_not_accepted_and_does_not_raise(depth):
    assert not verify(nested(depth)).accepted
    assert not verify(Certificate(nested(depth))).accepted


def test_a_document_that_contains_itself_is_not_accepted_and_does_not_raise():
    document = dict(CERTIFICATE.document)
    document["witness"] = {"S": document}
    assert not verify(document).accepted


@pytest.mark.parametrize("name", ["delta", "eps0"])
def test_an_altered_document_with_its_new_address_is_still_rejected(name):
    for value in ("0", "1/1000"):
        if CERTIFICATE.statement[name] == value:
            continue
        altered = Certificate({**CERTIFICATE.document, "statement": {**CERTIFICATE.statement, name: value}})
        if name == "eps0":  # the hypothesis is weaker: move the noise the witness uses outside of it
            n = len(altered.witness["G"])
            noise = [["1" if i == j else "0" for j in range(n)] for i in range(n)]
            witness = {**altered.witness, "G": noise}
            altered = Certificate({**altered.document, "witness": witness})
        assert altered.address == hashlib.sha256(altered.to_bytes()).hexdigest() != CERTIFICATE.address
        assert verify(altered).code == 1


@pytest.mark.parametrize("field", ["sha256", "signature", "address", "verdict"])
def test_a_field_that_vouches_for_the_certificate_is_rejected_not_believed(field):
    for document in (
        {**CERTIFICATE.document, field: CERTIFICATE.address},
        {**CERTIFICATE.document, "witness": {**CERTIFICATE.witness, field: CERTIFICATE.address}},
        {**CERTIFICATE.document, "statement": {**CERTIFICATE.statement, field: CERTIFICATE.address}},
    ):
        found = verify(document)
        assert (found.accepted, found.code) == (False, 1)
        assert field in found.reason


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "3",
        '"text"',
        "null",
        "{}",
        '{"rule": 1}',
        "{",
        b"\xff",
        "[" * 100_000,
        '{"rule":"","witness":{}}',
    ],
    ids=lambda text: repr(text)[:30],
)
def test_a_text_without_the_outer_form_of_a_certificate_is_refused_in_one_line(text):
    with pytest.raises(InputError, match="certificate") as caught:
        Certificate.from_json(text)
    assert len(str(caught.value).splitlines()) == 1


def test_the_public_names_are_the_same_objects():
    assert certify.verify is verify
    assert certify.Certificate is Certificate
