"""Readings of a worker's latest lines: headlines, buttons and options return on page after page."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from hashlib import blake2b

from .engine import Engine, LineImage
from .reading import Reading

MAX_READINGS = 4096
"""Readings kept, some 1 kB each: those of a hundred pages."""

Key = tuple[bool, tuple[int, ...], bytes]


class Remembering:
    """An engine that reads no image twice.

    What it gives back is what the engine would: a reading depends on the image and on how it is read.
    """

    def __init__(self, engine: Engine, size: int = MAX_READINGS) -> None:
        """Nothing is known yet.

        Args:
            engine: reads what is new.
            size: readings kept, once a call is over.
        """
        self.name = engine.name
        self.lang = engine.lang
        self._engine = engine
        self._size = size
        self._known: OrderedDict[Key, Reading] = OrderedDict()

    def read_lines(self, images: Sequence[LineImage], whole: bool = False) -> list[Reading]:
        """Read each image as one line; see `Engine`."""
        keys = [_key(image, whole) for image in images]
        new = {key: image for key, image in zip(keys, images, strict=True) if key not in self._known}
        if new:
            self._known.update(zip(new, self._engine.read_lines(list(new.values()), whole), strict=True))
        readings = [self._known[key] for key in keys]
        for key in keys:
            self._known.move_to_end(key)
        while len(self._known) > self._size:
            self._known.popitem(last=False)
        return readings


def _key(image: LineImage, whole: bool) -> Key:
    return whole, image.shape, blake2b(image.tobytes(), digest_size=16).digest()
