"""Corrections outlive the reading that they were made for."""

from __future__ import annotations

from dataclasses import replace

from ocrquiz.corrections import Corrections, apply, readings, revise
from ocrquiz.model import Figure, IssueCode, Question, Region, SectionFile

from .sections import HEIGHT, WHEN, codes, read_question, section, stems, three, unchanged


def corrected(stem: str = "Right", accepted: bool = True) -> Corrections:
    """The first of three questions set right."""
    first, *others = unchanged(three())
    right = replace(first, question=first.question.model_copy(update={"stem": stem}), accepted=accepted)
    return revise(three(), Corrections(), [right, *others], WHEN)[1]


def removed() -> Corrections:
    """The first of three questions removed."""
    return revise(three(), Corrections(), unchanged(three())[1:], WHEN)[1]


def moved(question: Question, by: int, height: int = 90) -> Question:
    (region,) = question.regions
    left, top, right, _ = region.bbox
    place = Region(screenshot=region.screenshot, bbox=(left, top + by, right, top + by + height))
    return question.model_copy(update={"regions": [place]})


def reread(*first: Question) -> SectionFile:
    """The three questions, the first of them read in another way."""
    return section(*first, read_question(1), read_question(2))


def test_same_reading_is_corrected_again() -> None:
    file, corrections = apply(three(), corrected())
    assert stems(file)[0] == "Right"
    assert not file.questions[0].to_review
    assert corrections == corrected()


def test_section_without_corrections_is_left_alone() -> None:
    other = section(read_question(0), slug="other")
    assert apply(other, corrected(), ["part", "other"]) == (other, corrected())


def test_changed_reading_does_not_undo_a_correction_and_is_told_of() -> None:
    file, corrections = apply(reread(read_question(0, "Better, not right")), corrected())
    question = file.questions[0]
    assert question.stem == "Right"
    assert question.to_review
    assert codes(question) == [IssueCode.CORRECTED, IssueCode.READING_CHANGED]
    assert "Better, not right" in question.issues[-1].message
    (correction,) = corrections.corrections
    assert [q.stem for q in correction.now or []] == ["Better, not right"]
    assert apply(three(), corrections) == apply(three(), corrected())


def test_reading_that_has_become_right_needs_no_word() -> None:
    right = corrected().corrections[0].became[0]
    file, _ = apply(reread(right.model_copy(update={"issues": [], "confidence": 0.9})), corrected())
    assert not file.questions[0].to_review


def test_accepting_settles_a_changed_reading() -> None:
    changed = reread(read_question(0, "Better, not right"))
    file, corrections = apply(changed, corrected())
    edits = unchanged(file, corrections)
    assert not edits[0].accepted
    # Saving something else does not.
    other = replace(edits[1], accepted=True)
    file, corrections = revise(file, corrections, [edits[0], other, edits[2]], WHEN)
    assert IssueCode.READING_CHANGED in codes(file.questions[0])
    edits = unchanged(file, corrections)
    file, corrections = revise(file, corrections, [replace(edits[0], accepted=True), *edits[1:]], WHEN)
    assert not file.questions[0].to_review
    assert not apply(changed, corrections)[0].questions[0].to_review


def test_other_number_id_and_bounds_are_the_same_question() -> None:
    again = moved(read_question(0, number=17), 5, 80)
    file, _ = apply(reread(again), corrected())
    assert stems(file) == ["Right", *stems(three())[1:]]


def test_question_that_is_read_in_two_parts_is_corrected_once() -> None:
    parts = moved(read_question(0), 0, 45), moved(read_question(0, "Rest", 9), 45, 45)
    file, corrections = apply(reread(*parts), corrected())
    assert stems(file) == ["Right", *stems(three())[1:]]
    assert len(corrections.corrections[0].now or []) == 2


def test_question_that_is_not_found_any_more_keeps_its_place() -> None:
    file, corrections = apply(reread(), corrected())
    assert stems(file) == ["Right", *stems(three())[1:]]
    assert IssueCode.READING_CHANGED in codes(file.questions[0])
    assert corrections.corrections[0].now == []
    assert apply(three(), corrections) == apply(three(), corrected())


def test_neighbour_is_not_taken_for_it() -> None:
    file, _ = apply(three(), corrected())
    assert file.questions[1:] == three().questions[1:]


def test_removed_question_stays_removed_while_it_is_read_alike() -> None:
    file, corrections = apply(reread(read_question(0, "Which river is 1ongest?")), removed())
    assert stems(file) == stems(three())[1:]
    assert apply(three(), corrections)[0].questions == three().questions[1:]


def test_something_else_read_where_a_question_was_removed_comes_with_a_note() -> None:
    file, corrections = apply(reread(read_question(0, "Something else?")), removed())
    assert stems(file)[0] == "Something else?"
    assert IssueCode.READING_CHANGED in codes(file.questions[0])
    assert next(iter(readings(file, corrections).values())).question.stem == "Something else?"
    # Removing it again settles it.
    file, corrections = revise(file, corrections, unchanged(file, corrections)[1:], WHEN)
    assert stems(file) == stems(three())[1:]
    assert apply(reread(read_question(0, "Something else?")), corrections)[0] == file


def test_picture_that_is_gone_leaves_the_correction_unused_but_kept() -> None:
    gone = section(*(moved(read_question(i, f"Other {i}?", 7 + i), 0) for i in range(3)), hashes="x")
    file, corrections = apply(gone, corrected())
    assert stems(file) == stems(gone)
    assert [issue.code for issue in file.issues] == [IssueCode.CORRECTION_UNUSED]
    assert [c.used for c in corrections.corrections] == [False]
    # With the picture back, it is used again, and the note is gone.
    assert apply(three(), corrections) == apply(three(), corrected())


def test_unused_correction_survives_other_changes() -> None:
    gone = section(*(read_question(i, f"Other {i}?", 7 + i) for i in range(3)), hashes="x")
    file, corrections = apply(gone, corrected())
    edits = unchanged(file, corrections)
    file, corrections = revise(file, corrections, [replace(edits[0], accepted=True), *edits[1:]], WHEN)
    assert sorted(c.used for c in corrections.corrections) == [False, True]
    assert [issue.code for issue in file.issues] == [IssueCode.CORRECTION_UNUSED]


def test_picture_taken_anew_of_the_same_question_is_corrected() -> None:
    anew = section(*three().questions, hashes="x")
    file, _ = apply(anew, corrected())
    assert stems(file)[0] == "Right"
    assert file.issues == []


def test_renamed_section_keeps_its_corrections() -> None:
    renamed = section(*three().questions, slug="new-name")
    file, corrections = apply(renamed, corrected(), ["new-name"])
    assert stems(file)[0] == "Right"
    assert [c.section for c in corrections.corrections] == ["new-name"]


def test_other_section_with_the_same_picture_is_left_alone() -> None:
    other = section(*three().questions, slug="other")
    assert apply(other, corrected(), ["part", "other"])[0] == other


def test_question_that_a_person_added_and_that_is_read_later_is_told_of() -> None:
    edits = unchanged(three())
    added = read_question(3).model_copy(update={"id": ""})
    _, corrections = revise(
        three(), Corrections(), [*edits, replace(edits[0], question=added, origins=())], WHEN
    )
    file, _ = apply(section(*(read_question(i) for i in range(4))), corrections)
    assert len(file.questions) == 5
    assert len({q.id for q in file.questions}) == 5
    assert [IssueCode.READING_CHANGED in codes(q) for q in file.questions].count(True) == 1


def test_newly_read_question_finds_its_place_among_ordered_ones() -> None:
    two = section(read_question(0), read_question(2))
    _, corrections = revise(two, Corrections(), unchanged(two)[::-1], WHEN)
    file, _ = apply(three(), corrections)
    assert stems(file) == [stems(three())[i] for i in (2, 1, 0)]


def test_figures_are_those_that_are_cut_out_today() -> None:
    def with_figure(name: str) -> Question:
        place = Region(screenshot="0.png", bbox=(10, 10, 50, HEIGHT // 2))
        figure = Figure(kind="figure", path=f"assets/{name}.png", region=place)
        return read_question(0).model_copy(update={"figures": [figure]})

    old = reread(with_figure("old"))
    first, *others = unchanged(old)
    right = replace(first, question=first.question.model_copy(update={"stem": "Right"}))
    _, corrections = revise(old, Corrections(), [right, *others], WHEN)
    file, _ = apply(reread(with_figure("new")), corrections)
    assert [figure.path for figure in file.questions[0].figures] == ["assets/new.png"]
