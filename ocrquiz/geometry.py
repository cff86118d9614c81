"""Boxes and their relations: pure functions over pixel coordinates, origin at the top left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """A rectangle in pixels; `right` and `bottom` are exclusive."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Extent along x, in pixels."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Extent along y, in pixels."""
        return self.bottom - self.top

    @property
    def area(self) -> int:
        """Pixels covered; 0 for an empty box."""
        return max(0, self.width) * max(0, self.height)

    @property
    def center_x(self) -> float:
        """Middle along x."""
        return (self.left + self.right) / 2

    @property
    def center_y(self) -> float:
        """Middle along y."""
        return (self.top + self.bottom) / 2

    def intersection(self, other: Box) -> Box:
        """The common rectangle; its area is 0 where the two do not meet."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def contains(self, other: Box, slack: int = 0) -> bool:
        """Whether `other` lies inside this box, give or take `slack` pixels on each side."""
        return (
            self.left - slack <= other.left
            and self.top - slack <= other.top
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def covers(self, other: Box, share: float = 0.5) -> bool:
        """Whether at least `share` of `other`'s area lies inside this box."""
        return other.area > 0 and self.intersection(other).area >= share * other.area

    def overlap_x(self, other: Box) -> int:
        """Length of the common stretch along x; negative is the gap."""
        return min(self.right, other.right) - max(self.left, other.left)

    def overlap_y(self, other: Box) -> int:
        """Length of the common stretch along y; negative is the gap."""
        return min(self.bottom, other.bottom) - max(self.top, other.top)

    def grown(self, by: int) -> Box:
        """The box with `by` pixels added on every side (taken off when negative)."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def clipped(self, width: int, height: int) -> Box:
        """The part inside a picture of that size."""
        return self.intersection(Box(0, 0, width, height))

    def moved(self, dx: int, dy: int) -> Box:
        """The box shifted by that many pixels."""
        return Box(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of `boxes`.

    Raises:
        ValueError: there is none.
    """
    found = list(boxes)
    if not found:
        raise ValueError("union of no boxes")
    return Box(
        min(b.left for b in found),
        min(b.top for b in found),
        max(b.right for b in found),
        max(b.bottom for b in found),
    )
