"""More than 150 named files that no checker may accept, built from the examples. Deterministic."""

import copy
import json
from fractions import Fraction

from honest import EXAMPLES, encode
from mutations import places

NUMBER_SPELLINGS = {
    "empty": "",
    "a space before": " 1",
    "a space after": "1 ",
    "a newline after": "1\n",
    "a plus": "+1",
    "two minus signs": "--1",
    "a minus alone": "-",
    "a unicode minus": "\u22121",
    "minus zero": "-0",
    "zero over one": "0/1",
    "zero over two": "0/2",
    "one over one": "1/1",
    "not in lowest terms": "4/6",
    "a leading zero": "01",
    "a leading zero below": "1/02",
    "a zero denominator": "1/0",
    "zero over zero": "0/0",
    "a negative denominator": "1/-2",
    "a plus below": "1/+2",
    "two slashes": "1/2/3",
    "nothing below": "1/",
    "nothing above": "/2",
    "a decimal": "0.5",
    "a decimal without digits": ".",
    "an exponent": "1e3",
    "a big exponent": "1e999999999",
    "hexadecimal": "0x10",
    "an underscore": "1_000",
    "a comma": "1,000",
    "a percent sign": "50%",
    "infinity": "inf",
    "minus infinity": "-Infinity",
    "not a number": "nan",
    "imaginary": "1j",
    "fullwidth digits": "\uff11\uff12",
    "arabic digits": "\u0661\u0662",
    "a superscript": "2\u00b2",
    "one half as a character": "\u00bd",
    "a fraction slash": "1\u20442",
    "a zero-width space": "1\u200b",
    "a zero-width joiner": "\u200d1",
    "a byte order mark": "\ufeff1",
    "a right-to-left mark": "\u200f1",
    "a no-break space": "1\u00a0",
    "a soft hyphen": "1\u00ad0",
    "a root": "sqrt(2)",
    "an expression": "1+1",
    "a call": "__import__('os').getcwd()",
    "2,001 digits": "9" * 2001,
    "2,001 digits below": "1/" + "9" * 2001,
    "100,000 digits": "7" * 100_000,
    "a million zeros": "0" * 1_000_000,
}

VALUES_IN_PLACE = {
    "an integer": 1,
    "a float": 0.5,
    "a huge float": 1e308,
    "true": True,
    "false": False,
    "null": None,
    "an object": {},
    "an empty list": [],
    "a list of one": ["1"],
    "a list of lists": [[]],
    "a very large integer": 10**30,
    "minus one": -1,
}

MATRICES = {
    "no rows": [],
    "empty rows": [[], []],
    "a number": "1",
    "a row": ["1", "0"],
    "ragged": [["1"], ["0", "0"]],
    "a row short": [["1"]],
    "a row more": [["1"], ["0"], ["0"]],
    "65 rows": [["1"]] * 65,
    "65 columns": [["1"] * 65] * 2,
    "10,000 rows": [["1"]] * 10_000,
    "deeper": [[["1"]], [["0"]]],
    "an object": {"0": ["1"], "1": ["0"]},
    "integers": [[1], [0]],
    "text": [["a"], ["b"]],
}

STATEMENTS = {
    "E is zero": {"X": [["1"], ["0"]], "Z": [["-1"], ["0"]]},
    "E is zero and everything else too": {"X": [["0"], ["0"]], "Z": [["0"], ["0"]]},
    "delta is one": {"delta": "1"},
    "delta is above one": {"delta": "3/2"},
    "delta is negative": {"delta": "-1/2"},
    "delta is far below": {"delta": "1/1000"},
    "eps0 is negative": {"eps0": "-1"},
    "eps1 is negative": {"eps1": "-1/2"},
    "eps2 is negative": {"eps2": "-1/1000000"},
    "Z has another height": {"Z": [["1"], ["0"], ["0"]]},
    "X has another height": {"X": [["1"], ["0"], ["0"]]},
    "the conclusion is missing a letter": {"conclusion": "counterexample-exist"},
    "the conclusion is in capitals": {"conclusion": "COUNTEREXAMPLE-EXISTS"},
    "the conclusion is both": {"conclusion": ["counterexample-exists", "no-counterexample"]},
    "the conclusion has a homoglyph": {"conclusion": "\u0441ounterexample-exists"},
}

POLYNOMIALS = {
    "a number": "1",
    "a term without exponents": [["1"]],
    "too few exponents": [["1", [1]]],
    "too many exponents": [["1", [1, 0, 0]]],
    "a negative exponent": [["1", [-1, 0]]],
    "an exponent in words": [["1", ["1", "0"]]],
    "an exponent above 64": [["1", [65, 0]]],
    "a huge exponent": [["1", [999_999_999, 0]]],
    "a fractional exponent": [["1", [0.5, 0]]],
    "a coefficient zero": [["0", [1, 1]]],
    "a monomial twice": [["1", [1, 1]], ["-1", [1, 1]]],
    "a coefficient as integer": [[1, [0, 0]]],
    "25,000 terms": [["1", [i % 65, i // 65]] for i in range(65 * 65)] * 6,
}


def example(rule):
    """A fresh copy of an example."""
    return json.loads((EXAMPLES / f"{rule}.json").read_text("utf-8"))


def with_parts(rule, part, **changes):
    """An example with changed fields."""
    document = example(rule)
    document[part].update(copy.deepcopy(changes))
    return encode(document)


def hostile_files():
    """Names and bytes."""
    files = {}
    for family in (text_files, number_files, shape_files, envelope_files, rule_files, large_files):
        for name, data in family():
            assert name not in files, name
            files[name] = data
    return files


def text_files():
    """Damage below the level of values."""
    good = encode(example("counterexample"))
    text = good.decode()
    yield "empty", b""
    yield "white space", b" \n\t\r\n"
    yield "a null byte", b"\x00"
    yield "a null byte at the end", good + b"\x00"
    yield "not JSON", b"Dear referee, the theorem is true."
    yield "Python", repr(example("counterexample")).encode()
    yield "YAML", b"schema: certify/certificate\nversion: 1\n"
    yield "a pickle", b"\x80\x04\x95\x0b\x00\x00\x00\x00\x00\x00\x00\x8c\x07certify\x94."
    yield "a zip", b"PK\x03\x04" + bytes(60)
    yield "UTF-8 with byte order mark", b"\xef\xbb\xbf" + good
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7"):
        if encoding != "utf-7":
            yield encoding, text.encode(encoding)
    yield "an overlong sequence", good.replace(b"5/8", b"\xc0\xb5/8")
    yield "half a sequence", good.replace(b"5/8", b"\xe2\x82")
    yield "a surrogate", good.replace(b"5/8", b"\xed\xa0\x80")
    yield "a surrogate escape", good.replace(b"5/8", b"\\ud800")
    yield "an escaped digit", good.replace(b"5/8", b"\\u0035/8")
    yield "an escaped slash", good.replace(b"5/8", b"5\\/8")
    yield "an escaped key", good.replace(b'"delta"', b'"\\u0064elta"')
    yield "a newline in a string", good.replace(b"5/8", b"5\n/8")
    yield "a tab in a string", good.replace(b"5/8", b"5\t/8")
    yield "CRLF in a string", good.replace(b"5/8", b"5/8\r\n")
    yield "a line separator in a key", good.replace(b'"delta"', '"delta\u2028"'.encode())
    yield "a next-line in a key", good.replace(b'"delta"', '"delta\u0085"'.encode())
    yield "a no-break space between tokens", good.replace(b":", "\u00a0:".encode())
    yield "a form feed between tokens", good.replace(b":", b"\x0c:")
    yield "a comment", good + b"// trust me"
    yield "a comment inside", good.replace(b'"delta"', b'/* */"delta"')
    yield "a trailing comma", good[:-1] + b",}"
    yield "a missing comma", good.replace(b'"],["', b'"]["', 1)
    yield "single quotes", good.replace(b'"', b"'")
    yield "unquoted keys", good.replace(b'"delta"', b"delta")
    yield "two documents", good + good
    yield "two documents on two lines", good + b"\r\n" + good
    yield "a document and a number", good + b" 1"
    yield "in a list", b"[" + good + b"]"
    yield "in a string", json.dumps(text).encode()
    yield "NaN", good.replace(b'"5/8"', b"NaN")
    yield "Infinity", good.replace(b'"5/8"', b"Infinity")
    yield "-Infinity", good.replace(b'"5/8"', b"-Infinity")
    yield "a bare float", good.replace(b'"5/8"', b"0.625")
    yield "a bare exponent", good.replace(b'"5/8"', b"625e-3")
    yield "a bare huge exponent", good.replace(b'"5/8"', b"1e999999999")
    yield "a bare integer of a million digits", good.replace(b'"5/8"', b"1" * 1_000_000)
    yield "version 1.0", good.replace(b'"version":1', b'"version":1.0')
    yield "version 1e0", good.replace(b'"version":1', b'"version":1e0')
    yield "version 01", good.replace(b'"version":1', b'"version":01')
    yield "version true", good.replace(b'"version":1', b'"version":true')
    yield "version -0", good.replace(b'"version":1', b'"version":-0')
    for parts in range(1, 8):
        yield f"cut after {parts} eighths", good[: len(good) * parts // 8]
    for path in places(example("escape-directions"), lambda value: isinstance(value, dict)):
        where = ".".join(map(str, path)) or "the top"
        yield f"duplicate keys in {where}", duplicate(example("escape-directions"), path)
    yield "every key twice", good.replace(b'"delta":"5/8"', b'"delta":"5/8","delta":"5/8"')


def duplicate(document, path):
    """The same object with its first key written twice, the second time with another value."""
    target = document
    for key in path:
        target = target[key]
    inside = encode(target)[1:-1]
    name = sorted(target)[0]
    both = b"{" + inside + b"," + encode({name: "0"})[1:-1] + b"}"
    return encode(document).replace(b"{" + inside + b"}", both, 1)


def number_files():
    """Numbers written in every other way."""
    for name, text in NUMBER_SPELLINGS.items():
        yield f"delta: {name}", with_parts("counterexample", "statement", delta=text)
    for name, text in list(NUMBER_SPELLINGS.items())[:-2]:
        document = example("positivity")
        document["witness"]["squares"][0]["gram"][0][0] = text
        yield f"an entry of a Gram matrix: {name}", encode(document)
    for name, value in VALUES_IN_PLACE.items():
        yield f"nu: {name}", with_parts("escape-directions", "witness", nu=value)


def shape_files():
    """Matrices of every other shape."""
    for name, value in MATRICES.items():
        yield f"X: {name}", with_parts("counterexample", "statement", X=value)
        if name != "a row more":
            yield f"D0: {name}", with_parts("escape-directions", "witness", D0=value)
        yield f"S: {name}", with_parts("counterexample", "witness", S=value)
    skew = [["0", "1"], ["-1", "0"]]
    for name in ("S", "G"):
        yield f"{name} is skew", with_parts("counterexample", "witness", **{name: skew})
    for name in ("U", "M_plus", "M_minus"):
        yield f"{name} is skew", with_parts("escape-directions", "witness", **{name: skew})
    yield "D is empty", with_parts("escape-directions", "witness", D=[])
    yield "D is one matrix", with_parts("escape-directions", "witness", D=[["0"], ["3/4"]])
    yield "2,000 directions", with_parts("escape-directions", "witness", D=[[["0"], ["1"]]] * 2000)
    yield "q is negative", with_parts("escape-directions", "witness", q="-1/2")
    yield "q is zero", with_parts("escape-directions", "witness", q="0")
    yield "nu is negative", with_parts("escape-directions", "witness", nu="-1")
    yield "nu is zero", with_parts("escape-directions", "witness", nu="0")
    yield (
        "M_minus is indefinite",
        with_parts("escape-directions", "witness", M_minus=[["0", "1"], ["1", "0"]]),
    )


def envelope_files():
    """Other schemas, versions, rules, fields and statements."""
    for rule in ("counterexample", "escape-directions", "box", "identity", "positivity", "point"):
        document = example(rule)
        for name in document:
            rest = {key: value for key, value in document.items() if key != name}
            yield f"{rule} without {name}", encode(rest)
        yield f"{rule} with a signature", encode({**document, "signature": "00" * 32})
        yield f"{rule} of version 2", encode({**document, "version": 2})
        yield f"{rule} with an empty statement", encode({**document, "statement": {}})
        yield f"{rule} with a list for a witness", encode({**document, "witness": []})
        yield (
            f"{rule} with statement and witness exchanged",
            encode({**document, "statement": document["witness"], "witness": document["statement"]}),
        )
        yield f"{rule} under another rule", encode({**document, "rule": "box" if rule != "box" else "point"})
    yield "an unknown rule", encode({**example("box"), "rule": "oracle"})
    yield "a rule that is a dunder", encode({**example("box"), "rule": "__class__"})
    yield "an instance file", b'{"schema": "certify/instance/1", "X": [["1"]], "Z": [["2"]], "delta": "2/5"}'
    yield "an empty object", b"{}"
    yield "an empty list", b"[]"
    yield "a string", b'"accepted"'
    yield "accepted: true", b'{"accepted": 1, "schema": "certify/certificate"}'
    for name, changes in STATEMENTS.items():
        yield name, with_parts("counterexample", "statement", **changes)
        if "delta is far" not in name:
            yield f"{name} (escape directions)", with_parts("escape-directions", "statement", **changes)


def rule_files():
    """What only one rule can get wrong."""
    for name, value in POLYNOMIALS.items():
        yield f"polynomial on a box: {name}", with_parts("box", "statement", polynomial=value)
        yield f"polynomial to be positive: {name}", with_parts("positivity", "statement", polynomial=value)
    for name, tree in {
        "nothing": [],
        "text": "leaf",
        "a leaf too early": ["leaf"],
        "a leaf with more": ["leaf", "1"],
        "an unknown node": ["trust"],
        "a cut at the end": ["split", "x", "1", ["leaf"], ["leaf"]],
        "a cut outside": ["split", "x", "2", ["leaf"], ["leaf"]],
        "an unknown variable": ["split", "z", "1/2", ["leaf"], ["leaf"]],
        "one half only": ["split", "x", "3/4", ["leaf"]],
        "a discard without reason": ["discard", 0],
        "a discard that counts from the end": ["discard", -1],
        "a discard of nothing": ["discard", 7],
        "an object": {"leaf": []},
    }.items():
        yield f"tree: {name}", with_parts("box", "witness", tree=tree)
    yield "a box the wrong way round", with_parts("box", "statement", box=[["1", "0"], ["0", "1"]])
    yield "a box of one interval", with_parts("box", "statement", box=[["0", "1"]])
    yield "a box with three ends", with_parts("box", "statement", box=[["0", "1", "2"], ["0", "1"]])
    yield "a box without its hypothesis", with_parts("box", "statement", hypotheses=[])
    yield "a relation to nothing", with_parts("box", "statement", relation="")
    yield "an equation on a box", with_parts("box", "statement", relation="=")
    yield "the opposite relation", with_parts("box", "statement", relation="<")
    for name, names in {
        "the same twice": ["x", "x"],
        "an empty one": ["x", ""],
        "a fullwidth one": ["x", "\uff59"],
        "one with a newline": ["x", "y\n"],
        "one with a digit first": ["x", "1y"],
        "a number": ["x", 1],
        "17 of them": [f"x{i}" for i in range(17)],
        "none": [],
        "text": "xy",
    }.items():
        for rule in ("box", "identity", "positivity", "point"):
            yield f"variables of {rule}: {name}", with_parts(rule, "statement", variables=names)
    deep = ["var", "a"]
    for _ in range(200):
        deep = ["+", deep]
    tower = ["+", ["var", "a"], ["var", "b"], ["num", "1"]]
    for _ in range(10):
        tower = ["^", tower, 64]
    digits = ["num", "9" * 2000]
    for _ in range(30):
        digits = ["^", digits, 64]
    degree = ["var", "a"]
    for _ in range(60):
        degree = ["^", degree, 64]
    for name, left in {
        "a number without quotes": ["num", 1],
        "an unknown operation": ["/", ["var", "a"], ["var", "b"]],
        "an unknown variable": ["var", "z"],
        "nothing": [],
        "text": "a+b",
        "a minus with one side": ["-", ["var", "a"]],
        "a negative power": ["^", ["var", "a"], -1],
        "a power of 65": ["^", ["var", "a"], 65],
        "a power in words": ["^", ["var", "a"], "2"],
        "200 levels": deep,
        "a tower of powers": tower,
        "a tower of digits": digits,
        "a tower of degrees": degree,
        "call": ["call", "os.system", "true"],
    }.items():
        yield f"identity: {name}", with_parts("identity", "statement", left=left)
    yield "identity: a witness", with_parts("identity", "witness", proof="trivial")
    yield "margin: negative", with_parts("positivity", "witness", margin="-1/12")
    yield "margin: zero", with_parts("positivity", "witness", margin="0")
    yield "margin: too large", with_parts("positivity", "witness", margin="1/6")
    yield "multipliers: none", with_parts("positivity", "witness", multipliers=[])
    yield "squares: none", with_parts("positivity", "witness", squares=[])
    square = example("positivity")["witness"]["squares"][0]
    for name, changes in {
        "an indefinite Gram matrix": {"gram": [["0", "1"], ["1", "0"]]},
        "a negative Gram matrix": {"gram": [["-1/4", "1/4"], ["1/4", "-1/4"]]},
        "an empty Gram matrix": {"gram": [], "monomials": []},
        "a product of what is not there": {"product": [0]},
        "a product counted from the end": {"product": [-1]},
        "a monomial less": {"monomials": [[1, 0]]},
    }.items():
        yield f"squares: {name}", with_parts("positivity", "witness", squares=[{**square, **changes}])
    for name, changes in {
        "a negative radicand": {"radicands": ["-2"]},
        "no radicand": {"radicands": []},
        "five radicands": {"radicands": ["2", "3", "5", "7", "11"]},
        "a root to the power 2": {"coordinates": [[["1/2", [2]]], [["1/2", [1]]]]},
        "a float": {"coordinates": [0.7071067811865476, 0.7071067811865476]},
        "a nearby rational": {"coordinates": ["7071/10000", "7071/10000"]},
        "one coordinate": {"coordinates": ["1"]},
        "the other sign": {"coordinates": [[["-1/2", [1]]], [["-1/2", [1]]]]},
    }.items():
        yield f"point: {name}", with_parts("point", "witness", **changes)
    yield "point: the conclusion holds", with_parts("point", "statement", fails=[[["1", [1, 0]]], ">"])
    yield "point: nothing fails", with_parts("point", "statement", fails=[])
    yield "point: a false hypothesis", with_parts("point", "statement", hypotheses=[[[["1", [0, 0]]], "<"]])


def large_files():
    """Large, deep, or much work."""
    yield "100,000 brackets", b"[" * 100_000
    yield "a million open objects", b'{"a":' * 400_000
    yield "129 levels", b"[" * 129 + b"]" * 129
    yield "brackets closed too often", b"]" * 100_000
    yield "a million elements", b"[" + b"1," * 999_999 + b"1]"
    yield "a million keys", b"{" + b",".join(b'"%d":1' % i for i in range(100_000)) + b"}"
    yield "a million spaces and nothing", b" " * 1_000_000
    yield "three MiB of spaces", b" " * 3 * 2**20
    yield "three MiB after a good certificate", encode(example("box")).ljust(3 * 2**20)
    yield "a long key", encode({"k" * 1_000_000: 1})
    yield "a long rule", encode({**example("box"), "rule": "b" * 1_000_000})
    yield "a long unknown field", encode({**example("box"), "b" * 1_000_000: "0"})
    primes = [p for p in range(2, 9000) if all(p % q for q in range(2, int(p**0.5) + 1))]
    row = [str(Fraction(1, p)) for p in primes[:60]]
    yield (
        "a common denominator of thousands of digits",
        with_parts(
            "counterexample",
            "statement",
            X=[[f"1/{p**30}" for p in primes[i : i + 8]] for i in range(0, 64, 8)],
        ),
    )
    yield "64 rows of long fractions", with_parts("counterexample", "statement", X=[row] * 64, Z=[row] * 64)
    long = [["9" * 500 if i == j else "7" * 500 for j in range(8)] for i in range(60)]
    yield "60 rows of 500 digits", with_parts("counterexample", "statement", X=long, Z=long[:1] * 60)
    yield (
        "a square too many",
        with_parts("positivity", "witness", squares=[example("positivity")["witness"]["squares"][0]] * 5000),
    )
    yield "many splits that prove nothing", with_parts("box", "witness", tree=comb(100))
    dense = [["1", [i, j, k]] for i in range(12) for j in range(12) for k in range(12)]
    yield (
        "a product of dense polynomials",
        with_parts(
            "positivity",
            "statement",
            variables=["x", "y", "z"],
            polynomial=dense,
            inequalities=[],
            equations=[dense],
        ),
    )


def comb(depth):
    """A tree that cuts the same interval again and again."""
    tree = ["leaf"]
    for i in range(depth, 0, -1):
        tree = ["split", "x", str(1 - Fraction(1, 2**i)), ["leaf"], tree]
    return tree
