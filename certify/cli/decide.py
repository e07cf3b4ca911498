"""`certify decide`: which side of Theorem 2.1 holds at the file's delta, with a certificate."""

import json
from pathlib import Path
from typing import Annotated

import typer

from certify.common.errors import InputError


def decide(
    file: Annotated[str, typer.Argument(metavar="FILE", help="An instance file with a delta.")],
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="CERT", help="Write the certificate here.")
    ] = "",
    measurements: Annotated[
        str, typer.Option(metavar="FILE.json", help="Also write a counterexample's rational measurements.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> int:
    """A counterexample or escape directions at the file's delta, accepted by the kernel before it is written.

    Exits with 0 where one was proved, 1 where delta stays undecided (nothing is written).
    """
    from certify.certificates import Verdict, rational_measurements
    from certify.certificates import decide as decide_instance
    from certify.common.files import write_bytes
    from certify.recovery.instance.file import read_instance

    for option, path in (("--output", output), ("--measurements", measurements)):
        if path and not Path(path).absolute().parent.is_dir():
            raise InputError(option, f"{path!a} is in no folder that exists", "name a file in one")
    decision = decide_instance(read_instance(file))
    certificate = decision.certificate
    if certificate is not None and output:
        write_bytes(output, certificate.to_bytes())
    if certificate is not None and measurements and decision.verdict is Verdict.COUNTEREXAMPLE:
        found = rational_measurements(certificate)
        document = {
            "objective": "f(U) = 1/2 sum_k weights[k] (<matrices[k], U U^T> - data[k])^2",
            "weights": [str(c) for c in found.weights],
            "matrices": [[[str(x) for x in row] for row in A] for A in found.matrices],
            "data": [str(b) for b in found.data],
        }
        write_bytes(measurements, json.dumps(document, indent=1).encode())
    if as_json:
        answer = {
            "file": file,
            "verdict": decision.verdict.value,
            "reason": decision.reason,
            "delta_star": decision.delta_star,
            "certificate": None if certificate is None else certificate.address,
            "written": output if certificate is not None else "",
        }
        print(json.dumps(answer, indent=1))
    else:
        print(f"{file}: {decision.verdict.value.replace('_', ' ').lower()}")
        print(f"  {decision.reason}")
        if certificate is not None:
            size = len(certificate.to_bytes())
            print(f"  accepted by the kernel, {size:,} bytes, sha256 {certificate.address}")
            print(f"  certify verify {output}" if output else "  give -o CERT to keep the certificate")
    return 0 if certificate is not None else 1
