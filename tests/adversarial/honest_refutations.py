"""Honest certificates that refute a claim by its own document, made of honest ones of the opposite."""

import copy

REFUTABLE = (
    "counterexample",
    "escape-directions",
    "constant-ledger",
    "mask-enumeration",
    "l1-point",
    "negative-curvature",
    "psd-bound",
)
RELATIONS = {"<": ">=", ">": "<=", "<=": ">", ">=": "<", "=": "!=", "!=": "="}
SIDES = {
    "counterexample": ("escape-directions-refuted", "no-counterexample"),
    "escape-directions": ("counterexample-refuted", "counterexample-exists"),
}
DENIED = {
    "critical": ["not critical"],
    "sharp local minimum": ["not critical", "not a local minimum"],
    "global minimum": ["not critical", "not a local minimum", "not a global minimum"],
    "not critical": ["critical", "sharp local minimum", "global minimum"],
    "not a local minimum": ["sharp local minimum", "global minimum"],
    "not a global minimum": ["global minimum"],
}


def refutation(rng, document):
    """What is proved refutes a statement: the certificate of that."""
    document = copy.deepcopy(document)
    rule, statement, witness = (document[name] for name in ("rule", "statement", "witness"))
    document["rule"] = f"{rule}-refuted"
    if rule in SIDES:
        document["rule"], statement["conclusion"] = SIDES[rule]
    elif rule == "constant-ledger":
        number = rng.randrange(len(statement["lines"]))
        line = statement["lines"][number]
        line[2] = RELATIONS[line[2]]
        document["witness"] = {"line": number}
    elif rule == "l1-point":
        document["witness"] = {"says": statement["says"], "witness": witness}
        statement["says"] = rng.choice(DENIED[statement["says"]])
    else:
        statement["relation"] = RELATIONS[statement["relation"]]
    if rule == "negative-curvature":
        statement["critical"] = rng.randint(0, 1)
    return document
