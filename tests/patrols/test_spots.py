"""The street behind the market: proposed, treated, looked at again, and compared week by week."""

import io
import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from chuangcheng.cases.actions import open_case
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, NotFound, Refused
from chuangcheng.patrols import jobs, queries
from chuangcheng.patrols.actions import (
    assess_spot,
    drop_spot,
    finish_treatment,
    log_treatment,
    mark_relapsed,
    propose_spot,
    release_spot,
    start_treatment,
)
from chuangcheng.patrols.actions.spots import outline
from chuangcheng.patrols.models import TroubleSpot
from chuangcheng.places.actions import define_segment
from chuangcheng.places.queries import place_at
from chuangcheng.reactions.recipients import posts_to_tell
from chuangcheng.scoring.troubles import Phase, compared, sums, weekly
from tests.stories import City, sign_in

CORNERS = [[98.280, 39.770], [98.284, 39.770], [98.284, 39.774]]
TRIANGLE = {"type": "Polygon", "coordinates": [[*CORNERS, CORNERS[0]]]}


@pytest.fixture
def spot(city: City, at: datetime) -> TroubleSpot:
    """Half a block behind the market, to be treated by the market bureau."""
    return propose_spot(
        by=city.actor("lin_yue"),
        at=at,
        code="GF-01",
        name_zh="新华市场后街",
        problem_zh="占道经营、垃圾乱倒反复出现",
        boundary=TRIANGLE,
        unit=city.units["DW35"],
        assess_every_days=14,
    )


def _start(city: City, at: datetime, spot: TroubleSpot, **changes: Any) -> None:
    given = {"plan": "划线规范摊位，增设垃圾桶", "until": at.date() + timedelta(days=30)}
    start_treatment(by=city.actor("lin_yue"), at=at, spot=spot, **(given | changes))


def test_its_life_from_proposal_to_relapse(city: City, at: datetime, spot: TroubleSpot) -> None:
    office, luo_jia = city.actor("lin_yue"), city.actor("luo_jia")
    with pytest.raises(Refused, match="missing"):
        _start(city, at, spot, plan=" ")
    with pytest.raises(Refused, match="bad_end"):
        _start(city, at, spot, until=at.date() - timedelta(days=1))
    with pytest.raises(Refused, match="other_unit"):
        _start(city, at, spot, post=city.posts["ma_jun"])
    with pytest.raises(Refused, match="wrong_state"):
        log_treatment(by=luo_jia, at=at, spot=spot, text="划线完成")
    _start(city, at, spot, post=city.posts["luo_jia"])
    row = Entry.objects.get(verb="patrols.start_treatment")
    assert posts_to_tell(row, at) == {city.posts["luo_jia"].pk}
    log_treatment(by=luo_jia, at=at, spot=spot, text="划线完成")
    with pytest.raises(NotAllowed):
        assess_spot(by=luo_jia, at=at, spot=spot, outcome="better")
    with pytest.raises(Refused, match="unknown_outcome"):
        assess_spot(by=office, at=at, spot=spot, outcome="splendid")
    later = at + timedelta(days=20)
    finish_treatment(by=luo_jia, at=later, spot=spot, result="摊位入市，垃圾桶到位")
    release_spot(by=office, at=later + timedelta(days=60), spot=spot, reason="两次评估保持良好")
    assert spot.assess_on is None
    mark_relapsed(by=office, at=later + timedelta(days=90), spot=spot, reason="摊贩回流")
    _start(city, later + timedelta(days=91), spot)
    assert spot.state == "treating"
    assert spot.treated_at is None


def test_a_proposal_may_be_dropped_and_that_is_the_end(city: City, at: datetime, spot: TroubleSpot) -> None:
    drop_spot(by=city.actor("lin_yue"), at=at, spot=spot, reason="已纳入市场改造")
    assert queries.spot_moves(city.actor("lin_yue"), spot) == []
    with pytest.raises(Refused, match="wrong_state"):
        _start(city, at, spot)


def test_each_date_of_assessment_is_told_once(city: City, at: datetime, spot: TroubleSpot, settings: Any) -> None:
    _start(city, at, spot)
    jobs.watch.func()
    assert not Entry.objects.filter(verb="patrols.remind_of_assessment").exists()
    settings.CLOCK_SHIFT_SECONDS += timedelta(days=14).total_seconds()
    for _ in range(2):
        jobs.watch.func()
    told = Entry.objects.get(verb="patrols.remind_of_assessment")
    assert told.payload["day"] == "2026-12-08"
    wanted = {city.posts["luo_jia"].pk, city.posts["lin_yue"].pk}
    assert posts_to_tell(told, at) == wanted
    office = city.actor("lin_yue")
    assert [one.pk for one in queries.spots_due(office, at + timedelta(days=14))] == [spot.pk]
    spot.refresh_from_db()
    assess_spot(by=office, at=at + timedelta(days=15), spot=spot, outcome="better", note="摊位整齐")
    settings.CLOCK_SHIFT_SECONDS += timedelta(days=15).total_seconds()
    jobs.watch.func()
    assert Entry.objects.filter(verb="patrols.remind_of_assessment").count() == 2


def test_an_outline_is_joined_and_refused_with_its_reason(city: City, at: datetime) -> None:
    line = {"type": "LineString", "coordinates": [[98.2840, 39.772], [98.288, 39.772]]}
    street = define_segment(
        by=SYSTEM, at=at, code="LD01", street_zh="后街", from_zh="东口", to_zh="西口", name_zh="", line=line
    )
    joined = outline(drawn=TRIANGLE, segments=[street])
    assert joined["type"] == "Polygon"
    for drawn, code in (
        (None, "no_surface"),
        ({"type": "Point", "coordinates": [98.2, 39.7]}, "bad_geometry"),
        ({"type": "Polygon", "coordinates": "abc"}, "bad_geometry"),
        ({"type": "Polygon", "coordinates": [[[98, 39], [99, 39], [99, 40], [98, 39]]]}, "too_wide"),
    ):
        with pytest.raises(Refused) as refused:
            outline(drawn=drawn)
        assert refused.value.code == code


def _case(city: City, at: datetime, lon: float, lat: float) -> None:
    place = place_at(lon, lat)
    open_case(by=SYSTEM, at=at, source="other", description="占道经营", place=place, found_at=at)


def test_weeks_before_during_and_after_count_what_lies_inside(city: City, at: datetime, spot: TroubleSpot) -> None:
    inside, in_the_box_only, outside = (98.283, 39.771), (98.281, 39.773), (98.29, 39.771)
    for days in (-30, -29, -9, 1, 22):
        _case(city, at + timedelta(days=days), *inside)
        _case(city, at + timedelta(days=days), *in_the_box_only)
        _case(city, at + timedelta(days=days), *outside)
    before = weekly(spot, at)
    assert len(before) == 13
    assert {week.phase for week in before} == {Phase.BEFORE}
    _start(city, at, spot)
    finish_treatment(by=city.actor("luo_jia"), at=at + timedelta(days=14), spot=spot, result="完成")
    weeks = weekly(spot, at + timedelta(days=28))
    found = {one.phase: (one.weeks, one.cases) for one in sums(weeks)}
    assert found == {Phase.BEFORE: (12, 3), Phase.DURING: (3, 1), Phase.AFTER: (2, 1)}
    assert sums(weeks)[0].cases_per_week == pytest.approx(0.25)
    assert sums(weeks)[0].failed_share is None
    during, after = compared(weeks)
    assert (during.phase, after.phase) == (Phase.DURING, Phase.AFTER)
    assert after.cases is not None and after.cases.value == pytest.approx(2.0)
    assert after.cases.says == "open", "three cases in twelve weeks, one in two: nobody knows"
    assert after.share is None, "no drawn visit, nothing to compare"


def _picture() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (80, 60), "green").save(content, "JPEG")
    return SimpleUploadedFile("后街.jpg", content.getvalue(), "image/jpeg")


def test_the_office_proposes_on_the_map_and_the_unit_keeps_the_log(client: Client, city: City, at: datetime) -> None:
    sign_in(client, "lin_yue")
    address = reverse("desk:trouble_spot_new")
    given = {"code": "GF-02", "name_zh": "后街", "problem_zh": "占道", "unit": city.units["DW35"].pk}
    given |= {"assess_every_days": 30, "datum": "wgs84"}
    corners = "\n".join(f"{lon}, {lat}" for lon, lat in CORNERS)
    for wrong in ({"corners": "98.2 x"}, {"corners": "98.2, 39.7"}, {"segments": "XX9"}, {}):
        assert "errorlist" in (page := client.post(address, given | wrong).content.decode()) or "error" in page
    for text in ("{", '{"features": []}', "[]", '{"type": "Feature", "geometry": {"type": "Polygon"}}'):
        upload = SimpleUploadedFile("a.geojson", text.encode())
        assert client.post(address, given | {"file": upload}).status_code == 200
    assert not TroubleSpot.objects.exists()
    client.post(address, given | {"corners": corners})
    spot = TroubleSpot.objects.get()
    upload = SimpleUploadedFile("b.geojson", json.dumps({"type": "Feature", "geometry": TRIANGLE}).encode())
    client.post(address, given | {"code": "GF-03", "file": upload})
    assert TroubleSpot.objects.count() == 2

    def move(name: str) -> str:
        return reverse("desk:trouble_spot_move", args=[spot.pk, name])

    assert client.get(move("start_treatment")).status_code == 200
    client.post(move("start_treatment"), {"plan": "规范摊位", "until": (at + timedelta(days=9)).date().isoformat()})
    assert client.get(move("release_spot")).status_code == 404
    sign_in(client, "luo_jia")
    assert client.get(move("assess_spot")).status_code == 404
    client.post(move("log_treatment"), {"text": "划线完成", "photos": [_picture()]})
    with CaptureQueriesContext(connection) as captured:
        page = client.get(reverse("desk:trouble_spot", args=[spot.pk])).content.decode()
    assert len(captured) <= 32
    assert "划线完成" in page
    photo = spot.entries.get().photos.get()
    address = reverse("desk:trouble_spot_photo", args=[photo.pk, "thumbnail"])
    assert client.get(address).headers["Content-Type"] == "image/jpeg"
    sign_in(client, "xu_lan")
    assert client.get(address).status_code == 404
    assert client.get(reverse("desk:trouble_spot", args=[spot.pk])).status_code == 404
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse("desk:trouble_spots")).status_code == 200
    assert len(captured) <= 20
    with pytest.raises(NotFound):
        queries.get_spot_for(city.actor("xu_lan"), spot.pk)
