"""自查: a unit looks at its own street. Nobody outside the unit learns what it saw, and nothing of it is counted."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuangcheng.cases.queries import Case
from chuangcheng.duties.actions import hold_place, set_threshold
from chuangcheng.inspections.actions import (
    SelfAnswer,
    answer_self_check,
    finish_self_check,
    register_self_check,
    start_self_check,
)
from chuangcheng.inspections.models import Observation, SelfCheck, Visit
from chuangcheng.inspections.queries import get_self_check_for, self_checks_of, self_checks_seen, self_lines
from chuangcheng.journal.queries import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, NotFound, Refused
from chuangcheng.places.actions import define_segment, define_site, make_signs
from tests.stories import City, sign_in

SECRET = "暗处堆着三袋垃圾"
OUTSIDE = ("lin_yue", "deng_hai", "he_ping", "su_qing", "ma_jun", "han_bing", "gao_yuan", "qin_feng", "wu_di")
"""The office, a leader, an auditor (whose own unit it even is), inspectors, other units, an operator."""


@pytest.fixture
def market(city: City, at: Any, sites: dict[str, Any]) -> Any:
    """The first market lies on Xinhua South Road, which the market bureau holds."""
    street = define_segment(
        by=SYSTEM,
        at=at,
        code="LD12",
        street_zh="新华南路",
        from_zh="胜利路",
        to_zh="玉泉路",
        area=city.areas["XG-XH-01"],
    )
    hold_place(by=SYSTEM, at=at, place=street, unit=city.units["DW35"])
    found = sites["P12-01"]
    return define_site(
        by=SYSTEM,
        at=at,
        code="P12-99",
        name_zh="新华市场",
        site_type=found.site_type,
        area=city.areas["XG-XH-01"],
        segment=street,
    )


def answered(city: City, at: Any, market: Any, **given: Any) -> SelfCheck:
    """Luo Jia of the market bureau finds one point not met and the others met."""
    luo_jia = city.actor("luo_jia")
    check = start_self_check(by=luo_jia, at=at, site=market)
    points = [line.check_point for line in self_lines(check)]
    answers = [SelfAnswer(points[0], "fail", SECRET), *(SelfAnswer(point, "pass") for point in points[1:])]
    answer_self_check(by=luo_jia, at=at, self_check=check, answers=answers)
    return finish_self_check(by=luo_jia, at=at, self_check=check)


def test_nothing_of_it_is_counted_and_no_case_opens_by_itself(city: City, at: Any, market: Any) -> None:
    check = answered(city, at, market)
    assert not Visit.objects.filter(site=market).exists()
    assert (Observation.objects.count(), Case.objects.count()) == (0, 0)
    assert check.private_until == at + timedelta(days=14)


def test_the_record_says_that_it_happened_and_neither_where_nor_what(city: City, at: Any, market: Any) -> None:
    answered(city, at, market)
    rows = Entry.objects.filter(verb__contains="self_check")
    assert sorted(row.verb for row in rows) == [
        "inspections.answer_self_check",
        "inspections.finish_self_check",
        "inspections.start_self_check",
    ]
    assert all(row.payload == {} and row.personal_digest == "" for row in rows)


def test_nobody_outside_the_unit_sees_anything_before_the_private_days_are_over(
    client: Client, city: City, at: Any, market: Any
) -> None:
    check = answered(city, at, market)
    for key in OUTSIDE:
        assert not self_checks_of(city.actor(key)).exists(), key
        assert not self_checks_seen(city.actor(key), at + timedelta(days=13)).exists(), key
        with pytest.raises(NotFound):
            get_self_check_for(city.actor(key), check.pk)
        sign_in(client, key)
        for address in (
            "/desk/",
            "/desk/journal/",
            "/desk/search/?q=三袋垃圾",
            f"/desk/places/sites/{market.pk}/",
            f"/desk/units/{check.unit_id}/",
            "/desk/duties/self-checks/",
            "/desk/scores/rows/?edition=city-2026",
            "/desk/duties/places/export/",
            "/field/self-checks/",
            f"/field/self-checks/{check.pk}/",
            f"/field/streets/{market.segment_id}/",
        ):
            answer = client.get(address, follow=True)
            assert SECRET not in b"".join(answer).decode(errors="ignore"), (key, address)
        assert client.get(f"/field/self-checks/{check.pk}/").status_code == 404
    assert client.get("/desk/duties/self-checks/").status_code == 404  # the last of them is an operator
    sign_in(client, "fang_min")  # the head of the same unit
    assert SECRET in client.get(f"/field/self-checks/{check.pk}/").content.decode()


def test_after_the_private_days_those_above_see_sums_only(
    client: Client, city: City, at: Any, market: Any, settings: Any
) -> None:
    check = answered(city, at, market)
    set_threshold(by=city.actor("lin_yue"), at=at, code="self_check_private_days", value=1)
    assert not self_checks_seen(city.actor("lin_yue"), at + timedelta(days=13)).exists()  # a promise stands
    seen = self_checks_seen(city.actor("lin_yue"), at + timedelta(days=14)).get()
    assert (seen.pk, seen.looked_at, seen.not_met, seen.dealt_with) == (check.pk, 3, 1, 0)  # type: ignore[attr-defined]
    settings.CLOCK_SHIFT_SECONDS += timedelta(days=15).total_seconds()
    sign_in(client, "lin_yue")
    page = client.get("/desk/duties/self-checks/").content.decode()
    assert ("新华市场" in page, SECRET in page) == (True, False)
    assert client.get(f"/field/self-checks/{check.pk}/").status_code == 404


def test_a_shortfall_is_put_right_or_becomes_a_case_by_the_unit_s_own_will(city: City, at: Any, market: Any) -> None:
    check, luo_jia = answered(city, at, market), city.actor("luo_jia")
    shortfall = check.answers.get(verdict="fail")
    mine = SelfAnswer(shortfall.check_point, "fail", SECRET, is_put_right=True)
    answer_self_check(by=luo_jia, at=at, self_check=check, answers=[mine])
    shortfall.refresh_from_db()
    assert shortfall.outcome == "put_right"
    with pytest.raises(Refused) as refused:
        register_self_check(by=luo_jia, at=at, answer=shortfall)
    assert refused.value.code == "settled"
    answer_self_check(by=luo_jia, at=at, self_check=check, answers=[SelfAnswer(shortfall.check_point, "fail", SECRET)])
    shortfall.refresh_from_db()
    case = register_self_check(by=luo_jia, at=at, answer=shortfall)
    assert (case.source, case.unit, case.state) == ("unit", city.units["DW35"], "dispatched")
    with pytest.raises(Refused) as refused:
        answer_self_check(by=luo_jia, at=at, self_check=check, answers=[SelfAnswer(shortfall.check_point, "pass")])
    assert refused.value.code == "finished"
    with pytest.raises(Refused):
        register_self_check(by=luo_jia, at=at, answer=check.answers.filter(verdict="pass")[0])


def test_what_is_wrong_is_refused(city: City, at: Any, market: Any, sites: dict[str, Any]) -> None:
    luo_jia = city.actor("luo_jia")
    for key in ("ma_jun", "xu_lan"):
        with pytest.raises(Refused) as refused:
            start_self_check(by=city.actor(key), at=at, site=market)
        assert refused.value.code == "not_your_place"
    for key in ("lin_yue", "su_qing"):
        with pytest.raises(NotAllowed):
            start_self_check(by=city.actor(key), at=at, site=market)
    check = start_self_check(by=luo_jia, at=at, site=market)
    street = start_self_check(by=luo_jia, at=at, site=sites["P12-01"])
    assert street.site == sites["P12-01"]
    with pytest.raises(Refused) as refused:
        start_self_check(by=city.actor("fang_min"), at=at, site=market)
    assert refused.value.code == "one_is_open"
    with pytest.raises(Refused) as refused:
        finish_self_check(by=luo_jia, at=at, self_check=check)
    assert refused.value.code == "empty"
    point = self_lines(check)[0].check_point
    for answer, code in (
        (SelfAnswer(point, "perhaps"), "unknown_verdict"),
        (SelfAnswer(point, "pass", "长" * 501), "too_long"),
    ):
        with pytest.raises(Refused) as refused:
            answer_self_check(by=luo_jia, at=at, self_check=check, answers=[answer])
        assert refused.value.code == code
    for stranger in (SYSTEM, city.actor("ma_jun"), city.actor("lin_yue")):
        with pytest.raises(NotAllowed):
            answer_self_check(by=stranger, at=at, self_check=check, answers=[SelfAnswer(point, "pass")])


def test_the_holder_walks_from_the_sign_to_a_finished_check_on_the_phone(
    client: Client, city: City, at: Any, market: Any, django_assert_max_num_queries: Any
) -> None:
    sign = make_signs(by=SYSTEM, at=at, kind="segment", codes=["LD12"])[0]
    public = reverse("portal:sign", args=[sign.token])
    page = client.get(public).content.decode()
    assert "市市场监督管理局" in page
    assert reverse("field:sign", args=[sign.token]) in page
    sign_in(client, "ma_jun")  # another unit's liaison comes back to the public page
    assert client.get(public, follow=True).redirect_chain[-1][0] == f"{public}?plain=1"
    sign_in(client, "luo_jia")
    answer = client.get(public, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("field:street", args=[market.segment_id])
    with django_assert_max_num_queries(30):
        client.get(reverse("field:street", args=[market.segment_id]))
    with django_assert_max_num_queries(16):
        assert "新华南路" in client.get(reverse("field:streets")).content.decode()
    started = client.post(reverse("field:start_self_check", args=[market.pk]))
    check = SelfCheck.objects.get()
    assert started.url == reverse("field:self_check", args=[check.pk])
    points = [line.check_point.pk for line in self_lines(check)]
    given = {f"verdict-{points[0]}": "fail", f"note-{points[0]}": SECRET, f"verdict-{points[1]}": "pass", "finish": "1"}
    client.post(started.url, given)
    check.refresh_from_db()
    assert (check.finished_at is not None, check.answers.count()) == (True, 2)
    client.post(started.url, {f"put-right-{points[0]}": "on", f"note-{points[0]}": SECRET})
    shortfall = check.answers.get(verdict="fail")
    assert (shortfall.outcome, shortfall.note_zh) == ("put_right", SECRET)
    client.post(started.url, {f"note-{points[0]}": SECRET})
    register = reverse("field:register_self_check", args=[shortfall.pk])
    assert client.get(register).status_code == 200
    client.post(register, {"confirmed": 1})
    assert Case.objects.get().description.endswith(SECRET)
    assert "新华市场" in client.get(reverse("field:self_checks")).content.decode()
