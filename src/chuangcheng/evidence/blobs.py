"""Where contents and what is drawn of them lie in the storage of the settings (a local folder, or S3)."""

import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage

from chuangcheng.kit.storage import discard as discard
from chuangcheng.kit.storage import read as read
from chuangcheng.kit.storage import write as write

FOLDER = "evidence"


def new_path(sha256: str) -> str:
    """A path of its own for each storing: no second row ever shares it, so deleting one can never hit another."""
    return f"{FOLDER}/{sha256[:2]}/{sha256}-{secrets.token_hex(8)}"


def variant_path(path: str, variant: str) -> str:
    """Where the shown form of a picture or its thumbnail lies."""
    return f"{path}-{variant}.jpg"


def exists(path: str) -> bool:
    """True if the bytes are there."""
    return default_storage.exists(path)


def open_blob(path: str) -> Any:
    """A readable file; OSError when it is not there."""
    return default_storage.open(path, "rb")


def remove(*paths: str) -> None:
    """Remove contents with their variants; what is gone already is no fault, and '' is nothing."""
    for path in filter(None, paths):
        for one in (path, variant_path(path, "shown"), variant_path(path, "thumbnail")):
            default_storage.delete(one)


def remove_variants(*paths: str) -> None:
    """Remove what was drawn of contents, not the contents themselves."""
    for path in paths:
        for variant in ("shown", "thumbnail"):
            default_storage.delete(variant_path(path, variant))


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
