import json
import os
import stat
import time
from pathlib import Path

import pytest

from certify.cli import main
from certify.common.errors import InputError
from certify.service.auth.tokens import SCOPES, Tokens


def test_a_token_has_256_random_bits_and_is_kept_as_a_hash_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "tokens"
    secrets = {Tokens(path).create(f"t{n}", "read") for n in range(20)}
    assert len(secrets) == 20
    # 32 bytes are 43 characters of base64.
    assert all(len(secret.removeprefix("certify_")) == 43 for secret in secrets)
    assert not any(secret in path.read_text() or secret[8:] in path.read_text() for secret in secrets)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("scope", SCOPES)
def test_a_scope_includes_those_before_it(tmp_path: Path, scope: str) -> None:
    tokens = Tokens(tmp_path / "tokens")
    token = tokens.find(tokens.create("one", scope))
    assert token is not None
    assert [token.allows(other) for other in SCOPES] == [other in token.scopes for other in SCOPES]
    assert token.scopes == list(SCOPES[: SCOPES.index(scope) + 1])


def test_what_another_process_writes_is_seen(tmp_path: Path) -> None:
    ours, theirs = Tokens(tmp_path / "tokens"), Tokens(tmp_path / "tokens")
    secret = theirs.create("one", "submit")
    assert ours.find(secret) is not None
    theirs.revoke("one")
    assert ours.find(secret) is None
    assert ours.find(secret[:-1]) is None
    assert ours.find("x" * 10**6) is None
    assert ours.find("\ud800") is None


def test_a_token_is_good_until_it_expires(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = Tokens(tmp_path / "tokens")
    secret = tokens.create("one", "read", days=2)
    now = time.time()
    monkeypatch.setattr("certify.service.auth.tokens.time.time", lambda: now + 86400 * 1.9)
    assert tokens.find(secret) is not None
    monkeypatch.setattr("certify.service.auth.tokens.time.time", lambda: now + 86400 * 2.1)
    assert tokens.find(secret) is None


def test_bad_input_is_one_line(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path / "tokens")
    tokens.create("one", "read")
    for name, scope, days in (("one", "read", 0), ("a b", "read", 0), ("two", "all", 0), ("two", "read", -1)):
        with pytest.raises(InputError) as error:
            tokens.create(name, scope, days)
        assert "\n" not in str(error.value)
    with pytest.raises(InputError):
        tokens.revoke("two")
    for text in (
        "",
        "[]",
        "{}",
        '{"schema": "x", "tokens": []}',
        '{"schema": "certify/tokens/1", "tokens": [{}]}',
    ):
        (tmp_path / "tokens").write_text(text)
        with pytest.raises(InputError, match="no file of tokens"):
            list(Tokens(tmp_path / "tokens"))


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / "tokens")
    assert main(["token", "create", "ci", "--scope", "submit", "--tokens", path]) == 0
    secret = capsys.readouterr().out.strip()
    assert Tokens(Path(path)).find(secret) is not None
    assert main(["token", "list", "--tokens", path]) == 0
    assert capsys.readouterr().out.startswith("ci: submit, since ")
    assert main(["token", "list", "--json", "--tokens", path]) == 0
    assert [token["name"] for token in json.loads(capsys.readouterr().out)] == ["ci"]
    assert main(["token", "revoke", "ci", "--tokens", path]) == 0
    assert Tokens(Path(path)).find(secret) is None
    assert main(["token", "revoke", "ci", "--tokens", path]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(InputError):
        Tokens(tmp_path / "tokens").create("one", "read")
