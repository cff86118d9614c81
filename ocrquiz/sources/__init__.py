"""Which pictures belong together: posts, folders and single pictures in, documents with sections out."""

from __future__ import annotations

from .document import IMAGE_SUFFIXES, Document, ScreenshotRef, Section
from .inputs import load

__all__ = ["IMAGE_SUFFIXES", "Document", "ScreenshotRef", "Section", "load"]
