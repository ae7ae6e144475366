"""A pen that draws in thousandths of a canvas' width, so that a scene does not depend on its size."""

from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""Height × width × 3, blue first, as OpenCV has it."""
Colour = tuple[int, int, int]


class Pen:
    """Draws on a canvas in thousandths of its width, so that a scene does not depend on its size."""

    def __init__(self, canvas: Picture) -> None:
        self.canvas, self.unit = canvas, canvas.shape[1] / 1000

    def at(self, x: float, y: float) -> tuple[int, int]:
        return round(x * self.unit), round(y * self.unit)

    def wide(self, width: float) -> int:
        return max(1, round(width * self.unit))

    def box(self, x: float, y: float, w: float, h: float, colour: Colour, line: float = 0) -> None:
        cv2.rectangle(self.canvas, self.at(x, y), self.at(x + w, y + h), colour, self.wide(line) if line else -1)

    def line(self, points: list[tuple[float, float]], colour: Colour, width: float = 3) -> None:
        path = np.array([self.at(*point) for point in points], np.int32)
        cv2.polylines(self.canvas, [path], False, colour, self.wide(width), cv2.LINE_AA)

    def shape(self, points: list[tuple[float, float]], colour: Colour) -> None:
        cv2.fillPoly(self.canvas, [np.array([self.at(*point) for point in points], np.int32)], colour, cv2.LINE_AA)

    def round(self, x: float, y: float, rx: float, ry: float, colour: Colour, line: float = 0) -> None:
        axes = (max(1, round(rx * self.unit)), max(1, round(ry * self.unit)))
        width = self.wide(line) if line else -1
        cv2.ellipse(self.canvas, self.at(x, y), axes, 0, 0, 360, colour, width, cv2.LINE_AA)


def tone(random: Random, low: int, high: int, tint: int = 40) -> Colour:
    """A colour around one brightness."""
    base = random.randint(low, high)
    blue, green, red = (min(255, max(0, base + random.randint(-tint, tint))) for _ in range(3))
    return blue, green, red
