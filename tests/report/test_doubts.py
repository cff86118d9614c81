"""The doubtful words of a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.model import Issue, IssueCode
from ocrquiz.report.doubts import pieces


def issue(message: str) -> Issue:
    return Issue(code=IssueCode.LOW_CONFIDENCE, severity="warning", message=message)


def doubtful(text: str, *messages: str) -> list[str]:
    return [piece.text for piece in pieces(text, map(issue, messages)) if piece.doubt]


def test_what_an_issue_quotes_is_marked_with_its_message() -> None:
    found = pieces("The loT of things", [issue("Badly read: “loT”.")])
    assert [(p.text, p.doubt) for p in found] == [
        ("The ", ""),
        ("loT", "Badly read: “loT”."),
        (" of things", ""),
    ]


def test_every_place_is_marked_but_no_part_of_a_word() -> None:
    assert doubtful("AI, said AI; AIM and MAIN", "“Al” was read; its shape says “AI”.") == ["AI", "AI"]


def test_what_is_quoted_may_hold_any_character() -> None:
    assert doubtful("f(x) = [a|b]* <b>", "Badly read: “= [a|b]* <b>”.") == ["= [a|b]* <b>"]


def test_text_without_doubt_is_one_piece() -> None:
    assert [p.text for p in pieces("all is well", [issue("Badly read: “other”.")])] == ["all is well"]
    assert pieces("", []) == []


@given(st.text(max_size=40), st.lists(st.text(max_size=6), max_size=3))
def test_pieces_give_the_text(text: str, quoted: list[str]) -> None:
    found = pieces(text, [issue(f"Badly read: “{q}”.") for q in quoted])
    assert "".join(p.text for p in found) == text
    assert all(p.text for p in found)
