"""Where a ledger may lie, and who may own it."""

import fcntl
from pathlib import Path
from typing import BinaryIO

from certify.common.errors import CertifyError, InputError

# File systems on which locks are not kept between machines.
NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre", "ncpfs"}
NETWORK_PREFIX = ("fuse.sshfs", "fuse.glusterfs", "fuse.ceph", "fuse.s3", "fuse.rclone")
MOUNTS = Path("/proc/self/mountinfo")


class LedgerError(CertifyError):
    """The ledger cannot be read, written or owned; what was committed before is as it was."""


def file_system(path: Path, mounts: str) -> str:
    """The type of the file system that a path lies on, from the text of mountinfo; "" where unknown."""
    best, found = -1, ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split()
        if len(fields) < 5 or not after:
            continue
        mount = Path(fields[4].encode().decode("unicode_escape"))
        if (path == mount or mount in path.parents) and len(mount.parts) > best:
            best, found = len(mount.parts), after.split()[0]
    return found


def refuse_network(path: Path) -> None:
    """Raise InputError where the ledger would lie on a network file system."""
    try:
        kind = file_system(path.absolute(), MOUNTS.read_text())
    except OSError:
        return
    if kind in NETWORK or kind.startswith(NETWORK_PREFIX):
        problem = f"lies on a network file system ({kind}), where SQLite's locks do not hold"
        raise InputError("--ledger", problem, "put it on a local disk, or give a PostgreSQL URL")


class Ownership:
    """The right to write a ledger file, held by one process at a time, and lost with it."""

    def __init__(self, path: Path) -> None:
        self.path = path.with_name(path.name + ".lock")
        self._file: BinaryIO | None = None

    def take(self) -> None:
        """Raises LedgerError where another process has it or the folder cannot be written."""
        try:
            file = open(self.path, "ab")  # noqa: SIM115 - held until `give_back`
        except OSError as error:
            reason = (error.strerror or "cannot be written").lower()
            raise LedgerError(
                f"--ledger: {self.path.parent}: {reason}; choose a folder you can write"
            ) from None
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            raise LedgerError(
                f"--ledger: {self.path.name.removesuffix('.lock')} is in use by another process; wait for it"
            ) from None
        self._file = file

    def give_back(self) -> None:
        """Let another process have it."""
        if self._file is not None:
            self._file.close()
            self._file = None
