"""The service and its page: certify over HTTP, for a lab and its CI jobs."""
