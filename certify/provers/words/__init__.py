"""The prover of statements about matrix words."""

from certify.provers.words.prover import words

__all__ = ["words"]
