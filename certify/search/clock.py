"""When a descent has no more time."""

import math
import time
from dataclasses import dataclass

from certify.recovery.geometry import Floats

NEVER = math.inf


@dataclass(frozen=True)
class StopAt:
    """A callback for scipy.optimize: after this moment of `time.monotonic` a descent stops where it is."""

    until: float

    def __call__(self, xk: Floats) -> None:  # noqa: ARG002 - a name that scipy asks for
        if time.monotonic() > self.until:
            raise StopIteration
