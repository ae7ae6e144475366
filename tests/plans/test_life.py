"""A task from draft to done, by the people of the small city; a toilet is rebuilt; the plan goes into the next year."""

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, NotFound, Refused, Stale
from chuangcheng.kit.transitions import TransitionTable
from chuangcheng.places.models import Facility
from chuangcheng.plans import queries
from chuangcheng.plans.actions import (
    confirm_done,
    confirm_undertaking,
    copy_plan,
    drop_undertaking,
    edit_undertaking,
    pass_on_undertaking,
    postpone_undertaking,
    reopen_undertaking,
    report_done,
    report_progress,
    return_undertaking,
    set_slippage_rule,
)
from chuangcheng.plans.models import Milestone, Undertaking
from chuangcheng.plans.queries import Filters
from chuangcheng.plans.workflow import FIELD_NAMES, MEETINGS, UNDERTAKINGS
from chuangcheng.reactions.recipients import posts_to_tell
from chuangcheng.units.actions import appoint_person, vacate_post
from tests.plans.conftest import Office


def _told(verb: str, at: datetime) -> set[int]:
    return posts_to_tell(Entry.objects.filter(verb=verb).latest("pk"), at)


def test_a_task_is_done_when_somebody_else_says_so(office: Office, at: datetime) -> None:
    lin_yue, ma_jun, post = office.actor("lin_yue"), office.actor("ma_jun"), office.city.posts["ma_jun"]
    task = office["RW2026-01"]
    with pytest.raises(Refused, match="wrong_state"):
        report_progress(by=ma_jun, at=at, undertaking=task, percent=10, text="开工")
    with pytest.raises(NotAllowed):
        confirm_undertaking(by=ma_jun, at=at, undertaking=task)
    confirm_undertaking(by=lin_yue, at=at, undertaking=task)
    assert _told("plans.confirm_undertaking", at) == {post.pk}
    with pytest.raises(NotAllowed):
        report_progress(by=office.actor("luo_jia"), at=at, undertaking=task, percent=10, text="开工")
    with pytest.raises(Refused, match="missing"):
        report_progress(by=ma_jun, at=at, undertaking=task, percent=10, text=" ")
    with pytest.raises(Refused, match="out_of_range"):
        report_progress(by=ma_jun, at=at, undertaking=task, percent=101, text="开工")
    report_progress(by=ma_jun, at=at, undertaking=task, percent=40, text="已装200块", evidence=[office.evidence])
    with pytest.raises(Refused, match="missing"):
        report_done(by=ma_jun, at=at, undertaking=task, text="全部装好")
    report_done(by=ma_jun, at=at, undertaking=task, text="全部装好", evidence=[office.evidence])
    assert office.city.posts["lin_yue"].pk in _told("plans.report_done", at)
    return_undertaking(by=lin_yue, at=at, undertaking=task, reason="北段照片缺失")
    assert (task.state, task.return_count) == ("returned", 1)
    report_done(by=ma_jun, at=at, undertaking=task, text="已补北段", evidence=[office.evidence])
    confirm_done(by=lin_yue, at=at, undertaking=task)
    assert (office["RW2026-01"].state, office["RW2026-01"].ended_at) == ("done", at)
    reopen_undertaking(by=lin_yue, at=at, undertaking=task, reason="抽查发现缺失")
    assert office["RW2026-01"].state == "under_way"


def test_nobody_confirms_the_own_report(office: Office, at: datetime) -> None:
    lin_yue, task = office.actor("lin_yue"), office["RW2026-02"]
    confirm_undertaking(by=lin_yue, at=at, undertaking=task)
    report_progress(by=lin_yue, at=at, undertaking=task, percent=90, text="现场查看")
    report_done(by=lin_yue, at=at, undertaking=task, text="完成", evidence=[office.evidence])
    for act in (confirm_done, return_undertaking):
        more = {"reason": "再看"} if act is return_undertaking else {}
        with pytest.raises(Refused, match="own_report"):
            act(by=lin_yue, at=at, undertaking=task, **more)  # type: ignore[operator]
    verbs = {move.verb for move in queries.moves_of(lin_yue, task)}
    assert not verbs & {"plans.confirm_done", "plans.return_undertaking"}


def test_two_people_at_once(office: Office, at: datetime) -> None:
    first, second = office["RW2026-01"], office["RW2026-01"]
    confirm_undertaking(by=office.actor("lin_yue"), at=at, undertaking=first)
    with pytest.raises(Stale):
        confirm_undertaking(by=office.actor("lin_yue"), at=at, undertaking=second)


def test_a_plan_is_confirmed_then_changed_by_acts_with_reasons(office: Office, at: datetime) -> None:
    lin_yue, task = office.actor("lin_yue"), office["RW2026-01"]
    edit_undertaking(
        by=lin_yue, at=at, undertaking=task, due_on=date(2026, 11, 30), milestones=[("招标", date(2026, 10, 1))]
    )
    with pytest.raises(Refused, match="after_parent"):
        edit_undertaking(by=lin_yue, at=at, undertaking=task, due_on=date(2027, 1, 1))
    with pytest.raises(Refused, match="milestone_late"):
        edit_undertaking(by=lin_yue, at=at, undertaking=task, milestones=[("验收", date(2026, 12, 1))])
    with pytest.raises(Refused, match="unknown_standard"):
        edit_undertaking(by=lin_yue, at=at, undertaking=task, standards=["C9.9.9"])
    confirm_undertaking(by=lin_yue, at=at, undertaking=task)
    with pytest.raises(Refused, match="fixed"):
        edit_undertaking(by=lin_yue, at=at, undertaking=task, due_on=date(2026, 12, 20))
    edit_undertaking(by=lin_yue, at=at, undertaking=task, text_zh="含支路")
    postpone_undertaking(by=lin_yue, at=at, undertaking=task, due_on=date(2026, 12, 20), reason="冬季停工")
    with pytest.raises(Refused, match="other_unit"):
        pass_on_undertaking(
            by=lin_yue, at=at, undertaking=task, unit=office.city.units["DW35"], reason="职责调整",
            post=office.city.posts["ma_jun"],
        )  # fmt: skip
    pass_on_undertaking(by=lin_yue, at=at, undertaking=task, unit=office.city.units["DW35"], reason="职责调整")
    assert (office["RW2026-01"].unit.code, office["RW2026-01"].due_on) == ("DW35", date(2026, 12, 20))
    with pytest.raises(Refused, match="has_parts"):
        drop_undertaking(by=lin_yue, at=at, undertaking=office["FA2026-1"], reason="并入明年")
    drop_undertaking(by=lin_yue, at=at, undertaking=task, reason="并入明年")
    reopen_undertaking(by=lin_yue, at=at, undertaking=task, reason="恢复实施")
    assert office["RW2026-01"].state == "drafted"


def test_what_stands_under_what(office: Office, at: datetime) -> None:
    for kind, parent in (("plan", "SN26"), ("key_points", "FA2026-1"), ("scheme", "RW2026-01"), ("task", "")):
        with pytest.raises(Refused, match="bad_parent"):
            office.draft("X-1", kind, parent)
    with pytest.raises(Refused, match="code_taken"):
        office.draft("RW2026-01", "task", "FA2026-1")
    with pytest.raises(Refused, match="bad_code"):
        office.draft("任务/一", "task", "FA2026-1")
    with pytest.raises(Refused, match="missing"):
        office.draft("X-1", "task", "FA2026-1", name_zh="")


def test_progress_rolls_up_and_says_how(office: Office, at: datetime) -> None:
    office.confirm("RW2026-01", "RW2026-02")
    report_progress(by=office.actor("ma_jun"), at=at, undertaking=office["RW2026-01"], percent=80, text="八成")
    found = queries.rolled_up([office["SN26"].path])
    scheme, plan = found[office["FA2026-1"].pk], found[office["SN26"].pk]
    assert (scheme.percent, plan.percent) == (Fraction(60), Fraction(60))  # (3 × 80 + 1 × 0) ÷ 4; drafts do not count
    assert sorted(part.weight for part in scheme.parts) == [1, 3]


def test_a_change_of_personnel_passes_the_task_with_the_post(office: Office, at: datetime) -> None:
    city, lin_yue = office.city, office.actor("lin_yue")
    task, post = office["RW2026-01"], city.posts["ma_jun"]
    edit_undertaking(by=lin_yue, at=at, undertaking=task, post=post)
    confirm_undertaking(by=lin_yue, at=at, undertaking=task)
    assert [one.code for one in queries.due_for(city.actor("ma_jun"), at, 60)] == ["RW2026-01"]
    later = at + timedelta(hours=1)
    vacate_post(by=SYSTEM, at=later, post=post)
    appoint_person(by=SYSTEM, at=later, post=post, person=city.people["su_qing"])
    after = at + timedelta(hours=2)
    assert [one.code for one in queries.due_for(city.actor("su_qing", after), after, 60)] == ["RW2026-01"]
    assert not queries.due_for(city.actor("ma_jun", after), after, 60).exists()


def test_what_slips_is_listed_with_its_reasons(office: Office, at: datetime) -> None:
    lin_yue = office.actor("lin_yue")
    office.draft(
        "RW2026-04", "task", "FA2026-1", "DW35", due_on=date(2026, 11, 20), milestones=[("摸底", date(2026, 9, 1))]
    )
    office.confirm("RW2026-01", "RW2026-04", at=at - timedelta(days=25))
    assert queries.slip_counts(lin_yue, at) == {"any": 1, "overdue": 1, "milestone": 1, "silent": 0}
    set_slippage_rule(by=lin_yue, at=at, silent_days=20)
    assert queries.slip_counts(lin_yue, at) == {"any": 2, "overdue": 1, "milestone": 1, "silent": 2}
    for reason in ("any", *queries.REASONS):
        listed = list(queries.undertakings_for(lin_yue, Filters(kind="task", slip=reason), at))
        reasons = queries.slips_of(listed, at)
        assert all(reason == "any" or reason in {one.reason for one in reasons[row.pk]} for row in listed)
    stone = Milestone.objects.get(name_zh="摸底")
    report_progress(
        by=office.actor("luo_jia"), at=at, undertaking=office["RW2026-04"], percent=50, text="摸底完成", reached=[stone]
    )
    assert queries.slip_counts(lin_yue, at) == {"any": 2, "overdue": 1, "milestone": 0, "silent": 1}
    with pytest.raises(Refused, match="out_of_range"):
        set_slippage_rule(by=lin_yue, at=at, silent_days=0)


def test_a_rebuilt_toilet_has_its_new_equipment(office: Office, at: datetime) -> None:
    toilet = Facility.objects.select_related("kind").get(code="GC0001")
    kind = queries.upgrade_kinds().get()
    with pytest.raises(Refused, match="no_place"):
        office.draft("GZ-X", "task", "FA2026-1", "DW26", upgrade=kind)
    office.draft("GZ-01", "task", "FA2026-1", "DW26", name_zh="新华1号公厕改造", upgrade=kind, facility=toilet)
    office.confirm("GZ-01")
    project, ma_jun = office["GZ-01"], office.actor("ma_jun")
    assert project.equipment_before == {"grab_rail_seats": 0, "squat_pans": 4}
    report_progress(by=ma_jun, at=at, undertaking=project, percent=60, text="铺贴完成")
    with pytest.raises(Refused, match="not_a_int"):
        report_done(
            by=ma_jun, at=at, undertaking=project, text="完工", evidence=[office.evidence],
            equipment_after={"grab_rail_seats": "多个"},
        )  # fmt: skip
    planned = {"grab_rail_seats": "3", "barrier_free": True}
    report_done(by=ma_jun, at=at, undertaking=project, text="完工", evidence=[office.evidence], equipment_after=planned)
    assert Facility.objects.get(code="GC0001").equipment == {"grab_rail_seats": 0, "squat_pans": 4}
    confirm_done(by=office.actor("lin_yue"), at=at, undertaking=office["GZ-01"])
    after = Facility.objects.get(code="GC0001")
    assert after.equipment == {"grab_rail_seats": 3, "squat_pans": 4, "barrier_free": True}
    assert (after.condition, after.condition_source) == ("good", "GZ-01 新华1号公厕改造")
    assert after.name_zh == toilet.name_zh and after.longitude == toilet.longitude
    assert [one.code for one in queries.projects_at(office.actor("lin_yue"), facility=toilet)] == ["GZ-01"]
    line = queries.upgrades_report(office.actor("lin_yue"), at)[0]
    assert (line.done, line.open, line.percent) == (1, 0, Fraction(100))


def test_a_unit_sees_its_own_tasks_and_what_was_issued_to_all(office: Office, at: datetime) -> None:
    ma_jun = office.actor("ma_jun")
    seen = set(queries.undertakings_for(ma_jun, Filters(), at).values_list("code", flat=True))
    assert seen == {"SN26", "YD2026", "FA2026-1", "RW2026-01", "RW2026-03"}
    with pytest.raises(NotFound):
        queries.get_undertaking_for(ma_jun, office["RW2026-02"].pk)
    with pytest.raises(NotFound):
        queries.get_undertaking_for(office.actor("wu_di"), office["SN26"].pk)


def test_the_plan_goes_into_the_next_year_without_its_progress(office: Office, at: datetime) -> None:
    lin_yue = office.actor("lin_yue")
    kind, toilet = queries.upgrade_kinds().get(), Facility.objects.get(code="GC0002")
    office.draft("GZ2026-2", "task", "FA2026-1", "DW26", upgrade=kind, facility=toilet)
    office.draft(
        "RW2026-09", "task", "RW2026-01", "DW26", due_on=date(2026, 5, 1), milestones=[("开工", date(2026, 3, 2))]
    )
    office.confirm("RW2026-01", "RW2026-02", "GZ2026-2")
    report_progress(by=office.actor("ma_jun"), at=at, undertaking=office["GZ2026-2"], percent=50, text="过半")
    report_done(
        by=office.actor("ma_jun"), at=at, undertaking=office["GZ2026-2"], text="完工", evidence=[office.evidence]
    )
    confirm_done(by=lin_yue, at=at, undertaking=office["GZ2026-2"])
    drop_undertaking(by=lin_yue, at=at, undertaking=office["RW2026-02"], reason="已纳入常态")
    made = copy_plan(by=lin_yue, at=at, undertaking=office["YD2026"], year=2027)
    assert (made.code, made.parent, made.origin) == ("YD2027", office["SN26"], office["YD2026"])
    assert made.name_zh == "2027年精神文明建设工作要点"
    copies = {one.code: one for one in Undertaking.objects.filter(path__startswith=made.path)}
    assert set(copies) == {"YD2027", "FA2027-1", "RW2027-01", "RW2027-03", "RW2027-09"}
    assert {one.state for one in copies.values()} == {"drafted"} and not any(one.percent for one in copies.values())
    assert copies["RW2027-09"].due_on == date(2027, 4, 30)  # the 1st of May is a day off, also as a plain Saturday
    assert copies["RW2027-09"].milestones.get().due_on == date(2027, 3, 2)
    with pytest.raises(Refused, match="copied_already"):
        copy_plan(by=lin_yue, at=at, undertaking=office["YD2026"], year=2027)
    with pytest.raises(Refused, match="same_year"):
        copy_plan(by=lin_yue, at=at, undertaking=office["YD2026"], year=2026)
    with pytest.raises(Refused, match="no_parent"):
        copy_plan(by=lin_yue, at=at, undertaking=office["RW2026-01"], year=2027)


@pytest.mark.parametrize("table", [UNDERTAKINGS, MEETINGS], ids=["undertakings", "meetings"])
def test_every_move_of_the_tables_has_a_label_and_known_fields(table: TransitionTable) -> None:
    for move in table.moves:
        assert str(move.label)
        assert set(move.carries) <= set(FIELD_NAMES)
