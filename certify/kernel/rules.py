"""The rules of the kernel by name, one file each."""

from collections.abc import Callable

from certify.kernel import (
    box,
    counterexample,
    curvature,
    escape,
    extremum,
    identity,
    l1_point,
    ledger,
    masks,
    point,
    positivity,
    psd_bound,
    real,
    word_identity,
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
    "l1-point": l1_point.check,
    "negative-curvature": curvature.check,
    "psd-bound": psd_bound.check,
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
