"""The rules of the second checker by name, one file each."""

from collections.abc import Callable

from certify.crosscheck.refusal import Effort
from certify.crosscheck.rules import refuted
from certify.crosscheck.rules.bounds import l1_point, negative_curvature, psd_bound, psd_feasibility
from certify.crosscheck.rules.computation import constant_ledger, mask_enumeration
from certify.crosscheck.rules.instances import counterexample, escape_directions
from certify.crosscheck.rules.reals import box, extremum, identity, point, positivity, real
from certify.crosscheck.rules.theorems import derivation
from certify.crosscheck.rules.words import word_identity, word_model, word_vacuous

RULES: dict[str, Callable[[object, object, Effort], str]] = {
    "counterexample": counterexample.check,
    "escape-directions": escape_directions.check,
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
    "negative-curvature": negative_curvature.check,
    "psd-bound": psd_bound.check,
    "psd-infeasible": psd_feasibility.check_infeasible,
    "psd-feasible": psd_feasibility.check_feasible,
    "constant-ledger": constant_ledger.check,
    "mask-enumeration": mask_enumeration.check,
    "real": real.check,
    "real-refuted": real.check_refuted,
    "real-vacuous": real.check_vacuous,
    "real-ill-posed": real.check_ill_posed,
    "extremum": extremum.check,
    "extremum-refuted": extremum.check_refuted,
    "extremum-vacuous": extremum.check_vacuous,
    "extremum-ill-posed": extremum.check_ill_posed,
    **refuted.RULES,
}
