"""The way out: the relay that delivers outbox rows to people."""
