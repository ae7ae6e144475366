"""Whatever is asked for a second time, in whatever form, is counted as held and answered with what exists."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.test import Client
from django.urls import reverse

from chuangcheng.materials.actions import confirm_figure, define_figure, report_figure
from chuangcheng.scoring import burden
from tests.materials.conftest import Paper
from tests.stories import sign_in


def figure(paper: Paper, standard: str, at: Any = None, **more: Any) -> Any:
    given = {"name_zh": "公厕数量", "period": "2026", "measure_zh": "座", "unit": paper.city.units["DW26"], **more}
    found = paper.standard(standard)
    return define_figure(by=paper.by("lin_yue"), at=at or paper.at, standard=found, code=found.code, **given)


def test_a_figure_asked_for_again_is_held_and_answered_with_one_button(client: Client, paper: Paper) -> None:
    first = figure(paper, "C1.1.1")
    report_figure(by=paper.by("ma_jun"), at=paper.at, figure=first, value=Decimal("86.5"), source_zh="统计年报")
    confirm_figure(by=paper.by("yan_qing"), at=paper.at, figure=first)
    later = paper.at + timedelta(minutes=5)
    second = figure(paper, "C1.1.2", later)
    other = figure(paper, "C1.1.2", later, period="2025")
    span, unit = burden.span_of("week", paper.at), paper.city.units["DW26"]
    load = burden.load_of(unit, span)
    assert (load.asked["materials"], load.held["materials"]) == (3, 1)
    found = {one.unit: one for one in burden.askers(span, paper.at)}
    assert found[paper.city.units["DW05"]].asked["materials"] == 3, "the office asked, no rule"
    sign_in(client, "lin_yue")
    page = client.get(reverse("desk:burden")).content.decode()
    assert reverse("desk:department_figure", args=[second.pk]) in page
    assert reverse("desk:department_figure", args=[other.pk]) not in page

    sign_in(client, "ma_jun")
    answer = client.get(reverse("desk:department_figure", args=[second.pk]))
    assert [one.pk for one in answer.context["held"]] == [first.pk]
    assert client.get(reverse("desk:department_figure", args=[other.pk])).context["held"] == []
    move = reverse("desk:department_figure_move", args=[second.pk, "report_figure"])
    assert move in answer.content.decode()
    client.post(move, {"value": "86.5", "source_zh": "统计年报"})
    second.refresh_from_db()
    assert (second.state, second.value, second.source_zh) == ("reported", Decimal("86.5"), "统计年报")
    assert not client.get(reverse("desk:department_figure", args=[second.pk])).context["held"]


def test_material_of_the_same_words_was_held(client: Client, paper: Paper) -> None:
    first = paper.asked()
    document = paper.accepted([first])
    paper.at += timedelta(minutes=5)
    again = paper.asked("C1.1.2")
    paper.asked("C1.1.2", title_zh="改造总结", kind="summary")
    span = burden.span_of("week", paper.at)
    load = burden.load_of(paper.city.units["DW26"], span)
    assert (load.asked["materials"], load.held["materials"]) == (3, 1)
    held = burden.asked_for_what_was_held(paper.by("lin_yue"), span)
    assert [(one.kind, one.thing.pk) for one in held] == [("demand", again.pk)]
    sign_in(client, "ma_jun")
    page = client.get(reverse("desk:material_demand", args=[again.pk]))
    assert document in page.context["offers"], "the page of the demand offers what exists"
