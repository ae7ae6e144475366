"""Draws the covered copy of a picture anew from its pixels: boxes filled, never blurred; nothing else survives."""

import io
from collections.abc import Iterable

from PIL import Image, ImageDraw

from chuangcheng.evidence.boxes import Box, pixels
from chuangcheng.evidence.pictures import SHOWN_SIDE, THUMBNAIL_SIDE, upright

FILL = (24, 26, 30)


def covered(content: bytes, media_type: str, boxes: Iterable[Box]) -> dict[str, bytes]:
    """The copy as JPEG, `shown` and `thumbnail`; the small one is made from the covered one. Hostile as `upright`."""
    image = upright(content, media_type, SHOWN_SIDE).image
    pen = ImageDraw.Draw(image)
    for box in boxes:
        pen.rectangle(pixels(box, image.width, image.height), fill=FILL)
    small = image.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    return {"shown": _jpeg(image), "thumbnail": _jpeg(small)}


def _jpeg(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=84, optimize=True, progressive=True)
    return target.getvalue()
