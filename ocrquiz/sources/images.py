"""The file behind a picture that a post names, looked for where it may be and nowhere else."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from ocrquiz.errors import Reason, ScreenshotError
from ocrquiz.remote import Place, Remote, lies_in

from .document import IMAGE_SUFFIXES, ScreenshotRef
from .naming import nearest, printable

LEVELS_ABOVE = 2
"""Folders above the post where its site's root may be: `_posts` is one below it, a year's folder two."""

MAX_NAME = 200
"""Characters kept of a remote name: an embedded picture's is as long as the picture."""

_REMOTE = re.compile(r"//|(?:data|file|blob|cid|attachment|mailto):|[a-z][a-z0-9+.-]*://", re.IGNORECASE)

_TEMPLATE = re.compile(r"\{\{[^{}]*\}\}(?=/)")
"""The site's root in Jekyll and Hugo: `{{ site.baseurl }}/images/...`."""


@dataclass(frozen=True, slots=True)
class ImageRoots:
    """Where the pictures of a post may be.

    Attributes:
        folders: that relative paths may start from, in the order in which they are tried.
        boundaries: folders, resolved; a picture must be inside one of them.
    """

    folders: tuple[Place, ...]
    boundaries: tuple[Place, ...]

    def hold(self, real: Place) -> bool:
        """Whether a path, resolved, is one where pictures may be."""
        return any(lies_in(real, boundary) for boundary in self.boundaries)


def roots_of(post: Place, image_root: Place | None) -> ImageRoots:
    """Where the pictures of a post may be: in its folder and up to two levels above it.

    A post reached through a link lies in two places, and its pictures may be at either: in a site whose
    `_posts` is a link to somebody's notes, they are in the site; in one that is linked as a whole, where the
    link leads.

    Args:
        post: the Markdown file.
        image_root: if given, the only folder that is tried.

    Raises:
        OSError: the post or a folder cannot be resolved.
    """
    if image_root is not None:
        return ImageRoots((image_root,), (image_root.resolve(),))
    if isinstance(post, Remote):
        above = post.parents[: LEVELS_ABOVE + 1]
        return ImageRoots(above, above[-1:])
    named, real = Path(os.path.abspath(post)), post.resolve()  # noqa: PTH100 - keeps the links
    # `..` after a link leads up from its target: cut out of the text, it may leave the path of no post.
    posts = [named, real] if named.exists() and named.samefile(real) else [real]
    families = [place.parents[: LEVELS_ABOVE + 1] for place in posts]
    folders = dict.fromkeys(folder for family in families for folder in family)
    return ImageRoots(tuple(folders), tuple(dict.fromkeys(family[-1].resolve() for family in families)))


def resolve(target: str, roots: ImageRoots) -> ScreenshotRef:
    """Find the file of a picture.

    Args:
        target: as the post has it: a path, percent-encoded or not, or a URL. A leading `/` means the site's
            root. A query or a fragment is left out, unless there is a file with such a name.
        roots: where to look.

    Returns:
        The picture with its file, or with the reason why there is none.
    """
    if _REMOTE.match(target):
        return _failed(_short(target), _remote(target))
    names = _spellings(_TEMPLATE.sub("", target, count=1))
    looked = [(name, path, _look(path, roots)) for name in names for path in _places(name, roots)]
    for name, _, outcome in looked:
        if not isinstance(outcome, Reason):
            return ScreenshotRef(printable(name), outcome, None)
    name = printable(names[0])
    if any(outcome is Reason.UNREADABLE for *_, outcome in looked):
        return _failed(name, _unreadable())
    outside = [path for _, path, outcome in looked if outcome is Reason.OUTSIDE_ROOT]
    # A path with `..` may be inside from one folder and outside from the next: then it is missing.
    if len(outside) == len(looked) or any(map(_exists, outside)):
        return _failed(name, _outside())
    return _failed(name, _missing(name, roots))


def _spellings(target: str) -> list[str]:
    """What the file may be called, likeliest first."""
    plain = unquote(re.split(r"[?#]", target, maxsplit=1)[0])
    names = [plain, unquote(target), target]
    # Windows editors write backslashes.
    names += [name.replace("\\", "/") for name in names]
    # An accent or a Korean syllable is one character or several, as the system had it that wrote the name.
    names += [unicodedata.normalize(form, name) for form in ("NFC", "NFD") for name in names]
    return list(dict.fromkeys(name for name in names if name)) or [target]


def _places(name: str, roots: ImageRoots) -> list[Place]:
    places: list[Place] = [folder / name.lstrip("/") for folder in roots.folders]
    # Some editors write whole paths; the boundary holds for them too. In a store they mean nothing.
    here = not any(isinstance(folder, Remote) for folder in roots.folders)
    return [*places, Path(name)] if name.startswith("/") and here else places


def _look(path: Place, roots: ImageRoots) -> Place | Reason:
    """The file with all links resolved, or why there is none."""
    try:
        real = path.resolve()
        if not roots.hold(real):
            return Reason.OUTSIDE_ROOT
        if isinstance(real, Remote):
            return real if real.is_file() else Reason.MISSING
        is_file = stat.S_ISREG(real.stat().st_mode)
    except PermissionError:
        return Reason.UNREADABLE
    # A NUL in the name is a ValueError, a loop of links a RuntimeError.
    except (OSError, ValueError, RuntimeError):
        return Reason.MISSING
    return real if is_file and os.access(real, os.R_OK) else Reason.UNREADABLE


def _exists(path: Place) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _similar(name: str, roots: ImageRoots) -> str | None:
    """A picture beside the missing one that has nearly its name, as the post would write it."""
    for path in _places(name, roots):
        try:
            folder = path.parent.resolve()
            if not roots.hold(folder):
                continue
            pictures = [p.name for p in folder.iterdir() if p.suffix.lower() in IMAGE_SUFFIXES]
        except (OSError, ValueError, RuntimeError):
            continue
        match = nearest(path.name, sorted(pictures))
        if match:
            return printable(str(PurePosixPath(name).parent / match))
    return None


def _short(target: str) -> str:
    name = printable(unquote(target))
    if len(name) <= MAX_NAME:
        return name
    # Names tell screenshots apart, so what is cut off is summed up.
    digest = hashlib.sha256(target.encode(errors="replace")).hexdigest()
    return f"{name[: MAX_NAME // 2]}…{digest[:8]}"


def _failed(name: str, error: ScreenshotError) -> ScreenshotRef:
    return ScreenshotRef(name, None, error)


def _remote(target: str) -> ScreenshotError:
    if target[:5].lower() == "data:":
        message, remedy = "The picture is embedded in the post.", "Save it to a file"
    elif target[:5].lower() == "file:":
        message, remedy = "The picture is named by a file: URL.", "Copy it to a folder beside the post"
    else:
        message, remedy = "The picture is not on this computer; nothing is downloaded.", "Download it"
    return ScreenshotError(Reason.REMOTE, message, f"{remedy} and name that file in the post by its path.")


def _outside() -> ScreenshotError:
    return ScreenshotError(
        Reason.OUTSIDE_ROOT,
        "The picture lies outside the folders that the post may take pictures from.",
        "Move it beside the post, or name a folder that holds it with --image-root.",
    )


def _unreadable() -> ScreenshotError:
    return ScreenshotError(
        Reason.UNREADABLE,
        "This is a folder, or a file that may not be read.",
        "Correct the path in the post, or the permissions of the file.",
    )


def _missing(name: str, roots: ImageRoots) -> ScreenshotError:
    similar = _similar(name, roots)
    if similar:
        return ScreenshotError(Reason.MISSING, "There is no such file.", f"Did you mean {similar}?")
    where = "the image root" if len(roots.folders) == 1 else "the post's folder and those above it"
    return ScreenshotError(
        Reason.MISSING,
        f"There is no such file, seen from {where}.",
        "Correct the path in the post, or name the folder that the paths start from with --image-root.",
    )
