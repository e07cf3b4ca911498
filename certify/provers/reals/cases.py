"""Statements about real numbers proved by cases, in the tree that the kernel's rule `real` checks.

The kernel's own evaluation says what is still to be known at a node: the sign of a polynomial, or a root.
There the tree divides. Where nothing is left to be known and the goal is not met, the facts have to
contradict each other: that is for the ways to close systems.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Any

from sympy import QQ
from sympy.polys.orderings import lex
from sympy.polys.rings import ring as polynomial_ring

from certify.kernel.arithmetic.polynomial import Polynomial
from certify.kernel.arithmetic.quotients import Factors, Lack, Value, rational
from certify.kernel.fields import Field
from certify.kernel.limits import Budget, Declined, Rejected
from certify.kernel.rules.reals.expressions import Document, read_document
from certify.kernel.rules.reals.facts import Facts, shortened
from certify.kernel.rules.reals.valuation import Valuation
from certify.provers.reals.closing.frame import Closed, Frame
from certify.provers.reals.closing.refutation import Identity, Refutation, Term, times_one
from certify.provers.reals.normal_form import Atom, Cell, Inexpressible
from certify.provers.reals.polynomials import Poly, coefficients, fraction
from certify.provers.reals.tree_writing import CannotCiteError, Fact, Json, Writer

MOST_CASES = 512
DEEPEST = 40  # splits below each other: the format nests at most 128 lists
_COMPLEMENT = {"0": "-+", "-+": "0", "-": "0+", "0+": "-", "+": "-0", "-0": "+"}
_ATOM = {"0": "=", "+": ">", "0+": ">=", "-+": "!="}

# Closes the systems (a frame and a cell each) that it can, within a time: as many answers, None where not.
CloseAll = Callable[[Sequence[tuple[Frame, Cell]]], Sequence[Closed | None]]


@dataclass(frozen=True)
class Proof:
    """A tree, and how its cases were closed, in words: the last of them."""

    tree: Json
    how: str


@dataclass(frozen=True)
class _Sign:
    """The sign of a polynomial is asked for: whether it is among these."""

    polynomial: Polynomial
    signs: tuple[str, ...]


@dataclass(frozen=True)
class _Root:
    order: int
    above: Polynomial
    below: Factors


@dataclass
class _Leaf:
    """A case whose facts are to contradict each other."""

    facts: Facts
    why: Refutation | None = None


class _Asking(Valuation):
    """Remembers what was asked for first and is not known."""

    def __init__(self, facts: Facts) -> None:
        super().__init__(facts, Budget())
        self.asked: _Sign | _Root | None = None

    def within(self, polynomial: Polynomial, signs: str) -> bool | None:
        answer = super().within(polynomial, signs)
        if answer is None and self.asked is None:
            self.asked = _Sign(polynomial, (signs, _COMPLEMENT[signs]))
        return answer

    def inverse(self, base: Value, exponent: int) -> Value | Lack:
        """The sign of a denominator is asked for at once, not only whether it is 0."""
        if rational(base.above) is None and self.asked is None:
            known = self.facts.signs(base.above, self.budget)
            if len(known) > 1 and not (known == {"-", "+"} and exponent % 2 == 0):
                even = exponent % 2 == 0
                self.asked = _Sign(base.above, ("-+", "0") if even else ("+", "0", "-"))
        return super().inverse(base, exponent)

    def radical(self, order: int, value: Value, node: Any) -> Value | Lack:
        found = super().radical(order, value, node)
        if found is Lack.UNKNOWN and self.asked is None:
            self.asked = _Root(order, value.above, value.below)
        return found


def proof_by_cases(document: Mapping[str, Any], goal: str, close: CloseAll) -> Proof | str:
    """A tree that meets the goal ("show", "not show", "given"), or why there is none.

    Raises:
        Inexpressible: the statement is outside what the kernel reads, or has too many cases.
    """
    try:
        statement = read_document(Field(document, "statement", Budget()))  # type: ignore[arg-type]
    except (Rejected, Declined) as error:
        raise Inexpressible(str(error)) from None
    builder = _Builder(statement, goal)
    try:
        tree = builder.tree(Facts(len(statement.names)), 0)
    except Declined as error:
        raise Inexpressible(str(error)) from None
    open_leaves = [leaf for leaf in builder.leaves if leaf.why is None]
    systems = [builder.system(leaf.facts) for leaf in open_leaves]
    distinct = list(dict.fromkeys((frame.names, cell) for frame, cell in systems))
    frames = {frame.names: frame for frame, _ in systems}
    answers = close([(frames[names], cell) for names, cell in distinct])
    found = dict(zip(distinct, answers, strict=True))
    how = ""
    for leaf, (frame, cell) in zip(open_leaves, systems, strict=True):
        closed = found[frame.names, cell]
        if closed is None or closed.refutation is None:
            return f"no certificate found for {cell.conclusion or 'a case of it'}"
        leaf.why, how = closed.refutation, closed.how
    try:
        return Proof(builder.written(tree), how or "the cases follow from signs")
    except CannotCiteError as error:
        return f"a certificate could not be written ({error})"


class _Builder:
    def __init__(self, statement: Document, goal: str) -> None:
        self.statement, self.goal = statement, goal
        self.leaves: list[_Leaf] = []
        self.frames: dict[int, Frame] = {}
        # Products whose signs are those of their factors: facts too, but of no use where a case is closed.
        self.products: set[frozenset[tuple[tuple[int, ...], Fraction]]] = set()

    def tree(self, facts: Facts, depth: int) -> Any:
        """The tree below a node: a leaf, "settled", or a tuple that says how it divides."""
        if depth > DEEPEST:
            raise Inexpressible(f"more than {DEEPEST} cases within each other")
        asking = _Asking(facts)
        if asking.settles(self.statement, self.goal):
            return "settled"
        asked = asking.asked
        if asked is None or self._is_missed(asking):
            return self.leaf(facts)
        if isinstance(asked, _Root):
            return self._root(asked, facts, depth)
        return self._split(asked, facts, depth)

    def _is_missed(self, asking: _Asking) -> bool:
        """Whether the goal is not met, whatever else is still to be known: only a contradiction is left."""
        if any(asking.truth(condition) != {"T"} for condition in self.statement.given):
            return False
        truth = asking.truth(self.statement.show)
        missed = {"show": "T" not in truth, "not show": truth == {"T"}, "given": True}
        return missed[self.goal]

    def leaf(self, facts: Facts, why: Refutation | None = None) -> _Leaf:
        """A case that is still to be closed, or is by this."""
        made = _Leaf(facts, why)
        self.leaves.append(made)
        if len(self.leaves) > MOST_CASES:
            raise Inexpressible(f"more than {MOST_CASES} cases")
        return made

    def _split(self, asked: _Sign, facts: Facts, depth: int) -> Any:
        p = _primitive(asked.polynomial)
        frame = self.frame(facts)
        if len(asked.signs) == 3 or asked.signs[0] == "-+":
            factors = self._factors(frame, p)
            if len(factors) > 1 or factors[0][1] > 1:
                return self._by_factors(p, factors, facts, depth)
        branches = []
        possible = facts.signs(p, Budget())
        for signs in asked.signs:
            inside = facts.assuming(p, signs, Budget())
            if not possible & set(signs):  # plainly not: the same polynomial has other signs
                branches.append((signs, self.leaf(inside, self._opposed(p, signs, facts))))
                continue
            why = _by_terms(self.atoms(inside))
            branches.append((signs, self.leaf(inside, why) if why else self.tree(inside, depth + 1)))
        return "split", p, branches

    def _opposed(self, p: Polynomial, signs: str, facts: Facts) -> Refutation | None:
        return _opposite_signs(self.atoms(facts.assuming(p, signs, Budget())))

    def _factors(self, frame: Frame, p: Polynomial) -> list[tuple[Poly, int]]:
        factors: list[tuple[Poly, int]] = self.ringed(frame, p).factor_list()[1]
        return factors

    def _by_factors(
        self, p: Polynomial, factors: Sequence[tuple[Poly, int]], facts: Facts, depth: int
    ) -> Any:
        """The sign of a product by those of its factors: first the one that is not known, then its own."""
        frame = self.frame(facts)
        order = self.order(facts)
        for factor, power in factors:
            plain = _primitive({tuple(m[i] for i in order): v for m, v in coefficients(factor).items()})
            known = facts.signs(plain, Budget())
            if len(known) == 1 or (known == {"-", "+"} and power % 2 == 0):
                continue
            signs = ("-+", "0") if power % 2 == 0 else ("+", "0", "-")
            return self._split(_Sign(plain, signs), facts, depth)
        atoms = self.atoms(facts)
        target = self.ringed(frame, p)
        zero = next(
            (
                factor
                for factor, _ in factors
                if any(its == "0" and _ratio(factor, q) is not None for q, its in atoms)
            ),
            None,
        )
        sign = 1 if target.LC > 0 else -1
        strict: list[tuple[Poly, int]] = []
        product = frame.ring(1)
        unsigned = False
        for factor, power in factors if zero is None else ():
            for q, its in atoms:
                if its in ("+", "-+") and (ratio := _ratio(factor, q)) is not None:
                    if its == "+":
                        sign *= -1 if ratio < 0 and power % 2 else 1
                    unsigned = unsigned or (its == "-+" and power % 2 == 1)
                    strict.append((q, power))
                    product *= q**power
                    break
            else:
                return "split", p, [(s, self.tree(facts.assuming(p, s, Budget()), depth + 1)) for s in "+0-"]
        if zero is not None:
            wrong, right, rest = ("-+",), "0", target.exquo(zero)
            whys: list[Identity] = [Identity(Fraction(1), ((target, 1),), (), ((zero, -rest),))]
        elif unsigned:
            ratio = _ratio(target, product)
            assert ratio is not None
            wrong, right = ("0",), "-+"
            whys = [Identity(Fraction(1), tuple(strict), (), ((target, frame.ring(QQ(-1) / _q(ratio))),))]
        else:
            ratio = _ratio(target, product)
            assert ratio is not None
            right = "+" if ratio > 0 else "-"
            wrong = (_COMPLEMENT[right],)
            against = target if ratio < 0 else -target  # >= 0 in the wrong case
            whys = [Identity(abs(ratio), tuple(strict), (times_one(against),))]
        branches = [
            (signs, self.leaf(facts.assuming(p, signs, Budget()), why))
            for signs, why in zip(wrong, whys, strict=True)
        ]
        self.products.add(_key(p))
        branches.append((right, self.tree(facts.assuming(p, right, Budget()), depth + 1)))
        return "split", p, branches

    def _root(self, asked: _Root, facts: Facts, depth: int) -> Any:
        """A new root; its denominator, where that is a product, is first known to be positive."""
        below = _Asking(facts).expanded(asked.below)
        if facts.signs(below, Budget()) != {"+"}:
            frame = self.frame(facts)
            target = self.ringed(frame, below)
            strict = tuple((self.ringed(frame, dict(f)), count) for f, count in asked.below.items())
            why = Identity(Fraction(1), strict, (times_one(-target),))
            wrong = self.leaf(facts.assuming(below, "-0", Budget()), why)
            self.products.add(_key(below))
            right = self._root(asked, facts.assuming(below, "+", Budget()), depth + 1)
            return "split", below, [("-0", wrong), ("+", right)]
        inside = facts.with_root(asked.order, asked.above, below, Budget())
        return "root", asked.order, asked.above, below, self.tree(inside, depth + 1)

    # Polynomials and facts in rings

    def frame(self, facts: Facts) -> Frame:
        """The ring of a node: its roots, the latest first, then the symbols."""
        count = len(facts.roots)
        if count not in self.frames:
            names = [f"root{count - k}" for k in range(count)] + _plain(self.statement.names)
            ring = polynomial_ring(names, QQ, lex)[0] if names else polynomial_ring(["nothing"], QQ, lex)[0]
            self.frames[count] = Frame(ring, tuple(names))
        return self.frames[count]

    def order(self, facts: Facts) -> list[int]:
        """For each variable of the node its place in the ring."""
        roots, symbols = len(facts.roots), facts.symbols
        return [*range(roots, roots + symbols), *reversed(range(roots))]

    def ringed(self, frame: Frame, p: Polynomial) -> Poly:
        """A polynomial of a node in its ring."""
        size = max(len(frame.names), 1)
        roots = size - len(self.statement.names) if frame.names else 0
        symbols = len(self.statement.names)
        terms = {}
        for monomial, value in p.items():
            symbol_part = monomial[:symbols]
            root_part = [*monomial[symbols:], *[0] * (roots - len(monomial[symbols:]))]
            key = (*reversed(root_part), *symbol_part) if frame.names else (0,)
            terms[key] = QQ(value.numerator, value.denominator)
        return frame.ring.from_dict(terms)

    def atoms(self, facts: Facts) -> list[Fact]:
        """The facts of a node in its ring."""
        frame = self.frame(facts)
        return [(self.ringed(frame, p), signs) for p, signs in facts.recorded]

    def system(self, facts: Facts) -> tuple[Frame, Cell]:
        """The facts as a system, the last of them its conclusion."""
        frame = self.frame(facts)
        kept = [
            (p, signs)
            for i, (p, signs) in enumerate(facts.recorded)
            if i + 1 == len(facts.recorded) or _key(p) not in self.products
        ]
        atoms = [Atom(self.ringed(frame, p), _ATOM[signs]) for p, signs in kept]
        if not atoms:
            return frame, Cell(())
        return frame, Cell(tuple(dict.fromkeys(atoms[:-1])), atoms[-1])

    # Writing

    def written(self, tree: Any) -> Json:
        """The tree as the format has it."""
        if tree == "settled":
            return ["settled"]
        if isinstance(tree, _Leaf):
            frame = self.frame(tree.facts)
            assert tree.why is not None
            return Writer(frame.ring, self.order(tree.facts)).node(tree.why, self.atoms(tree.facts))
        if tree[0] == "root":
            _, order, above, below, rest = tree
            return ["root", order, _terms(above), _terms(below), self.written(rest)]
        _, p, branches = tree
        return ["split", _terms(p), *([signs, self.written(below)] for signs, below in branches)]


def _key(p: Polynomial) -> frozenset[tuple[tuple[int, ...], Fraction]]:
    """What a polynomial, its negative, and the same with exponents 0 for more roots have in common."""
    sign = 1 if p[max(p)] > 0 else -1
    return frozenset((shortened(monomial), sign * value) for monomial, value in p.items())


def _terms(p: Polynomial) -> Json:
    return [[str(value), list(monomial)] for monomial, value in sorted(p.items(), reverse=True)]


def _q(value: Fraction) -> Any:
    return QQ(value.numerator, value.denominator)


def _ratio(p: Poly, q: Poly) -> Fraction | None:
    """The factor with p = factor q, if there is one."""
    if p.LM != q.LM or len(p) != len(q):
        return None
    ratio = p.LC / q.LC
    return fraction(ratio) if q * ratio == p else None


def _primitive(p: Polynomial) -> Polynomial:
    """The positive multiple with integer coefficients without a common factor."""
    values = list(p.values())
    size = Fraction(gcd(*(v.numerator for v in values)), lcm(*(v.denominator for v in values)))
    return {monomial: value / size for monomial, value in p.items()}


def _plain(names: Sequence[str]) -> list[str]:
    """Names that rings and certificates allow."""
    taken: list[str] = []
    for name in names:
        plain = name.isascii() and name.replace("_", "a").isalnum() and name[0].isalpha() and len(name) <= 32
        chosen = name if plain else f"x{len(taken) + 1}"
        while chosen in taken or chosen.startswith("root"):
            chosen = f"{chosen}_" if chosen in taken else f"x_{chosen}"
        taken.append(chosen)
    return taken


def _opposite_signs(atoms: Sequence[Fact]) -> Refutation | None:
    """Two facts about one polynomial that exclude each other."""
    (p, signs), earlier = atoms[-1], atoms[:-1]
    for q, known in earlier:
        ratio = _ratio(p, q)
        if ratio is None:
            continue
        one = p.ring(1)
        if {signs, known} == {"0", "+"} or {signs, known} == {"0", "-+"}:
            strict, zero = (p, q) if known == "0" else (q, p)
            factor = ratio if known == "0" else 1 / ratio
            return Identity(Fraction(1), ((strict, 1),), (), ((zero, -one * _q(factor)),))
        if ratio < 0 and "+" in (signs, known) and {signs, known} <= {"+", "0+"}:
            strict, other = (p, q) if signs == "+" else (q, p)
            factor = -ratio if signs == "+" else -1 / ratio
            return Identity(Fraction(1), ((strict, 1),), (times_one(other, factor),))
    return None


def _by_terms(atoms: Sequence[Fact]) -> Refutation | None:
    """The last fact excluded by the signs of its terms, given those of single variables."""
    p, signs = atoms[-1]
    if not p or (len(p) == 1 and not any(p.LM)):
        return None
    variables: dict[int, tuple[Poly, str]] = {}
    for q, known in atoms[:-1]:
        if known in ("+", "0+") and len(q) == 1 and sum(q.LM) == 1 and q.LC > 0:
            place = next(i for i, e in enumerate(q.LM) if e)
            if place not in variables or known == "+":
                variables[place] = (q, known)
    for sign in (-1, 1) if signs == "0" else (-1,) if signs in ("+", "0+") else ():
        found = _excluded(p, signs, sign, variables)
        if found is not None:
            return found
    return None


def _excluded(p: Poly, signs: str, sign: int, variables: Mapping[int, tuple[Poly, str]]) -> Identity | None:
    """The identity, where all terms of p have the sign (or are zero) and one of them is not zero.

    A term is a square times variables that are not negative: sign p = sum |c| square prod of variables.
    """
    terms: list[Term] = []
    strict: tuple[Fraction, tuple[tuple[Poly, int], ...]] | None = None
    for monomial, value in coefficients(p).items():
        odd = [i for i, e in enumerate(monomial) if e % 2]
        if sign * value < 0 or any(i not in variables for i in odd):
            return None
        used = [i for i, e in enumerate(monomial) if e]
        if strict is None and all(i in variables and variables[i][1] == "+" for i in used):
            factors = tuple((variables[i][0], monomial[i]) for i in used)
            scale = Fraction(1)
            for q, power in factors:
                scale *= fraction(q.LC) ** power
            strict = abs(value) / scale, factors
            continue
        root = p.ring(1)
        for i, e in enumerate(monomial):
            root *= p.ring.gens[i] ** (e // 2)
        scale = Fraction(1)
        for i in odd:
            scale *= fraction(variables[i][0].LC)
        terms.append(Term(tuple(variables[i][0] for i in odd), (root,), ((abs(value) / scale,),)))
    if signs == "0":
        if strict is None:
            return None
        return Identity(strict[0], strict[1], tuple(terms), ((p, p.ring(-sign)),))
    if signs == "+":  # p itself is positive, and no term is
        if strict is not None:
            terms.append(_as_term(p, strict))
        return Identity(Fraction(1), ((p, 1),), tuple(terms))
    if strict is None:
        return None
    return Identity(strict[0], strict[1], (*terms, times_one(p)))


def _as_term(p: Poly, strict: tuple[Fraction, tuple[tuple[Poly, int], ...]]) -> Term:
    """A positive product as a square times what is left of it."""
    factor, factors = strict
    root, product = p.ring(1), list[Poly]()
    for q, power in factors:
        root *= q ** (power // 2)
        product += [q] * (power % 2)
    return Term(tuple(product), (root,), ((factor,),))
