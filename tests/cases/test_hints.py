"""A contractor sends last month's picture again; Gao Yuan, who verifies, sees both, and says what it means."""

import io
from datetime import timedelta

import cv2
import pytest

from benchmarks.attacks import ATTACKS
from benchmarks.pen import Picture
from chuangcheng.cases.actions import dismiss_hint, note_case, submit_case
from chuangcheng.cases.jobs import compare_places
from chuangcheng.cases.queries import Hint, dossier, doubts_of, other_places
from chuangcheng.evidence.actions import store_file
from chuangcheng.evidence.index import unread
from chuangcheng.evidence.jobs import compare_picture
from chuangcheng.evidence.queries import File
from chuangcheng.journal.queries import entries
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, Refused
from tests.evidence.test_comparing import photo
from tests.remembered import remembered
from tests.stories import sign_in

TITLE = "图片提示"
REUSED = "出自同一张照片"


def stored(picture: Picture, at, name: str = "photo.jpg") -> File:
    content = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 88])[1].tobytes()
    return store_file(by=SYSTEM, at=at, name=name, content=io.BytesIO(content))


def read_all() -> None:
    """What the worker does with new pictures."""
    for pk in list(unread().values_list("pk", flat=True)):
        compare_picture.call(file_id=pk)


def handed_in(street, at, before: Picture, after: Picture):
    """A case with its picture of the fault, and submitted with one of the work."""
    case = street.accepted(at, photos=[stored(before, at, "before.jpg")])
    later = at + timedelta(hours=1)
    submit_case(
        by=street.actor("ma_jun"), at=later, case=case, cause="老化", measure="更换", photos=[stored(after, later)]
    )
    read_all()
    compare_places.call(case_id=case.pk)
    return case


@pytest.fixture
@remembered
def honest(street, at):
    """Xinhua South Road before and after, truly put right."""
    return handed_in(street, at, photo("market"), photo("market", 1))


@pytest.fixture
@remembered
def cheated(street, at, honest):
    """A month later the picture of the work is a part of the one from the honest case."""
    later = at + timedelta(days=30)
    return handed_in(street, later, photo("school gate"), ATTACKS["cropped 80% centre"](photo("market", 1)))


def page_of(client, case, who: str) -> str:
    sign_in(client, who)
    return client.get(f"/desk/cases/{case.pk}/").content.decode()


def test_an_honest_case_has_no_hint(client, honest) -> None:
    assert TITLE not in page_of(client, honest, "gao_yuan")


def test_the_verifier_sees_both_pictures_side_by_side(client, honest, cheated) -> None:
    page = page_of(client, cheated, "gao_yuan")
    assert REUSED in page and "截取其中一部分" in page
    assert f"/desk/cases/{honest.pk}/photos/" in page, "the earlier picture, from its own case"
    assert honest.number in page
    assert "似乎不是同一地点" in page, "before shows the school gate, after the market"
    assert TITLE not in page_of(client, honest, "gao_yuan"), "the earlier one is no suspect"


def test_the_unit_sees_no_hint_and_may_dismiss_none(client, street, at, cheated) -> None:
    assert TITLE not in page_of(client, cheated, "ma_jun")
    file = cheated.photos.filter(kind="after").get().file
    with pytest.raises(NotAllowed):
        dismiss_hint(by=street.actor("ma_jun"), at=at, case=cheated, file=file, code="other_place", reason="误报")


def test_who_may_not_see_the_other_record_learns_its_kind_and_day(client, street, at, honest, cheated) -> None:
    """A verifier for one unit's cases only; the earlier case has gone to another unit meanwhile."""
    from chuangcheng.cases.models import Case
    from chuangcheng.units.actions import define_post, grant_role
    from chuangcheng.units.queries import Role

    Case.objects.filter(pk=honest.pk).update(unit=street.city.units["DW35"])
    post = define_post(by=SYSTEM, at=at, unit=street.city.units["DW49"], code="v1", name_zh="核查员")
    grant_role(by=SYSTEM, at=at, post=post, role=Role.objects.get(code="verifier"), unit=street.city.units["DW26"])
    from chuangcheng.units.actions import appoint_person, vacate_post

    vacate_post(by=SYSTEM, at=at, post=street.city.posts["xu_lan"], reason="调任")
    appoint_person(by=SYSTEM, at=at, post=post, person=street.city.people["xu_lan"])
    page = page_of(client, cheated, "xu_lan")
    assert REUSED in page and "某一案件" in page
    assert honest.number not in page
    assert f"/desk/cases/{honest.pk}/" not in page


def test_a_hint_is_put_aside_with_a_reason_and_stays_to_be_read(client, street, at, cheated) -> None:
    sign_in(client, "gao_yuan")
    after, before = (cheated.photos.filter(kind=kind).get().file for kind in ("after", "before"))
    address = f"/desk/cases/{cheated.pk}/hints/"
    given = {"file": after.pk, "earlier": before.pk, "code": "other_place"}
    assert "请说明为何" in client.post(address, given, follow=True).content.decode()
    page = client.post(address, {**given, "reason": "同一路段另一侧"}, follow=True).content.decode()
    assert "同一路段另一侧" in page and "已排除" in page
    assert entries(verbs=["cases.dismiss_hint"]).get().payload["hint"] == "other_place"
    with pytest.raises(Refused) as refused:
        dismiss_hint(
            by=street.actor("gao_yuan"), at=at, case=cheated, file=after, code="other_place", reason="x", earlier=before
        )
    assert refused.value.code == "already_dismissed"
    for wrong in ({"file": "x"}, {"file": after.pk, "earlier": 10**9}, {}):
        assert client.post(address, {**given, **wrong, "earlier": wrong.get("earlier", "")}).status_code in (302, 404)


def test_the_picture_of_the_fault_sent_as_the_picture_of_the_work(client, street, at) -> None:
    case = handed_in(street, at, photo("station"), ATTACKS["brighter"](photo("station")))
    page = page_of(client, case, "gao_yuan")
    assert REUSED in page and "本案件整改前" in page


def test_the_same_file_twice_in_one_case_is_no_hint(client, street, at, honest) -> None:
    file = honest.photos.filter(kind="before").get().file
    note_case(by=street.actor("gao_yuan"), at=at + timedelta(hours=2), case=honest, text="再附一次", photos=[file])
    assert TITLE not in page_of(client, honest, "gao_yuan")


def test_the_very_same_file_in_another_case_is_a_hint(client, street, at, honest) -> None:
    file = honest.photos.filter(kind="after").get().file
    other = street.accepted(at + timedelta(days=3), photos=[])
    submit_case(
        by=street.actor("ma_jun"), at=at + timedelta(days=4), case=other, cause="老化", measure="更换", photos=[file]
    )
    assert "同一个文件" in page_of(client, other, "gao_yuan")


def test_cameras_are_asked_when_and_where(street, at, honest) -> None:
    rows = dossier(street.actor("gao_yuan"), honest)
    assert {one.code for one in doubts_of(honest, rows.photos)} == {"no_metadata"}
    after = next(one for one in rows.photos if one.kind == "after")
    after.file.taken_at, after.file.longitude, after.file.latitude = honest.found_at - timedelta(hours=2), 98.4, 39.772
    found: list[Hint] = [one for one in doubts_of(honest, rows.photos) if one.code != "no_metadata"]
    assert [one.code for one in found] == ["taken_long_before", "taken_elsewhere"], "older than the fault itself"
    assert other_places(rows.photos) == []


def test_the_page_with_hints_costs_a_bounded_number_of_queries(client, cheated, django_assert_max_num_queries) -> None:
    sign_in(client, "gao_yuan")
    client.get(f"/desk/cases/{cheated.pk}/")
    with django_assert_max_num_queries(30):
        client.get(f"/desk/cases/{cheated.pk}/")
