"""IMS packages opened, and what is in them held against document types."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import etree

SCHEMAS = Path(__file__).parent / "schemas"

MATHML = "{http://www.w3.org/1998/Math/MathML}"


def opened(content: bytes) -> dict[str, bytes]:
    """The files of a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert len(set(archive.namelist())) == len(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


def checked(content: bytes, schema: str) -> etree._Element:
    """An XML file that conforms to a document type. Formulas are emptied: they must be MathML."""
    assert content.startswith(b"<?xml ")
    root = etree.fromstring(content)
    for math in list(root.iter(MATHML + "math")):
        assert all(part.tag.startswith(MATHML) for part in math.iter())
        empty = etree.Element(root.tag[: root.tag.index("}") + 1] + "math", nsmap=root.nsmap)
        empty.tail = math.tail
        math.getparent().replace(math, empty)
    bare = etree.fromstring(etree.tostring(root))
    dtd = _dtd(schema)
    assert dtd.validate(bare), dtd.error_log
    return root


def listed(files: dict[str, bytes], namespace: str) -> Iterator[etree._Element]:
    """The resources of a package; everything in it must be listed once, and nothing else."""
    manifest = checked(files["imsmanifest.xml"], "imscp.dtd")
    assert etree.QName(manifest).namespace == namespace
    names = {file.get("href") for file in manifest.iter("{*}file")}
    assert names == set(files) - {"imsmanifest.xml"}
    for resource in manifest.iter("{*}resource"):
        assert resource.get("href") in (None, *(file.get("href") for file in resource.iter("{*}file")))
        yield resource


@cache
def _dtd(name: str) -> etree.DTD:
    return etree.DTD(str(SCHEMAS / name))
