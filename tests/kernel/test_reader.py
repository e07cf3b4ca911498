"""The reader takes exactly the JSON of the format, and nothing it is given makes it fail."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.kernel.limits import MAX_BYTES, MAX_DEPTH, Declined, Rejected
from certify.kernel.reader import parse

words = st.text(
    st.characters(exclude_characters='"\\', exclude_categories=("Cs",), min_codepoint=32), max_size=4
)
integers = st.integers(-999_999_999, 999_999_999)
documents = st.recursive(
    words | integers, lambda inner: st.lists(inner) | st.dictionaries(words, inner), max_leaves=12
)


@given(documents, st.sampled_from([None, 1, "\t"]))
def test_what_the_format_admits_is_read_as_json_reads_it(document, indent):
    text = json.dumps(document, ensure_ascii=False, indent=indent)
    assert parse(f" {text}\r\n".encode()) == json.loads(text)


@given(st.binary() | st.text('[]{}:,"\\ 01-.eaN').map(str.encode))
def test_bytes_are_read_or_rejected_and_what_is_read_is_json(data):
    try:
        value = parse(data)
    except (Rejected, Declined):
        return
    assert value == json.loads(data)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "1.5",
        "1e5",
        "1E5",
        "-0",
        "01",
        "1234567890",
        "9" * 100_000,
        "+1",
        "--1",
        "-",
        "NaN",
        "Infinity",
        "-Infinity",
        "true",
        "null",
        "'a'",
        '"a',
        '"\\u0041"',
        '"\\n"',
        '"a\nb"',
        '"\x00"',
        "\ufeff1",
        "\u00a01",
        "1 2",
        "1,",
        "1]",
        "]",
        "}",
        "[1",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1}",
        "[1:2]",
        "[",
        "{",
        "{]",
        "{1:2}",
        '{"a"}',
        '{"a":}',
        '{"a":1,}',
        '{"a":1]',
        '{"a" 1}',
        '{"a":1 "b":2}',
        '{"a":1:2}',
        '{"a":[}',
        '{"a":1,"a":1}',
        '{"b":{"a":1,"c":2,"a":1}}',
        "[1]//",
    ],
)
def test_text_outside_the_format_is_rejected_at_a_place_in_the_file(text):
    with pytest.raises(Rejected, match=r"^file: .*character \d+"):
        parse(text.encode())


def test_bytes_that_are_not_utf8_are_rejected_at_the_byte():
    with pytest.raises(Rejected, match="byte 2 is not UTF-8"):
        parse(b'["\xff"]')
    with pytest.raises(Rejected, match="byte 1 is not UTF-8"):
        parse(b'"\xed\xa0\x80"')


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_nesting_is_read_to_its_limit_and_declined_beyond(opening, closing):
    def nested(depth):
        return (opening * (depth - 1) + ("[]" if opening == "[" else "{}") + closing * (depth - 1)).encode()

    parse(nested(MAX_DEPTH))
    with pytest.raises(Declined, match="nested deeper than 128"):
        parse(nested(MAX_DEPTH + 1))
    with pytest.raises(Declined, match="nested deeper than 128"):
        parse(opening.encode() * 200_000)


def test_a_file_is_read_to_the_limit_of_its_bytes_and_declined_beyond():
    assert parse(b"1".ljust(MAX_BYTES)) == 1
    with pytest.raises(Declined, match="larger than 2097152 bytes"):
        parse(b"1".ljust(MAX_BYTES + 1))
