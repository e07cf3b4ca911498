"""What the routes of the page share: what an address asks for, and refusals."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from certify.common.errors import InputError
from certify.service.backend import Backend
from certify.service.problems import Problem

PAGE = 100  # rows
LARGEST_ID = 2**63 - 1


def asked(request: Request, *names: str) -> dict[str, str]:
    """Parameters of the address, "" where they are not given."""
    return {name: request.query_params.get(name, "")[:200] for name in names}


def following(found: Mapping[str, str], **cursor: Any) -> str:
    """The address of the next rows; "" where there are none."""
    if None in cursor.values():
        return ""
    given = {name: value for name, value in {**found, **cursor}.items() if value}
    return "?" + urlencode(given, errors="replace")


def before(request: Request) -> int | None:
    """The job that rows are to be older than. Raises Problem for what is no number of one."""
    text = request.query_params.get("before")
    if text is None:
        return None
    return _identifier(text, Problem("parameter", "before: is not the number of a job", pointer="before"))


def start(request: Request) -> int:
    """The first row of a list that does not change. Raises Problem for what is no number of one."""
    text = request.query_params.get("start", "0")
    return _identifier(text, Problem("parameter", "start: is not the number of a row", pointer="start"))


async def job_of(backend: Backend, number: str) -> dict[str, Any]:
    """A job in full. Raises Problem where there is none."""
    missing = nothing(f"there is no job {number[:40]}")
    job = await backend.job(_identifier(number, missing))
    if job is None:
        raise missing
    return job


def nothing(detail: str) -> Problem:
    """That there is nothing at an address."""
    return Problem("not-found", detail)


def wrong(form: str, field: str, error: InputError) -> dict[str, Any]:
    """What a form says at a field, or at its head where `field` is ""."""
    return {"form": form, "field": field, "text": said(error, field), "sign_in": False}


def refused(form: str, problem: Problem) -> dict[str, Any]:
    """What a form says at its head where all of it was refused."""
    text = f"{problem.kind.title}: {problem.detail}; {problem.fix}."
    return {"form": form, "field": "", "text": text, "sign_in": problem.kind.status in (401, 403)}


def said(error: InputError, field: str) -> str:
    """What is wrong, and in which entry of a matrix; without the field where the text stands beside it."""
    where = error.field.strip("/")
    if entry := re.fullmatch(rf"{re.escape(field)}/([0-9]+)(?:/([0-9]+))?", where):
        row, column = (None if index is None else int(index) + 1 for index in entry.groups())
        where = f"row {row}" if column is None else f"row {row}, entry {column}"
    return f"{'' if where == field else f'{where}: '}{error.problem}; {error.fix}"


def _identifier(text: str, otherwise: Problem) -> int:
    if not re.fullmatch(r"[0-9]{1,19}", text) or int(text) > LARGEST_ID:
        raise otherwise
    return int(text)
