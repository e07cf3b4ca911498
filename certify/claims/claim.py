"""A claim: a statement with its place in a paper, and what it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeAlias

from certify.claims.computation import Computed, Random
from certify.claims.homogeneity import declared
from certify.claims.statement import Real, Statement
from certify.errors import InputError
from certify.expressions import Condition, Symbol
from certify.expressions.tree import condition

Show: TypeAlias = Statement | Condition | bool


@dataclass(eq=False)
class Claim:
    """A statement as a paper makes it. Made by `claim`; its id is given when it is collected.

    Attributes:
        title: where it stands, in words ("Lemma 3.9, second display").
        statement: what it asserts.
        printed: whether it is stated exactly as printed.
        repairs: the printed claim it repairs, and `change` what was changed.
        rests_on: ids of other claims, "module.name" in the same paper or "paper/module.name".
        canary: the verdict it must keep: a known-false or known-open statement that guards the provers.
        note: what a reader should know of the transcription.
        seconds: the budget for one prover.
        experiment: a long seeded run, made only where experiments are asked for, and then without a budget.
        extraction_doubt: why the transcription, rather than the paper, may be at fault; "" where it is not.
        scaling: the degrees of its symbols under the scaling of the paper (`certify.claims.homogeneity`).
        id: "paper/module.name".
    """

    title: str
    statement: Statement
    printed: bool = False
    repairs: "Claim | None" = None
    change: str = ""
    rests_on: tuple[str, ...] = ()
    canary: str = ""
    note: str = ""
    seconds: float = 20.0
    experiment: bool = False
    extraction_doubt: str = ""
    scaling: Mapping[str, Fraction | None] = field(default_factory=dict)
    id: str = field(default="", compare=False)

    def repaired(self, change: str, show: Show | None = None, **options: Any) -> "Claim":
        """The smallest repair of a printed claim, as a claim of its own.

        Args:
            change: what was changed, in a few words.
            show, **options: as for `claim`; hypotheses and links not given are those of the printed claim.
        """
        if isinstance(self.statement, Real) and not isinstance(show, Statement):
            options.setdefault("given", self.statement.given)
            show = self.statement.show if show is None else show
        if show is None:
            raise InputError("show", "is missing", "say what the repaired claim asserts")
        options.setdefault("rests_on", self.rests_on)
        options.setdefault("scaling", self.scaling)
        made = claim(f"{self.title}, repaired: {change}", show=show, **options)
        made.repairs, made.change = self, change
        return made


def claim(
    title: str,
    show: Show,
    *,
    given: Sequence[Condition | bool] = (),
    exists: bool = False,
    printed: bool = False,
    rests_on: Sequence[str] = (),
    canary: str = "",
    note: str = "",
    seconds: float = 20.0,
    experiment: bool = False,
    extraction_doubt: str = "",
    scaling: Mapping[Any, Any] | None = None,
) -> Claim:
    """A claim that `show` follows from `given`, for all real values of the symbols that occur.

    `show` may also be any other statement, which then stands by itself. With `experiment` it is a long seeded
    run of trials or cases: `certify check --experiments` runs them all, however long that takes, and goes on
    where it was interrupted. `extraction_doubt` says why the transcription of a printed line, rather than the
    line, may be at fault. `scaling` gives the degrees of symbols, beside those that the file or its folder
    declares; `certify check --lint` tells where a formula is not homogeneous.

    Raises:
        InputError: a hypothesis that Python has already decided (`x == y` compares: write Eq),
            hypotheses beside a statement that is not about reals, or an experiment without trials or cases.
    """
    if experiment and not isinstance(show, Computed | Random):
        raise InputError("experiment", "is for Random and Computed statements", "leave it out")
    if isinstance(show, Statement):
        if given or exists:
            raise InputError(
                "given", f"does not go with a {show.kind} statement", "put it into the statement"
            )
        statement = show
    else:
        parts = [condition(part, f"given[{index}]") for index, part in enumerate(given)]
        shown = condition(show, "show")
        names = frozenset[str]().union(*(part.symbols for part in (*parts, shown)))
        statement = Real(tuple(map(Symbol, sorted(names))), tuple(parts), shown, exists)
    return Claim(
        title,
        statement,
        printed,
        rests_on=tuple(rests_on),
        canary=canary,
        note=note,
        seconds=seconds,
        experiment=experiment,
        extraction_doubt=extraction_doubt,
        scaling=declared(scaling or {}),
    )
