"""Hints where a picture may show a face or a number plate. Hints only: a person looks at every picture.

Faces and plates by the cascades that OpenCV 4 brings (Viola and Jones 2001; Lienhart and Maydt 2002); Chinese plates
also by their blue or green ground, 440 mm or 480 mm wide and 140 mm high (GA 36-2018), because the cascades were
trained on another country's.
"""

from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from chuangcheng.evidence.boxes import MOST_BOXES, SCALE, Box, boxes_of
from chuangcheng.evidence.pictures import upright

SIDE = 1280
MARGIN = 0.15
FACES = ("haarcascade_frontalface_alt2.xml", "haarcascade_profileface.xml")
PLATES = ("haarcascade_russian_plate_number.xml",)
GROUNDS = (((100, 110, 60), (125, 255, 255)), ((40, 60, 90), (85, 255, 255)))
"""Blue, and the green of new energy vehicles: hue of 180, saturation, value."""
NARROWEST, WIDEST, FULLEST = 2.0, 5.5, 0.7
SMALLEST_PLATE = 24
Found = tuple[int, int, int, int]


def look_for(content: bytes, media_type: str) -> tuple[Box, ...]:
    """Boxes that a person may want to cover. Hostile as `upright`."""
    pixels = np.asarray(upright(content, media_type, SIDE).image)
    gray = cv2.equalizeHist(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY))
    high, wide = gray.shape
    found = [_widened(one) for name in FACES for one in _by_cascade(name, gray)]
    found += [_widened((wide - x - w, y, w, h)) for x, y, w, h in _by_cascade(FACES[1], np.fliplr(gray))]
    found += [one for name in PLATES for one in _by_cascade(name, gray)]
    found += _by_ground(pixels)
    return boxes_of([_in_thousandths(one, wide, high) for one in found[:MOST_BOXES]])


@cache
def _cascade(name: str) -> Any:
    return cv2.CascadeClassifier(str(Path(cv2.__file__).parent / "data" / name))


def _by_cascade(name: str, gray: Any) -> list[Found]:
    rows = _cascade(name).detectMultiScale(np.ascontiguousarray(gray), 1.15, 4, minSize=(20, 20))
    return [(int(x), int(y), int(w), int(h)) for x, y, w, h in rows]


def _by_ground(pixels: Any) -> list[Found]:
    """Closed fields of a plate's colour and shape."""
    hsv = cv2.cvtColor(pixels, cv2.COLOR_RGB2HSV)
    kernel = np.ones((3, 9), np.uint8)
    found = []
    for low, top in GROUNDS:
        field = cv2.morphologyEx(cv2.inRange(hsv, np.array(low), np.array(top)), cv2.MORPH_CLOSE, kernel)
        for shape in cv2.findContours(field, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]:
            x, y, w, h = cv2.boundingRect(shape)
            is_plate = w >= SMALLEST_PLATE and NARROWEST <= w / h <= WIDEST
            if is_plate and cv2.contourArea(shape) >= FULLEST * w * h:
                found.append((x, y, w, h))
    return found


def _widened(one: Found) -> Found:
    """Hair and chin are part of a face."""
    x, y, w, h = one
    return round(x - MARGIN * w), round(y - MARGIN * h), round((1 + 2 * MARGIN) * w), round((1 + 2 * MARGIN) * h)


def _in_thousandths(one: Found, wide: int, high: int) -> Found:
    x, y, w, h = one
    left, top = x * SCALE // wide, y * SCALE // high
    return left, top, -(-w * SCALE // wide) + 1, -(-h * SCALE // high) + 1
