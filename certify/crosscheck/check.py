"""From the bytes of a certificate to the second opinion on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from certify.crosscheck.document import check_values, read_document
from certify.crosscheck.refusal import Effort, NotJudged, NotProved
from certify.crosscheck.rules.table import RULES
from certify.crosscheck.values import record


@dataclass(frozen=True)
class CheckResult:
    """The second checker's verdict: code 0 accepted, 1 rejected, 2 declined, 3 the checker itself failed."""

    accepted: bool
    reason: str
    rule: str
    code: int


def check_bytes(data: bytes, statement: Mapping[str, object] | None = None) -> CheckResult:
    """Judge one certificate, as one of this statement if it is given. Never raises.

    In the statement asked about, numbers may also be unreduced, plain decimals or Fraction.
    """
    rule = ""
    try:
        document = read_document(data)
        rule = _known_rule(document)
        *_, asserted, witness = record(
            document, "certificate", "schema", "version", "rule", "statement", "witness"
        )
        check_values(document)
        if statement is not None:
            _check_same(statement, asserted, "statement")
        return CheckResult(True, RULES[rule](asserted, witness, Effort()), rule, 0)
    except NotProved as refusal:
        return CheckResult(False, str(refusal), rule, 1)
    except NotJudged as refusal:
        return CheckResult(False, str(refusal), rule, 2)
    except Exception as error:
        text = " ".join(f"the second checker failed: {type(error).__name__}: {error}".split())
        return CheckResult(False, text, rule, 3)


def _known_rule(document: object) -> str:
    """The rule of a certificate of this schema and version."""
    if not isinstance(document, dict) or "schema" not in document:
        raise NotProved("certificate: no object with a schema")
    for name, known in (("schema", "certify/certificate"), ("version", 1)):
        given = document.get(name)
        if type(given) is not type(known) or given != known:
            raise NotJudged(f"{name}: this checker reads {known} only")
    rule = document.get("rule")
    if not isinstance(rule, str) or rule not in RULES:
        raise NotJudged(f"rule: this checker has only the {len(RULES)} rules of this version")
    return rule


def _check_same(asked: object, asserted: object, place: str) -> None:
    """Refuse where the statement of the certificate is not the one asked about; as deep as the file is."""
    same = False
    if isinstance(asserted, dict):
        same = isinstance(asked, Mapping) and set(asked) == set(asserted)
        if same and isinstance(asked, Mapping):
            for name, value in asserted.items():
                _check_same(asked[name], value, f"{place}.{name}")
    elif isinstance(asserted, list):
        same = isinstance(asked, list | tuple) and len(asked) == len(asserted)
        if same and isinstance(asked, list | tuple):
            for i, value in enumerate(asserted):
                _check_same(asked[i], value, f"{place}[{i}]")
    elif isinstance(asserted, int):
        same = type(asked) is int and asked == asserted
    else:
        same = asked == asserted or _as_number(asked) == asserted
    if not same:
        raise NotProved(f"{place}: not what was asked about")


def _as_number(asked: object) -> str | None:
    """The canonical form of a number in the statement asked about."""
    if isinstance(asked, str) and len(asked) <= 4002 and not set(asked) - set("-/.0123456789"):
        try:
            return str(Fraction(asked))
        except (ValueError, ZeroDivisionError):
            return None
    return str(asked) if isinstance(asked, Fraction) else None
