"""Whether the hypotheses were shown to hold somewhere is part of the result, wherever the result is told."""

import json
from pathlib import Path

import pytest
from rich.console import Console

from certify import check
from certify.certificates.certificate import Certificate
from certify.checking.outcomes import _sum, believed
from certify.claims import collect
from certify.provers.audit import has_model
from certify.report.claims import explanation, letter

TEXT = """
from certify.claims import PsdBound, claim
from certify.claims.statements.words import Words, matrix, parameters, sizes, tr

n, = sizes("n")
t, = parameters("t")
X, Y = matrix("X", n, n), matrix("Y", n, n)

plain = claim("plain", Words(tr(X * Y), "==", tr(Y * X)))
held = claim("held", Words(tr(X * Y), "==", tr(Y * X), (t - 2,)))
irrational = claim("irrational", Words(tr(X * Y), "==", tr(Y * X), (t**2 - 2,)), seconds=1)
empty = claim("empty", Words(tr(X * Y), "==", tr(Y), (), (-1 - tr(X.T * X),)))
bound = claim("bound", PsdBound([[1]], [[[1]]], [1], 0))
no_bound = claim("no bound", PsdBound([[0, 0], [0, 1]], [[[1, 0], [0, 0]], [[0, 1], [1, 0]]], [0, 2], 5))
"""
MODELS = {
    "plain": "",
    "held": "shown",
    "irrational": "not shown",
    "empty": "",
    "bound": "shown",
    "no_bound": "",
}
SAID = "hypotheses not shown to hold anywhere"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    (folder / "paper").mkdir()
    (folder / "paper" / "lemma.py").write_text(TEXT)
    check([folder], jobs=0, cache=None, store=True)
    return folder


def test_results_say_it_also_when_they_are_recalled(folder: Path) -> None:
    results = check([folder], jobs=0, cache=None)
    assert all(result.cached for result in results)
    assert {result.id.split(".")[-1]: result.model for result in results} == MODELS
    assert {r.id.split(".")[-1]: r.document()["model"] or "" for r in results} == MODELS
    assert {r.id.split(".")[-1] for r in results if r.verdict.value == "VACUOUS"} == {"empty", "no_bound"}
    console = Console(width=400, file=(folder / "told").open("w"))
    console.print(letter(results, 1.0))
    for result in results:
        console.print(explanation(result, results))
    console.file.close()
    told = (folder / "told").read_text()
    assert told.count(SAID) == 1
    assert told.count("the hypotheses were not shown to hold anywhere") == 1
    assert told.count("the hypotheses hold at the point of a certificate") == 2


def test_a_record_that_says_more_than_its_certificates_show_is_not_believed(folder: Path) -> None:
    claims = {claim.id.split(".")[-1]: claim for claim in collect([folder]).claims}
    lines = [json.loads(line) for line in (folder / "certificates" / "paper.jsonl").read_text().splitlines()]
    (record,) = (line for line in lines if line.get("statement") == claims["irrational"].statement.hash)
    assert record["model"] == "not shown"
    documents = {}
    for line in lines:
        if "rule" in line:
            found = Certificate(line)
            documents[found.address] = found
    file = folder / "paper" / "lemma.py"
    assert believed(record, claims["irrational"], file, documents.__getitem__) is not None
    for model in ("shown", "maybe"):
        forged = record | {"model": model}
        forged["sum"] = _sum(forged)
        assert believed(forged, claims["irrational"], file, documents.__getitem__) is None
    assert not has_model(claims["irrational"].statement, list(documents.values()))
