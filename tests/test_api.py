"""The package as other programs use it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import ocrquiz
from ocrquiz.conversion import Conversion
from ocrquiz.files import as_json
from ocrquiz.task import Settings

from .conftest import POST, ROOT

SHOT = ROOT / "samples" / "images" / "evening-class" / "12.png"

HEAVY = ("cv2", "numpy", "pydantic", "rich", "PIL")


def test_every_public_name_is_there() -> None:
    for name in ocrquiz.__all__:
        assert getattr(ocrquiz, name)
    assert set(ocrquiz.__all__) <= set(dir(ocrquiz))
    with pytest.raises(AttributeError):
        _ = ocrquiz.nonsense


def test_importing_the_command_line_loads_nothing_heavy() -> None:
    code = f"import sys, ocrquiz.cli; print(*[m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_read_screenshot_gives_its_questions() -> None:
    page = ocrquiz.read_screenshot(SHOT)
    assert [shot.status for shot in page.screenshots] == ["ok"]
    assert page.questions


def test_read_screenshot_says_why_it_cannot(tmp_path: Path) -> None:
    (tmp_path / "broken.png").write_bytes(b"no picture")
    with pytest.raises(ocrquiz.OcrquizError):
        ocrquiz.read_screenshot(tmp_path / "broken.png")
    with pytest.raises(ocrquiz.OcrquizError):
        ocrquiz.read_screenshot(tmp_path / "none.png")
    with pytest.raises(ocrquiz.UsageError):
        ocrquiz.read_screenshot(POST)


def test_convert_without_a_folder_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    calls: list[tuple[int, int, str]] = []
    (result,) = ocrquiz.convert(SHOT, workers=1, on_progress=lambda *call: calls.append(call))
    assert result.folder is None
    assert result.complete
    assert result.index.counts.screenshots == 1
    assert list(tmp_path.iterdir()) == []
    assert [call[:2] for call in calls] == [(0, 1), (1, 1)]


def test_several_documents_get_a_folder_each(tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    (pictures / "one.png").write_bytes(SHOT.read_bytes())
    results = ocrquiz.convert([pictures, POST], tmp_path / "out")
    folders = [result.folder for result in results]
    assert len(set(folders)) == len(results) == 2
    assert all(folder and (folder / "index.json").is_file() for folder in folders)
    assert not (tmp_path / "out" / "index.json").exists()


def test_input_without_screenshots_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "post.md").write_text("# A post\n\nOnly words.\n")
    with pytest.raises(ocrquiz.UsageError):
        ocrquiz.convert([tmp_path / "post.md"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_conversion_that_keeps_no_sections_lists_them_and_what_failed(tmp_path: Path) -> None:
    (tmp_path / "shots").mkdir()
    (tmp_path / "shots" / "bad.png").write_bytes(b"no picture")
    conversion = Conversion([tmp_path / "shots"], tmp_path / "out", Settings(), keep_sections=False)
    conversion.run()
    (result,) = conversion.results
    assert result.complete
    assert result.sections == []
    assert [(section.title, shot.path) for section, shot in result.failed] == [("shots", "bad.png")]
    assert result.index.counts.failed == 1
    assert (tmp_path / "out" / "index.json").read_bytes() == as_json(result.index)
