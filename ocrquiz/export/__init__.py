"""Questions handed to other tools: what a format cannot hold is left out or reduced by rule, and counted.

A format is one module over the model alone, in `formats/`, and is found through the entry points of
`ocrquiz.formats`, so that any installed package can bring more.
"""

from __future__ import annotations

from .format import GROUP, Format, Job, format_names, load_format
from .item import Item
from .losses import Left, Losses, Reduced
from .run import Choice, export
from .sources import read_folders, read_lines

__all__ = [
    "GROUP",
    "Choice",
    "Format",
    "Item",
    "Job",
    "Left",
    "Losses",
    "Reduced",
    "export",
    "format_names",
    "load_format",
    "read_folders",
    "read_lines",
]
