"""Rendered streets: places drawn from a seed, and views of one place under other light, camera position and objects.

A place is a wall with what hangs on it, a ground and what stands on it. A view is what one photo shows of it: the
camera elsewhere (perspective), other light (gamma, tint, a shadow, noise), other things lying about. The same seeds
give the same picture at any size, but for grain finer than the size shows.
"""

from collections.abc import Callable
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.pen import Pen, Picture, tone


def _clouded(canvas: Picture, random: Random, strength: float) -> None:
    """Stains and uneven plaster: noise at three scales."""
    numbers = np.random.default_rng(random.getrandbits(32))
    height, width = canvas.shape[:2]
    field = np.zeros((height, width), np.float32)
    for cells, share in ((5, 0.5), (19, 0.3), (73, 0.2)):
        grid = numbers.normal(0, 1, (cells * 3 // 4 + 1, cells)).astype(np.float32)
        field += share * cv2.resize(grid, (width, height), interpolation=cv2.INTER_CUBIC)
    field *= strength
    np.clip(canvas + field[:, :, None], 0, 255, out=canvas, casting="unsafe")


def place(seed: str, width: int) -> Picture:
    """The place of a seed on a canvas of 4:3, larger than any view of it shows."""
    random = Random(f"place-{seed}")
    canvas: Picture = np.full((width * 3 // 4, width, 3), tone(random, 120, 220), np.uint8)
    pen = Pen(canvas)
    horizon = random.uniform(380, 600)
    roof = random.choice((0, 0, random.uniform(40, 200)))
    _wall(pen, random, roof, horizon)
    _clouded(canvas, random, random.uniform(4, 18))
    if roof:
        _sky(pen, random, roof)
    _on_the_wall(pen, random, roof, horizon)
    _ground(pen, random, horizon)
    _furniture(pen, random, horizon)
    return canvas


def _sky(pen: Pen, random: Random, roof: float) -> None:
    pen.box(0, 0, 1000, roof, tone(random, 170, 240, 20))
    for _ in range(random.randint(0, 6)):
        x, w = random.uniform(-50, 1000), random.uniform(40, 200)
        pen.box(x, roof * random.uniform(0.2, 0.9), w, roof, tone(random, 90, 170))


def _wall(pen: Pen, random: Random, top: float, bottom: float) -> None:
    base = tone(random, 70, 220)
    pen.box(0, top, 1000, bottom - top, base)
    joint = tone(random, 60, 200, 20)
    kind = random.randrange(5)
    if kind == 0:
        return
    step, length = random.uniform(14, 60), random.uniform(30, 140)
    offset, y, row = random.uniform(0, 50), top, 0
    while y < bottom:
        pen.line([(0, y), (1000, y)], joint, 2)
        shift = offset + (length / 2 if kind == 1 and row % 2 else 0)
        for column in range(int(1000 / length) + 2):
            x = column * length - shift
            if random.random() < 0.25:
                pen.box(x, y, length, step, tone(random, 60, 230))
            pen.line([(x, y), (x, y + step)], joint, 2)
        y, row = y + step * (random.uniform(0.7, 1.5) if kind == 4 else 1), row + 1


def _on_the_wall(pen: Pen, random: Random, top: float, bottom: float) -> None:
    for _ in range(random.randint(0, 2)):
        _windows(pen, random, top, bottom)
    for _ in range(random.randint(3, 9)):
        random.choice(WALL)(pen, random, random.uniform(0, 920), random.uniform(top, bottom - 120))


def _windows(pen: Pen, random: Random, top: float, bottom: float) -> None:
    x, y = random.uniform(0, 500), random.uniform(top, bottom - 150)
    w, h, gap = random.uniform(50, 130), random.uniform(60, 150), random.uniform(15, 90)
    frame, glass = tone(random, 30, 240), tone(random, 30, 130)
    for column in range(random.randint(1, 5)):
        left = x + column * (w + gap)
        pen.box(left, y, w, h, glass)
        pen.shape(
            [(left, y + h * random.random()), (left + w, y), (left + w, y + h * random.random())], tone(random, 60, 220)
        )
        for bar in range(random.randint(0, 4)):
            pen.line([(left + w * (bar + 1) / 5, y), (left + w * (bar + 1) / 5, y + h)], frame, 3)
        pen.box(left, y, w, h, frame, 5)


def _sign(pen: Pen, random: Random, x: float, y: float) -> None:
    """A board with characters of strokes."""
    size, count = random.uniform(24, 60), random.randint(2, 8)
    ink = tone(random, 0, 255, 80)
    pen.box(x, y, size * count * 1.2, size * 1.4, tone(random, 20, 235, 60))
    for index in range(count):
        left = x + size * (0.1 + 1.2 * index)
        for _ in range(random.randint(3, 7)):
            begin = (left + size * random.random(), y + size * (0.2 + random.random()))
            pen.line([begin, (left + size * random.random(), begin[1])], ink, size / 10)
            pen.line([begin, (begin[0], y + size * (0.2 + random.random()))], ink, size / 10)


def _poster(pen: Pen, random: Random, x: float, y: float) -> None:
    for _ in range(random.randint(1, 6)):
        left, up = x + random.uniform(-80, 80), y + random.uniform(-40, 60)
        w, h = random.uniform(25, 70), random.uniform(30, 90)
        pen.box(left, up, w, h, tone(random, 150, 255))
        for row in range(random.randint(2, 6)):
            pen.line(
                [(left + 4, up + h * (row + 1) / 8), (left + w * random.uniform(0.4, 0.95), up + h * (row + 1) / 8)],
                tone(random, 0, 160, 60),
                3,
            )


def _pipe(pen: Pen, random: Random, x: float, y: float) -> None:
    path = [(x, 0.0), (x, y)]
    for _ in range(random.randint(0, 4)):
        path.append(
            (path[-1][0] + random.choice((-1, 0, 1)) * random.uniform(20, 120), path[-1][1] + random.uniform(10, 90))
        )
    pen.line(path, tone(random, 20, 230), random.uniform(4, 16))


def _cooler(pen: Pen, random: Random, x: float, y: float) -> None:
    w, h = random.uniform(60, 110), random.uniform(45, 75)
    pen.box(x, y, w, h, tone(random, 170, 245, 15))
    pen.round(x + w * random.uniform(0.3, 0.6), y + h / 2, h * 0.38, h * 0.38, tone(random, 30, 130), 4)
    for row in range(random.randint(2, 6)):
        pen.line(
            [(x + w * 0.75, y + h * (row + 1) / 8), (x + w * 0.95, y + h * (row + 1) / 8)], tone(random, 60, 160), 2
        )


def _door(pen: Pen, random: Random, x: float, y: float) -> None:
    w, h = random.uniform(80, 160), random.uniform(160, 300)
    pen.box(x, y, w, h, tone(random, 30, 200, 60))
    for _ in range(random.randint(1, 4)):
        pen.box(
            x + w * random.uniform(0.05, 0.5),
            y + h * random.uniform(0.05, 0.7),
            w * 0.35,
            h * 0.2,
            tone(random, 30, 220),
        )
    pen.round(x + w * 0.9, y + h * 0.5, 5, 8, tone(random, 0, 255, 0))


def _awning(pen: Pen, random: Random, x: float, y: float) -> None:
    w, h, stripes = random.uniform(120, 320), random.uniform(30, 80), random.randint(4, 11)
    pair = (tone(random, 40, 200, 80), tone(random, 150, 250, 30))
    for index in range(stripes):
        left = x + w * index / stripes
        pen.shape(
            [(left, y), (left + w / stripes, y), (left + w / stripes + 10, y + h), (left + 10, y + h)], pair[index % 2]
        )


def _crack(pen: Pen, random: Random, x: float, y: float) -> None:
    path = [(x, y)]
    for _ in range(random.randint(3, 10)):
        path.append((path[-1][0] + random.uniform(-40, 40), path[-1][1] + random.uniform(5, 50)))
    pen.line(path, tone(random, 20, 90), random.uniform(2, 7))


def _patch(pen: Pen, random: Random, x: float, y: float) -> None:
    corners = [(x + random.uniform(-90, 140), y + random.uniform(-60, 110)) for _ in range(random.randint(4, 8))]
    pen.shape(corners, tone(random, 60, 230))


WALL: tuple[Callable[[Pen, Random, float, float], None], ...] = (
    _sign,
    _poster,
    _pipe,
    _cooler,
    _door,
    _awning,
    _crack,
    _patch,
)


def _ground(pen: Pen, random: Random, horizon: float) -> None:
    pen.box(0, horizon, 1000, 800, tone(random, 60, 190, 20))
    joint, vanishing = tone(random, 40, 150, 10), random.uniform(200, 800)
    step = random.uniform(40, 160)
    for index in range(-14, 15):
        pen.line([(vanishing + index * step * 3, 760), (vanishing + index * step * 0.8, horizon)], joint, 2)
    y, gap = horizon, random.uniform(6, 24)
    while y < 750:
        pen.line([(0, y), (1000, y)], joint, 2)
        y, gap = y + gap, gap * random.uniform(1.15, 1.5)
    for _ in range(random.randint(1, 8)):
        random.choice(GROUND)(pen, random, random.uniform(0, 1000), random.uniform(horizon + 20, 740))


def _cover(pen: Pen, random: Random, x: float, y: float) -> None:
    r = random.uniform(20, 60)
    pen.round(x, y, r, r * 0.4, tone(random, 30, 110))
    pen.round(x, y, r * 0.7, r * 0.26, tone(random, 90, 180), 3)


def _paint(pen: Pen, random: Random, x: float, y: float) -> None:
    pen.line(
        [(x, y), (x + random.uniform(-400, 400), y + random.uniform(-60, 60))],
        tone(random, 170, 250, 60),
        random.uniform(6, 22),
    )


def _stain(pen: Pen, random: Random, x: float, y: float) -> None:
    pen.round(x, y, random.uniform(20, 140), random.uniform(8, 40), tone(random, 40, 140, 15))


GROUND: tuple[Callable[[Pen, Random, float, float], None], ...] = (_cover, _paint, _stain, _crack, _patch)


def _furniture(pen: Pen, random: Random, horizon: float) -> None:
    for _ in range(random.randint(1, 5)):
        random.choice(FURNITURE)(pen, random, random.uniform(20, 940), horizon + random.uniform(20, 150))


def _bin(pen: Pen, random: Random, x: float, foot: float) -> None:
    w, h = random.uniform(45, 95), random.uniform(80, 160)
    body = tone(random, 40, 150, 60)
    pen.box(x, foot - h, w, h, body)
    pen.box(x - 5, foot - h - 12, w + 10, 16, tone(random, 20, 120, 40))
    pen.box(x + w * 0.25, foot - h * random.uniform(0.4, 0.8), w * 0.5, h * 0.25, tone(random, 120, 250, 60))


def _pole(pen: Pen, random: Random, x: float, foot: float) -> None:
    pen.line([(x, 0), (x, foot)], tone(random, 30, 200), random.uniform(6, 22))
    if random.random() < 0.6:
        y = random.uniform(60, 320)
        pen.box(x - 40, y, random.uniform(50, 110), random.uniform(30, 80), tone(random, 40, 240, 80))


def _tree(pen: Pen, random: Random, x: float, foot: float) -> None:
    pen.line([(x, foot), (x + random.uniform(-20, 20), foot - 260)], tone(random, 40, 110, 20), random.uniform(10, 34))
    for _ in range(random.randint(8, 26)):
        leaf = (random.randint(20, 90), random.randint(60, 170), random.randint(30, 120))
        pen.round(
            x + random.gauss(0, 70),
            foot - 300 + random.gauss(0, 55),
            random.uniform(12, 50),
            random.uniform(10, 40),
            leaf,
        )


def _bench(pen: Pen, random: Random, x: float, foot: float) -> None:
    w, wood = random.uniform(120, 240), tone(random, 50, 170, 40)
    for row in range(random.randint(2, 5)):
        pen.box(x, foot - 70 + row * 14, w, 9, wood)
    for leg in (0.08, 0.88):
        pen.box(x + w * leg, foot - 30, 10, 34, tone(random, 20, 80))


FURNITURE: tuple[Callable[[Pen, Random, float, float], None], ...] = (_bin, _pole, _tree, _bench)


def _litter(pen: Pen, random: Random, x: float, y: float) -> None:
    for _ in range(random.randint(4, 30)):
        pen.round(
            x + random.gauss(0, 90),
            y + random.gauss(0, 30),
            random.uniform(2, 14),
            random.uniform(2, 9),
            tone(random, 40, 250, 60),
        )


def _bike(pen: Pen, random: Random, x: float, y: float) -> None:
    frame = tone(random, 30, 200, 80)
    for wheel in (x, x + 90):
        pen.round(wheel, y, 34, 34, (30, 30, 32), 5)
    pen.line([(x, y), (x + 34, y - 46), (x + 80, y - 40), (x + 90, y), (x + 40, y), (x + 34, y - 60)], frame, 7)


def _car(pen: Pen, random: Random, x: float, y: float) -> None:
    paint, w = tone(random, 30, 240, 60), random.uniform(220, 420)
    pen.shape(
        [
            (x, y),
            (x, y - 60),
            (x + w * 0.2, y - 70),
            (x + w * 0.32, y - 120),
            (x + w * 0.72, y - 120),
            (x + w * 0.86, y - 66),
            (x + w, y - 56),
            (x + w, y),
        ],
        paint,
    )
    pen.shape(
        [(x + w * 0.24, y - 72), (x + w * 0.34, y - 112), (x + w * 0.7, y - 112), (x + w * 0.8, y - 70)],
        tone(random, 30, 110),
    )
    for wheel in (0.2, 0.78):
        pen.round(x + w * wheel, y, 34, 34, (24, 24, 26))


def _person(pen: Pen, random: Random, x: float, y: float) -> None:
    h = random.uniform(150, 260)
    pen.box(x - h * 0.12, y - h * 0.82, h * 0.24, h * 0.42, tone(random, 20, 240, 80))
    pen.box(x - h * 0.1, y - h * 0.42, h * 0.2, h * 0.42, tone(random, 20, 140, 30))
    pen.round(x, y - h * 0.9, h * 0.07, h * 0.09, tone(random, 110, 200, 20))


def _carton(pen: Pen, random: Random, x: float, y: float) -> None:
    for _ in range(random.randint(1, 6)):
        left, up, w = x + random.uniform(-70, 70), y - random.uniform(0, 90), random.uniform(36, 90)
        pen.box(left, up, w, w * 0.75, (random.randint(70, 110), random.randint(110, 150), random.randint(150, 200)))
        pen.line([(left, up + w * 0.25), (left + w, up + w * 0.25)], (60, 90, 120), 3)


LOOSE: tuple[Callable[[Pen, Random, float, float], None], ...] = (
    _litter,
    _litter,
    _bike,
    _car,
    _person,
    _carton,
    _poster,
)


def view(ground: Picture, seed: str, width: int) -> Picture:
    """One photo of a place: other things lie about, the camera stands elsewhere, the light is another."""
    random = Random(f"view-{seed}")
    canvas = ground.copy()
    pen = Pen(canvas)
    for _ in range(random.randint(1, 6)):
        random.choice(LOOSE)(pen, random, random.uniform(0, 950), random.uniform(430, 730))
    return _lit(_seen(canvas, random, width), random)


def _seen(canvas: Picture, random: Random, width: int) -> Picture:
    """Perspective: the four corners of what the camera sees, each a little out of square."""
    wide, high = canvas.shape[1], canvas.shape[0]
    share = random.uniform(0.62, 0.92)
    left, up = random.uniform(0, 1 - share) * wide, random.uniform(0, 1 - share) * high
    corners = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], np.float32) * (share * wide, share * high) + (left, up)
    corners += np.array([[random.uniform(-0.05, 0.05) * wide for _ in range(2)] for _ in range(4)])
    height = width * 3 // 4
    target = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    turned = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    way = cv2.INTER_AREA if wide > 2 * width else cv2.INTER_LINEAR
    seen = cv2.warpPerspective(canvas, turned, (width, height), flags=way, borderMode=cv2.BORDER_REFLECT)
    return np.asarray(seen, np.uint8)


def _lit(picture: Picture, random: Random) -> Picture:
    """Gamma, tint, a slope of light, perhaps a shadow's edge, and the sensor's noise."""
    height, width = picture.shape[:2]
    curve = (np.arange(256) / 255) ** random.uniform(0.6, 1.6) * random.uniform(190, 255)
    lit = cv2.LUT(picture, curve.astype(np.uint8)).astype(np.float32)
    slope = random.uniform(-0.25, 0.25), random.uniform(-0.25, 0.25)
    across = 1 + slope[0] * (np.arange(width, dtype=np.float32) / width - 0.5)
    down = 1 + slope[1] * (np.arange(height, dtype=np.float32) / height - 0.5)
    lit *= (down[:, None] * across[None, :])[:, :, None]
    lit *= np.array([random.uniform(0.88, 1.1) for _ in range(3)], np.float32)
    if random.random() < 0.4:
        _shade(lit, random)
    numbers = np.random.default_rng(random.getrandbits(32))
    lit += numbers.normal(0, random.uniform(1, 5), (height, width, 1)).astype(np.float32)
    return np.clip(lit, 0, 255).astype(np.uint8)


def _shade(lit: NDArray[np.float32], random: Random) -> None:
    height, width = lit.shape[:2]
    mask = np.zeros((height, width), np.float32)
    edge = [(random.uniform(-0.2, 1.2) * width, random.uniform(-0.2, 1.2) * height) for _ in range(4)]
    cv2.fillPoly(mask, [np.array(edge, np.int32)], 1.0)
    lit *= (1 - random.uniform(0.3, 0.6) * mask)[:, :, None]
