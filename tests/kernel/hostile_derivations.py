"""The certificates of the rule `derivation` that both checkers must refuse, and those they must accept.

A refused one is (name, document, beginning of the place that the refusal names). Its name begins with the
number of its kind where it is one of the forty kinds of unsound proofs that were tried on a first checker.
"""

from kernel.honest_derivations import HONEST
from kernel.hostile.capture import CAPTURE
from kernel.hostile.closing import CLOSING
from kernel.hostile.common import Attempt
from kernel.hostile.kinds import KINDS
from kernel.hostile.names import NAMES
from kernel.hostile.scope import SCOPE
from kernel.hostile.sequents import SEQUENTS
from kernel.hostile.shapes import SHAPES
from kernel.hostile.sums import SUMS

HOSTILE: list[Attempt] = [
    *NAMES,
    *CAPTURE,
    *SCOPE,
    *SEQUENTS,
    *KINDS,
    *SHAPES,
    *SUMS,
    *CLOSING,
]

__all__ = ["HONEST", "HOSTILE"]
