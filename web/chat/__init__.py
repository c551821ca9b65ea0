"""The visitor chat API, and the gateway in front of the engine."""
