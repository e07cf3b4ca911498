"""Short ways to write statements about real numbers and their certificates, and to have them judged."""

import json

from certify import crosscheck, kernel


def judged(rule, statement, witness):
    """The result of the second checker for a certificate with these parts; the kernel's code is the same."""
    document = {"schema": "certify/certificate", "version": 1, "rule": rule}
    document |= {"statement": statement, "witness": witness}
    data = json.dumps(document, ensure_ascii=False).encode()
    result = crosscheck.check_bytes(data)
    assert kernel.check_bytes(data).code == result.code
    return result


def code(rule, statement, witness):
    """0 accepted, 1 rejected, 2 declined."""
    return judged(rule, statement, witness).code


def var(name):
    return ["var", name]


def num(value):
    return ["num", str(value)]


X, Y = var("x"), var("y")
ZERO, ONE, TWO = num(0), num(1), num(2)
TRUE, FALSE = ["true"], ["false"]


def for_all(names, given, show):
    """The statement for all values of names separated by spaces."""
    return {"quantifier": "for all", "symbols": names.split(), "given": given, "show": show}


def there_are(names, given, show):
    """The statement that there are such values."""
    return {**for_all(names, given, show), "quantifier": "there are"}


def point(*coordinates, radicands=(), roots=()):
    """A point; numbers and surds as they are written."""

    def written(value):
        return value if isinstance(value, list) else str(value)

    return {
        "radicands": [str(c) for c in radicands],
        "coordinates": [written(x) for x in coordinates],
        "roots": [written(r) for r in roots],
    }


def poly(terms):
    """A polynomial from {exponents: coefficient}."""
    return [[str(c), list(exponents)] for exponents, c in terms.items()]


def contradiction(constant="1", strict=(), squares=(), multipliers=()):
    """A leaf where the facts exclude each other."""
    return [
        "contradiction",
        {
            "constant": str(constant),
            "strict": [list(pair) for pair in strict],
            "squares": list(squares),
            "multipliers": [[i, poly(p)] for i, p in multipliers],
        },
    ]


def square(product, monomials, gram):
    """A sum of squares times facts."""
    return {
        "product": list(product),
        "monomials": [list(m) for m in monomials],
        "gram": [[str(entry) for entry in row] for row in gram],
    }


SETTLED = ["settled"]
# x alone: polynomials that the trees split on
x = poly({(1,): 1})
x_minus_1 = poly({(1,): 1, (0,): -1})


def by_sign(p, **trees):
    """A split into the signs minus, zero, plus and their unions."""
    names = {"minus": "-", "zero": "0", "plus": "+", "low": "-0", "high": "0+", "nonzero": "-+"}
    return ["split", p, *([names[name], tree] for name, tree in trees.items())]
