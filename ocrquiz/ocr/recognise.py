"""Lines of text from line images: read, look again where in doubt, repair."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from ocrquiz.page.model import Doubt
from ocrquiz.page.scripts import SQUARE_SIZE, close_up, is_square

from .accents import repair_accents
from .apostrophes import believe_apostrophes
from .arrows import find_arrows
from .code import read_code
from .coverage import distrust_gaps
from .engine import Engine, LineImage
from .fitting import fit_words
from .formula.spans import Formulas, find_formulas
from .glyphs import Glyph, find_glyphs
from .grid import Grid, find_grids
from .lexicon import Lexicon, open_lexicon
from .lookalikes import font_ratio, measure_heights, repair_lookalikes
from .misspelt import repair_misspelt, words_of
from .mixed import Sign, cut_text, doubted, parts, put_together
from .overhang import free_dots
from .prepare import AGAIN, FIRST, TARGET_X_HEIGHT, Style, first_style, prepare
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
    grids = find_grids(lines, x_heights)
    texts = _read_code(lines, x_heights, grids, engine)
    prose = [i for i in range(len(lines)) if i not in texts]
    first = _read_first(
        prose, lines, x_heights, engine, lambda cut: first_style(cut.x_height, cut.image.shape[1])
    )
    formula_like = (i for i, read in first.found.items() if FORMULA_LIKE.search(_text(read)))
    formulas = _find_formulas(lines, x_heights, prose, sorted({*first.doubtful, *formula_like}))
    # Lines with formulas are read part by part.
    again = [i for i in first.doubtful if not (i in formulas and formulas[i].spans)]
    texts |= _settled(first, again, engine)
    if any(NUMBER.fullmatch(span.latex) for each in formulas.values() for span in each.spans):
        for i in [i for i in prose if i not in formulas and NUMBER.fullmatch(texts[i].text)]:
            formulas[i] = find_formulas(lines[i], x_heights[i], number=True)
    signs: dict[int, Sequence[Sign]] = {
        i: find_arrows(*line) for i, line in enumerate(zip(lines, x_heights, strict=True))
    }
    signs |= {i: each.spans for i, each in formulas.items() if each.spans}
    found = {i: parts(lines[i], several, x_heights[i]) for i, several in signs.items() if several}
    text_parts = [(i, part) for i, several in found.items() for part in several if part.sign is None]
    images = [cut_text(lines[i], part) for i, part in text_parts]
    sizes = [x_heights[i] for i, _ in text_parts]
    between = _recognise_parts(images, sizes, [g.pitch for g in grids if g], engine)
    for i, several in found.items():
        own = [text for (k, _), text in zip(text_parts, between, strict=True) if k == i]
        texts[i] = put_together(several, own, x_heights[i])
    for i, each in formulas.items():
        if each.missed:
            texts[i] = doubted(texts[i])
    return [texts[i] for i in range(len(lines))]


def _recognise_parts(
    images: Sequence[LineImage], x_heights: Sequence[float], pitches: Sequence[float], engine: Engine
) -> list[Recognised]:
    """Read what stands beside formulas and arrows, code as well; `pitches` are those of the page's code."""
    texts = _read_code(images, x_heights, find_grids(images, x_heights, pitches), engine)
    rest = [i for i in range(len(images)) if i not in texts]
    # What is cut off at a formula is read best where Tesseract looks for its line.
    first = _read_first(rest, images, x_heights, engine, lambda _: FIRST)
    texts |= _settled(first, first.doubtful, engine)
    return [texts[i] for i in range(len(images))]


def _read_code(
    lines: Sequence[LineImage], x_heights: Sequence[float], grids: Sequence[Grid | None], engine: Engine
) -> dict[int, Recognised]:
    """Read the lines that are code, by their number."""
    on_grid = {i: grid for i, grid in enumerate(grids) if grid}
    read = read_code(
        [lines[i] for i in on_grid], [x_heights[i] for i in on_grid], list(on_grid.values()), engine
    )
    return {i: text for i, text in zip(on_grid, read, strict=True) if text}


def _find_formulas(
    lines: Sequence[LineImage], x_heights: Sequence[float], prose: Sequence[int], suspects: Sequence[int]
) -> dict[int, Formulas]:
    """The formulas of lines that have some and are no code.

    Only where a suspect has one, the other lines are looked at.
    """
    known: dict[bytes, Formulas] = {}

    def look(i: int) -> Formulas:
        image = lines[i].tobytes()
        if image not in known:
            known[image] = find_formulas(lines[i], x_heights[i])
        return known[image]

    everywhere = any(look(i).spans for i in suspects)
    found = {i: look(i) for i in (prose if everywhere else suspects)}
    return {i: each for i, each in found.items() if each.spans or each.missed}


def _read_first(
    numbers: Sequence[int],
    lines: Sequence[LineImage],
    x_heights: Sequence[float],
    engine: Engine,
    style_of: Callable[[_Cut], Style],
) -> _First:
    """Read lines once.

    Args:
        numbers: of the lines to read.
        lines: see `recognise`.
        x_heights: see `recognise`.
        engine: reads them.
        style_of: how a line is shown.
    """
    if not numbers:
        return _First({}, {}, 0.0, [])
    lexicon = open_lexicon(engine.lang)
    cuts = [_measure(lines[i], x_heights[i]) for i in numbers]
    reads, ratio = _read(cuts, list(map(style_of, cuts)), engine, lexicon)
    found = dict(zip(numbers, reads, strict=True))
    doubtful = [i for i, read in found.items() if not is_settled([read.reading], lexicon)]
    return _First(dict(zip(numbers, cuts, strict=True)), found, ratio, doubtful)


def _settled(first: _First, again: Sequence[int], engine: Engine) -> dict[int, Recognised]:
    """The lines; those in `again` are read in other styles until the readings agree, and put to the vote."""
    lexicon = open_lexicon(engine.lang)
    readings = {i: [first.found[i].reading] for i in again}
    freed = {i: _freed(first.cuts[i]) for i in again}
    for style in AGAIN:
        open_ = [i for i in again if not is_settled(readings[i], lexicon)]
        if not open_:
            break
        reads, _ = _read([freed[i] for i in open_], [style] * len(open_), engine, lexicon, first.ratio)
        for i, read in zip(open_, reads, strict=True):
            readings[i].append(read.reading)
    found = dict(first.found)
    for i in again:
        agreed, changes = vote(readings[i], lexicon)
        found[i] = _Read(agreed, (*found[i].repairs, *changes))
    seen = words_of([read.reading for read in found.values()])
    for i, read in found.items():
        spelt, more = repair_misspelt(read.reading, lexicon, seen)
        found[i] = _Read(spelt, (*read.repairs, *more))
    return {i: _recognised(read, first.cuts[i]) for i, read in found.items()}


def _recognise_square(
    lines: Sequence[LineImage], x_heights: Sequence[float], engine: Engine
) -> list[Recognised]:
    """Read lines of square characters; the x-height that was measured is the height of a whole one.

    What is known of spaces and of letters that look alike holds for other scripts.
    """
    smaller = [x_height / SQUARE_SIZE for x_height in x_heights]
    cuts = [_Cut(line, x_height, ()) for line, x_height in zip(lines, smaller, strict=True)]
    readings = engine.read_lines([prepare(c.image, c.x_height, (), FIRST) for c in cuts])
    return [_recognised(_Read(reading, ()), cut) for reading, cut in zip(readings, cuts, strict=True)]


@dataclass(frozen=True, slots=True)
class _Cut:
    """A line image and what is measured on it.

    Attributes:
        image: (h, w), dark on white.
        x_height: in its pixels.
        glyphs: from left to right.
    """

    image: LineImage
    x_height: float
    glyphs: Sequence[Glyph]


@dataclass(frozen=True, slots=True)
class _Read:
    """A line's reading, and what was changed in it."""

    reading: Reading
    repairs: tuple[Repair, ...]


@dataclass(frozen=True, slots=True)
class _First:
    """Lines that have been read once, by their number.

    Attributes:
        cuts: the lines.
        found: what was read.
        ratio: see `font_ratio`.
        doubtful: numbers of those that leave doubts.
    """

    cuts: Mapping[int, _Cut]
    found: Mapping[int, _Read]
    ratio: float
    doubtful: Sequence[int]


def _measure(line: LineImage, x_height: float) -> _Cut:
    return _Cut(line, x_height, find_glyphs(line))


def _freed(cut: _Cut) -> _Cut:
    return _measure(free_dots(cut.image, cut.x_height), cut.x_height)


def _read(
    cuts: Sequence[_Cut],
    styles: Sequence[Style],
    engine: Engine,
    lexicon: Lexicon,
    ratio: float | None = None,
) -> tuple[list[_Read], float]:
    """Read lines once.

    Args:
        cuts: the lines, at least one.
        styles: to show each of them in, all of the same x-height.
        engine: reads them.
        lexicon: knows words.
        ratio: see `font_ratio`; measured on these lines if None.

    Returns:
        The readings, and the ratio.
    """
    target = styles[0].x_height
    images = [prepare(c.image, c.x_height, c.glyphs, style) for c, style in zip(cuts, styles, strict=True)]
    glyphs = list(map(find_glyphs, images))
    read = _read_images(images, glyphs, styles, engine)
    covered = map(distrust_gaps, read, glyphs, repeat(target))
    seen = map(believe_apostrophes, covered, repeat(lexicon))
    spaced = [restore_spaces(*line, target, lexicon) for line in zip(seen, glyphs, images, strict=True)]
    readings = [reading for reading, _ in spaced]
    heights = list(map(measure_heights, readings, glyphs, images))
    ratio = font_ratio(heights) if ratio is None else ratio
    shaped = list(map(repair_lookalikes, readings, glyphs, images, heights, repeat(ratio)))
    accented = [
        repair_accents(reading, *line, target, lexicon)
        for (reading, _), line in zip(shaped, zip(glyphs, images, strict=True), strict=True)
    ]
    placed = map(repair_signs, [reading for reading, _ in accented], glyphs, images, repeat(target))
    done = zip(spaced, shaped, accented, placed, strict=True)
    return [_Read(reading, (*a, *b, *c, *d)) for (_, a), (_, b), (_, c), (reading, d) in done], ratio


def _read_images(
    images: Sequence[LineImage], glyphs: Sequence[Sequence[Glyph]], styles: Sequence[Style], engine: Engine
) -> list[Reading]:
    readings: dict[int, Reading] = {}
    for whole in {style.whole for style in styles}:
        own = [i for i, style in enumerate(styles) if style.whole == whole]
        for i, reading in zip(own, engine.read_lines([images[k] for k in own], whole), strict=True):
            readings[i] = fit_words(reading, glyphs[i], styles[i].x_height) if whole else reading
    return [readings[i] for i in range(len(images))]


def _text(read: _Read) -> str:
    return close_up(read.reading.text)


def _recognised(read: _Read, cut: _Cut) -> Recognised:
    words = read.reading.words
    if not words:
        return Recognised("", 0.0)
    width = (words[0].right - words[0].left) * cut.x_height / TARGET_X_HEIGHT
    doubts = tuple(
        Doubt("text_repaired", f"“{r.raw}” was read; its shape says “{r.text}”.") for r in read.repairs
    )
    return Recognised(
        _text(read),
        read.reading.confidence,
        round(width),
        doubts=doubts,
    )
