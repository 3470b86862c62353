"""Corrections that a person writes into a table beside a notice (`docs/corrections.md`)."""
