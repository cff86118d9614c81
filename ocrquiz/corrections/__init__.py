"""What a person has set right: kept beside the output as data, and put into every reading that follows."""

from __future__ import annotations

from .apply import apply
from .files import CORRECTIONS, load_corrections, save_corrections
from .model import Correction, Corrections
from .revise import Edit, drop, readings, revise

__all__ = [
    "CORRECTIONS",
    "Correction",
    "Corrections",
    "Edit",
    "apply",
    "drop",
    "load_corrections",
    "readings",
    "revise",
    "save_corrections",
]
