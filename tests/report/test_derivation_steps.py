"""A derivation is told step by step, and as LaTeX: every step once, with what it adds written out."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from certify.claims.derivations import (
    equal,
    exists,
    forall,
    gram,
    inner,
    library,
    matrix,
    parameters,
    sizes,
    square,
    theorem,
    tr,
)
from certify.claims.derivations.facts import steps_of
from certify.claims.derivations.loading import module
from certify.cli import main
from certify.report.theorems.appendix import appendix, escaped
from certify.report.theorems.derivation import Plain, steps

DERIVATIONS = Path(__file__).parents[2] / "proofs"
SHOWN = ["zhang/derivations/lemma_2_3.py", "zhang/derivations/lemma_2_4.py", "library/derivations/norms.py"]
n, r = sizes("n r")
x, y = parameters("x y")
A, X = matrix("A", n, n), matrix("X", n, r)


@cache
def found(file):
    loaded = vars(module(DERIVATIONS / file)).values()
    return [one.certificate() for one in loaded if type(one).__name__ == "Theorem"]


def told(one):
    whole = one.certificate()
    return [f"{line.number} {line.sentence}" for line in steps(whole.statement, whole.witness, Plain())]


def small(statement, proof):
    return theorem("small", statement, proof)


def _root(p):
    above, zero, below = p.cases(x, "sign")
    y = above.obtain(library("square-root"), "root", parameters={"x": x}, premises=["sign"])
    above.have("square", equal(y**2, x), by=above["root_2"])
    above.finish("root_1", "square", witnesses={"y": y})
    zero.have("nothing", x**2 >= 0, by=square(x))
    zero.have("root", equal(x**2, x), by=zero["sign"] * (x - 1))
    zero.have("sign_again", x >= 0, by=zero["sign"])
    zero.finish("sign_again", "root", witnesses={"y": x})
    below.contradiction(by=below["h1"] + below["sign"])


ROOT = small(forall([x], [x >= 0], exists([y], [y >= 0, equal(y**2, x)])), _root)


def test_a_proof_by_cases_is_told_with_its_cases_and_witnesses():
    lines = told(ROOT)
    assert lines[0].startswith("1 By the library fact trichotomy")
    assert "1.1 Case 1: sign: x > 0." in lines
    assert (
        "1.1.1 By the library fact square-root, from sign: there are y with root_1: y >= 0; root_2: y y = x."
        in lines
    )
    assert "1.1.3 This is the goal, with y := y, by root_1, square." in lines
    assert lines[-1].startswith("1.3.2 contradiction, 0 > 0, is false")


def _weighted(p):
    G = p.let("G", X * X.T, "symmetric")

    def nonnegative(inside):
        v = inside.named("v")
        inside.conclude(by=square(X.T * v), rewrite=[("G_is", "G")])

    p.psd("W", G, nonnegative)
    p.conclude(by=gram(A, left="W"), rewrite=[("W_is", "W"), ("G_is", "G")])


WEIGHTED = small(forall([n, r, A, X], [], tr(A.T * X * X.T * A) >= 0), _weighted)


def test_a_definition_and_a_semidefinite_letter_are_told():
    lines = told(WEIGHTED)
    assert lines[0] == "1 Let G be X X' (G_is)."
    assert lines[1].startswith("2 W_is: W = G is positive semidefinite, since for all v (n by 1): ")
    assert lines[2] == "2.1 goal: tr(v' G v) >= 0, by |X' v|^2, replacing G by G_is."
    assert lines[-2].endswith("by gram(A; W), replacing W by W_is; G by G_is.")


@pytest.mark.parametrize("file", SHOWN)
def test_every_step_is_told_once_and_the_latex_is_balanced(file):
    for one in found(file):
        lines = list(steps(one.statement, one.witness, Plain()))
        cases = sum(bool(re.match(r"Case \d", line.sentence)) for line in lines)
        assert len(lines) - cases == steps_of(one)
        assert len({line.number for line in lines}) == len(lines)
        text = appendix("Title, 100% & more_", one, "by a_b")
        bare = re.sub(r"\\[{}$%&#_]", "", text)
        assert bare.count("{") == bare.count("}")
        assert bare.count("$") % 2 == 0
        assert all(line.count("$") % 2 == 0 for line in bare.splitlines())
        assert text.count(r"\derivationstep{") == len(lines)
        assert one.address in text


def test_the_appendix_lists_the_library_facts_with_their_references():
    text = appendix("Roots", ROOT.certificate())
    assert r"\item \textsf{square-root}: for all $x \in \mathbb{R}$: if $x \ge 0$, then there are" in text
    assert "completeness of the real numbers" in text


def test_formulas_are_set_as_mathematicians_write_them():
    text = appendix("Weights", WEIGHTED.certificate())
    assert r"$\operatorname{tr}(A^{\top} \, X \, X^{\top} \, A) \ge 0$" in text
    assert r"\operatorname{gram}_{W, I}(A)" in text
    assert escaped("a_b < 100%") == r"a\_b \ensuremath{<} 100\%"
    quarter = small(forall([n, A], [], square(A) / 4 - inner(A, A) / 4 >= 0), lambda p: p.conclude())
    assert r"$\tfrac{1}{4} \, \lVert A \rVert_F^{2} \ge \tfrac{1}{4} \, \langle A, A \rangle$" in appendix(
        "Quarters", quarter.certificate()
    )


CLAIMS = str(DERIVATIONS / "library")


def test_the_commands_walk_and_export_a_theorem(capsys, tmp_path):
    assert main(["explain", "library/norms.cauchy_schwarz", CLAIMS, "--steps"]) == 0
    printed = capsys.readouterr().out
    assert "ACCEPTED by the kernel" in printed
    assert "By the library fact trichotomy at x := " in printed
    assert main(["explain", "library/norms.cauchy_schwarz", CLAIMS, "--steps", "--json"]) == 0
    numbers = [line["number"] for line in json.loads(capsys.readouterr().out)]
    assert numbers[:3] == ["1", "1.1", "1.1.1"]
    assert main(["explain", "library/norms.cauchy_schwarz", CLAIMS]) == 0
    assert "certify explain library/norms.cauchy_schwarz --steps" in capsys.readouterr().out
    file = tmp_path / "appendix.tex"
    assert main(["export", "library/norms.cauchy_schwarz", CLAIMS, "--latex", "-o", str(file)]) == 0
    assert r"\paragraph{Proof.}" in file.read_text()


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["export", "library/norms.cauchy_schwarz", CLAIMS], "add --latex"),
        (["export", "library/norms.nothing", CLAIMS, "--latex"], "is not known"),
        (["export", "library/norms.cauchy_schwarz", CLAIMS, "--latex", "-o", "a.pdf"], "is no .tex file"),
        (["explain", "library/norms.nothing", CLAIMS, "--steps"], "is not known"),
    ],
)
def test_what_cannot_be_walked_or_exported_is_an_input_error(arguments, problem, capsys):
    assert main(arguments) == 2
    assert problem in capsys.readouterr().err
