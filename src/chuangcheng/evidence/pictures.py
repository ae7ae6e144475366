"""Opens pictures with distrust, and makes what is shown of them: upright, small, without anything a camera wrote."""

import io
import struct
import warnings
import zlib
from dataclasses import dataclass
from datetime import tzinfo

from PIL import Image, ImageCms, ImageOps

from chuangcheng.evidence.exif import Camera, read
from chuangcheng.evidence.rules import JPEG, PNG, WEBP, Hostile

MOST_PIXELS = 50_000_000
SHOWN_SIDE, THUMBNAIL_SIDE = 1920, 320
FORMATS = {JPEG: ("JPEG", "MPO"), PNG: ("PNG",), WEBP: ("WEBP",)}

# Pillow warns between one and two times the limit and raises above: both are refused here.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)

# What Pillow raises over damaged or forged contents.
DAMAGE = (
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    ArithmeticError,
    LookupError,
    AttributeError,
    EOFError,
    MemoryError,
    NotImplementedError,
    struct.error,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that decodes from beginning to end. Width and height in pixels, as seen upright."""

    width: int
    height: int
    camera: Camera


def open_picture(content: bytes, media_type: str, zone: tzinfo) -> Picture:
    """Decode the whole picture once. Hostile: `too_many_pixels`, `broken`."""
    with _opened(content, media_type) as image:
        try:
            image.load()
        except DAMAGE:
            raise Hostile("broken") from None
        camera = _camera_of(image, zone)
        width, height = image.size
    if camera.orientation >= 5:
        width, height = height, width
    return Picture(width, height, camera)


def _opened(content: bytes, media_type: str) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(content), formats=FORMATS[media_type])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Hostile("too_many_pixels") from None
    except DAMAGE:
        raise Hostile("broken") from None
    if image.width * image.height > MOST_PIXELS:
        raise Hostile("too_many_pixels")
    return image


def _camera_of(image: Image.Image, zone: tzinfo) -> Camera:
    """Broken metadata is no metadata: the picture itself may still be evidence."""
    try:
        return read(image.getexif(), zone)
    except DAMAGE:
        return Camera()


def render(content: bytes, media_type: str, side: int) -> bytes:
    """The picture as JPEG, upright, sRGB, at most `side` pixels long, drawn anew: nothing else survives.

    Hostile as `open_picture`.
    """
    target = io.BytesIO()
    upright(content, media_type, side).image.save(target, "JPEG", quality=84, optimize=True, progressive=True)
    return target.getvalue()


@dataclass(frozen=True, slots=True)
class Upright:
    """A picture in plain RGB, made small; `size` is its own width and height in pixels, as seen upright."""

    image: Image.Image
    size: tuple[int, int]


def upright(content: bytes, media_type: str, side: int) -> Upright:
    """The picture upright, sRGB, at most `side` pixels long. Hostile as `open_picture`."""
    with _opened(content, media_type) as image:
        wide, high = image.size
        try:
            image.draft("RGB", (side, side))
            turned = _upright(image)
            turned.thumbnail((side, side), Image.Resampling.LANCZOS)
            clean = _flat(turned)
        except DAMAGE:
            raise Hostile("broken") from None
    is_on_its_side = (clean.width > clean.height) != (wide > high)
    return Upright(clean, (high, wide) if is_on_its_side else (wide, high))


def _upright(image: Image.Image) -> Image.Image:
    image.load()
    try:
        return ImageOps.exif_transpose(image)
    except DAMAGE:
        return image.copy()


def _flat(image: Image.Image) -> Image.Image:
    """Plain RGB on white in a new image, so that comments and profiles of the old one stay behind."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in ("P", "PA", "LA") or "transparency" in image.info:
        image = image.convert("RGBA")
    if image.mode in ("RGB", "CMYK", "L") and profile:
        image = _as_srgb(image, profile)
    clean = Image.new("RGB", image.size, "white")
    clean.paste(image.convert("RGB"), mask=image.getchannel("A") if image.mode == "RGBA" else None)
    return clean


def _as_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, *DAMAGE):
        return image
    return converted or image
