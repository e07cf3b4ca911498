"""Statements about fixed sizes: an instance, a point, listed cases, a number of trials."""

from certify.claims.statements.statement import Statement
from certify.claims.statements.table import type_of


def sort_of(statement: Statement) -> str:
    """What a statement at fixed sizes is about; "" for any other."""
    line = type_of(type(statement))
    return "" if line is None else line.fixed
