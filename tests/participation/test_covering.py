"""From the citizen's picture to the covered one on the public page."""

import io
import uuid
from datetime import datetime
from typing import Any

from django.test import Client
from PIL import Image

from chuangcheng.evidence.actions import examine_file
from chuangcheng.evidence.queries import redaction_of
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.participation import queries
from chuangcheng.participation.actions import Said, Sent, keep_upload, receive_report
from chuangcheng.participation.models import Report
from tests.participation.conftest import EAST, NORTH
from tests.stories import City, sign_in


def white() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(target, "JPEG")
    return target.getvalue()


def pictured(at: datetime) -> Report:
    client_id = uuid.uuid4()
    kept = keep_upload(by=SYSTEM, at=at, client_id=client_id, content=white(), origin="a")
    examine_file(by=SYSTEM, at=at, file=kept.file)
    said = Said("井盖没有了，快来修", queries.of_point(EAST, NORTH, "wgs84"))
    return receive_report(by=SYSTEM, at=at, said=said, sent=Sent(client_id, "a", worked=True))


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def rows(*boxes: tuple[float, ...], version: int, **more: Any) -> dict[str, Any]:
    given = {"box-TOTAL_FORMS": len(boxes) + 1, "box-INITIAL_FORMS": 0, "version": version, **more}
    for number, box in enumerate(boxes):
        given |= {f"box-{number}-{side}": value for side, value in zip(SIDES, box, strict=True)}
    return given


SIDES = ("left", "top", "width", "height")


def corner(content: bytes) -> int:
    return Image.open(io.BytesIO(content)).convert("L").getpixel((20, 20))  # type: ignore[return-value]


def test_no_picture_is_public_before_a_person_looked_and_only_the_version_in_force(
    client: Client, street: City, at: datetime
) -> None:
    report = pictured(at)
    photo = report.photos.get()
    page, publish = f"/desk/reports/{report.pk}/photos/{photo.pk}/cover/", f"/desk/reports/{report.pk}/publish/"
    sign_in(client, "tang_yi")
    early = client.post(publish, {"text": "井盖缺失", "photos": [photo.pk]})
    assert early.status_code == 200, "not among the choices"
    assert client.get(page).status_code == 200
    wrong = client.post(page, rows((10, 10, 0, 0), version=0))
    assert wrong.status_code == 200 and redaction_of(photo.file) is None
    assert client.post(page, rows((0, 0, 50, 33.3), version=0)).status_code == 302
    assert client.post(publish, {"text": "井盖缺失", "photos": [photo.pk]}).status_code == 302
    report.refresh_from_db()
    (first,) = queries.public_report([report])[0].photos
    assert corner(body(client.get(f"/reports/photos/{first}/shown/"))) < 60
    assert first in client.get(f"/reports/{report.code}/").content.decode()
    assert client.post(page, rows(version=1, reason="放错")).status_code == 200, "a clerk cannot take it away"
    sign_in(client, "lin_yue")
    assert client.post(page, rows(version=1, reason="框错位置")).status_code == 302
    report.refresh_from_db()
    (second,) = queries.public_report([report])[0].photos
    assert client.get(f"/reports/photos/{first}/shown/").status_code == 404
    assert corner(body(client.get(f"/reports/photos/{second}/shown/"))) > 200
    client.post(page, rows((0, 0, 50, 50), version=2))
    assert client.get(f"/reports/photos/{second}/shown/").status_code == 404


def test_each_look_at_the_original_is_recorded(client: Client, street: City, at: datetime) -> None:
    report = pictured(at)
    photo = report.photos.get()
    path = f"/desk/reports/{report.pk}/photos/{photo.pk}/"
    sign_in(client, "tang_yi")
    client.post(f"{path}cover/", rows((0, 0, 50, 50), version=0))
    assert corner(body(client.get(f"{path}shown/"))) < 60
    assert client.post(f"{path}uncovered/", {"original-reason": "好奇"}).status_code == 404
    sign_in(client, "lin_yue")
    assert "uncovered/" in client.get(f"{path}cover/").content.decode()
    assert client.post(f"{path}uncovered/", {"original-reason": ""}).status_code == 302
    shown = client.post(f"{path}uncovered/", {"original-reason": "复议核对"})
    assert corner(shown.content) > 200 and shown["Cache-Control"] == "no-store"
    assert Entry.objects.filter(verb="evidence.see_original", payload__reason="复议核对").count() == 1
