"""Identifiers that cannot be guessed."""

import secrets


def new_id(prefix: str = "") -> str:
    """A fresh 128-bit identifier in hexadecimal, behind `prefix`."""
    return prefix + secrets.token_hex(16)
