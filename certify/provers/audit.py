"""Whether certificates amount to a verdict: not only accepted by the kernel, but of this very statement.

Most statements name the kernel's statement that proves or refutes them. One about real numbers is taken apart
into its systems again, and each certificate is held against them. What of this fails proves nothing; what
succeeds trusts neither the prover that found the certificates nor the file in which they were kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from certify.certificates.certificate import Certificate
from certify.claims.extremum import Extremum
from certify.claims.statement import Real, Statement
from certify.claims.verdict import Verdict
from certify.provers.box import bounds
from certify.provers.normal_form import Atom, Cell, Inexpressible, NormalForm, normal_form
from certify.provers.polynomials import Poly, constant_value, is_constant, number, odd_part, primitive

Signs = frozenset[int]
_SIGNS = {"=": frozenset({0}), "!=": frozenset({-1, 1}), ">=": frozenset({0, 1}), ">": frozenset({1})}
_ANY = frozenset({-1, 0, 1})
_DEPTH = 3  # how many known factors a polynomial is divided by


def settles(statement: Statement, verdict: Verdict, certificates: Sequence[Certificate]) -> bool:
    """Whether the certificates are accepted and together say that the statement has this verdict."""
    accepted = [certificate for certificate in certificates if certificate.check().accepted]
    if len(accepted) != len(certificates):
        return False
    if isinstance(statement, Real):
        try:
            form = normal_form(statement)
            own = [one for one in accepted if set(one.statement.get("variables", ())) <= set(form.names)]
            return _real(form, verdict, own)
        except (Inexpressible, ValueError, TypeError, KeyError, ArithmeticError):
            return False
    if isinstance(statement, Extremum):
        together = all if verdict is Verdict.PROVED else any
        return together(settles(half, verdict, accepted) for half in statement.halves)
    if verdict not in (Verdict.PROVED, Verdict.REFUTED):
        return False
    asked = statement.asks(verdict is Verdict.PROVED) or ()
    return any(
        certificate.rule == rule and certificate.check(question).accepted
        for rule, question in asked
        for certificate in accepted
    )


def _real(form: NormalForm, verdict: Verdict, certificates: Sequence[Certificate]) -> bool:
    def closed(cells: Iterable[Cell]) -> bool:
        return bool(cells) and all(_closed(form, cell, certificates) for cell in cells)

    def attained(cells: Iterable[Cell]) -> bool:
        return any(_attained(form, cell, certificates) for cell in cells)

    if form.exists:
        return {Verdict.PROVED: attained, Verdict.REFUTED: closed}.get(verdict, lambda _: False)(form.holds)
    if verdict is Verdict.PROVED:
        return closed((*form.undefined, *form.fails)) and attained(form.hypotheses)
    if verdict is Verdict.VACUOUS:
        return closed(form.hypotheses)
    return attained(form.fails if verdict is Verdict.REFUTED else form.undefined)


def _attained(form: NormalForm, cell: Cell, certificates: Sequence[Certificate]) -> bool:
    """Whether a point of one certificate satisfies the system."""
    open_atoms = [atom for atom in cell.all if not atom.decided]
    return not open_atoms or any(
        set(map(_key, open_atoms)) <= _conditions_at(form, certificate)
        for certificate in certificates
        if certificate.rule == "point"
    )


def _conditions_at(form: NormalForm, certificate: Certificate) -> set[tuple[Poly, str]]:
    """What is true at the point of a certificate of the rule `point`."""
    read = _Reader(form, certificate.statement)
    true = [Atom(read.polynomial(terms), relation) for terms, relation in certificate.statement["hypotheses"]]
    terms, relation = certificate.statement["fails"]
    true.append(Atom(read.polynomial(terms), relation).negated())
    return set(map(_key, true))


def _key(atom: Atom) -> tuple[Poly, str]:
    p = primitive(atom.polynomial)
    if atom.relation in ("=", "!="):
        p = max(p, -p, key=lambda q: sorted((m, int(v)) for m, v in q.items()))
    return p, atom.relation


def _closed(form: NormalForm, cell: Cell, certificates: Sequence[Certificate]) -> bool:
    """Whether a certificate shows that the system has no solution, or two do: one for each side of "!="."""
    if any(atom.decided is False for atom in cell.all):
        return True
    known = _Known(cell.all)
    if any(_contradicts(form, known, certificate) for certificate in certificates):
        return True
    last = cell.conclusion
    if last is None or last.relation != "!=":
        return False
    sides = (Atom(last.polynomial, ">"), Atom(-last.polynomial, ">"))
    return all(
        any(_contradicts(form, _Known((*cell.atoms, side)), certificate) for certificate in certificates)
        for side in sides
    )


def _contradicts(form: NormalForm, known: "_Known", certificate: Certificate) -> bool:
    """Whether what the certificate proves cannot be where these conditions hold."""
    statement = certificate.statement
    if certificate.rule == "identity":
        return _identity_contradicts(_Reader(form, statement), known, statement)
    if certificate.rule not in ("positivity", "box"):
        return False
    if certificate.rule == "box":
        known.learn_odd_parts()
    read = _Reader(form, statement)
    names = ("inequalities", "equations") if certificate.rule == "positivity" else ("hypotheses", "")
    inequalities = [read.polynomial(terms) for terms in statement[names[0]]]
    equations = [read.polynomial(terms) for terms in statement.get(names[1], [])]
    if not all(known.signs(g) <= _SIGNS[">="] for g in inequalities):
        return False
    if not all(known.signs(h) <= _SIGNS["="] for h in equations):
        return False
    if certificate.rule == "box" and not _inside(form, known, read, statement["box"]):
        return False
    return not known.signs(read.polynomial(statement["polynomial"])) & _SIGNS[statement["relation"]]


def _inside(form: NormalForm, known: "_Known", read: "_Reader", box: Sequence[Sequence[str]]) -> bool:
    """Whether the conditions confine each variable to its side of the box."""
    ends = bounds(form, [p for p, signs in known.table.items() if signs <= _SIGNS[">="]])
    return all(
        low is not None and high is not None and Fraction(side[0]) <= low and high <= Fraction(side[1])
        for (low, high), side in zip((ends[place] for place in read.places), box, strict=True)
    )


def _identity_contradicts(read: "_Reader", known: "_Known", statement: Mapping[str, Any]) -> bool:
    """s p = q_1 h_1 + …, where s and p are not zero and every h is: the form that `identity` writes."""
    operation, factor, target = statement["left"]
    if operation != "*" or statement["right"][0] != "+":
        return False
    nonzero = all(0 not in known.signs(read.tree(part)) for part in (factor, target))
    products = statement["right"][1:]
    return nonzero and all(
        product[0] == "*" and any(known.signs(read.tree(part)) <= {0} for part in product[1:])
        for product in products
    )


class _Reader:
    """Polynomials of a certificate in the ring of a normal form."""

    def __init__(self, form: NormalForm, statement: Mapping[str, Any]) -> None:
        self.ring = form.ring
        self.places = [form.names.index(name) for name in statement["variables"]]  # ValueError if unknown
        self.names = dict(zip(statement["variables"], self.places, strict=True))

    def polynomial(self, terms: Sequence[Any]) -> Poly:
        """From the terms of the format."""
        total = self.ring(0)
        for value, exponents in terms:
            product = self.ring(number(self.ring, Fraction(value)))
            for place, exponent in zip(self.places, exponents, strict=True):
                product *= self.ring.gens[place] ** exponent
            total += product
        return total

    def tree(self, node: Sequence[Any]) -> Poly:
        """From a tree of sums, products and powers."""
        match node:
            case ["num", value]:
                return self.ring(number(self.ring, Fraction(value)))
            case ["var", name]:
                return self.ring.gens[self.names[name]]
            case ["^", base, int() as exponent]:
                return self.tree(base) ** exponent
            case ["+", *parts]:
                return sum((self.tree(part) for part in parts), self.ring(0))
            case ["*", *parts]:
                product = self.ring(1)
                for part in parts:
                    product *= self.tree(part)
                return product
        raise ValueError("not a tree of a polynomial")


class _Known:
    """The signs that polynomials can have where some conditions hold."""

    def __init__(self, atoms: Iterable[Atom]) -> None:
        self.table: dict[Poly, Signs] = {}
        for atom in atoms:
            self._learn(atom.polynomial, _SIGNS[atom.relation])

    def learn_odd_parts(self) -> None:
        """Of what is positive, the part of the same sign without even powers is positive."""
        for p, signs in list(self.table.items()):
            if signs <= _SIGNS[">"]:
                self._learn(odd_part(p)[0], _SIGNS[">"])

    def signs(self, p: Poly, depth: int = _DEPTH) -> Signs:
        """Signs that p may have; all of them where nothing is known."""
        if is_constant(p):
            value = constant_value(p)
            return frozenset({(value > 0) - (value < 0)})
        found = self.table.get(primitive(p), _ANY)
        for q, signs in self.table.items() if depth else ():
            power, rest = 0, p
            while rest:
                quotient, remainder = rest.div(q)
                if remainder:
                    break
                power, rest = power + 1, quotient
            if power:
                others = self.signs(rest, depth - 1)
                found &= frozenset(a**power * b for a in signs for b in others)
        return found

    def _learn(self, p: Poly, signs: Signs) -> None:
        if is_constant(p):
            return
        for q, its in ((primitive(p), signs), (primitive(-p), frozenset(-s for s in signs))):
            self.table[q] = self.table.get(q, _ANY) & its
