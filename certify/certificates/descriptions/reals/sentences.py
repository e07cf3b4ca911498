"""Sentences about real numbers, their points, and how their cases are told apart."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from certify.certificates.certificate import Certificate
from certify.certificates.descriptions.notation import sum_of
from certify.common.exact import Exact
from certify.formulas.expressions import from_document, text

_SAID = {
    "": "",
    "refuted": "This is not so: ",
    "vacuous": "Nothing satisfies the hypotheses of this sentence: ",
    "ill-posed": "Where the hypotheses hold, the conclusion of this sentence is somewhere undefined: ",
}
LONGEST = 400  # characters of a sentence that is told as such
_MARKS = set("0123456789+-*/^=!<>")
_DECIDED = {
    "settled": "the signs decide",
    "contradiction": "an identity shows that there is no such point",
    "box": "Bernstein coefficients on a box show that there is no such point",
}


def said(certificate: Certificate, sentence: str, elsewhere: str) -> str:
    """What is so of the sentence; of a long one, or one with odd names, that it stands below."""
    before = _SAID[certificate.rule.partition("-")[2]]
    claim = sentence if len(sentence) <= LONGEST and _is_plain(certificate.statement) else elsewhere
    return before + claim if before else claim[0].upper() + claim[1:]


def _is_plain(value: Any) -> bool:
    """Whether all text is made of identifiers, numbers and operators, which cannot be read as a verdict."""
    if isinstance(value, Mapping):
        return all(_is_plain(part) for part in value.values())
    if isinstance(value, list):
        return all(_is_plain(part) for part in value)
    return value in ("for all", "there are") or value.isidentifier() or set(value) <= _MARKS


def with_hypotheses(conditions: Sequence[Any]) -> str:
    """The hypotheses after the word "with"; nothing where there are none."""
    return " with " + " and ".join(map(written, conditions)) if conditions else ""


def numbered(conditions: Sequence[Any]) -> dict[str, str | Exact]:
    """The hypotheses in text, each with its number."""
    return {f"hypothesis {i}": written(condition) for i, condition in enumerate(conditions, 1)}


def written(document: Any) -> str:
    """An expression or a condition as text. Raises InputError where it is none."""
    return text(from_document(document))


def name_of(value: Any) -> str:
    """The name. Raises TypeError where it is no text."""
    if not isinstance(value, str):
        raise TypeError("a name is no text")
    return value


def one_of(value: Any, words: Sequence[str]) -> str:
    """The word, which is no other text."""
    if value not in words:
        raise ValueError("not a word of this rule")
    return str(value)


def point(written_point: Mapping[str, Any], symbols: Sequence[str]) -> str:
    """x = 1/2 + sqrt(2), y = 0: the coordinates of a point."""
    radicands = [str(radicand) for radicand in written_point["radicands"]]

    def number(value: Any) -> str:
        terms = [[value, []]] if isinstance(value, str) else value
        return sum_of(
            (
                c,
                " ".join(
                    f"sqrt({r})"
                    for r, e in zip(radicands, exponents or [0] * len(radicands), strict=True)
                    if e
                ),
            )
            for c, exponents in terms
        )

    pairs = zip(symbols, written_point["coordinates"], strict=True)
    return (
        ", ".join(f"{name_of(name)} = {number(value)}" for name, value in pairs) or "there are no variables"
    )


def proof_of(witness: Mapping[str, Any]) -> str:
    """What the witness is, and what the kernel does with it."""
    parts = []
    if "tree" in witness:
        nodes = _nodes(witness["tree"])
        ways = [f"in {nodes[word]} {how}" for word, how in _DECIDED.items() if nodes[word]]
        by = "the signs of polynomials and by roots" if nodes["root"] else "the signs of polynomials"
        cases = sum(nodes[word] for word in _DECIDED)
        parts.append(f"The witness is a tree of cases ({cases}), told apart by {by}: {', '.join(ways)}.")
    if "point" in witness:
        parts.append("The kernel evaluates the conditions exactly at the point shown.")
    return " ".join(parts)


def _nodes(tree: Any) -> Counter[str]:
    """How many nodes of each kind a tree has."""
    below: dict[str, Callable[[Any], list[Any]]] = {
        "split": lambda node: [subtree for _, subtree in node[2:]],
        "root": lambda node: [node[4]],
        "settled": lambda _: [],
        "contradiction": lambda _: [],
        "box": lambda _: [],
    }
    found: Counter[str] = Counter()
    pending = [tree]
    while pending:
        node = pending.pop()
        found[node[0]] += 1
        pending += below[node[0]](node)
    return found
