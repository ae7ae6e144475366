"""Covering pictures for the public: boxes filled, the original under lock, never both to be seen."""

import io
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw

from chuangcheng.accounts.actions import register_person
from chuangcheng.evidence import blobs
from chuangcheng.evidence.actions import delete_file, place_hold, redact_picture, see_original, store_file
from chuangcheng.evidence.boxes import ORIGINAL_KEPT, Box, boxes_of, pixels, uncovered
from chuangcheng.evidence.jobs import drop_originals, make_thumbnails, seek, sweep_orphans
from chuangcheng.evidence.models import File
from chuangcheng.evidence.queries import (
    copies_of,
    file_response,
    hinted_boxes,
    picture_bytes,
    redaction_by_token,
    redaction_of,
    shown_bytes,
)
from chuangcheng.evidence.seeking import look_for
from chuangcheng.kit.actor import SYSTEM, Actor, Grant
from chuangcheng.kit.refused import NotFound, Refused
from tests.evidence.conftest import body, photo

CORNER = (0, 0, 500, 500)
GPS = {1: "N", 2: (39.0, 46.0, 0.0), 3: "E", 4: (98.0, 16.0, 0.0)}


def kept(at: datetime, color: str = "white", **more: object) -> File:
    return store_file(by=SYSTEM, at=at, name="a.jpg", content=io.BytesIO(photo(color=color, gps=GPS, **more)))  # type: ignore[arg-type]


def seen(content: bytes) -> tuple[Image.Image, tuple[int, int, int]]:
    image = Image.open(io.BytesIO(content)).convert("RGB")
    return image, image.getpixel((image.width // 4, image.height // 4))  # type: ignore[return-value]


def is_dark(pixel: tuple[int, int, int]) -> bool:
    return max(pixel) < 60


def test_boxes_are_cut_to_the_picture_and_rounded_outwards() -> None:
    assert boxes_of([(-50, 900, 100, 500), (-50, 900, 100, 500)]) == (Box(0, 900, 50, 100),)
    assert pixels(Box(333, 333, 333, 333), 100, 10) == (33, 3, 66, 6)
    for wrong in ([(0, 0, 0, 5)], [(1000, 0, 5, 5)], [(-9, 0, 9, 9)]):
        with pytest.raises(ValueError, match="empty"):
            boxes_of(wrong)
    with pytest.raises(ValueError, match="too_many"):
        boxes_of([(n, 0, 5, 5) for n in range(61)])
    before = (Box(10, 10, 20, 20),)
    assert uncovered(before, (Box(0, 0, 40, 40),)) == ()
    assert uncovered(before, (Box(11, 10, 40, 40),)) == before


def test_everything_shows_the_covered_copy_and_nothing_of_the_camera(
    db: None, at: datetime, django_capture_on_commit_callbacks: object
) -> None:
    file = kept(at)
    make_thumbnails.func(file_id=file.pk)
    file.refresh_from_db()
    assert copies_of([file.pk]) == {}
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        made = redact_picture(by=SYSTEM, at=at, file=file, boxes=[CORNER])
    contents = [body(file_response(file, variant)) for variant in ("shown", "thumbnail", "original")]  # type: ignore[arg-type]
    for content in (*contents, shown_bytes(file), picture_bytes(file, 200)):
        image, pixel = seen(content)
        assert is_dark(pixel) and not image.getexif()
        assert not is_dark(image.getpixel((image.width - 5, image.height - 5)))  # type: ignore[arg-type]
    assert not default_storage.exists(blobs.variant_path(file.path, "shown"))
    assert not default_storage.exists(blobs.variant_path(file.path, "thumbnail"))
    assert copies_of([file.pk])[file.pk].token == made.token


def test_no_version_shows_what_another_one_covers(
    db: None, at: datetime, django_capture_on_commit_callbacks: object
) -> None:
    file = kept(at)
    first = redact_picture(by=SYSTEM, at=at, file=file, boxes=[CORNER])
    with pytest.raises(Refused, match="stale"):
        redact_picture(by=SYSTEM, at=at, file=file, boxes=[], version=0)
    with pytest.raises(Refused, match="reason_missing"):
        redact_picture(by=SYSTEM, at=at, file=file, boxes=[], version=1)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        second = redact_picture(by=SYSTEM, at=at, file=file, boxes=[], version=1, reason="不是人脸")
    assert second.version == 2 and second.token != first.token
    with pytest.raises(NotFound):
        redaction_by_token(first.token)
    assert not default_storage.exists(blobs.variant_path(first.path, "shown"))
    assert not is_dark(seen(shown_bytes(redaction_by_token(second.token).file))[1])
    third = redact_picture(by=SYSTEM, at=at, file=file, boxes=[CORNER], version=2)
    assert is_dark(seen(shown_bytes(file))[1]) and third.token not in (first.token, second.token)


def test_only_who_may_see_the_original_takes_a_cover_away(db: None, at: datetime) -> None:
    person = register_person(by=SYSTEM, at=at, username="tang.yi", name="唐一")
    clerk = Actor(person.pk, "唐一", grants=(Grant(frozenset({"evidence.redact_picture"})),))
    file = kept(at)
    redact_picture(by=SYSTEM, at=at, file=file, boxes=[CORNER])
    with pytest.raises(Refused, match="locked"):
        redact_picture(by=clerk, at=at, file=file, boxes=[(0, 0, 400, 400)], version=1, reason="太大")
    redact_picture(by=clerk, at=at, file=file, boxes=[CORNER, (600, 600, 100, 100)], version=1)
    with pytest.raises(Refused, match="reason_missing"):
        see_original(by=SYSTEM, at=at, file=file, reason=" ")
    image, pixel = seen(see_original(by=SYSTEM, at=at, file=file, reason="复核"))
    assert not is_dark(pixel) and not image.getexif()


def test_after_the_period_only_the_copy_is_left(
    db: None, at: datetime, settings: object, django_capture_on_commit_callbacks: object
) -> None:
    file, held = kept(at), kept(at, color="gold")
    for one in (file, held):
        redact_picture(by=SYSTEM, at=at, file=one, boxes=[CORNER])
    place_hold(by=SYSTEM, at=at, file=held, reason="复议")
    settings.CLOCK_SHIFT_SECONDS = (at + ORIGINAL_KEPT - datetime.now(at.tzinfo) + timedelta(hours=1)).total_seconds()  # type: ignore[attr-defined]
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        drop_originals.func()
        drop_originals.func()
    assert not blobs.exists(file.path) and blobs.exists(held.path)
    file.refresh_from_db()
    assert (file.longitude, file.camera) == (None, "")
    assert is_dark(seen(shown_bytes(file))[1]) and is_dark(seen(picture_bytes(file, 100))[1])
    with pytest.raises(Refused, match="original_gone"):
        see_original(by=SYSTEM, at=at, file=file, reason="看看")
    with pytest.raises(Refused, match="original_gone"):
        redact_picture(by=SYSTEM, at=at, file=file, boxes=[], version=1, reason="看看")
    assert kept(at) == file and not blobs.exists(file.path), "the same bytes again do not bring it back"
    redact_picture(by=SYSTEM, at=at, file=file, boxes=[CORNER, (600, 600, 300, 300)], version=1)
    image, _pixel = seen(shown_bytes(file))
    assert is_dark(image.getpixel((image.width * 7 // 10, image.height * 7 // 10)))  # type: ignore[arg-type]


def test_copies_survive_the_sweeping_and_go_with_their_file(
    db: None, at: datetime, settings: object, django_capture_on_commit_callbacks: object
) -> None:
    file = kept(at)
    made = redact_picture(by=SYSTEM, at=at, file=file, boxes=[CORNER])
    settings.CLOCK_SHIFT_SECONDS = timedelta(days=400).total_seconds()  # type: ignore[attr-defined]
    sweep_orphans.func()
    shown = blobs.variant_path(made.path, "shown")
    assert default_storage.exists(shown)
    make_thumbnails.func(file_id=file.pk)
    assert not default_storage.exists(blobs.variant_path(file.path, "shown"))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        delete_file(by=SYSTEM, at=at, file=file, reason="清理")
    assert not default_storage.exists(shown) and not blobs.exists(file.path)


def test_a_plate_is_hinted_at_and_a_person_decides(db: None, at: datetime) -> None:
    image = Image.new("RGB", (640, 480), "#b9b6ae")
    pen = ImageDraw.Draw(image)
    pen.rectangle((250, 300, 370, 338), fill="#1244b0")
    pen.text((262, 312), "A 1 2 3 4 5", fill="white")
    target = io.BytesIO()
    image.save(target, "JPEG", quality=92)
    file = store_file(by=SYSTEM, at=at, name="a.jpg", content=io.BytesIO(target.getvalue()))
    seek.func(file_id=file.pk)
    plate = Box(395, 630, 180, 70)
    assert any(Box(*box).covers(Box(400, 640, 160, 50)) and plate.width >= box[2] - 30 for box in hinted_boxes(file))
    assert redaction_of(file) is None, "a hint is no look"


@pytest.mark.once
def test_a_face_is_hinted_at_on_a_real_photograph_that_lies_on_its_side(shared: Path) -> None:
    """The one portrait among the shared pictures; its orientation says that it is to be turned."""
    found = look_for((shared / "data/photos/hopper_orientation_6.jpg").read_bytes(), "image/jpeg")
    assert any(one.covers(Box(330, 250, 330, 300)) for one in found)
