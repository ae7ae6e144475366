"""The open data: CSV and GeoJSON of what the public sees, whole, guarded, and the same bytes while nothing changes."""

import csv
import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from chuangcheng.documents.actions import publish_open_data
from chuangcheng.documents.jobs import write_open_data
from chuangcheng.documents.models import OpenFile
from chuangcheng.documents.open_data import sets
from chuangcheng.duties.actions import hold_place
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.participation.actions import publish_report
from chuangcheng.places.models import Facility, Segment
from tests.participation.conftest import SECRET, reported
from tests.participation.test_stories import hole
from tests.stories import City

WITH_PLACES = ("adopted-streets", "facilities", "markets", "reports")
NAMES = {"bulletins.csv", *(f"{code}.{form}" for code in WITH_PLACES for form in ("csv", "geojson"))}


def content(client: Client, name: str) -> bytes:
    answer: Any = client.get(f"/open-data/{name}")
    assert answer.status_code == 200 and answer.streaming
    body = bytes(answer.getvalue())
    assert answer["ETag"] == f'"{hashlib.sha256(body).hexdigest()}"' and int(answer["Content-Length"]) == len(body)
    return body


def table(client: Client, name: str) -> list[dict[str, str]]:
    body = content(client, name)
    assert body.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(body.decode("utf-8-sig").splitlines()))


@pytest.fixture
def opened(street: City, at: datetime) -> City:
    """A held street, a report that begins as a formula does, another that nobody let through; files written."""
    clerk = street.actor("tang_yi")
    segment = Segment.objects.get(code="LD01")
    Segment.objects.update(line={"type": "LineString", "coordinates": [[98.28, 39.77], [98.29, 39.77]]})
    hold_place(by=SYSTEM, at=at, unit=street.units["DW26"], place=segment)
    Facility.objects.filter(code="GC1").update(condition_note_zh="内部批示勿外传", name_zh="@SUM(A1)卫生间")
    one = reported(at, f"{SECRET}，井盖塌陷", origin="a", category=hole())
    publish_report(by=clerk, at=at, report=one, text="=HYPERLINK(井盖下沉)")
    reported(at, f"{SECRET}，路灯不亮", origin="b")
    publish_open_data(by=SYSTEM, at=at)
    return street


def test_files_say_what_the_pages_say(client: Client, opened: City) -> None:
    toilets = table(client, "facilities.csv")
    assert [row["code"] for row in toilets] == ["GC0", "GC1", "GC2"]
    assert toilets[0]["equipment"] == "扶手=是; 坐便器=2" and toilets[1]["name"] == "'@SUM(A1)卫生间"
    (street,) = table(client, "adopted-streets.csv")
    assert street["lead_unit"] == "市交通运输局"
    (report,) = table(client, "reports.csv")
    assert report["description"] == "'=HYPERLINK(井盖下沉)" and report["status"] == "open"
    assert report["requested_datetime"].endswith("+08:00")
    for name in sorted(NAMES):
        text = content(client, name).decode()
        assert SECRET not in text and "内部批示" not in text, name


def test_geojson_has_longitude_first_and_the_text_as_it_is(client: Client, opened: City) -> None:
    points = json.loads(content(client, "facilities.geojson"))
    assert points["type"] == "FeatureCollection" and len(points["features"]) == 3
    assert points["features"][0]["geometry"] == {"type": "Point", "coordinates": [98.281, 39.771]}
    assert points["features"][1]["properties"]["name"] == "@SUM(A1)卫生间"
    lines = json.loads(content(client, "adopted-streets.geojson"))
    assert lines["features"][0]["geometry"]["type"] == "LineString"
    assert json.loads(content(client, "markets.geojson"))["features"] == []


def test_the_page_names_licence_size_and_hash(client: Client, opened: City) -> None:
    page = client.get("/open-data/").content.decode()
    assert "CC BY 4.0" in page
    for one in OpenFile.objects.all():
        assert one.sha256 in page and f"/open-data/{one.name}" in page
    assert set(OpenFile.objects.values_list("name", flat=True)) == NAMES
    assert client.get("/open-data/passwords.csv").status_code == 404
    tag = f'"{OpenFile.objects.get(name="facilities.csv").sha256}"'
    answer = client.get("/open-data/facilities.csv", headers={"If-None-Match": tag})
    assert answer.status_code == 304


def test_the_night_s_job_keeps_what_is_the_same_and_replaces_the_rest(
    client: Client, opened: City, at: datetime, settings: Any, monkeypatch: Any, django_capture_on_commit_callbacks: Any
) -> None:
    before = {one.name: one for one in OpenFile.objects.all()}
    settings.CLOCK_SHIFT_SECONDS += 24 * 3600
    monkeypatch.setattr(sets, "BATCH", 2)
    Facility.objects.filter(code="GC0").update(hours_zh="6:00 至 22:00")
    with django_capture_on_commit_callbacks(execute=True):
        write_open_data.func()
    after = {one.name: one for one in OpenFile.objects.all()}
    changed = {name for name in NAMES if before[name].path != after[name].path}
    assert changed == {"facilities.csv", "facilities.geojson"}
    assert after["reports.csv"].changed_at == at and after["reports.csv"].written_at > at + timedelta(hours=23)
    assert not default_storage.exists(before["facilities.csv"].path)
    assert len(table(client, "facilities.csv")) == 3
    default_storage.delete(after["markets.csv"].path)
    assert client.get("/open-data/markets.csv").status_code == 404
