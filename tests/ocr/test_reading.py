"""What an engine gives back."""

from __future__ import annotations

from ocrquiz.ocr.reading import Reading, Word


def test_line_is_its_words_and_as_sure_as_the_weakest() -> None:
    reading = Reading((Word("Is", 0.9, 0, 9), Word("it?", 0.4, 12, 30)))
    assert (reading.text, reading.confidence) == ("Is it?", 0.4)


def test_nothing_seen_is_no_text_and_not_sure_at_all() -> None:
    assert (Reading(()).text, Reading(()).confidence) == ("", 0)
