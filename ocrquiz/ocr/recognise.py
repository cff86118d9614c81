"""Lines of text from line images: read, look again where in doubt, repair."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat

from ocrquiz.page.model import Doubt
from ocrquiz.page.scripts import SQUARE_SIZE, close_up, is_square

from .coverage import distrust_gaps
from .engine import Engine, LineImage
from .formula.spans import Formulas, find_formulas
from .glyphs import Glyph, find_glyphs, pitch
from .lexicon import Lexicon, open_lexicon
from .lookalikes import font_ratio, measure_heights, repair_lookalikes
from .misspelt import repair_misspelt
from .mixed import cut_text, doubted, parts, put_together
from .overhang import free_dots
from .prepare import AGAIN, FIRST, MARGIN, TARGET_X_HEIGHT, Style, prepare
from .reading import Reading, Recognised, Repair
from .signs import repair_signs
from .spaces import restore_spaces
from .vote import is_settled, vote

FORMULA_LIKE = re.compile(
    r"(?<![\w'’])[^\W\d_aAI](?![\w'’.])"
    r"|^[(−-]*\d[\d.,\s]*\)?$"
    r"|[<>=≤≥≠≈+]\s?\(?\d"
)
"""A letter that is no word (as a rule it is a variable), a number alone, or one behind an operator."""

NUMBER = re.compile(r"[-−—–=+(]*\d[-−—–=~+\d.,()\s]*")
"""A number, or the coordinates of a point; a minus sign is easily read as something else."""


def recognise(lines: Sequence[LineImage], x_heights: Sequence[float], engine: Engine) -> list[Recognised]:
    """Read line images; those that leave doubts are read again in other styles, and put to the vote.

    Args:
        lines: (h, w) each, dark on white, without margin.
        x_heights: of each line, in its pixels.
        engine: reads them.

    Returns:
        A result for each, in order; its text is empty where nothing was seen.
    """
    if is_square(engine.lang):
        return _recognise_square(lines, x_heights, engine)
    texts, doubtful = _recognise_text(lines, x_heights, engine)
    suspects = {*doubtful, *(i for i, text in enumerate(texts) if FORMULA_LIKE.search(text.text))}
    formulas = _find_formulas(lines, x_heights, sorted(suspects))
    if any(NUMBER.fullmatch(span.latex) for each in formulas.values() for span in each.spans):
        for i in [i for i, text in enumerate(texts) if i not in formulas and NUMBER.fullmatch(text.text)]:
            formulas[i] = find_formulas(lines[i], x_heights[i], number=True)
    found = {i: parts(lines[i], each.spans, x_heights[i]) for i, each in formulas.items() if each.spans}
    text_parts = [(i, part) for i, several in found.items() for part in several if part.formula is None]
    images = [cut_text(lines[i], part) for i, part in text_parts]
    between, _ = _recognise_text(images, [x_heights[i] for i, _ in text_parts], engine, running=True)
    for i, several in found.items():
        own = [text for (k, _), text in zip(text_parts, between, strict=True) if k == i]
        texts[i] = put_together(several, own, x_heights[i])
    for i, each in formulas.items():
        if each.missed:
            texts[i] = doubted(texts[i])
    return texts


def _find_formulas(
    lines: Sequence[LineImage], x_heights: Sequence[float], suspects: Sequence[int]
) -> dict[int, Formulas]:
    """The formulas of lines that have some; only where a suspect has one, the other lines are looked at."""
    known: dict[bytes, Formulas] = {}

    def look(i: int) -> Formulas:
        image = lines[i].tobytes()
        if image not in known:
            known[image] = find_formulas(lines[i], x_heights[i])
        return known[image]

    everywhere = any(look(i).spans for i in suspects)
    found = {i: look(i) for i in (range(len(lines)) if everywhere else suspects)}
    return {i: each for i, each in found.items() if each.spans or each.missed}


def _recognise_text(
    lines: Sequence[LineImage], x_heights: Sequence[float], engine: Engine, running: bool = False
) -> tuple[list[Recognised], list[int]]:
    """Read lines without formulas; also gives the numbers of those that were read again.

    Args:
        lines: see `recognise`.
        x_heights: see `recognise`.
        engine: reads them.
        running: whether they are surely no code: of short pieces the glyphs can stand on a grid by chance.
    """
    if not lines:
        return [], []
    lexicon = open_lexicon(engine.lang)
    cuts = [_measure(line, x, running) for line, x in zip(lines, x_heights, strict=True)]
    found, ratio = _read(cuts, FIRST, engine, lexicon)
    readings = [[read.reading] for read in found]
    doubtful = [i for i, several in enumerate(readings) if not is_settled(several, lexicon)]
    freed = {i: _measure(free_dots(lines[i], x_heights[i]), x_heights[i], running) for i in doubtful}
    for style in AGAIN:
        open_ = [i for i in doubtful if not is_settled(readings[i], lexicon)]
        again, _ = _read([freed[i] for i in open_], style, engine, lexicon, ratio)
        for i, read in zip(open_, again, strict=True):
            readings[i].append(read.reading)
    for i in doubtful:
        agreed, changes = vote(readings[i], lexicon)
        spelt, more = repair_misspelt(agreed, lexicon)
        found[i] = _Read(spelt, (*found[i].repairs, *changes, *more))
    return list(map(_recognised, found, cuts)), doubtful


def _recognise_square(
    lines: Sequence[LineImage], x_heights: Sequence[float], engine: Engine
) -> list[Recognised]:
    """Read lines of square characters; the x-height that was measured is the height of a whole one.

    What is known of spaces and of letters that look alike holds for other scripts.
    """
    smaller = [x_height / SQUARE_SIZE for x_height in x_heights]
    cuts = [_Cut(line, x_height, (), None) for line, x_height in zip(lines, smaller, strict=True)]
    readings = _read_once([prepare(c.image, c.x_height, (), FIRST) for c in cuts], engine)
    return [_recognised(_Read(reading, ()), cut) for reading, cut in zip(readings, cuts, strict=True)]


@dataclass(frozen=True, slots=True)
class _Cut:
    """A line image and what is measured on it.

    Attributes:
        image: (h, w), dark on white.
        x_height: in its pixels.
        glyphs: from left to right.
        pitch: width of a cell, if the font is monospaced.
    """

    image: LineImage
    x_height: float
    glyphs: Sequence[Glyph]
    pitch: float | None


@dataclass(frozen=True, slots=True)
class _Read:
    """A line's reading, and what was changed in it."""

    reading: Reading
    repairs: tuple[Repair, ...]


def _measure(line: LineImage, x_height: float, running: bool) -> _Cut:
    glyphs = find_glyphs(line)
    return _Cut(line, x_height, glyphs, None if running else pitch(glyphs, x_height))


def _read(
    cuts: Sequence[_Cut], style: Style, engine: Engine, lexicon: Lexicon, ratio: float | None = None
) -> tuple[list[_Read], float]:
    """Read lines in one style.

    Args:
        cuts: the lines.
        style: to show them in.
        engine: reads them.
        lexicon: knows words.
        ratio: see `font_ratio`; measured on these lines if None.

    Returns:
        The readings, and the ratio.
    """
    target = style.x_height
    images = [prepare(c.image, c.x_height, () if c.pitch else c.glyphs, style) for c in cuts]
    glyphs = list(map(find_glyphs, images))
    cells = [c.pitch * target / c.x_height if c.pitch else None for c in cuts]
    seen = map(distrust_gaps, _read_once(images, engine), glyphs, repeat(target))
    spaced = [
        restore_spaces(*line, target, lexicon) for line in zip(seen, glyphs, images, cells, strict=True)
    ]
    readings = [reading for reading, _ in spaced]
    heights = list(map(measure_heights, readings, glyphs, images))
    ratio = font_ratio(heights) if ratio is None else ratio
    shaped = list(map(repair_lookalikes, readings, glyphs, images, heights, repeat(ratio)))
    placed = map(repair_signs, [reading for reading, _ in shaped], glyphs, images, repeat(target))
    done = zip(spaced, shaped, placed, strict=True)
    return [_Read(reading, (*a, *b, *c)) for (_, a), (_, b), (reading, c) in done], ratio


def _read_once(images: Sequence[LineImage], engine: Engine) -> list[Reading]:
    """Read images; of those that are equal, as headlines are, only one."""
    if not images:
        return []
    different = {(image.shape, image.tobytes()): image for image in images}
    readings = dict(zip(different, engine.read_lines(list(different.values())), strict=True))
    return [readings[image.shape, image.tobytes()] for image in images]


def _recognised(read: _Read, cut: _Cut) -> Recognised:
    words = read.reading.words
    if not words:
        return Recognised("", 0.0)
    width = (words[0].right - MARGIN * TARGET_X_HEIGHT) * cut.x_height / TARGET_X_HEIGHT
    doubts = tuple(
        Doubt("text_repaired", f"“{r.raw}” was read; its shape says “{r.text}”.") for r in read.repairs
    )
    return Recognised(
        close_up(read.reading.text),
        read.reading.confidence,
        max(0, round(width)),
        cut.pitch is not None,
        doubts,
    )
