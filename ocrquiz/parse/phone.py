"""Screenshots of phones: the status bar above and the bar of buttons below are no text of the quiz."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ocrquiz.page.model import Line, Page

STATUS_BAR = 0.045
"""Share of the height that the status bar takes at most."""

BUTTON_BAR = 0.09
"""Share of the height that the bar at the lower edge takes."""

UPRIGHT = 1.6
"""Height of a phone's screenshot beside its width at least."""

_CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d{2}(?!\d)")
_PLACE = re.compile(r"(?<!\d)(\d{1,4})\s*/\s*(\d{1,4})(?!\d)")


@dataclass(frozen=True, slots=True)
class Trimmed:
    """A page without its bars.

    Attributes:
        page: the rest.
        bars: the lines in them.
        number: of the question, if the lower bar says its place in the quiz (`39/160`).
    """

    page: Page
    bars: tuple[Line, ...] = ()
    number: int | None = None


def without_bars(page: Page) -> Trimmed:
    """Take the bars off, if a clock at the upper edge of an upright page says that it is a phone's."""
    top = [line for line in page.lines if line.box.bottom <= STATUS_BAR * page.height]
    if page.height < UPRIGHT * page.width or not any(_CLOCK.search(line.text) for line in top):
        return Trimmed(page)
    bottom = [line for line in page.lines if line.box.top >= (1 - BUTTON_BAR) * page.height]
    bars = top + bottom
    places = [match for line in bottom for match in _PLACE.finditer(line.text)]
    numbers = [int(p[1]) for p in places if 0 < int(p[1]) <= int(p[2])]
    rest = tuple(line for line in page.lines if line not in bars)
    return Trimmed(replace(page, lines=rest), tuple(bars), numbers[0] if len(numbers) == 1 else None)
