"""Other names throughout a sequent or a list of steps, so that a lemma can stand in another derivation."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from certify.claims.derivations.elements import Tree
from certify.claims.derivations.sequents import fresh_name

Json = Any
Names = Mapping[str, str]


def tree(value: Tree, objects: Names, facts: Names) -> Tree:
    """An expression."""
    if isinstance(value, str):
        return objects.get(value, value)
    operation, *parts = value
    if operation == "fact":
        return [operation, facts.get(parts[0], parts[0])]
    if operation == "^":
        return [operation, tree(parts[0], objects, facts), parts[1]]
    if operation == "gram":
        ends = [objects.get(part, part) for part in parts[:2]]
        return [operation, *ends, [tree(word, objects, facts) for word in parts[2]], parts[3]]
    return [operation, *(tree(part, objects, facts) for part in parts)]


def sequent(value: Json, objects: Names, facts: Names) -> Json:
    """A sequent; of its facts the names at the top are exchanged as well."""

    def listed(items: Json, own: Names) -> Json:
        return [
            [
                own.get(name, name),
                kind,
                sequent(body, objects, {}) if kind == "all" else tree(body, objects, {}),
            ]
            for name, kind, body in items
        ]

    return {
        **_binders(value, objects),
        "forms": [[objects.get(part, part) for part in one] for one in value["forms"]],
        "sizes": [objects.get(name, name) for name in value["sizes"]],
        "premises": listed(value["premises"], facts),
        "cases": [{**_binders(case, objects), "facts": listed(case["facts"], {})} for case in value["cases"]],
    }


def _binders(value: Json, objects: Names) -> Json:
    return {
        "parameters": [objects.get(name, name) for name in value["parameters"]],
        "letters": [[*(objects.get(part, part) for part in one[:3]), one[3]] for one in value["letters"]],
    }


def steps(value: Iterable[Json], objects: Names, facts: Names) -> list[Json]:
    """A list of steps."""
    return [_step(one, objects, facts) for one in value]


def _step(step: Json, objects: Names, facts: Names) -> Json:
    def named(name: str) -> str:
        return objects.get(name, name)

    def known(name: str) -> str:
        return facts.get(name, name)

    def written(value: Tree) -> Tree:
        return tree(value, objects, facts)

    def form(value: Json) -> Json:
        if isinstance(value, str):
            return named(value)
        return {
            "left": named(value["left"]),
            "right": named(value["right"]),
            "element": written(value["element"]),
        }

    change: dict[str, Callable[[Any], Any]] = {
        "name": named, "fact": known, "element": written, "by": written, "vector": named,
        "rewrite": lambda rules: [[known(name), written(lead)] for name, lead in rules],
        "steps": lambda inside: steps(inside, objects, facts),
        "parameters": lambda values: [written(one) for one in values],
        "letters": lambda values: [written(one) for one in values],
        "sizes": lambda values: [named(one) for one in values],
        "forms": lambda values: [form(one) for one in values],
        "premises": lambda names: [known(one) for one in names],
        "facts": lambda names: [known(one) for one in names],
        "cases": lambda cases: [
            {
                **{key: [named(one) for one in case[key]] for key in ("parameters", "letters")},
                "facts": [known(one) for one in case["facts"]],
                **({"steps": steps(case["steps"], objects, facts)} if "steps" in case else {}),
            }
            for case in cases
        ],
    }  # fmt: skip
    if step["step"] == "apply":
        source, name = step["sequent"]
        change["sequent"] = lambda _: [source, known(name) if source == "fact" else name]
    else:
        change["sequent"] = lambda inner: sequent(inner, objects, facts)
    return {key: change[key](value) if key in change else value for key, value in step.items()}


def bound_names(value: Json) -> Iterator[str]:
    """The objects that a sequent binds, at every depth."""
    yield from (*value["sizes"], *value["parameters"])
    yield from (one[0] for one in (*value["letters"], *value["forms"]))
    groups = [value["premises"]]
    for case in value["cases"]:
        yield from (*case["parameters"], *(one[0] for one in case["letters"]))
        groups.append(case["facts"])
    for group in groups:
        for _, kind, body in group:
            if kind == "all":
                yield from bound_names(body)


def made_names(value: Iterable[Json]) -> Iterator[tuple[str, str]]:
    """What steps name, as ("object" or "fact", name), at every depth."""
    for step in value:
        if step["step"] in ("have", "lemma", "let", "psd"):
            yield "fact", step["fact"]
        if step["step"] in ("let", "psd"):
            yield "object", step["name"]
        if step["step"] == "psd":
            yield "object", step["vector"]
        if step["step"] == "lemma":
            yield from (("object", name) for name in bound_names(step["sequent"]))
            yield from (("fact", name) for name, *_ in step["sequent"]["premises"])
        if step["step"] == "apply":
            for one in step["forms"]:
                if not isinstance(one, str):
                    yield from (("object", one[end]) for end in ("left", "right"))
            for case in step["cases"]:
                yield from (("object", name) for name in (*case["parameters"], *case["letters"]))
                yield from (("fact", name) for name in case["facts"])
                yield from made_names(case.get("steps", ()))
        yield from made_names(step.get("steps", ()))


def lemma_step(fact: str, stated: Json, proof: Json, objects: Iterable[str], facts: Iterable[str]) -> Json:
    """The step `lemma` for a theorem, with names that are none of those in scope around it."""
    taken = {"object": set(objects), "fact": {*facts, fact}}
    own: dict[str, list[str]] = {"object": list(bound_names(stated)), "fact": []}
    own["fact"] += [name for name, *_ in stated["premises"]]
    for sort, name in made_names(proof):
        own[sort].append(name)
    change: dict[str, dict[str, str]] = {"object": {}, "fact": {}}
    for sort, names in own.items():
        used = taken[sort] | set(names)
        for name in dict.fromkeys(names):
            if name in taken[sort]:
                change[sort][name] = fresh_name(name, used)
                used.add(change[sort][name])
    return {
        "step": "lemma",
        "fact": fact,
        "sequent": sequent(stated, change["object"], change["fact"]),
        "steps": steps(proof, change["object"], change["fact"]),
    }
