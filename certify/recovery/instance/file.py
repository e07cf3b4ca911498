"""Reading and writing instances: JSON with numbers as strings, or `.npz` with arrays X and Z.

    {"schema": "certify/instance/1", "X": [["1"],["0"]], "Z": [["0"],["3/2"]], "delta": "2/5",
     "eps0": "0", "eps1": "0", "eps2": "0"}

Numbers are integers, p/q or plain decimals, and stay exact. `delta` and the tolerances may be left out.
"""

import json
import os
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from certify.common.errors import InputError
from certify.common.exact import Exact, rational_string
from certify.common.files import write_bytes
from certify.recovery.instance.instance import Instance

SCHEMA = "certify/instance/1"
MATRICES = ("X", "Z")
NUMBERS = ("delta", "eps0", "eps1", "eps2")
MAX_BYTES = 64 * 1024 * 1024


def read_instance(path: str | os.PathLike[str]) -> Instance:
    """The instance in a `.json` or `.npz` file.

    Raises:
        InputError: the file cannot be read, is not of the schema, or holds an instance without an answer;
            the message names the file and the field.
    """
    file = Path(path)
    try:
        if file.stat().st_size > MAX_BYTES:
            raise InputError(str(file), f"larger than {MAX_BYTES >> 20} MiB", "give a smaller instance")
        fields = _npz_fields(file) if file.suffix == ".npz" else _json_fields(file.read_bytes())
    except (OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise InputError(f"{file}: {error.field}", error.problem, error.fix) from None
        reason = (getattr(error, "strerror", None) or "cannot be read").lower()
        raise InputError(ascii(str(file))[1:-1], reason, "give the path of an instance file") from None
    try:
        return Instance(**fields)
    except InputError as error:
        raise InputError(f"{file}: {error.field}", error.problem, error.fix) from None


def write_instance(instance: Instance, path: str | os.PathLike[str]) -> None:
    """Write the instance as JSON, exactly, replacing the file in one step.

    Raises:
        InputError: nothing can be written there.
    """
    write_bytes(path, (json.dumps(instance_document(instance), indent=1) + "\n").encode())


def instance_document(instance: Instance) -> dict[str, Any]:
    """The instance as the JSON data of an instance file."""
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "X": _strings(instance.X_exact),
        "Z": _strings(instance.Z_exact),
        "eps0": rational_string(instance.eps0_exact),
        "eps1": rational_string(instance.eps1_exact),
        "eps2": rational_string(instance.eps2_exact),
    }
    if instance.delta_exact is not None:
        document["delta"] = rational_string(instance.delta_exact)
    return document


def _json_fields(data: bytes) -> dict[str, Any]:
    try:
        document = json.loads(data.decode(), object_pairs_hook=_unique, parse_constant=_no_constant)
    except InputError:
        raise
    except (ValueError, RecursionError) as error:
        problem = f"is not JSON ({str(error).splitlines()[0]})"
        raise InputError("file", problem, f'give an object with "schema": "{SCHEMA}"') from None
    if not isinstance(document, Mapping):
        raise InputError("file", "is not a JSON object", f'give an object with "schema": "{SCHEMA}"')
    fields = dict(document)
    if fields.pop("schema", None) != SCHEMA:
        raise InputError("schema", "is missing or not known", f'write "schema": "{SCHEMA}"')
    _check_names(fields)
    for name, value in fields.items():
        _check_strings(value, name, depth=2 if name in MATRICES else 0)
    return fields


def _check_names(fields: Mapping[str, Any]) -> None:
    unknown = sorted(set(fields) - {*MATRICES, *NUMBERS})
    if unknown:
        known = ", ".join((*MATRICES, *NUMBERS))
        raise InputError(ascii(unknown[0][:60])[1:-1], "is not a field of an instance", f"use only {known}")
    for name in MATRICES:
        if name not in fields:
            raise InputError(name, "is missing", "give both X and Z")


def _check_strings(value: Any, field: str, depth: int) -> None:
    """Numbers are strings in the file: a JSON number would already have lost its digits."""
    if depth and isinstance(value, list):
        for index, item in enumerate(value):
            _check_strings(item, f"{field}[{index}]", depth - 1)
    elif depth:
        raise InputError(field, "is not a list", "give a list of rows, each a list of numbers as strings")
    elif not isinstance(value, str):
        kind = type(value).__name__
        raise InputError(field, f"is a JSON {kind}, not a string", 'write numbers as strings, such as "3/2"')


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise InputError(ascii(twice[:60])[1:-1], "appears twice", "give each field once")
    return fields


def _no_constant(text: str) -> None:
    raise InputError("file", f"holds {text}, which is not a number", "give finite numbers as strings")


def _npz_fields(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as stream, np.load(stream, allow_pickle=False) as archive:
            if not isinstance(archive, np.lib.npyio.NpzFile):
                raise ValueError("it holds one array")
            fields = {name: archive[name] for name in archive.files}
    except (ValueError, EOFError, KeyError, TypeError, MemoryError, zipfile.BadZipFile, zlib.error) as error:
        reason = ascii(str(error).splitlines()[0] if str(error) else type(error).__name__)[1:-1]
        problem = f"is not an .npz archive of plain arrays ({reason})"
        raise InputError("file", problem, "save it with numpy.savez(file, X=X, Z=Z)") from None
    _check_names(fields)
    for name in NUMBERS:
        if name in fields:
            if fields[name].ndim or fields[name].dtype.kind not in "iufUO":
                raise InputError(
                    name, f"has shape {fields[name].shape}, {fields[name].dtype}", "give a single number"
                )
            fields[name] = fields[name].item()
    return fields


def _strings(matrix: Exact) -> list[list[str]]:
    return [[rational_string(x) for x in row] for row in matrix]
