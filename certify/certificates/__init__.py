"""From floats to exact certificates, and what is done with them."""

from certify.certificates.certificate import Certificate
from certify.certificates.decide import Decision, Verdict, decide

__all__ = ["Certificate", "Decision", "Verdict", "decide"]
