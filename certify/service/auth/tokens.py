"""Bearer tokens: 256 random bits each, kept as hashes in a file that only its owner reads.

The command line writes the file; a running service reads it again whenever it has changed.
"""

import hashlib
import json
import os
import re
import secrets
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from certify.common.errors import InputError
from certify.common.files import write_bytes

SCHEMA = "certify/tokens/1"
# Each includes those before it.
SCOPES = ("read", "submit", "admin")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
PREFIX = "certify_"
LONGEST = 200


@dataclass(frozen=True)
class Token:
    """A token, without its secret.

    Attributes:
        name: whose or what for; sha256: of the secret; scope: the largest it has.
        created, expires: seconds since 1970; expires 0 for never.
    """

    name: str
    sha256: str
    scope: str
    created: float
    expires: float = 0.0

    def allows(self, scope: str) -> bool:
        """Whether its scope includes this one."""
        return SCOPES.index(self.scope) >= SCOPES.index(scope)

    @property
    def scopes(self) -> list[str]:
        """All scopes it has."""
        return list(SCOPES[: SCOPES.index(self.scope) + 1])

    @property
    def expired(self) -> bool:
        """Whether its time is over."""
        return bool(self.expires) and time.time() >= self.expires

    def __str__(self) -> str:
        end = f", until {_day(self.expires)}" if self.expires else ""
        return f"{self.name}: {self.scope}, since {_day(self.created)}{end}{', expired' * self.expired}"


class Tokens:
    """The tokens of a file, which need not exist yet."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._state: tuple[int, int] | None = None
        self._by_hash: dict[str, Token] = {}

    def create(self, name: str, scope: str, days: float = 0.0) -> str:
        """A new token's secret, which is not kept and cannot be shown again.

        Raises:
            InputError: a name that is taken or is none, an unknown scope, or a file that cannot be written.
        """
        if not NAME.fullmatch(name):
            raise InputError("NAME", f"{name!a} is no name for a token", "use letters, digits, and . _ -")
        if scope not in SCOPES:
            raise InputError("--scope", f"{scope!a} is not known", f"choose one of {', '.join(SCOPES)}")
        if days < 0:
            raise InputError("--days", "is negative", "give the days it is good for, or leave it out")
        known = list(self)
        if any(token.name == name for token in known):
            raise InputError("NAME", f"{name} is taken", "revoke it first, or choose another")
        secret, now = PREFIX + secrets.token_urlsafe(32), time.time()
        self._write([*known, Token(name, _hash(secret), scope, now, now + 86400 * days if days else 0.0)])
        return secret

    def revoke(self, name: str) -> None:
        """Raises InputError where there is no such token."""
        known = list(self)
        kept = [token for token in known if token.name != name]
        if len(kept) == len(known):
            raise InputError("NAME", f"{name[:64]!a} is no token", "see certify token list")
        self._write(kept)

    def find(self, secret: str) -> Token | None:
        """The token of a secret, unless it has expired."""
        if len(secret) > LONGEST:
            return None
        self._refresh()
        token = self._by_hash.get(_hash(secret))
        return None if token is None or token.expired else token

    def current(self, sha256: str) -> Token | None:
        """The token of a hash, unless it was revoked or has expired."""
        self._refresh()
        token = self._by_hash.get(sha256)
        return None if token is None or token.expired else token

    def __iter__(self) -> Iterator[Token]:
        """Raises InputError where the file is none of tokens."""
        self._refresh()
        return iter(sorted(self._by_hash.values(), key=lambda token: token.created))

    def _refresh(self) -> None:
        try:
            found = self.path.stat()
            state = (found.st_mtime_ns, found.st_ino)
        except OSError:
            self._state, self._by_hash = None, {}
            return
        if state != self._state:
            self._by_hash = {token.sha256: token for token in self._read()}
            self._state = state

    def _read(self) -> list[Token]:
        fix = "restore it, or remove it and create the tokens anew"
        try:
            document: Any = json.loads(self.path.read_bytes())
            tokens = [Token(**entry) for entry in document["tokens"]]
            sound = document["schema"] == SCHEMA and all(map(_is_sound, tokens))
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            reason = (getattr(error, "strerror", None) or f"is no file of tokens ({SCHEMA})").lower()
            raise InputError("--tokens", f"{self.path.name}: {reason}", fix) from None
        if not sound:
            raise InputError("--tokens", f"{self.path.name}: is no file of tokens ({SCHEMA})", fix)
        return tokens

    def _write(self, tokens: list[Token]) -> None:
        document = {"schema": SCHEMA, "tokens": [asdict(token) for token in tokens]}
        before = os.umask(0o077)
        try:
            write_bytes(self.path, json.dumps(document, indent=1).encode() + b"\n")
        finally:
            os.umask(before)


def _is_sound(token: Token) -> bool:
    texts, moments = (token.name, token.sha256), (token.created, token.expires)
    return (
        token.scope in SCOPES
        and all(isinstance(text, str) for text in texts)
        and all(isinstance(moment, int | float) for moment in moments)
    )


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def _day(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).date().isoformat()
