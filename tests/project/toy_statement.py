"""A toy type of statement, "this number is composite", as the files it adds and the lines it changes."""

FILES = {
    "claims/statements/composite.py": """
from dataclasses import dataclass

from certify.claims.statements.statement import Statement


@dataclass(frozen=True)
class Composite(Statement):
    number: int
    kind = "composite"

    def document(self):
        return {"number": str(self.number)}

    def text(self):
        return f"{self.number} is not prime"

    def asks(self, proved=True):
        return (("composite", self.document()),) if proved else ()
""",
    "provers/computation/composite.py": """
from certify.certificates.certificate import certificate
from certify.claims.results.verdict import Grade, Verdict
from certify.claims.statements.composite import Composite
from certify.provers.outcome import Budget, Outcome, undecided


def composite(statement: Composite, budget: Budget) -> Outcome:
    for a in range(2, statement.number):
        if statement.number % a == 0:
            factors = [str(a), str(statement.number // a)]
            found = certificate("composite", statement.document(), {"factors": factors})
            assert found.check().accepted
            return Outcome(Verdict.PROVED, Grade.KERNEL, "by factors", told(found), (found,))
    return undecided("no factors were found")


def told(certificate):
    return {"factors": " · ".join(certificate.witness["factors"])}


def shows(statement: Composite, outcome: Outcome) -> bool:
    return any(dict(outcome.witness) == told(one) for one in outcome.certificates)
""",
    "kernel/rules/computation/composite.py": """
from math import prod

from certify.kernel.fields import Field


def check(statement: Field, witness: Field) -> str:
    (number,), (factors,) = statement.fields("number"), witness.fields("factors")
    values = [one.number(2) for one in factors.items(2)]
    if prod(values) != number.number() or any(value.denominator != 1 for value in values):
        raise factors.reject("their product is another number")
    return "the number is a product"
""",
    "crosscheck/rules/computation/composite.py": """
from certify.crosscheck.refusal import Effort, NotProved
from certify.crosscheck.values import rational, record, sequence


def check(statement: object, witness: object, effort: Effort) -> str:
    (number,), (factors,) = record(statement, "statement", "number"), record(witness, "witness", "factors")
    a, b = (rational(one, "witness.factors") for one in sequence(factors, "witness.factors", 2))
    if a.q != 1 or b.q != 1 or a < 2 or b < 2 or rational(number, "statement.number") / a != b:
        raise NotProved("witness.factors: not two factors")
    return "a proper divisor"
""",
    "certificates/descriptions/computation/composite.py": """
from certify.certificates.certificate import Certificate
from certify.certificates.descriptions.notation import Wording


def wording(certificate: Certificate) -> Wording:
    number = certificate.statement["number"]
    return f"A product of numbers above 1 is {number}.", {}, "The witness is two factors.", {}
""",
    "report/composite.py": """
from certify.claims.statements.composite import Composite
from certify.report.mathml import Shown


def composite(statement: Composite) -> Shown:
    return Shown(set(), iter([f"<mn>{statement.number}</mn>"]))
""",
}
EDITS = {
    "claims/statements/table.py": [
        (
            '    StatementType("statement.Unmechanised"),\n',
            '    StatementType("statement.Unmechanised"),\n'
            '    StatementType("composite.Composite", "computation.composite.composite",\n'
            '                  "computation.composite.shows", "composite.composite", "one number"),\n',
        )
    ],
    "kernel/rules/table.py": [
        (
            "from certify.kernel.rules.computation import ",
            "from certify.kernel.rules.computation import composite, ",
        ),
        ('    "counterexample": ', '    "composite": composite.check,\n    "counterexample": '),
    ],
    "crosscheck/rules/table.py": [
        (
            "from certify.crosscheck.rules.computation import ",
            "from certify.crosscheck.rules.computation import composite, ",
        ),
        ('    "counterexample": ', '    "composite": composite.check,\n    "counterexample": '),
    ],
}
# Claims of the type are decided, kept, recalled, checked twice and described; what came of it is printed.
PROGRAM = """
import re
from dataclasses import replace
from pathlib import Path

import certify
from certify.certificates import describe
from certify.certificates.certificate import certificate
from certify.checking.outcomes import Decided, Store
from certify.claims import collect
from certify.claims.lint.finite import sort_of
from certify.crosscheck import check_bytes
from certify.provers import Budget, decide_statement
from certify.report.mathml import mathml

print(certify.__file__)
Path("claims/numbers.py").write_text(
    "from certify.claims import claim\\n"
    "from certify.claims.statements.composite import Composite\\n"
    "composite = claim('a', Composite(91))\\n"
    "open = claim('b', Composite(97))\\n"
)
first, second = certify.check([Path("claims")], jobs=0, cache=None)
print(first.id.split(".")[-1], first.verdict, first.grade, *first.witness.values())
claims = collect([Path("claims")])
one = claims.claims[0]
print(one.statement.text())
print(second.id.split(".")[-1], second.verdict, second.grade)

outcome = decide_statement(one.statement, Budget())
file, recalled = claims.files[one.id], []
for kept in (outcome, replace(outcome, witness={"factors": "3 · 5"})):
    Store(Path("store")).write([Decided(one, file, kept)])
    recalled.append(Store(Path("store")).recall(one, file) == kept)
print(f"recalled {recalled[0]}, forged {recalled[1]}")

(good,) = outcome.certificates
bad = certificate("composite", one.statement.document(), {"factors": ["1", "91"]})
kernel = (certify.verify(one).accepted for one in (good, bad))
again = (check_bytes(one.to_bytes()).accepted for one in (good, bad))
print("kernel", *kernel, end=", ")
print("second", *again)
print(describe(good).claim)
print(re.search("<mn>.*</mn>", mathml(one.statement))[0])
print(sort_of(one.statement))
"""
