"""Bytes in the storage of the settings (a local folder, or S3), written so that what is acknowledged is kept."""

import os
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

FOLDER = "evidence"


def new_path(sha256: str) -> str:
    """A path of its own for each storing: no second row ever shares it, so deleting one can never hit another."""
    return f"{FOLDER}/{sha256[:2]}/{sha256}-{secrets.token_hex(8)}"


def variant_path(path: str, variant: str) -> str:
    """Where the shown form of a picture or its thumbnail lies."""
    return f"{path}-{variant}.jpg"


def write(path: str, content: bytes) -> None:
    """Write for good: on return the bytes survive a crash of the process, and in a local folder of the machine."""
    try:
        target = Path(default_storage.path(path))
    except NotImplementedError:
        default_storage.save(path, ContentFile(content))
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(target)
    for folder in (target.parent, target.parent.parent):
        _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    """A new name is safe only when its folder is on the disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def exists(path: str) -> bool:
    """True if the bytes are there."""
    return default_storage.exists(path)


def open_blob(path: str) -> Any:
    """A readable file; OSError when it is not there."""
    return default_storage.open(path, "rb")


def read(path: str) -> bytes:
    """All of it; OSError when it is not there."""
    with open_blob(path) as file:
        content: bytes = file.read()
    return content


def remove(path: str) -> None:
    """Remove the content with its variants; what is gone already is no fault."""
    for one in (path, variant_path(path, "shown"), variant_path(path, "thumbnail")):
        default_storage.delete(one)


def stored_before(moment: datetime) -> Iterator[str]:
    """Every stored path, variants and unfinished parts included, that was last written before a moment."""
    for folder in _folders():
        for name in default_storage.listdir(f"{FOLDER}/{folder}")[1]:
            path = f"{FOLDER}/{folder}/{name}"
            if default_storage.get_modified_time(path) < moment:
                yield path


def _folders() -> list[str]:
    try:
        return sorted(default_storage.listdir(FOLDER)[0])
    except FileNotFoundError:
        return []


def discard(path: str) -> None:
    """Remove exactly this path."""
    default_storage.delete(path)
