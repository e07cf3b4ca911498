"""Why a sentence is refused, and where: positions become lines and columns once, in `parse`."""

from certify.common.errors import InputError


class Refused(Exception):  # noqa: N818 - it never leaves this package
    """A problem at a position of the text, and its fix."""

    def __init__(self, at: int, problem: str, fix: str) -> None:
        self.at, self.problem, self.fix = at, problem, fix
        super().__init__(problem)

    def located(self, source: str) -> InputError:
        """The same for a person who has the text: line and column count from 1, in characters."""
        before = source[: self.at]
        line, column = before.count("\n") + 1, self.at - before.rfind("\n")
        return InputError("statement", f"line {line}, column {column}: {self.problem}", self.fix)


def shown(text: str) -> str:
    """A piece of the user's text, short, with escapes for what cannot be printed."""
    return repr(text if len(text) <= 40 else text[:40] + "...")
