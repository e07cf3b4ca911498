"""Who asks, and what they may: bearer tokens, and sessions of the page that stand for them."""

import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

from starlette.requests import Request

from certify.common.errors import InputError
from certify.service.auth.tokens import Token, Tokens
from certify.service.backend import COOKIE
from certify.service.problems import Problem
from certify.service.settings import Settings

SESSION_SECONDS = 12 * 3600
SESSIONS = 10_000


class Sessions:
    """Those who ask a service. Of one event loop.

    Raises InputError where there has to be a token and is none.
    """

    def __init__(self, settings: Settings) -> None:
        self.open_to_read = settings.private
        self.tokens = Tokens(settings.tokens)
        if not settings.loopback and not list(self.tokens):
            problem = f"{settings.host} is reached from elsewhere, and there is no token"
            raise InputError("--host", problem, "certify token create NAME, or listen on 127.0.0.1")
        self._sessions: OrderedDict[str, tuple[str, float]] = OrderedDict()

    def allow(self, request: Request, scope: str) -> Token:
        """The token of a request that does something. Raises Problem without one of this scope."""
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not secret:
            raise Problem("no-token", "the request has no Authorization: Bearer header")
        return self._allowed(self._token(self.tokens.find, secret.strip()), scope)

    def allow_reading(self, request: Request) -> None:
        """Where only this machine asks, anybody may read; else it takes a token, or a session on the page."""
        if self.open_to_read or self._session(request) is not None:
            return
        self.allow(request, "read")

    def allow_on_page(self, request: Request, scope: str) -> Token:
        """The token of the session of a page."""
        token = self._session(request)
        if token is None:
            raise Problem("no-token", "nobody is signed in", fix="sign in with a token first")
        return self._allowed(token, scope)

    def _allowed(self, token: Token | None, scope: str) -> Token:
        if token is None:
            raise Problem("bad-token", "the token is not known, was revoked or has expired")
        if not token.allows(scope):
            raise Problem(
                "wrong-scope", f"the token {token.name} has the scope {token.scope}, this needs {scope}"
            )
        return token

    async def sign_in(self, secret: str) -> str | None:
        """The cookie of a session for a token; None where it is not known."""
        token = self._token(self.tokens.find, secret.strip())
        if token is None:
            return None
        cookie = secrets.token_urlsafe(32)
        self._sessions[_digest(cookie)] = (token.sha256, time.time() + SESSION_SECONDS)
        while len(self._sessions) > SESSIONS:
            self._sessions.popitem(last=False)
        return cookie

    def sign_out(self, request: Request) -> None:
        """End the session of a page."""
        self._sessions.pop(_digest(request.cookies.get(COOKIE, "")), None)

    def session(self, request: Request) -> Mapping[str, Any] | None:
        """Who is signed in on a page."""
        token = self._session(request)
        return None if token is None else {"name": token.name, "scopes": token.scopes}

    def _session(self, request: Request) -> Token | None:
        cookie = request.cookies.get(COOKIE)
        found = self._sessions.get(_digest(cookie)) if cookie else None
        if found is None or time.time() >= found[1]:
            return None
        return self._token(self.tokens.current, found[0])

    def _token(self, find: Callable[[str], Token | None], text: str) -> Token | None:
        try:
            return find(text)
        except InputError as error:
            raise Problem("tokens", error.problem, fix=error.fix) from None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()
