"""Templates to HTML, with what every page has in common."""

import hashlib
import json
from datetime import datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from certify.service.backend import STATES, Backend
from certify.service.jobs.requests import KINDS
from certify.service.site.forms import GRIDS
from certify.service.site.labels import GLYPHS, GRADES, PROGRESS, TITLES, VERDICTS, WORDS
from certify.service.site.svg import DASHES

HERE = Path(__file__).parent
STATIC = {"certify.css": "text/css", "certify.js": "text/javascript", "icon.svg": "image/svg+xml"}
HEADERS = {"Cache-Control": "no-cache"}  # pages change; the files they use are named by their content


class Renderer:
    """The pages of a service."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend

    def __call__(self, request: Request, template: str, status: int = 200, /, **context: Any) -> HTMLResponse:
        """The page of a template."""
        context |= {
            "here": request.url.path,
            "session": self.backend.session(request),
            "service": self.backend.state(),
        }
        text = _environment().get_template(template).render(context)
        # What a user wrote may hold half of a surrogate pair, which no encoding has.
        return HTMLResponse(text.encode(errors="replace"), status, HEADERS)


@cache
def _environment() -> Environment:
    """The templates, compiled once."""
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    tags = {name: _tag((HERE / "static" / name).read_bytes()) for name in STATIC}
    tags["plotly.js"] = version("plotly")
    environment.filters |= {
        "number": number,
        "delta": delta,
        "moment": moment,
        "path": lambda text: quote(str(text), safe="/", errors="replace"),
        "html": Markup,  # of MathML and SVG that this package made itself
        "words": lambda verdict: WORDS.get(verdict, ""),
        "spaced": lambda word: str(word).replace("_", " "),
        "plain": plain,
        "entry": entry,
    }
    environment.globals |= {
        "asset": lambda name: f"/static/{name}?v={tags[name]}",
        "VERDICTS": VERDICTS,
        "GRADES": GRADES,
        "GLYPHS": GLYPHS,
        "TITLES": TITLES,
        "PROGRESS": PROGRESS,
        "KINDS": KINDS,
        "STATES": STATES,
        "PICTURES": list(GRIDS),
        "DASHES": DASHES,
    }
    for name in environment.list_templates():
        environment.get_template(name)
    return environment


def number(value: Any, digits: int = 9) -> str:
    """A float as people read it; "—" for none."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return "—" if value is None else str(value)
    return f"{value:.{digits}g}".replace("-", "−")


def delta(value: Any) -> str:
    """A value of delta, to nine decimals; "—" for none."""
    return f"{value:.9f}" if isinstance(value, float) else number(value)


def moment(text: str | None) -> Markup | str:
    """An ISO time as an element that says the day and the minute."""
    if not text:
        return "—"
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return text
    day, minute = when.date().isoformat(), f"{when.hour:02}:{when.minute:02}"
    return Markup(f'<time datetime="{escape(text)}">{day} {minute}</time>')  # quicker than its own format


def plain(value: Any) -> str:
    """A value of a witness on one line."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def entry(value: Any) -> str:
    """An entry of a matrix: exact text as it is, a float rounded."""
    if isinstance(value, float):
        return "0" if abs(value) < 1e-12 else f"{value:.5g}".replace("-", "−")
    text = str(value)
    return text if len(text) <= 24 else f"{text[:21]}…"


def _tag(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]
