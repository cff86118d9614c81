"""Formulas: where they stand in a line, and what they say in LaTeX."""
