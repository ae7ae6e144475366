"""Drawn pictures into the evidence store."""

import io
from datetime import datetime

from chuangcheng.evidence.actions import store_file
from chuangcheng.evidence.queries import File
from chuangcheng.kit.actor import Actor


def stored(by: Actor, at: datetime, name: str, picture: bytes) -> File:
    """The stored file of a drawn picture."""
    return store_file(by=by, at=at, name=f"{name}.jpg", content=io.BytesIO(picture))


def kept(by: Actor, at: datetime, name: str, paper: tuple[str, bytes]) -> File:
    """The stored file of a drawn paper: its ending and its bytes."""
    ending, content = paper
    return store_file(by=by, at=at, name=f"{name}.{ending}", content=io.BytesIO(content))
