"""Files from upload to deletion: one row per content, what is shown, what is kept."""

import io
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from PIL import Image

from chuangcheng.evidence import actions, blobs
from chuangcheng.evidence.jobs import make_thumbnails, sweep_orphans
from chuangcheng.evidence.queries import File, file_response, held, owners
from chuangcheng.journal.queries import entries
from chuangcheng.kit.refused import NotFound, Refused
from tests.evidence.conftest import PDF, body, office, photo

pytestmark = pytest.mark.django_db

HERE = {1: "N", 2: (39.0, 46.0, 22.8), 3: "E", 4: (98.0, 17.0, 20.4)}
SECRETS = {270: "private remark", 271: "HUAWEI", 272: "Mate 60", 315: "Su Qing"}


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def age_all(folder: Path, moment: datetime) -> None:
    for path in files_in(folder):
        os.utime(path, (moment.timestamp(), moment.timestamp()))


def opened(response) -> Image.Image:
    return Image.open(io.BytesIO(body(response)))


def test_the_camera_is_read(store) -> None:
    content = photo(exif={**SECRETS, 274: 6}, gps=HERE, details={36867: "2026:11:20 09:30:00"})
    file = store(content, r"C:\DCIM\雄关 market.JPEG")
    assert (file.kind, file.media_type, file.name) == ("image", "image/jpeg", "雄关 market.jpg")
    # Orientation 6 lies on its side: upright it is 300 wide.
    assert (file.width, file.height, file.orientation) == (300, 400, 6)
    assert (round(file.latitude, 4), round(file.longitude, 4)) == (39.773, 98.289)
    # A camera without an offset shows the city's time.
    assert file.taken_at == datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
    assert file.camera == "HUAWEI Mate 60"


@pytest.mark.parametrize(
    "gps",
    [
        {1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)},
        {1: "N", 2: (91.0, 0.0, 0.0), 3: "E", 4: (98.0, 0.0, 0.0)},
        {1: "N", 2: (39.0, 46.0, 22.8)},
        {2: (39.0, 46.0, 22.8), 4: (98.0, 17.0, 20.4)},
        {1: "Q", 2: (39.0, 46.0, 22.8), 3: "E", 4: (98.0, 17.0, 20.4)},
    ],
)
def test_an_impossible_place_is_no_place(store, gps) -> None:
    file = store(photo(gps=gps))
    assert (file.longitude, file.latitude) == (None, None)


def test_a_clock_with_an_offset_is_believed_and_nonsense_is_not(store) -> None:
    file = store(photo(details={36867: "2026:11:20 09:30:00", 36881: "+06:00"}))
    assert file.taken_at == datetime(2026, 11, 20, 3, 30, tzinfo=UTC)
    assert store(photo(details={36867: "0000:00:00 00:00:00"}, color="navy")).taken_at is None


def test_photos_from_the_wild_carry_their_place(store, shared) -> None:
    file = store((shared / "data/photos/gps__DSCN0010.jpg").read_bytes())
    assert (round(file.latitude, 5), round(file.longitude, 5)) == (43.46745, 11.88513)
    assert file.taken_at == datetime(2008, 10, 22, 8, 28, 39, tzinfo=UTC)
    assert file.camera == "NIKON COOLPIX P6000"


@pytest.mark.parametrize("name", ["landscape_5", "portrait_3", "portrait_6", "portrait_8"])
def test_pictures_are_shown_upright(store, shared, name) -> None:
    file = store((shared / f"data/photos/orientation__{name}.jpg").read_bytes())
    shown = opened(file_response(file))
    assert (shown.width > shown.height) == name.startswith("landscape")
    assert shown.size == (file.width, file.height)


@pytest.mark.parametrize("is_made", [False, True])
@pytest.mark.parametrize("variant", ["shown", "thumbnail"])
def test_what_is_shown_says_nothing_of_the_camera(store, variant, is_made) -> None:
    content = photo(1000, 800, exif=SECRETS, gps=HERE, comment=b"private remark")
    file = store(content + b"trailing PK\x03\x04 private remark")
    if is_made:
        make_thumbnails.func(file_id=file.pk)
        file.refresh_from_db()
        assert file.has_thumbnails
    response = file_response(file, variant)
    drawn = body(response)
    for secret in (b"private remark", b"HUAWEI", b"Su Qing", b"Exif"):
        assert secret in content + b"private remark"
        assert secret not in drawn
    assert not Image.open(io.BytesIO(drawn)).getexif()
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_thumbnails_are_small_and_made_once(store) -> None:
    file = store(photo(3000, 1500))
    make_thumbnails.func(file_id=file.pk)
    make_thumbnails.func(file_id=file.pk)
    make_thumbnails.func(file_id=file.pk + 1)
    file.refresh_from_db()
    assert opened(file_response(file, "thumbnail")).size == (320, 160)
    assert opened(file_response(file, "shown")).size == (1920, 960)


def test_a_lost_thumbnail_is_drawn_again_on_the_spot(store) -> None:
    file = store(photo())
    make_thumbnails.func(file_id=file.pk)
    file.refresh_from_db()
    blobs.discard(blobs.variant_path(file.path, "shown"))
    assert opened(file_response(file)).size == (400, 300)


@pytest.mark.parametrize(
    ("form", "mode", "color"),
    [
        ("PNG", "RGBA", (10, 20, 30, 0)),
        ("PNG", "LA", (9, 0)),
        ("PNG", "P", 0),
        ("PNG", "I;16", 40000),
        ("PNG", "1", 1),
        ("JPEG", "CMYK", (0, 90, 90, 0)),
        ("JPEG", "L", 90),
        ("WEBP", "RGBA", (200, 10, 10, 128)),
    ],
)
def test_every_kind_of_picture_can_be_shown(store, form, mode, color) -> None:
    file = store(photo(form=form, mode=mode, color=color))
    shown = opened(file_response(file))
    assert (shown.mode, shown.size) == ("RGB", (400, 300))
    if color in ((10, 20, 30, 0), (9, 0)):
        assert min(shown.getpixel((200, 150))) > 250, "what is transparent is shown on white"


def test_the_original_is_kept_byte_for_byte_and_only_downloaded(store) -> None:
    content = photo(exif=SECRETS)
    response = file_response(store(content), "original")
    assert body(response) == content
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]


def test_documents_are_downloads_under_the_name_of_their_content(store) -> None:
    for content, name, given in ((PDF, "notice.exe", "notice.pdf"), (office(), "table", "table.xlsx")):
        file = store(content, name)
        assert file.name == given
        assert "attachment" in file_response(file)["Content-Disposition"]
    document = store(office("word/document.xml"), "../../etc/minutes.docx")
    assert (document.kind, document.name) == ("document", "minutes.docx")
    assert "minutes of May.docx" in file_response(document, name="minutes of May.docx")["Content-Disposition"]


def test_the_same_bytes_are_one_file_and_two_deeds(store, storage_of_its_own) -> None:
    first, second = store(photo(), "a.jpg"), store(photo(), "b.jpg", who="ma_jun")
    assert first.pk == second.pk
    assert File.objects.count() == 1
    assert len(files_in(storage_of_its_own)) == 1
    rows = entries(verbs=["evidence.store_file"])
    assert sorted(row.personal.text["name"] for row in rows) == ["a.jpg", "b.jpg"]
    assert all("name" not in row.payload for row in rows)


def test_bytes_that_the_storage_lost_come_back_with_the_next_upload(store, storage_of_its_own) -> None:
    file = store(photo())
    (storage_of_its_own / file.path).unlink()
    with pytest.raises(NotFound):
        file_response(file)
    assert store(photo()).pk == file.pk
    assert body(file_response(file, "original")) == photo()


def test_a_hold_keeps_a_file_until_it_is_lifted(store, city) -> None:
    office_clerk, at = city.actor("lin_yue"), city.at
    file = store(photo())
    path = file.path
    hold = actions.place_hold(by=office_clerk, at=at, file=file, reason="objection 12")
    for attempt in (
        lambda: actions.delete_file(by=office_clerk, at=at, file=file, reason="withdrawn"),
        lambda: actions.place_hold(by=office_clerk, at=at, file=file, reason="objection 12"),
        lambda: actions.place_hold(by=office_clerk, at=at, file=file, reason=" "),
    ):
        with pytest.raises(Refused):
            attempt()
    actions.lift_hold(by=office_clerk, at=at + timedelta(days=1), hold=hold, reason="decided")
    assert held(file) == []
    with pytest.raises(Refused, match="hold_lifted"):
        actions.lift_hold(by=office_clerk, at=at + timedelta(days=2), hold=hold, reason="decided")
    actions.delete_file(by=office_clerk, at=at + timedelta(days=2), file=file, reason="withdrawn")
    assert not File.objects.exists()
    assert path


@pytest.mark.django_db(transaction=True)
def test_the_bytes_go_when_the_deletion_is_kept_and_not_before(city, store, storage_of_its_own) -> None:
    office_clerk, file = city.actor("lin_yue"), store(photo())
    make_thumbnails.func(file_id=file.pk)
    stored = storage_of_its_own / file.path
    with transaction.atomic():
        actions.delete_file(by=office_clerk, at=city.at, file=File.objects.get(pk=file.pk), reason="withdrawn")
        transaction.set_rollback(True)
    assert stored.exists()
    actions.delete_file(by=office_clerk, at=city.at, file=File.objects.get(pk=file.pk), reason="withdrawn")
    assert not files_in(storage_of_its_own)


@pytest.mark.django_db(transaction=True)
def test_bytes_that_no_row_names_are_swept_after_a_day(city, store, storage_of_its_own) -> None:
    kept = store(photo(color="navy"))
    make_thumbnails.func(file_id=kept.pk)
    with transaction.atomic():
        store(photo())
        transaction.set_rollback(True)
    unfinished = storage_of_its_own / "evidence" / "00" / ".half.part"
    unfinished.parent.mkdir(parents=True, exist_ok=True)
    unfinished.write_bytes(b"half")
    age_all(storage_of_its_own, city.at - timedelta(hours=23))
    sweep_orphans.func()
    assert len(files_in(storage_of_its_own)) == 5, "younger than a day: left alone"
    age_all(storage_of_its_own, city.at - timedelta(hours=25))
    sweep_orphans.func()
    left = {path.name for path in files_in(storage_of_its_own)}
    name = kept.path.rsplit("/", 1)[1]
    assert left == {name, f"{name}-shown.jpg", f"{name}-thumbnail.jpg"}


def test_owners_are_found_by_their_keys(store, city) -> None:
    file = store(photo())
    assert owners(file) == []
    actions.place_hold(by=city.actor("lin_yue"), at=city.at, file=file, reason="objection 12")
    assert owners(file) == [], "a hold keeps, but does not own"
