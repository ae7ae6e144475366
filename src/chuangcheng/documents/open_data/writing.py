"""Rows to CSV (RFC 4180, with the mark that spreadsheet programs need) and GeoJSON (RFC 7946), a row at a time."""

import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from typing import IO, Any

from chuangcheng.documents.open_data.sets import Line
from chuangcheng.kit.spreadsheets import Writable, write_csv


class Counted:
    """Lines that count themselves on their way."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines, self.count = lines, 0

    def __iter__(self) -> Any:
        for line in self.lines:
            self.count += 1
            yield line


def as_csv(target: IO[bytes], columns: Sequence[str], lines: Iterable[Line]) -> None:
    """No cell is a formula, whatever a text begins with."""
    for part in write_csv(Writable("", columns, (values for values, _geometry in lines))):
        target.write(part.encode())


def as_geojson(target: IO[bytes], columns: Sequence[str], lines: Iterable[Line]) -> None:
    """A collection of features, one in a line."""
    target.write(b'{"type":"FeatureCollection","features":[')
    for number, (values, geometry) in enumerate(lines):
        properties = {name: _plain(value) for name, value in zip(columns, values, strict=True)}
        feature = {"type": "Feature", "geometry": geometry, "properties": properties}
        target.write(b",\n" if number else b"\n")
        target.write(json.dumps(feature, ensure_ascii=False, allow_nan=False).encode())
    target.write(b"\n]}\n")


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def digest(source: IO[bytes]) -> tuple[str, int]:
    """(SHA-256, bytes) of a file that stands at its beginning; it stands there again."""
    total, size = hashlib.sha256(), 0
    while part := source.read(io.DEFAULT_BUFFER_SIZE * 8):
        total.update(part)
        size += len(part)
    source.seek(0)
    return total.hexdigest(), size
