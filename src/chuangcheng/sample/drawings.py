"""Plain drawings of street furniture and its faults, for standard cards and for the scenes of a calibration round."""

import io
from collections.abc import Callable, Sequence
from random import Random

from PIL import Image, ImageDraw

SIZE = (640, 480)
Pen = ImageDraw.ImageDraw
Part = tuple[str, int] | str
"""A piece of the drawing, with the x where it stands (pixels) if it has one."""

INK, WALL, PAVEMENT, ROAD = (52, 58, 66), (222, 216, 204), (198, 196, 190), (128, 130, 134)
RED, GREEN, BLUE, YELLOW, GREY = (178, 44, 44), (44, 122, 76), (54, 104, 160), (222, 180, 62), (150, 152, 156)


def drawing(parts: Sequence[Part], mark: str = "", seed: str = "") -> bytes:
    """A JPEG of a street with these pieces, later ones in front; `mark` (pass, fail, exception) goes into the corner.

    `seed` shifts tones a little, so that no two drawings are the same bytes.
    """
    random = Random(f"drawing-{seed}-{parts}")
    shade = random.randrange(-6, 7)
    picture = Image.new("RGB", SIZE, (236, 240, 243))
    pen = ImageDraw.Draw(picture)
    for top, bottom, tone in ((70, 290, WALL), (290, 390, PAVEMENT), (390, 480, ROAD)):
        pen.rectangle([0, top, 640, bottom], fill=tuple(value + shade for value in tone))
    pen.line([(0, 390), (640, 390)], fill=(240, 240, 236), width=5)
    for x in range(-40, 680, 64):
        pen.line([(x, 390), (x + 24, 290)], fill=(178, 176, 170))
    for part in parts:
        name, x = part if isinstance(part, tuple) else (part, 320)
        PIECES[name](pen, x, random)
    if mark:
        MARKS[mark](pen)
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=82)
    return target.getvalue()


def _passed(pen: Pen) -> None:
    pen.ellipse([566, 14, 626, 74], fill=GREEN)
    pen.line([(582, 46), (594, 58), (612, 32)], fill="white", width=7)


def _failed(pen: Pen) -> None:
    pen.ellipse([566, 14, 626, 74], fill=RED)
    pen.line([(582, 30), (610, 58)], fill="white", width=7)
    pen.line([(610, 30), (582, 58)], fill="white", width=7)


def _excepted(pen: Pen) -> None:
    pen.ellipse([566, 14, 626, 74], fill=(96, 102, 110))
    pen.line([(580, 44), (612, 44)], fill="white", width=7)


MARKS: dict[str, Callable[[Pen], None]] = {"pass": _passed, "fail": _failed, "exception": _excepted}


def _bin(pen: Pen, x: int, random: Random) -> None:
    pen.rectangle([x, 248, x + 60, 340], fill=GREEN, outline=INK, width=2)
    pen.rectangle([x - 5, 238, x + 65, 252], fill=(36, 98, 62), outline=INK, width=2)


def _full_bin(pen: Pen, x: int, random: Random) -> None:
    _bin(pen, x, random)
    for left, top, tone in ((4, 214, GREY), (26, 206, (210, 190, 150)), (44, 218, BLUE), (-22, 318, GREY)):
        pen.ellipse([x + left, top, x + left + 30, top + 30], fill=tone, outline=INK)


def _litter(pen: Pen, x: int, random: Random) -> None:
    for _ in range(34):
        left, top = x + random.randrange(-220, 220), random.randrange(300, 466)
        size = random.randrange(6, 20)
        tone = random.choice([(240, 238, 230), GREY, (196, 168, 120), BLUE])
        pen.polygon([(left, top), (left + size, top - 4), (left + size - 4, top + size // 2)], fill=tone, outline=INK)


def _butts(pen: Pen, x: int, random: Random) -> None:
    for _ in range(16):
        left, top = x + random.randrange(-150, 150), random.randrange(304, 380)
        pen.line([(left, top), (left + 16, top + 5)], fill=(246, 244, 238), width=6)
        pen.line([(left, top), (left + 5, top + 2)], fill=(206, 130, 60), width=6)


def _heap(pen: Pen, x: int, random: Random) -> None:
    pen.polygon([(x, 372), (x + 60, 326), (x + 130, 372)], fill=(168, 140, 96), outline=INK)
    pen.line([(x + 150, 372), (x + 200, 180)], fill=(150, 110, 60), width=6)
    pen.polygon([(x + 130, 376), (x + 172, 376), (x + 158, 330), (x + 146, 330)], fill=YELLOW, outline=INK)


def _sign(pen: Pen, x: int, tone: tuple[int, int, int]) -> None:
    pen.rectangle([x + 36, 190, x + 44, 330], fill=GREY)
    pen.rectangle([x, 110, x + 80, 190], fill="white", outline=tone, width=5)


def _no_smoking(pen: Pen, x: int, random: Random) -> None:
    _sign(pen, x, RED)
    pen.rectangle([x + 18, 148, x + 58, 156], fill=INK)
    pen.ellipse([x + 10, 120, x + 70, 180], outline=RED, width=6)
    pen.line([(x + 20, 130), (x + 60, 170)], fill=RED, width=6)


def _smoking_place(pen: Pen, x: int, random: Random) -> None:
    _sign(pen, x, GREEN)
    pen.rectangle([x + 18, 148, x + 58, 156], fill=INK)
    pen.rectangle([x + 100, 250, x + 130, 340], fill=GREY, outline=INK, width=2)


def _ramp(pen: Pen, x: int, random: Random) -> None:
    pen.polygon([(x, 340), (x + 220, 340), (x + 220, 270)], fill=(172, 170, 164), outline=INK)
    pen.rectangle([x + 220, 270, x + 320, 340], fill=(172, 170, 164), outline=INK)
    pen.line([(x + 10, 290), (x + 220, 220), (x + 310, 220)], fill=INK, width=5)
    for post in (20, 120, 220, 300):
        pen.line([(x + post, 340 - post // 3), (x + post, 288 - min(post, 220) // 3)], fill=INK, width=3)


def _level_entry(pen: Pen, x: int, random: Random) -> None:
    pen.rectangle([x, 130, x + 150, 292], fill=(96, 118, 134), outline=INK, width=3)
    pen.line([(x + 75, 130), (x + 75, 292)], fill=INK, width=2)
    pen.polygon([(x + 60, 372), (x + 90, 372), (x + 75, 310)], fill="white", outline=INK)


def _car(pen: Pen, x: int, random: Random, y: int = 316) -> None:
    tone = random.choice([BLUE, (150, 60, 50), (90, 96, 104)])
    pen.polygon([(x + 40, y), (x + 70, y - 44), (x + 150, y - 44), (x + 186, y)], fill=(204, 222, 234), outline=INK)
    pen.rectangle([x, y, x + 226, y + 44], fill=tone, outline=INK, width=2)
    for wheel in (x + 30, x + 154):
        pen.ellipse([wheel, y + 26, wheel + 44, y + 70], fill=(30, 32, 36))


def _bay(pen: Pen, x: int, random: Random) -> None:
    for edge in (x - 20, x + 246):
        pen.line([(edge, 476), (edge + 14, 396)], fill="white", width=5)
    _car(pen, x, random, 398)


def _bikes(pen: Pen, x: int, random: Random) -> None:
    for left in range(x, x + 210, 52):
        for wheel in (left, left + 34):
            pen.ellipse([wheel, 326, wheel + 30, 356], outline=INK, width=3)
        pen.line([(left + 15, 341), (left + 30, 318), (left + 49, 341)], fill=BLUE, width=4)


def _fallen_bikes(pen: Pen, x: int, random: Random) -> None:
    for _ in range(6):
        left, top = x + random.randrange(0, 200), random.randrange(312, 366)
        pen.ellipse([left, top, left + 40, top + 16], outline=INK, width=3)
        pen.ellipse([left + 44, top + 8, left + 84, top + 24], outline=INK, width=3)
        pen.line([(left + 20, top + 8), (left + 64, top + 16)], fill=YELLOW, width=5)


def _board(pen: Pen, x: int, random: Random) -> None:
    pen.rectangle([x, 110, x + 190, 230], fill=RED, outline=INK, width=3)
    for top in (134, 164, 194):
        pen.rectangle([x + 24, top, x + 166, top + 12], fill=(250, 232, 180))


def _faded_board(pen: Pen, x: int, random: Random) -> None:
    pen.rectangle([x, 110, x + 190, 230], fill=(222, 196, 190), outline=GREY, width=3)
    for top in (134, 164):
        pen.rectangle([x + 24, top, x + 120, top + 12], fill=(232, 222, 210))
    pen.polygon([(x + 120, 230), (x + 190, 168), (x + 190, 230)], fill=WALL, outline=INK)


def _banner(pen: Pen, x: int, random: Random) -> None:
    pen.rectangle([x, 130, x + 320, 170], fill=(200, 60, 54), outline=INK, width=2)
    for left in range(x + 20, x + 290, 34):
        pen.rectangle([left, 142, left + 18, 158], fill=(250, 232, 180))
    for end in (x, x + 320):
        pen.line([(end, 110), (end, 150)], fill=INK, width=2)


def _posters(pen: Pen, x: int, random: Random) -> None:
    for _ in range(12):
        left, top = x + random.randrange(-200, 180), random.randrange(90, 240)
        pen.rectangle([left, top, left + 34, top + 44], fill=(246, 242, 226), outline=RED, width=2)
        pen.line([(left + 6, top + 14), (left + 28, top + 14)], fill=RED, width=3)


def _notice_board(pen: Pen, x: int, random: Random) -> None:
    pen.rectangle([x, 100, x + 240, 240], fill=(110, 82, 58), outline=INK, width=3)
    for left in range(x + 16, x + 200, 56):
        pen.rectangle([left, 118, left + 42, 222], fill=(248, 246, 238), outline=GREY)


def _exit(pen: Pen, x: int, random: Random) -> None:
    pen.rectangle([x, 130, x + 120, 292], fill=(170, 178, 180), outline=INK, width=3)
    pen.rectangle([x + 20, 96, x + 100, 122], fill=GREEN)
    pen.polygon([(x + 34, 109), (x + 74, 101), (x + 88, 109), (x + 74, 117)], fill="white")


def _chain(pen: Pen, x: int, random: Random) -> None:
    for left in range(x + 20, x + 96, 16):
        pen.ellipse([left, 204, left + 20, 216], outline=INK, width=4)
    pen.rectangle([x + 50, 210, x + 76, 236], fill=YELLOW, outline=INK, width=3)


def _boxes(pen: Pen, x: int, random: Random) -> None:
    for left, top in ((0, 286), (58, 286), (116, 286), (30, 234), (88, 234)):
        pen.rectangle([x + left, top, x + left + 54, top + 50], fill=(184, 144, 94), outline=INK, width=2)
        pen.line([(x + left, top + 16), (x + left + 54, top + 16)], fill=(130, 98, 60), width=3)


def _extinguishers(pen: Pen, x: int, random: Random) -> None:
    for left in (x, x + 50):
        pen.rounded_rectangle([left, 238, left + 34, 330], 10, fill=RED, outline=INK, width=2)
        pen.rectangle([left + 12, 224, left + 22, 240], fill=INK)
        pen.ellipse([left + 8, 252, left + 26, 270], fill=GREEN)


def _empty_extinguisher(pen: Pen, x: int, random: Random) -> None:
    pen.rounded_rectangle([x, 238, x + 34, 330], 10, fill=(160, 90, 84), outline=INK, width=2)
    pen.ellipse([x + 6, 250, x + 28, 272], fill="white", outline=RED, width=3)
    pen.line([(x + 17, 261), (x + 9, 267)], fill=RED, width=3)


def _fire_engine(pen: Pen, x: int, random: Random) -> None:
    pen.rectangle([x, 236, x + 270, 340], fill=RED, outline=INK, width=3)
    pen.rectangle([x + 206, 250, x + 256, 286], fill=(204, 222, 234), outline=INK)
    pen.rectangle([x + 8, 218, x + 196, 230], fill=GREY, outline=INK)
    for wheel in (x + 30, x + 196):
        pen.ellipse([wheel, 318, wheel + 50, 368], fill=(30, 32, 36))


def _shop(pen: Pen, x: int, random: Random) -> None:
    pen.rectangle([x, 150, x + 220, 292], fill=(150, 166, 176), outline=INK, width=3)
    for number, left in enumerate(range(x - 10, x + 230, 24)):
        pen.rectangle([left, 126, left + 24, 154], fill=RED if number % 2 else "white", outline=INK)


def _goods(pen: Pen, x: int, random: Random) -> None:
    for left in range(x, x + 230, 58):
        pen.rectangle([left, 322, left + 52, 366], fill=(170, 128, 80), outline=INK, width=2)
        for fruit in (4, 20, 34):
            pen.ellipse([left + fruit, 308, left + fruit + 16, 324], fill=random.choice([RED, YELLOW, GREEN]))


def _marked_area(pen: Pen, x: int, random: Random) -> None:
    pen.rectangle([x - 14, 302, x + 246, 378], outline=YELLOW, width=5)


def _dog(pen: Pen, x: int, random: Random) -> None:
    pen.ellipse([x, 312, x + 90, 350], fill=(140, 98, 60), outline=INK, width=2)
    pen.ellipse([x + 74, 290, x + 112, 326], fill=(140, 98, 60), outline=INK, width=2)
    for leg in (12, 30, 58, 74):
        pen.line([(x + leg, 344), (x + leg, 374)], fill=(110, 76, 46), width=7)


def _owner(pen: Pen, x: int, random: Random) -> None:
    pen.ellipse([x + 176, 172, x + 212, 208], fill=(224, 190, 160), outline=INK)
    pen.polygon([(x + 170, 300), (x + 218, 300), (x + 206, 208), (x + 182, 208)], fill=BLUE, outline=INK)
    for leg in (182, 204):
        pen.line([(x + leg, 300), (x + leg, 374)], fill=INK, width=9)


def _leash(pen: Pen, x: int, random: Random) -> None:
    pen.line([(x + 92, 304), (x + 140, 280), (x + 184, 250)], fill=RED, width=4)


def _tactile(pen: Pen, x: int, random: Random) -> None:
    pen.rectangle([0, 326, 640, 356], fill=YELLOW)
    for left in range(6, 640, 18):
        pen.line([(left, 330), (left, 352)], fill=(182, 142, 34), width=4)


def _hoarding(pen: Pen, x: int, random: Random) -> None:
    for number, left in enumerate(range(x, x + 260, 52)):
        tone = BLUE if number % 2 else (236, 238, 240)
        pen.rectangle([left, 236, left + 52, 366], fill=tone, outline=INK, width=2)
    pen.polygon([(x + 272, 300), (x + 332, 300), (x + 332, 286), (x + 360, 312), (x + 332, 338), (x + 332, 324),
                 (x + 272, 324)], fill=YELLOW, outline=INK)  # fmt: skip


def _cables(pen: Pen, x: int, random: Random) -> None:
    for pole in (80, 560):
        pen.rectangle([pole, 60, pole + 14, 340], fill=(120, 108, 96))
    for top in (84, 96, 108):
        pen.line([(80, top), (574, top)], fill=INK, width=3)


def _hanging_cables(pen: Pen, x: int, random: Random) -> None:
    for pole in (80, 560):
        pen.rectangle([pole, 60, pole + 14, 340], fill=(120, 108, 96))
    for depth in (60, 110, 150, 210):
        pen.arc([86, 84 - depth, 566, 84 + depth], 0, 180, fill=INK, width=3)
    pen.line([(420, 180), (430, 330), (414, 350)], fill=INK, width=4)


def _lamp(pen: Pen, x: int, light: tuple[int, int, int]) -> None:
    pen.rectangle([x, 90, x + 10, 340], fill=(96, 100, 106))
    pen.line([(x + 5, 92), (x + 76, 92)], fill=(96, 100, 106), width=8)
    pen.ellipse([x + 56, 92, x + 100, 116], fill=light, outline=INK, width=2)


def _lamp_on(pen: Pen, x: int, random: Random) -> None:
    pen.polygon([(x + 78, 112), (x + 10, 290), (x + 150, 290)], fill=(250, 238, 190))
    _lamp(pen, x, (255, 226, 110))


def _lamp_off(pen: Pen, x: int, random: Random) -> None:
    _lamp(pen, x, (80, 82, 86))


def _pothole(pen: Pen, x: int, random: Random) -> None:
    pen.ellipse([x - 90, 414, x + 90, 462], fill=(74, 74, 76), outline=INK, width=3)
    pen.ellipse([x - 50, 424, x + 40, 450], fill=(104, 126, 140))
    for angle in (-130, -104, 100, 128):
        pen.line([(x + angle, 440), (x + angle * 2 // 3, 436)], fill=INK, width=3)


def _cover(pen: Pen, x: int, random: Random) -> None:
    pen.ellipse([x - 50, 418, x + 50, 450], fill=(88, 92, 96), outline=INK, width=3)
    for left in range(x - 30, x + 40, 20):
        pen.line([(left, 426), (left, 442)], fill=GREY, width=3)


def _sorting(pen: Pen, x: int, random: Random) -> None:
    for number, tone in enumerate((BLUE, GREEN, RED, GREY)):
        left = x + number * 74
        pen.rectangle([left, 248, left + 62, 340], fill=tone, outline=INK, width=2)
        pen.rectangle([left - 3, 238, left + 65, 250], fill=tone, outline=INK, width=2)
        pen.rectangle([left + 14, 272, left + 48, 302], fill="white")


def _open_bins(pen: Pen, x: int, random: Random) -> None:
    for number, tone in enumerate((BLUE, GREY)):
        left = x + number * 90
        pen.polygon([(left, 248), (left + 66, 240), (left + 58, 340), (left + 6, 340)], fill=tone, outline=INK)
        for bag in (0, 26):
            pen.ellipse([left + bag, 214, left + bag + 38, 250], fill=(60, 62, 66), outline=GREY)


def _stand(pen: Pen, x: int, random: Random) -> None:
    pen.rectangle([x, 240, x + 200, 340], fill=RED, outline=INK, width=3)
    pen.rectangle([x - 14, 226, x + 214, 242], fill=(240, 240, 236), outline=INK, width=2)
    pen.ellipse([x + 70, 264, x + 100, 294], fill="white")
    pen.ellipse([x + 96, 264, x + 126, 294], fill="white")
    pen.polygon([(x + 72, 286), (x + 124, 286), (x + 98, 320)], fill="white")


def _volunteer(pen: Pen, x: int, random: Random) -> None:
    pen.ellipse([x + 80, 148, x + 120, 188], fill=(224, 190, 160), outline=INK)
    pen.polygon([(x + 66, 232), (x + 134, 232), (x + 118, 188), (x + 82, 188)], fill=(206, 60, 50), outline=INK)


def _wires_to_bike(pen: Pen, x: int, random: Random) -> None:
    pen.rectangle([x, 84, x + 90, 150], fill=(150, 166, 176), outline=INK, width=3)
    pen.line([(x + 60, 150), (x + 80, 240), (x + 130, 330)], fill=INK, width=5)
    _bikes(pen, x + 110, random)


def _charging(pen: Pen, x: int, random: Random) -> None:
    for left in range(x + 10, x + 210, 104):
        pen.rectangle([left, 236, left + 34, 312], fill=GREEN, outline=INK, width=2)
        pen.rectangle([left + 8, 246, left + 26, 258], fill=(220, 240, 220))
    _bikes(pen, x, random)


def _basins(pen: Pen, x: int, random: Random) -> None:
    pen.rectangle([x, 100, x + 320, 200], fill=(210, 226, 236), outline=INK, width=3)
    for left in (x + 30, x + 180):
        pen.rounded_rectangle([left, 240, left + 110, 282], 16, fill="white", outline=INK, width=3)
        pen.line([(left + 55, 240), (left + 55, 216), (left + 74, 216)], fill=GREY, width=7)


def _dirt(pen: Pen, x: int, random: Random) -> None:
    for _ in range(12):
        left, top = x + random.randrange(0, 300), random.randrange(236, 372)
        pen.ellipse([left, top, left + random.randrange(16, 54), top + 12], fill=(128, 108, 76))


PIECES: dict[str, Callable[[Pen, int, Random], None]] = {
    name.removeprefix("_"): piece
    for name, piece in list(globals().items())
    if name.startswith("_") and callable(piece) and name not in ("_passed", "_failed", "_excepted", "_sign", "_lamp")
}
