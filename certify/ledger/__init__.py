"""The embedded database of what was run and what came of it."""

from certify.ledger.job import Conflict, Finish, Job, Submission
from certify.ledger.jobs import JobLedger
from certify.ledger.place import LedgerError
from certify.ledger.store import Accepted, Ledger

__all__ = ["Accepted", "Conflict", "Finish", "Job", "JobLedger", "Ledger", "LedgerError", "Submission"]
