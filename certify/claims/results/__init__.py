"""What came of claims: verdicts, the lock, the standing of a paper's results."""
