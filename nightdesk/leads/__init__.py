"""Requests, their consents and the promises made about them."""
