"""What people do to a photo before they send it a second time."""

from collections.abc import Callable

import cv2
import numpy as np

from benchmarks.pen import Picture

Attack = Callable[[Picture], Picture]
CORNERS = {"top left": (0.0, 0.0), "top right": (1.0, 0.0), "bottom left": (0.0, 1.0), "bottom right": (1.0, 1.0)}
PLACES = {**CORNERS, "centre": (0.5, 0.5)}
GROUNDS = ((0, 0, 0), (255, 255, 255), (30, 30, 30))


def recompressed(picture: Picture, quality: int) -> Picture:
    """Through JPEG at a quality of 30 to 90."""
    _done, content = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(content, cv2.IMREAD_COLOR), np.uint8)


def resized(picture: Picture, share: float) -> Picture:
    return np.asarray(cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA), np.uint8)


def cropped(picture: Picture, share: float, right: float, down: float) -> Picture:
    """What is left of each side; `right` and `down` from 0 to 1 say where."""
    high, wide = picture.shape[:2]
    tall, broad = round(high * share), round(wide * share)
    y, x = round((high - tall) * down), round((wide - broad) * right)
    return picture[y : y + tall, x : x + broad].copy()


def screenshot(picture: Picture, ground: int, height: float) -> Picture:
    """On a phone's screen of 720 × 1560 between even bands, with clock, battery and buttons; `height` from 0 to 1."""
    colour, ink = GROUNDS[ground], (20, 20, 20) if ground == 1 else (240, 240, 240)
    screen: Picture = np.full((1560, 720, 3), colour, np.uint8)
    shown = resized(picture, 720 / picture.shape[1])
    top = round(60 + (1560 - 160 - shown.shape[0]) * height)
    screen[top : top + shown.shape[0]] = shown
    cv2.putText(screen, "12:34", (30, 42), cv2.FONT_HERSHEY_SIMPLEX, 1, ink, 2, cv2.LINE_AA)
    cv2.rectangle(screen, (620, 15), (690, 45), ink, 2)
    for x in (160, 360, 560):
        cv2.circle(screen, (x, 1520), 16, ink, 2, cv2.LINE_AA)
    return screen


def bordered(picture: Picture, share: float, ground: int) -> Picture:
    """With an even border around it, as a window on a screen has."""
    high, wide = (round(side * share) for side in picture.shape[:2])
    framed = cv2.copyMakeBorder(picture, high, high, wide, wide, cv2.BORDER_CONSTANT, value=GROUNDS[ground])
    return np.asarray(framed, np.uint8)


def lit(picture: Picture, contrast: float, brightness: float) -> Picture:
    return np.clip(picture.astype(np.float32) * contrast + brightness, 0, 255).astype(np.uint8)


def mirrored(picture: Picture) -> Picture:
    return np.ascontiguousarray(picture[:, ::-1])


def _table() -> dict[str, Attack]:
    table: dict[str, Attack] = {}
    for quality in (30, 50, 70, 90):
        table[f"recompressed q{quality}"] = lambda picture, q=quality: recompressed(picture, q)
    for share in (0.25, 0.4, 0.6, 0.8):
        table[f"resized {share:.0%}"] = lambda picture, s=share: recompressed(resized(picture, s), 85)
    for name, (right, down) in PLACES.items():
        table[f"cropped 80% {name}"] = lambda p, r=right, d=down: recompressed(cropped(p, 0.8, r, d), 85)
    table["cropped 90% centre"] = lambda picture: recompressed(cropped(picture, 0.9, 0.5, 0.5), 85)
    for number, (ground, height) in enumerate(((0, 0.5), (1, 0.3), (2, 0.0), (1, 0.5))):
        table[f"screenshot {number + 1}"] = lambda p, g=ground, h=height: recompressed(screenshot(p, g, h), 80)
    table["border 10%"] = lambda picture: recompressed(bordered(picture, 0.1, 1), 85)
    for name, contrast, brightness in (("brighter", 1.0, 40), ("darker", 0.7, -10), ("more contrast", 1.3, -10)):
        table[name] = lambda picture, c=contrast, b=brightness: recompressed(lit(picture, c, b), 85)
    table["mirrored"] = lambda picture: recompressed(mirrored(picture), 85)
    return table | _combined()


def _combined() -> dict[str, Attack]:
    """Two or three at once; those with a crop are held to the bound of crops."""
    return {
        "darker, resized 30%, q30": lambda picture: recompressed(resized(lit(picture, 0.8, -5), 0.3), 30),
        "mirrored, resized 50%, q50": lambda picture: recompressed(resized(mirrored(picture), 0.5), 50),
        "screenshot, resized 60%, q50": lambda picture: recompressed(resized(screenshot(picture, 0, 0.5), 0.6), 50),
        "cropped, resized 50%, q50": lambda picture: recompressed(resized(cropped(picture, 0.8, 1, 0), 0.5), 50),
        "cropped, mirrored, q60": lambda picture: recompressed(mirrored(cropped(picture, 0.8, 0, 1)), 60),
        "cropped, screenshot, q70": lambda p: recompressed(screenshot(cropped(p, 0.8, 0.5, 0.5), 0, 0.4), 70),
        "cropped, brighter, q40": lambda picture: recompressed(lit(cropped(picture, 0.8, 0, 0), 1.1, 20), 40),
    }


ATTACKS = _table()


def kind_of(name: str) -> str:
    """What the comparison should call it."""
    for word, kind in (("mirrored", "mirrored"), ("screenshot", "screenshot"), ("border", "screenshot")):
        if word in name:
            return kind
    if "cropped" in name:
        return "cropped"
    if any(word in name for word in ("brighter", "darker", "contrast")):
        return "brightness"
    return "resized" if "resized" in name else "recompressed"
