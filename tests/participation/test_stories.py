"""Tang Yi's desk: a report becomes a case, is joined, declined, answered, objected to, and forgotten."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from chuangcheng.cases.actions import accept_case, close_case, dispatch_case, merge_case, submit_case
from chuangcheng.cases.models import Case, Category
from chuangcheng.evidence.actions import examine_file, redact_picture, store_file
from chuangcheng.evidence.models import File
from chuangcheng.journal.models import Entry, Personal
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.participation import queries, rules
from chuangcheng.participation.actions import (
    Said,
    accept_report,
    ask_review,
    block,
    confirm_answer,
    decline_report,
    draft_answer,
    erase_report,
    follow_report,
    forget_contacts,
    keep_upload,
    lift_block,
    merge_report,
    object_to_answer,
    publish_answer,
    publish_report,
    rate_answer,
    read_contact,
    reconsider_report,
    reopen_report,
    settle_review,
    sweep_uploads,
    take_in_report,
)
from chuangcheng.participation.jobs import draft_answers
from chuangcheng.participation.models import Contact, Report, ReportPhoto, ReportState, Tally
from chuangcheng.places.rules.coordinates import from_wgs84
from tests.participation.conftest import EAST, NORTH, PHONE, picture, reported
from tests.stories import City

HOLE = "B0101"


def hole() -> Category:
    return Category.objects.get(code=HOLE)


def taken_up(street: City, at: datetime, **more: Any) -> Report:
    report = reported(at, category=hole(), **more)
    return accept_report(by=street.actor("tang_yi"), at=at, report=report, description="新华南路井盖塌陷")


def put_right(street: City, case: Case, at: datetime) -> Case:
    """The transport bureau puts it right, Gao Yuan looks."""
    office, unit = street.actor("lin_yue"), street.actor("ma_jun")
    case.refresh_from_db()
    dispatch_case(by=office, at=at, case=case, unit=street.units["DW26"], reason="属地责任")
    accept_case(by=unit, at=at, case=case)
    from io import BytesIO

    photo = store_file(by=unit, at=at, name="after.jpg", content=BytesIO(picture()))
    submit_case(by=unit, at=at, case=case, cause="老化", measure="已更换井盖。", photos=[photo])
    return close_case(by=street.actor("gao_yuan"), at=at, case=case)


def test_a_report_waits_within_eight_working_hours_of_a_winter_day_of_seven(street: City, at: datetime) -> None:
    report = reported(at)
    assert report.state == ReportState.RECEIVED
    assert report.wanted_at == datetime.fromisoformat("2026-11-25T10:30:00+08:00")
    friday = datetime.fromisoformat("2026-11-27T16:30:00+08:00")
    assert reported(friday, origin="b").wanted_at.isoformat().startswith("2026-11-30")


def test_the_same_phone_sends_it_twice_and_it_is_one_report(street: City, at: datetime) -> None:
    import uuid

    from chuangcheng.participation.actions import Sent, receive_report

    sent = Sent(uuid.uuid4(), "a", worked=True)
    said = Said("路灯不亮了三天", queries.of_point(EAST, NORTH, "wgs84"))
    first = receive_report(by=SYSTEM, at=at, said=said, sent=sent)
    assert receive_report(by=SYSTEM, at=at, said=said, sent=sent) == first
    assert Report.objects.count() == 1


def test_without_the_small_work_a_person_looks_first(street: City, at: datetime) -> None:
    import uuid

    from chuangcheng.participation.actions import Sent, receive_report, release_report

    said = Said("路灯不亮了三天", queries.of_point(EAST, NORTH, "wgs84"))
    report = receive_report(by=SYSTEM, at=at, said=said, sent=Sent(uuid.uuid4(), "a"))
    assert (report.state, report.hold_reason) == (ReportState.HELD, "no_work")
    with pytest.raises(Refused, match="wrong_state"):
        publish_report(by=street.actor("tang_yi"), at=at, report=report, text="路灯不亮")
    release_report(by=street.actor("tang_yi"), at=at, report=report)
    assert report.state == ReportState.RECEIVED


def test_floods_are_held_and_then_refused_and_tomorrow_is_another_day(street: City, at: datetime) -> None:
    states = [reported(at, f"第{n}次报告路灯不亮").state for n in range(rules.A_DAY)]
    assert states.count(ReportState.RECEIVED) == rules.DOUBTFUL_A_DAY
    with pytest.raises(Refused, match="flood"):
        reported(at, "再来一次路灯不亮")
    assert reported(at, "别人家的路灯不亮", origin="b").state == ReportState.RECEIVED
    assert queries.origin_of("10.0.0.1", at.date()) != queries.origin_of("10.0.0.1", at.date() + timedelta(days=1))


def test_a_block_holds_with_a_reason_and_can_be_lifted(street: City, at: datetime) -> None:
    office = street.actor("lin_yue")
    words = block(by=office, at=at, kind="words", value="低价办证", reason="广告")
    number = block(by=office, at=at, kind="telephone", value=PHONE, reason="骚扰电话")
    assert PHONE not in number.value and number.shown == "…8000"
    assert reported(at, "这里低价办证找我").hold_reason == "blocked"
    assert reported(at, "路灯不亮三天了", origin="b", phone="138 0013 8000").hold_reason == "blocked"
    lift_block(by=office, at=at, block=words, reason="已处理")
    assert reported(at, "有人低价办证请管一管", origin="c").state == ReportState.RECEIVED
    with pytest.raises(Refused, match="too_short"):
        block(by=office, at=at, kind="words", value="我", reason="太短")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("井盖", "too_short"),
        ("井" * 2001, "too_long"),
        ("字" * 10_000_000, "too_long"),
        ("井盖\0没有了吗", "control_characters"),
    ],
)
def test_texts_that_are_none_are_refused(street: City, at: datetime, text: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        reported(at, text)


@pytest.mark.parametrize(
    "text", ["🚮🚮🚮🚮🚮🚮", "مشكلة في الشارع", "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ", "𠮷野家门口路灯不亮", "<script>alert(1)</script>"]
)
def test_every_script_is_taken(street: City, at: datetime, text: str) -> None:
    assert reported(at, text).description == text


def test_a_place_outside_the_city_is_refused(street: City, at: datetime) -> None:
    from chuangcheng.places.actions import define_area

    ring = [[98.2, 39.7], [98.4, 39.7], [98.4, 39.9], [98.2, 39.9], [98.2, 39.7]]
    boundary = {"type": "Polygon", "coordinates": [ring]}
    define_area(by=SYSTEM, at=at, code="JYG", name_zh="嘉峪关市", level="city", boundary=boundary)
    assert queries.of_point(EAST, NORTH, "wgs84").area.code == "JYG"
    for point in ((116.4, 39.9), (0.0, 0.0)):
        with pytest.raises(Refused, match="outside_city"):
            queries.of_point(*point, "wgs84")
    with pytest.raises(Refused, match="off_earth"):
        queries.of_point(400, 39, "wgs84")
    for datum in ("gcj02", "bd09"):
        shown = from_wgs84(EAST, NORTH, datum)
        assert abs(shown[0] - EAST) > 0.0001
        taken = queries.of_point(*shown, datum)
        assert taken.longitude == pytest.approx(EAST, abs=1e-6)
        assert taken.latitude == pytest.approx(NORTH, abs=1e-6)


def test_words_find_the_most_exact_place(street: City, at: datetime) -> None:
    assert queries.of_words("新华0号公共卫生间里没有水").facility.code == "GC0"  # type: ignore[union-attr]
    assert queries.of_words("新华南路和长城路口").segment.code == "LD01"  # type: ignore[union-attr]
    assert queries.of_words("五一街道某小区").area.code == "GC-WJ"
    assert queries.of_words("说不清的地方").area.code == "JYG"


def test_tang_yi_takes_it_up_as_a_case(street: City, at: datetime) -> None:
    report = taken_up(street, at, phone=PHONE)
    case = report.case
    assert case is not None
    assert (case.source, case.description, case.category.code) == ("citizen", "新华南路井盖塌陷", HOLE)
    with pytest.raises(Refused, match="wrong_state"):
        decline_report(by=street.actor("tang_yi"), at=at, report=report, reason="not_ours", text="不属本市")


def test_the_transport_bureau_may_not_decide(street: City, at: datetime) -> None:
    report = reported(at, category=hole())
    with pytest.raises(NotAllowed):
        accept_report(by=street.actor("ma_jun"), at=at, report=report)


def test_the_reasons_say_what_may_be_the_same_and_whose_it_is(street: City, at: datetime) -> None:
    first = reported(at, category=hole())
    second = reported(at, "新华南路的井盖塌陷，太危险了", origin="b", category=hole())
    other = reported(at, "菜市场门口污水横流没人管", origin="c", place=queries.of_point(EAST + 0.02, NORTH, "wgs84"))
    matches = queries.possible_duplicates(second, at)
    assert [one.report for one in matches] == [first]
    assert len(matches[0].reasons) == 3
    assert queries.possible_duplicates(other, at) == []
    assert queries.possible_units(second, at)[0].unit.code == "DW26"
    assert set(queries.suggested("路边的井盖塌陷")[0].words) == {"井盖", "塌陷"}


def test_a_second_report_is_joined_and_sees_the_way_of_the_first(street: City, at: datetime) -> None:
    clerk = street.actor("tang_yi")
    first, second = taken_up(street, at), reported(at, origin="b", category=hole())
    merge_report(by=clerk, at=at, report=second, into=first)
    assert second.case == first.case
    third = reported(at, origin="c")
    with pytest.raises(Refused, match="not_there"):
        merge_report(by=clerk, at=at, report=third, into=second)
    with pytest.raises(Refused, match="joined_to_itself"):
        merge_report(by=clerk, at=at, report=third, into=third)


def test_a_refusal_has_a_reason_and_a_text_and_can_be_reviewed(street: City, at: datetime) -> None:
    clerk, office = street.actor("tang_yi"), street.actor("lin_yue")
    report = reported(at)
    with pytest.raises(Refused, match="missing"):
        decline_report(by=clerk, at=at, report=report, reason="not_ours", text=" ")
    decline_report(by=clerk, at=at, report=report, reason="not_ours", text="该路段属铁路部门，请拨打12306。")
    ask_review(by=SYSTEM, at=at, report=report, text="铁路说归市里管")
    with pytest.raises(NotAllowed):
        settle_review(by=clerk, at=at, report=report, text="维持")
    reopen_report(by=office, at=at, report=report, text="经核实属于市管道路")
    assert (report.state, report.decline_reason) == (ReportState.RECEIVED, "")
    decline_report(by=clerk, at=at, report=report, reason="not_found", text="现场未发现")
    reconsider_report(by=clerk, at=at, report=report, text="照片显示确有其事")
    assert report.state == ReportState.RECEIVED


def test_the_answer_is_drafted_from_the_case_and_published_by_a_person(street: City, at: datetime) -> None:
    clerk, report = street.actor("tang_yi"), taken_up(street, at)
    with pytest.raises(Refused, match="not_done"):
        publish_answer(by=clerk, at=at, report=report, text="已处理")
    put_right(street, report.case, at)
    draft_answers.func(case_id=report.case_id)
    report = queries.get_report_for(clerk, report.pk)
    draft = report.replies.get()
    assert "交通" in draft.text_zh and "已更换井盖" in draft.text_zh
    assert draft_answer(by=SYSTEM, at=at, report=report) is None
    with pytest.raises(Refused, match="names_somebody"):
        publish_answer(by=clerk, at=at, report=report, text=f"已电话告知{PHONE}")
    publish_answer(by=clerk, at=at, report=report, text=draft.text_zh)
    rate_answer(by=SYSTEM, at=at, report=report, satisfaction=3)
    with pytest.raises(Refused, match="rated"):
        rate_answer(by=SYSTEM, at=at, report=report, satisfaction=1)
    confirm_answer(by=SYSTEM, at=at, report=report)
    assert (report.state, report.satisfaction) == (ReportState.CONFIRMED, 3)


def test_an_objection_reopens_once_and_then_goes_to_review(street: City, at: datetime) -> None:
    clerk, report = street.actor("tang_yi"), taken_up(street, at)
    case = put_right(street, report.case, at)
    report.refresh_from_db()
    publish_answer(by=clerk, at=at, report=report, text="已更换井盖，谢谢。")
    object_to_answer(by=SYSTEM, at=at, report=report, text="还是晃")
    case.refresh_from_db()
    assert (report.state, case.state, case.reopen_count) == (ReportState.TAKEN_UP, "registered", 1)
    put_right(street, case, at)
    report = queries.get_report_for(clerk, report.pk)
    publish_answer(by=clerk, at=at, report=report, text="已再次加固。")
    with pytest.raises(Refused, match="objected_before"):
        object_to_answer(by=SYSTEM, at=at, report=report, text="还是晃")
    ask_review(by=SYSTEM, at=at, report=report, text="还是晃")
    settle_review(by=street.actor("lin_yue"), at=at, report=report, text="经第三方检测合格。")
    assert report.state == ReportState.SETTLED
    assert report.replies.last().text_zh == "经第三方检测合格。"  # type: ignore[union-attr]


def test_me_too_counts_once_and_opens_nothing(street: City, at: datetime) -> None:
    report = taken_up(street, at)
    publish_report(by=street.actor("tang_yi"), at=at, report=report, text="井盖塌陷")
    for origin in ("x", "x", "y"):
        follow_report(by=SYSTEM, at=at, report=report, origin=origin)
    assert report.followers.count() == 2
    assert Case.objects.count() == 1


def test_contact_details_are_sealed_read_for_a_reason_and_forgotten(street: City, at: datetime) -> None:
    clerk, report = street.actor("tang_yi"), reported(at, phone=PHONE)
    assert PHONE not in Contact.objects.get().phone_sealed
    with pytest.raises(Refused, match="missing"):
        read_contact(by=clerk, at=at, report=report, reason="")
    assert read_contact(by=clerk, at=at, report=report, reason="核实地点")["phone"] == PHONE
    decline_report(by=clerk, at=at, report=report, reason="not_found", text="现场未发现")
    assert forget_contacts(by=SYSTEM, at=at + timedelta(days=100)) == 0
    assert forget_contacts(by=SYSTEM, at=at + timedelta(days=181)) == 1
    assert not Contact.objects.exists()
    assert Entry.objects.filter(verb="participation.forget_contacts").count() == 1
    assert not [one for one in Entry.objects.all() if PHONE in str(one.payload)]
    assert not [one for one in Personal.objects.all() if PHONE in str(one.__dict__)]


def test_the_writer_deletes_the_report_for_good(street: City, at: datetime) -> None:
    import uuid

    from chuangcheng.participation.actions import Sent, receive_report

    client_id = uuid.uuid4()
    photo = keep_upload(by=SYSTEM, at=at, client_id=client_id, content=picture(), origin="a")
    said = Said("井盖没了，我家孩子差点掉下去", queries.of_point(EAST, NORTH, "wgs84"), phone=PHONE)
    report = receive_report(by=SYSTEM, at=at, said=said, sent=Sent(client_id, "a", worked=True))
    assert report.photos.get().file == photo.file
    erase_report(by=SYSTEM, at=at, report=report)
    report.refresh_from_db()
    assert (report.description, report.state) == ("", ReportState.ERASED)
    assert not Contact.objects.exists() and not ReportPhoto.objects.exists() and not File.objects.exists()


def test_pictures_of_reports_that_never_came_are_swept(street: City, at: datetime) -> None:
    import uuid

    keep_upload(by=SYSTEM, at=at, client_id=uuid.uuid4(), content=picture(), origin="a")
    assert sweep_uploads(by=SYSTEM, at=at + timedelta(days=1)) == 0
    assert sweep_uploads(by=SYSTEM, at=at + timedelta(days=3)) == 1
    assert not File.objects.exists() and not Tally.objects.exists()


def test_only_an_examined_picture_can_be_let_through(street: City, at: datetime) -> None:
    import uuid

    from chuangcheng.participation.actions import Sent, receive_report

    client_id = uuid.uuid4()
    kept = keep_upload(by=SYSTEM, at=at, client_id=client_id, content=picture(), origin="a")
    said = Said("井盖没有了，快来修", queries.of_point(EAST, NORTH, "wgs84"))
    report = receive_report(by=SYSTEM, at=at, said=said, sent=Sent(client_id, "a", worked=True))
    photos, clerk = list(report.photos.all()), street.actor("tang_yi")
    with pytest.raises(Refused, match="unseen"):
        publish_report(by=clerk, at=at, report=report, text="井盖缺失", photos=photos)
    examine_file(by=SYSTEM, at=at, file=kept.file)
    with pytest.raises(Refused, match="not_looked_at"):
        publish_report(by=clerk, at=at, report=report, text="井盖缺失", photos=list(report.photos.all()))
    looked = redact_picture(by=clerk, at=at, file=File.objects.get(pk=kept.file_id))
    publish_report(by=clerk, at=at, report=report, text="井盖缺失", photos=list(report.photos.all()))
    assert queries.public_report([report])[0].photos == (looked.token,)
    with pytest.raises(Refused, match="kind_unknown"):
        keep_upload(by=SYSTEM, at=at, client_id=uuid.uuid4(), content=b"<html>not a picture</html>", origin="a")


def test_a_call_is_taken_down_with_the_same_words(street: City, at: datetime) -> None:
    said = Said("新华南路路灯不亮", queries.of_words("新华南路"), phone=PHONE)
    report = take_in_report(by=street.actor("tang_yi"), at=at, said=said, channel="call")
    assert (report.channel, report.segment.code) == ("call", "LD01")
    assert report.taken_in_by == street.tang_yi


def test_a_report_goes_along_when_its_case_is_merged(street: City, at: datetime) -> None:
    office = street.actor("lin_yue")
    report, other = taken_up(street, at), taken_up(street, at, origin="b")
    merge_case(by=office, at=at, case=other.case, into=report.case, reason="同一井盖")
    draft_answers.func(case_id=other.case_id)
    other = queries.get_report_for(office, other.pk)
    assert other.case == report.case
    assert not other.replies.exists()
    put_right(street, report.case, at)
    draft_answers.func(case_id=report.case_id)
    assert other.replies.get().state == "draft" and report.replies.get().state == "draft"
