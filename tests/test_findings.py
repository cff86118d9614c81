"""What to look at, worst first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.findings import KINDS, find
from ocrquiz.model import Issue, IssueCode, Screenshot, SectionFile, Severity

from .fakes import section_file


def issue(severity: Severity, code: IssueCode = IssueCode.LOW_CONFIDENCE) -> Issue:
    return Issue(code=code, severity=severity, message=f"{severity}: look here.")


def doubtful(index: int, confidence: float, *severities: Severity) -> SectionFile:
    file = section_file(index, f"part-{index}")
    (question,) = file.questions
    changed = question.model_copy(
        update={"confidence": confidence, "issues": [issue(severity) for severity in severities]}
    )
    return file.model_copy(update={"questions": [changed]})


def failed(index: int) -> SectionFile:
    shot = Screenshot(path="99.png", status="failed", reason="damaged", message="It is cut off.")
    echo = issue("error", IssueCode.SCREENSHOT_FAILED)
    return section_file(index).model_copy(update={"questions": [], "screenshots": [shot], "issues": [echo]})


def test_worst_comes_first() -> None:
    files = [doubtful(1, 0.9, "warning"), doubtful(2, 0.8, "info", "error"), doubtful(3, 0.1, "warning")]
    found = find([*files, failed(4)])
    assert [(f.kind, f.place) for f in found] == [("failed", 4), ("error", 2), ("warning", 3), ("warning", 1)]


def test_failed_screenshot_is_listed_once_with_its_reason() -> None:
    (found,) = find([failed(1)])
    assert (found.screenshot, found.codes, found.question) == ("99.png", ("damaged",), None)
    assert found.reasons == ("It is cut off.",)


def test_notes_are_no_finding() -> None:
    assert find([doubtful(1, 0.9, "info"), doubtful(2, 0.9)]) == []


def test_worst_reason_of_a_question_comes_first_and_notes_are_left_out() -> None:
    (found,) = find([doubtful(1, 0.5, "info", "warning", "error")])
    assert found.reasons == ("error: look here.", "warning: look here.")


def test_place_is_the_issues_or_else_the_questions() -> None:
    (found,) = find([doubtful(1, 0.5, "warning")])
    assert (found.screenshot, found.bbox) == ("a.png", (0, 0, 9, 9))


def test_doubt_about_a_section_is_listed() -> None:
    file = section_file(1).model_copy(update={"issues": [issue("warning", IssueCode.LEFTOVER_TEXT)]})
    (found,) = find([file])
    assert (found.kind, found.question, found.confidence) == ("warning", None, None)


@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from(["warning", "error"])), max_size=8))
def test_order_holds_for_any_output(questions: list[tuple[float, Severity]]) -> None:
    found = find(doubtful(i, sure, kind) for i, (sure, kind) in enumerate(questions, start=1))
    keys = [(KINDS.index(f.kind), f.confidence) for f in found]
    assert keys == sorted(keys)
    assert len(found) == len(questions)
