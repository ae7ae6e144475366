"""Bytes in the storage of the settings (a local folder, or a bucket), written so that what is acknowledged is kept."""

import io
import os
import secrets
import shutil
from pathlib import Path
from typing import IO

from django.core.files.base import File
from django.core.files.storage import default_storage

CHUNK = 256 * 1024


def write(path: str, content: bytes) -> None:
    """Write for good: on return the bytes survive a crash of the process, and in a local folder of the machine."""
    write_stream(path, io.BytesIO(content))


def write_stream(path: str, source: IO[bytes]) -> None:
    """The same for a file of any size, read from where it stands: never more than a chunk in memory."""
    try:
        target = Path(default_storage.path(path))
    except NotImplementedError:
        default_storage.save(path, File(source))
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    with temporary.open("wb") as file:
        shutil.copyfileobj(source, file, CHUNK)
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
