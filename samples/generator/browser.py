"""Headless Chromium as a picture machine."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    # Glyphs as macOS draws them: grayscale, unhinted, at fractional positions.
    "--disable-lcd-text",
    "--font-render-hinting=none",
    "--enable-font-subpixel-positioning",
    "--force-color-profile=srgb",
)
_PACKAGES = {
    "Noto Sans CJK KR": "fonts-noto-cjk",
    "Liberation Sans": "fonts-liberation",
    "DejaVu Sans Mono": "fonts-dejavu-core",
}
MATH_FONT = Path("/usr/share/texmf/fonts/opentype/public/lm-math/latinmodern-math.otf")


class BrowserError(RuntimeError):
    """Chromium or a font is missing, or Chromium drew nothing."""


def require_fonts() -> None:
    """Refuse to draw with substitutes: the pictures would silently differ from the committed ones."""
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    missing = [package for family, package in _PACKAGES.items() if family not in listed]
    if not MATH_FONT.exists():
        missing.append("fonts-lmodern")
    if missing:
        raise BrowserError("fonts are missing, install: " + " ".join(missing))


def screenshot(page: Path, out_png: Path, *, width: int, height: int, scale: float) -> None:
    """Draw a local page into a window of ``width`` x ``height`` CSS pixels."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        raise BrowserError("Chromium is missing, install: chromium")
    with tempfile.TemporaryDirectory() as profile:
        command = [
            browser,
            *_FLAGS,
            f"--user-data-dir={profile}",
            f"--force-device-scale-factor={scale}",
            f"--window-size={width},{height}",
            f"--screenshot={out_png}",
            page.resolve().as_uri(),
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode != 0 or not out_png.exists():
        raise BrowserError(f"Chromium drew nothing: {done.stderr.strip()[-500:]}")
