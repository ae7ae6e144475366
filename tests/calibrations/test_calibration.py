"""A calibration from its scenes to its results: all judge the same, nobody sees the reference before the end."""

import io
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from chuangcheng.calibrations import queries
from chuangcheng.calibrations.actions import (
    add_scene,
    cancel_calibration,
    end_calibration,
    judge_scene,
    open_calibration,
    plan_calibration,
    remove_scene,
)
from chuangcheng.calibrations.models import Calibration, Judgement, Scene
from chuangcheng.calibrations.rules import leaning, result
from chuangcheng.evidence.actions import store_file
from chuangcheng.frameworks.actions import add_card
from chuangcheng.frameworks.models import CheckPoint
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, NotFound, Refused
from chuangcheng.reactions.recipients import posts_to_tell
from tests.field.phone import Phone
from tests.inspections.conftest import edition, photo  # noqa: F401
from tests.stories import City, sign_in

REFERENCES = ("fail", "pass", "fail")


@pytest.fixture
def calibration(city: City, at: datetime, edition: Any) -> Calibration:  # noqa: F811
    """Three scenes of markets, put together by Lin Yue; not open yet."""
    office = city.actor("lin_yue")
    made = plan_calibration(
        by=office,
        at=at,
        code="C2026-1",
        name_zh="冬季校准",
        edition=edition,
        closes_on=at.date() + timedelta(days=7),
    )
    points = list(CheckPoint.objects.filter(edition=edition, code__startswith="P12").order_by("code"))
    for number, (point, reference) in enumerate(zip(points, REFERENCES, strict=True)):
        shown = photo(at, f"#{number * 40:02x}8080")
        add_scene(
            by=office,
            at=at,
            calibration=made,
            check_point=point,
            reference=reference,
            photos=[shown, shown],
            reason="画面可见",
        )
    return made


@pytest.fixture
def opened(city: City, at: datetime, calibration: Calibration) -> Calibration:
    return open_calibration(by=city.actor("lin_yue"), at=at, calibration=calibration)


def judge(city: City, at: datetime, key: str, calibration: Calibration, *verdicts: str) -> None:
    scenes = Scene.objects.filter(calibration=calibration).select_related("calibration").order_by("position")
    for scene, verdict in zip(scenes, verdicts, strict=False):
        judge_scene(by=city.actor(key), at=at, scene=scene, verdict=verdict)


def test_a_calibration_from_its_scenes_to_its_results(city: City, at: datetime, opened: Calibration) -> None:
    waiting = queries.still_to_judge(opened, at)
    assert [(one.person_name, one.left) for one in waiting] == [("苏晴", 3), ("白露", 3)]
    judge(city, at, "su_qing", opened, "fail", "fail", "fail")
    judge(city, at, "bai_lu", opened, "pass", "pass")
    assert [(one.person_name, one.left) for one in queries.still_to_judge(opened, at)] == [("白露", 1)]
    judge(city, at, "su_qing", opened, "not_observed")  # said again: the last word stands
    assert Judgement.objects.count() == 5
    end_calibration(by=city.actor("lin_yue"), at=at + timedelta(days=2), calibration=opened)
    scenes = queries.results_by_scene(queries.scenes_of(opened))
    assert [(one.result.judged, one.result.agreed) for one in scenes] == [(2, 0), (2, 1), (1, 1)]
    people = {one.person_name: one for one in queries.results_by_person(opened)}
    assert (people["苏晴"].result.agreed, people["苏晴"].leaning) == (1, "harsh")
    assert (people["白露"].result.severity, people["白露"].leaning) == (-0.5, "mild")
    with pytest.raises(Refused, match="wrong_state"):
        judge(city, at, "bai_lu", opened, "pass")


def test_scenes_are_frozen_when_they_are_judged_and_hidden_before(
    city: City, at: datetime, calibration: Calibration
) -> None:
    office, inspector = city.actor("lin_yue"), city.actor("su_qing")
    scene = queries.scenes_of(calibration)[0]
    assert queries.own_calibrations(inspector) == []
    for door, pk in (
        (queries.get_own_calibration, calibration.pk),
        (queries.get_own_scene, scene.pk),
        (queries.picture_for, scene.pictures.all()[0].pk),
        (queries.get_calibration_for, calibration.pk),
    ):
        with pytest.raises(NotFound):
            door(inspector, pk)
    with pytest.raises(Refused, match="wrong_state"):
        judge(city, at, "su_qing", calibration, "pass")
    assert scene.pictures.count() == 1  # the same picture twice is one
    remove_scene(by=office, at=at, scene=scene)
    assert [one.position for one in queries.scenes_of(calibration)] == [1, 2]
    open_calibration(by=office, at=at, calibration=calibration)
    left = queries.scenes_of(calibration)[0]
    for deed in (
        lambda: remove_scene(by=office, at=at, scene=left),
        lambda: add_scene(
            by=office,
            at=at,
            calibration=calibration,
            check_point=left.check_point,
            reference="pass",
            photos=[photo(at)],
        ),
    ):
        with pytest.raises(Refused, match="wrong_state"):
            deed()
    with pytest.raises(NotAllowed):
        judge(city, at, "ma_jun", calibration, "pass")


def test_what_cannot_stand_is_refused(city: City, at: datetime, edition: Any, calibration: Calibration) -> None:  # noqa: F811
    office = city.actor("lin_yue")
    plan: dict[str, Any] = {"code": "C9", "name_zh": "校准", "edition": edition, "closes_on": at.date()}
    for code, values in (
        ("missing", {"name_zh": " "}),
        ("code_taken", {"code": "C2026-1"}),
        ("bad_dates", {"closes_on": at.date() - timedelta(days=1)}),
    ):
        with pytest.raises(Refused, match=code):
            plan_calibration(by=office, at=at, **{**plan, **values})
    empty = plan_calibration(by=office, at=at, **plan)
    with pytest.raises(Refused, match="missing"):
        open_calibration(by=office, at=at, calibration=empty)
    pdf = io.BytesIO(b"%PDF-1.4\n" + b" " * 200 + b"\nstartxref\n0\n%%EOF\n")
    paper = store_file(by=SYSTEM, at=at, name="a.pdf", content=pdf)
    point = CheckPoint.objects.filter(edition=edition)[0]
    scene: dict[str, Any] = {"check_point": point, "reference": "pass", "photos": [photo(at)]}
    wrong: tuple[tuple[str, dict[str, Any]], ...] = (
        ("missing", {"photos": []}),
        ("unknown_verdict", {"reference": "perhaps"}),
        ("no_picture", {"photos": [paper]}),
        ("too_many", {"photos": [photo(at, f"#{number * 30:02x}1010") for number in range(7)]}),
    )
    for code, values in wrong:
        with pytest.raises(Refused, match=code):
            add_scene(by=office, at=at, calibration=empty, **{**scene, **values})
    with pytest.raises(NotAllowed):
        plan_calibration(by=city.actor("su_qing"), at=at, **plan)
    open_calibration(by=office, at=at, calibration=calibration)
    with pytest.raises(Refused, match="unknown_verdict"):
        judge(city, at, "su_qing", calibration, "perhaps")


def test_the_record_keeps_no_verdict_and_the_packet_no_reference(
    city: City, at: datetime, opened: Calibration, django_assert_num_queries: Any
) -> None:
    judge(city, at, "su_qing", opened, "fail")
    for entry in Entry.objects.filter(verb__startswith="calibrations."):
        assert "fail" not in str(entry.payload)
    inspector = city.actor("su_qing")
    with django_assert_num_queries(3):
        tasks = queries.scenes_for(inspector, at)
    assert [(one.number, one.verdict, len(one.picture_ids)) for one in tasks] == [
        (1, "fail", 1),
        (2, "", 1),
        (3, "", 1),
    ]
    assert not any("reference" in field for field in tasks[0].__slots__)
    assert queries.scenes_for(city.actor("ma_jun"), at) == []
    told = Entry.objects.get(verb="calibrations.open_calibration")
    assert posts_to_tell(told, at) == {city.posts[key].pk for key in ("su_qing", "bai_lu")}


def test_the_office_puts_scenes_together_on_its_pages(
    client: Client,
    city: City,
    edition: Any,  # noqa: F811
    django_assert_max_num_queries: Any,
) -> None:
    sign_in(client, "lin_yue")
    new = reverse("desk:new_calibration")
    assert client.get(new).status_code == 200
    plan = {"name_zh": "冬季校准", "code": "C1", "edition": edition.pk, "closes_on": "2026-12-04"}
    page = client.post(new, plan).url
    made = Calibration.objects.get()
    assert page == reverse("desk:calibration", args=[made.pk])
    add = reverse("desk:new_scene", args=[made.pk])
    assert client.get(add).status_code == 200
    assert client.post(add, {"reference": "pass"}).context["form"].errors
    point = CheckPoint.objects.get(edition=edition, code="P12-01")
    for number, reference in enumerate(("fail", "pass")):
        content = io.BytesIO()
        Image.new("RGB", (64, 48), f"#{number * 90:02x}4040").save(content, "JPEG")
        upload = SimpleUploadedFile("x.jpg", content.getvalue())
        scene = {"photos": [upload], "check_point": point.pk, "reference": reference, "reason": "地面污水"}
        assert client.post(add, {**scene, "more": 1}).url == add
    for language in ("zh-hans", "zh-hant", "en"):
        client.cookies["django_language"] = language
        for address in (page, reverse("desk:calibrations")):
            with django_assert_max_num_queries(26):
                assert client.get(address).status_code == 200
    last = Scene.objects.get(position=2)
    client.post(reverse("desk:remove_scene", args=[last.pk]))
    client.post(reverse("desk:open_calibration", args=[made.pk]))
    made.refresh_from_db()
    assert (made.state, made.scenes.count()) == ("open", 1)


def test_an_inspector_judges_on_the_phone_and_sees_the_references_after_the_end(
    client: Client, city: City, at: datetime, opened: Calibration, django_assert_max_num_queries: Any
) -> None:
    first, second, third = queries.scenes_of(opened)
    card = add_card(
        by=SYSTEM, at=at, check_point=first.check_point, kind="fail", caption="有污水", picture=photo(at, "blue")
    )
    sign_in(client, "su_qing")
    own = reverse("field:calibration", args=[opened.pk])
    assert own in client.get(reverse("desk:home")).content.decode()
    [told_by_phone] = Phone(client).packet().json()["calibrations"]
    assert told_by_phone["address"] == own and (told_by_phone["judged"], told_by_phone["total"]) == (0, 3)
    one = reverse("field:scene", args=[first.pk])
    with django_assert_max_num_queries(26):
        told = client.get(one).content.decode()
    assert first.reason_zh not in told
    assert card.caption_zh not in told
    picture = reverse("field:scene_picture", args=[first.pictures.all()[0].pk])
    assert client.get(picture).headers["Content-Type"] == "image/jpeg"
    assert client.post(one, {"verdict": "fail"}).url == reverse("field:scene", args=[second.pk])
    assert 'aria-pressed="true"' in client.get(one).content.decode()
    assert client.post(reverse("field:scene", args=[third.pk]), {"verdict": "fail"}).url == reverse(
        "field:scene", args=[second.pk]
    )
    assert client.post(reverse("field:scene", args=[second.pk]), {"verdict": "fail"}).url == own
    assert first.reason_zh not in client.get(own).content.decode()
    end_calibration(by=city.actor("lin_yue"), at=at, calibration=opened)
    with django_assert_max_num_queries(26):
        shown = client.get(own)
    assert shown.context["leaning"] == "harsh"
    assert card.caption_zh in shown.content.decode()
    assert first.reason_zh in shown.content.decode()
    client.post(one, {"verdict": "pass"})
    assert not Judgement.objects.filter(verdict="pass").exists()


def test_only_the_office_sees_who_has_judged_how(
    client: Client, city: City, at: datetime, opened: Calibration, django_assert_max_num_queries: Any
) -> None:
    judge(city, at, "su_qing", opened, "fail", "fail")
    page = reverse("desk:calibration", args=[opened.pk])
    sign_in(client, "lin_yue")
    assert client.get(page).context["waiting_count"] == 2
    end = reverse("desk:end_calibration", args=[opened.pk])
    assert client.get(end).status_code == 200
    client.post(end, {"confirmed": 1})
    with django_assert_max_num_queries(26):
        shown = client.get(page)
    assert [one.person_name for one in shown.context["people"]] == ["苏晴"]
    for reader in ("deng_hai", "he_ping", "su_qing", "ma_jun"):
        sign_in(client, reader)
        for address in (page, reverse("desk:calibrations"), end):
            assert client.get(address).status_code == 404


VERDICTS = st.sampled_from(["pass", "fail", "not_applicable", "not_observed"])


@given(st.lists(st.tuples(VERDICTS, VERDICTS), max_size=30))
def test_a_result_stays_within_its_bounds_and_mirrors(pairs: list[tuple[str, str]]) -> None:
    found, mirrored = result(pairs), result([(verdict, reference) for reference, verdict in pairs])
    assert (found.agreed, found.share) == (mirrored.agreed, mirrored.share)
    assert found.share is None or 0 <= found.share <= 1
    if found.severity is not None and mirrored.severity is not None:
        assert -1 <= found.severity <= 1
        assert found.severity == -mirrored.severity
    assert leaning(found.severity) in ("", "harsh", "mild", "even")


def test_who_fails_everything_is_harsh() -> None:
    assert result([("pass", "fail")] * 3 + [("fail", "fail")]).severity == 0.75
    assert result([("fail", "pass")]).severity == -1
    assert result([("not_applicable", "fail")]).severity is None


def test_a_calibration_with_a_wrong_scene_is_cancelled_and_nobody_is_measured_by_it(
    client: Client, city: City, at: datetime, opened: Calibration
) -> None:
    judge(city, at, "su_qing", opened, "fail", "fail", "fail")
    address = reverse("desk:cancel_calibration", args=[opened.pk])
    sign_in(client, "su_qing")
    assert client.get(address).status_code == 404
    sign_in(client, "lin_yue")
    page = reverse("desk:calibration", args=[opened.pk])
    assert address in client.get(page).content.decode()
    assert client.post(address, {"reason": " "}).status_code == 200
    assert client.post(address, {"reason": "第2题照片拍错"}).url == page
    shown = client.get(page).content.decode()
    assert "第2题照片拍错" in shown and address not in shown
    assert Entry.objects.get(verb="calibrations.cancel_calibration").payload["reason"] == "第2题照片拍错"
    opened.refresh_from_db()
    assert opened.state == "cancelled"
    assert queries.own_calibrations(city.actor("su_qing")) == []
    sign_in(client, "su_qing")
    assert client.get(reverse("field:calibration", args=[opened.pk])).status_code == 404
    for deed in (
        lambda: judge(city, at, "su_qing", opened, "pass"),
        lambda: end_calibration(by=city.actor("lin_yue"), at=at, calibration=opened),
        lambda: cancel_calibration(by=city.actor("lin_yue"), at=at, calibration=opened, reason="再次取消"),
    ):
        with pytest.raises(Refused, match="wrong_state"):
            deed()


def test_a_planned_calibration_is_cancelled_too(city: City, at: datetime, calibration: Calibration) -> None:
    office = city.actor("lin_yue")
    with pytest.raises(Refused, match="missing"):
        cancel_calibration(by=office, at=at, calibration=calibration, reason="  ")
    assert cancel_calibration(by=office, at=at, calibration=calibration, reason="改期").state == "cancelled"
    with pytest.raises(Refused, match="wrong_state"):
        open_calibration(by=office, at=at, calibration=calibration)
