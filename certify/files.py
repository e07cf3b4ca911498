"""Files written in one step."""

import os
import tempfile
from pathlib import Path

from certify.errors import InputError


def write_bytes(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file in one step: readers see all of it or what was there before.

    Raises:
        InputError: nothing can be written there; nothing is left behind.
    """
    target = Path(path)
    part = None
    try:
        descriptor, part = tempfile.mkstemp(dir=target.parent, suffix=".part")
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        os.replace(part, target)
    except (OSError, ValueError) as error:
        if part is not None:
            Path(part).unlink(missing_ok=True)
        reason = (getattr(error, "strerror", None) or "cannot be written").lower()
        raise InputError(
            ascii(str(target))[1:-1], reason, "name a file in a folder that can be written"
        ) from None
