"""The store: one file an address, whole or not at all, and nothing in it taken on trust."""

import hashlib
import multiprocessing
import os
from pathlib import Path

import pytest

from certify import Certificate, CertificateStore, InputError
from certify.certificates import DamagedCertificateError

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "certificates").glob("*.json"))
CERTIFICATES = [Certificate.from_json(path.read_bytes()) for path in EXAMPLES]
ONE = CERTIFICATES[0]


def files(folder):
    """Every file below a folder, by its name and content."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("certificate", CERTIFICATES, ids=[path.stem for path in EXAMPLES])
def test_the_address_is_the_hash_of_the_file_and_gives_the_certificate_back(certificate, tmp_path):
    store = CertificateStore(tmp_path)
    address = store.put(certificate)
    assert address == hashlib.sha256(store.path(address).read_bytes()).hexdigest() == certificate.address
    assert store.path(address).read_bytes() == certificate.to_bytes()
    assert store.get(address) == certificate
    assert store.get(address).check() == certificate.check()
    assert address in store


def test_storing_twice_changes_nothing(tmp_path):
    store = CertificateStore(tmp_path / "not there yet")
    first = store.put(ONE)
    inode, before = os.stat(store.path(first)).st_ino, files(tmp_path)
    assert store.put(ONE) == first
    assert (os.stat(store.path(first)).st_ino, files(tmp_path)) == (inode, before)
    assert len(before) == 1


def test_all_that_was_stored_is_listed_once_and_in_order(tmp_path):
    store = CertificateStore(tmp_path)
    assert list(store) == []
    assert list(CertificateStore(tmp_path / "missing")) == []
    addresses = [store.put(certificate) for certificate in (*CERTIFICATES, *CERTIFICATES)]
    assert list(store) == sorted(set(addresses))
    assert list(CertificateStore(str(tmp_path))) == list(store)


def flipped(data, place):
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda _: b"",
        lambda data: data + b"\n",
        lambda data: data + data,
        lambda data: flipped(data, 0),
        lambda data: flipped(data, len(data) // 2),
        lambda data: flipped(data, len(data) - 1),
        lambda data: data.replace(b",", b", "),
        lambda _: CERTIFICATES[1].to_bytes(),
    ],
)
def test_a_file_that_is_not_what_its_address_says_is_noticed_and_mended_by_storing_again(damage, tmp_path):
    store = CertificateStore(tmp_path)
    address = store.put(ONE)
    data = damage(ONE.to_bytes())
    assert data != ONE.to_bytes()
    store.path(address).write_bytes(data)
    with pytest.raises(DamagedCertificateError, match=address[:12]):
        store.get(address)
    assert store.put(ONE) == address
    assert store.get(address) == ONE


def test_a_file_under_the_hash_of_what_is_no_certificate_is_refused(tmp_path):
    store = CertificateStore(tmp_path)
    for data in (b"", b"[]", b"not JSON", b"{}", b"\xff\xfe", b"[" * 10_000):
        address = hashlib.sha256(data).hexdigest()
        store.path(address).parent.mkdir(exist_ok=True)
        store.path(address).write_bytes(data)
        with pytest.raises(InputError, match="certificate"):
            store.get(address)


def test_a_forgery_stored_under_its_own_hash_is_still_rejected(tmp_path):
    store = CertificateStore(tmp_path)
    example = next(c for c in CERTIFICATES if c.rule == "counterexample")
    forged = Certificate({**example.document, "statement": {**example.statement, "delta": "1/1000"}})
    address = store.put(forged)
    assert address == forged.address
    assert store.get(address) == forged
    assert not store.get(address).check().accepted


@pytest.mark.parametrize(
    "address",
    [
        "",
        "abc",
        "0" * 63,
        "0" * 65,
        "g" * 64,
        "A" * 64,
        "../" * 21 + "0",
        "0" * 62 + "/.",
        "0" * 64 + "\n",
        "٠" * 64,
    ],
)
def test_what_is_no_address_is_refused_and_not_looked_up(address, tmp_path):
    store = CertificateStore(tmp_path)
    for ask in (store.path, store.get):
        with pytest.raises(InputError, match="address"):
            ask(address)
    assert address not in store


def test_an_unknown_address_is_a_key_error(tmp_path):
    store = CertificateStore(tmp_path)
    with pytest.raises(KeyError):
        store.get("0" * 64)
    assert "0" * 64 not in store
    assert 7 not in store


def test_foreign_files_are_neither_listed_nor_touched(tmp_path):
    store = CertificateStore(tmp_path)
    address = store.put(ONE)
    foreign = [
        "README.md",
        "notes.json",
        f"{address}.json",
        "ab/notes.json",
        f"{address[:2]}/{address[2:]}.json.part",
        f"{address[:2]}/tmp1234.part",
        f"{address[:2]}/{'g' * 62}.json",
        f"{address[:2]}/{address[3:]}.json",
        f"abc/{'0' * 62}.json",
    ]
    for name in foreign:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("foreign")
    assert list(store) == [address]
    for certificate in CERTIFICATES:
        store.put(certificate)
    assert all((tmp_path / name).read_text() == "foreign" for name in foreign)


@pytest.mark.parametrize("name", ["replace", "fsync"])
@pytest.mark.parametrize(
    ("error", "raised"), [(OSError(28, "Disk full"), InputError), (KeyboardInterrupt(), KeyboardInterrupt)]
)
def test_a_write_that_fails_leaves_nothing_behind(name, error, raised, tmp_path, monkeypatch):
    def fail(*_arguments):
        raise error

    store = CertificateStore(tmp_path)
    monkeypatch.setattr(os, name, fail)
    with pytest.raises(raised):
        store.put(ONE)
    assert files(tmp_path) == {}
    monkeypatch.undo()
    assert store.get(store.put(ONE)) == ONE


def test_a_document_that_is_no_certificate_text_is_not_stored(tmp_path):
    store = CertificateStore(tmp_path)
    for value in (1.5, True, None, float("nan"), {"a"}, "a\nb", 10**12):
        with pytest.raises((TypeError, ValueError)):
            store.put(Certificate({**ONE.document, "witness": value}))
    assert files(tmp_path) == {}


def test_a_stored_file_can_be_read_by_whom_the_umask_lets_read(tmp_path):
    store = CertificateStore(tmp_path)
    address = store.put(ONE)
    (tmp_path / "ordinary").write_text("")
    assert os.stat(store.path(address)).st_mode == os.stat(tmp_path / "ordinary").st_mode


def test_processes_that_store_the_same_at_once_leave_one_whole_file_each(tmp_path):
    context = multiprocessing.get_context("fork")
    start = context.Event()
    store = CertificateStore(tmp_path)
    writers = [context.Process(target=store_at_once, args=(tmp_path, start)) for _ in range(6)]
    for writer in writers:
        writer.start()
    start.set()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * len(writers)
    assert files(tmp_path) == {
        str(store.path(c.address).relative_to(tmp_path)): c.to_bytes() for c in CERTIFICATES
    }


def store_at_once(folder, start):
    """What every writer does: all certificates, again and again, each readable at any moment."""
    start.wait()
    store = CertificateStore(folder)
    for _ in range(20):
        for certificate in CERTIFICATES:
            assert store.get(store.put(certificate)) == certificate
