"""What describes the certificates of a rule: the module that is named as the kernel's module of the rule."""

from collections.abc import Callable
from importlib import import_module

from certify.certificates.certificate import Certificate
from certify.certificates.descriptions.notation import Wording
from certify.kernel.rules.table import RULES

KERNEL, HERE = "certify.kernel.rules", "certify.certificates.descriptions"


def wording_of(rule: str) -> Callable[[Certificate], Wording]:
    """The function `wording` of that module; where there is none, what tells the fields of the statement."""
    if rule not in RULES:
        return fields
    name = RULES[rule].__module__.replace(KERNEL, HERE)
    try:
        wording: Callable[[Certificate], Wording] = import_module(name).wording
    except ModuleNotFoundError as error:
        if error.name is None or not f"{name}.".startswith(f"{error.name}."):
            raise
        return fields
    return wording


def fields(certificate: Certificate) -> Wording:
    """The fields of the statement, for a rule that no module describes."""
    shown = {name: str(value) for name, value in certificate.statement.items()}
    rule = certificate.rule[:60]
    claim = f"A certificate of rule {rule!r}, over the rational numbers, for the statement below."
    return claim, dict(shown), "docs/certificate-format.md says what the kernel checks.", {}
