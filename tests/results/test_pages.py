"""Results, an objection and its decision through the pages; what others may not see is a 404."""

import pytest
from django.urls import reverse

from chuangcheng.config.rights import RIGHTS
from chuangcheng.kit.spreadsheets import read_tables
from chuangcheng.proceedings.queries import Proceeding
from chuangcheng.scoring import jobs
from chuangcheng.scoring.results import ResultMonth, UnitResult, rules_versions
from tests.results.test_stories import late_row, result_of
from tests.stories import sign_in


@pytest.fixture
def clock(settings, at, later):
    settings.CLOCK_SHIFT_SECONDS += (later - at).total_seconds()


@pytest.fixture
def out(november, clock, client):
    """The results of November are drafted by 林悦, confirmed and announced by 高原, each through the pages."""
    november.closed()
    november.closed(days=9)
    sign_in(client, "lin_yue")
    sent = client.post(reverse("desk:draft_results"), {"month": "2026-11"})
    month = ResultMonth.objects.get()
    assert sent.headers["Location"] == reverse("desk:result_month", args=[month.pk])
    confirm = reverse("desk:result_move", args=[month.pk, "confirm_results"])
    assert client.post(confirm, {"confirmed": "1"}).status_code == 404
    sign_in(client, "ma_jun")
    assert client.get(reverse("desk:result_month", args=[month.pk])).status_code == 404
    sign_in(client, "gao_yuan")
    assert client.post(confirm).status_code == 200
    assert client.post(confirm, {"confirmed": "1"}).status_code == 302
    announce = reverse("desk:result_move", args=[month.pk, "announce_results"])
    assert client.post(announce, {"confirmed": "1"}).status_code == 302
    return month


@pytest.fixture
def filed(out, client):
    """马军 objects to the row that is counted late."""
    old = result_of(out)
    page = reverse("desk:result_line", args=[old.lines.get(code="on_time").pk])
    sign_in(client, "luo_jia")
    assert client.get(page).status_code == 404
    sign_in(client, "ma_jun")
    assert late_row(old)[0] in client.get(page).content.decode()
    assert client.post(page, {"text": "已完成"}).status_code == 200
    sent = client.post(page, {"rows": late_row(old), "text": "当日已完成，系统录入较迟"})
    row = Proceeding.objects.get()
    assert sent.headers["Location"] == reverse("desk:proceeding", args=[row.pk])
    return row


def test_from_the_objection_to_the_restated_result(out, filed, client, settings):
    def move(person, name, **given):
        sign_in(client, person)
        return client.post(reverse("desk:proceeding_move", args=[filed.pk, name]), given).status_code

    assert move("ma_jun", "review_proceeding", text="同意") == 404
    sign_in(client, "lin_yue")
    assert filed.number in client.get(reverse("desk:home")).content.decode()
    assert move("lin_yue", "review_proceeding", text="情况已核对") == 302
    assert move("lin_yue", "give_notice", text="拟予支持") == 302
    assert move("ma_jun", "file_objection", text="补充说明") == 302
    settings.CLOCK_SHIFT_SECONDS += 5 * 86400
    assert move("deng_hai", "decide_proceeding", outcome="upheld", text="证据充分") == 404
    assert move("gao_yuan", "answer_objection", text="已一并考虑") == 302
    assert move("lin_yue", "decide_proceeding", outcome="upheld", text="证据充分") == 404
    assert move("deng_hai", "decide_proceeding", outcome="granted", text="证据充分") == 200
    assert move("deng_hai", "decide_proceeding", outcome="upheld", text="证据充分") == 302
    jobs.take_decision.func(proceeding_id=filed.pk)
    new = UnitResult.objects.get(version=2)
    sign_in(client, "ma_jun")
    for one in (new.restates, new):
        assert client.get(reverse("desk:unit_result", args=[one.pk])).status_code == 200
    assert client.get(reverse("desk:proceeding", args=[filed.pk])).status_code == 200
    assert client.get(reverse("desk:result_months")).status_code == 200
    sheets = read_tables(client.get(reverse("desk:export_results", args=[out.pk])).getvalue(), "a.xlsx")
    assert [len(sheet.rows) for sheet in sheets] == [2, 2]
    sign_in(client, "luo_jia")
    assert client.get(reverse("desk:proceeding", args=[filed.pk])).status_code == 404


def test_the_rules_page_makes_a_version_and_names_bad_numbers(november, client):
    sign_in(client, "lin_yue")
    page = reverse("desk:result_rules")
    form = client.get(page).context["form"]
    given = {name: field.initial for name, field in form.fields.items() if field.initial is not None}
    given = {**given, "since": "2026-12", "note": "试行"}
    assert client.post(page, {**given, "on_time.weight": "-4"}).status_code == 200
    assert client.post(page, {**given, "on_time.weight": "50"}).status_code == 302
    assert rules_versions()[0].data["on_time"]["weight"] == "50"
    sign_in(client, "ma_jun")
    assert client.get(page).status_code == 404


def test_every_address_of_fairness_has_a_row(november):
    names = [name for name in RIGHTS if name.startswith(("desk:result", "desk:proceeding", "desk:working_rules"))]
    assert len(names) >= 11
