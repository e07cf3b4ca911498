"""Earlier outcomes, by statement: those of this machine, and those stored beside the lock.

What is trusted of a record depends on its grade. At the grade of the kernel nothing is, but the words beside
the verdict: the kernel repeats its checks, the certificates must amount to the verdict on this very statement
(`certify.provers.audit`), by whatever provers they were found, and the witness must be theirs
(`certify.provers.witness`). Below it the record is believed as long as the code that decided it is the same;
it has a checksum, which guards against damage and not against malice, and can be decided anew
(`kernel_only`).
"""

import hashlib
import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from certify.certificates.certificate import Certificate
from certify.certificates.store import CertificateStore, DamagedCertificateError
from certify.checking.fingerprint import fingerprint
from certify.claims.claim import Claim
from certify.claims.results.verdict import Grade, Verdict
from certify.common.files import write_bytes
from certify.provers.audit import has_model, settles
from certify.provers.outcome import Outcome
from certify.provers.witness import shows

SCHEMA = "certify/outcome/1"
STORE = "certify/store/1"
FOLDER = "certificates"  # beside the lock
MODELS = ("", "shown", "not shown")
FIELDS = {
    "schema", "statement", "code", "seconds", "verdict", "grade", "how", "witness", "certificates", "model",
    "sum",
}  # fmt: skip
# What reading data that somebody else may have written can raise.
DAMAGE = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    ArithmeticError,
    RecursionError,
    MemoryError,
)


class Decided(NamedTuple):
    """A claim, the file it is from, and what came of it."""

    claim: Claim
    file: Path
    outcome: Outcome


def lasting(decided: Decided) -> bool:
    """Whether an outcome is worth remembering: an error is not, nor that nothing was tried."""
    return decided.outcome.verdict not in (Verdict.ERROR, Verdict.NOT_MECHANISED)


def record(decided: Decided) -> dict[str, Any]:
    """The outcome as JSON, its certificates by address."""
    claim, file, outcome = decided
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "statement": claim.statement.hash,
        "code": fingerprint(claim, file),
        "seconds": repr(float(claim.seconds)),
        "verdict": outcome.verdict.value,
        "grade": outcome.grade.value,
        "how": outcome.how,
        "witness": dict(outcome.witness),
        "certificates": [certificate.address for certificate in outcome.certificates],
        "model": outcome.model,
    }
    return {**document, "sum": _sum(document)}


def believed(
    document: Any,
    claim: Claim,
    file: Path,
    certificate: Callable[[str], Certificate],
    *,
    kernel_only: bool = False,
) -> Outcome | None:
    """The outcome that a record tells of a claim, as far as it can be believed; else None.

    Whatever is wrong with a record, or with a certificate it names, costs that record only.

    Args:
        certificate: the certificate of an address; may raise KeyError, ValueError or DamagedCertificateError.
        kernel_only: believe nothing below the grade of the kernel.
    """
    try:
        if (
            set(document) not in (FIELDS, FIELDS - {"model"})
            or document["schema"] != SCHEMA
            or document["sum"] != _sum(document)
        ):
            return None
        if not isinstance(document["certificates"], list):
            return None
        outcome = Outcome(
            Verdict(document["verdict"]),
            Grade(document["grade"]),
            _text(document["how"]),
            {_text(name): _text(value) for name, value in document["witness"].items()},
            tuple(certificate(_text(address)) for address in document["certificates"]),
            _text(document.get("model", "")),
        )
        long_enough = float(_text(document["seconds"])) >= claim.seconds
        if document["statement"] != claim.statement.hash or not lasting(Decided(claim, file, outcome)):
            return None
        if outcome.model not in MODELS or (
            outcome.model == "shown" and not has_model(claim.statement, outcome.certificates)
        ):
            return None
        if outcome.grade is Grade.KERNEL:
            settled = settles(claim.statement, outcome.verdict, outcome.certificates)
            return outcome if settled and shows(claim.statement, outcome) else None
        same = document["code"] == fingerprint(claim, file) and (outcome.verdict.decided or long_enough)
        return (
            outcome
            if same and not kernel_only and all(one.check().accepted for one in outcome.certificates)
            else None
        )
    except (*DAMAGE, DamagedCertificateError):
        return None


def _text(value: Any) -> str:
    """A text of a record. Raises TypeError for what is none, ValueError for one that cannot be printed."""
    if not isinstance(value, str):
        raise TypeError("no text")
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" for sign in value):
        raise ValueError("a control character")
    return value


class Cache:
    """Outcomes of this machine: FOLDER/outcomes/STATEMENT.json, and their certificates."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.certificates = folder / "outcomes", CertificateStore(folder / "certificates")

    def recall(self, claim: Claim, file: Path, *, kernel_only: bool = False) -> Outcome | None:
        """The outcome of an earlier run, where it can be believed."""
        try:
            document = json.loads((self.folder / f"{claim.statement.hash}.json").read_text())
        except (OSError, *DAMAGE):
            return None
        return believed(document, claim, file, self.certificates.get, kernel_only=kernel_only)

    def keep(self, decided: Decided) -> None:
        """Remember an outcome. One that is undecided is tried again the next time, unless an experiment."""
        open_yet = decided.outcome.verdict is Verdict.UNDECIDED and not decided.claim.experiment
        if open_yet or not lasting(decided):
            return
        for certificate in decided.outcome.certificates:
            self.certificates.put(certificate)
        self.folder.mkdir(parents=True, exist_ok=True)
        write_bytes(self.folder / f"{decided.claim.statement.hash}.json", _line(record(decided)))


class Store:
    """Outcomes stored beside the lock, a file for each paper: FOLDER/PAPER.jsonl.

    The first line names the schema. Each further line is the record of an outcome, or a certificate in its
    canonical bytes, whose SHA-256 is its address. Lines that are neither are passed over; of two records of
    one statement neither is believed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, tuple[dict[str, Any], dict[str, bytes]]] = {}

    def recall(self, claim: Claim, file: Path, *, kernel_only: bool = False) -> Outcome | None:
        """The outcome stored for a claim, where it can be believed."""
        records, certificates = self._paper(claim.id.split("/")[0])

        def certificate(address: str) -> Certificate:
            found = Certificate.from_json(certificates[address])
            if found.to_bytes() != certificates[address]:
                raise ValueError("not in its canonical bytes")
            return found

        document = records.get(claim.statement.hash)
        if document is None:
            return None
        return believed(document, claim, file, certificate, kernel_only=kernel_only)

    def write(self, outcomes: Iterable[Decided]) -> None:
        """Store these outcomes, and no others, for the papers they are of."""
        papers: dict[str, dict[str, bytes]] = {}
        for decided in filter(lasting, outcomes):
            lines = papers.setdefault(decided.claim.id.split("/")[0], {})
            lines["0" + decided.claim.statement.hash] = _line(record(decided))
            for certificate in decided.outcome.certificates:
                lines["1" + certificate.address] = certificate.to_bytes()
        for paper, lines in papers.items():
            self.folder.mkdir(parents=True, exist_ok=True)
            body = [_line({"schema": STORE}), *(lines[key] for key in sorted(lines))]
            write_bytes(self.folder / f"{paper}.jsonl", b"\n".join(body) + b"\n")
            self._read.pop(paper, None)

    def _paper(self, paper: str) -> tuple[dict[str, Any], dict[str, bytes]]:
        if paper not in self._read:
            records: dict[str, Any] = {}
            certificates: dict[str, bytes] = {}
            try:
                head, *lines = (self.folder / f"{paper}.jsonl").read_bytes().split(b"\n")
            except OSError:
                head, lines = b"", []
            for line in lines if head == _line({"schema": STORE}) else ():
                if line.startswith(b'{"certificates":'):
                    for name, document in _record(line).items():
                        records[name] = None if name in records and records[name] != document else document
                elif line:
                    certificates[hashlib.sha256(line).hexdigest()] = line
            self._read[paper] = records, certificates
        return self._read[paper]


def _record(line: bytes) -> dict[str, Any]:
    try:
        document = json.loads(line)
        return {str(document["statement"]): document}
    except DAMAGE:
        return {}


def _sum(document: Mapping[str, Any]) -> str:
    return hashlib.sha256(_line({k: v for k, v in document.items() if k != "sum"})).hexdigest()


def _line(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
