"""The claims of a paper hang together: what stands alone is a canary or a named remark."""

import re
from pathlib import Path

import pytest

from certify.claims import Theorem
from certify.claims.collect import Collection, collect

PROOFS = Path(__file__).parents[2] / "proofs"
# Remarks of the text, or of ours, that nothing rests on.
ALONE = {
    "zhang/definition_1_1.dense",
    "zhang/appendix_a.smaller_constant",
}


def parts(collection: Collection) -> list[set[str]]:
    """The connected parts of the graph of links and repairs.

    A theorem with a derivation of its own rests on no line: it hangs together with the lines of its file.
    """
    near: dict[str, set[str]] = {claim.id: set() for claim in collection.claims}
    for claim in collection.claims:
        linked = [*claim.rests_on, *([claim.repairs.id] if claim.repairs else [])]
        if isinstance(claim.statement, Theorem):
            file = claim.id.split(".")[0]
            linked += [one.id for one in collection.claims if one.id.split(".")[0] == file]
        for other in linked:
            near[claim.id].add(other)
            near[other].add(claim.id)
    found, left = [], set(near)
    while left:
        part, frontier = set(), [min(left)]
        while frontier:
            name = frontier.pop()
            if name not in part:
                part.add(name)
                frontier += near[name]
        found.append(part)
        left -= part
    return found


@pytest.mark.parametrize("paper", ["zhang", "beyond"])
def test_all_but_canaries_and_named_remarks_hang_together(paper):
    collection = collect([PROOFS / paper])
    assert collection.broken == ()
    excused = ALONE | {claim.id for claim in collection.claims if claim.canary}
    assert len([part for part in parts(collection) if not part <= excused]) == 1


def test_a_claim_that_is_excused_does_stand_alone():
    alone = {name for part in parts(collect([PROOFS / "zhang"])) if len(part) == 1 for name in part}
    assert alone >= ALONE


@pytest.mark.parametrize("file", sorted((PROOFS / "beyond").glob("*.py")), ids=lambda file: file.stem)
def test_the_page_of_mathematics_names_its_claims_and_only_those(file):
    names = {
        claim.id.split(".")[-1] for claim in collect([file.parent]).claims if f"/{file.stem}." in claim.id
    }
    page = file.read_text().split('"""')[1]
    assert set(re.findall(r"`(\w+)`", page)) <= names
