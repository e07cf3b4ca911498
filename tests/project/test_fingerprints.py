"""A stored outcome hangs on the code that decided it, and on no more."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from certify.checking.fingerprint import fingerprint
from certify.checking.reach import Reach
from certify.claims import (
    AtInstance,
    Computed,
    Constants,
    Curvature,
    Extremum,
    L1Point,
    Masks,
    PsdBound,
    Random,
    Real,
    Statement,
)
from certify.claims.collect import claims_of
from certify.claims.statements.table import CLASSES, TYPES, named
from certify.claims.statements.words import Words
from certify.provers import prover_for

PACKAGE = Path(__file__).parents[2] / "certify"
PROOFS = PACKAGE.parent / "proofs"
KINDS: list[type[Statement]] = [named(CLASSES, line.statement) for line in TYPES.values() if line.prover]
PROVERS = {kind: place for kind in KINDS if (place := prover_for(kind)) is not None}
OUTSIDE = {"report", "service", "cli", "ledger", "search", "crosscheck", "pytest_plugin.py"}
OUTSIDE |= {"common/processes.py", "checking"}


def lines(package: Path) -> dict[type[Statement], list[str]]:
    found = {}
    for kind, (module, name) in PROVERS.items():
        reach = Reach([package.parent])
        reach.add(package.parent.joinpath(*module.split(".")).with_suffix(".py"), name)
        found[kind] = reach.lines()
    return found


@pytest.fixture(scope="module")
def original() -> dict[type[Statement], list[str]]:
    return lines(PACKAGE)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for file in PACKAGE.rglob("*.py"):
        target = tmp_path / "certify" / file.relative_to(PACKAGE)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    return tmp_path / "certify"


def test_nothing_that_decides_nothing_is_reached() -> None:
    for module, name in PROVERS.values():
        reach = Reach([PACKAGE.parent])
        reach.add(PACKAGE.parent.joinpath(*module.split(".")).with_suffix(".py"), name)
        found = {str(file.relative_to(PACKAGE)) for file in reach.files}
        assert {file for file in found if file in OUTSIDE or file.split("/")[0] in OUTSIDE} == set(), name


def changed(original: dict[type[Statement], list[str]], package: Path) -> set[type[Statement]]:
    now = lines(package)
    return {kind for kind in PROVERS if now[kind] != original[kind]}


def append(text: str) -> Callable[[str], str]:
    return lambda source: source + text


def test_a_change_of_reports_service_or_processes_leaves_every_fingerprint_as_it_is(
    original: dict[type[Statement], list[str]], copied: Path
) -> None:
    for place in OUTSIDE:
        files = [copied / place] if place.endswith(".py") else sorted((copied / place).rglob("*.py"))
        assert files, place
        for file in files:
            file.write_text(file.read_text() + "\nSOMETHING_ELSE = print('changed')\n")
    assert changed(original, copied) == set()


def test_remarks_line_breaks_and_documentation_change_nothing(
    original: dict[type[Statement], list[str]], copied: Path
) -> None:
    for file in copied.rglob("*.py"):
        file.write_text(f"# a remark\n\n{file.read_text()}\n\n'Documentation.'\n")
    assert changed(original, copied) == set()


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("provers/computation/computation.py", "done = 0", "done = 0 + 0", {Computed}),
        ("provers/computation/sampling.py", "happened = trials = 0", "happened = trials = 0 + 0", {Random}),
        ("provers/computation/isolation.py", 'mode == "a"', 'mode == "b"', {Computed, Random}),
        ("provers/bounds/l1_witnesses.py", "WAYS", "WAYS_", {L1Point}),
        ("provers/words/prover.py", "Grade.KERNEL", "Grade.EXACT", {Words}),
        ("provers/bounds/psd_bound.py", "limit_denominator", "as_integer_ratio", {PsdBound}),
        ("provers/bounds/negative_curvature.py", "margin /= 2", "margin /= 3", {Curvature}),
        ("provers/computation/constant_ledger.py", "10**-30", "10**-31", {Constants}),
        ("provers/computation/mask_enumeration.py", "10**12", "10**13", {Masks}),
        ("provers/reals/solvers.py", "import ", "import  ", set()),
        ("provers/reals/points/adversary.py", "budget.seconds / 2", "budget.seconds / 3", {Real, Extremum}),
        ("provers/reals/extremum.py", 'HALVES = ("bound"', 'HALVES = ("bounds"', {Extremum}),
        ("certificates/decide.py", "def decide(", "def decide (", set()),
        ("recovery/geometry/error_split.py", "    return ", "    return 1 * ", {AtInstance}),
    ],
)
def test_a_change_of_a_prover_changes_the_statements_it_decides_and_no_others(
    original: dict[type[Statement], list[str]],
    copied: Path,
    file: str,
    old: str,
    new: str,
    expected: set[type[Statement]],
) -> None:
    path = copied / file
    source = path.read_text()
    assert old in source
    path.write_text(source.replace(old, new))
    assert changed(original, copied) == expected


def test_imports_inside_functions_and_of_names_a_package_passes_on_are_followed(tmp_path: Path) -> None:
    package = tmp_path / "certify"
    (package / "inner").mkdir(parents=True)
    (package / "__init__.py").write_text('_HOME = {"lazy": "certify.inner"}\ndef __getattr__(name): ...\n')
    (package / "inner" / "__init__.py").write_text(
        "from certify.inner.one import lazy\nfrom certify.inner.two import other\n"
    )
    (package / "inner" / "one.py").write_text("LIMIT = 1\nUNUSED = 1\ndef lazy(): return LIMIT\n")
    (package / "inner" / "two.py").write_text("def other(): return 1\n")
    (package / "root.py").write_text(
        "def first():\n    from certify import lazy\n    return lazy()\n"
        "def second():\n    import certify\n    return certify.lazy()\n"
        "def third():\n    import certify.inner.one as short\n    return short.lazy()\n"
        "def fourth(x: 'other') -> None:\n    return x\n"
    )

    def of(name: str) -> list[str]:
        reach = Reach([tmp_path])
        reach.add(package / "root.py", name)
        return reach.lines()

    names = ("first", "second", "third", "fourth")
    before = {name: of(name) for name in names}
    (package / "inner" / "two.py").write_text("def other(): return 2\n")
    assert {name: of(name) for name in names} == before
    (package / "inner" / "one.py").write_text("LIMIT = 22\nUNUSED = 1\ndef lazy(): return LIMIT\n")
    assert {name for name in names if of(name) != before[name]} == {"first", "second", "third"}


def reached(folder: Path, files: dict[str, str]) -> list[str]:
    """What `first` of root.py reaches in a package of these files."""
    for name, source in files.items():
        (folder / "certify" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "certify" / name).write_text(source)
    reach = Reach([folder])
    reach.add(folder / "certify" / "root.py", "first")
    return reach.lines()


ROOT = "from certify.{one} import f as a\nfrom certify.{two} import f as b\ndef first(): return a() - b()\n"
LATE = (
    "def first():\n    from certify.{one} import f as a\n    from certify.{two} import f as b\n"
    "    return a() - b()\n"
)
TEXT = "TABLE = {{1: 'certify.{one}', 2: 'certify.{two}'}}\ndef first(): return TABLE\n"


@pytest.mark.parametrize("root", [ROOT, LATE, TEXT])
def test_a_module_that_is_moved_stays_the_same_and_one_that_is_exchanged_does_not(
    root: str, tmp_path: Path
) -> None:
    one, two = "def f(): return 1\n", "def f(): return 2\n"
    before = reached(
        tmp_path / "a", {"root.py": root.format(one="one", two="two"), "one.py": one, "two.py": two}
    )
    moved = {"root.py": root.format(one="x.y.three", two="four"), "x/y/three.py": one, "four.py": two}
    assert reached(tmp_path / "b", moved) == before
    swapped = {"root.py": root.format(one="one", two="two"), "one.py": two, "two.py": one}
    assert reached(tmp_path / "c", swapped) != before


def test_a_module_is_told_apart_by_what_it_imports(tmp_path: Path) -> None:
    files = {
        "root.py": ROOT.format(one="one", two="two"),
        "g1.py": "def g(): return 1\n",
        "g2.py": "def g(): return 2\n",
    }
    through = "from certify.{} import g\ndef f(): return g()\n"
    before = reached(
        tmp_path / "a", {**files, "one.py": through.format("g1"), "two.py": through.format("g2")}
    )
    after = reached(tmp_path / "b", {**files, "one.py": through.format("g2"), "two.py": through.format("g1")})
    assert after != before


def test_what_only_looks_like_the_name_of_a_module_is_part_of_the_code(tmp_path: Path) -> None:
    first = reached(tmp_path / "a", {"root.py": "def first(): return 'certify.lock'\n"})
    second = reached(tmp_path / "b", {"root.py": "def first(): return 'certify.log'\n"})
    assert first != second


CLAIMS = """
from certify.claims import Computed, claim
from certify.claims.derivations import load

_steps = load(__file__, "paper/steps")


def _check() -> str:
    return str(_steps.LIMIT) + _steps.order.name


found = claim("a computation that reads what derivations bind", Computed("it is so", _check, of="all"))
"""
STEPS = """
from certify.claims.derivations import load

LIMIT = {limit}
order = load(__file__, "other/order").lower
"""
ORDER = """
from certify.claims.derivations import forall, parameters, theorem

(x,) = parameters("x")
lower = theorem("lower", forall([x], [x >= 0], x >= {shift}), lambda p: None)
"""


def code_of_a_claim(root: Path, limit: int = 1, shift: int = 0) -> str:
    """What the claim hangs on that reads a table of one file of derivations, and a theorem of another."""
    files = {
        "paper/claims.py": CLAIMS,
        "paper/derivations/steps.py": STEPS.format(limit=limit),
        "other/derivations/order.py": ORDER.format(shift=shift),
    }
    for name, source in files.items():
        (root / name).parent.mkdir(parents=True)
        (root / name).write_text(source)
    (found,) = claims_of(root / "paper" / "claims.py")
    return fingerprint(found, root / "paper" / "claims.py")


def test_a_computation_that_reads_derivations_hangs_on_what_they_say_and_not_on_where_they_lie(
    tmp_path: Path,
) -> None:
    """Modules of derivations are loaded under names made of their paths, which once counted."""
    one = code_of_a_claim(tmp_path / "here")
    assert one == code_of_a_claim(tmp_path / "there" / "deeper")
    assert one != code_of_a_claim(tmp_path / "limit", limit=2)
    assert one != code_of_a_claim(tmp_path / "shift", shift=-1)


def test_every_stored_computation_is_known_wherever_the_papers_lie(tmp_path: Path) -> None:
    """A checkout in another folder believes what this one stored."""
    shutil.copytree(PROOFS, tmp_path / "proofs", ignore=shutil.ignore_patterns("certificates", "*.lock"))
    seen = 0
    for file in sorted(PROOFS.glob("*/*.py")):
        if "load(__file__" not in file.read_text():
            continue
        there = tmp_path / "proofs" / file.relative_to(PROOFS)
        for here, moved in zip(claims_of(file), claims_of(there), strict=True):
            if isinstance(here.statement, Computed):
                assert fingerprint(here, file) == fingerprint(moved, there), here.id
                seen += 1
    assert seen > 10
