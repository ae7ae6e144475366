"""Bytes in the storage of the settings (a local folder, or a bucket), written so that what is acknowledged is kept."""

import os
import secrets
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


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


def read(path: str) -> bytes:
    """All of it; OSError when it is not there."""
    with default_storage.open(path, "rb") as file:
        content: bytes = file.read()
    return content


def discard(path: str) -> None:
    """Remove exactly this path; what is gone already is no fault."""
    default_storage.delete(path)
