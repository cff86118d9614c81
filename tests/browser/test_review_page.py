"""The review page in a real browser: what a person does there is on disk, and stays."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import ocrquiz
from ocrquiz.corrections import load_corrections
from ocrquiz.findings import find
from ocrquiz.model import IssueCode, Question, Region, SectionFile
from ocrquiz.output import load_outputs

from ..conftest import POST, ROOT
from ..corrections.sections import codes, read_question, stems
from ..review.places import as_read, convert, three_questions
from .conftest import Running, Window

FILE = "01-part.json"
SAVED = "All is saved"

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "\u202eright to left\u2066\u200f \u05d0\u05d1\u05d2",
    "x" * 10_000,
    "{{ 7*7 }} ${alert(1)} &lt;b&gt;",
]


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    folder = tmp_path / "shots"
    folder.mkdir()
    return folder


@pytest.fixture
def out(shots: Path, tmp_path: Path) -> Path:
    """An output of three questions."""
    convert(tmp_path / "out", as_read(shots, *three_questions()))
    return tmp_path / "out"


@pytest.fixture
def server(serve: Callable[[Path], Running], out: Path) -> Running:
    return serve(out)


def opened(page: Page, address: str) -> Page:
    """A tab with the page, ready to work in."""
    page.goto(address)
    expect(page.locator("#list .section").first).to_be_visible()
    expect(page.locator("#form textarea").first).to_be_visible()
    return page


def stem(page: Page) -> str:
    return page.locator("#form textarea").first.input_value()


def type_stem(page: Page, text: str) -> None:
    """Replace the stem by keyboard."""
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def saved(page: Page) -> None:
    press(page, "Control+s")
    expect(page.locator("#state")).to_have_text(SAVED)


def on_disk(out: Path) -> SectionFile:
    return SectionFile.model_validate_json((out / FILE).read_bytes())


@pytest.fixture
def command() -> Iterator[Callable[[Path], str]]:
    """`ocrquiz review` as a person starts it; its address."""
    started: list[subprocess.Popen[str]] = []

    def start(out: Path) -> str:
        arguments = [sys.executable, "-m", "ocrquiz", "review", str(out), "--port", "0", "--no-browser"]
        process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        started.append(process)
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found is not None
        return found[0]

    yield start
    for process in started:
        process.terminate()
        process.wait(timeout=20)


def test_worst_question_is_fixed_by_keyboard_and_the_fix_stays(
    window: Window,
    command: Callable[[Path], str],
    converted: Callable[[str], Path],
    tmp_path: Path,
) -> None:
    out = shutil.copytree(converted("tesserocr"), tmp_path / "out")
    (output,) = load_outputs(out)
    worst = find(section.file for section in output.sections)[0]
    was = next(q for s in output.sections for q in s.file.questions if q.id == worst.question)
    page = opened(window.tab(), command(out))
    assert stem(page) == was.stem
    assert page.locator("#shots img").count() == len(was.regions)

    type_stem(page, "What a person has read here?")
    press(page, "Control+Enter")
    expect(page.locator("#form textarea").first).not_to_have_value("What a person has read here?")
    expect(page.locator("#state")).to_have_text(SAVED)

    def fixed() -> Question:
        (after,) = load_outputs(out)
        return next(q for s in after.sections for q in s.file.questions if q.id == was.id)

    assert fixed().stem == "What a person has read here?"
    ocrquiz.convert([POST], out)
    assert fixed().stem == "What a person has read here?"
    assert not fixed().to_review
    page.reload()
    page.get_by_text(next(s.file.section.title for s in output.sections if was in s.file.questions)).click()
    page.get_by_text("What a person has read here?").click()
    assert stem(page) == "What a person has read here?"
    assert window.errors == []


def test_two_tabs_do_not_overwrite_each_other_unseen(window: Window, server: Running, out: Path) -> None:
    first, second = opened(window.tab(), server.key), opened(window.tab(), server.address)
    type_stem(first, "First")
    saved(first)
    type_stem(second, "Second")
    press(second, "Escape", "j", "j")
    type_stem(second, "Third")
    press(second, "Control+s")
    expect(second.locator("#banner")).to_contain_text("changed meanwhile")
    expect(second.locator("#banner")).to_contain_text("part-1")
    assert stems(on_disk(out)) == ["First", *stems(on_disk(out))[1:]]

    # A reload does not forget that there is something to choose.
    second.reload()
    expect(second.locator("#banner")).to_contain_text("changed meanwhile")
    assert stems(on_disk(out))[0] == "First"
    second.get_by_role("button", name="Keep mine").click()
    expect(second.locator("#state")).to_have_text(SAVED)
    assert stems(on_disk(out)) == ["Second", three_questions()[1].stem, "Third"]


def test_changes_of_others_are_taken_where_this_tab_has_none(
    window: Window, server: Running, out: Path
) -> None:
    first, second = opened(window.tab(), server.key), opened(window.tab(), server.address)
    type_stem(first, "First")
    saved(first)
    press(second, "j")
    type_stem(second, "Second")
    press(second, "Control+s")
    expect(second.locator("#banner")).to_contain_text("No question was changed by both")
    second.get_by_role("button", name="Keep mine").click()
    expect(second.locator("#state")).to_have_text(SAVED)
    assert stems(on_disk(out))[:2] == ["First", "Second"]


def test_theirs_can_be_taken(window: Window, server: Running, out: Path) -> None:
    first, second = opened(window.tab(), server.key), opened(window.tab(), server.address)
    type_stem(first, "First")
    saved(first)
    type_stem(second, "Second")
    press(second, "Control+s")
    second.get_by_role("button", name="Take theirs").click()
    expect(second.locator("#state")).to_have_text(SAVED)
    assert stem(second) == "First"
    assert stems(on_disk(out))[0] == "First"


def test_conversion_meanwhile_is_a_conflict_and_the_new_reading_is_kept(
    window: Window, server: Running, out: Path, shots: Path
) -> None:
    page = opened(window.tab(), server.key)
    type_stem(page, "Mine")
    convert(out, as_read(shots, *(read_question(i) for i in range(4))))
    press(page, "Control+s")
    expect(page.locator("#banner")).to_contain_text("changed meanwhile")
    page.get_by_role("button", name="Keep mine").click()
    expect(page.locator("#state")).to_have_text(SAVED)
    assert stems(on_disk(out)) == ["Mine", *(read_question(i).stem for i in range(1, 4))]


def test_unsaved_work_outlives_a_reload_a_closed_tab_and_the_server(
    window: Window, serve: Callable[..., Running], out: Path
) -> None:
    server = serve(out)
    page = opened(window.tab(), server.key)
    type_stem(page, "Not saved")
    page.reload()
    expect(page.locator("#banner")).to_contain_text("not saved")
    assert stem(page) == "Not saved"
    assert stems(on_disk(out))[0] == three_questions()[0].stem

    page.close()
    other = opened(window.tab(), server.address)
    assert stem(other) == "Not saved"

    server.stop()
    press(other, "Control+s")
    expect(other.locator("#banner")).to_contain_text("does not answer")
    again = serve(out, int(server.address.rsplit(":", 1)[1]))
    opened(other, again.key)
    assert stem(other) == "Not saved"
    saved(other)
    assert stems(on_disk(out))[0] == "Not saved"
    # Whenever the browser tells: the server was gone for a while.
    assert all("ERR_CONNECTION_REFUSED" in error for error in window.errors)


def test_draft_can_be_dropped(window: Window, server: Running) -> None:
    page = opened(window.tab(), server.key)
    type_stem(page, "Not saved")
    page.reload()
    page.get_by_role("button", name="Drop it").click()
    expect(page.locator("#state")).to_have_text(SAVED)
    assert stem(page) == three_questions()[0].stem
    page.reload()
    expect(page.locator("#banner")).to_be_hidden()


def test_undo_and_redo_go_through_saving(window: Window, server: Running, out: Path) -> None:
    page = opened(window.tab(), server.key)
    was = stem(page)
    type_stem(page, "One")
    press(page, "Escape", "1")
    saved(page)
    assert on_disk(out).questions[0].options[0].selected is False
    press(page, "u")
    expect(page.locator(".option button[data-field=selected]").first).to_have_text("◉")
    press(page, "u")
    assert stem(page) == was
    saved(page)
    assert load_corrections(out).corrections == []
    press(page, "Control+Shift+z")
    assert stem(page) == "One"
    saved(page)
    assert stems(on_disk(out))[0] == "One"


def test_everything_about_options_by_keyboard(window: Window, server: Running, out: Path) -> None:
    page = opened(window.tab(), server.key)
    page.get_by_label("Option 1", exact=True).focus()
    press(page, "Alt+s", "Alt+c", "Alt+v")
    page.keyboard.press("Control+a")
    page.keyboard.type("left right")
    press(page, *["ArrowLeft"] * 5, "Alt+x")
    saved(page)
    options = on_disk(out).questions[0].options
    assert [o.text for o in options][:2] == ["left", "right"]
    assert len(options) == 4
    assert (options[0].selected, options[0].correct, options[0].verdict) == (False, True, "correct")

    page.get_by_label("Option 1", exact=True).focus()
    press(page, "Alt+ArrowDown", "Alt+ArrowDown")
    saved(page)
    assert [o.text for o in on_disk(out).questions[0].options][0::2] == ["right", "left"]
    press(page, "Alt+j")
    saved(page)
    assert len(on_disk(out).questions[0].options) == 3
    press(page, "Alt+Backspace", "Alt+n")
    page.keyboard.type("new")
    saved(page)
    assert [o.text for o in on_disk(out).questions[0].options][-1] == "new"


def test_everything_about_questions_by_keyboard(window: Window, server: Running, out: Path) -> None:
    page = opened(window.tab(), server.key)
    was = stems(on_disk(out))
    press(page, "J")
    saved(page)
    assert stems(on_disk(out)) == [was[1], was[0], was[2]]
    press(page, "q")
    page.keyboard.type("New?")
    press(page, "Escape")
    saved(page)
    assert stems(on_disk(out)) == [was[1], was[0], "New?", was[2]]
    press(page, "Delete")
    press(page, "k", "m")
    saved(page)
    assert len(on_disk(out).questions) == 2
    page.get_by_label("Option 3", exact=True).focus()
    press(page, "Alt+q")
    page.keyboard.type("Second half?")
    press(page, "Escape")
    saved(page)
    assert len(on_disk(out).questions) == 3
    press(page, "A")
    expect(page.locator("#list .worst")).to_have_text("Nothing is left to look at.")
    assert all(IssueCode.ACCEPTED in codes(q) for q in on_disk(out).questions)


def test_wrong_value_is_told_of_at_its_field_and_not_saved(
    window: Window, server: Running, out: Path
) -> None:
    before = (out / FILE).read_bytes()
    page = opened(window.tab(), server.key)
    number = page.get_by_label("Number")
    number.fill("two")
    message = page.locator("label", has=number).locator(".remark")
    expect(message).to_contain_text("integer")
    press(page, "Control+s")
    expect(page.locator("#banner")).to_contain_text("cannot be saved")
    assert (out / FILE).read_bytes() == before
    number.fill("17")
    expect(message).to_be_empty()
    saved(page)
    assert on_disk(out).questions[0].number == 17
    assert window.errors == []


def test_fields_that_are_chosen_from_a_list(window: Window, server: Running, out: Path) -> None:
    page = opened(window.tab(), server.key)
    page.get_by_label("Type").select_option("multiple_choice")
    page.get_by_label("The screenshot says").select_option("partial")
    page.get_by_label("Points").fill("0.5")
    page.get_by_label("of", exact=True).fill("1")
    page.get_by_label("Feedback to the question").fill("Nearly.")
    page.get_by_label("Key of option 2").select_option("true")
    saved(page)
    question = on_disk(out).questions[0]
    assert (question.type, question.verdict, question.feedback) == ("multiple_choice", "partial", "Nearly.")
    assert question.points is not None
    assert (question.points.earned, question.points.possible) == (0.5, 1)
    assert question.options[1].correct is True
    for label in ("Points", "of"):
        page.get_by_label(label, exact=True).fill("")
    page.get_by_label("Feedback to the question").fill("")
    saved(page)
    assert (on_disk(out).questions[0].points, on_disk(out).questions[0].feedback) == (None, None)


def test_keys_are_shown(window: Window, server: Running) -> None:
    page = opened(window.tab(), server.key)
    press(page, "?")
    expect(page.get_by_role("dialog")).to_contain_text("Ctrl+Enter")
    press(page, "Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_place_lights_up_on_both_sides(
    window: Window, serve: Callable[[Path], Running], converted: Callable[[str], Path]
) -> None:
    page = opened(window.tab(), serve(converted("tesserocr")).key)
    page.get_by_label("Option 2", exact=True).hover()
    expect(page.locator('#shots rect[data-key="o1"]')).to_have_class(re.compile(r"\blit\b"))
    page.locator('#shots rect[data-key="o0"]').hover()
    expect(page.locator('.option[data-key="o0"]')).to_have_class(re.compile(r"\blit\b"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(
    text: str, window: Window, serve: Callable[[Path], Running], shots: Path, tmp_path: Path
) -> None:
    question = read_question(0, text)
    issue = question.issues[0].model_copy(update={"message": f"Badly read: “{text}”."})
    question = question.model_copy(update={"issues": [issue], "feedback": text})
    convert(tmp_path / "evil", as_read(shots, question, read_question(1, text), title=text, doc=text))
    page = opened(window.tab(), serve(tmp_path / "evil").key)
    assert stem(page) == text
    assert text in page.locator("#list").text_content()  # type: ignore[operator]
    assert page.title().startswith(text)
    press(page, "a")
    expect(page.locator("#state")).to_have_text(SAVED)
    type_stem(page, "x")
    saved(page)
    assert page.evaluate("document.querySelectorAll('script:not([src]), [onerror], img[src=x]').length") == 0
    assert window.errors == []


def test_hostile_file_name_stays_text(
    window: Window, serve: Callable[[Path], Running], shots: Path, tmp_path: Path
) -> None:
    name = '"><img src=x onerror=alert(1)>.png'
    file = as_read(shots, read_question(0))
    (shots / "0.png").rename(shots / name)
    shot = file.screenshots[0].model_copy(update={"path": name})
    place = Region(screenshot=name, bbox=(0, 0, 100, 50))
    question = file.questions[0].model_copy(update={"regions": [place]})
    convert(tmp_path / "evil", file.model_copy(update={"screenshots": [shot], "questions": [question]}))
    page = opened(window.tab(), serve(tmp_path / "evil").key)
    expect(page.locator("#shots figcaption")).to_have_text(name)
    assert page.locator("#shots img").evaluate("(img) => img.decode().then(() => img.naturalWidth)") == 200
    assert window.errors == []


def test_other_pages_can_neither_read_nor_change_anything(window: Window, server: Running, out: Path) -> None:
    opened(window.tab(), server.key)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    evil = window.context.new_page()
    evil.route("http://evil.test/", lambda route: route.fulfill(body="<p>evil", content_type="text/html"))
    evil.goto("http://evil.test/")
    attack = """async (target) => {
        const section = target + "/api/sections/0";
        const write = {credentials: "include", body: "{}"};
        const picture = new Image();
        const tries = [
            fetch(section, {credentials: "include"}),
            fetch(section, {method: "PUT", ...write}),
            fetch(section, {method: "POST", mode: "no-cors", ...write}),
            new Promise((good, bad) => {
                picture.onload = good;
                picture.onerror = bad;
                picture.src = target + "/pictures/0/0";
            }),
        ];
        const done = await Promise.allSettled(tries);
        return done.map((one) => one.status === "fulfilled" && one.value?.type !== "opaque");
    }"""
    assert evil.evaluate(attack, server.address) == [False] * 4
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
