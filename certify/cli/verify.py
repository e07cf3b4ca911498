"""`certify verify`: the kernel's verdict on certificate files. Imports no numerical library."""

import json
from typing import Annotated

import typer

from certify.kernel import CheckResult
from certify.kernel.limits import MAX_BYTES
from certify.verification import verify as verify_file

VERDICTS = ("accepted", "rejected", "declined", "failed")
DECLINED, DISAGREEMENT = 2, 3


def verify(
    files: Annotated[list[str], typer.Argument(metavar="CERT...", help="Certificate files.")],
    crosscheck: Annotated[bool, typer.Option("--crosscheck", help="Ask the second checker as well.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON: a list with one object a file.")
    ] = False,
) -> int:
    """Re-check certificates exactly, trusting no solver.

    Exits with the worst of: 0 accepted, 1 rejected, 2 declined (unknown schema, too large), 3 the checker
    itself failed, a file could not be read, or, with --crosscheck, the two checkers disagree. Where one
    of the two declines there is no second opinion, and that is a 2.
    """
    worst, documents = 0, []
    for file in files:
        result = verify_file(file)
        code = result.code
        document = {"file": file, **_document(result)}
        name = _escaped(file)
        lines = [f"{name}: {_line(result)}"]
        if crosscheck:
            second = _crosscheck(file)
            document["crosscheck"] = _document(second)
            if DECLINED in (second.code, result.code):
                code = max(code, second.code)
                lines.append(f"{name}: there is no second opinion: {_line(second)}")
            elif second.accepted != result.accepted:
                code = DISAGREEMENT
                lines.append(f"{name}: THE CHECKERS DISAGREE; the second says {_line(second)}")
            else:
                lines.append(f"{name}: the second checker agrees ({_line(second)})")
        worst = max(worst, code)
        documents.append(document)
        if not as_json:
            print("\n".join(lines))
    if as_json:
        print(json.dumps(documents, indent=1))
    return worst


def _line(result: CheckResult) -> str:
    parts = (VERDICTS[result.code], result.rule, result.reason)
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
