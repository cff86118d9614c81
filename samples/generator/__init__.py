"""Builds the sample post: quiz screenshots rendered from HTML, and the ground truth that belongs to them.

Pictures, Markdown and labels come from the same data (``content``), so they cannot disagree.
"""
