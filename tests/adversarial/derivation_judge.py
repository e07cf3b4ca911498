"""An independent judge of derivations: it walks the JSON and tries each step at numbers.

It knows neither checker. `judge(document)` raises Bad where a step is false or does not follow by the rule,
Unjudged where it has no numbers, and returns where every step holds at the numbers tried.
"""

from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from derivation_library import LIBRARY
from derivation_terms import NAME, ONE, SIZES, Bad, Table, Unjudged, World

CLEAR = 1e-4  # farther apart than this is different; nearer than a hundredth of it is equal
ENOUGH = {"eq": ("zero",), "ge": ("zero", "nonnegative", "positive"), "gt": ("positive",)}


@dataclass(frozen=True)
class Sequent:
    """Objects in order, premises and cases; a fact is (kind, node or sequent)."""

    objects: tuple
    premises: tuple
    cases: tuple  # of (objects, facts)


@dataclass
class Scope:
    """The objects and facts at hand."""

    objects: dict = field(default_factory=dict)
    facts: dict = field(default_factory=dict)

    def copy(self):
        return Scope(dict(self.objects), dict(self.facts))


def judge(document):
    """Return where every step holds; Bad or Unjudged otherwise."""
    try:
        return Judge().certificate(document)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, ZeroDivisionError) as error:
        raise Bad(f"not of the form of a derivation: {error!r}") from None


class Judge:
    """One walk. The table and what was found at numbers outlive it, so that mutants share them."""

    table, known, worlds = Table(), {}, {}

    def __init__(self):
        self.count, self.sizes, self.doubt = 0, 0, None

    def certificate(self, document):
        scope = Scope()
        theorem = self.open(document["statement"], scope, facts=True)
        self.run(document["witness"]["steps"], scope, theorem.cases)
        if self.doubt:
            raise Unjudged(self.doubt)

    # names

    def fresh(self, kind, shape=()):
        if kind == "size":
            self.sizes += 1
            return self.table.symbol(self.sizes - 1, "size")
        self.count += 1
        return self.table.symbol(self.count - 1, kind, shape)

    def bind(self, scope, name, kind, shape=()):
        self.free(name, scope.objects)
        scope.objects[name] = self.fresh(kind, shape)
        return scope.objects[name]

    @staticmethod
    def free(name, taken):
        if not isinstance(name, str) or not NAME.match(name):
            raise Bad("what is no name")
        if name in taken:
            raise Bad("a name that is in scope")

    def keep(self, scope, name, fact):
        self.free(name, scope.facts)
        scope.facts[name] = fact

    def object(self, scope, name, *kinds):
        if name == "1" and "size" in kinds:
            return ONE
        found = scope.objects.get(name) if isinstance(name, str) else None
        if found is None:
            raise Bad("an object that is not in scope")
        if self.table.kind(found) not in kinds:
            raise Bad("an object of another kind")
        return found

    def fact(self, scope, name, *kinds):
        if not isinstance(name, str) or name not in scope.facts:
            raise Bad("a fact that is not in scope")
        if scope.facts[name][0] not in kinds:
            raise Bad("a fact of another kind")
        return scope.facts[name]

    # sequents

    def open(self, text, scope, facts=False):
        """Bind the objects of a sequent in this scope, and its premises if they are at hand."""
        objects = [self.bind(scope, name, "size") for name in text["sizes"]]
        objects += [self.bind(scope, name, "parameter") for name in text["parameters"]]
        objects += [self.letter(scope, letter) for letter in text["letters"]]
        for name, *shape in text["forms"]:
            rows, columns = (self.object(scope, size, "size") for size in shape)
            objects.append(self.bind(scope, name, "form", (rows, columns)))
        premises = []
        for name, kind, body in text["premises"]:
            premises.append(self.read(kind, body, scope))
            if facts:
                self.keep(scope, name, premises[-1])
        cases = []
        for case in text["cases"]:
            inside = scope.copy()
            bound = [self.bind(inside, name, "parameter") for name in case["parameters"]]
            bound += [self.letter(inside, letter) for letter in case["letters"]]
            made = tuple(self.read(kind, body, inside) for _, kind, body in case["facts"])
            cases.append((tuple(bound), made))
        return Sequent(tuple(objects), tuple(premises), tuple(cases))

    def letter(self, scope, text):
        name, rows, columns, kind = text
        shape = tuple(self.object(scope, size, "size") for size in (rows, columns))
        if kind not in ("general", "symmetric", "semidefinite"):
            raise Bad("a letter of no kind")
        if kind != "general" and shape[0] != shape[1]:
            raise Bad("a symmetric letter that is not square")
        return self.bind(scope, name, kind, shape)

    def read(self, kind, body, scope):
        if kind == "all":
            return "all", self.open(body, scope.copy())
        if kind not in ENOUGH:
            raise Bad("a fact of no kind")
        node = self.element(body, scope)
        if kind != "eq" and self.table.shapes[node]:
            raise Bad("an order of matrices")
        return kind, node

    def put(self, fact, values):
        kind, body = fact
        if kind != "all":
            return kind, self.table.put(body, values)
        inside = dict(values)
        objects = tuple(self.renewed(one, inside) for one in body.objects)
        premises = tuple(self.put(premise, inside) for premise in body.premises)
        cases = []
        for bound, facts in body.cases:
            here = dict(inside)
            new = tuple(self.renewed(one, here) for one in bound)
            cases.append((new, tuple(self.put(one, here) for one in facts)))
        return "all", Sequent(objects, premises, tuple(cases))

    def renewed(self, symbol, values):
        """A new object of the same kind, with the shape that the values give it."""
        shape = self.shape(symbol, values)
        values[symbol] = self.fresh(self.table.kind(symbol), shape)
        return values[symbol]

    def shape(self, symbol, values):
        return tuple(values.get(size, size) for size in self.table.shapes[symbol])

    def same(self, have, want, values=None, weaker=False):
        """Bad unless the fact at hand is the wanted one; `values` puts its bound objects for the wanted's."""
        values = values or {}
        if have[0] != want[0] and not (weaker and (have[0], want[0]) == ("gt", "ge")):
            raise Bad("a fact of another kind than the wanted one")
        if have[0] != "all":
            self.equal(self.table.put(have[1], values), want[1], "another fact than the wanted one")
            return
        a, b = have[1], want[1]
        values = self.matched(a.objects, b.objects, values)
        if len(a.premises) != len(b.premises) or len(a.cases) != len(b.cases):
            raise Bad("a sequent of another form than the wanted one")
        for one, other in zip(a.premises, b.premises, strict=True):
            self.same(one, other, values)
        for (bound, facts), (wanted, others) in zip(a.cases, b.cases, strict=True):
            here = self.matched(bound, wanted, values)
            if len(facts) != len(others):
                raise Bad("a case of another form than the wanted one")
            for one, other in zip(facts, others, strict=True):
                self.same(one, other, here)

    def matched(self, objects, wanted, values):
        values = dict(values)
        if len(objects) != len(wanted):
            raise Bad("a sequent about other objects than the wanted one")
        for one, other in zip(objects, wanted, strict=True):
            if self.table.kind(one) != self.table.kind(other):
                raise Bad("a sequent about objects of another kind")
            if self.shape(one, values) != self.table.shapes[other]:
                raise Bad("a sequent about objects of another shape")
            values[one] = other
        return values

    # numbers

    def equal(self, left, right, complaint, equations=()):
        """Bad where two elements differ at numbers that satisfy the equations."""
        if self.table.shapes[left] != self.table.shapes[right]:
            raise Bad("elements of different shapes")
        key = (left, right, tuple(equations))
        if key not in self.known:
            self.known[key] = self.compared(left, right, tuple(equations))
        if self.known[key] == "different":
            raise Bad(complaint)
        if self.known[key] == "unknown":
            self.doubt = "no numbers satisfy the equations"

    def compared(self, left, right, equations):
        if left == right:
            return "equal"
        worlds = self.satisfying(equations)
        far = [world.distance(left, right) for world in worlds]
        if not far or not all(np.isfinite(far)):
            return "unknown"
        return "different" if max(far) > CLEAR else "equal" if max(far) < CLEAR / 100 else "unknown"

    def satisfying(self, equations):
        """Two interpretations in which the equations hold, of different sizes if there are such."""
        if equations not in self.worlds:
            found = []
            for attempt in range(8 if equations else 2):
                world = World(self.table, 17 + attempt, SIZES[attempt % len(SIZES)])
                if not equations or world.solve(equations):
                    found.append(world)
                if len(found) == 2:
                    break
            self.worlds[equations] = found
        return self.worlds[equations]

    # expressions

    def element(self, text, scope):
        return self.signed(text, scope, by=False)[0]

    def signed(self, text, scope, by=True):
        """The node of an expression, and the sign that its form gives it."""
        table = self.table
        if isinstance(text, str):
            if text in scope.objects:
                node = scope.objects[text]
                kind = table.kind(node)
                if kind == "form":
                    raise Bad("a form that stands alone")
                return node, "positive" if kind == "size" else "unknown"
            if NAME.match(text):
                raise Bad("an object that is not in scope")
            value = Fraction(text)
            sign = "zero" if value == 0 else "positive" if value > 0 else "unknown"
            return table.number(value), sign
        op, *parts = text
        if op in ("fact", "gram") and not by:
            raise Bad("a fact within an element")
        if op == "fact":
            kind, node = self.fact(scope, parts[0], *ENOUGH)
            return node, {"eq": "zero", "ge": "nonnegative", "gt": "positive"}[kind]
        if op == "gram":
            return self.gram(*parts, scope), "nonnegative"
        if op == "I":
            return table.unit(self.object(scope, parts[0], "size")), "unknown"
        if op == "0":
            return table.zero(*(self.object(scope, size, "size") for size in parts)), "zero"
        form = self.object(scope, parts.pop(0), "form") if op == "form" else None
        exponent = parts.pop() if op == "^" else None
        nodes, signs = zip(*(self.signed(part, scope, by) for part in parts), strict=True)
        zero = "zero" if "zero" in signs else "unknown"
        if op == "+":
            return table.add(nodes, [1] * len(nodes)), self.sum_sign(signs)
        if op == "-" and len(nodes) < 3:
            factors = [-1] if len(nodes) == 1 else [1, -1]
            return table.add(nodes, factors), "zero" if set(signs) == {"zero"} else "unknown"
        if op == "*":
            node = table.times(nodes)
            scalars = not any(table.shapes[part] for part in nodes)
            known = scalars and "unknown" not in signs and zero != "zero"
            best = "positive" if set(signs) == {"positive"} else "nonnegative"
            return node, best if known else zero
        if op == "^":
            even = not table.shapes[nodes[0]] and exponent % 2 == 0
            sign = signs[0] if signs[0] != "unknown" or not even else "nonnegative"
            return table.power(nodes[0], exponent), sign
        if op == "square" and len(nodes) == 1:
            return table.inner(nodes[0], nodes[0]), "nonnegative"
        make = {("T", 1): table.transpose, ("tr", 1): table.trace, ("inner", 2): table.inner}
        if form is not None:
            return table.form(form, *nodes), zero
        return make[op, len(nodes)](*nodes), zero

    @staticmethod
    def sum_sign(signs):
        if "unknown" in signs:
            return "unknown"
        return "positive" if "positive" in signs else "zero" if set(signs) == {"zero"} else "nonnegative"

    def gram(self, left, right, weights, matrix, scope):
        table = self.table
        sides = [self.object(scope, name, "semidefinite") if name else None for name in (left, right)]
        nodes = [self.signed(weight, scope)[0] for weight in weights]
        entries = [[Fraction(i == j) for j in range(len(nodes))] for i in range(len(nodes))]
        if matrix != "":
            entries = [[Fraction(entry) for entry in row] for row in matrix]
        array = np.array(entries, dtype=float)
        if array.shape != (len(nodes), len(nodes)) or np.abs(array - array.T).max() > 0:
            raise Bad("a Gram matrix that is not symmetric, or of another size")
        if np.linalg.eigvalsh(array).min() < -1e-9 * (1 + np.abs(array).max()):
            raise Bad("a Gram matrix that is not semidefinite")
        terms = []
        for row, first in zip(entries, nodes, strict=True):
            for entry, second in zip(row, nodes, strict=True):
                if entry:
                    terms.append(self.gram_term(table.number(entry), first, second, *sides))
        return table.add(terms, [1] * len(terms)) if terms else table.number(0)

    def gram_term(self, entry, first, second, left, right):
        table = self.table
        if not table.shapes[first]:
            if left is not None or right is not None:
                raise Bad("a weight between scalars")
            return table.times([entry, first, second])
        word = [table.transpose(first), left, second, right]
        return table.times([entry, table.trace(table.times([part for part in word if part is not None]))])

    # steps

    def run(self, steps, scope, goal):
        closed = False
        for step in steps:
            if closed:
                raise Bad("a step after the goal is closed")
            closed = getattr(self, "step_" + step["step"])(step, scope, goal)
        if not closed:
            raise Bad("the goal is open at the end")

    def equations(self, step, scope):
        return tuple(self.fact(scope, name, "eq")[1] for name, _ in step["rewrite"])

    def symmetric(self, node, equations=()):
        shape = self.table.shapes[node]
        if not shape or shape[0] != shape[1]:
            raise Bad("a symmetric element that is not square")
        self.equal(node, self.table.transpose(node), "an element that is not symmetric", equations)

    def define(self, scope, symbol, value, name):
        self.keep(scope, name, ("eq", self.table.add([symbol, value], [1, -1])))

    def step_let(self, step, scope, _):
        value = self.element(step["element"], scope)
        kind, shape = step["kind"], self.table.shapes[value]
        if kind not in ("parameter", "general", "symmetric") or (kind == "parameter") == bool(shape):
            raise Bad("a definition of another kind")
        if kind == "symmetric":
            self.symmetric(value)
        self.define(scope, self.bind(scope, step["name"], kind, shape), value, step["fact"])

    def step_have(self, step, scope, _):
        kind, node = self.read(step["kind"], step["element"], scope) if step["kind"] != "all" else (0, 0)
        value, sign = self.signed(step["by"], scope)
        if sign not in ENOUGH[kind]:
            raise Bad("a sign that is not enough")
        self.equal(node, value, "an element that is not the value of `by`", self.equations(step, scope))
        self.keep(scope, step["fact"], (kind, node))

    def step_apply(self, step, scope, goal):
        source, name = step["sequent"]
        if source == "library":
            known = self.open(LIBRARY[name], Scope())
        elif source == "fact":
            known = self.fact(scope, name, "all")[1]
        else:
            raise Bad("a sequent from nowhere")
        values = self.instance(known, step, scope)
        if len(step["premises"]) != len(known.premises) or len(step["cases"]) != len(known.cases):
            raise Bad("an instance with too few or too many parts")
        for given, premise in zip(step["premises"], known.premises, strict=True):
            have = self.fact(scope, given, *ENOUGH, "all")
            self.same(have, self.put(premise, values), weaker=True)
        alone = len(known.cases) == 1
        for part, (bound, facts) in zip(step["cases"], known.cases, strict=True):
            inside, here = scope if alone else scope.copy(), dict(values)
            names = [*part["parameters"], *part["letters"]]
            numbers = sum(self.table.kind(one) == "parameter" for one in bound)
            if len(part["parameters"]) != numbers or len(names) != len(bound):
                raise Bad("a case with too few or too many objects")
            for given, symbol in zip(names, bound, strict=True):
                shape = self.shape(symbol, here)
                here[symbol] = self.bind(inside, given, self.table.kind(symbol), shape)
            for given, fact in zip(part["facts"], facts, strict=True):
                self.keep(inside, given, self.put(fact, here))
            if not alone:
                self.run(part["steps"], inside, goal)
        return not alone

    def instance(self, known, step, scope):
        kinds = {"size": "sizes", "parameter": "parameters", "form": "forms"}
        values, used = {}, {"sizes": 0, "parameters": 0, "letters": 0, "forms": 0}
        for symbol in known.objects:
            group = kinds.get(self.table.kind(symbol), "letters")
            text = step[group][used[group]]
            used[group] += 1
            if group == "sizes":
                values[symbol] = self.object(scope, text, "size")
            elif group == "forms":
                values[symbol] = self.form(text, self.shape(symbol, values), scope)
            else:
                values[symbol] = self.witness(symbol, text, scope, values)
        if any(len(step[group]) != count for group, count in used.items()):
            raise Bad("an instance with too many objects")
        return values

    def witness(self, symbol, text, scope, values):
        node, kind = self.element(text, scope), self.table.kind(symbol)
        if self.table.shapes[node] != self.shape(symbol, values):
            raise Bad("an object of another shape")
        if kind == "symmetric":
            self.symmetric(node)
        return self.semidefinite(node, scope) if kind == "semidefinite" else node

    def semidefinite(self, node, scope):
        """The semidefinite letter in scope that an element is, as T(Q) is Q."""
        shape = self.table.shapes[node]
        for letter in scope.objects.values():
            if self.table.kind(letter) == "semidefinite" and self.table.shapes[letter] == shape:
                try:
                    self.equal(node, letter, "another letter")
                except Bad:
                    continue
                return letter
        raise Bad("what is no semidefinite letter")

    def form(self, text, shape, scope):
        if isinstance(text, str):
            form = self.object(scope, text, "form")
            if self.table.shapes[form] != shape:
                raise Bad("a form of another shape")
            return form
        inside = scope.copy()
        left, right = (self.bind(inside, text[side], "general", shape) for side in ("left", "right"))
        element = self.element(text["element"], inside)
        table = self.table
        swapped = table.put(element, {left: right, right: left})
        self.equal(element, swapped, "a form that is not symmetric")
        other = self.fresh("general", shape)
        three, five = table.number(3), table.number(5)
        moved = table.add([table.times([three, left]), table.times([five, other])], [1, 1])
        apart = [table.times([three, element]), table.times([five, table.put(element, {left: other})])]
        self.equal(table.put(element, {left: moved}), table.add(apart, [1, 1]), "a form that is not linear")
        return left, right, element

    def step_psd(self, step, scope, _):
        node = self.element(step["element"], scope)
        self.symmetric(node, self.equations(step, scope))
        if step["name"] == step["vector"]:
            raise Bad("a vector with the name of the letter")
        table, shape, inside = self.table, self.table.shapes[node], scope.copy()
        v = self.bind(inside, step["vector"], "general", (shape[0], ONE))
        goal = ((), (("ge", table.inner(v, table.times([node, v]))),))
        self.run(step["steps"], inside, (goal,))
        letter = self.bind(scope, step["name"], "semidefinite", shape)
        self.define(scope, letter, node, step["fact"])

    def step_lemma(self, step, scope, _):
        inside = scope.copy()
        proved = self.open(step["sequent"], inside, facts=True)
        self.run(step["steps"], inside, proved.cases)
        self.keep(scope, step["fact"], ("all", proved))

    def step_finish(self, step, scope, goal):
        number = step["case"]
        if not isinstance(number, int) or not 0 <= number < len(goal):
            raise Bad("a case that the goal does not have")
        bound, facts = goal[number]
        texts = [*step["parameters"], *step["letters"]]
        numbers = sum(self.table.kind(one) == "parameter" for one in bound)
        if len(step["parameters"]) != numbers or len(texts) != len(bound) or len(step["facts"]) != len(facts):
            raise Bad("a case of the goal with too few or too many parts")
        values = {}
        for symbol, text in zip(bound, texts, strict=True):
            values[symbol] = self.witness(symbol, text, scope, values)
        for name, fact in zip(step["facts"], facts, strict=True):
            self.same(self.fact(scope, name, *ENOUGH, "all"), self.put(fact, values), weaker=True)
        return True

    def step_absurd(self, step, scope, _):
        kind, node = self.fact(scope, step["fact"], *ENOUGH)
        if self.table.shapes[node]:
            raise Bad("a contradiction between matrices")
        values = [float(world.value(node)[0].real) for world in self.satisfying(())]
        if abs(values[0] - values[1]) > 1e-9 * (1 + abs(values[0])):
            raise Bad("a contradiction that is no constant")
        if not {"eq": abs(values[0]) > 1e-9, "ge": values[0] < -1e-12, "gt": values[0] < 1e-12}[kind]:
            raise Bad("a contradiction that is none")
        return True
