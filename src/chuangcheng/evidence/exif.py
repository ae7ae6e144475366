"""What a camera wrote into a picture: when, where, which way up, with what. Claims, read with distrust. No Django."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Any

from PIL import ExifTags, Image

BASE = ExifTags.Base
GPS = ExifTags.GPS


@dataclass(frozen=True, slots=True)
class Camera:
    """The readable part of the metadata. Degrees in WGS-84; `orientation` 1 to 8 as EXIF counts."""

    taken_at: datetime | None = None
    longitude: float | None = None
    latitude: float | None = None
    orientation: int = 1
    camera: str = ""


def read(exif: Image.Exif, zone: tzinfo) -> Camera:
    """Read what can be read; a camera without a time offset is taken to show the city's time (`zone`)."""
    details = exif.get_ifd(ExifTags.IFD.Exif)
    longitude, latitude = position(exif.get_ifd(ExifTags.IFD.GPSInfo))
    orientation = exif.get(BASE.Orientation, 1)
    return Camera(
        taken_at=_taken_at(details, exif, zone),
        longitude=longitude,
        latitude=latitude,
        orientation=orientation if isinstance(orientation, int) and 1 <= orientation <= 8 else 1,
        camera=_camera(exif),
    )


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        value = value.decode("ascii", "replace")
    return " ".join("".join(c for c in value if c.isprintable()).split()) if isinstance(value, str) else ""


def _camera(exif: Image.Exif) -> str:
    make, model = _text(exif.get(BASE.Make)), _text(exif.get(BASE.Model))
    return (model if model.lower().startswith(make.lower()) else f"{make} {model}").strip()[:120]


def _taken_at(details: Mapping[int, Any], exif: Image.Exif, zone: tzinfo) -> datetime | None:
    written = _text(details.get(BASE.DateTimeOriginal)) or _text(exif.get(BASE.DateTime))
    offset = _text(details.get(BASE.OffsetTimeOriginal))
    try:
        moment = datetime.strptime(written[:19], "%Y:%m:%d %H:%M:%S").replace(tzinfo=_offset(offset) or zone)
    except ValueError:
        return None
    return moment if moment.year >= 1990 else None


def _offset(text: str) -> tzinfo | None:
    found = re.fullmatch(r"([+-])(\d\d):(\d\d)", text)
    if not found or int(found[2]) > 14 or int(found[3]) > 59:
        return None
    span = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-span if found[1] == "-" else span)


def position(gps: Mapping[int, Any]) -> tuple[float | None, float | None]:
    """(longitude, latitude) in degrees, or (None, None) where either is missing, broken or impossible."""
    longitude = _degrees(gps.get(GPS.GPSLongitude), _text(gps.get(GPS.GPSLongitudeRef)), "EW", 180)
    latitude = _degrees(gps.get(GPS.GPSLatitude), _text(gps.get(GPS.GPSLatitudeRef)), "NS", 90)
    # Phones without a fix write zeros: that is in the Gulf of Guinea.
    if longitude is None or latitude is None or (longitude == 0 and latitude == 0):
        return None, None
    return longitude, latitude


def _degrees(parts: Any, reference: str, signs: str, most: int) -> float | None:
    try:
        whole, minutes, seconds = (float(part) for part in parts)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    value = whole + minutes / 60 + seconds / 3600
    if reference[:1].upper() not in set(signs) or not math.isfinite(value) or not 0 <= value <= most:
        return None
    return round(-value if reference[:1].upper() == signs[1] else value, 7)
