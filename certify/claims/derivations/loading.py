"""Derivations of other files: proofs/library/derivations/order.py is load(__file__, "library/order")."""

import hashlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from certify.common.errors import InputError

FOLDER = "derivations"  # beside the claims of a paper; it holds no claims


def load(here: str, place: str) -> ModuleType:
    """The module FOLDER/name.py in a folder beside that of the caller, given as "folder/name"."""
    folder, _, name = place.partition("/")
    own = Path(here).resolve().parent
    root = own.parent.parent if own.name == FOLDER else own.parent
    return module(root / folder / FOLDER / f"{name}.py")


def module(file: Path) -> ModuleType:
    """The module of a file, executed once. Raises InputError where there is none."""
    name = f"certify_derivations_{hashlib.sha256(str(file).encode()).hexdigest()[:16]}"
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, file) if file.is_file() else None
    if spec is None or spec.loader is None:
        raise InputError(str(file), "no such file of derivations", "give folder/name")
    found = importlib.util.module_from_spec(spec)
    sys.modules[name] = found
    try:
        spec.loader.exec_module(found)
    except BaseException:
        del sys.modules[name]
        raise
    return found
