"""QR signs as a PDF to print and cut: A4, eight on a page. Data reaches typst as JSON; its root is an empty folder."""

import io
import json
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import qrcode
import qrcode.image.svg
import typst

ROOMS = Path(__file__).resolve().parent.parent
FONTS = ROOMS / "documents" / "fonts"
TEMPLATE = Path(__file__).resolve().parent / "typst" / "signs.typ"
MOST_SIGNS = 400


@dataclass(frozen=True, slots=True)
class Printed:
    """One sign on the sheet; all texts in Chinese, as it hangs in the street."""

    name: str
    what: str
    code: str
    address: str


def qr_svg(text: str) -> str:
    """The QR code of a text as SVG; a quarter of it may be damaged (level Q)."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=0)
    code.add_data(text)
    image = code.make_image(image_factory=qrcode.image.svg.SvgPathImage)
    buffer = io.BytesIO()
    image.save(buffer)
    return buffer.getvalue().decode()


def sign_sheet(signs: Iterable[Printed], *, city: str, note: str) -> bytes:
    """The PDF. `city` stands at the head of each sign, `note` says beneath the code what scanning it does."""
    data = {"city": city, "note": note, "signs": [{**asdict(sign), "qr": qr_svg(sign.address)} for sign in signs]}
    fonts = typst.Fonts(include_system_fonts=not FONTS.is_dir(), font_paths=[str(FONTS)] if FONTS.is_dir() else [])
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    with tempfile.TemporaryDirectory() as empty:
        pdf = typst.Compiler(TEMPLATE.read_bytes(), root=empty, font_paths=fonts, sys_inputs=inputs).compile(
            format="pdf"
        )
    assert isinstance(pdf, bytes)
    return pdf
