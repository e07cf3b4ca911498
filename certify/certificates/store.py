"""A folder of certificates, each under the SHA-256 of its canonical bytes."""

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from certify.certificates.certificate import Certificate
from certify.common.errors import CertifyError, InputError
from certify.common.files import write_bytes

ADDRESS = re.compile(r"[0-9a-f]{64}")


class DamagedCertificateError(CertifyError):
    """A stored file is not what its address says: truncated or altered."""


class CertificateStore:
    """Certificates by address, in FOLDER/ab/cdef….json. Several processes may write at once.

    A matching address says only that the bytes are the ones stored; what they prove is for the kernel.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder)

    def path(self, address: str) -> Path:
        """Where the certificate of an address lies. Raises InputError for what is no address."""
        if not ADDRESS.fullmatch(address):
            raise InputError("address", f"{address[:80]!r} is not one", "give 64 hexadecimal digits")
        return self.folder / address[:2] / f"{address[2:]}.json"

    def put(self, certificate: Certificate) -> str:
        """Store a certificate and return its address. Readers see all of it or nothing."""
        data, address = certificate.to_bytes(), certificate.address
        target = self.path(address)
        if target.exists() and target.read_bytes() == data:
            return address
        target.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(target, data)
        return address

    def get(self, address: str) -> Certificate:
        """The certificate of an address.

        Raises:
            KeyError: nothing is stored under it.
            DamagedCertificateError: what is stored has another hash.
        """
        try:
            data = self.path(address).read_bytes()
        except FileNotFoundError:
            raise KeyError(address) from None
        if hashlib.sha256(data).hexdigest() != address:
            raise DamagedCertificateError(
                f"certificate {address[:12]}…: the file was truncated or altered; remove it"
            )
        return Certificate.from_json(data)

    def __contains__(self, address: object) -> bool:
        return isinstance(address, str) and bool(ADDRESS.fullmatch(address)) and self.path(address).exists()

    def __iter__(self) -> Iterator[str]:
        """The addresses stored, in order."""
        for path in sorted(self.folder.glob("??/*.json")):
            address = path.parent.name + path.stem
            if ADDRESS.fullmatch(address):
                yield address
