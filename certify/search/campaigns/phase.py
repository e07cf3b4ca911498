"""A campaign as a picture: what was found and certified, beside the thresholds that are proved or printed.

Everything is read from the ledger but the escape certificates, which are made here and kept there.
"""

from dataclasses import dataclass
from fractions import Fraction

from certify.certificates import Certificate, Verdict, decide
from certify.common.exact import rational_string
from certify.ledger import Accepted, Ledger
from certify.recovery.instance.instance import Instance
from certify.search.campaigns.panels import BELOW, Finding, Panel, Proved, drawn
from certify.search.campaigns.spec import Spec

NOTHING = "nothing below 1 was found"


@dataclass(frozen=True)
class Phase:
    """A campaign's picture.

    Attributes:
        spec: the campaign; results: the ledger's hash.
        panels: what is drawn; caption: what is proved and what is not.
        missing: tasks without a point, and why: NOTHING or the name of an error.
    """

    spec: Spec
    results: str
    panels: tuple[Panel, ...]
    caption: tuple[str, ...]
    missing: dict[int, str]


def phase(spec: Spec, ledger: Ledger) -> Phase:
    """The picture of a campaign that has been run: the one its spec names.

    Escape certificates are added to the ledger. Raises LedgerError where the ledger cannot be used.
    """
    missing: dict[int, str] = {}
    found: list[Finding] = []
    picture = str(spec.document["phase"])
    for item in ledger.results():
        if item.value is None:
            missing[item.task] = str(item.result.get("failed", "unknown"))
        elif item.value >= 1.0:
            missing[item.task] = NOTHING
        else:
            found.append(_finding(item, ledger, escape=picture == "ranks"))
    panels, caption = drawn(picture, spec.tasks, found)
    return Phase(spec, ledger.hash(), tuple(panels), tuple(caption), missing)


def escape_below(instance: Instance) -> Certificate | None:
    """Escape directions from an instance at BELOW its delta; None where none were certified."""
    assert instance.delta_exact is not None
    delta = instance.delta_exact - BELOW
    if delta < 0:
        return None
    numbers = (instance.eps0_exact, instance.eps1_exact, instance.eps2_exact, delta)
    decision = decide(Instance(instance.X_exact, instance.Z_exact, *map(rational_string, numbers)))
    return decision.certificate if decision.verdict is Verdict.ESCAPE_DIRECTIONS else None


def _finding(item: Accepted, ledger: Ledger, *, escape: bool) -> Finding:
    """A result of the ledger; with escape directions, kept in the ledger, where they are asked for."""
    assert item.value is not None
    counterexample: Proved | None = None
    below: Proved | None = None
    if "certificate" in item.result:
        instance = item.result["instance"]
        counterexample = Fraction(instance["delta"]), item.result["certificate"]
        if escape:
            names = ("X", "Z", "eps0", "eps1", "eps2", "delta")
            certificate = escape_below(Instance(**{name: instance[name] for name in names}))
            if certificate is not None:
                ledger.accept([], {certificate.address: certificate.to_bytes()})
                below = Fraction(certificate.document["statement"]["delta"]), certificate.address
    return Finding(item.task, item.result["question"], item.value, counterexample, below)
