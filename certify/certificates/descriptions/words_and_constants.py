"""What certificates about words, constants and masks say, as formulas a person reads."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from certify.certificates.certificate import Certificate
from certify.common.exact import Exact, exact_matrix, parse_rational
from certify.kernel import limits
from certify.kernel.fields import Field
from certify.kernel.rules.computation.constant_ledger import Constants, Unclear
from certify.kernel.rules.computation.mask_enumeration import evaluate
from certify.kernel.rules.reals.point import HOLDS

# The statement in words, what is given in it by name, the proof in words, margins by name.
Wording: TypeAlias = tuple[str, dict[str, str | Exact], str, dict[str, Fraction]]

DIGITS = 128  # binary, of the margins of a ledger
ATOM, POWER, PRODUCT, SUM = range(4)  # how loosely the parts of a formula hold together


def ledger(certificate: Certificate) -> Wording:
    """Its lines; as margins the distances of their sides, to about 30 digits."""
    statement = certificate.statement
    given: dict[str, str | Exact] = {str(name): formula(meaning)[0] for name, meaning in statement["where"]}
    for i, (title, left, relation, right) in enumerate(statement["lines"], 1):
        given[f"line {i}"] = f"{title}: {formula(left)[0]} {relation} {formula(right)[0]}"
    claim = f"Every one of the {len(statement['lines'])} lines below holds."
    proof = (
        "No witness is needed. The kernel computes intervals with rational ends around every constant until "
        "they decide; equality holds where a difference is too small for its degree and height not to be 0."
    )
    return claim, given, proof, _distances(statement)


def _distances(statement: Mapping[str, Any]) -> dict[str, Fraction]:
    """The distances of the sides where they are seen not to be 0, as far as the kernel's budget goes."""
    budget, margins = limits.Budget(), {}
    constants = Constants(DIGITS, budget)
    try:
        for name, meaning in statement["where"]:
            constants.named[name] = constants.value(Field(meaning, "where", budget))
        for i, (_, left, _, right) in enumerate(statement["lines"], 1):
            low, high = constants.value(Field(["-", left, right], "lines", budget)).interval
            if low > 0 or high < 0:
                margins[f"line {i}, between the sides"] = abs(Fraction(low + high, 2 << DIGITS))
    except (Unclear, limits.Rejected, limits.Declined):
        pass  # the kernel's own verdict says what is wrong
    return margins


def formula(node: Any) -> tuple[str, int]:
    """An expression of a ledger in the usual notation, and how loosely its parts hold together."""
    kind, *rest = node
    match kind:
        case "num":
            return rest[0], ATOM if rest[0].isdigit() else PRODUCT
        case "var":
            return rest[0], ATOM
        case "root":
            degree, (inside, _) = rest[0], formula(rest[1])
            return (f"sqrt({inside})" if degree == 2 else f"root({inside}, {degree})"), ATOM
        case "exp" | "log":
            return f"{kind}({formula(rest[0])[0]})", ATOM
        case "^":
            return f"{_inside(rest[0], ATOM)}^{rest[1]}", POWER
        case "+":
            return " + ".join(_inside(part, PRODUCT) for part in rest) or "0", SUM if len(
                rest
            ) > 1 else PRODUCT
        case "*":
            return " ".join(_inside(part, POWER) for part in rest) or "1", PRODUCT
        case "-":
            return f"{_inside(rest[0], SUM)} - {_inside(rest[1], PRODUCT)}", SUM
        case _:
            return f"{_inside(rest[0], POWER)}/{_inside(rest[1], ATOM)}", PRODUCT


def _inside(node: Any, loosest: int) -> str:
    text, looseness = formula(node)
    return f"({text})" if looseness > loosest else text


def masks(certificate: Certificate) -> Wording:
    """The event, and how far its probability is from the bound."""
    statement = certificate.statement
    chances = exact_matrix(statement["probabilities"], "probabilities")
    (kind, subject), bound = statement["quantity"], parse_rational(statement["bound"], "bound")
    n1, n2 = len(chances), len(chances[0])
    claimed = f"{_relation(statement)} {bound}"
    if kind == "mean":
        claim = f"In a random {n1} x {n2} mask the mean of the polynomial below is {claimed}."
        given: dict[str, str | Exact] = {"polynomial": _in_bits(subject, n2)}
    else:
        claim = f"In a random {n1} x {n2} mask the event below has a probability {claimed}."
        given = {"event": _event(subject, n2)}
    given["probabilities"] = chances
    proof = (
        "No witness is needed. Entry (i, j), from 0, is observed (w_i_j = 1) with the probability shown, all "
        "independently; the kernel computes the quantity exactly, bit by bit."
    )
    budget = limits.Budget()
    fields = (Field(statement[name], name, budget) for name in ("probabilities", "quantity"))
    try:
        margins = {f"{kind} - bound": evaluate(*fields)[1] - bound}
    except (limits.Rejected, limits.Declined):
        margins = {}
    return claim, given, proof, margins


def _event(node: Any, n2: int) -> str:
    kind, *rest = node
    if kind == "holds":
        return f"{_in_bits(rest[0], n2)} {rest[1]} 0"
    if kind == "not":
        return f"not ({_event(rest[0], n2)})"
    parts = [_event(part, n2) for part in rest]
    return f" {kind} ".join(f"({part})" for part in parts) or {"and": "always", "or": "never"}[kind]


def _in_bits(terms: Any, n2: int) -> str:
    def name(position: int) -> str:
        return "w_{}_{}".format(*divmod(position, n2))

    return sum_of((coefficient, " ".join(map(name, bits))) for coefficient, bits in terms)


def words(certificate: Certificate) -> Wording:
    """The two sides, the letters and what is assumed of them."""
    statement, witness = certificate.statement, certificate.witness
    given = _given(statement)
    assumed = " that satisfy the relations and facts" if statement["relations"] or statement["facts"] else ""
    claim = f"left {_relation(statement)} right, for matrices of all sizes{assumed}."
    multiples, squares = len(witness["cofactors"]), len(witness["squares"])
    proof = (
        f"left - right is the sum of {multiples} multiples of relations, which vanish, and of {squares} sums "
        "of squares times facts, which are nonnegative; the kernel expands both and compares coefficients."
    )
    return claim, given, proof, {}


def word_vacuous(certificate: Certificate) -> Wording:
    """The hypotheses, which contradict each other."""
    statement, witness = certificate.statement, certificate.witness
    _relation(statement)
    multiples, squares = len(witness["cofactors"]), len(witness["squares"])
    claim = (
        "No matrices of any sizes satisfy the relations and facts below: whatever is said of them is empty."
    )
    proof = (
        f"-1 is the sum of {multiples} multiples of relations, which vanish, and of {squares} sums of "
        "squares times facts and sizes less 1, which are nonnegative; the kernel expands both and compares "
        "coefficients."
    )
    return claim, _given(statement), proof, {}


def word_model(certificate: Certificate) -> Wording:
    """The hypotheses and where they hold; with the rule `word-counterexample`, where the conclusion fails."""
    statement, witness = certificate.statement, certificate.witness
    fails = certificate.rule == "word-counterexample"
    given = _given(statement)
    given |= {f"{n} =": str(int(x)) for n, x in zip(statement["sizes"], witness["sizes"], strict=True)}
    pairs = zip(statement["parameters"], witness["parameters"], strict=True)
    given |= {f"{name} =": str(parse_rational(x, name)) for name, x in pairs}
    letters = zip(statement["letters"], witness["letters"], strict=True)
    given |= {f"{name} =": exact_matrix(M, name) for (name, *_), M in letters}
    relation = _relation(statement)
    holds = "satisfy the relations and facts" if statement["relations"] or statement["facts"] else "exist"
    if fails:
        claim = f"left {relation} right is false: matrices that {holds} violate it."
    else:
        claim = f"Some matrices {holds}, so that what is said of all of these is said of something."
    proof = "The witness is such matrices; the kernel evaluates " + (
        "everything." if fails else "the hypotheses."
    )
    return claim, given, proof, {}


def _given(statement: Mapping[str, Any]) -> dict[str, str | Exact]:
    """Letters, relations, facts and sides of a statement about words."""
    variables = [*statement["sizes"], *statement["parameters"]]
    kinds = {"general": "", "symmetric": ", symmetric", "semidefinite": ", positive semidefinite"}
    given: dict[str, str | Exact] = {
        name: f"{rows} x {columns}{kinds[kind]}" for name, rows, columns, kind in statement["letters"]
    }
    for i, relation in enumerate(statement["relations"], 1):
        given[f"relation {i}"] = f"{element(relation, variables)} = 0"
    for i, fact in enumerate(statement["facts"], 1):
        given[f"fact {i}"] = f"{element(fact, variables)} >= 0"
    given["left"], given["right"] = (element(statement[side], variables) for side in ("left", "right"))
    return given


def _relation(statement: Mapping[str, Any]) -> str:
    """The relation, which is no other text."""
    if statement["relation"] not in HOLDS:
        raise ValueError("not a relation")
    return str(statement["relation"])


def element(written: Any, variables: Sequence[str]) -> str:
    """A matrix or scalar made of words: 2 n tr(X.T X) X."""
    terms = []
    for coefficient, exponents, traces, *outside in written["terms"]:
        powers = [
            name if e == 1 else f"{name}^{e}" for name, e in zip(variables, exponents, strict=True) if e
        ]
        factors = [
            *powers,
            *(f"tr({' '.join(trace)})" for trace in traces),
            *(" ".join(w) for w in outside if w),
        ]
        unit = ["I"] if outside and not outside[0] else []
        terms.append((coefficient, " ".join([*factors, *unit])))
    return sum_of(terms)


def sum_of(terms: Any) -> str:
    """2 a - b + 1/2: coefficients and what they multiply."""
    text = ""
    for coefficient, product in terms:
        size = coefficient.removeprefix("-")
        sign = ("-" if not text else " - ") if size != coefficient else (" + " if text else "")
        text += f"{sign}{' '.join(filter(None, ('' if size == '1' and product else size, product)))}"
    return text or "0"
