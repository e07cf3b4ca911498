"""Ways to damage a certificate, each a function (rng, document, pool) -> document or bytes, or None.

The document is a private copy. What comes back may still be honest: the oracle says whether it is.
"""

import copy
import random
from fractions import Fraction

from honest import encode

OPERATORS = []


def operator(function):
    """Enlist a way to damage a certificate."""
    OPERATORS.append(function)
    return function


def mutate(rng, document, certificates, apply=None):
    """The bytes of a damaged copy, or None where the operator does not apply."""
    apply = apply or rng.choice(OPERATORS)
    result = apply(rng, copy.deepcopy(document), certificates)
    return result if result is None or isinstance(result, bytes) else encode(result)


def places(value, wanted, path=()):
    """The paths to the parts of a document that are wanted."""
    found = [path] if wanted(value) else []
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            found += places(part, wanted, (*path, key))
    return found


def get(document, path):
    for key in path:
        document = document[key]
    return document


def put(document, path, value):
    get(document, path[:-1])[path[-1]] = value


def is_number(value):
    try:
        return isinstance(value, str) and str(Fraction(value)) == value
    except (ValueError, ZeroDivisionError):
        return False


def pick(rng, document, wanted, below=("statement", "witness")):
    """The path to some part that is wanted."""
    found = [path for path in places(document, wanted) if path and path[0] in below]
    return rng.choice(found) if found else None


def is_matrix(value):
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(row, list) and row and all(map(is_number, row)) for row in value)
    )


@operator
def change_an_entry(rng, document, _):
    path = pick(rng, document, is_number)
    if path:
        put(document, path, str(Fraction(rng.randint(-30, 30), rng.randint(1, 12))))
    return document


@operator
def change_an_entry_of_the_witness_slightly(rng, document, _):
    path = pick(rng, document, is_number, ["witness"])
    if not path:
        return None
    put(
        document,
        path,
        str(Fraction(get(document, path)) + Fraction(rng.choice((-1, 1)), 10 ** rng.randint(1, 9))),
    )
    return document


@operator
def swap_two_entries(rng, document, _):
    first, second = pick(rng, document, is_number), pick(rng, document, is_number)
    if not first or not second:
        return None
    a, b = get(document, first), get(document, second)
    put(document, first, b)
    put(document, second, a)
    return document


@operator
def flip_a_sign(rng, document, _):
    path = pick(rng, document, lambda value: is_number(value) and value != "0")
    if not path:
        return None
    put(document, path, str(-Fraction(get(document, path))))
    return document


@operator
def change_the_last_digit(rng, document, _):
    path = pick(rng, document, is_number)
    if not path:
        return None
    x = Fraction(get(document, path))
    top, bottom = x.numerator, x.denominator
    if rng.random() < 0.3 and bottom > 1:
        bottom += rng.choice((-1, 1))
    else:
        top += rng.choice((-1, 1))
    put(document, path, str(Fraction(top, bottom)))
    return document


def shown_by(document):
    """The rule for what the witness shows, in one that refutes too."""
    rule = document["rule"]
    crossed = {
        "counterexample-refuted": "escape-directions",
        "escape-directions-refuted": "counterexample",
    }
    return crossed.get(rule, rule.removesuffix("-refuted"))


@operator
def shrink_the_margin_past_zero(rng, document, _):
    statement, witness = document["statement"], document["witness"]
    tiny = Fraction(1, 10 ** rng.randint(0, 6))
    match shown_by(document):
        case "counterexample":
            name = rng.choice(("delta", "eps0", "eps1", "eps2"))
            statement[name] = str(max(Fraction(0), Fraction(statement[name]) - tiny))
        case "escape-directions":
            name = rng.choice(("nu", "q"))
            witness[name] = str(max(Fraction(0), Fraction(witness[name]) - tiny))
        case "positivity":
            witness["margin"] = str(Fraction(witness["margin"]) + rng.choice((1, -1)) * tiny)
        case "box":
            statement["box"] = [
                [str(Fraction(a) - tiny), str(Fraction(b) + tiny)] for a, b in statement["box"]
            ]
        case "point":
            terms = statement["fails"][0]
            terms[0][0] = str(Fraction(terms[0][0]) + rng.choice((1, -1)) * tiny)
        case "mask-enumeration":
            statement["bound"] = str(Fraction(statement["bound"]) + rng.choice((1, -1)) * tiny)
        case "constant-ledger":
            line = rng.choice(statement["lines"])
            line[3] = ["+", line[3], ["num", str(rng.choice((1, -1)) * tiny)]]
        case "identity":
            statement["right"] = ["+", statement["right"], ["num", str(tiny)]]
        case "negative-curvature" | "psd-bound":
            up = statement["relation"][0] == ">"
            statement["bound"] = str(Fraction(statement["bound"]) + (tiny if up else -tiny))
        case "psd-infeasible" | "psd-feasible":
            if not statement["constraints"]:
                return None
            side = rng.choice(statement["constraints"])
            side[1] = str(Fraction(side[1]) + rng.choice((1, -1)) * tiny)
        case "word-model" | "word-counterexample":
            name = rng.choice(("relations", "facts", "right"))
            part = statement[name] if name == "right" else rng.choice(statement[name] or [{"terms": []}])
            if not part["terms"]:
                return None
            term = rng.choice(part["terms"])
            term[0] = str(Fraction(term[0]) + rng.choice((1, -1)) * tiny)
        case "l1-point":
            if "signs" not in witness:
                return None
            i = rng.randrange(len(witness["signs"]))
            sign = Fraction(witness["signs"][i])
            witness["signs"][i] = str(sign + (tiny if sign > 0 else -tiny))
    return document


@operator
def transpose_a_matrix(rng, document, _):
    path = pick(rng, document, is_matrix)
    if not path:
        return None
    rows = get(document, path)
    put(document, path, [list(column) for column in zip(*rows, strict=True)])
    return document


@operator
def permute_rows(rng, document, _):
    path = pick(rng, document, lambda value: is_matrix(value) and len(value) > 1)
    if path:
        rng.shuffle(get(document, path))
    return document if path else None


@operator
def use_a_wrong_index(rng, document, _):
    path = pick(rng, document, lambda value: type(value) is int)
    if not path:
        return None
    put(document, path, get(document, path) + rng.choice((-1, 1)))
    return document


@operator
def exchange_the_variables(_, document, __):
    if not document["statement"].get("variables"):
        return None
    document["statement"]["variables"].reverse()
    return document


@operator
def truncate_a_list(rng, document, _):
    path = pick(rng, document, lambda value: isinstance(value, list) and value)
    if path:
        get(document, path).pop(rng.choice((-1, 0)))
    return document if path else None


@operator
def repeat_a_list_element(rng, document, _):
    path = pick(rng, document, lambda value: isinstance(value, list) and value)
    if path:
        get(document, path).append(copy.deepcopy(rng.choice(get(document, path))))
    return document if path else None


@operator
def take_the_witness_of_another_problem(rng, document, certificates):
    document["witness"] = copy.deepcopy(rng.choice(certificates[document["rule"]])["witness"])
    return document


@operator
def take_one_field_of_another_problem(rng, document, certificates):
    part = rng.choice(("statement", "witness"))
    other = rng.choice(certificates[document["rule"]])[part]
    if not other:
        return None
    name = rng.choice(sorted(other))
    document[part][name] = copy.deepcopy(other[name])
    return document


@operator
def claim_more_than_was_proved(rng, document, _):
    statement = document["statement"]
    if shown_by(document) in ("counterexample", "escape-directions"):
        down = shown_by(document) == "counterexample"
        for name in rng.sample(("eps0", "eps1", "eps2", "delta"), rng.randint(1, 3)):
            x = Fraction(statement[name])
            statement[name] = str(
                x * Fraction(rng.randint(0, 9), 10) if down else x + Fraction(1, rng.randint(1, 30))
            )
        if Fraction(statement["delta"]) >= 1:
            statement["delta"] = "999/1000"
        return document
    for name in ("hypotheses", "inequalities", "equations", "relations", "facts"):
        if statement.get(name):
            statement[name].pop(rng.randrange(len(statement[name])))
            if name == "equations" and rng.random() < 0.5:
                document["witness"]["multipliers"].pop()
            return document
    return None


@operator
def change_the_question_underneath(rng, document, _):
    path = pick(rng, document, is_number, ["statement"])
    if not path:
        return None
    put(
        document, path, str(Fraction(get(document, path)) + Fraction(rng.choice((-1, 1)), rng.randint(1, 40)))
    )
    return document


@operator
def move_delta_to_the_other_side(_, document, certificates):
    rules = ["counterexample", "escape-directions"]
    if document["rule"] not in rules:
        return None
    place = certificates[document["rule"]].index(document)
    other = certificates[rules[1 - rules.index(document["rule"])]][place]
    document["statement"]["delta"] = other["statement"]["delta"]
    return document


@operator
def use_another_version(rng, document, _):
    name, values = rng.choice(
        [
            ("version", [0, 2, 10, -1, "1", [1], 999999999]),
            ("schema", ["certify/certificate/1", "certify/instance/1", "", "Certify/certificate", 1]),
            ("rule", ["trust-me", "", "Counterexample", "counterexample ", 1, []]),
        ]
    )
    document[name] = rng.choice(values)
    return document


@operator
def write_a_key_twice(rng, document, _):
    path = pick(rng, document, lambda value: isinstance(value, dict) and value)
    if not path:
        return None
    value = get(document, path)
    name = rng.choice(sorted(value))
    put(document, path, "HERE")
    inside = encode(value)[1:-1]
    extra = encode({name: rng.choice(("0", [], value[name]))})[1:-1]
    both = [extra, inside] if rng.random() < 0.5 else [inside, extra]
    return encode(document).replace(b'"HERE"', b"{" + b",".join(both) + b"}")


@operator
def swap_the_conclusion(rng, document, _):
    statement = document["statement"]
    if "conclusion" in statement:
        sides = ["counterexample-exists", "no-counterexample"]
        statement["conclusion"] = sides[1 - sides.index(statement["conclusion"])]
        rules = ["counterexample", "escape-directions", "counterexample-refuted", "escape-directions-refuted"]
        if rng.random() < 0.5:
            document["rule"] = rng.choice([rule for rule in rules if rule != document["rule"]])
    elif "relation" in statement:
        statement["relation"] = rng.choice((">=", ">", "<=", "<", "=", "=="))
    elif shown_by(document) == "constant-ledger":
        rng.choice(statement["lines"])[2] = rng.choice(("=", "!=", ">=", ">", "<=", "<"))
    elif "says" in statement:
        statement["says"] = rng.choice(
            (
                "critical",
                "not critical",
                "sharp local minimum",
                "global minimum",
                "not a local minimum",
                "not a global minimum",
                "a minimum",
            )
        )
    elif "fails" in statement:
        statement["fails"][1] = rng.choice(("=", "!=", ">=", ">", "<=", "<"))
    else:
        statement["left"], statement["right"] = statement["right"], ["num", "1"]
    return document


@operator
def make_a_matrix_not_symmetric(rng, document, _):
    path = pick(
        rng, document, lambda value: is_matrix(value) and len(value) == len(value[0]) > 1, ["witness"]
    )
    if not path:
        return None
    rows = get(document, path)
    i, j = rng.sample(range(len(rows)), 2)
    rows[i][j] = str(Fraction(rows[i][j]) + Fraction(1, rng.randint(1, 100)))
    return document


@operator
def negate_a_bound(rng, document, _):
    names = [name for name in ("nu", "q", "margin") if name in document["witness"]]
    if not names:
        return None
    name = rng.choice(names)
    document["witness"][name] = str(-Fraction(document["witness"][name]))
    return document


@operator
def scale_a_part_of_the_witness(rng, document, _):
    path = pick(rng, document, is_matrix, ["witness"])
    if not path:
        return None
    factor = rng.choice((-1, 0, 2, Fraction(1, 2), Fraction(9, 10), Fraction(11, 10), Fraction(999, 1000)))
    put(document, path, [[str(factor * Fraction(x)) for x in row] for row in get(document, path)])
    return document


@operator
def spell_a_number_differently(rng, document, _):
    path = pick(rng, document, is_number)
    if not path:
        return None
    x = get(document, path)
    top, _, bottom = x.partition("/")
    spellings = [
        f"+{x}",
        f" {x}",
        f"{x} ",
        f"{top}.0",
        f"0{x}",
        f"{top}/{bottom or 1}",
        f"{2 * int(top)}/2",
        f"{x}e0",
    ]
    put(
        document,
        path,
        rng.choice([*spellings, "-0", f"{top}/-1", f"{top}/0", int(top) % 10**8, float(int(top) % 10)]),
    )
    return document


@operator
def add_a_field(rng, document, _):
    path = pick(rng, document, lambda value: isinstance(value, dict)) if rng.random() < 0.7 else ()
    get(document, path or ())[rng.choice(("hash", "sha256", "signature", "M", "note", "d3lta"))] = "0" * 64
    return document


@operator
def remove_a_field(rng, document, _):
    path = pick(rng, document, lambda value: isinstance(value, dict) and value) if rng.random() < 0.7 else ()
    value = get(document, path or ())
    if value:
        del value[rng.choice(sorted(value))]
    return document


@operator
def change_one_byte(rng, document, _):
    data = bytearray(encode(document))
    data[rng.randrange(len(data))] = rng.choice((rng.randrange(256), ord("0"), ord("9"), ord("-"), ord("1")))
    return bytes(data)


@operator
def cut_the_file(rng, document, _):
    data = encode(document)
    return data[: rng.randrange(len(data))]


@operator
def forge_and_hash_again(rng, document, certificates):
    """Several changes, then canonical bytes, so that file and address fit each other."""
    plain = [apply for apply in OPERATORS if apply in VALID_DOCUMENTS]
    for apply in rng.sample(plain, 2):
        document = apply(rng, document, certificates) or document
    return encode(document)


VALID_DOCUMENTS = [
    change_an_entry,
    change_an_entry_of_the_witness_slightly,
    flip_a_sign,
    change_the_last_digit,
    shrink_the_margin_past_zero,
    take_one_field_of_another_problem,
    claim_more_than_was_proved,
    change_the_question_underneath,
    scale_a_part_of_the_witness,
]


def stream(seed, certificates):
    """Endless (operator, rule, original document, damaged bytes); operators and rules equally often."""
    rng = random.Random(seed)
    rules = sorted(certificates)
    while True:
        for apply in OPERATORS:
            original = rng.choice(certificates[rng.choice(rules)])
            damaged = mutate(rng, original, certificates, apply)
            if damaged is not None and damaged != encode(original):
                yield apply.__name__, original, damaged
