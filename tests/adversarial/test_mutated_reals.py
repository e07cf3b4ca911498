"""A damaged certificate about real numbers is rejected, by both checkers, or says something that is so."""

import collections
import copy
import json
import random

import mutations
import pytest
from honest import encode
from honest_reals import Irrational, is_so, pool

from certify import crosscheck, kernel

RULES = sorted(pool())
IN_EVERY_RUN, IN_A_SOAK = 6_000, 200_000
WORDS = [
    ["=", "!=", "<", "<=", ">", ">="],
    ["+", "*", "min", "max"],
    ["neg", "abs", "sqrt"],
    ["and", "or"],
    ["true", "false"],
    ["for all", "there are"],
    ["maximum", "minimum"],
    ["bound", "attained"],
    ["-", "0", "+", "-0", "0+", "-+"],
    ["x", "y"],
]


def any_of(rng, document, wanted):
    return mutations.pick(rng, document, wanted)


def change_a_word(rng, document, _):
    path = any_of(rng, document, lambda value: any(value in words for words in WORDS))
    if path:
        word = mutations.get(document, path)
        mutations.put(document, path, rng.choice(rng.choice([words for words in WORDS if word in words])))
    return document if path else None


def change_an_exponent(rng, document, _):
    path = any_of(
        rng, document, lambda value: isinstance(value, list) and len(value) == 3 and value[0] == "^"
    )
    if path:
        mutations.get(document, path)[2] = rng.choice(
            ["0", "1", "2", "3", "-1", "-2", "1/2", "1/3", "-1/2", "2/3"]
        )
    return document if path else None


def is_node(value):
    return (
        isinstance(value, list)
        and bool(value)
        and value[0] in ("split", "root", "settled", "contradiction", "box")
    )


def settle_a_node(rng, document, _):
    path = any_of(rng, document, is_node)
    if path:
        mutations.put(document, path, ["settled"])
    return document if path else None


def exchange_two_nodes(rng, document, _):
    first, second = any_of(rng, document, is_node), any_of(rng, document, is_node)
    if not first or not second or first[: len(second)] == second or second[: len(first)] == first:
        return None
    a, b = mutations.get(document, first), mutations.get(document, second)
    mutations.put(document, first, b)
    mutations.put(document, second, a)
    return document


def drop_a_branch(rng, document, _):
    path = any_of(rng, document, lambda value: is_node(value) and value[0] == "split" and len(value) > 2)
    if path:
        node = mutations.get(document, path)
        del node[rng.randrange(2, len(node))]
    return document if path else None


def replace_an_expression(rng, document, _):
    path = any_of(rng, document, lambda value: isinstance(value, list) and value[:1] in (["var"], ["num"]))
    if path:
        other = any_of(
            rng,
            document,
            lambda value: isinstance(value, list) and value[:1] in (["var"], ["num"], ["+"], ["/"], ["sqrt"]),
        )
        mutations.put(document, path, copy.deepcopy(mutations.get(document, other)))
    return document if path else None


def drop_a_hypothesis(rng, document, _):
    given = document["statement"]["given"]
    if given:
        del given[rng.randrange(len(given))]
    return document if given else None


def negate_the_conclusion(_, document, __):
    statement = document["statement"]
    if "show" not in statement:
        return None
    statement["show"] = ["not", statement["show"]]
    return document


def say_it_of_another_rule(rng, document, certificates):
    document["rule"] = rng.choice(RULES)
    if rng.random() < 0.5:
        document["witness"] = copy.deepcopy(rng.choice(certificates[document["rule"]])["witness"])
    return document


OPERATORS = [
    change_a_word,
    change_an_exponent,
    settle_a_node,
    exchange_two_nodes,
    drop_a_branch,
    replace_an_expression,
    drop_a_hypothesis,
    negate_the_conclusion,
    say_it_of_another_rule,
]
GENERAL = [
    mutations.change_an_entry,
    mutations.change_an_entry_of_the_witness_slightly,
    mutations.swap_two_entries,
    mutations.flip_a_sign,
    mutations.change_the_last_digit,
    mutations.use_a_wrong_index,
    mutations.truncate_a_list,
    mutations.repeat_a_list_element,
    mutations.take_the_witness_of_another_problem,
    mutations.take_one_field_of_another_problem,
    mutations.spell_a_number_differently,
    mutations.add_a_field,
    mutations.remove_a_field,
    mutations.change_one_byte,
    mutations.scale_a_part_of_the_witness,
]


def run(wanted, seed):
    """What became of mutants, by operator; those that say what is not so, or on which the checkers differ."""
    rng, certificates = random.Random(seed), pool()
    counts, survivors = collections.defaultdict(collections.Counter), []
    while sum(sum(count.values()) for count in counts.values()) < wanted:
        apply = rng.choice([*OPERATORS, *OPERATORS, *GENERAL])
        original = rng.choice(certificates[rng.choice(RULES)])
        data = mutations.mutate(rng, original, certificates, apply)
        if data is None or data == encode(original):
            continue
        result = kernel.check_bytes(data)
        assert result.code in (0, 1, 2), (result, data)
        second = crosscheck.check_bytes(data)
        if second.accepted != result.accepted:
            survivors.append((apply.__name__, data, (result, second)))
        if not result.accepted:
            counts[apply.__name__]["rejected"] += 1
            continue
        try:
            honest = is_so(json.loads(data))
        except Irrational:
            counts[apply.__name__]["unjudged"] += 1
            continue
        counts[apply.__name__]["still so"] += 1
        if not honest:
            survivors.append((apply.__name__, data, result))
    return counts, survivors


@pytest.mark.parametrize("rule", RULES)
def test_the_pool_holds_certificates_that_are_accepted_and_so(rule):
    for document in pool()[rule]:
        result = kernel.check_bytes(encode(document), document["statement"])
        assert result.accepted, result.reason
        try:
            assert is_so(document)
        except Irrational:
            assert rule == "real-refuted"


def test_a_damaged_certificate_is_rejected_or_says_what_is_so():
    counts, survivors = run(IN_EVERY_RUN, 1)
    print("together", dict(sum(counts.values(), collections.Counter())))
    assert survivors == []
    assert {name for name, count in counts.items() if count["rejected"]} == {
        apply.__name__ for apply in (*OPERATORS, *GENERAL)
    }
    assert sum(count["still so"] for count in counts.values()) > 100


@pytest.mark.soak
def test_no_damaged_certificate_of_many_says_what_is_not_so():
    assert run(IN_A_SOAK, 2)[1] == []


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("real", {"show": ["=", ["sqrt", ["^", ["var", "x"], "2"]], ["var", "x"]]}),
        ("real-refuted", {"given": []}),
        ("real-vacuous", {"given": []}),
        ("real-ill-posed", {"show": ["true"]}),
    ],
)
def test_the_judge_of_these_tests_sees_what_is_not_so(rule, change):
    document = copy.deepcopy(pool()[rule][0])
    document["statement"] |= change
    if rule == "real-refuted":
        document["witness"]["point"]["coordinates"] = ["1", "1"]
        document["statement"]["show"] = ["=", ["var", "x"], ["var", "y"]]
    assert not is_so(document)
