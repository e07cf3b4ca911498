"""`certify.__all__` is the public surface: every name imports, and importing certify loads nothing heavy."""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import certify

SOURCE = ast.parse(Path(certify.__file__).read_text())


@pytest.mark.parametrize("name", certify.__all__)
def test_a_public_name_imports_from_its_home(name: str) -> None:
    home = import_module(certify._HOME[name])
    assert getattr(certify, name) is getattr(home, name)
    assert getattr(certify, name).__doc__, "a public name says what it is"


def test_the_three_lists_of_names_agree() -> None:
    for_the_type_checker = {
        alias.name: node.module
        for node in ast.walk(SOURCE)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("certify")
        for alias in node.names
    }
    assert for_the_type_checker == certify._HOME
    assert sorted(certify._HOME) == certify.__all__ == dir(certify)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'delta_stars'"):
        _ = certify.delta_stars


@pytest.mark.parametrize("code", ["import certify", "import certify.kernel", "from certify import verify"])
def test_numpy_and_cvxpy_are_loaded_only_when_used(code: str) -> None:
    program = (
        f"{code}; import sys; print(*{{'numpy', 'cvxpy', 'scipy', 'sympy', 'flint'}} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
