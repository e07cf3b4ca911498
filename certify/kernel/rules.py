"""The rules of the kernel by name, one file each."""

from collections.abc import Callable

from certify.kernel import (
    box,
    counterexample,
    curvature,
    derivation,
    escape,
    extremum,
    identity,
    l1_point,
    ledger,
    masks,
    point,
    positivity,
    psd_bound,
    psd_feasibility,
    real,
    word_identity,
    word_model,
    word_vacuous,
)
from certify.kernel.fields import Field

RULES: dict[str, Callable[[Field, Field], str]] = {
    "counterexample": counterexample.check,
    "escape-directions": escape.check,
    "box": box.check,
    "identity": identity.check,
    "positivity": positivity.check,
    "point": point.check,
    "word-identity": word_identity.check,
    "word-vacuous": word_vacuous.check,
    "word-model": word_model.check_model,
    "word-counterexample": word_model.check_counterexample,
    "derivation": derivation.check,
    "l1-point": l1_point.check,
    "negative-curvature": curvature.check,
    "psd-bound": psd_bound.check,
    "psd-infeasible": psd_feasibility.check_infeasible,
    "psd-feasible": psd_feasibility.check_feasible,
    "constant-ledger": ledger.check,
    "mask-enumeration": masks.check,
    "real": real.check,
    "real-refuted": real.check_refuted,
    "real-vacuous": real.check_vacuous,
    "real-ill-posed": real.check_ill_posed,
    "extremum": extremum.check,
    "extremum-refuted": extremum.check_refuted,
    "extremum-vacuous": extremum.check_vacuous,
    "extremum-ill-posed": extremum.check_ill_posed,
}
