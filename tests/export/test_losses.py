"""What a format cannot hold is counted, once for each question."""

from __future__ import annotations

from ocrquiz.export import Left, Losses, Reduced
from ocrquiz.model import DocumentInfo

from .items import item


def test_losses_are_named_with_their_questions() -> None:
    losses = Losses()
    first, second = item(id="a"), item(id="b")
    losses.reduce(second, Reduced.FORMULAS)
    losses.reduce(second, Reduced.KEY)
    losses.reduce(second, Reduced.FORMULAS)
    losses.leave_out(first, Left.NO_KEY)
    losses.wrote(second)
    assert (losses.written, losses.left, losses.reduced) == (1, 1, 1)
    assert list(losses) == [(Left.NO_KEY, ("a",)), (Reduced.FORMULAS, ("b",)), (Reduced.KEY, ("b",))]


def test_equal_ids_of_two_documents_are_two_questions() -> None:
    losses = Losses()
    losses.reduce(item(), Reduced.KEY)
    losses.reduce(item(document=DocumentInfo(source="other.md")), Reduced.KEY)
    assert losses.reduced == 2
    assert list(losses) == [(Reduced.KEY, ("q-1", "q-1"))]
