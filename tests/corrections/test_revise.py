"""What a person wants becomes corrections, and those make of the reading what the person wants."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.corrections import Corrections, Edit, apply, drop, readings, revise
from ocrquiz.corrections.compare import content
from ocrquiz.model import Figure, IssueCode, Question

from .sections import SLUG, WHEN, codes, read_question, section, stems, three, unchanged

NONE = Corrections()


def changed(edit: Edit, **values: object) -> Edit:
    return replace(edit, question=edit.question.model_copy(update=values))


def new(stem: str) -> Edit:
    return Edit(read_question(0, stem).model_copy(update={"id": "", "number": None}), (), False)


def test_nothing_done_is_no_correction() -> None:
    assert revise(three(), NONE, unchanged(three()), WHEN) == (three(), NONE)


def test_correction_keeps_what_was_read_and_for_which_picture() -> None:
    first, *others = unchanged(three())
    file, corrections = revise(three(), NONE, [changed(first, stem="Right"), *others], WHEN)
    assert stems(file) == ["Right", *stems(three())[1:]]
    (correction,) = corrections.corrections
    assert [q.stem for q in correction.read] == [stems(three())[0]]
    assert (correction.pictures, correction.when) == ({"0.png": "h0"}, WHEN)
    assert file.questions[0].id == three().questions[0].id


def test_corrected_question_stays_doubtful_until_it_is_accepted() -> None:
    first, *others = unchanged(three())
    right = changed(first, stem="Right")
    file, _ = revise(three(), NONE, [right, *others], WHEN)
    assert codes(file.questions[0]) == [IssueCode.LOW_CONFIDENCE, IssueCode.CORRECTED]
    file, _ = revise(three(), NONE, [replace(right, accepted=True), *others], WHEN)
    assert codes(file.questions[0]) == [IssueCode.CORRECTED, IssueCode.ACCEPTED]
    assert not file.questions[0].to_review
    assert file.questions[0].confidence == 1
    assert {option.confidence for option in file.questions[0].options} == {1}


def test_reading_can_be_accepted_as_it_is_and_that_be_taken_back() -> None:
    first, *others = unchanged(three())
    file, corrections = revise(three(), NONE, [replace(first, accepted=True), *others], WHEN)
    assert codes(file.questions[0]) == [IssueCode.ACCEPTED]
    assert revise(file, corrections, [first, *others], WHEN) == (three(), NONE)


def test_removing_a_figure_is_a_correction() -> None:
    place = three().questions[0].regions[0]
    figure = Figure(kind="figure", path="assets/figure-0123456789abcdef.png", region=place)
    read = section(read_question(0).model_copy(update={"figures": [figure]}))
    (edit,) = unchanged(read)
    file, corrections = revise(read, NONE, [changed(edit, figures=[])], WHEN)
    assert file.questions[0].figures == []
    assert apply(read, corrections) == (file, corrections)


def test_question_is_removed_and_comes_back() -> None:
    first, second, third = unchanged(three())
    file, corrections = revise(three(), NONE, [first, third], WHEN)
    assert stems(file) == [first.question.stem, third.question.stem]
    assert corrections.corrections[0].became == []
    assert list(readings(file, corrections)) == [q.id for q in three().questions]
    assert revise(file, corrections, [first, second, third], WHEN) == (three(), NONE)


def test_question_is_split_and_joined_again() -> None:
    first, *others = unchanged(three())
    halves = [changed(first, stem="One"), changed(first, id="", number=None, stem="Two")]
    file, corrections = revise(three(), NONE, [*halves, *others], WHEN)
    assert stems(file)[:2] == ["One", "Two"]
    assert len({q.id for q in file.questions}) == 4
    assert len(corrections.corrections) == 1
    assert revise(file, corrections, unchanged(three()), WHEN) == (three(), NONE)


def test_joined_questions_are_one_correction_of_two_readings() -> None:
    first, second, third = unchanged(three())
    both = replace(changed(first, stem="Both"), origins=first.origins + second.origins)
    file, corrections = revise(three(), NONE, [both, third], WHEN)
    assert stems(file) == ["Both", third.question.stem]
    assert len(corrections.corrections[0].read) == 2


def test_questions_are_put_in_another_order() -> None:
    edits = unchanged(three())[::-1]
    file, corrections = revise(three(), NONE, edits, WHEN)
    assert stems(file) == stems(three())[::-1]
    assert corrections.corrections == []
    assert apply(three(), corrections)[0] == file
    assert revise(file, corrections, unchanged(three()), WHEN) == (three(), NONE)


def test_added_question_gets_an_id_of_its_own() -> None:
    edits = unchanged(three())
    added = [changed(new("New?"), number=2), new("And?"), new("And more?")]
    file, corrections = revise(three(), NONE, [edits[0], *added, *edits[1:]], WHEN)
    assert stems(file)[1:4] == ["New?", "And?", "And more?"]
    assert len({q.id for q in file.questions}) == 6
    assert all(q.id.startswith(SLUG) for q in file.questions)
    assert codes(file.questions[1]) == [IssueCode.CORRECTED]
    assert len(corrections.corrections) == 3


def test_two_readings_of_one_id_are_kept_apart() -> None:
    twins = section(read_question(0, number=1), read_question(1, number=1))
    keys = list(readings(twins, NONE))
    assert len(keys) == 2
    edits = [Edit(q, (key,), False) for q, key in zip(twins.questions, keys, strict=True)]
    file, corrections = revise(twins, NONE, [edits[0], changed(edits[1], stem="Right")], WHEN)
    assert stems(file) == [stems(twins)[0], "Right"]
    assert len({q.id for q in file.questions}) == 2
    assert drop(file, corrections) == (twins, NONE)


def test_time_of_what_was_saved_before_stays() -> None:
    first, second, third = unchanged(three())
    file, corrections = revise(three(), NONE, [changed(first, stem="Right"), second, third], WHEN)
    later = WHEN.replace(year=2026)
    edits = unchanged(file, corrections)
    _, corrections = revise(file, corrections, [edits[0], changed(edits[1], stem="Too"), edits[2]], later)
    assert sorted(c.when for c in corrections.corrections) == [WHEN, later]


@pytest.mark.parametrize("names", [None, {f"{SLUG}-1"}])
def test_dropping_brings_the_reading_back(names: set[str] | None) -> None:
    first, *others = unchanged(three())
    file, corrections = revise(three(), NONE, [changed(first, stem="Right"), *others], WHEN)
    assert drop(file, corrections, names) == (three(), NONE)


def test_dropping_another_question_changes_nothing() -> None:
    first, *others = unchanged(three())
    done = revise(three(), NONE, [changed(first, stem="Right"), *others], WHEN)
    assert drop(*done, {f"{SLUG}-2"}) == done


@st.composite
def wishes(draw: st.DrawFn) -> list[Edit]:
    """Whatever a person may do to five questions: leave, accept, change, remove, split, join, add, move."""
    left = unchanged(section(*(read_question(i) for i in range(5))))
    edits: list[Edit] = []
    texts = (f"text {i}" for i in itertools.count())
    while left:
        edit = left.pop(0)
        match draw(st.sampled_from(["leave", "accept", "change", "remove", "split", "join", "add"])):
            case "leave":
                edits.append(edit)
            case "accept":
                edits.append(replace(edit, accepted=True))
            case "change":
                edits.append(replace(changed(edit, stem=next(texts)), accepted=draw(st.booleans())))
            case "split":
                edits.append(changed(edit, stem=next(texts)))
                edits.append(changed(edit, id="", stem=next(texts)))
            case "join" if left:
                edits.append(replace(edit, origins=edit.origins + left.pop(0).origins))
            case "add":
                edits += [edit, new(next(texts))]
    return draw(st.permutations(edits))


def said(questions: list[Question]) -> list[object]:
    return [content(q) for q in questions]


@given(wishes(), wishes())
def test_section_becomes_what_a_person_wants_whatever_it_was(before: list[Edit], wanted: list[Edit]) -> None:
    read = section(*(read_question(i) for i in range(5)))
    done = revise(read, NONE, before, WHEN)
    file, corrections = revise(*done, wanted, WHEN)
    assert said(file.questions) == said([edit.question for edit in wanted])
    accepted = [IssueCode.ACCEPTED in codes(q) for q in file.questions]
    assert accepted == [edit.accepted for edit in wanted]
    assert len({q.id for q in file.questions}) == len(wanted)
    # Read again, the section is the same, and so are the corrections.
    assert apply(read, corrections) == (file, corrections)
    assert Corrections.model_validate_json(corrections.model_dump_json()) == corrections
    # Everything can be taken back.
    assert drop(file, corrections) == (read, NONE)
