"""Reads details out of messages and asks for what is missing."""
