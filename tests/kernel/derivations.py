"""Small certificates of the rule `derivation`, written step by step, for the tests of both checkers."""

from typing import Any

Json = Any


def sequent(
    sizes: str = "",
    parameters: str = "",
    letters: Json = (),
    forms: Json = (),
    premises: Json = (),
    cases: Json = (),
) -> Json:
    """A sequent; names of sizes and parameters are separated by spaces, a letter is "A n m" with a kind."""
    return {
        "sizes": sizes.split(),
        "parameters": parameters.split(),
        "letters": [letter(text) for text in letters],
        "forms": [text.split() for text in forms],
        "premises": [list(fact) for fact in premises],
        "cases": list(cases),
    }


def letter(text: str) -> Json:
    """A general letter where no kind is written."""
    words = text.split()
    return words if len(words) == 4 else [*words, "general"]


def case(*facts: Json, parameters: str = "", letters: Json = ()) -> Json:
    """A case of a sequent."""
    return {
        "parameters": parameters.split(),
        "letters": [letter(text) for text in letters],
        "facts": [list(fact) for fact in facts],
    }


def certificate(statement: Json, *steps: Json) -> Json:
    """The whole document."""
    return {
        "schema": "certify/certificate",
        "version": 1,
        "rule": "derivation",
        "statement": statement,
        "witness": {"steps": list(steps)},
    }


def let(name: str, kind: str, element: Json, fact: str) -> Json:
    """A definition."""
    return {"step": "let", "name": name, "kind": kind, "element": element, "fact": fact}


def have(fact: str, kind: str, element: Json, by: Json, *rewrite: Json) -> Json:
    """A consequence of facts."""
    return {
        "step": "have",
        "fact": fact,
        "kind": kind,
        "element": element,
        "by": by,
        "rewrite": list(rewrite),
    }


def apply(
    source: str,
    *cases: Json,
    sizes: str = "",
    parameters: Json = (),
    letters: Json = (),
    forms: Json = (),
    premises: str = "",
) -> Json:
    """A sequent at hand, or `library NAME`, used with these values."""
    return {
        "step": "apply",
        "sequent": source.split() if " " in source else ["fact", source],
        "sizes": sizes.split(),
        "parameters": list(parameters),
        "letters": list(letters),
        "forms": list(forms),
        "premises": premises.split(),
        "cases": list(cases),
    }


def made(facts: str = "", *steps: Json, parameters: str = "", letters: str = "") -> Json:
    """The new names of a case, with the steps of a sub-proof if there are any."""
    names = {"parameters": parameters.split(), "letters": letters.split(), "facts": facts.split()}
    return {**names, "steps": list(steps)} if steps else names


def psd(name: str, fact: str, element: Json, vector: str, *steps: Json, rewrite: Json = ()) -> Json:
    """A semidefinite letter that equals an element."""
    return {
        "step": "psd",
        "name": name,
        "fact": fact,
        "element": element,
        "vector": vector,
        "rewrite": list(rewrite),
        "steps": list(steps),
    }


def lemma(fact: str, proved: Json, *steps: Json) -> Json:
    """A sequent proved on the way."""
    return {"step": "lemma", "fact": fact, "sequent": proved, "steps": list(steps)}


def finish(facts: str = "", case: int = 0, parameters: Json = (), letters: Json = ()) -> Json:
    """The goal is at hand."""
    return {
        "step": "finish",
        "case": case,
        "parameters": list(parameters),
        "letters": list(letters),
        "facts": facts.split(),
    }


def absurd(fact: str) -> Json:
    """The premises contradict each other here."""
    return {"step": "absurd", "fact": fact}


def form(left: str, right: str, element: Json) -> Json:
    """A form given by an expression."""
    return {"left": left, "right": right, "element": element}


def fact(name: str) -> Json:
    """The element of a fact, in `by`."""
    return ["fact", name]


def T(element: Json) -> Json:
    """The transpose."""
    return ["T", element]


def times(*elements: Json) -> Json:
    """A product."""
    return ["*", *elements]


def plus(*elements: Json) -> Json:
    """A sum."""
    return ["+", *elements]


def minus(*elements: Json) -> Json:
    """A difference, or the negative."""
    return ["-", *elements]


def tr(*elements: Json) -> Json:
    """The trace of a product."""
    return ["tr", ["*", *elements]]


def square(element: Json) -> Json:
    """The sum of the squares of all entries."""
    return ["square", element]


def inner(left: Json, right: Json) -> Json:
    """The inner product."""
    return ["inner", left, right]


def identity(size: str) -> Json:
    """The identity matrix."""
    return ["I", size]
