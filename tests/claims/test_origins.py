"""Hypotheses that are not printed: conclusions of named claims, checked, and facts that are assumed."""

from pathlib import Path

import pytest

from certify import ClaimResult, check
from certify.claims import Verdict, assuming, claim, collect, conclusion_of, maximum, reals
from certify.claims.facts import FACTS, named_fact
from certify.claims.results.lock import read_lock, violations, write_lock
from certify.claims.statements.words import Words, matrix, parameters, sizes, square, tr
from certify.common.errors import InputError

a, b, x, y = reals("a b x y")
HEAD = (
    "from certify.claims import assuming, claim, conclusion_of, reals\n"
    "from certify.claims.statements.words import Words, matrix, parameters, sizes, square, tr\n"
    "a, b, c, x, y = reals('a b c x y')\nn, m, r = sizes('n m r')\ns, t = parameters('s t')\n"
    "X, Y, S = matrix('X', n, r), matrix('Y', m, r), matrix('S', n, n, symmetric=True)\n"
)
LEMMA = "first = claim('first', given=[x >= 1, y >= 1], show=(x * y >= 1) & (x + y >= 2))\n"
WORDS = "lemma = claim('words', Words(tr(X.T * S * X), '==', 2 * s, vanishing=(tr(X.T * S * X) - 2 * s,)))\n"


def write(folder: Path, **files: str) -> Path:
    target = folder / "paper"
    target.mkdir(exist_ok=True)
    for stem, text in files.items():
        (target / f"{stem}.py").write_text(HEAD + text)
    return target


def used(folder: Path, hypothesis: str, lemma: str = LEMMA) -> str:
    """What is wrong with a claim that has this hypothesis, or ""."""
    text = f"main = claim('main', given=[a >= 1, {hypothesis}], show=a >= 0)\n"
    if lemma is WORDS:
        text = f"main = claim('main', Words(0, '==', 0 * tr(Y), vanishing=({hypothesis},)))\n"
        text = text.replace("0 * tr(Y)", "0 * square(Y)")
    found = collect([write(tmp, lemma_2=lemma, theorem_1=text) if (tmp := folder) else folder])
    problems = [item.problem for item in found.broken]
    assert len(problems) <= 1
    return problems[0] if problems else ""


@pytest.mark.parametrize(
    "hypothesis",
    [
        "conclusion_of('lemma_2.first', (a * b >= 1) & (a + b >= 2), x=a, y=b)",
        "conclusion_of('lemma_2.first', a * b >= 1, x=a, y=b)",
        "conclusion_of('lemma_2.first', b + a >= 2, x=a, y=b)",
        "conclusion_of('paper/lemma_2.first', 2 <= a + b, x=a, y=b)",
        "conclusion_of('lemma_2.first', x + y >= 2)",
        "conclusion_of('lemma_2.first', a**2 * b >= 1, {'x': a**2, 'y': b})",
        "conclusion_of('lemma_2.first', x * y >= 1, x=y, y=x)",
    ],
)
def test_the_conclusion_with_its_symbols_renamed_and_each_part_of_it_is_accepted(
    tmp_path: Path, hypothesis: str
) -> None:
    assert used(tmp_path, hypothesis) == ""


@pytest.mark.parametrize(
    ("hypothesis", "told"),
    [
        ("conclusion_of('lemma_2.first', a * b >= 2, x=a, y=b)", "it shows"),
        ("conclusion_of('lemma_2.first', a * b > 1, x=a, y=b)", "it shows"),
        ("conclusion_of('lemma_2.first', a * b <= 1, x=a, y=b)", "it shows"),
        ("conclusion_of('lemma_2.first', a * b >= 1)", "it shows"),
        ("conclusion_of('lemma_2.first', x >= 1)", "it shows"),
        ("conclusion_of('lemma_2.first', a * b >= 1, x=a, z=b)", "it has no symbol z"),
        ("conclusion_of('lemma_2.second', a * b >= 1, x=a, y=b)", "which is no claim"),
    ],
)
def test_another_hypothesis_is_an_error_that_names_both(tmp_path: Path, hypothesis: str, told: str) -> None:
    problem = used(tmp_path, hypothesis)
    assert told in problem
    assert "paper/lemma_2." in problem


def test_an_existence_statement_gives_no_hypothesis(tmp_path: Path) -> None:
    lemma = "first = claim('first', show=(x * y >= 1), exists=True)\n"
    assert "existence" in used(tmp_path, "conclusion_of('lemma_2.first', x * y >= 1)", lemma)


@pytest.mark.parametrize(
    ("hypothesis", "right"),
    [
        ("conclusion_of('lemma_2.lemma', tr(X.T * S * X) - 2 * s)", True),
        ("conclusion_of('lemma_2.lemma', 2 * s - tr(X.T * S * X))", True),
        ("conclusion_of('lemma_2.lemma', tr(X.T * S * X) - 2 * t, s=t)", True),
        ("conclusion_of('lemma_2.lemma', tr(X.T * S * X) - 2 * t**2, s=t**2)", True),
        ("conclusion_of('lemma_2.lemma', tr(Y.T * Y * Y.T * Y) - 2 * s, n=m, X=Y, S=Y * Y.T)", True),
        ("conclusion_of('lemma_2.lemma', tr(X.T * S * X) - s)", False),
        ("conclusion_of('lemma_2.lemma', tr(X.T * S * X) - 2 * s, s=t)", False),
        ("conclusion_of('lemma_2.lemma', tr(Y.T * Y * Y.T * Y) - 2 * s, X=Y)", False),
        ("conclusion_of('lemma_2.lemma', tr(S * S) - 2 * s, r=n, X=S, S=matrix('M', n, n))", False),
        ("conclusion_of('lemma_2.lemma', tr(X.T * S * X) - 2 * s, z=t)", False),
    ],
)
def test_conclusions_about_words_are_compared_with_letters_sizes_and_parameters_renamed(
    tmp_path: Path, hypothesis: str, right: bool
) -> None:
    problem = used(tmp_path, hypothesis, WORDS)
    assert (problem == "") is right
    assert right or "paper/lemma_2.lemma" in problem


@pytest.mark.parametrize(
    ("put", "right"), [("matrix('Q', n, n, semidefinite=True)", True), ("S", False), ("X * X.T", False)]
)
def test_a_letter_that_is_semidefinite_is_renamed_to_such_a_letter_only(
    tmp_path: Path, put: str, right: bool
) -> None:
    lemma = (
        "P = matrix('P', n, n, semidefinite=True)\nlemma = claim('w', Words(tr(P * P), '>=', 0 * tr(P)))\n"
    )
    fact = f"conclusion_of('lemma_2.lemma', tr({put} * {put}), P={put})"
    uses = f"main = claim('main', Words(tr(S * S), '>=', 0 * tr(S), nonnegative=({fact},)))\n"
    found = collect([write(tmp_path, lemma_2=lemma, theorem_1=uses)])
    assert (not found.broken) is right


def test_the_claim_rests_on_what_its_hypotheses_name(tmp_path: Path) -> None:
    uses = "main = claim('main', given=[conclusion_of('lemma_2.first', x * y >= 1)], show=x * y >= 0)\n"
    folder = write(tmp_path, lemma_2=LEMMA, theorem_1=uses)
    main = {one.id: one for one in collect([folder]).claims}["paper/theorem_1.main"]
    assert main.rests_on == ("paper/lemma_2.first",)


def results(folder: Path) -> dict[str, ClaimResult]:
    return {result.id.rpartition(".")[2]: result for result in check([folder], jobs=0, cache=None)}


CHAIN = (
    "weyl = claim('weyl', given=[a >= 1, assuming('Weyl', b <= a)], show=2 * a >= b)\n"
    "above = claim('above', a**2 + 1 >= 2 * a, rests_on=['lemma_2.weyl'])\n"
    "top = claim('top', given=[assuming('Hoeffding', x >= 1)], show=x >= 0, rests_on=['lemma_2.above'])\n"
    "apart = claim('apart', a**2 + 1 >= 2 * a)\n"
    "false = claim('false', given=[assuming('Weyl', x >= 1)], show=x >= 2)\n"
)


def test_what_is_assumed_is_told_of_everything_above_it(tmp_path: Path) -> None:
    found = results(write(tmp_path, lemma_2=CHAIN))
    assert {name: result.assuming for name, result in found.items()} == {
        "weyl": ("Weyl",),
        "above": ("Weyl",),
        "top": ("Hoeffding", "Weyl"),
        "apart": (),
        "false": ("Weyl",),
    }
    assert [found[n].verdict for n in ("weyl", "above", "top", "apart")] == [Verdict.PROVED] * 4
    assert found["weyl"].mark == "PROVED assuming Weyl"
    assert found["top"].mark == "PROVED assuming Hoeffding, Weyl"
    assert (found["apart"].mark, found["false"].mark) == ("PROVED", "REFUTED")
    assert [name for name, result in found.items() if result.settled] == ["apart"]
    assert found["top"].document()["verdict"] == "PROVED"
    assert found["top"].document()["assuming"] == ["Hoeffding", "Weyl"]


def test_the_origin_is_no_part_of_what_is_said() -> None:
    plain = claim("x", given=[b <= a], show=2 * a >= 2 * b)
    wrapped = claim("x", given=[assuming("Weyl", b <= a)], show=2 * a >= 2 * b)
    assert plain.statement.hash == wrapped.statement.hash
    assert plain.statement == wrapped.statement


def test_a_repair_and_a_statement_taken_out_keep_what_is_assumed() -> None:
    first = claim("x", given=[assuming("Weyl", b <= a)], show=a >= b, printed=True)
    assert first.repaired("weaker", show=a + 1 >= b).assumes == ("Weyl",)
    assert first.repaired("nothing assumed", given=[b <= a], show=a + 1 >= b).assumes == ()
    assert claim("y", first.statement).assumes == ("Weyl",)


def test_words_keep_the_origins_of_their_hypotheses() -> None:
    n, r = sizes("n r")
    (s,) = parameters("s")
    X = matrix("X", n, r)
    plain = Words(square(X), "==", s, vanishing=(square(X) - s,))
    wrapped = Words(square(X), "==", s, vanishing=(assuming("Weyl", tr(X.T * X) - s),))  # type: ignore[arg-type]
    assert plain == wrapped
    assert plain.hash == wrapped.hash
    assert claim("x", wrapped).assumes == ("Weyl",)


def test_an_unknown_fact_is_an_input_error_that_lists_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"'Wyel' is no named fact; use one of .*Weyl"):
        assuming("Wyel", a >= b)
    with pytest.raises(InputError, match="is no id of a claim"):
        conclusion_of("first", a >= b)
    with pytest.raises(InputError, match="an origin within an origin"):
        assuming("Weyl", assuming("Weyl", a >= b))


def test_every_named_fact_has_a_text_and_a_reference() -> None:
    for name, fact in FACTS.items():
        assert fact.name == name
        assert len(fact.text) > 20
        assert len(fact.reference) > 10
        assert named_fact(name) is fact


def test_the_lock_tells_where_a_claim_assumes_more_than_it_did(tmp_path: Path) -> None:
    folder = write(tmp_path, lemma_2=CHAIN)
    lock = tmp_path / "certify.lock"
    write_lock(lock, list(results(folder).values()))
    entries = read_lock(lock)
    assert not violations(entries, list(results(folder).values()))
    folder = write(tmp_path, lemma_2=CHAIN.replace("given=[a >= 1, ", "given=[assuming('Mirsky', a >= 1), "))
    (told,) = violations(entries, list(results(folder).values()))
    assert told == "paper/lemma_2.weyl: assumes Mirsky, which it did not"


def test_an_extremum_keeps_the_origins_of_its_hypotheses() -> None:
    plain = maximum(a - x**2, over=(x, -1, 1), equals=a, at=0 * a, given=[a >= b])
    wrapped = maximum(a - x**2, over=(x, -1, 1), equals=a, at=0 * a, given=[assuming("Weyl", a >= b)])
    assert plain == wrapped
    assert plain.hash == wrapped.hash
    assert claim("x", wrapped).assumes == ("Weyl",)
