"""The claims in proofs/ as sentences: the grammar says what the papers say, and statements come out the same.

The quick part reads the claims of one folder; the soak reads all.
"""

from pathlib import Path

import pytest

from certify.claims import Real, Statement, collect
from certify.claims.sentences import statement_of
from certify.claims.statements.words import Expression, Words
from certify.common.errors import InputError
from certify.formulas.grammar import parse

PROOFS = Path(__file__).parents[2] / "proofs"
QUICK = "ma_fattahi"


def read_again(statement: Real | Words) -> Statement | None:
    """The statement of what it says as a sentence; None where the grammar has no words for it."""
    text = statement.text() if isinstance(statement, Real) else sentence(statement)
    try:
        return statement_of(parse(text))
    except InputError:
        return None


def sentence(words: Words) -> str:
    """A statement about matrix words in the grammar, with all that `Words.text` leaves out."""
    letters = (f"{one.kind} {one.name} ({one.rows} x {one.columns})" for one in words.letters)
    matrices = ", ".join(letters).replace("general ", "")
    scalars = ", ".join(words.variables[len(words.sizes) :])
    given = [f"{spelled(part)} == 0" for part in words.vanishing]
    given += [f"{spelled(part)} >= 0" for part in words.nonnegative]
    condition = f" with {', '.join(given)}" if given else ""
    left, right = map(spelled, words.sides)
    and_scalars = f" and scalars {scalars}" if scalars else ""
    return f"for all matrices {matrices}{and_scalars}{condition}: {left} {words.sense} {right}"


def spelled(expression: Expression) -> str:
    """A sum of products; the identity where a term of a matrix has no letter outside of traces."""
    terms = []
    for term, coefficient in expression.terms.items():
        factors = [f"({coefficient})", *(f"{name}**{power}" for name, power in term.variables)]
        factors += [f"tr({'*'.join(map(str, word))})" for word in term.traces]
        outside = [str(letter) for letter in term.word]
        identity = [f"I({expression.shape[0]})"] if expression.shape else []
        terms.append("*".join(factors + (outside or identity)))
    return " + ".join(terms) or "0"


def shares(folder: Path) -> dict[type, tuple[int, int]]:
    """For each kind of statement, how many the grammar can say, of how many."""
    statements = [claim.statement for claim in collect([folder]).claims]
    found = {}
    for kind in (Real, Words):
        asked = [statement for statement in statements if isinstance(statement, kind)]
        again = [read_again(statement) for statement in asked]
        pairs = zip(asked, again, strict=True)
        assert [a.text() for a, b in pairs if b is not None and a.hash != b.hash] == []
        found[kind] = len(again) - again.count(None), len(again)
    return found


def test_claims_of_a_paper_are_the_same_statements_when_read_from_their_text():
    said = shares(PROOFS / QUICK)
    print(said)
    assert all(0 < 0.9 * of <= count for count, of in said.values())
    assert said[Real][0] == said[Real][1]


@pytest.mark.soak
def test_nearly_all_claims_are_the_same_statements_when_read_from_their_text():
    said = shares(PROOFS)
    print(said)
    assert all(count >= 0.98 * of for count, of in said.values())
    assert said[Real][0] >= said[Real][1] - 1  # one has more names than a sentence may have
