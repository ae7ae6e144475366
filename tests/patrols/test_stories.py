"""A market's patrol: from its lawful purpose to the alarm that names a place, and what is forgotten."""

import uuid
from datetime import datetime, time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from chuangcheng.journal.models import Entry, Personal
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, NotFound, Refused
from chuangcheng.notices.models import Message
from chuangcheng.patrols import jobs, queries
from chuangcheng.patrols.actions import (
    acknowledge_alarm,
    add_window,
    assign_window,
    cancel_window,
    define_point,
    define_team,
    edit_scheme,
    forget_scans,
    make_roster,
    switch_off,
    switch_on,
)
from chuangcheng.patrols.models import Alarm, Scan, Scheme, Window, WindowPoint
from chuangcheng.patrols.rules import Gap
from chuangcheng.places.models import Sign
from chuangcheng.reactions.jobs import tell
from chuangcheng.units.actions import vacate_post
from tests.patrols.conftest import MONDAY, PATROL, point, scan, team, window_of
from tests.stories import City


def test_without_purpose_basis_and_last_day_nothing_is_switched_on(patrol: City, at: datetime, scheme: Scheme) -> None:
    office = patrol.actor("lin_yue")
    given = {"purpose_zh": "消除隐患", "basis_zh": "管理办法", "ends_on": at.date() + timedelta(days=30)}
    for lacking in given:
        less = {**given, lacking: None if lacking == "ends_on" else " "}
        edit_scheme(by=office, at=at, scheme=scheme, name_zh=scheme.name_zh, **less)  # type: ignore[arg-type]
        with pytest.raises(Refused, match="missing"):
            switch_on(by=office, at=at, scheme=scheme)
    for days in (-1, 367):
        scheme = Scheme.objects.get()
        given["ends_on"] = at.date() + timedelta(days=days)
        edit_scheme(by=office, at=at, scheme=scheme, name_zh=scheme.name_zh, **given)  # type: ignore[arg-type]
        with pytest.raises(Refused, match="bad_end"):
            switch_on(by=office, at=at, scheme=scheme)
    with pytest.raises(IntegrityError), transaction.atomic():
        Scheme.objects.update(state="on", purpose_zh="")


def test_only_the_office_switches_on_the_market_bureau_runs_the_roster(
    patrol: City, at: datetime, running: Scheme
) -> None:
    luo_jia, xu_lan = patrol.actor("luo_jia"), patrol.actor("xu_lan")
    with pytest.raises(NotAllowed):
        switch_off(by=luo_jia, at=at, scheme=running, reason="不查了")
    make_roster(by=luo_jia, at=at, scheme=running, monday=MONDAY + timedelta(days=7))
    with pytest.raises(NotAllowed):
        make_roster(by=xu_lan, at=at, scheme=running, monday=MONDAY)
    assert queries.get_scheme_for(luo_jia, running.pk)
    with pytest.raises(NotFound):
        queries.get_scheme_for(xu_lan, running.pk)


def test_the_roster_follows_the_citys_calendar_and_keeps_what_was_edited(
    patrol: City, at: datetime, running: Scheme
) -> None:
    luo_jia = patrol.actor("luo_jia")
    days = queries.week(running, MONDAY, at)
    # Monday is over when the roster is made on Tuesday at 9:30; at the weekend only the staggered hours are walked.
    assert [len(day.windows) for day in days] == [0, 6, 6, 6, 6, 2, 2]
    first = window_of(running, at)
    other = team(running, "乙组" if first.team == team(running, "甲组") else "甲组")
    assign_window(by=luo_jia, at=at, window=first, team=other)
    assert make_roster(by=luo_jia, at=at, scheme=running, monday=MONDAY) == []
    assert Window.objects.get(pk=first.pk).team == other
    with pytest.raises(Refused, match="not_monday"):
        make_roster(by=luo_jia, at=at, scheme=running, monday=MONDAY + timedelta(days=1))
    past_the_end = make_roster(by=luo_jia, at=at, scheme=running, monday=MONDAY + timedelta(weeks=4))
    assert {window.starts_at.date() for window in past_the_end} == {MONDAY + timedelta(days=28 + n) for n in (0, 1)}


def test_gaps_are_shown_and_told_while_they_can_be_mended(patrol: City, at: datetime, running: Scheme) -> None:
    luo_jia = patrol.actor("luo_jia")
    tomorrow = at.date() + timedelta(days=1)
    hours = {"starts": time(6, 30), "ends": time(8), "on": tomorrow}
    early = add_window(by=luo_jia, at=at, scheme=running, **hours)
    assert queries.gaps_ahead(running, at) == [(early, Gap.NOBODY)]
    assert queries.schemes_with_gaps(luo_jia, at) == {running.pk: 1}

    jobs.watch.func()
    jobs.watch.func()
    (told,) = Entry.objects.filter(verb="patrols.warn_of_gap")
    tell.func(told.pk)
    assert set(Message.objects.filter(entry=told).values_list("post", flat=True)) == {patrol.posts["luo_jia"].pk}

    same_hours = add_window(by=luo_jia, at=at, scheme=running, team=team(running, "甲组"), **hours)
    assign_window(by=luo_jia, at=at, window=early, team=team(running, "乙组"))
    assert queries.gaps_ahead(running, at) == []
    with pytest.raises(Refused, match="double"):
        assign_window(by=luo_jia, at=at, window=early, team=team(running, "甲组"))
    vacate_post(by=SYSTEM, at=at, post=patrol.posts["ding_yi"])
    thin = {window.team_id for window, gap in queries.gaps_ahead(running, at) if gap == Gap.THIN}
    assert thin == {team(running, "甲组").pk}
    cancel_window(by=luo_jia, at=at, window=same_hours, reason="与街道联合检查重复")
    with pytest.raises(Refused, match="cancelled"):
        assign_window(by=luo_jia, at=at, window=same_hours, team=team(running, "乙组"))


def test_a_team_of_one_would_give_its_member_away(patrol: City, at: datetime, scheme: Scheme) -> None:
    with pytest.raises(Refused, match="too_few"):
        define_team(
            by=patrol.actor("lin_yue"),
            at=at,
            scheme=scheme,
            name_zh="丙组",
            unit=patrol.units["DW35"],
            posts=[patrol.posts["ding_yi"], patrol.posts["ding_yi"]],
        )


def _text_of(row: Entry) -> str:
    return f"{row.actor_id} {row.post_id} {row.payload} {row.personal_digest}"


def test_no_row_says_who_scanned(patrol: City, at: datetime, running: Scheme) -> None:
    """Two of one team scan: nothing in any table that a scan touches tells one from the other."""
    before = Entry.objects.order_by("-pk").values_list("pk", flat=True)[0]
    ours = team(running, "甲组")
    made = [
        scan(patrol.actor(key), at, point(running, name), ours)
        for key, name in (("ding_yi", "东门"), ("meng_er", "水产区"))
    ]
    rows = list(Entry.objects.filter(pk__gt=before))
    assert [row.verb for row in rows] == ["patrols.record_scan"] * 2
    texts = {_text_of(row).replace(code, "") for row in rows for code in (row.payload["point"],)}
    assert len(texts) == 1, "the rows differ in more than the place"
    assert {(row.actor_id, row.post_id) for row in rows} == {(None, None)}
    assert not Personal.objects.filter(entry__in=rows).exists()
    people = {field.name for field in Scan._meta.get_fields() if field.related_model is type(patrol.ding_yi)}
    assert not people
    columns = {field.name for field in Scan._meta.get_fields()}
    assert columns == {"id", "client_id", "point", "team", "window", "scanned_at"}
    # No table of the product has a row that names both a person of the team and one of the scans.
    ids = {str(one.client_id).replace("-", "") for one in made}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table == Scan._meta.db_table:
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                assert not any(one in str(row).replace("-", "") for one in ids), table


def test_only_the_team_scans_and_only_while_the_scheme_runs(patrol: City, at: datetime, running: Scheme) -> None:
    where, ours = point(running), team(running, "甲组")
    with pytest.raises(Refused, match="not_your_team"):
        scan(patrol.actor("song_san"), at, where, ours)
    with pytest.raises(NotAllowed):
        scan(patrol.actor("gao_yuan"), at, where, ours)
    ding_yi = patrol.actor("ding_yi")
    with pytest.raises(Refused, match="ahead_of_time"):
        scan(ding_yi, at, where, ours, scanned_at=at + timedelta(minutes=6))
    with pytest.raises(Refused, match="too_late"):
        scan(ding_yi, at + timedelta(hours=80), where, ours, scanned_at=at + timedelta(hours=1))
    with pytest.raises(Refused, match="not_on"):
        scan(ding_yi, at, where, ours, scanned_at=at - timedelta(minutes=61))
    after_the_end = at + timedelta(weeks=4, days=1)
    assert running.state_on(after_the_end.date()) == "ended"
    with pytest.raises(Refused, match="not_on"):
        scan(ding_yi, after_the_end, where, ours)
    switch_off(by=patrol.actor("lin_yue"), at=at + timedelta(hours=2), scheme=running, reason="整治结束")
    where = point(running)
    with pytest.raises(Refused, match="not_on"):
        scan(ding_yi, at + timedelta(hours=3), where, ours)
    scan(ding_yi, at + timedelta(hours=3), where, ours, scanned_at=at + timedelta(hours=1))


def test_a_scan_sent_twice_is_one_and_an_id_has_one_content(patrol: City, at: datetime, running: Scheme) -> None:
    ding_yi, ours, client_id = patrol.actor("ding_yi"), team(running, "甲组"), uuid.uuid4()
    one = scan(ding_yi, at, point(running), ours, client_id=client_id)
    later = at + timedelta(minutes=30)
    again = scan(ding_yi, later, point(running), ours, client_id=client_id, scanned_at=at)
    assert one == again
    assert Scan.objects.count() == Entry.objects.filter(verb="patrols.record_scan").count() == 1
    with pytest.raises(Refused, match="other_content"):
        scan(ding_yi, at, point(running, "水产区"), ours, client_id=client_id)
    scan(ding_yi, at + timedelta(minutes=5), point(running), ours)
    assert WindowPoint.objects.get(window=one.window, point=one.point).seen == 1
    scan(ding_yi, at + timedelta(minutes=20), point(running), ours)
    assert WindowPoint.objects.get(window=one.window, point=one.point).seen == 2


def test_the_alarm_names_place_and_window_before_and_after_its_end(
    patrol: City, at: datetime, running: Scheme, settings: object
) -> None:
    window = window_of(running, at)
    ours = window.team
    assert ours is not None
    member = patrol.actor("ding_yi" if ours.name_zh == "甲组" else "song_san")
    scan(member, at, point(running), ours)

    def watch_at(moment: datetime) -> None:
        settings.CLOCK_SHIFT_SECONDS = (moment - datetime.now(moment.tzinfo)).total_seconds()  # type: ignore[attr-defined]
        jobs.watch.func()

    watch_at(window.ends_at - timedelta(minutes=45))
    assert not Alarm.objects.exists()
    for _ in range(2):
        watch_at(window.ends_at - timedelta(minutes=15))
    (ending,) = Alarm.objects.all()
    assert ending.kind == "ending"
    assert [one.point.name_zh for one in ending.points.all()] == ["水产区", "消防通道"]
    scan(member, window.ends_at - timedelta(minutes=10), point(running, "水产区"), ours)
    for _ in range(2):
        watch_at(window.ends_at + timedelta(minutes=3))
    missed = Alarm.objects.get(kind="missed")
    assert [one.point.name_zh for one in missed.points.all()] == ["消防通道"]
    row = Entry.objects.filter(verb="patrols.raise_alarm").latest("pk")
    assert row.payload["place"] == "新华市场"
    assert row.payload["points"] == "消防通道"
    assert row.payload["window"].startswith("2026-11-24 09:00")
    names = [name for _, name in PATROL]
    assert not any(name in _text_of(row) for name in names)
    tell.func(row.pk)
    assert set(Message.objects.filter(entry=row).values_list("post", flat=True)) == {patrol.posts["luo_jia"].pk}

    # Song San's telephone had no network: what comes in later settles the point, the alarm stays to be answered.
    late = window.ends_at + timedelta(hours=5)
    scan(member, late, point(running, "消防通道"), ours, scanned_at=window.ends_at - timedelta(minutes=1))
    assert missed.points.get().seen_at == window.ends_at - timedelta(minutes=1)
    luo_jia = patrol.actor("luo_jia")
    with pytest.raises(Refused, match="missing"):
        acknowledge_alarm(by=luo_jia, at=late, alarm=missed, reason=" ")
    acknowledge_alarm(by=luo_jia, at=late, alarm=missed, reason="通道内断网，已补传")
    with pytest.raises(Refused, match="done_already"):
        acknowledge_alarm(by=luo_jia, at=late, alarm=missed, reason="再答一次")
    with pytest.raises(NotFound):
        queries.get_alarm_for(patrol.actor("xu_lan"), missed.pk)
    assert queries.cover([running.pk], at, window.ends_at + timedelta(minutes=1))[running.pk].share == 1.0


def test_after_two_days_without_a_worker_each_window_is_closed_once(
    patrol: City, at: datetime, running: Scheme, settings: object
) -> None:
    settings.CLOCK_SHIFT_SECONDS += timedelta(days=2, hours=14).total_seconds()  # type: ignore[attr-defined]
    for _ in range(3):
        jobs.watch.func()
    ended = Window.objects.filter(ends_at__lte=at + timedelta(days=2, hours=14))
    assert ended.count() == 18
    assert not ended.filter(checked_at=None).exists()
    assert Alarm.objects.filter(kind="missed").count() == 18
    assert Entry.objects.filter(verb="patrols.close_window").count() == 18


def test_scans_are_kept_briefly_and_what_stays_names_nobody(patrol: City, at: datetime, running: Scheme) -> None:
    scan(patrol.actor("ding_yi"), at, point(running), team(running, "甲组"))
    assert forget_scans(by=SYSTEM, at=at + timedelta(days=30)) == 0
    assert not Entry.objects.filter(verb="patrols.forget_scans").exists()
    assert forget_scans(by=SYSTEM, at=at + timedelta(days=31)) == 1
    assert not Scan.objects.exists()
    assert Entry.objects.get(verb="patrols.forget_scans").payload == {"count": 1}
    assert WindowPoint.objects.filter(seen=1).count() == 1
    with pytest.raises(NotAllowed):
        forget_scans(by=patrol.actor("luo_jia"), at=at)


def test_each_point_has_a_sign_of_its_own(patrol: City, at: datetime, running: Scheme) -> None:
    where = point(running)
    sign = Sign.objects.get(kind="patrol_point", place_code=where.code)
    assert queries.point_of_token(sign.token) == where
    office = patrol.actor("lin_yue")
    changed = define_point(by=office, at=at, scheme=running, point=where, name_zh="东大门", is_active=False)
    assert changed.pk == where.pk
    with pytest.raises(NotFound):
        queries.point_of_token(sign.token)
    with pytest.raises(Refused, match="bad_position"):
        define_point(by=office, at=at, scheme=running, name_zh="西门", longitude=98.2)
