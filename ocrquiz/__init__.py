"""Turns quiz screenshots into validated JSON."""

__version__ = "0.1.0"
