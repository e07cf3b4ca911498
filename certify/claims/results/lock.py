"""The lock: what every claim's verdict was, so that a change for the worse is noticed."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from certify.claims.results.result import ClaimResult
from certify.claims.results.verdict import Grade, Verdict, possible
from certify.common.errors import InputError
from certify.common.files import write_bytes

SCHEMA = "certify/lock/1"
NAME = "certify.lock"
# From the weakest to the strongest thing to know of a claim; PROVED and REFUTED are equally strong.
STRENGTH = {
    Verdict.ERROR: 0,
    Verdict.NOT_MECHANISED: 1,
    Verdict.UNDECIDED: 2,
    Verdict.SUPPORTED: 3,
    Verdict.ILL_POSED: 4,
    Verdict.VACUOUS: 4,
    Verdict.REFUTED: 4,
    Verdict.PROVED: 4,
}


def write_lock(path: Path, results: Sequence[ClaimResult]) -> None:
    """Record the results, sorted by id; of an experiment that was skipped, what was recorded before."""
    before = read_lock(path) if path.exists() and any(result.skipped for result in results) else {}
    claims = {}
    for result in sorted(results, key=lambda result: result.id):
        entry = before.get(result.id)
        if not result.skipped or entry is None or entry["statement"] != result.statement_hash:
            entry = _entry(result)
        claims[result.id] = entry
    write_bytes(path, (json.dumps({"schema": SCHEMA, "claims": claims}, indent=1) + "\n").encode())


def _entry(result: ClaimResult) -> dict[str, Any]:
    entry = {
        "statement": result.statement_hash,
        "verdict": result.verdict.value,
        "grade": result.grade.value,
        "certificates": list(result.certificates),
    }
    return {**entry, "assumes": list(result.assumes)} if result.assumes else entry


def read_lock(path: Path) -> dict[str, dict[str, Any]]:
    """The entries by id. Raises InputError where the file is missing or is no lock."""
    try:
        document = json.loads(path.read_text())
        claims: dict[str, dict[str, Any]] = document["claims"]
        if document["schema"] != SCHEMA:
            raise ValueError("another schema")
        for entry in claims.values():
            verdict, grade, statement = Verdict(entry["verdict"]), Grade(entry["grade"]), entry["statement"]
            if not isinstance(statement, str) or not possible(verdict, grade):
                raise ValueError("what cannot be known")
            tuple(entry.get("assumes", ()))
    except FileNotFoundError:
        raise InputError(str(path), "no such lock", "write one with certify check --update-lock") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        problem = f"is not a lock ({type(error).__name__})"
        raise InputError(str(path), problem, "write it anew with certify check --update-lock") from None
    return claims


def violations(entries: dict[str, dict[str, Any]], results: Sequence[ClaimResult]) -> list[str]:
    """One line for each claim that is missing, changed, or known less well than the lock says."""
    lines = []
    found = {result.id: result for result in results}
    for name, entry in entries.items():
        result = found.get(name)
        if result is None:
            lines.append(f"{name}: is in the lock and was not found")
            continue
        verdict, grade = Verdict(entry["verdict"]), Grade(entry["grade"])
        if result.statement_hash != entry["statement"]:
            lines.append(f"{name}: the statement has changed since it was locked")
        if result.skipped:  # an experiment that was not asked for is known no less well than before
            continue
        if result.verdict is not verdict and STRENGTH[result.verdict] <= STRENGTH[verdict]:
            lines.append(f"{name}: is {result.verdict.value}, and was {verdict.value}")
        elif result.verdict is verdict and result.grade.rank > grade.rank:
            lines.append(f"{name}: is known by {result.grade.value}, and was by {grade.value}")
        more = sorted(set(result.assumes) - set(entry.get("assumes", ())))
        if more and result.verdict is Verdict.PROVED:
            lines.append(f"{name}: assumes {', '.join(more)}, which it did not")
    lines += [f"{name}: is not in the lock" for name in found if name not in entries]
    lines += [
        f"{result.id}: a canary that must stay {result.canary} is {result.verdict.value}"
        for result in results
        if not result.canary_sings
    ]
    return lines
