"""`corrections.json` in the output folder."""

from __future__ import annotations

from pydantic import ValidationError

from ocrquiz.errors import UsageError
from ocrquiz.files import as_json, output_errors, write_atomically
from ocrquiz.remote import Place

from .model import Corrections

CORRECTIONS = "corrections.json"


def load_corrections(folder: Place) -> Corrections:
    """What a person has corrected in an output; nothing if there is no such file.

    Raises:
        UsageError: the file cannot be read. It is never taken for empty: it holds a person's work.
    """
    path = folder / CORRECTIONS
    try:
        return Corrections.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return Corrections()
    except OSError as error:
        raise UsageError(
            f"Cannot read {path}: {error.strerror or error}.", "Check its permissions."
        ) from error
    except ValidationError as error:
        raise UsageError(
            f"{path} is not what this version of ocrquiz writes.",
            "Move it away to convert without it; it holds what was corrected by hand.",
        ) from error


def save_corrections(folder: Place, corrections: Corrections) -> None:
    """Write them; without any there is no file.

    Raises:
        OutputError: it cannot be written.
    """
    path = folder / CORRECTIONS
    if corrections.corrections or corrections.orders:
        write_atomically(path, as_json(corrections))
    else:
        with output_errors(path):
            path.unlink(missing_ok=True)
