"""`certify`: the commands, and the one place where an error becomes a line on stderr and an exit code."""

import sys
from typing import Annotated

import typer

from certify.cli.campaign import campaign
from certify.cli.check import check, explain, graph
from certify.cli.decide import decide
from certify.cli.duality import duality
from certify.cli.export import export
from certify.cli.phase import phase
from certify.cli.report import report
from certify.cli.search import search
from certify.cli.serve import serve
from certify.cli.show import show
from certify.cli.token import token
from certify.cli.verify import verify
from certify.common.errors import CertifyError, InputError

app = typer.Typer(
    name="certify",
    help="Decide claims about nonconvex low-rank matrix recovery; leave certificates that can be re-checked.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (duality, decide, verify, show, check, explain, export, graph, report, search, phase, serve):
    app.command()(command)
app.add_typer(campaign, name="campaign")
app.add_typer(token, name="token")

_debug = False


@app.callback()
def options(
    debug: Annotated[bool, typer.Option("--debug", help="Show a traceback on errors.")] = False,
) -> None:
    """Decide claims about nonconvex low-rank matrix recovery; leave certificates that can be re-checked."""
    global _debug
    _debug = debug


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 done, 1 a result that does not hold up, 2 bad input, 3 a defect, 130 interrupted."""
    try:
        code = app(args=arguments, standalone_mode=False)
    except typer.TyperException as error:
        # Asked for nothing, a command shows its help; that is no complaint.
        wanted_help = type(error).__name__ == "NoArgsIsHelpError"
        return 2 if wanted_help else _complain(error.format_message(), 2)
    except (typer.Abort, KeyboardInterrupt):
        return _complain("interrupted", 130)
    except CertifyError as error:
        if _debug:
            raise
        return _complain(str(error), 2 if isinstance(error, InputError) else 1)
    except BrokenPipeError:
        return 1
    except Exception as error:  # a defect of ours: no traceback unless asked for
        if _debug:
            raise
        return _complain(
            f"internal error: {type(error).__name__}: {error}; run certify --debug to see where", 3
        )
    return code if isinstance(code, int) else 0


def _complain(message: str, code: int) -> int:
    print(f"certify: {' '.join(message.split())}", file=sys.stderr)
    return code
