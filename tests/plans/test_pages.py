"""The office runs plans, feedback and meetings on the desk; units report; nobody sees what is not theirs."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuangcheng.places.models import Facility
from chuangcheng.plans.models import Feedback, Meeting, Milestone, ProgressFile, Resolution, Undertaking, UpgradeKind
from tests.cases.conftest import picture
from tests.plans.conftest import Office
from tests.plans.test_feedback import GOOD, take_in
from tests.plans.test_spreadsheet import _exported
from tests.stories import sign_in


def _shows(client: Client, address: str, most: int = 40) -> str:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200, answer
    assert len(captured) <= most, f"{len(captured)} queries"
    return answer.content.decode()


def _photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("完工.jpg", picture("blue").getvalue(), "image/jpeg")


def _drafted(client: Client, office: Office) -> dict[str, Any]:
    """Lin Yue drafts a task under the scheme; what is wrong stays in the form. Returns what she gave."""
    parent = office["FA2026-1"]
    assert "FA2026-1" in _shows(client, reverse("desk:plans"))
    page = _shows(client, f"{reverse('desk:undertaking_new')}?parent={parent.pk}")
    assert "年度工作要点" not in page.split('name="kind"')[1].split("</select>")[0]
    given = {
        "code": "RW2026-07", "kind": "task", "name_zh": "校门口减速带补齐", "unit": office.city.units["DW26"].pk,
        "due_on": "2026-12-20", "weight": 2, "milestones": "勘查 @2026-11-01\n施工＠2026-12-01",
    }  # fmt: skip
    bad = client.post(f"{reverse('desk:undertaking_new')}?parent={parent.pk}", given | {"milestones": "勘查"})
    assert "第 1 行" in bad.content.decode()
    late = client.post(f"{reverse('desk:undertaking_new')}?parent={parent.pk}", given | {"due_on": "2027-01-20"})
    assert late.status_code == 200 and not Undertaking.objects.filter(code="RW2026-07").exists()
    answer = client.post(f"{reverse('desk:undertaking_new')}?parent={parent.pk}", given)
    assert answer.headers["Location"] == reverse("desk:undertaking", args=[office["RW2026-07"].pk])
    return given


def test_a_task_on_the_desk_from_draft_to_done(client: Client, office: Office, at: datetime) -> None:
    sign_in(client, "lin_yue")
    given, parent = _drafted(client, office), office["FA2026-1"]
    task = office["RW2026-07"]
    assert Milestone.objects.filter(undertaking=task).count() == 2

    def move(name: str, **values: Any) -> Any:
        return client.post(reverse("desk:undertaking_move", args=[task.pk, name]), values)

    edit = {**given, "post": office.city.posts["ma_jun"].pk, "standards": ""}
    assert move("edit_undertaking", **edit).status_code == 302
    assert move("report_progress", percent=10, text="开工").status_code == 404
    assert move("confirm_undertaking").status_code == 302
    for name in ("edit_undertaking", "postpone_undertaking", "pass_on_undertaking", "drop_undertaking"):
        _shows(client, reverse("desk:undertaking_move", args=[task.pk, name]))
    assert move("postpone_undertaking", due_on="2026-12-22", reason="设备晚到").status_code == 302

    sign_in(client, "ma_jun")
    assert "校门口减速带补齐" in _shows(client, reverse("desk:home"), 45)
    assert move("confirm_done").status_code == 404
    stone = Milestone.objects.get(name_zh="勘查")
    answer = move("report_progress", percent=50, text="已装一半", reached=[stone.pk], evidence=_photo())
    assert answer.status_code == 302 and Milestone.objects.get(pk=stone.pk).reached_on == at.date()
    assert "请" in move("report_done", text="完成").content.decode()
    assert move("report_done", text="完成", evidence=_photo()).status_code == 302
    file = ProgressFile.objects.order_by("pk")[0]
    for variant, status in (("thumbnail", 200), ("shown", 200), ("original", 404), ("large", 404)):
        assert client.get(reverse("desk:progress_file", args=[file.pk, variant])).status_code == status
    sign_in(client, "luo_jia")
    assert client.get(reverse("desk:progress_file", args=[file.pk, "shown"])).status_code == 404
    assert client.get(reverse("desk:undertaking", args=[task.pk])).status_code == 404

    sign_in(client, "lin_yue")
    assert "校门口减速带补齐" in _shows(client, reverse("desk:home"), 45)
    assert move("confirm_done", note="现场看过").status_code == 302
    page = _shows(client, reverse("desk:undertaking", args=[parent.pk]))
    assert "÷ 2 = 100%" in page
    page = _shows(client, reverse("desk:undertaking", args=[task.pk]))
    assert "已装一半" in page and "现场看过" not in page.split("历史")[0]


def test_lists_charts_and_reports_stay_bounded(client: Client, office: Office, at: datetime) -> None:
    sign_in(client, "lin_yue")
    for number in range(30):
        office.draft(f"T-{number:02d}", "task", "FA2026-1", ("DW26", "DW35")[number % 2])
    office.confirm("T-00", "RW2026-01")
    top, under = office["SN26"], office["FA2026-1"]
    client.post(reverse("desk:plan_confirm_all", args=[under.pk]), {"confirmed": 1})
    assert not Undertaking.objects.filter(state="drafted").exists()
    assert client.get(reverse("desk:plan_confirm_all", args=[under.pk])).status_code == 404
    listed = {"plans": 30, "plan_tasks": 30, "plan_slippage": 30, "plan_calendar": 25, "plan_themes": 25}
    listed |= {"plan_upgrades": 30, "upgrade_kinds": 20, "slippage_rule": 20}
    for name, most in listed.items():
        _shows(client, reverse(f"desk:{name}"), most)
    page = _shows(client, f"{reverse('desk:plan_tasks')}?words=T-0&state=open&slip=&unit=&theme=x&year=2026")
    assert "T-09" in page and "T-10" not in page
    chart = _shows(client, reverse("desk:plan_gantt", args=[top.pk]), 30)
    assert chart.count("<rect") == 2 * Undertaking.objects.count() and "gantt-today" in chart
    month = _shows(client, f"{reverse('desk:plan_calendar')}?month=2026-12", 25)
    assert "31" in month and "还有" in month
    for odd in ("month=2026-13", "month=x", "month=99999-1"):
        _shows(client, f"{reverse('desk:plan_calendar')}?{odd}", 25)
    _shows(client, reverse("desk:undertaking", args=[under.pk]), 40)
    client.post(reverse("desk:slippage_rule"), {"silent_days": 45})
    assert "45" in _shows(client, reverse("desk:plan_slippage"))


def test_a_plan_as_a_file_on_the_desk(client: Client, office: Office, at: datetime) -> None:
    sign_in(client, "lin_yue")
    answer = client.get(reverse("desk:plan_export", args=[office["SN26"].pk]))
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    address = reverse("desk:plans_import")
    upload = {"file": SimpleUploadedFile("计划.xlsx", content), "replaces": "on"}
    page = client.post(address, upload)
    assert page.context["preview"]["rows"] == page.context["preview"]["errors"] == []
    rows = ("RW-X,任务,FA2026-1,新任务,交通局,2026-12-01", "RW-Y,任务,无,坏任务,交通局,2026-12-01")
    text = "\n".join(("编码,类别,上级编码,名称,责任单位,完成时限", *rows))
    page = client.post(address, {"file": SimpleUploadedFile("计划.csv", text.encode())})
    assert page.context["preview"]["added_count"] == 1 and page.context["preview"]["refused_count"] == 1
    client.post(address, {"upload": page.context["upload"].pk, "replaces": "0"})
    assert office["RW-X"].unit.code == "DW26"
    bad = client.post(address, {"file": SimpleUploadedFile("计划.xlsx", b"PK\x03\x04no")})
    assert bad.status_code == 200 and bad.context["form"].errors
    assert client.get(reverse("desk:plan_copy", args=[office["YD2026"].pk])).status_code == 200
    answer = client.post(reverse("desk:plan_copy", args=[office["YD2026"].pk]), {"year": 2027})
    assert answer.headers["Location"] == reverse("desk:undertaking", args=[office["YD2027"].pk])
    assert len(_exported()) > 1000


def test_a_project_on_the_page_of_its_toilet(client: Client, office: Office, at: datetime) -> None:
    sign_in(client, "lin_yue")
    toilet = Facility.objects.get(code="GC0001")
    given = {
        "code": "GZ02",
        "name_zh": "母婴室建设",
        "facility_kinds": "FK01",
        "equipment": "barrier_free=1",
        "is_active": "on",
    }
    assert client.post(reverse("desk:upgrade_kind_new"), given | {"equipment": "x=1"}).status_code == 200
    assert client.post(reverse("desk:upgrade_kind_new"), given).status_code == 302
    kind = UpgradeKind.objects.get(code="GZ02")
    assert client.post(reverse("desk:upgrade_kind", args=[kind.pk]), given | {"name_zh": "母婴室"}).status_code == 302
    values = {
        "code": "GZ-01", "kind": "task", "name_zh": "新华1号公厕改造", "unit": office.city.units["DW26"].pk,
        "due_on": "2026-12-20", "weight": 1, "upgrade": kind.pk, "place": f"facility:{toilet.pk}",
    }  # fmt: skip
    client.post(f"{reverse('desk:undertaking_new')}?parent={office['FA2026-1'].pk}", values)
    project = office["GZ-01"]
    assert project.equipment_after == {"barrier_free": True}
    page = _shows(client, reverse("desk:undertaking_move", args=[project.pk, "edit_undertaking"]))
    assert "equipment_grab_rail_seats" in page
    office.confirm("GZ-01")
    assert "新华1号公厕改造" in _shows(client, reverse("desk:facility", args=[toilet.pk]), 45)
    assert "新华1号公厕改造" in _shows(client, reverse("desk:plan_upgrades"))
    sign_in(client, "ma_jun")
    before = SimpleUploadedFile("改造前.jpg", picture("red").getvalue(), "image/jpeg")
    half = {"percent": 50, "text": "过半", "before": before}
    client.post(reverse("desk:undertaking_move", args=[project.pk, "report_progress"]), half)
    assert _shows(client, reverse("desk:undertaking", args=[project.pk]), 45).count("before-after") == 0
    done = {
        "text": "完工",
        "evidence": _photo(),
        "equipment_grab_rail_seats": 2,
        "equipment_squat_pans": 4,
        "equipment_barrier_free": "1",
    }
    client.post(reverse("desk:undertaking_move", args=[project.pk, "report_done"]), done)
    sign_in(client, "lin_yue")
    client.post(reverse("desk:undertaking_move", args=[project.pk, "confirm_done"]), {})
    assert Facility.objects.get(pk=toilet.pk).equipment == {"grab_rail_seats": 2, "squat_pans": 4, "barrier_free": True}
    was, now = project.reports.order_by("pk").values_list("files", flat=True)
    for address in (reverse("desk:facility", args=[toilet.pk]), reverse("desk:undertaking", args=[project.pk])):
        page = _shows(client, address, 46)
        assert all(reverse("desk:progress_file", args=[pk, "shown"]) in page for pk in (was, now)), address
        assert "改造前" in page and "改造后" in page


def test_feedback_on_the_desk(client: Client, city: Any, street: Any, edition: Any, at: datetime) -> None:
    sign_in(client, "lin_yue")
    address = reverse("desk:feedback_import")
    _shows(client, address)
    about = {
        "code": "SJ2025",
        "name_zh": "2025年度省级测评反馈",
        "level": "provincial",
        "year": 2025,
        "received_on": "2026-11-20",
    }
    page = client.post(address, about | {"file": SimpleUploadedFile("反馈.csv", GOOD.encode())})
    assert page.context["preview"].added_count == 3
    hidden = dict(page.context["hidden"])
    client.post(address, hidden | {"upload": page.context["upload"].pk})
    made = Feedback.objects.get()
    page_text = _shows(client, reverse("desk:feedback", args=[made.pk]), 30)
    assert "管理松懈" in page_text and "扣 10 分" in page_text and "扣 0.6 分" in page_text
    for query in ("became=open", "became=held", "standard=C1.1.1", "became=x"):
        _shows(client, f"{reverse('desk:feedback', args=[made.pk])}?{query}", 30)
    assert "2025年度省级测评反馈" in _shows(client, reverse("desk:feedbacks"))
    assert client.get(reverse("desk:feedback_export", args=[made.pk])).status_code == 200
    case = made.shortfalls.get(number=1).case
    assert "2025年度省级测评反馈" in _shows(client, reverse("desk:case", args=[case.pk]), 60)
    sign_in(client, "ma_jun")
    page_text = _shows(client, reverse("desk:feedback", args=[made.pk]), 30)
    assert "主干道井盖缺损" in page_text and "市场内占道经营" not in page_text
    assert client.get(address).status_code == 404
    sign_in(client, "xu_lan")
    assert client.get(reverse("desk:feedback", args=[made.pk])).status_code == 404


def test_a_meeting_on_the_desk(client: Client, office: Office, street: Any, edition: Any, at: datetime) -> None:
    take_in(office.city, at)
    case = street.dispatched()
    sign_in(client, "lin_yue")
    starts = (at + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    given = {"kind": "push", "name_zh": "全市创建工作推进会", "starts_at": starts, "room_zh": "三楼会议室"}
    answer = client.post(reverse("desk:meeting_new"), given)
    meeting = Meeting.objects.get()
    assert answer.headers["Location"] == reverse("desk:meeting_agenda", args=[meeting.pk])
    agenda = reverse("desk:meeting_agenda", args=[meeting.pk])
    _shows(client, agenda)
    client.post(agenda, {"words": "传达反馈", "case": [case.pk], "task": [office["RW2026-01"].pk, "x"], "more": "1"})
    assert meeting.agenda.count() == 3
    last = meeting.agenda.latest("position")
    client.post(agenda, {"words": "", f"position_{last.pk}": "1", "remove": [], "position_x": "2"})
    assert meeting.agenda.order_by("position")[0] == last

    def move(name: str, **values: Any) -> Any:
        return client.post(reverse("desk:meeting_move", args=[meeting.pk, name]), values)

    unit = office.city.units["DW26"]
    page = _shows(client, reverse("desk:meeting_move", args=[meeting.pk, "invite_units"]))
    assert f'value="{unit.pk}" selected' in page
    assert move("invite_units", units=[unit.pk]).status_code == 302
    assert move("hold_meeting", present=[unit.pk]).status_code == 200
    assert move("conclude_meeting").status_code == 404
    sign_in(client, "ma_jun")
    assert "三楼会议室" in _shows(client, reverse("desk:meeting", args=[meeting.pk]))
    assert move("cancel_meeting", reason="不去").status_code == 404
    assert client.get(agenda).status_code == 404
    sign_in(client, "xu_lan")
    assert client.get(reverse("desk:meeting", args=[meeting.pk])).status_code == 404

    _concluded(client, office, meeting, case, at)


def _concluded(client: Client, office: Office, meeting: Meeting, case: Any, at: datetime) -> None:
    """It took place half an hour ago: attendance, minutes, resolutions, what came of one."""
    unit = office.city.units["DW26"]

    def move(name: str, **values: Any) -> Any:
        return client.post(reverse("desk:meeting_move", args=[meeting.pk, name]), values)

    Meeting.objects.filter(pk=meeting.pk).update(starts_at=at - timedelta(minutes=30))
    sign_in(client, "lin_yue")
    assert move("hold_meeting", present=[unit.pk]).status_code == 302
    assert move("write_minutes", text="会议强调逐项销号").status_code == 302
    _shows(client, reverse("desk:meeting_move", args=[meeting.pk, "add_resolution"]))
    due = (at + timedelta(days=9)).date().isoformat()
    base = {"text": "十日内修复", "unit": unit.pk, "due_on": due}
    assert move("add_resolution", **base, case=str(case.pk)).status_code == 302
    assert move("add_resolution", **base, task_under=office["FA2026-1"].pk).status_code == 302
    assert move("add_resolution", **base, case="99999").status_code == 200
    assert move("conclude_meeting").status_code == 302
    page = _shows(client, reverse("desk:meeting", args=[meeting.pk]))
    assert "HY2026-001-2" in page and "会议强调逐项销号" in page
    assert "十日内修复" in _shows(client, reverse("desk:open_resolutions"))
    first = Resolution.objects.get(position=1)
    _shows(client, reverse("desk:resolution_settle", args=[first.pk]))
    client.post(reverse("desk:resolution_settle", args=[first.pk]), {"result": "已修复"})
    assert Resolution.objects.get(position=1).state == "settled"
    assert "全市创建工作推进会" in _shows(client, reverse("desk:meetings"))


@pytest.mark.parametrize("who", ["wu_di", "su_qing"])
def test_others_do_not_know_that_there_are_plans(client: Client, office: Office, who: str) -> None:
    sign_in(client, who)
    for name in ("plans", "plan_tasks", "feedbacks", "meetings", "plan_calendar"):
        assert client.get(reverse(f"desk:{name}")).status_code == 404
    assert client.get(reverse("desk:undertaking", args=[office["SN26"].pk])).status_code == 404
