"""Photos on their way in: taken in before the answer, so that looking at a picture does not hold the database."""

from typing import Any

from chuangcheng.evidence.actions import store_file
from chuangcheng.evidence.queries import File
from chuangcheng.kit.requests import StaffRequest


def stored(request: StaffRequest, name: str) -> list[File]:
    """The files of one field of the form, stored. Raises Refused for what is no picture."""
    uploads: list[Any] = request.FILES.getlist(name)
    return [
        store_file(by=request.actor, at=request.at, name=upload.name or "", content=upload.file) for upload in uploads
    ]
