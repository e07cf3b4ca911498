"""What goes wrong, as RFC 9457 problem details: a stable type, the field, and the fix."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from certify.common.errors import CertifyError, InputError

MEDIA = "application/problem+json"


@dataclass(frozen=True)
class Kind:
    """A type of problem: its status, what it means, and what to do about it."""

    slug: str
    status: int
    title: str
    fix: str

    @property
    def type(self) -> str:
        """The URI reference of the type, where a page explains it."""
        return f"/problems/{self.slug}"


KINDS = {
    kind.slug: kind
    for kind in (
        Kind("not-json", 400, "The body is not JSON", "send a JSON document in UTF-8"),
        Kind(
            "bad-host",
            400,
            "The Host header names no host of this service",
            "use its address, or start it with --name",
        ),
        Kind(
            "no-token",
            401,
            "A token is needed",
            "send Authorization: Bearer TOKEN; certify token create makes one",
        ),
        Kind(
            "bad-token",
            401,
            "The token is not known, was revoked or has expired",
            "certify token create makes a new one",
        ),
        Kind("wrong-scope", 403, "The token does not have this scope", "use a token of the scope named"),
        Kind(
            "foreign-origin",
            403,
            "The request comes from another site",
            "send it from this site, or without a browser",
        ),
        Kind("not-found", 404, "There is nothing here", "see /api for what there is"),
        Kind("method", 405, "The method is not allowed here", "use one that the Allow header names"),
        Kind("slow-body", 408, "The body took too long to arrive", "send it again"),
        Kind("ended", 409, "The job has ended", "nothing is left to be done; its result stays"),
        Kind("too-large", 413, "The body is too large", "send a smaller one"),
        Kind(
            "media-type",
            415,
            "The body is not of a type that is understood",
            "send Content-Type: application/json",
        ),
        Kind("field", 422, "A field of the body has no answer", "correct the field that the pointer names"),
        Kind("parameter", 422, "A parameter has no answer", "correct the parameter that is named"),
        Kind(
            "key-reused",
            422,
            "The idempotency key was used for another request",
            "use a new key for a new request",
        ),
        Kind(
            "too-many-jobs",
            429,
            "The token has too many jobs that have not ended",
            "wait for some of them, or cancel some",
        ),
        Kind("defect", 500, "A defect of certify", "tell its authors what was asked"),
        Kind(
            "overloaded",
            503,
            "The service has too much to do",
            "come back after the seconds that Retry-After names",
        ),
        Kind(
            "ledger",
            503,
            "The ledger cannot be used at the moment",
            "see the detail; what was accepted stays",
        ),
        Kind("tokens", 503, "The tokens cannot be read at the moment", "restore their file"),
        Kind("no-checker", 503, "The certificates cannot be checked at the moment", "come back later"),
    )
}


class Problem(CertifyError):  # noqa: N818 - the word of RFC 9457
    """A request that is answered by a problem.

    Attributes:
        kind: its type; detail: what is wrong with this request.
        pointer: the JSON pointer of the field, or the name of the parameter; fix: what would make it right.
        headers: of the response.
    """

    def __init__(
        self,
        slug: str,
        detail: str,
        *,
        pointer: str | None = None,
        fix: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.kind, self.detail, self.pointer = KINDS[slug], _line(detail), pointer
        self.fix, self.headers = _line(fix) or self.kind.fix, dict(headers or {})
        super().__init__(f"{self.detail}; {self.fix}")

    def document(self) -> dict[str, Any]:
        """As JSON data."""
        document = {
            "type": self.kind.type,
            "title": self.kind.title,
            "status": self.kind.status,
            "detail": self.detail,
            "fix": self.fix,
        }
        return document if self.pointer is None else {**document, "pointer": self.pointer}

    def response(self) -> Response:
        """The answer."""
        body = json.dumps(self.document()).encode()
        headers = dict(self.headers)
        if self.kind.status == 401:
            headers.setdefault("WWW-Authenticate", "Bearer")
        if self.kind.status in (429, 503):
            headers.setdefault("Retry-After", "5")
        return Response(body, self.kind.status, headers, MEDIA)


def of_input(error: InputError) -> Problem:
    """The problem of a field of the body; the field of the error is its JSON pointer."""
    pointer = error.field if error.field.startswith("/") or not error.field else f"/{error.field}"
    name = error.field.strip("/") or "the body"
    return Problem("field", f"{name}: {error.problem}", pointer=pointer, fix=error.fix)


def documented(*slugs: str) -> dict[int | str, dict[str, Any]]:
    """The responses of a route, for the OpenAPI document."""
    responses: dict[int | str, dict[str, Any]] = {}
    for slug in ("bad-host", "overloaded", "defect", *slugs):
        kind = KINDS[slug]
        response = responses.setdefault(
            kind.status,
            {
                "description": "",
                "content": {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": {}}},
            },
        )
        response["description"] = " · ".join(filter(None, (response["description"], kind.title)))
        response["content"][MEDIA]["examples"][slug] = {"value": Problem(slug, kind.title).document()}
        if kind.status in (429, 503):
            response["headers"] = {"Retry-After": {"schema": {"type": "string"}, "required": True}}
        if kind.status == 401:
            response["headers"] = {"WWW-Authenticate": {"schema": {"type": "string"}, "required": True}}
    return dict(sorted(responses.items()))


SCHEMA: dict[str, Any] = {
    "title": "Problem",
    "description": "Problem details (RFC 9457), with the fix.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "fix"],
    "additionalProperties": False,
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "enum": [kind.type for kind in KINDS.values()]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "fix": {"type": "string"},
        "pointer": {"type": "string", "description": "JSON pointer of the field, or name of the parameter"},
    },
}


def _line(text: str) -> str:
    """One line that can be written, whatever was in it."""
    return " ".join(text.encode(errors="backslashreplace").decode().split())[:500]
