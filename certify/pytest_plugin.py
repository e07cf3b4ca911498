"""pytest for claims: `pytest proofs` collects them; tests of one's own may ask for a claim.

    def test_uses_the_lemma(certify_claim):
        assert certify_claim("my_paper/lemma_2.square").verdict == "PROVED"

    @pytest.mark.certify_claim("my_paper/lemma_2.square")     # runs only where it is PROVED, nothing assumed
    def test_what_rests_on_it(): ...

Files under the folders named by the ini option `certify_paths` (by default `proofs`) hold claims. A claim
fails where it has an error, a canary has changed, or a statement that is not quoted from a paper is refuted,
vacuous or ill posed; with --certify-locked also where the lock knew better. Undecided ones are skipped, and
experiments where nothing is remembered of them; --certify-experiments runs these to their end.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from certify.claims.results.result import ClaimResult

BAD = ("REFUTED", "VACUOUS", "ILL_POSED")


def pytest_addoption(parser: pytest.Parser) -> None:
    """--certify-locked, --certify-experiments, and the ini option certify_paths."""
    group = parser.getgroup("certify")
    group.addoption(
        "--certify-experiments", action="store_true", help="run claims that are experiments to their end"
    )
    group.addoption(
        "--certify-locked",
        action="store_true",
        help="fail claims that are known less well than the lock says",
    )
    parser.addini("certify_paths", "folders whose .py files hold claims", type="args", default=["proofs"])


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker."""
    config.addinivalue_line("markers", "certify_claim(id): run only where this claim is PROVED")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "ClaimFile | None":
    """Files of claims, in the folders that hold them."""
    if file_path.suffix != ".py" or file_path.name.startswith(("_", "test_")):
        return None
    if not any(folder in file_path.resolve().parents for folder in _folders(parent.config)):
        return None
    file: ClaimFile = ClaimFile.from_parent(parent, path=file_path)
    return file


class ClaimFile(pytest.File):
    """One file of claims."""

    def collect(self) -> Iterator["ClaimItem"]:
        """One item a claim; a file that cannot be read is one item that says why."""
        from certify.claims.collect import collect

        found = collect([self.path])
        for name in [claim.id for claim in found.claims] + [item.id for item in found.broken]:
            yield ClaimItem.from_parent(self, name=name.rsplit(".", 1)[-1], claim=name)


class ClaimItem(pytest.Item):
    """One claim."""

    def __init__(self, *, claim: str, **options: Any) -> None:
        super().__init__(**options)
        self.claim = claim

    def runtest(self) -> None:
        """Decide it."""
        result = _check(self.path, self.claim, self.config)
        self.user_properties += [("verdict", result.verdict.value), ("grade", result.grade.value)]
        self.user_properties += [("scope", result.scope), ("assuming", ", ".join(result.assuming))]
        problems = _problems(result, self.config)
        if problems:
            raise ClaimFailed("; ".join(problems))
        if result.verdict.value in ("UNDECIDED", "NOT_MECHANISED"):
            pytest.skip(f"{result.verdict.value}: {result.how}")

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_: Any, **__: Any) -> Any:
        """The problem in a line, without a traceback of ours."""
        if isinstance(excinfo.value, ClaimFailed):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where it stands."""
        return self.path, None, self.claim


class ClaimFailed(Exception):  # noqa: N818 - a finding, not an error
    """A claim is not what it should be."""


@pytest.fixture
def certify_claim(pytestconfig: pytest.Config) -> "Callable[[str], ClaimResult]":
    """The result of a claim, by id; decided once and then remembered."""

    def result(name: str) -> "ClaimResult":
        return _find(name, pytestconfig)

    return result


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip tests whose claims are not PROVED."""
    for marker in item.iter_markers("certify_claim"):
        result = _find(str(marker.args[0]), item.config)
        if result.verdict.value != "PROVED" or result.assumes:
            pytest.skip(f"{result.id} is {result.mark}")


def _folders(config: pytest.Config) -> list[Path]:
    names: Iterable[str] = config.getini("certify_paths")
    return [(config.rootpath / name).resolve() for name in names]


def _check(path: Path, name: str, config: pytest.Config) -> "ClaimResult":
    from certify.checking.check import check

    asked = bool(config.getoption("--certify-experiments"))
    return next(r for r in check([path], name, jobs=0, experiments=asked) if r.id == name)


def _find(name: str, config: pytest.Config) -> "ClaimResult":
    from certify.claims.collect import collect

    folders = _folders(config)
    found = collect([folder for folder in folders if folder.is_dir()])
    if name not in found.files:
        raise pytest.UsageError(
            f"certify_claim: there is no claim {name!r} under {', '.join(map(str, folders))}"
        )
    return _check(found.files[name], name, config)


def _problems(result: "ClaimResult", config: pytest.Config) -> list[str]:
    problems = []
    if result.verdict.value == "ERROR":
        problems.append(f"{result.id}: {result.how}")
    if not result.canary_sings:
        problems.append(f"{result.id}: a canary that must stay {result.canary} is {result.verdict.value}")
    if result.verdict.value in BAD and not result.printed and not result.canary:
        shown = ", ".join(f"{key} = {value}" for key, value in result.witness.items())
        problems.append(f"{result.id} is {result.verdict.value}: {shown or result.how}")
    if config.getoption("--certify-locked"):
        from certify.checking.check import lock_path
        from certify.claims.results.lock import read_lock, violations

        entries = read_lock(lock_path(_folders(config)[:1]))
        kept = {name: entry for name, entry in entries.items() if name == result.id}
        problems += violations(kept, [result])
    return problems
