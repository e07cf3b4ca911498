"""`certify token`: the tokens of a service."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

token = typer.Typer(no_args_is_help=True, help="Make, list and revoke the bearer tokens of a service.")
File = Annotated[str, typer.Option("--tokens", metavar="FILE", help="The file that certify serve reads.")]
DEFAULT = "certify.tokens"


@token.command()
def create(
    name: Annotated[str, typer.Argument(help="Whose it is, or what for.")],
    scope: Annotated[
        str, typer.Option(help="read, submit or admin; each includes those before it.")
    ] = "submit",
    days: Annotated[float, typer.Option(help="How long it is good; 0 for ever.")] = 0.0,
    tokens: File = DEFAULT,
) -> int:
    """Print a new token. It is kept as a hash, and cannot be shown again."""
    from certify.service.auth.tokens import Tokens

    print(Tokens(Path(tokens)).create(name, scope, days))
    return 0


@token.command("list")
def list_tokens(
    tokens: File = DEFAULT, as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False
) -> int:
    """The tokens there are, without their secrets."""
    from certify.service.auth.tokens import Tokens

    found = list(Tokens(Path(tokens)))
    print(json.dumps([asdict(one) for one in found], indent=1) if as_json else "\n".join(map(str, found)))
    return 0


@token.command()
def revoke(name: Annotated[str, typer.Argument(help="The token's name.")], tokens: File = DEFAULT) -> int:
    """Make a token worthless, at once also for a service that is running."""
    from certify.service.auth.tokens import Tokens

    Tokens(Path(tokens)).revoke(name)
    return 0
