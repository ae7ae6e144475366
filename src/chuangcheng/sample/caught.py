"""A drawn picture of a car that went over at red, seen from behind: with its invented plate, and with somebody at the
kerb whom it is no business of."""

import io

from PIL import Image, ImageDraw, ImageFont

from chuangcheng.sample.drawings import INK, RED, drawing

PLATE = (205, 372, 335, 406)
BYSTANDER = (492, 164, 556, 382)
WALKER = 330
MARGIN = 8
"""Pixels that are covered around what must not be seen."""


def caught(plate: str) -> bytes:
    """A JPEG of 640 by 480."""
    with Image.open(io.BytesIO(drawing((("owner", WALKER),), seed=plate))) as street:
        picture = street.convert("RGB")
    pen = ImageDraw.Draw(picture)
    _light(pen)
    _car(pen)
    pen.rounded_rectangle(PLATE, 4, fill=(38, 84, 158), outline="white", width=2)
    # The character of the province is not in the font that comes with the library.
    pen.text((270, 389), plate[1:], fill="white", anchor="mm", font=ImageFont.load_default(24))
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=84)
    return target.getvalue()


def to_cover() -> list[tuple[int, int, int, int]]:
    """The plate and whoever stands by, as boxes in thousandths of the picture."""
    found = []
    for left, top, right, bottom in (PLATE, BYSTANDER):
        left, top, right, bottom = left - MARGIN, top - MARGIN, right + MARGIN, bottom + MARGIN
        corner = left * 1000 // 640, top * 1000 // 480
        found.append((*corner, -(-right * 1000 // 640) - corner[0], -(-bottom * 1000 // 480) - corner[1]))
    return found


def _light(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle([70, 90, 80, 392], fill=(96, 100, 106))
    pen.rounded_rectangle([52, 84, 98, 206], 8, fill=INK)
    for top, tone in ((92, RED), (130, (72, 66, 44)), (168, (40, 62, 48))):
        pen.ellipse([59, top, 91, top + 32], fill=tone)


def _car(pen: ImageDraw.ImageDraw) -> None:
    for left in (148, 352):
        pen.rounded_rectangle([left, 404, left + 40, 456], 8, fill=(30, 32, 36))
    pen.polygon([(170, 318), (196, 246), (344, 246), (370, 318)], fill=(128, 136, 146), outline=INK)
    pen.polygon([(188, 314), (208, 260), (332, 260), (352, 314)], fill=(204, 222, 234), outline=INK)
    pen.rounded_rectangle([138, 312, 402, 432], 18, fill=(128, 136, 146), outline=INK, width=2)
    for left in (150, 350):
        pen.rounded_rectangle([left, 334, left + 40, 360], 6, fill=RED, outline=INK)
    pen.rectangle([138, 412, 402, 424], fill=(96, 104, 114))
