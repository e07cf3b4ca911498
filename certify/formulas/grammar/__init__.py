"""Claims as sentences: what a user of the service writes, read by a parser of our own.

The text never reaches an evaluator, and nothing but the standard library is loaded: a server reads sentences
with this, and leaves to a worker what makes statements of them (`certify.claims.sentences`). The grammar:
docs/statement-grammar.md.
"""

from certify.formulas.grammar.parser import parse
from certify.formulas.grammar.tree import MatrixSentence, RealSentence, Sentence

__all__ = ["MatrixSentence", "RealSentence", "Sentence", "parse"]
