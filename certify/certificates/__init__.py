"""From floats to exact certificates, and what is done with them."""

from certify.certificates.certificate import Certificate
from certify.certificates.decide import Decision, Verdict, decide
from certify.certificates.descriptions.describe import Description, describe
from certify.certificates.measurements import RationalMeasurements, rational_measurements
from certify.certificates.store import CertificateStore, DamagedCertificateError

__all__ = [
    "Certificate",
    "CertificateStore",
    "DamagedCertificateError",
    "Decision",
    "Description",
    "RationalMeasurements",
    "Verdict",
    "decide",
    "describe",
    "rational_measurements",
]
