"""Of what a certificate is: told from its statement, and asked for by an instance file or a claim's id."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from certify.common.errors import InputError
from certify.kernel import CheckResult, check_bytes
from certify.kernel.check import REJECTED

LONGEST = 120  # characters of a sentence in one line
NO_END = ["none"]  # of an interval without an end
TOLERANCES = ("eps0", "eps1", "eps2")


@dataclass(frozen=True)
class Asked:
    """What certificates are asked for.

    Attributes:
        name: of what: the file of an instance, or the id of a claim.
        questions: rules of the kernel with the statement each is to judge, and what an accepted one means.
    """

    name: str
    questions: tuple[tuple[str, str, Mapping[str, Any]], ...]

    def judge(self, data: bytes, result: CheckResult) -> tuple[CheckResult, str]:
        """The verdict on an accepted certificate as one of these, and what it then says of the subject."""
        refusals = []
        for meaning, rule, statement in self.questions:
            if rule == result.rule:
                answer = check_bytes(data, statement)
                if answer.accepted:
                    return answer, meaning
                refusals.append(answer)
        if refusals:
            return refusals[0], ""
        rules = ", ".join(dict.fromkeys(rule for _, rule, _ in self.questions))
        reason = f"rule: differs from those that decide {self.name} ({rules})"
        return CheckResult(False, reason, result.rule, REJECTED), ""


def of_instance(file: str) -> Asked:
    """Certificates of exactly the instance in a file, on either side.

    Raises:
        InputError: the file cannot be read or holds no instance, or one without a delta.
    """
    from certify.claims.statements.at_instance import SIDES, AtInstance
    from certify.recovery.instance.file import read_instance

    instance = read_instance(file)
    if instance.delta_exact is None:
        raise InputError(f"{file}: delta", "is missing", "give the instance the delta of the certificate")
    sides = [AtInstance(instance, side) for side in SIDES]
    asked = [question for proved in (True, False) for side in sides for question in side.asks(proved) or ()]
    return Asked(file, tuple(("", rule, statement) for rule, statement in asked))


def of_claim(name: str, paths: Sequence[str]) -> Asked:
    """Certificates of exactly one claim under the paths, with the verdict that each gives.

    Raises:
        InputError: there is no such path or claim, or it is of a kind that no certificate decides.
    """
    from certify.claims.collect import collect

    collection = collect(paths)
    claim = next((one for one in collection.claims if one.id == name), None)
    if claim is None:
        broken = next((item.problem for item in collection.broken if item.id == name), "")
        if broken:
            raise InputError("--claim", f"{name!r} cannot be read: {broken}", "correct its file")
        near = next((one.id for one in collection.claims if name in one.id), "")
        hint = f"did you mean {near}?" if near else "certify check lists the ids; --claims names a folder"
        raise InputError("--claim", f"{name!r} is not known", hint)
    statement = claim.statement
    verdicts = {
        "PROVED": statement.asks(proved=True) or (),
        "REFUTED": statement.asks(proved=False) or (),
        "VACUOUS": statement.about_hypotheses(hold=False),
        "ILL_POSED": statement.about_poles(),
    }
    asked = tuple((verdict, *one) for verdict, questions in verdicts.items() for one in questions)
    if not asked:
        problem = f"{name} is a {statement.kind} statement, which no certificate decides"
        raise InputError("--claim", problem, f"run certify explain {name}")
    return Asked(name, asked)


def told(statement: Mapping[str, Any]) -> str:
    """Of what an accepted certificate is, in a few words; "" where its rule says all that there is to say.

    The kernel accepts names that no claim can have; a sentence with such names is not told.
    """
    try:
        return _told(statement)
    except InputError:
        return ""


def _told(statement: Mapping[str, Any]) -> str:
    if {"X", "Z", "delta"} <= statement.keys():
        X, Z = statement["X"], statement["Z"]
        sizes = [f"n = {len(X)}", f"r = {len(X[0])}", f"r* = {len(Z[0])}"]
        return (
            ", ".join([*sizes, *(f"{e} = {statement[e]}" for e in TOLERANCES if statement[e] != "0")]) + ","
        )
    if {"quantifier", "show"} <= statement.keys():
        names = ", ".join(statement["symbols"])
        return _short(f"{statement['quantifier']} {names}{_given(statement)}: {_text(statement['show'])}")
    if {"extremum", "equals"} <= statement.keys():
        name, low, high = statement["over"]
        start = "" if low == NO_END else f"{_text(low)} <= "
        end = "" if high == NO_END else f" <= {_text(high)}"
        over = f"over {start}{name}{end}{_given(statement)}"
        value = _text(statement["equals"])
        return _short(f"the {statement['extremum']} of {_text(statement['expression'])} {over} is {value}")
    return ""


def _given(statement: Mapping[str, Any]) -> str:
    return f" with {', '.join(map(_text, statement['given']))}" if statement["given"] else ""


def _text(document: Any) -> str:
    from certify.formulas.expressions import from_document, text

    return text(from_document(document))


def _short(sentence: str) -> str:
    return f"({sentence if len(sentence) <= LONGEST else sentence[: LONGEST - 3] + '...'})"
