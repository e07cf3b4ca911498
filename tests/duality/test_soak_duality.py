"""Long runs: every form, both solvers, hundreds of instances. `pytest -m soak -s` prints the summary."""

import itertools
import time
from collections import Counter

import numpy as np
import pytest
from independent import primal_violations, proved_bound
from zoo import KINDS, PATTERNS, instance

from certify import delta_star, sharp_escape
from certify.recovery.duality import Status

SHAPES = [(1, 1), (2, 1), (1, 2), (2, 2), (3, 1), (2, 3), (3, 2), (4, 2)]
INSTANCES = 500


@pytest.mark.soak
def test_no_instance_of_any_kind_is_left_without_an_answer_and_all_forms_agree() -> None:
    cells = list(itertools.product(SHAPES, PATTERNS, KINDS))
    order = np.random.default_rng(0).permutation(len(cells))[:INSTANCES]
    said: Counter[str] = Counter()
    failures: list[str] = []
    worst_gap = worst_spread = worst_violation = worst_order = 0.0
    start = time.monotonic()
    for count, index in enumerate(order):
        (r, r_star), pattern, kind = cells[index]
        if r == 1 and kind in ("rank-deficient X", "zero column in X"):
            kind = "generic"
        question = instance(kind, r, r_star, 1000 + count, pattern)
        name = f"{kind} ({r},{r_star}) {pattern} seed {1000 + count}"
        forms = ["rank-one", *(["reduced"] if question.noiseless else [])]
        if r * r_star <= 4 or count % 8 == 0:
            forms.append("full")
        values = {}
        try:
            auto = delta_star(question)
            said[f"auto {auto.status.name}"] += 1
            if auto.status is not Status.CONFIRMED:
                failures.append(f"{name}: auto not confirmed, {auto.primal} {auto.dual} {auto.residuals}")
                continue
            worst_gap = max(worst_gap, abs(auto.gap))
            worst_violation = max(worst_violation, *primal_violations(auto).values())
            worst_violation = max(worst_violation, abs(proved_bound(question, *auto.escape) - auto.dual))
            report = sharp_escape(question)
            worst_order = max(
                worst_order,
                (report.delta_closed_form or 0.0) - report.delta_directions,
                report.delta_directions - auto.delta_star,
            )
            for form in forms:
                for solver in ("clarabel", "scs"):
                    if form == "full" and solver == "scs" and r * r_star > 2:
                        continue
                    result = delta_star(question, form=form, solver=solver)  # type: ignore[arg-type]
                    said[f"{form} {solver} {result.status.name}"] += 1
                    if result.dual > auto.delta_star + 2e-6:
                        failures.append(f"{name}: {form} {solver} proves too much: {result.dual}")
                    if result.status is Status.CONFIRMED:
                        values[form, solver] = result.delta_star
        except Exception as error:
            failures.append(f"{name}: {type(error).__name__}: {error}")
            continue
        spread = max((abs(value - auto.delta_star) for value in values.values()), default=0.0)
        worst_spread = max(worst_spread, spread)
        if spread > 2e-6:
            failures.append(f"{name}: values {values} against {auto.delta_star}")
    print(f"\n{len(order)} instances in {time.monotonic() - start:.0f} s; {len(failures)} failures")
    print(f"largest gap {worst_gap:.1e}, spread of the forms {worst_spread:.1e}, ", end="")
    print(
        f"violation recomputed independently {worst_violation:.1e}, disorder of the bounds {worst_order:.1e}"
    )
    for word, number in sorted(said.items()):
        print(f"  {word}: {number}")
    for failure in failures:
        print(f"  FAILURE {failure}")
    assert not failures
    assert worst_gap <= 1e-6
    assert worst_violation <= 2e-6
    assert worst_order <= 2e-6
