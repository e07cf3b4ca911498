"""An instance file is read exactly or refused in one line that names the file and the field."""

import gc
import io
import json
import zipfile
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certify import InputError, Instance, read_instance, write_instance

SCHEMA = '"schema": "certify/instance/1"'
BASE = f'{SCHEMA}, "X": [["1"], ["0"]], "Z": [["0"], ["3/2"]]'
ROOT = Path(__file__).resolve().parents[2]


def refused(path: Path, *words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_instance(path)
    message = str(caught.value)
    assert len(message.splitlines()) == 1
    assert message.startswith(str(path))
    for word in words:
        assert word in message


@pytest.mark.parametrize(
    "file", sorted((ROOT / "examples" / "instances").glob("*.json")), ids=lambda f: f.name
)
def test_the_shipped_instances_survive_a_round_trip(file: Path, tmp_path: Path) -> None:
    instance = read_instance(file)
    write_instance(instance, tmp_path / "copy.json")
    assert read_instance(tmp_path / "copy.json") == instance


entries = st.one_of(
    st.fractions(max_denominator=10**30),
    st.integers(-(10**40), 10**40),
    st.floats(-1e140, 1e140, allow_nan=False),
)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 3).flatmap(
        lambda r: st.lists(st.lists(entries, min_size=r, max_size=r), min_size=1, max_size=3)
    ),
    st.fractions(0, 10),
    st.none() | st.fractions(0, 1).filter(lambda x: x < 1),
)
def test_a_file_holds_the_instance_exactly(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[list[Fraction]],
    eps: Fraction,
    delta: Fraction | None,
) -> None:
    instance = Instance(rows, [["1/7"]] * len(rows), eps, eps / 3, 2 * eps, delta)
    path = tmp_path_factory.mktemp("files") / "instance.json"
    write_instance(instance, path)
    again = read_instance(path)
    assert again == instance
    assert again.X_exact == instance.X_exact
    assert again.delta_exact == instance.delta_exact


def test_writing_leaves_one_file_and_the_same_bytes(tmp_path: Path) -> None:
    instance = Instance([[0.1]], [[1]])
    write_instance(instance, tmp_path / "a.json")
    first = (tmp_path / "a.json").read_bytes()
    write_instance(instance, tmp_path / "a.json")
    assert (tmp_path / "a.json").read_bytes() == first
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]
    assert json.loads(first)["X"] == [[str(Fraction(0.1))]]


HOSTILE = {
    "empty": ("", "JSON"),
    "not JSON": ("X = 1", "JSON"),
    "a list": ("[]", "object"),
    "a string": ('"x"', "object"),
    "null": ("null", "object"),
    "no schema": ('{"X": [["1"]], "Z": [["2"]]}', "schema"),
    "another schema": ('{"schema": "certify/instance/2", "X": [["1"]], "Z": [["2"]]}', "schema"),
    "a schema that is a list": ('{"schema": []}', "schema"),
    "X twice": (f'{{{BASE}, "X": [["1"], ["0"]]}}', "X", "twice"),
    "a tolerance twice": (f'{{{BASE}, "eps0": "0", "eps0": "1"}}', "eps0", "twice"),
    "the schema twice": (f"{{{SCHEMA}, {BASE}}}", "schema", "twice"),
    "an unknown field": (f'{{{BASE}, "epsilon": "0"}}', "epsilon"),
    "no Z": (f'{{{SCHEMA}, "X": [["1"]]}}', "Z", "missing"),
    "no X": (f'{{{SCHEMA}, "Z": [["1"]]}}', "X", "missing"),
    "an integer": (f'{{{SCHEMA}, "X": [[1]], "Z": [["2"]]}}', "X[0][0]", "string"),
    "a JSON float": (f'{{{BASE}, "delta": 0.3}}', "delta", "string"),
    "true": (f'{{{BASE}, "delta": true}}', "delta"),
    "null delta": (f'{{{BASE}, "delta": null}}', "delta"),
    "NaN": (f'{{{BASE}, "eps0": NaN}}', "NaN"),
    "Infinity": (f'{{{BASE}, "eps0": -Infinity}}', "Infinity"),
    "NaN as a string": (f'{{{BASE}, "eps0": "NaN"}}', "eps0"),
    "an exponent": (f'{{{BASE}, "eps0": "1e5"}}', "eps0"),
    "a list for a number": (f'{{{BASE}, "eps0": ["1"]}}', "eps0"),
    "a number for a row": (f'{{{SCHEMA}, "X": ["1"], "Z": [["2"]]}}', "X[0]"),
    "a string for a matrix": (f'{{{SCHEMA}, "X": "1", "Z": [["2"]]}}', "X"),
    "an object for a row": (f'{{{SCHEMA}, "X": [{{"a": "1"}}], "Z": [["2"]]}}', "X[0]"),
    "ragged": (f'{{{SCHEMA}, "X": [["1", "2"], ["3"]], "Z": [["2"], ["1"]]}}', "X"),
    "no rows": (f'{{{SCHEMA}, "X": [], "Z": []}}', "X"),
    "no columns": (f'{{{SCHEMA}, "X": [[]], "Z": [["1"]]}}', "X"),
    "3-D": (f'{{{SCHEMA}, "X": [[["1"]]], "Z": [["1"]]}}', "X[0][0]"),
    "other rows": (f'{{{SCHEMA}, "X": [["1"]], "Z": [["1"], ["2"]]}}', "Z"),
    "delta one": (f'{{{BASE}, "delta": "1"}}', "delta"),
    "eps negative": (f'{{{BASE}, "eps2": "-1/9"}}', "eps2"),
    "the truth itself": (f'{{{SCHEMA}, "X": [["1"]], "Z": [["-1"]]}}', "X", "nothing to separate"),
    "deep nesting": ("[" * 200_000, "JSON"),
    "deep nesting in X": (f'{{{SCHEMA}, "X": {"[" * 500}{"]" * 500}, "Z": [["1"]]}}', "X"),
    "a huge number": (f'{{{BASE}, "delta": {"1" * 6000}}}', "JSON"),
    "a huge string": (f'{{{BASE}, "delta": "0.{"1" * 6000}"}}', "delta", "characters"),
    "a newline in a number": (f'{{{SCHEMA}, "X": [["1\\n2"]], "Z": [["1"]]}}', "X[0][0]"),
    "trailing text": (f"{{{BASE}}} x", "JSON"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    text, *words = HOSTILE[name]
    path = tmp_path / "hostile.json"
    path.write_text(text)
    refused(path, *words)


@pytest.mark.parametrize("data", [b"\xff\xfe", b"\xef\xbb\xbf{}", '{"a": 1}'.encode("utf-16"), b"\x00" * 50])
def test_bytes_that_are_not_utf_8_json_are_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bytes.json"
    path.write_bytes(data)
    refused(path, "JSON")


@pytest.mark.parametrize("suffix", [".json", ".npz", ""])
def test_a_missing_file_and_a_directory_are_refused(suffix: str, tmp_path: Path) -> None:
    refused(tmp_path / f"missing{suffix}", "no such file")
    (tmp_path / f"folder{suffix}").mkdir()
    refused(tmp_path / f"folder{suffix}", "directory")


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    refused(path, "MiB")


def npz(path: Path, **arrays: object) -> Path:
    np.savez(path, **arrays)
    return path


def test_an_npz_is_read_as_the_binary_numbers_it_holds(tmp_path: Path) -> None:
    X, Z = np.array([[0.1], [0.2]]), np.array([[1], [3]])
    path = npz(tmp_path / "a.npz", X=X, Z=Z, delta=np.float64(0.3), eps0=np.array(0.1), eps2=np.int64(2))
    assert read_instance(path) == Instance(
        [[Fraction(0.1)], [Fraction(0.2)]], [[1], [3]], Fraction(0.1), 0, 2, Fraction(0.3)
    )
    single = npz(tmp_path / "b.npz", X=X.astype("f4"), Z=Z)
    assert read_instance(single).X_exact[0][0] == Fraction(float(np.float32(0.1)))
    text = npz(tmp_path / "c.npz", X=np.array([["1/3"], ["2"]]), Z=Z, delta=np.array("1/3"))
    assert read_instance(text).X_exact[0][0] == read_instance(text).delta_exact == Fraction(1, 3)


I2, ONES = np.eye(2), np.ones((2, 1))
HOSTILE_ARRAYS = {
    "complex": ({"X": I2 + 0j, "Z": ONES}, "X[0][0]"),
    "bool": ({"X": I2 > 0, "Z": ONES}, "X[0][0]"),
    "NaN": ({"X": I2 * np.nan, "Z": ONES}, "X[0][0]"),
    "NaN in float32": ({"X": I2, "Z": np.float32(ONES * np.inf)}, "Z[0][0]"),
    "pickled objects": ({"X": np.array([[{}]], dtype=object), "Z": ONES}, "plain arrays"),
    "1-D": ({"X": np.ones(2), "Z": ONES}, "X[0]"),
    "3-D": ({"X": np.ones((2, 2, 2)), "Z": ONES}, "X[0][0]"),
    "empty": ({"X": np.zeros((0, 1)), "Z": np.zeros((0, 1))}, "X"),
    "no Z": ({"X": I2}, "Z"),
    "unknown": ({"X": I2, "Z": ONES, "eps": 0}, "eps"),
    "delta of shape (1,)": ({"X": I2, "Z": ONES, "delta": np.array([0.1])}, "delta"),
    "delta complex": ({"X": I2, "Z": ONES, "delta": 1j}, "delta"),
    "delta true": ({"X": I2, "Z": ONES, "delta": True}, "delta"),
    "delta NaN": ({"X": I2, "Z": ONES, "delta": np.nan}, "delta"),
    "eps0 negative": ({"X": I2, "Z": ONES, "eps0": -0.1}, "eps0"),
    "structured": ({"X": np.zeros((2, 1), dtype=[("a", "f8")]), "Z": ONES}, "X[0][0]"),
    "dates": ({"X": np.array([[1], [2]], dtype="M8[s]"), "Z": ONES}, "X[0][0]"),
    "bytes": ({"X": np.array([[b"1"], [b"2"]]), "Z": ONES}, "X[0][0]"),
    "the truth itself": ({"X": I2, "Z": I2}, "X"),
}


@pytest.mark.parametrize("name", HOSTILE_ARRAYS)
def test_hostile_arrays_are_refused_by_name(name: str, tmp_path: Path) -> None:
    arrays, word = HOSTILE_ARRAYS[name]
    refused(npz(tmp_path / "hostile.npz", **arrays), word)


def test_an_array_of_objects_never_runs_its_pickle(tmp_path: Path) -> None:
    class Trap:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return (Path.touch, (tmp_path / "sprung",))

    path = npz(tmp_path / "trap.npz", X=np.array([[Trap()]], dtype=object), Z=ONES)
    refused(path, "plain arrays")
    assert not (tmp_path / "sprung").exists()


# numpy leaves the file open when the archive is broken; that is told of when it is collected, here.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_truncated_archive_is_refused(tmp_path: Path) -> None:
    whole = io.BytesIO()
    np.savez(whole, X=np.random.default_rng(0).random((40, 3)), Z=np.ones((40, 1)))
    data = whole.getvalue()
    path = tmp_path / "cut.npz"
    # The archive's directory is at its end: any proper beginning lacks it.
    for length in (0, 1, 4, 30, 100, len(data) // 2, len(data) - 1):
        path.write_bytes(data[:length])
        refused(path, "plain arrays")
    gc.collect()


def test_an_archive_of_other_things_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.npz"
    for member in ("X.npy", "X"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(member, b"junk")
            archive.writestr("Z.npy", b"")
        refused(path)
    path.write_text(f"{{{BASE}}}")
    refused(path, "plain arrays")
