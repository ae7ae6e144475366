"""The papers of the sample: documents as a bureau would hand them in, drawn small. All of it is invented."""

import io
import zipfile
from random import Random
from time import struct_time

from PIL import Image, ImageDraw

from chuangcheng.kit.spreadsheets import Writable, write_xlsx
from chuangcheng.sample.pictures import scene

SIZE = (320, 240)
MOMENT = (2026, 1, 1, 8, 0, 0)
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>'
)
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def photograph(seed: str) -> bytes:
    """A drawn street, put in order."""
    return scene(f"paper-{seed}", is_mended=True, size=SIZE)


def scan(title: str, seed: str) -> bytes:
    """A page as a scanner gives it, as a PDF that holds one picture."""
    random = Random(f"scan-{seed}")
    page = Image.new("L", (420, 594), 252)
    pen = ImageDraw.Draw(page)
    pen.line([(60, 96), (360, 96)], fill=120, width=3)
    for row in range(130, 520, 22):
        pen.line([(60, row), (random.randrange(240, 360), row)], fill=150, width=4)
    target = io.BytesIO()
    # The moment is fixed, so that the same paper is the same file whenever it is drawn.
    moment = struct_time((*MOMENT, 3, 1, 0))
    page.save(target, "PDF", title=title, creationDate=moment, modDate=moment)
    return target.getvalue()


def letter(title: str, paragraphs: tuple[str, ...]) -> bytes:
    """A DOCX of a title and paragraphs."""
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in (title, *paragraphs))
    body = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{WORDS}"><w:body>{lines}</w:body></w:document>'
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", body)):
            archive.writestr(zipfile.ZipInfo(name, MOMENT), text)
    return target.getvalue()


def table(title: str, seed: str) -> bytes:
    """An XLSX of twelve months."""
    random = Random(f"table-{seed}")
    rows = [(f"{month}月", random.randrange(20, 400), random.randrange(1, 30)) for month in range(1, 13)]
    target = io.BytesIO()
    write_xlsx(target, [Writable(title[:20], ("月份", "次数", "处数"), rows)])
    return target.getvalue()
