"""Wordings: what counts as a number, a badge, a verdict, a button."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrquiz.errors import UsageError
from ocrquiz.page.model import Tone
from ocrquiz.parse.cues import (
    Cues,
    Heading,
    builtin,
    leading_number,
    load,
    without_star,
)
from ocrquiz.parse.points import points

CUES = builtin()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3.", 3),
        ("12)", 12),
        ("Question 7", 7),
        ("NEW QUESTION 17", 17),
        ("Question No. 8", 8),
        ("QUESTION 7:", 7),
        ("Q4.", 4),
        ("Pregunta 2", 2),
        ("문제 5", 5),
        ("第3题", 3),
        ("Question 3 of 9", 3),
        ("Frage 3 von 9", 3),
        ("3 of 9", 3),
        ("Question 3/9", 3),
        ("Question #3", 3),
        ("# 3", 3),
        ("[Question 3", 3),
        # The first letter is cut off or misread.
        ("uestion 3", 3),
        ("Ouestion 3", 3),
        ("3 of 9 people", None),
        ("Point 3", None),
        ("Question 1234", None),
        ("Question three", None),
        ("What is 3?", None),
        ("2019", None),
        ("3 apples", None),
        ("", None),
    ],
)
def test_number_on_a_line_of_its_own(text: str, number: int | None) -> None:
    heading = CUES.heading(text)
    assert (heading.number if heading else None) == number


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Question 3 of 9 (1 point) Correct", Heading(3, Tone.CORRECT)),
        ("Question 3 - Incorrect", Heading(3, Tone.INCORRECT)),
        ("Question 3 | Partially correct | 0.5 / 1 pts", Heading(3, Tone.NEUTRAL)),
        ("Q3 (1 point)", Heading(3)),
        ("Question 3 [2 / 3 points]", Heading(3)),
        ("21 Q2187430 Rivers", Heading(21, title="Rivers")),
        ("Frage 3 (2,5 Punkte)", Heading(3)),
        ("Question 3: Which one is correct?", Heading(3, text="Which one is correct?")),
        ("Question 3. Correct", Heading(3, Tone.CORRECT)),
        ("Question 3 Multiple Choice", Heading(3, title="Multiple Choice")),
        ("3 · Multiple-choice question", Heading(3)),
        ("3 + Multiple choice", Heading(3)),
        ("Question 3 of 9 02:41:09", Heading(3)),
        ("3.", Heading(3, is_worded=False)),
        ("* 3.", Heading(3, is_worded=False)),
    ],
)
def test_what_else_a_heading_says(text: str, heading: Heading) -> None:
    assert CUES.heading(text) == heading


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3. What is it?", (3, "What is it?")),
        ("3) What is it?", (3, "What is it?")),
        ("3.5 is more than 3", None),
        ("3 apples", None),
        ("3.", None),
        ("In 1848. It", None),
    ],
)
def test_number_that_opens_a_line(text: str, found: tuple[int, str] | None) -> None:
    assert leading_number(text) == found


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("Correct", Tone.CORRECT),
        ("CORRECT!", Tone.CORRECT),
        ("맞습니다", Tone.CORRECT),
        ("Incorrect", Tone.INCORRECT),
        ("This should not be selected", Tone.INCORRECT),
        ("This should be selected", Tone.CORRECT),
        ("¡Correcto!", Tone.CORRECT),
        ("Partially correct", Tone.NEUTRAL),
        # One letter is misread.
        ("This shou1d not be selected", Tone.INCORRECT),
        # More than the verdict.
        ("Correct! It is the longest.", None),
        ("The correct answer is B", None),
        ("Your answer", None),
        ("", None),
        ("x", None),
    ],
)
def test_headline(text: str, tone: Tone | None) -> None:
    assert CUES.headline(text) is tone


def test_every_headline_of_the_table_is_found_as_it_stands_there() -> None:
    for tone, field in ((Tone.CORRECT, "correct"), (Tone.INCORRECT, "incorrect"), (Tone.NEUTRAL, "partial")):
        phrases = CUES.words[field]
        assert phrases
        assert [CUES.headline(phrase.capitalize() + ".") for phrase in phrases] == [tone] * len(phrases)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Wrong! Answer: B", "B"),
        ("Incorrect. Correct answer: Lima", "Lima"),
        ("Você errou! Resposta: C", "C"),
        ("Incorrect. The correct answer is Lima", None),
        ("Answer: B", None),
        ("Note well. Answer: B", None),
    ],
)
def test_key_after_a_verdict(text: str, key: str | None) -> None:
    assert CUES.key_after_verdict(text) == key


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("x Incorrect. It is not.", "Incorrect. It is not."),
        ("✓ Correct! It is.", "Correct! It is."),
        ("Correct. It is.", "Correct. It is."),
        ("x marks the spot. It does.", "x marks the spot. It does."),
    ],
)
def test_icon_before_an_explanation(text: str, rest: str) -> None:
    assert CUES.without_icon(text) == rest


def test_buttons() -> None:
    assert all(map(CUES.is_button, ["Expand", "SUBMIT", "Try again", "더 보기"]))
    assert all(map(CUES.is_button, ["Comments (23)", "Comentários (4) Estatísticas", "+ Texto associado"]))
    assert not any(map(CUES.is_button, ["Expand the query", "Resubmit", ""]))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["True", "False"], True),
        (["false.", "TRUE"], True),
        (["No", "Yes"], True),
        (["Sí", "No"], True),
        (["참", "거짓"], True),
        (["True", "True"], False),
        (["True", "No"], False),
        (["True", "False", "Maybe"], False),
        (["Yes, always", "No"], False),
        ([], False),
    ],
)
def test_yes_or_no(texts: list[str], expected: bool) -> None:
    assert CUES.is_true_false(texts) is expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2.5 points", 2.5),
        ("(1 point)", 1),
        ("[2 pts]", 2),
        ("2,5 Punkte", 2.5),
        ("3分", 3),
        ("2 points each", None),
        ("points", None),
        ("0.5 / 1 point", None),
    ],
)
def test_possible_points(text: str, found: float | None) -> None:
    assert CUES.possible_points(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Score: 2.5", 2.5),
        ("Score: 1 / 2", 1),
        ("Puntuación: 2,5", 2.5),
        ("Score:", None),
        ("Scores 2", None),
        ("The score is 2", None),
    ],
)
def test_points_earned(text: str, found: float | None) -> None:
    assert CUES.score(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The correct answer is: Paris.", "Paris"),
        ("Accepted Answers:", ""),
        ("Correct answer isolated", None),
        ("I think the correct answer is Paris", None),
    ],
)
def test_label_of_the_right_answers(text: str, found: str | None) -> None:
    assert CUES.opens_key(text) == found


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("Explanation:", True),
        ("Overall explanation", True),
        ("Answer B:", True),
        ("Réponse 2", True),
        ("Answer", False),
        ("Explanation of the rule", False),
    ],
)
def test_label_of_an_explanation(text: str, opens: bool) -> None:
    assert CUES.opens_feedback(text) is opens


@pytest.mark.parametrize(
    ("stem", "several"),
    [
        ("Which are rivers? (Select all that apply.)", True),
        ("CHOOSE TWO: which are rivers?", True),
        ("Which are rivers? Choose 3 answers", True),
        ("下列哪些是河流？（多选）", True),
        ("Which two rivers meet here?", False),
        ("Choose the best answer.", False),
    ],
)
def test_stem_that_asks_for_several(stem: str, several: bool) -> None:
    assert CUES.asks_for_several(stem) is several


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Paris -> CORRECT", "Paris"),
        ("Paris --> Correct.", "Paris"),
        ("Paris (correct)", "Paris"),
        # Folded, these letters are two.
        ("Straße -> CORRECT", "Straße"),
        ("\u0130zmir -> CORRECT", "\u0130zmir"),
        ("Paris is correct", None),
        ("correct", None),
    ],
)
def test_typed_mark_of_the_right_option(text: str, plain: str | None) -> None:
    assert CUES.without_suffix(text) == plain


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What is it? *1/1", ("What is it?", (1, 1))),
        ("What is it? 0/2", ("What is it?", (0, 2))),
        ("What is it? (1/1 Point)", ("What is it?", (1, 1))),
        ("What is it? (2 points)", ("What is it?", (None, 2))),
        ("What is it? 2.5 points", ("What is it?", (None, 2.5))),
        ("What is it? \u2019W/1", ("What is it?", None)),
        ("What is it? 3/2", None),
        ("What is 1/2 of it?", None),
        ("1/2", None),
    ],
)
def test_points_at_the_end_of_a_line(
    text: str, found: tuple[str, tuple[float | None, float] | None] | None
) -> None:
    assert CUES.without_trailing_points(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1/1 point (graded)", (1, 1)),
        ("Mark 0.00 out of 1.00", (0, 1)),
        ("Points: 2/3", (2, 3)),
        ("3/2 points", None),
        ("1/2 of all points", None),
    ],
)
def test_points_alone_on_a_line(text: str, found: tuple[float, float] | None) -> None:
    assert CUES.graded_points(text) == found


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("What is it? *", "What is it?"),
        ("What is it?*\nLook closely.", "What is it?\nLook closely."),
        ("What is 2 * 3?", "What is 2 * 3?"),
        ("f(x) = *x", "f(x) = *x"),
    ],
)
def test_star_of_a_question_that_must_be_answered(text: str, plain: str) -> None:
    assert without_star(text) == plain


def test_incomplete() -> None:
    assert CUES.says_incomplete("You didn’t select all the correct answers.")
    assert not CUES.says_incomplete("You selected all the correct answers. They are the longest.")


@pytest.fixture
def own(tmp_path: Path) -> Callable[[bytes], Cues]:
    """Load a file with these bytes."""

    def loaded(content: bytes) -> Cues:
        path = tmp_path / "cues.toml"
        path.write_bytes(content)
        return load(path)

    return loaded


def test_own_wordings_are_added_to_the_others(own: Callable[[bytes], Cues]) -> None:
    content = """
        [icelandic]
        question = ["spurning"]
        correct = ["rétt svar"]
        true_false = [["satt", "ósatt"]]
        [other]
        question = ["q (new)"]
    """
    cues = own(content.encode())
    assert cues.heading("Spurning 3 Rétt svar!") == Heading(3, Tone.CORRECT)
    assert cues.heading("Q (new) 4") == Heading(4)
    assert cues.is_true_false(["Ósatt", "Satt"])
    assert cues.heading("Question 3 Correct") == Heading(3, Tone.CORRECT)
    assert CUES.heading("Spurning 3") is None


def test_no_file_and_an_empty_one_add_nothing(own: Callable[[bytes], Cues]) -> None:
    assert load(None) == own(b"") == own(b"[icelandic]") == CUES


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[a", "no TOML file"),
        (b'[a]\ncorrect = ["\xff"]', "no TOML file"),
        (b'correct = ["x"]', "outside a table"),
        (b'[[a]]\ncorrect = ["x"]', "outside a table"),
        (b'[a]\nkorrect = ["x"]', "unknown field 'korrect'"),
        (b'[a]\ncorrect = "x"', "'correct' in [a] is no list of words"),
        (b"[a]\ncorrect = [1]", "'correct' in [a] is no list of words"),
        (b'[a]\ncorrect = ["!"]', "'correct' in [a] is no list of words"),
        (b'[a]\ntrue_false = ["x", "y"]', "'true_false' in [a] is no list of pairs"),
        (b'[a]\ntrue_false = [["x", 1]]', "'true_false' in [a] is no list of pairs"),
        (b'[a]\ntrue_false = [["x"]]', "'true_false' in [a] is no list of pairs"),
    ],
)
def test_file_in_another_format(content: bytes, said: str, own: Callable[[bytes], Cues]) -> None:
    with pytest.raises(UsageError) as caught:
        own(content)
    assert said in str(caught.value)
    assert caught.value.hint


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.toml"):
        with pytest.raises(UsageError, match="cannot be read"):
            load(path)


@given(st.text(max_size=40))
def test_any_text_can_be_asked(text: str) -> None:
    number = leading_number(text)
    assert number is None or text.endswith(number[1])
    found = points(text)
    assert found is None or 0 <= found[0] <= found[1]
    plain = CUES.without_suffix(text)
    assert plain is None or text.startswith(plain)
    assert len(without_star(text)) >= len(text) - 2
    heading = CUES.heading(text)
    assert heading is None or 0 <= heading.number < 1000


@pytest.mark.parametrize(
    ("text", "files"),
    [
        ("Topic 1", True),
        ("Category: Botany", True),
        ("Topic one", False),
        ("Rivers 1", False),
        ("Topic:", False),
    ],
)
def test_what_a_question_is_filed_under(text: str, files: bool) -> None:
    assert CUES.files_under(text) is files


@pytest.mark.parametrize(
    ("text", "found"), [("o/1", (0, 1)), ("1/l", (1, 1)), ("0/I", (0, 1)), ("b/l", None)]
)
def test_figures_of_points_read_as_letters(text: str, found: tuple[float, float] | None) -> None:
    assert points(text) == found


@pytest.mark.parametrize("text", ["정 답 입니다", "정답입니다", "선택 하지 말아야합니다"])
def test_spaces_in_korean_do_not_matter(text: str) -> None:
    assert CUES.headline(text) is not None
