"""An output as one page that opens from disk: the screenshots beside what was read of them."""

from __future__ import annotations

from .write import render, write_report

__all__ = ["render", "write_report"]
