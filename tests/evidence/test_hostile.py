"""What is not taken in, and why: the content decides, never the name."""

import io
import struct
import zipfile
import zlib

import pytest
from PIL import Image

from chuangcheng.evidence.queries import File
from chuangcheng.kit.refused import NotAllowed, Refused
from tests.evidence.conftest import PDF, office, photo

pytestmark = pytest.mark.django_db


def png_of(width: int, height: int) -> bytes:
    """A PNG that claims a size without bringing its pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 999)) + chunk(b"IEND", b"")
    )


def with_script(pdf: bytes, script: bytes) -> bytes:
    return pdf.replace(b"/Catalog", b"/Catalog" + script)


def packed_script() -> bytes:
    inner = zlib.compress(b"4 0 <</S /JavaScript /JS (app.alert(1))>>")
    return PDF.replace(b"trailer", b"2 0 obj<</Type/ObjStm/N 1>>stream\n" + inner + b"\nendstream endobj\ntrailer")


def zipped(**entries: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return target.getvalue()


HOSTILE = {
    "nothing at all": (b"", "empty"),
    "a web page called photo.jpg": (b"<html><script>alert(1)</script>", "kind_unknown"),
    "a program called photo.jpg": (b"MZ\x90\x00" + b"\0" * 200, "kind_unknown"),
    "a drawing with scripts": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "kind_unknown"),
    "an iPhone's HEIC": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 64, "kind_heic"),
    "an animated GIF": (b"GIF89a" + b"\0" * 64, "kind_gif"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64, "kind_old_office"),
    "half a photo": (photo()[:600], "broken"),
    "a photo without its last bytes": (photo(1200, 900, quality=95)[:-400], "broken"),
    "a PNG with a wrong checksum": (photo(form="PNG")[:60] + b"\xff\xff" + photo(form="PNG")[62:], "broken"),
    "50 million pixels and more": (png_of(9000, 6000), "too_many_pixels"),
    "a picture of 4 thousand million pixels": (png_of(65500, 65500), "too_many_pixels"),
    "a PDF without its end": (PDF[:-20], "broken"),
    "a PDF with a script": (with_script(PDF, b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), "active"),
    "a PDF with an escaped script": (with_script(PDF, b"/A<</S/J#61vaScript>>"), "active"),
    "a PDF with a packed script": (packed_script(), "active"),
    "a PDF that starts programs": (with_script(PDF, b"/A<</S/Launch/F(cmd.exe)>>"), "active"),
    "a web page before a PDF": (b"<html>" + PDF, "kind_unknown"),
    "a workbook with macros": (office("xl/workbook.xml", "xl/vbaProject.bin"), "active"),
    "a plain archive": (zipped(readme=b"hello"), "kind_unknown"),
    "a workbook behind something else": (b"PK\x03\x04junk" + office(), "polyglot"),
    "a workbook with something after it": (office() + b"<?php", "polyglot"),
    "a workbook cut off": (office()[:-30], "broken"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_it_is_refused_with_a_sentence(what, store) -> None:
    content, code = HOSTILE[what]
    with pytest.raises(Refused) as refusal:
        store(content, "photo.jpg")
    assert refusal.value.code == code
    assert str(refusal.value.message)
    assert not File.objects.exists()


def test_an_upload_beyond_the_setting_is_refused_before_it_is_opened(store, settings) -> None:
    settings.MAX_UPLOAD_BYTES = 1024 * 1024
    with pytest.raises(Refused) as refusal:
        store(photo() + b"\0" * 1024 * 1024)
    assert refusal.value.code == "too_large"
    assert "1 MB" in str(refusal.value.message)


@pytest.mark.parametrize("size", [(7000, 7000), (8000, 6200)])
def test_pixels_up_to_the_limit_are_taken(store, size) -> None:
    target = io.BytesIO()
    Image.new("1", size).save(target, "PNG")
    assert store(target.getvalue()).width == size[0]


def test_an_archive_that_unpacks_to_too_much_is_refused(store) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("xl/workbook.xml", b"\0" * (210 * 1024 * 1024))
    with pytest.raises(Refused) as refusal:
        store(target.getvalue(), "table.xlsx")
    assert refusal.value.code == "too_large_inside"


def test_damaged_files_from_the_wild_are_refused_and_odd_ones_survive(store, shared) -> None:
    folder = shared / "data/photos"
    for name in ("broken.png", "broken_data_stream.png", "truncated_jpeg.jpg", "decompression_bomb.gif"):
        with pytest.raises(Refused):
            store((folder / name).read_bytes(), name)
    for name in ("exif_gps_typeerror.jpg", "hopper_bad_exif.jpg", "invalid-exif.jpg", "invalid__image00971.jpg"):
        file = store((folder / name).read_bytes(), name)
        assert (file.longitude, file.latitude) == (None, None), name


def test_who_may_not_store_stores_nothing(store) -> None:
    with pytest.raises(NotAllowed):
        store(photo(), who="he_ping")
    assert not File.objects.exists()
