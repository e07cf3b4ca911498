"""Claims as sentences: what a user of the service writes, read by a parser of our own.

The text never reaches an evaluator. `parse` loads nothing but the standard library; `statement_of` builds the
tree of a claim, which takes the rest of certify. The grammar: docs/statement-grammar.md.
"""

from certify.claims.grammar.parser import parse
from certify.claims.grammar.statements import statement_of
from certify.claims.grammar.tree import MatrixSentence, RealSentence, Sentence

__all__ = ["MatrixSentence", "RealSentence", "Sentence", "parse", "statement_of"]
