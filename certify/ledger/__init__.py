"""The embedded database of what was run and what came of it."""

from certify.ledger.place import LedgerError
from certify.ledger.store import Accepted, Ledger

__all__ = ["Accepted", "Ledger", "LedgerError"]
