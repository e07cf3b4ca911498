"""What came of a claim."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from certify.claims.verdict import Grade, Verdict


@dataclass(frozen=True)
class ClaimResult:
    """A claim with its verdict.

    Attributes:
        id, paper, title: which claim, of which paper, and where in it.
        statement: what it asserts, for a person; `statement_hash` of what it says exactly.
        printed, repairs: whether it is as printed, or the id of the printed claim it repairs; `change` what
            was changed, `extraction_doubt` why the transcription may be at fault.
        verdict, grade, how: what is so, how far to trust it, and by what means, in one line.
        witness: the exact point that refutes it (or proves an existence statement), as readable text.
        certificates: addresses of what the kernel accepted.
        rests_on: ids; `open_links` those on which it rests, directly or not, that are not PROVED.
        canary: the verdict it must keep, or "".
        lint: where its formulas are not homogeneous under the scaling declared; says nothing of its truth.
        seconds: time spent; `cached` whether the verdict comes from an earlier run, re-checked.
        experiment: a long seeded run; `skipped` where it was not asked for and no earlier one is remembered.
    """

    id: str
    paper: str
    title: str
    statement: str
    statement_hash: str
    printed: bool
    repairs: str
    verdict: Verdict
    grade: Grade
    how: str
    witness: Mapping[str, str] = field(default_factory=dict)
    certificates: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    open_links: tuple[str, ...] = ()
    canary: str = ""
    note: str = ""
    seconds: float = 0.0
    cached: bool = False
    experiment: bool = False
    skipped: bool = False
    change: str = ""
    extraction_doubt: str = ""
    lint: tuple[str, ...] = ()

    @property
    def transitive(self) -> Verdict:
        """The verdict on it together with all it rests on: PROVED only if they all are.

        A refuted proof line does not refute what rests on it; it leaves it UNDECIDED by this proof.
        """
        return Verdict.UNDECIDED if self.verdict is Verdict.PROVED and self.open_links else self.verdict

    @property
    def canary_sings(self) -> bool:
        """False where a canary has lost the verdict it must keep."""
        return not self.canary or self.skipped or self.verdict.value == self.canary

    def document(self) -> dict[str, Any]:
        """As plain data for JSON."""
        return {
            "id": self.id,
            "paper": self.paper,
            "cites": self.title,
            "printed": self.printed,
            "repairs": self.repairs or None,
            "verdict": self.verdict.value,
            "grade": self.grade.value,
            "witness": dict(self.witness) or None,
            "certificate": list(self.certificates) or None,
            "rests_on": list(self.rests_on),
            "seconds": round(self.seconds, 3),
            "transitive": self.transitive.value,
            "open_links": list(self.open_links),
            "statement": self.statement,
            "statement_hash": self.statement_hash,
            "how": self.how,
            "note": self.note,
            "experiment": self.experiment,
            "extraction_doubt": self.extraction_doubt,
            "lint": list(self.lint),
        }
