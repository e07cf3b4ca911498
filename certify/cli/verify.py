"""`certify verify`: the kernel's verdict on certificate files. Imports no numerical library."""

import json
from typing import Annotated

import typer

from certify.cli.subject import Asked, of_claim, of_instance, told
from certify.common.errors import InputError
from certify.kernel import CheckResult, check_bytes
from certify.kernel.limits import MAX_BYTES

VERDICTS = ("accepted", "rejected", "declined", "failed")
DECLINED, DISAGREEMENT = 2, 3


def verify(
    files: Annotated[list[str], typer.Argument(metavar="CERT...", help="Certificate files.")],
    instance: Annotated[
        str, typer.Option("--instance", metavar="FILE", help="Accept only certificates of this instance.")
    ] = "",
    claim: Annotated[
        str, typer.Option("--claim", metavar="ID", help="Accept only certificates of this claim.")
    ] = "",
    claims: Annotated[
        list[str] | None,
        typer.Option("--claims", metavar="PATH", help="Where the claim is; proofs if left out."),
    ] = None,
    crosscheck: Annotated[bool, typer.Option("--crosscheck", help="Ask the second checker as well.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON: a list with one object a file.")
    ] = False,
) -> int:
    """Re-check certificates exactly, trusting no solver.

    With --instance or --claim a certificate is accepted only if its statement is that of the instance in the
    file, at its delta, or of the claim; of another it is rejected, with the first place that differs.

    Exits with the worst of: 0 accepted, 1 rejected, 2 declined (unknown schema, too large), 3 the checker
    itself failed, a file could not be read, or, with --crosscheck, the two checkers disagree. Where one
    of the two declines there is no second opinion, and that is a 2.
    """
    asked = _asked(instance, claim, claims)
    worst, documents = 0, []
    for file in files:
        data, result = _judged(file)
        first, meaning = result, ""
        if result.accepted and asked is not None:
            result, meaning = asked.judge(data, result)
        subject = told(json.loads(data)["statement"]) if result.accepted else ""
        code = result.code
        document = {"file": file, **_document(result), "of": subject.strip("(,)")}
        if asked is not None:
            document |= {"asked": asked.name, "shows": meaning}
        name = _escaped(file)
        lines = [f"{name}: {_line(result, _of(asked, meaning) if result.accepted else '', subject)}"]
        if crosscheck:
            second = _crosscheck(file)
            document["crosscheck"] = _document(second)
            if DECLINED in (second.code, first.code):
                code = max(code, second.code)
                lines.append(f"{name}: there is no second opinion: {_line(second)}")
            elif second.accepted != first.accepted:
                code = DISAGREEMENT
                lines.append(f"{name}: THE CHECKERS DISAGREE; the second says {_line(second)}")
            elif first.accepted != result.accepted:
                lines.append(f"{name}: both checkers accept it, as a certificate of something else")
            else:
                lines.append(f"{name}: the second checker agrees ({_line(second)})")
        worst = max(worst, code)
        documents.append(document)
        if not as_json:
            print("\n".join(lines))
    if as_json:
        print(json.dumps(documents, indent=1))
    return worst


def _asked(instance: str, claim: str, claims: list[str] | None) -> Asked | None:
    """What the options ask for, if anything."""
    if instance and claim:
        raise InputError("--claim", "does not go with --instance", "ask for one of them")
    if claims and not claim:
        raise InputError("--claims", "is where --claim is looked for", "give --claim ID")
    if instance:
        return of_instance(instance)
    return of_claim(claim, claims or ["proofs"]) if claim else None


def _judged(file: str) -> tuple[bytes, CheckResult]:
    """The bytes of a file, no more than the kernel reads, and the kernel's verdict on them."""
    try:
        with open(file, "rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        return b"", CheckResult(False, f"cannot be read: {error}", "", 3)
    return data, check_bytes(data)


def _of(asked: Asked | None, meaning: str) -> str:
    return "" if asked is None else f"of {asked.name}{f' ({meaning})' if meaning else ''}:"


def _line(result: CheckResult, *of: str) -> str:
    parts = (VERDICTS[result.code], result.rule, *of, result.reason)
    return _escaped(" ".join(part for part in parts if part))


def _escaped(text: str) -> str:
    """So that no text of a certificate, and no name of a file, can make a second line."""
    return text.encode("unicode_escape").decode("ascii")


def _document(result: CheckResult) -> dict[str, object]:
    return {
        "accepted": result.accepted,
        "verdict": VERDICTS[result.code],
        "rule": result.rule,
        "reason": result.reason,
        "code": result.code,
    }


def _crosscheck(file: str) -> CheckResult:
    from certify.crosscheck import check_bytes

    try:
        with open(file, "rb") as stream:
            found = check_bytes(stream.read(MAX_BYTES + 1))
    except (OSError, ValueError) as error:
        return CheckResult(False, f"cannot be read: {error}", "", 3)
    return CheckResult(found.accepted, found.reason, found.rule, found.code)
