"""Checks run without the outside: what they decide is to hang on their code and data, and on nothing else.

A file that a check opens is data that no fingerprint knows of; an outcome would be believed after it changed.
Python tells of every file that is opened, and of connections and commands: while a check runs they are
refused, except for code, what belongs to the machine, and what the check has written itself.
"""

import os
import sys
import sysconfig
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from certify.common.errors import InputError

CODE = (".py", ".pyc", ".so", ".pyd", ".pth")
MACHINE = ("/dev/", "/etc/", "/proc/", "/sys/", "/usr/lib", "/usr/share/", "/lib")
PREFIXES = tuple(
    {
        f"{Path(place).resolve()}{os.sep}"
        for place in (sys.prefix, sys.base_prefix, *sysconfig.get_paths().values())
    }
    | {f"{Path(__file__).resolve().parents[2]}{os.sep}"}
)
COMMANDS = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "sqlite3.connect"}


class _Here(threading.local):
    written: set[str] | None = None
    refused: InputError | None = None


_here = _Here()
_installed = threading.Event()


@contextmanager
def isolated() -> Iterator[None]:
    """In this thread, refuse to what runs inside what it would have to read from the outside.

    Raises:
        InputError: it tried to, even where it took the refusal for an error of its own.
    """
    if not _installed.is_set():
        _installed.set()
        sys.addaudithook(_audit)
    before = _here.written, _here.refused
    _here.written, _here.refused = set(), None
    try:
        yield
        refused = _here.refused
    finally:
        _here.written, _here.refused = before
    if refused is not None:
        raise refused


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    written = _here.written
    if written is None:
        return
    what = ""
    if event == "open":
        what = _outside(written, *arguments)
    elif event in COMMANDS:
        what = f"{event.partition('.')[0]} ({str(arguments[0])[:80]!r})"
    elif event == "socket.connect" and isinstance(arguments[1], tuple):
        what = f"a connection to {arguments[1][0]!r}"
    if what:
        fix = "read it when the module is loaded, into a value that the check uses, or give it as a case"
        _here.refused = InputError("check", f"reads {what} while it runs", fix)
        raise _here.refused


def _outside(written: set[str], path: Any, mode: str | None, flags: int) -> str:
    """What is read, where that is a file which is neither code nor of the machine; "" otherwise."""
    if isinstance(path, int):
        return ""
    name = os.path.abspath(os.fsdecode(path))
    if (mode or "").startswith(("w", "x")) or not os.path.exists(name):
        written.add(name)
        return ""
    if (mode == "a" or (mode is None and flags & os.O_WRONLY)) or not os.path.isfile(name):
        return ""
    if name in written or name.endswith(CODE) or name.startswith((*MACHINE, *PREFIXES)):
        return ""
    return f"the file {os.path.basename(name)!r}"
