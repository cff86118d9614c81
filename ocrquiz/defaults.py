"""What holds where nothing else is asked for; imports nothing, so that `--help` answers at once."""

LANG = "eng"
"""Tesseract's code of the quiz's language."""

ENGINE = "auto"
"""The first engine that works."""

TIMEOUT = 60.0
"""Seconds for one screenshot. A large one takes 2 s on a slow core: what takes a minute never ends."""
