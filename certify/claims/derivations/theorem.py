"""Theorems with their proofs: what a proof function drives a `Proof` through, kept as a certificate.

    divide = theorem("divide", forall([x, c], [x * c >= 0, c > 0], x >= 0), proof)

A theorem that another proof applies becomes a `lemma` step of its certificate, once and at its start.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from certify.certificates.certificate import Certificate, certificate
from certify.claims.derivations.instances import instances
from certify.claims.derivations.proof import Proof, Started, StepError
from certify.claims.derivations.renaming import lemma_step
from certify.claims.derivations.sequents import Sequent
from certify.common.errors import InputError


@dataclass(eq=False)
class Theorem:
    """A sequent, and how it is proved.

    Attributes:
        name: what it is called where it is used.
        sequent: what it says.
        proof: the function that proves it; it is run when the proof is first asked for.
        made: numbers that satisfy the premises, on which every step is tried, as dictionaries or a function
            that makes them.
    """

    name: str
    sequent: Sequent
    proof: Callable[[Proof], object]
    made: Iterable[Mapping[str, Any]] | Callable[[], Iterable[Mapping[str, Any]]] = field(
        default=(), repr=False
    )

    def __post_init__(self) -> None:
        if not isinstance(self.sequent, Sequent):
            raise InputError(self.name, "says no sequent", "give forall(...)")
        self.sequent = self.sequent.apart(())

    @property
    def fact(self) -> str:
        """Its name as a fact at hand."""
        return self.name.replace("-", "_").replace(".", "_").replace(" ", "_")

    @cached_property
    def started(self) -> Started:
        """The proof, run step by step through the kernel. Raises StepError at the first that fails."""
        return self.run()

    def run(self, watch: Callable[[int, str], None] | None = None) -> Started:
        """The proof, run anew; `watch` is told the number and the text of every step."""
        made = self.made() if callable(self.made) else self.made
        started = Started(self.name, watch)
        proof = Proof.begin(started, self.sequent, instances(made))
        self.proof(proof)
        if not proof.done:
            raise StepError(self.name, "the end", "the proof ends and the goal is open", str(self.sequent))
        return started

    @property
    def uses(self) -> tuple["Theorem", ...]:
        """The theorems that the proof applies, directly or not, each after those that it applies."""
        found: dict[str, Theorem] = {}
        for one in self.started.uses.values():
            for inner in (*one.uses, one):
                if found.setdefault(inner.fact, inner) is not inner:
                    raise InputError(inner.name, "is the name of two theorems", "rename one of them")
        return tuple(found.values())

    @cached_property
    def document(self) -> dict[str, Any]:
        """The statement of the certificate."""
        return self.sequent.document()

    @cached_property
    def witness(self) -> dict[str, Any]:
        """The steps: those of the theorems used, as lemmas, and its own."""
        objects = [one.name for one in self.sequent.bound]
        facts = [name for name, _ in self.sequent.premises]
        lemmas = []
        for one in self.uses:
            lemmas.append(lemma_step(one.fact, one.document, one.started.steps, objects, facts))
            facts.append(one.fact)
        return {"steps": [*lemmas, *self.started.steps]}

    def certificate(self) -> Certificate:
        """The certificate, which anyone can check."""
        return certificate("derivation", self.document, self.witness)


def theorem(
    name: str,
    sequent: Sequent,
    proof: Callable[[Proof], object],
    instances: Iterable[Mapping[str, Any]] | Callable[[], Iterable[Mapping[str, Any]]] = (),
) -> Theorem:
    """A theorem, by its statement and the function that proves it."""
    return Theorem(name, sequent, proof, instances)
