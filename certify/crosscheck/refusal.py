"""The two ways to say no, and how much arithmetic one certificate may ask for."""

MAX_EFFORT = 5_000_000_000


class NotProved(Exception):  # noqa: N818 - a verdict, not an error
    """The certificate does not prove its statement."""


class NotJudged(Exception):  # noqa: N818 - a verdict, not an error
    """The certificate is of an unknown kind, or larger than this checker goes."""


class Effort:
    """Work asked for so far, estimated before it is done; a unit is about a nanosecond."""

    def __init__(self) -> None:
        self.spent = 0

    def spend(self, units: int, bits: int = 0) -> None:
        """Record work to come, on numbers of so many bits, or refuse it."""
        self.spent += units * (1 + bits // 64) * (1 + bits // 2**20)
        if self.spent > MAX_EFFORT:
            raise NotJudged("too large: checking it would take more arithmetic than this checker allows")
