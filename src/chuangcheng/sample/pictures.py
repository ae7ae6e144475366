"""Drawn pictures of streets before and after: a wall, a pavement, a bin, and a fault that is there or mended."""

import io
from random import Random

from PIL import Image, ImageDraw

SIZE = (640, 480)
FAULTS = ("litter", "posters", "bikes", "puddle", "boxes")


def scene(seed: str, *, is_mended: bool, size: tuple[int, int] = SIZE, take: int = 0) -> bytes:
    """A JPEG of one drawn place; the same seed gives the same place, with or without its fault.

    `take` tells two pictures of one mended place apart: nobody sends the same picture twice.
    """
    random = Random(f"scene-{seed}")
    picture = Image.new("RGB", SIZE, _tone(random, 190, 225))
    pen = ImageDraw.Draw(picture)
    _wall(pen, random)
    _ground(pen, random)
    fault = random.choice(FAULTS)
    marks = Random(f"fault-{seed}")
    if is_mended:
        pen.line([(0, 478 - take), (640, 476 - take)], fill=_tone(marks, 90, 110), width=2)
    else:
        DRAWN[fault](pen, marks)
    if size != SIZE:
        picture = picture.resize(size)
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=80)
    return target.getvalue()


def part_of(picture: bytes, number: int) -> bytes:
    """Nine tenths of each side of a picture; another number gives another part."""
    with Image.open(io.BytesIO(picture)) as whole:
        wide, high = whole.size
        left, up = (number * 7) % (wide // 10), (number * 5) % (high // 10)
        part = whole.crop((left, up, left + wide * 9 // 10, up + high * 9 // 10))
    target = io.BytesIO()
    part.save(target, "JPEG", quality=76)
    return target.getvalue()


def _tone(random: Random, low: int, high: int) -> tuple[int, int, int]:
    base = random.randrange(low, high)
    return base, base - random.randrange(12), base - random.randrange(24)


def _wall(pen: ImageDraw.ImageDraw, random: Random) -> None:
    pen.rectangle([0, 60, 640, 300], fill=_tone(random, 150, 215))
    for _ in range(random.randrange(2, 5)):
        left = random.randrange(20, 520)
        pen.rectangle([left, 100, left + random.randrange(50, 110), 230], fill=(96, 118, 134), outline=(70, 80, 90))
    pen.rectangle([random.randrange(40, 500), 150, random.randrange(520, 620), 300], fill=_tone(random, 100, 150))


def _ground(pen: ImageDraw.ImageDraw, random: Random) -> None:
    pen.rectangle([0, 300, 640, 480], fill=_tone(random, 120, 160))
    step = random.randrange(36, 60)
    for x in range(-200, 840, step):
        pen.line([(x, 480), (320 + (x - 320) // 2, 300)], fill=(110, 108, 104), width=1)
    pen.rectangle([0, 372, 640, 380], fill=(222, 196, 70))
    place = random.randrange(60, 560)
    pen.rectangle([place, 270, place + 34, 340], fill=(46, 98, 72), outline=(30, 60, 44), width=2)


def _litter(pen: ImageDraw.ImageDraw, random: Random) -> None:
    for _ in range(random.randrange(24, 60)):
        x, y = random.randrange(20, 620), random.randrange(320, 470)
        pen.ellipse([x, y, x + random.randrange(4, 16), y + random.randrange(3, 10)], fill=_tone(random, 60, 250))


def _posters(pen: ImageDraw.ImageDraw, random: Random) -> None:
    for _ in range(random.randrange(8, 18)):
        x, y = random.randrange(20, 600), random.randrange(80, 270)
        pen.rectangle([x, y, x + 26, y + 34], fill=(244, 240, 226), outline=(150, 60, 50))
        pen.line([(x + 4, y + 10), (x + 22, y + 10)], fill=(150, 60, 50), width=2)


def _bikes(pen: ImageDraw.ImageDraw, random: Random) -> None:
    for _ in range(random.randrange(5, 10)):
        x, y = random.randrange(10, 560), random.randrange(330, 420)
        for wheel in (x, x + 44):
            pen.ellipse([wheel, y, wheel + 34, y + 34], outline=(30, 30, 36), width=3)
        pen.line([(x + 17, y + 17), (x + 40, y - 8), (x + 61, y + 17)], fill=(40, 110, 170), width=4)


def _puddle(pen: ImageDraw.ImageDraw, random: Random) -> None:
    x, y = random.randrange(80, 360), random.randrange(330, 400)
    pen.ellipse([x, y, x + random.randrange(140, 260), y + random.randrange(36, 70)], fill=(76, 92, 108))
    pen.ellipse([x + 30, y + 12, x + 90, y + 24], fill=(120, 140, 156))


def _boxes(pen: ImageDraw.ImageDraw, random: Random) -> None:
    for _ in range(random.randrange(6, 14)):
        x, y = random.randrange(10, 580), random.randrange(290, 430)
        pen.rectangle([x, y, x + 46, y + 38], fill=(176, 136, 88), outline=(120, 90, 56), width=2)
        pen.line([(x, y + 12), (x + 46, y + 12)], fill=(120, 90, 56), width=2)


DRAWN = {"litter": _litter, "posters": _posters, "bikes": _bikes, "puddle": _puddle, "boxes": _boxes}
