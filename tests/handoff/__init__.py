"""The relay: what staff are told, and that they are told it."""
