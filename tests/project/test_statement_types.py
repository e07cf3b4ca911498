"""A type of statement is an entry of one table and files of its own, a rule one of each table of rules."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import walk_packages
from typing import get_args, get_type_hints

import pytest
from toy_statement import EDITS, FILES, PROGRAM

import certify.claims
from certify.claims import Real, Statement
from certify.claims.statements.table import CLASSES, PROVERS, REPORT, TYPES, named, type_of
from certify.crosscheck.rules.table import RULES as SECOND_RULES
from certify.kernel.rules.table import RULES

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "certify"
# Rules of the first days, which no type of statement asks about: their certificates are told by their fields.
TOLD_BY_FIELDS = {"box", "identity", "positivity", "point"}
KERNEL, SECOND = "certify.kernel.rules", "certify.crosscheck.rules"
DESCRIPTIONS = "certify.certificates.descriptions"
MOST_EDITED = 3  # existing files that a new type of statement with a rule may touch


def types() -> list[type[Statement]]:
    """Every class of statements in certify."""
    for module in walk_packages(certify.claims.__path__, "certify.claims."):
        import_module(module.name)
    found, waiting = [], [Statement]
    while waiting:
        below = waiting.pop().__subclasses__()
        found += [one for one in below if one.__module__.startswith("certify.")]
        waiting += below
    return found


def without_line(kinds: Iterable[type[Statement]]) -> list[str]:
    """The classes that have no line of their own."""
    return [kind.__name__ for kind in kinds if f"{kind.__module__}.{kind.__qualname__}" not in TYPES]


def accepts(function: object, kind: type[Statement]) -> bool:
    """Whether the first parameter of a function is annotated with a type of statement."""
    first = next(iter(get_type_hints(function).values()))
    return kind in (first, *get_args(first))


def test_every_type_of_statement_has_a_line_and_every_line_a_type() -> None:
    assert without_line(types()) == []
    assert {named(CLASSES, line.statement) for line in TYPES.values()} == set(types())
    assert len({kind.kind for kind in types()}) == len(TYPES)


def test_a_type_without_a_line_is_seen_and_is_served_as_the_one_above_it() -> None:
    class Below(Real):
        pass

    class Beside(Statement):
        pass

    assert without_line([Real, Below, Beside]) == ["Below", "Beside"]
    assert type_of(Below) == type_of(Real) is not None
    assert type_of(Beside) is None


@pytest.mark.parametrize("line", TYPES.values(), ids=lambda line: line.statement)
def test_what_a_line_names_serves_statements_of_its_type(line) -> None:
    kind = named(CLASSES, line.statement)
    assert not line.prover or accepts(named(PROVERS, line.prover), kind)
    assert not line.witness or accepts(named(PROVERS, line.witness), kind)
    assert not line.mathml or accepts(named(REPORT, line.mathml), kind)
    assert bool(line.prover) == (line.statement != "statement.Unmechanised")


@pytest.mark.parametrize("kind", types(), ids=lambda kind: kind.__name__)
def test_a_type_that_the_kernel_judges_says_what_its_certificates_show(kind: type[Statement]) -> None:
    judged = kind.asks is not Statement.asks
    assert bool(TYPES[f"{kind.__module__}.{kind.__qualname__}"].witness) == judged


def place(module: str, package: str) -> str:
    return module.removeprefix(f"{package}.")


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_its_place_in_both_checkers_a_description_a_section_and_an_example(rule: str) -> None:
    where = place(RULES[rule].__module__, KERNEL)
    assert place(SECOND_RULES[rule].__module__, SECOND) == where
    described = find_spec(f"{DESCRIPTIONS}.{where}") is not None
    assert described == (rule not in TOLD_BY_FIELDS)
    assert not described or callable(import_module(f"{DESCRIPTIONS}.{where}").wording)
    texts = (path.read_text() for path in (ROOT / "docs").rglob("*.md"))
    headings = [line for text in texts for line in re.findall(r"^#.*", text, re.MULTILINE)]
    assert [line for line in headings if f"`{rule}`" in line] != []
    assert (ROOT / "examples" / "certificates" / f"{rule}.json").is_file()


def test_the_checkers_have_the_same_rules_and_each_file_of_a_rule_is_in_their_tables() -> None:
    assert list(RULES) == list(SECOND_RULES)
    described = {
        place(module.name, DESCRIPTIONS)
        for module in walk_packages([str(PACKAGE / "certificates" / "descriptions")], f"{DESCRIPTIONS}.")
        if hasattr(import_module(module.name), "wording")
    }
    assert described <= {place(check.__module__, KERNEL) for check in RULES.values()}


def test_the_table_loads_no_prover_before_it_is_needed() -> None:
    program = (
        "import sys; from certify.provers import Budget, decide_statement; import certify.report.mathml\n"
        "from certify.claims import Masks, mask_bits; w = mask_bits(2, 1)\n"
        "masks = Masks((2, 1), '1/2', w[0, 0] + w[1, 0] >= 1, exactly='3/4')\n"
        "print(decide_statement(masks, Budget()).verdict)\n"
        "print({'z3', 'cvc5', 'certify.provers.reals.portfolio'} & set(sys.modules))"
    )
    assert run(program, ROOT) == "PROVED\nset()\n"


def run(program: str, folder: Path) -> str:
    """What a program prints that imports certify from a folder."""
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_new_type_with_rule_second_checker_prover_and_description_edits_three_files(tmp_path: Path) -> None:
    """In a copy of the package; what it does there is in `PROGRAM`, which prints what came of it."""
    copied = tmp_path / "certify"
    shutil.copytree(PACKAGE, copied, ignore=shutil.ignore_patterns("__pycache__"))
    for name, text in FILES.items():
        assert not (copied / name).exists(), name
        (copied / name).write_text(text)
    for name, changes in EDITS.items():
        text = (copied / name).read_text()
        for before, after in changes:
            assert text.count(before) == 1, (name, before)
            text = text.replace(before, after)
        (copied / name).write_text(text)
    edited = [
        name
        for name in (path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))
        if (PACKAGE / name).read_bytes() != (copied / name).read_bytes()
    ]
    assert len(edited) <= MOST_EDITED, edited
    (tmp_path / "claims").mkdir()
    assert run(PROGRAM, tmp_path).splitlines() == [
        str(copied / "__init__.py"),
        "composite PROVED kernel 7 · 13",
        "91 is not prime",
        "open UNDECIDED none",
        "recalled True, forged False",
        "kernel True False, second True False",
        "A product of numbers above 1 is 91.",
        "<mn>91</mn>",
        "one number",
    ]
