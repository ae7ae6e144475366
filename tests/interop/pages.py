"""A PDF as poppler reads it: where the words of each page stand, and how the page looks."""

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from PIL import Image

from tests.interop.conftest import program

MM = 25.4 / 72
WORD = "{http://www.w3.org/1999/xhtml}word"
PAGE = "{http://www.w3.org/1999/xhtml}page"
UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Word:
    """A run of text with its box in millimetres from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def pages(pdf: Path) -> list[list[Word]]:
    """The words of each page."""
    made = subprocess.run(
        [program("pdftotext", "poppler-utils"), "-bbox", str(pdf), "-"], check=True, capture_output=True
    )
    root = ET.fromstring(UNFIT.sub("", made.stdout.decode()))
    return [[_word(one) for one in page.iter(WORD)] for page in root.iter(PAGE)]


def _word(one: ET.Element) -> Word:
    box = (float(one.attrib[name]) * MM for name in ("xMin", "yMin", "xMax", "yMax"))
    return Word(one.text or "", *box)


def words(pdf: Path) -> str:
    """Everything that is printed, without blanks: what breaks lines differs between programs, the text does not."""
    return "".join("".join(word.text.split()) for page in pages(pdf) for word in page)


def lines(page: Sequence[Word]) -> list[list[Word]]:
    """Words of one line together, from top to bottom."""
    found: list[list[Word]] = []
    for word in sorted(page, key=lambda one: (one.bottom, one.left)):
        if found and abs(found[-1][0].bottom - word.bottom) < 2:
            found[-1].append(word)
        else:
            found.append([word])
    return [sorted(line, key=lambda one: one.left) for line in found]


def looks(pdf: Path, folder: Path, dots: int = 100) -> list[Image.Image]:
    """Each page as a picture."""
    command = [program("pdftoppm", "poppler-utils"), "-r", str(dots), "-png", str(pdf), str(folder / "page")]
    subprocess.run(command, check=True, capture_output=True)
    return [Image.open(path).convert("RGB") for path in sorted(folder.glob("page*.png"))]


def red_rows(page: Image.Image) -> list[tuple[int, int, int]]:
    """(row, first, last) of rows in which red runs over more than half of the page's width: lines, not letters."""
    found = []
    for y in range(page.height):
        red = [x for x in range(page.width) if _is_red(page.getpixel((x, y)))]
        if len(red) > page.width / 2:
            found.append((y, red[0], red[-1]))
    return found


def _is_red(pixel: object) -> bool:
    assert isinstance(pixel, tuple)
    red, green, blue = pixel
    return bool(red > 180 and green < 110 and blue < 110)
