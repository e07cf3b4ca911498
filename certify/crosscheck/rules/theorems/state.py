"""What is known at a step, and what is to be shown."""

from typing import Any, NamedTuple

from certify.crosscheck.refusal import NotJudged, NotProved
from certify.crosscheck.rules.theorems.objects import Objects
from certify.crosscheck.rules.theorems.sequents import Fact, Facts, new_name

MAX_FACTS = 1000
MAX_STEP_DEPTH = 12


class State(NamedTuple):
    """Objects and facts at hand, by name; the cases one of which is to be shown, and their free names."""

    objects: Objects
    facts: Facts
    goal: list[Any]
    goal_objects: Objects
    depth: int

    def inner(self) -> "State":
        """A copy for a sub-proof of the same goal."""
        if self.depth >= MAX_STEP_DEPTH:
            raise NotJudged(f"too large: sub-proofs nested more than {MAX_STEP_DEPTH} deep")
        return self._replace(objects=dict(self.objects), facts=dict(self.facts), depth=self.depth + 1)

    def note(self, name: object, fact: Fact, place: str) -> None:
        """Add a fact under a new name."""
        self.facts[new_name(name, place, self.facts)] = fact
        if len(self.facts) > MAX_FACTS:
            raise NotJudged(f"{place}: more than {MAX_FACTS} facts in scope")

    def fact(self, name: object, place: str) -> Fact:
        """The fact of this name."""
        if not isinstance(name, str) or name not in self.facts:
            raise NotProved(f"{place}: no fact in scope")
        return self.facts[name]
