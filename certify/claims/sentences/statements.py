"""From a sentence to a statement that provers understand: the only way from here to the rest of certify."""

from typing import TYPE_CHECKING

from certify.formulas.grammar.tree import RealSentence, Sentence

if TYPE_CHECKING:
    from certify.claims import Statement


def statement_of(sentence: Sentence) -> "Statement":
    """The statement that a sentence says; to be called where time and memory are limited.

    Raises:
        InputError: the sentence was not made by `parse`, and its shapes or names do not fit.
    """
    if isinstance(sentence, RealSentence):
        from certify.claims.sentences.reals import real_statement

        return real_statement(sentence)
    from certify.claims.sentences.words import words_statement

    return words_statement(sentence)
