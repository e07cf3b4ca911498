"""Whether a hypothesis is the conclusion of the claim that it names, with the symbols renamed."""

from collections.abc import Mapping
from typing import Any

from certify.claims.origins.origin import Origin
from certify.claims.origins.relations import gives, renamed
from certify.claims.origins.word_renaming import renamed_words
from certify.claims.statements.statement import Real, Statement
from certify.claims.statements.words import Expression, Words, expression
from certify.common.errors import InputError


def mismatch(origin: Origin, statement: Statement) -> str:
    """Why a hypothesis is not what the claim with this statement shows, in a few words; "" where it is."""
    if isinstance(statement, Real) and not isinstance(origin.relation, Expression):
        return _real(origin, statement)
    if isinstance(statement, Words) and isinstance(origin.relation, Expression):
        return _words(origin, statement)
    return "its statement is of another kind"


def _real(origin: Origin, statement: Real) -> str:
    if statement.exists:
        return "it is an existence statement"
    names = {symbol.name for symbol in statement.symbols}
    if unknown := sorted(set(origin.renaming) - names):
        return f"it has no symbol {unknown[0]}"
    shown = renamed(statement.show, origin.renaming)
    return "" if gives(shown, origin.relation) else f"it shows {shown}"


def _words(origin: Origin, statement: Words) -> str:
    names = {*statement.variables, *(letter.name for letter in statement.letters)}
    if unknown := sorted(set(origin.renaming) - names):
        return f"it has no letter, size or parameter {unknown[0]}"
    left, right = statement.sides
    difference = left - right if statement.sense != "<=" else right - left
    try:
        shown = renamed_words(difference, _expressions(origin.renaming))
    except InputError as error:
        return f"the renaming does not fit: {error.problem}"
    same_words = origin.relation == shown or (statement.sense == "==" and origin.relation == -shown)
    return "" if same_words else f"it shows {shown} {'= 0' if statement.sense == '==' else '>= 0'}"


def _expressions(renaming: Mapping[str, Any]) -> dict[str, Expression]:
    return {name: expression(value) for name, value in renaming.items()}
