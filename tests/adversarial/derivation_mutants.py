"""Ways to damage a derivation: (rng, document) -> whether it was changed. The judge says what came out."""

import copy
import json
from fractions import Fraction
from pathlib import Path

from kernel.honest_derivations import HONEST

STORE = Path(__file__).parents[2] / "proofs" / "certificates"
SMALL = 16_000  # bytes; such a derivation is checked in less than 0.1 s
STORED = 0.2  # of the mutants; the others come from the short derivations of the tests
KINDS = {}


def kind(name):
    """Enlist a way to damage a derivation under the kind of unsound proof that it imitates."""

    def enlist(function):
        KINDS.setdefault(name, []).append(function)
        return function

    return enlist


def pool():
    """The honest derivations: those written for the tests, and the small stored ones."""
    lines = [line for path in sorted(STORE.glob("*.jsonl")) for line in path.read_text().splitlines()]
    stored = [json.loads(line) for line in lines if len(line) < SMALL]
    return [document for _, document in HONEST], [d for d in stored if d.get("rule") == "derivation"]


def stream(rng):
    """Mutants without end, no two equal: (kind, bytes)."""
    seen = set()
    pools = pool()
    while True:
        document = copy.deepcopy(rng.choice(pools[rng.random() < STORED]))
        before = encode(document)
        name = rng.choice(list(KINDS))
        if not damage(rng, document, name):
            continue
        if rng.random() < 0.15:
            damage(rng, document, rng.choice(list(KINDS)))
        data = encode(document)
        if data != before and data not in seen:
            seen.add(data)
            yield name, data


def damage(rng, document, name):
    """Change a document in place; whether a way of this kind applied."""
    return bool(rng.choice(KINDS[name])(rng, document))


def encode(document):
    """The bytes of a certificate."""
    return json.dumps(document, separators=(",", ":")).encode()


# places


def parts(value):
    """All parts of a document, the outer ones first."""
    yield value
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from parts(part)


def steps(document, *kinds):
    """The steps of these kinds, or all."""
    found = [part for part in parts(document["witness"]) if isinstance(part, dict) and "step" in part]
    return [step for step in found if not kinds or step["step"] in kinds]


def step_lists(document):
    """The lists of steps."""
    return [part["steps"] for part in parts(document) if isinstance(part, dict) and part.get("steps")]


def sequents(document):
    """The sequents: of the statement, of lemmas, and those within."""
    return [
        part
        for part in parts(document)
        if isinstance(part, dict) and "premises" in part and "step" not in part
    ]


def atoms(document):
    """The facts written in sequents that are equations or inequalities."""
    facts = [fact for one in sequents(document) for fact in one["premises"]]
    facts += [fact for one in sequents(document) for case in one["cases"] for fact in case["facts"]]
    return [fact for fact in facts if fact[1] != "all"]


def elements(document):
    """The holders of elements: (list or dict, key)."""
    found = [(fact, 2) for fact in atoms(document)]
    for step in steps(document):
        found += [(step, key) for key in ("element", "by") if key in step]
        if step["step"] in ("apply", "finish"):
            found += [
                (step[key], index)
                for key in ("parameters", "letters")
                for index, value in enumerate(step[key])
                if isinstance(value, str | list)
            ]
    return found


def expressions(holder, key):
    """The places of an element and of the expressions within."""
    yield holder, key
    value = holder[key]
    if isinstance(value, list) and value[0] not in ("fact", "gram", "I", "0"):
        for index in range(2 if value[0] == "form" else 1, len(value)):
            if isinstance(value[index], str | list):
                yield from expressions(value, index)


def names(document, role):
    """All names that the document binds: of facts, or of objects."""
    found = set()
    for one in sequents(document):
        if role == "facts":
            found |= {fact[0] for fact in one["premises"]}
        else:
            found |= {*one["sizes"], *one["parameters"], *(x[0] for x in [*one["letters"], *one["forms"]])}
    for step in steps(document):
        made = step["cases"] if step["step"] == "apply" else []
        if role == "facts":
            found |= {step["fact"]} if step["step"] in ("let", "have", "psd", "lemma") else set()
            found |= {name for case in made for name in case["facts"]}
        else:
            found |= {step["name"]} if "name" in step else set()
            found |= {name for case in made for name in [*case["parameters"], *case["letters"]]}
    return sorted(found)


def references(document):
    """The places that name a fact at hand."""
    found = []
    for step in steps(document):
        found += [(step["premises"], i) for i in range(len(step.get("premises", ())))]
        if step["step"] == "finish":
            found += [(step["facts"], i) for i in range(len(step["facts"]))]
        found += [(rule, 0) for rule in step.get("rewrite", ())]
        if step["step"] == "absurd":
            found.append((step, "fact"))
        if step["step"] == "apply" and step["sequent"][0] == "fact":
            found.append((step["sequent"], 1))
        found += [(x, 1) for x in parts(step.get("by")) if isinstance(x, list) and x[:1] == ["fact"]]
    return found


def other(rng, holder, key, choices):
    """Put another of the choices."""
    choices = [choice for choice in choices if choice != holder[key]]
    if choices:
        holder[key] = rng.choice(choices)
    return bool(choices)


def drop(rng, lists):
    """Leave out one part of one of the lists."""
    lists = [one for one in lists if one]
    if lists:
        one = rng.choice(lists)
        del one[rng.randrange(len(one))]
    return bool(lists)


def swap(rng, lists):
    """Exchange two parts of one of the lists."""
    lists = [one for one in lists if len(one) > 1]
    if lists:
        one = rng.choice(lists)
        i, j = rng.sample(range(len(one)), 2)
        one[i], one[j] = one[j], one[i]
    return bool(lists)


# ways


@kind("wrong instance")
def another_object_in_an_instance(rng, document):
    found = [
        place
        for step in steps(document, "apply", "finish")
        for key in ("parameters", "letters")
        for i in range(len(step[key]))
        for place in expressions(step[key], i)
        if isinstance(place[0][place[1]], str)
    ]
    return bool(found) and other(rng, *rng.choice(found), [*names(document, "objects"), "0", "1"])


@kind("wrong instance")
def objects_of_an_instance_exchanged(rng, document):
    return swap(
        rng, [step[key] for step in steps(document, "apply", "finish") for key in ("parameters", "letters")]
    )


@kind("wrong instance")
def an_object_of_an_instance_changed(rng, document):
    found = [
        step[key]
        for step in steps(document, "apply", "finish")
        for key in ("parameters", "letters")
        if step[key]
    ]
    if not found:
        return False
    one = rng.choice(found)
    i = rng.randrange(len(one))
    one[i] = rng.choice([["-", one[i]], ["*", "2", one[i]], ["T", one[i]], ["+", one[i], one[i]]])
    return True


@kind("wrong instance")
def another_form(rng, document):
    found = [(s["forms"], i) for s in steps(document, "apply") for i in range(len(s["forms"]))]
    if not found:
        return False
    holder, key = rng.choice(found)
    if isinstance(holder[key], str):
        return other(rng, holder, key, names(document, "objects"))
    element = holder[key]["element"]
    holder[key]["element"] = rng.choice([["-", element], ["*", element, element], ["+", element, "1"]])
    return True


@kind("dropped premise")
def a_premise_of_an_instance_left_out(rng, document):
    return drop(rng, [step["premises"] for step in steps(document, "apply")])


@kind("dropped premise")
def a_premise_of_a_sequent_left_out(rng, document):
    return drop(rng, [one["premises"] for one in sequents(document)])


@kind("dropped premise")
def an_equation_to_rewrite_with_left_out(rng, document):
    return drop(rng, [step["rewrite"] for step in steps(document) if step.get("rewrite")])


@kind("dropped premise")
def a_summand_left_out(rng, document):
    sums = [
        x for s in steps(document, "have") for x in parts(s["by"]) if isinstance(x, list) and x[:1] == ["+"]
    ]
    sums = [one for one in sums if len(one) > 2]
    if sums:
        one = rng.choice(sums)
        del one[rng.randrange(1, len(one))]
    return bool(sums)


@kind("dropped premise")
def a_step_left_out(rng, document):
    return drop(rng, step_lists(document))


@kind("captured name")
def a_bound_object_renamed(rng, document):
    made = names(document, "objects")
    found = [(s, key) for s in steps(document) for key in ("name", "vector") if key in s]
    for step in steps(document, "apply"):
        found += [
            (c[k], i) for c in step["cases"] for k in ("parameters", "letters") for i in range(len(c[k]))
        ]
        found += [
            (form, side) for form in step["forms"] if isinstance(form, dict) for side in ("left", "right")
        ]
    for one in sequents(document):
        found += [(one[key], i) for key in ("sizes", "parameters") for i in range(len(one[key]))]
        found += [(x, 0) for x in [*one["letters"], *one["forms"]]]
        found += [(x, 0) for c in one["cases"] for x in c["letters"]]
    return bool(found) and other(rng, *rng.choice(found), made)


@kind("captured name")
def a_made_fact_renamed(rng, document):
    found = [(s, "fact") for s in steps(document, "let", "have", "psd", "lemma")]
    found += [
        (c["facts"], i) for s in steps(document, "apply") for c in s["cases"] for i in range(len(c["facts"]))
    ]
    found += [(fact, 0) for one in sequents(document) for fact in one["premises"]]
    return bool(found) and other(rng, *rng.choice(found), names(document, "facts"))


@kind("captured name")
def a_name_for_another_in_an_element(rng, document):
    found = [p for e in elements(document) for p in expressions(*e) if isinstance(p[0][p[1]], str)]
    return bool(found) and other(rng, *rng.choice(found), names(document, "objects"))


@kind("swapped branch")
def cases_exchanged(rng, document):
    return swap(rng, [step["cases"] for step in steps(document, "apply")])


@kind("swapped branch")
def proofs_of_cases_exchanged(rng, document):
    found = [step["cases"] for step in steps(document, "apply") if len(step["cases"]) > 1]
    if not found:
        return False
    a, b = rng.sample(rng.choice(found), 2)
    a["steps"], b["steps"] = b["steps"], a["steps"]
    return True


@kind("swapped branch")
def another_case_of_the_goal(rng, document):
    found = steps(document, "finish")
    return bool(found) and other(rng, rng.choice(found), "case", [0, 1, 2])


@kind("swapped branch")
def facts_exchanged(rng, document):
    lists = [step["facts"] for step in steps(document, "finish")]
    lists += [step["premises"] for step in steps(document, "apply")]
    return swap(rng, lists + [c["facts"] for s in steps(document, "apply") for c in s["cases"]])


@kind("swapped branch")
def a_case_left_out(rng, document):
    return drop(rng, [one["cases"] for one in [*sequents(document), *steps(document, "apply")]])


@kind("premise of another branch")
def another_fact(rng, document):
    found = references(document)
    return bool(found) and other(rng, *rng.choice(found), names(document, "facts"))


@kind("premise of another branch")
def two_steps_exchanged(rng, document):
    return swap(rng, step_lists(document))


@kind("premise of another branch")
def a_step_of_another_place(rng, document):
    lists = step_lists(document)
    if not lists:
        return False
    target, source = rng.choice(lists), rng.choice(lists)
    target[rng.randrange(len(target))] = copy.deepcopy(rng.choice(source))
    return True


@kind("size mismatch")
def another_size(rng, document):
    found = [(x, i) for one in sequents(document) for x in [*one["letters"], *one["forms"]] for i in (1, 2)]
    found += [
        (x, i) for one in sequents(document) for c in one["cases"] for x in c["letters"] for i in (1, 2)
    ]
    found += [(s["sizes"], i) for s in steps(document, "apply") for i in range(len(s["sizes"]))]
    for holder, key in [p for e in elements(document) for p in expressions(*e)]:
        value = holder[key]
        if isinstance(value, list) and value[0] in ("I", "0"):
            found += [(value, i) for i in range(1, len(value))]
    sizes = sorted({size for one in sequents(document) for size in one["sizes"]})
    return bool(found) and other(rng, *rng.choice(found), [*sizes, "1"])


@kind("size mismatch")
def a_transpose_too_many_or_too_few(rng, document):
    found = [p for e in elements(document) for p in expressions(*e)]
    if not found:
        return False
    holder, key = rng.choice(found)
    value = holder[key]
    holder[key] = value[1] if isinstance(value, list) and value[0] in ("T", "tr") else ["T", value]
    return True


@kind("size mismatch")
def factors_exchanged(rng, document):
    found = [x for x in parts(document) if isinstance(x, list) and x[:1] == ["*"] and len(x) > 2]
    if not found:
        return False
    one = rng.choice(found)
    i, j = rng.sample(range(1, len(one)), 2)
    one[i], one[j] = one[j], one[i]
    return True


@kind("weaker hypothesis")
def another_kind_of_fact(rng, document):
    holders = atoms(document) + steps(document, "have")
    if not holders:
        return False
    one = rng.choice(holders)
    return other(rng, one, "kind" if isinstance(one, dict) else 1, ["eq", "ge", "gt"])


@kind("weaker hypothesis")
def another_kind_of_letter(rng, document):
    found = [(x, 3) for one in sequents(document) for x in one["letters"]]
    found += [(x, 3) for one in sequents(document) for case in one["cases"] for x in case["letters"]]
    found += [(step, "kind") for step in steps(document, "let")]
    return bool(found) and other(rng, *rng.choice(found), ["general", "symmetric", "semidefinite"])


@kind("weaker hypothesis")
def a_hypothesis_loosened(rng, document):
    found = [x for one in sequents(document) for x in one["premises"] if x[1] in ("ge", "gt")]
    if found:
        one = rng.choice(found)
        one[2] = ["+", one[2], rng.choice(["1", "1/7", "1/1000"])]
    return bool(found)


@kind("weaker hypothesis")
def a_conclusion_tightened(rng, document):
    found = [
        x for one in sequents(document) for c in one["cases"] for x in c["facts"] if x[1] in ("ge", "gt")
    ]
    if found:
        one = rng.choice(found)
        one[2] = ["-", one[2], rng.choice(["1", "1/7", "1/1000"])]
    return bool(found)


@kind("circular reference")
def a_fact_by_itself(rng, document):
    found = steps(document, "have")
    if found:
        step = rng.choice(found)
        step["by"] = ["fact", step["fact"]]
    return bool(found)


@kind("circular reference")
def a_fact_by_a_later_one(rng, document):
    found = [(i, steps) for steps in step_lists(document) for i, s in enumerate(steps) if s["step"] == "have"]
    if not found:
        return False
    i, among = rng.choice(found)
    later = [s["fact"] for s in among[i:] if s["step"] in ("let", "have", "psd")]
    later += [fact for s in among[i:] if s["step"] == "apply" for c in s["cases"] for fact in c["facts"]]
    among[i]["by"] = rng.choice(
        [["fact", rng.choice(later)], ["+", among[i]["by"], ["fact", rng.choice(later)]]]
    )
    return True


@kind("circular reference")
def a_lemma_by_itself(rng, document):
    found = steps(document, "lemma")
    if not found:
        return False
    step = rng.choice(found)
    one = step["sequent"]
    use = {
        "step": "apply",
        "sequent": ["fact", step["fact"]],
        "sizes": list(one["sizes"]),
        "parameters": list(one["parameters"]),
        "letters": [x[0] for x in one["letters"]],
        "forms": [x[0] for x in one["forms"]],
        "premises": [x[0] for x in one["premises"]],
        "cases": [],
    }
    for number, case in enumerate(one["cases"]):
        made = {
            "parameters": [f"own{number}p{i}" for i in range(len(case["parameters"]))],
            "letters": [f"own{number}l{i}" for i in range(len(case["letters"]))],
            "facts": [f"own{number}f{i}" for i in range(len(case["facts"]))],
        }
        end = {"step": "finish", "case": number, **copy.deepcopy(made)}
        use["cases"].append({**made, "steps": [end]} if len(one["cases"]) > 1 else made)
    step["steps"] = [use, end] if len(one["cases"]) == 1 else [use]
    return True


@kind("circular reference")
def a_sequent_applied_before_it_is_proved(rng, document):
    lemmas = steps(document, "lemma")
    lists = step_lists(document)
    for among in rng.sample(lists, len(lists)):
        at = [i for i, step in enumerate(among) if step in lemmas]
        if at and at[-1] + 1 < len(among):
            i = rng.choice([i for i in at if i + 1 < len(among)])
            among.insert(rng.randrange(i + 1, len(among)), among.pop(i))
            return True
    return False


@kind("altered sign")
def a_sign_changed_in_a_step(rng, document):
    return sign_changed(rng, [e for e in elements(document) if isinstance(e[0], dict)])


@kind("altered sign")
def a_sign_changed_in_a_sequent(rng, document):
    return sign_changed(rng, [(fact, 2) for fact in atoms(document)])


def sign_changed(rng, holders):
    """One sign within an element."""
    found = [place for one in holders for place in expressions(*one)]
    if not found:
        return False
    holder, key = rng.choice(found)
    value = holder[key]
    if isinstance(value, list) and value[0] in "+-" and len(value) == 3:
        value[0] = "-" if value[0] == "+" else "+"
    else:
        holder[key] = ["-", value]
    return True


@kind("altered sign")
def a_number_changed(rng, document):
    found = [p for e in elements(document) for p in expressions(*e) if is_number(p[0][p[1]])]
    for step in steps(document, "have"):
        for x in parts(step["by"]):
            if isinstance(x, list) and x[:1] == ["gram"] and x[4]:
                found += [(row, i) for row in x[4] for i in range(len(row))]
    if not found:
        return False
    holder, key = rng.choice(found)
    number = Fraction(holder[key])
    holder[key] = str(rng.choice([-number, number + 1, number - 1, number * 2, number + Fraction(1, 1000)]))
    return True


def is_number(text):
    """A rational."""
    return isinstance(text, str) and text.lstrip("-")[:1].isdigit()


@kind("mutant of a sequent")
def another_element_in_a_sequent(rng, document):
    found = [p for fact in atoms(document) for p in expressions(fact, 2)]
    if not found:
        return False
    holder, key = rng.choice(found)
    value = holder[key]
    holder[key] = rng.choice([["*", "2", value], ["+", value, value], ["^", value, 2], ["*", "0", value]])
    return True


@kind("mutant of a sequent")
def a_part_of_a_sequent_left_out(rng, document):
    lists = [one[key] for one in sequents(document) for key in ("sizes", "parameters", "letters", "forms")]
    cases = [case for one in sequents(document) for case in one["cases"]]
    return drop(rng, lists + [case[key] for case in cases for key in ("parameters", "letters", "facts")])


@kind("mutant of a sequent")
def parts_of_a_sequent_exchanged(rng, document):
    lists = [one[key] for one in sequents(document) for key in ("parameters", "letters", "premises", "cases")]
    return swap(rng, lists + [case["facts"] for one in sequents(document) for case in one["cases"]])


@kind("mutant of a sequent")
def facts_of_another_sequent(rng, document):
    found = atoms(document)
    if len(found) < 2:
        return False
    a, b = rng.sample(found, 2)
    a[1], a[2] = b[1], copy.deepcopy(b[2])
    return True


@kind("mutant of a sequent")
def an_object_moved_into_the_conclusion(rng, document):
    found = [
        (one, key)
        for one in sequents(document)
        for key in ("parameters", "letters")
        if one[key] and one["cases"]
    ]
    if not found:
        return False
    one, key = rng.choice(found)
    rng.choice(one["cases"])[key].append(one[key].pop(rng.randrange(len(one[key]))))
    return True
