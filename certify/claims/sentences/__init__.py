"""From sentences, which `certify.formulas.grammar` has read, to the statements that provers understand."""

from certify.claims.sentences.statements import statement_of

__all__ = ["statement_of"]
