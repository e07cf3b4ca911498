"""Papers and claims as the service shows them: a snapshot and its index."""
