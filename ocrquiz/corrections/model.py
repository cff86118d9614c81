"""What `corrections.json` holds."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from ocrquiz.model import Model, Question


class Correction(Model):
    """What was read at a place, and what a person has made of it.

    One question for one is a correction or, where they are equal, an acceptance; one for none is an addition,
    none for one a removal, several for one a split, one for several a join.
    """

    section: str
    """Slug of the section."""
    pictures: dict[str, str]
    """Sha256 of the screenshots that it was read from, by their paths."""
    read: list[Question]
    """What the person has seen as read."""
    became: list[Question]
    """What stands in its place."""
    when: datetime
    """When the person saved it, in UTC."""
    now: list[Question] | None = None
    """What is read today; null while it is still what was read then."""
    used: bool = True
    """False while no section shows the picture that it was made for."""

    @property
    def reading(self) -> list[Question]:
        """What is read today."""
        return self.read if self.now is None else self.now


class Corrections(Model):
    """All corrections of a document's output."""

    schema_version: Literal["1.0"] = "1.0"
    corrections: list[Correction] = Field(default_factory=list)
    orders: dict[str, list[str]] = Field(default_factory=dict)
    """Ids of a section's questions in the order that a person chose, by the section's slug."""

    def of(self, slug: str) -> list[Correction]:
        """Those of a section."""
        return [correction for correction in self.corrections if correction.section == slug]

    def with_section(self, slug: str, corrections: list[Correction], order: list[str] | None) -> Corrections:
        """The same with what belongs to a section replaced.

        Args:
            slug: of the section.
            corrections: those that it has from now on.
            order: of its questions; None for the order in which they stand on the screenshots.
        """
        others = [c for c in self.corrections if c.section != slug]
        orders = {s: ids for s, ids in self.orders.items() if s != slug}
        if order is not None:
            orders[slug] = order
        return Corrections(corrections=[*others, *corrections], orders=orders)
