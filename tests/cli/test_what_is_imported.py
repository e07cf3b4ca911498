"""What is not needed is not imported, and the installed command behaves as the function does."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILE = str(ROOT / "examples" / "instances" / "escape-1-1.json")


def loaded_after(code: str) -> set[str]:
    """Top-level modules loaded by a fresh interpreter that ran the code."""
    program = f"import sys\n{code}\nprint('\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return {name.partition(".")[0] for name in done.stderr.splitlines()}


def test_importing_certify_or_its_kernel_imports_no_numerical_library() -> None:
    heavy = {"numpy", "scipy", "cvxpy", "sympy", "clarabel", "scs", "matplotlib", "rich", "typer", "flint"}
    assert not loaded_after("import certify") & heavy
    assert not loaded_after("import certify; certify.CertifyError, dir(certify)") & heavy
    assert not loaded_after("import certify.kernel, certify.kernel.check") & heavy


def test_an_instance_needs_no_solver() -> None:
    heavy = {"cvxpy", "clarabel", "scs", "matplotlib"}
    assert not loaded_after("import certify; certify.Instance([[1]], [[2]])") & heavy


def test_a_noiseless_file_is_answered_without_cvxpy_or_matplotlib() -> None:
    loaded = loaded_after(f"from certify.cli import main; assert main(['duality', {FILE!r}]) == 0")
    assert "clarabel" in loaded
    assert not loaded & {"cvxpy", "matplotlib"}


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = str(Path(sys.executable).with_name("certify"))
    return subprocess.run([command, *arguments], capture_output=True, text=True, check=False)


def test_the_installed_command_answers_and_refuses() -> None:
    done = run("duality", FILE, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert abs(json.loads(done.stdout)[0]["primal"] - 41 / 81) < 1e-8
    bad = run("duality", "no-such-file.json")
    assert (bad.returncode, bad.stdout) == (2, "")
    assert len(bad.stderr.splitlines()) == 1
    assert "no-such-file.json" in bad.stderr
    assert run().returncode == 2
