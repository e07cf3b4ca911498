"""`certify serve`: the service and its page."""

from pathlib import Path
from typing import Annotated

import typer

from certify.common.errors import InputError

NEW = "local"


def serve(
    host: Annotated[
        str, typer.Option(help="Where to listen; beyond this machine only with a token.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="0 for any that is free.")] = 8797,
    ledger: Annotated[
        str, typer.Option(metavar="FILE", help="What was asked and found: a file or a PostgreSQL URL.")
    ] = "certify.ledger",
    tokens: Annotated[
        str, typer.Option(metavar="FILE", help="The file of tokens; certify.tokens beside the ledger.")
    ] = "",
    proofs: Annotated[
        list[str] | None, typer.Option(metavar="PATH", help="Claims to show; by default ./proofs, if there.")
    ] = None,
    name: Annotated[
        list[str] | None, typer.Option(metavar="HOST", help="A host name it answers to, behind a proxy.")
    ] = None,
    workers: Annotated[int, typer.Option(help="Jobs run at once; 0 for all cores but one.")] = 0,
    job_seconds: Annotated[float, typer.Option(help="Wall time of one job.")] = 60.0,
    job_memory: Annotated[int, typer.Option(metavar="MIB", help="Address space of one job.")] = 4096,
    jobs: Annotated[int, typer.Option(help="Jobs of one token that have not ended.")] = 20_000,
) -> int:
    """Serve the API and the page until interrupted.

    Where there is no token yet, one is made and shown once.
    """
    try:
        from certify.service.http.server import serve as run
        from certify.service.settings import Limits, Settings
    except ModuleNotFoundError as error:
        raise InputError("serve", f"needs {error.name}", 'pip install "certify[service]"') from None
    from certify.service.auth.tokens import Tokens

    path = tokens_path(tokens, ledger)
    settings = Settings(
        host=host,
        port=port,
        ledger=ledger,
        tokens=path,
        proofs=tuple(map(Path, proofs if proofs is not None else _default_proofs())),
        names=tuple(name or ()),
        workers=workers or Settings().workers,
        limits=Limits(job_seconds=job_seconds, job_memory=job_memory * 1024**2, jobs=jobs),
    )
    settings.check()
    announce = ""
    if settings.loopback and not list(Tokens(path)):
        secret = Tokens(path).create(NEW, "submit")
        announce = f"\ncertify: token {NEW!r}, shown once: {secret}"
    return run(settings, announce)


def tokens_path(tokens: str, ledger: str) -> Path:
    """The file of tokens: the one named, or that beside the ledger."""
    if tokens:
        return Path(tokens)
    return Path("certify.tokens") if "://" in ledger else Path(ledger).parent / "certify.tokens"


def _default_proofs() -> list[str]:
    return ["proofs"] if Path("proofs").is_dir() else []
