"""docs/statement-grammar.md: its examples are sentences, its limits the code's, its rules the parser's."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.claims.sentences import statement_of
from certify.common.errors import InputError
from certify.formulas.grammar import MatrixSentence, limits, parse
from certify.formulas.grammar.parser import RESERVED
from certify.formulas.grammar.tokens import tokens

DOCUMENT = (Path(__file__).parents[2] / "docs" / "statement-grammar.md").read_text()
BLOCKS = dict(re.findall(r"## ([^\n]+)\n.*?```\w*\n(.*?)```", DOCUMENT, re.DOTALL))
REALS, MATRICES = (BLOCKS[name].splitlines() for name in ("Real numbers", "Matrices of all sizes"))
PIECES = [
    "a", "X", "n", "2", "0.5", "(", ")", "-", "+", "*", "/", "**", "<=", "==", ",", ":", "and", "or", "not",
    "with", "real", "scalars", "matrices", "symmetric", "for", "all", "there", "are", "is", "sqrt", "Eq",
    "tr", ".T", "x", "1", "implies", "true", "if", "otherwise", "cases",
]  # fmt: skip
INLINE = re.findall(r"`(for all [^`]+:[^`]+)`", DOCUMENT)


@pytest.mark.parametrize("example", [*REALS, *MATRICES, *INLINE])
def test_each_example_is_a_sentence_of_its_kind(example):
    sentence = parse(example)
    assert isinstance(sentence, MatrixSentence) == (example in MATRICES)
    assert statement_of(sentence).document()


def test_the_limits_are_those_of_the_code():
    numbers = re.findall(r"\d[\d,]*", DOCUMENT.split("## Limits")[1])
    written = sorted(int(number.replace(",", "")) for number in numbers)
    assert written == sorted(value for name, value in vars(limits).items() if name.isupper())


class Grammar:
    """The rules of the document, and whether tokens can be derived from one of them."""

    def __init__(self, text):
        self.rules, self.known = {}, {}
        for rule in re.split(r";\n", text.strip().rstrip(";")):
            name, _, body = rule.partition("=")
            self.symbols = re.findall(r'"[^"]*"|\w+|[\[\]{}()|]', body)
            self.rules[name.strip()] = self.alternatives()
        del self.rules["name"]  # a token of its own, as digits are

    def alternatives(self):
        found = [self.sequence()]
        while self.symbols and self.symbols[0] == "|":
            self.symbols.pop(0)
            found.append(self.sequence())
        return ("|", *found)

    def sequence(self):
        parts = []
        while self.symbols and self.symbols[0] not in "|)]}":
            symbol = self.symbols.pop(0)
            if symbol in "([{":
                parts.append((symbol, self.alternatives()))
                self.symbols.pop(0)
            else:
                parts.append(symbol)
        return (",", *parts)

    def derives(self, text):
        """Whether the text is a sentence of the grammar; the meaning of its names aside."""
        self.known = {}
        self.text = []
        for token in tokens(text)[:-1]:
            pieces = re.split(r"(\.)", token.text) if token.kind == "number" else [token.text]
            self.text += [(token.kind, piece) for piece in pieces]
        return len(self.text) in self.ends("sentence", 0)

    def ends(self, part, start):
        """Where a derivation that begins at a token may end."""
        key = part, start
        if key not in self.known:
            self.known[key] = frozenset(self.found(part, start))
        return self.known[key]

    def found(self, part, start):
        kind, text = self.text[start] if start < len(self.text) else ("end", "")
        match part:
            case str() if part.startswith('"'):
                return {start + 1} if text == part.strip('"') else set()
            case "name":
                return {start + 1} if kind == "name" and text not in RESERVED else set()
            case "digits":
                return {start + 1} if kind == "number" and text != "." else set()
            case str():
                return self.ends(self.rules[part], start)
            case ("|", *options):
                return {end for option in options for end in self.ends(option, start)}
            case (",", *parts):
                reached = {start}
                for one in parts:
                    reached = {end for begin in reached for end in self.ends(one, begin)}
                return reached
            case ("(", inside):
                return self.ends(inside, start)
            case ("[", inside):
                return {start, *self.ends(inside, start)}
            case ("{", inside):
                reached, new = {start}, {start}
                while new:
                    new = {end for begin in new for end in self.ends(inside, begin)} - reached
                    reached |= new
                return reached
        raise AssertionError(part)


GRAMMAR = Grammar(BLOCKS["Grammar"])


@pytest.mark.parametrize("example", [*REALS, *MATRICES, *INLINE])
def test_each_example_follows_from_the_rules(example):
    assert GRAMMAR.derives(example)


@given(st.sampled_from([*REALS, *MATRICES, *INLINE]), st.data())
def test_the_parser_reads_what_follows_from_the_rules_and_nothing_else(example, data):
    pieces = [token.text for token in tokens(example)[:-1]]
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(pieces)))
        pieces[at : at + data.draw(st.integers(0, 2))] = data.draw(
            st.lists(st.sampled_from(PIECES), max_size=2)
        )
    text = " ".join(pieces)
    try:
        parse(text)
    except InputError as refusal:
        follows, problem = False, refusal.problem
    else:
        follows, problem = True, ""
    # What is found where something else is expected breaks a rule; other refusals are about what it says.
    if follows or "expected" in problem or "after the claim" in problem:
        assert GRAMMAR.derives(text) == follows, problem
