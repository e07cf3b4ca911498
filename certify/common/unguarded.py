"""Starting processes from a script that does not guard what it does by `if __name__ == "__main__"`.

A process that multiprocessing starts runs the script it was started from once more, up to the guard, so that
what was defined there can be found. Nothing that is asked of our processes is defined in a script, and one
without a guard would do all of its work again. The processes are told of a main module that they leave alone.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from threading import RLock

_lock = RLock()
_NOTHING = ModuleSpec("certify.__main__", None)  # a main module of a package is never run again


@contextmanager
def leaving_the_script_alone() -> Iterator[None]:
    """While a process is started inside, it is told nothing of the script that this process runs."""
    main = sys.modules.get("__main__")
    if main is None:
        yield
        return
    with _lock:
        before = getattr(main, "__spec__", None)
        main.__spec__ = _NOTHING
        try:
            yield
        finally:
            main.__spec__ = before
