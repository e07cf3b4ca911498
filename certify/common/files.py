"""Files written in one step."""

import contextlib
import os
import secrets
from pathlib import Path

from certify.common.errors import InputError


def write_bytes(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file in one step: readers see all of it or what was there before.

    Raises:
        InputError: nothing can be written there; nothing is left behind.
    """
    target = Path(path)
    # Unlike those of tempfile, a file that others may read, as far as the umask lets them.
    part = target.with_name(f"{secrets.token_hex(8)}.part")
    try:
        try:
            with open(part, "xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, target)
        except BaseException:
            with contextlib.suppress(OSError, ValueError):
                part.unlink(missing_ok=True)
            raise
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "cannot be written").lower()
        raise InputError(
            ascii(str(target))[1:-1], reason, "name a file in a folder that can be written"
        ) from None
