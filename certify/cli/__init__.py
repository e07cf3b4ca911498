"""The command line."""

from certify.cli.app import main

__all__ = ["main"]
