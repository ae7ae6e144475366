"""Reads of the open data: which files there are, and what is in one."""

from typing import Any

from django.core.files.storage import default_storage

from chuangcheng.documents.models import OpenFile
from chuangcheng.kit.refused import NotFound


def open_files() -> list[OpenFile]:
    """All files, by name: a dozen at most."""
    return list(OpenFile.objects.all()[:50])


def open_file(name: str) -> OpenFile:
    """The file of this name. NotFound otherwise."""
    found = OpenFile.objects.filter(name=name).first()
    if found is None:
        raise NotFound("file")
    return found


def open_content(file: OpenFile) -> Any:
    """Its content as a readable file, from wherever the storage keeps it. NotFound while the storage lacks it."""
    try:
        return default_storage.open(file.path, "rb")
    except OSError:
        raise NotFound("file") from None
