"""Random statements about real numbers: nodes of all kinds, poles, cancelled factors, half-lines, roots."""

from exact_values import number

NAMES = [["x"], ["x", "y"], ["x", "y", "z"], ["1/2", "α"], ["A", "a"], []]
CONSTANTS = ["-2", "-1", "-1/2", "0", "1/2", "1", "2", "3", "4"]
RELATIONS = ["=", "!=", "<", "<=", ">", ">="]
OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
# Squares, powers and numbers between them; √2 and its relatives, some of which are squares in Q(√2).
COORDINATES = [
    *(number(a) for a in ("0", "1", "-1", "2", "-2", "1/2", "-1/2", "4", "-4", "9/4", "1/4", "8", "16", "3")),
    number(0, 1), number(0, -1), number(1, 1), number(3, 2), number(3, -2), number(6, 4), number(0, 2),
]  # fmt: skip


def num(text):
    return ["num", text]


def constant(rng):
    return num(rng.choice(CONSTANTS))


def leaf(rng, names):
    return ["var", rng.choice(names)] if names and rng.random() < 0.7 else constant(rng)


def expression(rng, names, depth):
    """A random expression; half of the quotients have a pole at a small number."""
    if depth == 0 or rng.random() < 0.12:
        return leaf(rng, names)

    def part():
        return expression(rng, names, depth - 1)

    kind = rng.choices(
        ["+", "*", "neg", "/", "pole", "cancelled", "surd pole", "integer", "rational", "sqrt", "of square",
         "abs", "min", "max", "piecewise"],
        [5, 5, 1, 2, 3, 2, 1, 4, 2, 2, 2, 2, 2, 2, 2],
    )[0]  # fmt: skip
    match kind:
        case "+" | "*" | "min" | "max":
            return [kind, *(part() for _ in range(rng.choice((2, 2, 2, 3))))]
        case "neg" | "abs" | "sqrt":
            return [kind, part()]
        case "/":
            return ["/", part(), part()]
        case "pole":
            return ["/", part(), ["+", leaf(rng, names), constant(rng)]]
        case "cancelled":
            factor = leaf(rng, names)
            return ["/", ["*", factor, part()], factor]
        case "surd pole":
            return ["/", part(), ["+", ["^", leaf(rng, names), "2"], num("-2")]]
        case "integer":
            return ["^", part(), rng.choice(("2", "2", "3", "0", "1", "-1", "-2", "-3"))]
        case "rational":
            return ["^", part(), rng.choice(("1/2", "1/3", "-1/2", "2/3", "3/2", "1/4", "-2/3"))]
        case "of square":
            return ["sqrt", ["^", part(), "2"]]
        case _:
            pairs = [[condition(rng, names, 0, depth - 1), part()] for _ in range(rng.choice((1, 2)))]
            return ["piecewise", *pairs, *([[["true"], part()]] if rng.random() < 0.7 else [])]


def condition(rng, names, connectives, depth):
    """A random condition, with connectives so deep and expressions so deep."""
    if connectives and rng.random() < 0.6:
        word = rng.choice(("and", "or", "not", "implies"))
        count = {"not": 1, "implies": 2}.get(word) or rng.choice((2, 2, 3))
        return [word, *(condition(rng, names, connectives - 1, depth) for _ in range(count))]
    if rng.random() < 0.04:
        return [rng.choice(("true", "false"))]
    right = constant(rng) if rng.random() < 0.6 else expression(rng, names, depth)
    return [rng.choice(RELATIONS), expression(rng, names, depth), right]


def half_line(rng, names):
    """One end of a variable, or a condition without variables."""
    return [rng.choice(RELATIONS[2:]), leaf(rng, names), constant(rng)]


def hypotheses(rng, names):
    """A few conditions, none among them; now and then such that exclude everything."""
    made = [half_line(rng, names) for _ in range(rng.choice((0, 0, 1, 2)))]
    made += [condition(rng, names, 1, 1) for _ in range(rng.choice((0, 0, 0, 1)))]
    if rng.random() < 0.1:
        a = leaf(rng, names)
        made += [[">", a, num("1")], ["<", a, num("1")]]
    return made


def random_statement(rng):
    """A statement of any kind; most are false."""
    names = rng.choice(NAMES[:5]) if rng.random() < 0.97 else []
    return {
        "quantifier": rng.choice(("for all", "there are")),
        "symbols": names,
        "given": hypotheses(rng, names),
        "show": condition(rng, names, rng.choice((0, 1, 2)), rng.choice((1, 2, 2, 3))),
    }


def statement_for_tree(rng):
    """A rule and a statement, mostly one of which it is true by its form, where expressions are defined."""
    names = rng.choice(NAMES[:4])
    e = expression(rng, names, rng.choice((1, 2, 2)))
    relation, c = rng.choice(RELATIONS), constant(rng)
    one, other = [relation, e, c], [OPPOSITE[relation], e, c]
    extra = hypotheses(rng, names) if rng.random() < 0.4 else []
    defined = ["=", e, e]
    conclusions = [
        ["or", one, other],
        ["not", ["and", one, other]],
        ["implies", one, one],
        [">=", ["abs", e], num("0")],
        [">=", ["max", e, c], c],
        ["<=", ["min", c, e], e],
        [">=", ["^", e, "2"], num("0")],
        ["=", ["neg", ["neg", e]], e],
        ["=", ["piecewise", [one, e], [["true"], e]], e],
    ]
    match rng.choice(("proved", "proved", "weaker", "square", "vacuous", "refuted", "undefined", "random")):
        case "proved":
            rule, given, show = "real", [defined, *extra], rng.choice(conclusions)
        case "weaker":
            strict, weak = rng.choice(((">", ">="), ("<", "<="), ("=", ">="), ("=", "<="), (">", "!=")))
            rule, given, show = "real", [[strict, e, c], *extra], [weak, e, c]
        case "square":
            # what is undefined at the poles of e is not excluded there: not proved unless it is a hypothesis
            rule, given, show = "real", extra, rng.choice(conclusions)
        case "vacuous":
            rule, given, show = "real-vacuous", [one, other, *extra], ["false"]
        case "refuted":
            rule, given, show = "real-refuted", [one, *extra], ["and", other, ["true"]]
        case "undefined":
            never = ["/", e, ["+", e, ["neg", e]]]
            rule, given, show = "real-vacuous", [[relation, never, c], *extra], one
        case _:
            rule = rng.choice(("real", "real-vacuous", "real-refuted"))
            given, show = hypotheses(rng, names), condition(rng, names, 1, 2)
    quantifier = "there are" if rule == "real-refuted" else "for all"
    return rule, {"quantifier": quantifier, "symbols": names, "given": given, "show": show}


def random_point(rng, size):
    """A point with small coordinates, most of them rational."""
    pool = COORDINATES if rng.random() < 0.5 else COORDINATES[:14]
    return [rng.choice(pool) for _ in range(size)]


def random_extremum(rng):
    """A statement about a maximum or minimum; most are false."""
    names = rng.choice((["x"], ["x"], ["a", "x"], ["x", "y"]))
    others = [name for name in names if name != "x"]
    somewhere = not others and rng.random() < 0.4
    ends = [constant(rng) if rng.random() < 0.6 else ["none"] for _ in range(2)]
    if others and rng.random() < 0.5:
        ends[rng.randrange(2)] = expression(rng, others, 1)
    equals = expression(rng, others, 1)
    if rng.random() < 0.25:  # the maximum of c - |x - a|, which is c at a
        c, a, x = constant(rng), constant(rng), ["var", "x"]
        peak = ["+", c, ["neg", ["abs", ["+", x, ["neg", a]]]]]
        return {
            "extremum": "maximum", "symbols": names, "given": [], "expression": peak,
            "over": ["x", ["none"], ["none"]], "equals": c, "at": a,
        }  # fmt: skip
    return {
        "extremum": rng.choice(("maximum", "minimum")),
        "symbols": names,
        "given": [] if somewhere else hypotheses(rng, others),
        "expression": expression(rng, names, 2),
        "over": ["x", *ends],
        "equals": equals,
        "at": ["none"] if somewhere else expression(rng, others, 1),
    }


def halves_of(statement):
    """The two statements about real numbers that one about an extremum stands for."""
    name, low, high = statement["over"]
    x, e, equals, at = ["var", name], statement["expression"], statement["equals"], statement["at"]
    ends = [] if low == ["none"] else [["<=", low, x]]
    ends += [] if high == ["none"] else [["<=", x, high]]
    bound = ["<=" if statement["extremum"] == "maximum" else ">=", e, equals]
    inner = ["and", *ends, ["=", e, equals]] if ends else ["=", e, equals]
    both = {"symbols": statement["symbols"]}
    attained = {"quantifier": "for all", "given": statement["given"], "show": ["or", ["!=", x, at], inner]}
    if at == ["none"]:
        attained = {"quantifier": "there are", "given": [], "show": inner}
    return {
        "bound": both | {"quantifier": "for all", "given": statement["given"] + ends, "show": bound},
        "attained": both | attained,
    }
