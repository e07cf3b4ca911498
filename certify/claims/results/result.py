"""What came of a claim."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from certify.claims.results.verdict import Grade, Verdict


@dataclass(frozen=True)
class ClaimResult:
    """A claim with its verdict.

    Attributes:
        id, paper, title: which claim, of which paper, and where in it, with its scope.
        statement: what it asserts, for a person; `statement_hash` of what it says exactly.
        printed, repairs: whether it is as printed, or the id of the printed claim it repairs; `change` what
            was changed, `extraction_doubt` why the transcription may be at fault.
        verdict, grade, how: what is so, how far to trust it, and by what means, in one line.
        witness: the exact point that refutes it (or proves an existence statement), as readable text.
        certificates: addresses of what the kernel accepted.
        rests_on: ids; `open_links` those on which it rests, directly or not, that are not PROVED.
        scope, scope_name: what it states of the printed item ("whole", "line", "part", "case"), and which
            part or case; empty for what is neither printed nor a repair.
        cites: the place in the paper: authors, year, title, arXiv or DOI, page and number.
        assumes: the named facts that its own hypotheses assume; `assuming` those together with the facts that
            the claims it rests on assume, directly or not.
        facts: the library facts that its certificate uses.
        model: "shown" or "not shown": whether some point that satisfies the hypotheses was; or "".
        canary: the verdict it must keep, or "".
        lint: where its formulas are not homogeneous under the scaling declared; says nothing of its truth.
        seconds: time spent; `cached` whether the verdict comes from an earlier run, re-checked.
        experiment: a long seeded run; `skipped` where it was not asked for and no earlier one is remembered.
        basis: why it is told: "kernel" (certificates that the kernel accepted in this run), "decided"
            (by the provers, in this run) or "believed" (an earlier run said so, and its code is unchanged);
            "" where there is no verdict.
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
    model: str = ""
    canary: str = ""
    note: str = ""
    seconds: float = 0.0
    cached: bool = False
    experiment: bool = False
    skipped: bool = False
    basis: str = ""
    change: str = ""
    extraction_doubt: str = ""
    lint: tuple[str, ...] = ()
    scope: str = ""
    scope_name: str = ""
    cites: Mapping[str, Any] = field(default_factory=dict)
    assumes: tuple[str, ...] = ()
    assuming: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()

    @property
    def result(self) -> str:
        """The numbered result it is taken from, as "Theorem 1.4"; "" where none is known."""
        return self.cites.get("number") or ""

    @property
    def counted(self) -> bool:
        """Whether it counts among the statements of its paper: a printed one or a repair, and no canary."""
        return bool(self.scope) and not self.canary

    @property
    def mark(self) -> str:
        """The verdict in words; "PROVED assuming Weyl" where it is proved from facts that are assumed."""
        name = self.verdict.value.replace("_", " ")
        proved = self.verdict is Verdict.PROVED and self.assuming
        return f"{name} assuming {', '.join(self.assuming)}" if proved else name

    @property
    def settled(self) -> bool:
        """Whether it is PROVED, together with all it rests on, and nothing is assumed."""
        return self.transitive is Verdict.PROVED and not self.assuming

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
            "title": self.title,
            "cites": dict(self.cites),
            "result": self.result or None,
            "scope": self.scope or None,
            "scope_name": self.scope_name or None,
            "printed": self.printed,
            "repairs": self.repairs or None,
            "verdict": self.verdict.value,
            "grade": self.grade.value,
            "witness": dict(self.witness) or None,
            "certificate": list(self.certificates) or None,
            "rests_on": list(self.rests_on),
            "assuming": list(self.assuming),
            "facts": list(self.facts),
            "canary": self.canary or None,
            "seconds": round(self.seconds, 3),
            "transitive": self.transitive.value,
            "open_links": list(self.open_links),
            "statement": self.statement,
            "statement_hash": self.statement_hash,
            "how": self.how,
            "model": self.model or None,
            "note": self.note,
            "experiment": self.experiment,
            "basis": self.basis or None,
            "extraction_doubt": self.extraction_doubt,
            "lint": list(self.lint),
        }
