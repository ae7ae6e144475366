"""Pictures and documents made on the spot, and storing them as somebody of the city."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from PIL import Image

from chuangcheng.evidence.actions import store_file
from chuangcheng.evidence.queries import File


def photo(
    width: int = 400,
    height: int = 300,
    *,
    form: str = "JPEG",
    mode: str = "RGB",
    color: Any = "firebrick",
    exif: dict[int, Any] | None = None,
    gps: dict[int, Any] | None = None,
    details: dict[int, Any] | None = None,
    **saving: Any,
) -> bytes:
    """A one-coloured picture with a mark in its upper left quarter."""
    image = Image.new(mode, (width, height), color)
    written = image.getexif()
    written.update(exif or {})
    if details:
        written.get_ifd(34665).update(details)
    if gps:
        written.get_ifd(34853).update(gps)
    target = io.BytesIO()
    image.save(target, form, exif=written, **saving)
    return target.getvalue()


def office(inner: str = "xl/workbook.xml", *more: str) -> bytes:
    """The skeleton of a workbook or document."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("[Content_Types].xml", inner, *more):
            archive.writestr(name, "<x/>" * 20)
    return target.getvalue()


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"


def body(response: Any) -> bytes:
    """All bytes of an answer, which is then closed."""
    content: bytes = b"".join(response.streaming_content)
    response.file_to_stream.close()
    return content


@pytest.fixture(autouse=True)
def storage_of_its_own(settings, tmp_path) -> Any:
    """Each story has an empty folder of files."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }
    return tmp_path


@pytest.fixture
def store(city) -> Callable[..., File]:
    """Su Qing, the inspector, uploads."""

    def upload(content: bytes, name: str = "market.jpg", at: datetime | None = None, who: str = "su_qing") -> File:
        return store_file(by=city.actor(who), at=at or city.at, name=name, content=io.BytesIO(content))

    return upload
