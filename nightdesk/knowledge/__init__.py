"""Reviewed answers: entries, their checks, and search."""
