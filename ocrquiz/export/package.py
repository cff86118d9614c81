"""IMS content packages: zip files with a list of what is in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from .tree import document, element

MANIFEST = "imsmanifest.xml"
"""Where readers look for the list."""

WEB = "webcontent"
"""The kind of files that others refer to."""


@dataclass(frozen=True, slots=True)
class Resource:
    """Something in a package.

    Attributes:
        identifier: unique in the package.
        kind: what it is, by the names of the format.
        files: what it consists of; the first is what opens it.
        needs: identifiers of what else it takes.
        opens: whether the first file is said to open it.
    """

    identifier: str
    kind: str
    files: tuple[str, ...]
    needs: tuple[str, ...] = ()
    opens: bool = True


def manifest(namespace: str, schema: str, version: str, resources: Iterable[Resource]) -> bytes:
    """The list of what is in a package.

    Args:
        namespace: of the manifest.
        schema: of the package, as its readers know it.
        version: of the schema.
        resources: what is in it.
    """
    listed = []
    for resource in resources:
        files = (element("file", href=file) for file in resource.files)
        needs = (element("dependency", identifierref=name) for name in resource.needs)
        opened = {"href": resource.files[0]} if resource.opens else {}
        made = element(
            "resource", *files, *needs, identifier=resource.identifier, type=resource.kind, **opened
        )
        listed.append(made)
    root = element(
        "manifest",
        element("metadata", element("schema", schema), element("schemaversion", version)),
        element("organizations"),
        element("resources", *listed),
        xmlns=namespace,
        identifier="ocrquiz",
    )
    return document(root)


def name_of(kind: str, *parts: str) -> str:
    """An identifier: the same for the same parts, and one that XML takes for a name."""
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f"{kind}-{digest[:24]}"
