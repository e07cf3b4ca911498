"""The kinds of findings, and exceptions to them."""

from collections.abc import Mapping
from typing import NamedTuple

from certify.common.errors import InputError

# What each kind means, and what to do about it.
KINDS = {
    "circular": (
        "the conclusion is among the hypotheses",
        "take the hypothesis out, or state what the paper infers",
    ),
    "stand-in": (
        "a symbol stands for something else",
        "use the letters of the paper, or state it for matrices",
    ),
    "quantifier": (
        "the title says more than the statement",
        "say in the title which members or sizes are stated",
    ),
    "not-printed": (
        "printed=True for what the paper does not print",
        "leave printed=True out, or state the printed line",
    ),
    "title": (
        "the title names a numbered result alone, and the scope is not whole",
        "name the display or the step, or give scope=whole, part(...) or case(...)",
    ),
    "fixed-size": (
        "the scope is whole, and the statement is one at fixed sizes",
        'give scope=case("...") with the sizes or the instance',
    ),
    "unnamed-scope": ("a part or a case without a name", 'write part("...") or case("...")'),
    "says-nothing": ("the statement says nothing", "state the line as it is written, or leave it out"),
    "no-whole": (
        "a numbered result without a whole statement",
        'state it with scope="whole", as Unmechanised with the reason where there is no check',
    ),
    "origin": (
        "a note cites a fact that no hypothesis assumes",
        'wrap the hypothesis: assuming("Weyl", ...) or conclusion_of("module.name", ...)',
    ),
    "homogeneity": (
        "a formula is not homogeneous",
        "check the transcription, or say in lint_except that it is printed so",
    ),
    "exception": ("an exception that no finding needs", "take it out of lint_except"),
}


class Finding(NamedTuple):
    """Something that is wrong with a claim, or with a paper.

    Attributes:
        id: of the claim; of a paper its name and the numbered result, "zhang: Theorem 1.4".
        kind, message: what is wrong.
        reason: why it is none after all; "" where no reason is given.
    """

    id: str
    kind: str
    message: str
    reason: str = ""

    @property
    def line(self) -> str:
        """The finding with its cure."""
        return f"{self.id}: {self.kind}: {self.message}; {KINDS[self.kind][1]}"

    def document(self) -> dict[str, str | None]:
        """As JSON data."""
        return {
            "id": self.id,
            "kind": self.kind,
            "message": self.message,
            "cure": KINDS[self.kind][1],
            "reason": self.reason or None,
        }


def excepted(reasons: Mapping[str, str]) -> dict[str, str]:
    """Exceptions by kind. Raises InputError for an unknown kind, or a reason that is empty."""
    for kind, why in reasons.items():
        if kind not in KINDS:
            raise InputError(
                "lint_except", f"{kind!r} is no kind of finding", f"use one of {', '.join(KINDS)}"
            )
        if not isinstance(why, str) or not why.strip():
            raise InputError("lint_except", f"no reason for {kind}", "say why the finding is none")
    return dict(reasons)
