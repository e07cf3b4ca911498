"""A claim: a statement with its place in a paper, and what it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeAlias

from certify.claims.homogeneity import declared
from certify.claims.lint.kinds import excepted
from certify.claims.origins.origin import Origin, plain
from certify.claims.paper import Paper, Source, cited
from certify.claims.scope import NOWHERE, Scope, line, scope_of
from certify.claims.statements.computation import Computed, Random
from certify.claims.statements.statement import Real, Statement
from certify.common.errors import InputError
from certify.formulas.expressions import Condition, Symbol
from certify.formulas.expressions.tree import condition

Show: TypeAlias = Statement | Condition | bool


@dataclass(eq=False)
class Claim:
    """A statement as a paper makes it. Made by `claim`; its id is given when it is collected.

    Attributes:
        title: where it stands, and a few words on what it says ("Lemma 3.9, second display"); `shown` is it
            together with the scope.
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
        scope: what it states of the printed item; empty where it is neither printed nor a repair.
        origins: the hypotheses that are not printed where they are used, with where they come from.
        lint_except: why a finding of `certify check --lint` is none here, by its kind.
        source: the numbered item, and `paper` the paper, that it is taken from; given when it is collected,
            unless the claim has a source of its own.
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
    scope: Scope = NOWHERE
    origins: tuple[Origin, ...] = ()
    lint_except: Mapping[str, str] = field(default_factory=dict)
    source: Source | None = None
    paper: Paper | None = None
    id: str = field(default="", compare=False)

    @property
    def shown(self) -> str:
        """The title, made from the place and the scope."""
        return self.scope.titled(self.title)

    @property
    def counted(self) -> bool:
        """Whether it counts among the statements of its paper: a printed one or a repair, and no canary."""
        return bool(self.scope.kind) and not self.canary

    @property
    def assumes(self) -> tuple[str, ...]:
        """The names of the facts that it assumes, sorted."""
        return tuple(sorted({origin.fact for origin in self.origins if origin.fact}))

    @property
    def cites(self) -> dict[str, Any]:
        """The place in the paper, as JSON data."""
        return cited(self.source, self.paper)

    def repaired(self, change: str, show: Show | None = None, **options: Any) -> "Claim":
        """The smallest repair of a printed claim, as a claim of its own.

        Args:
            change: what was changed, in a few words.
            show, **options: as for `claim`; hypotheses and links not given are those of the printed claim,
                and so are part and case. A repair is whole only where that is said.
        """
        if isinstance(self.statement, Real) and not isinstance(show, Statement):
            options.setdefault("given", self._hypotheses())
            show = self.statement.show if show is None else show
        if show is None:
            raise InputError("show", "is missing", "say what the repaired claim asserts")
        options.setdefault("rests_on", self.rests_on)
        options.setdefault("scaling", self.scaling)
        options.setdefault("source", self.source)
        scope = scope_of(options.pop("scope", self.scope if self.scope.named else line))
        made = claim(f"{self.title}, repaired: {change}", show=show, **options)
        made.repairs, made.change, made.scope = self, change, scope
        return made

    def _hypotheses(self) -> list[Any]:
        """The hypotheses of a statement about reals, those that have an origin with it."""
        assert isinstance(self.statement, Real)
        origins = list(self.origins)
        given: list[Any] = []
        for hypothesis in self.statement.given:
            found = next((origin for origin in origins if origin.relation is hypothesis), None)
            given.append(hypothesis if found is None else found)
        return given


def claim(
    title: str,
    show: Show,
    *,
    given: Sequence[Condition | Origin | bool] = (),
    exists: bool = False,
    printed: bool = False,
    rests_on: Sequence[str] = (),
    canary: str = "",
    note: str = "",
    seconds: float = 20.0,
    experiment: bool = False,
    extraction_doubt: str = "",
    scaling: Mapping[Any, Any] | None = None,
    scope: Scope | str | None = None,
    source: Source | None = None,
    lint_except: Mapping[str, str] | None = None,
) -> Claim:
    """A claim that `show` follows from `given`, for all real values of the symbols that occur.

    `show` may also be any other statement, which then stands by itself. With `experiment` it is a long seeded
    run of trials or cases: `certify check --experiments` runs them all, however long that takes, and goes on
    where it was interrupted. `extraction_doubt` says why the transcription of a printed line, rather than the
    line, may be at fault. `scaling` gives the degrees of symbols, beside those that the file or its folder
    declares; `certify check --lint` tells where a formula is not homogeneous, and `lint_except` says by the
    kind of a finding why it is none. A printed claim has a `scope`: "line" unless "whole", part(...) or
    case(...) is said. A hypothesis that is not printed there is wrapped: conclusion_of(...) or
    assuming(...). `source` is the numbered item, where it is another than that of the file.

    Raises:
        InputError: a hypothesis that Python has already decided (`x == y` compares: write Eq),
            hypotheses beside a statement that is not about reals, an experiment without trials or cases, a
            scope of what is not printed, or an exception to an unknown kind of finding.
    """
    if scope is not None and not printed:
        raise InputError(
            "scope", "belongs to a printed claim or a repair", "add printed=True, or leave it out"
        )
    if experiment and not isinstance(show, Computed | Random):
        raise InputError("experiment", "is for Random and Computed statements", "leave it out")
    if isinstance(show, Statement):
        if given or exists:
            raise InputError(
                "given", f"does not go with a {show.kind} statement", "put it into the statement"
            )
        statement = show
        origins: tuple[Origin, ...] = getattr(show, "origins", ())
    else:
        hypotheses, origins = plain(given)
        parts = [condition(part, f"given[{index}]") for index, part in enumerate(hypotheses)]
        shown = condition(show, "show")
        names = frozenset[str]().union(*(part.symbols for part in (*parts, shown)))
        statement = Real(tuple(map(Symbol, sorted(names))), tuple(parts), shown, exists, origins)
    named = [origin.claim for origin in origins if origin.claim]
    return Claim(
        title,
        statement,
        printed,
        rests_on=tuple(dict.fromkeys((*rests_on, *named))),
        canary=canary,
        note=note,
        seconds=seconds,
        experiment=experiment,
        extraction_doubt=extraction_doubt,
        scaling=declared(scaling or {}),
        scope=scope_of(scope or line) if printed else NOWHERE,
        origins=origins,
        lint_except=excepted(lint_except or {}),
        source=source,
    )
