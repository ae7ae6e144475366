"""The commission's working rules: 林悦 issues them, units acknowledge through their posts, who owes is reminded."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from chuangcheng.duties import jobs, queries
from chuangcheng.duties.actions import (
    acknowledge_working_rules,
    issue_working_rules,
    remind_working_rules,
    withdraw_working_rules,
)
from chuangcheng.journal.queries import entries
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.reactions.recipients import posts_to_tell
from tests.stories import sign_in

DUE = date(2026, 12, 4)


@pytest.fixture
def rules(city, at):
    return issue_working_rules(
        by=city.actor("lin_yue"), at=at, code="WMW-01", title="文明委工作规则", text="每月一次例会", acknowledge_by=DUE
    )


def owing(rules):
    return [unit.code for unit in queries.units_owing(rules)]


def test_each_unit_acknowledges_once_through_its_own_post(city, at, rules):
    assert owing(rules) == ["DW05", "DW26", "DW35", "DW49"]
    row = acknowledge_working_rules(by=city.actor("ma_jun"), at=at, rules=rules, unit=city.units["DW26"])
    assert (row.post, row.person, row.unit) == (city.posts["ma_jun"], city.people["ma_jun"], city.units["DW26"])
    assert owing(rules) == ["DW05", "DW35", "DW49"]
    with pytest.raises(Refused, match="done_already"):
        acknowledge_working_rules(by=city.actor("han_bing"), at=at, rules=rules, unit=city.units["DW26"])
    with pytest.raises(NotAllowed):
        acknowledge_working_rules(by=city.actor("ma_jun"), at=at, rules=rules, unit=city.units["DW35"])


def test_a_new_version_is_owed_anew_and_the_old_one_no_more(city, at, rules):
    acknowledge_working_rules(by=city.actor("ma_jun"), at=at, rules=rules, unit=city.units["DW26"])
    second = issue_working_rules(
        by=city.actor("lin_yue"), at=at, code="WMW-01", title="文明委工作规则", text="每月两次例会", acknowledge_by=DUE
    )
    assert second.version == 2
    assert "DW26" in owing(second)
    assert owing(rules) == []
    with pytest.raises(Refused, match="not_in_force"):
        acknowledge_working_rules(by=city.actor("luo_jia"), at=at, rules=rules, unit=city.units["DW35"])
    withdraw_working_rules(by=city.actor("lin_yue"), at=at, rules=second, reason="另行制定")
    assert owing(second) == []
    with pytest.raises(Refused, match="withdrawn_already"):
        withdraw_working_rules(by=city.actor("lin_yue"), at=at, rules=second, reason="另行制定")


def test_bad_input_is_named(city, at):
    office = city.actor("lin_yue")
    good = {"code": "A-1", "title": "规则", "text": "文", "acknowledge_by": DUE}
    for change, code, field in (
        ({"code": "a b"}, "bad_code", "code"),
        ({"title": " "}, "missing", "title"),
        ({"text": ""}, "missing", "text"),
        ({"acknowledge_by": date(2026, 11, 1)}, "past", "acknowledge_by"),
    ):
        with pytest.raises(Refused, match=code) as refused:
            issue_working_rules(by=office, at=at, **{**good, **change})
        assert refused.value.field == field
    with pytest.raises(NotAllowed):
        issue_working_rules(by=city.actor("ma_jun"), at=at, **good)


def test_who_owes_is_reminded_once_a_day_and_the_others_are_left_alone(city, at, rules, monkeypatch):
    acknowledge_working_rules(by=city.actor("ma_jun"), at=at, rules=rules, unit=city.units["DW26"])
    assert remind_working_rules(by=city.actor("lin_yue"), at=at, rules=rules) == 3
    entry = entries(verbs=["duties.remind_working_rules"]).get()
    told = posts_to_tell(entry, at)
    assert city.posts["luo_jia"].pk in told
    assert city.posts["ma_jun"].pk not in told
    with pytest.raises(Refused, match="reminded_today"):
        remind_working_rules(by=city.actor("lin_yue"), at=at, rules=rules)
    for day in (4, 4, 5, 6):
        monkeypatch.setattr(jobs.clock, "now", lambda day=day: at + timedelta(days=day + 6))
        jobs.remind_of_rules.func()
    assert entries(verbs=["duties.remind_working_rules"]).count() == 3


def test_the_journey_through_the_pages(city, client):
    sign_in(client, "lin_yue")
    given = {"code": "WMW-02", "title": "督查规则", "text": "一、每周督查。", "acknowledge_by": "2026-12-04"}
    assert client.post(reverse("desk:issue_working_rules"), {**given, "code": "？"}).status_code == 200
    assert client.post(reverse("desk:issue_working_rules"), given).status_code == 302
    rules = queries.WorkingRules.objects.get()
    page = reverse("desk:working_rules_page", args=[rules.pk])
    sign_in(client, "ma_jun")
    assert "督查规则" in client.get(reverse("desk:home")).content.decode()
    assert client.get(page).context["mine"] == [city.units["DW26"]]
    acknowledge = reverse("desk:acknowledge_working_rules", args=[rules.pk])
    assert client.post(acknowledge).status_code == 302
    assert client.post(acknowledge).status_code == 404
    assert "督查规则" not in client.get(reverse("desk:home")).content.decode()
    assert client.get(reverse("desk:working_rules_file", args=[rules.pk])).status_code == 404
    sign_in(client, "lin_yue")
    assert client.post(reverse("desk:remind_working_rules", args=[rules.pk])).status_code == 302
    withdraw = reverse("desk:withdraw_working_rules", args=[rules.pk])
    assert client.post(withdraw, {"reason": "另行制定"}).status_code == 302
    assert client.get(page).status_code == 200
    assert client.get(reverse("desk:working_rules")).status_code == 200
