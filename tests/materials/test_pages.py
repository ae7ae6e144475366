"""Through the browser: Ma Jun hands in, Yan Qing reviews, Tao Ran rates, Lin Yue asks and imports."""

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from chuangcheng.cases.actions import close_case
from chuangcheng.cases.models import Case
from chuangcheng.materials import queries
from chuangcheng.materials.actions import submit_document
from chuangcheng.materials.models import Demand, DepartmentFigure, Document, NegativeEvent, NegativeItem, Rating
from tests.cases.conftest import street  # noqa: F401
from tests.materials.conftest import Paper, pdf, picture
from tests.materials.test_spreadsheets import BAD, DEMANDS, FIGURES
from tests.stories import sign_in


def shows(client: Client, address: str, most: int = 30) -> str:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer)
    assert len(captured) <= most, f"{address}: {len(captured)} queries"
    return answer.content.decode()


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_clerk_hands_in_and_is_told_what_lacks(client: Client, paper: Paper) -> None:
    demand = paper.asked()
    sign_in(client, "ma_jun")
    assert "C1.1.1-1" in shows(client, reverse("desk:home"), 45)
    page = shows(client, reverse("desk:material_demand", args=[demand.pk]))
    assert reverse("desk:material_hand_in", args=[demand.pk]) in page
    given = {"kind": "photo", "title_zh": "站台", "thing_on": "2026-09-01", "unit": paper.city.units["DW26"].pk}
    answer = client.post(
        reverse("desk:material_hand_in", args=[demand.pk]), given | {"uploads": upload(picture(), "站台.jpg")}
    )
    made = Document.objects.get()
    one = reverse("desk:material", args=[made.pk])
    assert answer.headers["Location"] == one
    assert "submit_document" in shows(client, one)
    submit = reverse("desk:material_move", args=[made.pk, "submit_document"])
    assert client.post(submit).status_code == 200, "the place is missing: the form says so"
    describe = reverse("desk:material_move", args=[made.pk, "describe_document"])
    caption = {
        "kind": "photo",
        "title_zh": "站台",
        "thing_on": "2026-09-01",
        "place_zh": "新华南路",
        "theme_zh": "改造后",
    }
    assert client.post(describe, caption).status_code == 302
    assert client.post(submit).status_code == 302
    made.refresh_from_db()
    assert made.state == "submitted"
    assert client.get(reverse("desk:material_move", args=[made.pk, "accept_document"])).status_code == 404


def test_a_hostile_upload_is_refused_in_the_form(client: Client, paper: Paper) -> None:
    demand = paper.asked()
    sign_in(client, "ma_jun")
    given = {"kind": "photo", "title_zh": "站台", "unit": paper.city.units["DW26"].pk}
    evil = upload(b"MZ program", "照片.jpg")
    answer = client.post(reverse("desk:material_hand_in", args=[demand.pk]), given | {"uploads": evil})
    assert answer.status_code == 200 and Document.objects.count() == 0


def test_the_reviewer_accepts_and_the_clerk_cannot(client: Client, paper: Paper) -> None:
    made = paper.handed_in([paper.asked()])
    submit_document(by=paper.by("ma_jun"), at=paper.at, document=made)
    sign_in(client, "yan_qing")
    assert made.number in shows(client, reverse("desk:home"), 45)
    one = reverse("desk:material", args=[made.pk])
    assert "return_document" in shows(client, one)
    row = queries.newest_files(made)[0]
    shown = client.get(reverse("desk:material_file", args=[row.pk, "shown"]))
    assert shown["Content-Type"] == "image/jpeg"
    assert (
        client.post(reverse("desk:material_move", args=[made.pk, "return_document"]), {"reason": ""}).status_code == 200
    )
    assert client.post(reverse("desk:material_move", args=[made.pk, "accept_document"])).status_code == 302
    made.refresh_from_db()
    assert made.state == "accepted"
    for key in ("luo_jia", "su_qing"):
        sign_in(client, key)
        assert client.get(one).status_code == 404
        assert client.get(reverse("desk:material_file", args=[row.pk, "original"])).status_code == 404


def test_a_further_use_is_offered_taken_and_confirmed(client: Client, paper: Paper) -> None:
    second = paper.asked("C1.1.2")
    made = paper.accepted([paper.asked()])
    sign_in(client, "ma_jun")
    use = reverse("desk:material_use", args=[second.pk, made.pk])
    assert use in shows(client, reverse("desk:material_demand", args=[second.pk]))
    client.post(use)
    link = made.links.get(demand=second)
    sign_in(client, "yan_qing")
    confirm = reverse("desk:material_confirm", args=[link.pk])
    assert confirm in shows(client, reverse("desk:material", args=[made.pk]))
    assert made.number in shows(client, reverse("desk:home"), 45)
    client.post(confirm)
    link.refresh_from_db()
    assert link.confirmed_at is not None


def test_pictures_of_a_case_are_shown_and_taken_over(client: Client, paper: Paper, street: Any) -> None:  # noqa: F811
    case = street.submitted()
    Case.objects.filter(pk=case.pk).update(standard=paper.standard("C1.1.1"))
    close_case(by=paper.by("gao_yuan"), at=paper.at, case=Case.objects.get(pk=case.pk))
    demand = paper.asked()
    sign_in(client, "ma_jun")
    page = shows(client, reverse("desk:material_demand", args=[demand.pk]))
    adopt = reverse("desk:material_adopt", args=[demand.pk, case.pk])
    assert adopt in page and case.number in page
    held = reverse("desk:material_held_picture", args=[demand.pk, street.after.pk, "shown"])
    assert held in page and client.get(held).status_code == 200
    client.post(adopt)
    assert Document.objects.get().source_case_id == case.pk
    sign_in(client, "luo_jia")
    assert client.get(held).status_code == 404
    assert client.post(adopt).status_code == 404


def test_the_office_asks_imports_and_sees_the_gaps(client: Client, paper: Paper) -> None:
    sign_in(client, "lin_yue")
    standard = paper.standard("C1.1.1")
    assert "C1.1.1" in shows(client, reverse("desk:material_unasked"))
    new = reverse("desk:material_demand_new", args=[standard.pk])
    given = {"title_zh": "实景照片", "kind": "photo", "count": 2, "window_months": 12, "caption": ["time"]}
    client.post(new, given)
    made = Demand.objects.get()
    assert made.count == 2 and made.unit.code == "DW26"
    edit = reverse("desk:material_demand_edit", args=[made.pk])
    assert client.post(edit, given | {"count": 3, "unit": made.unit_id}).status_code == 302
    made.refresh_from_db()
    assert made.count == 3
    for name in ("materials", "material_units", "material_unasked", "material_documents", "department_figures"):
        shows(client, reverse(f"desk:{name}"))
    withdraw = reverse("desk:material_demand_withdraw", args=[made.pk])
    assert client.post(withdraw, {"reason": "不再要求"}).status_code == 302
    assert "C1.1.1-1" not in shows(client, reverse("desk:materials"))


def test_an_import_shows_first_and_writes_then(client: Client, paper: Paper) -> None:
    sign_in(client, "lin_yue")
    address = reverse("desk:import_demands")
    page = client.post(address, {"file": upload(BAD.encode(), "坏表.csv")})
    assert page.status_code == 200 and Demand.objects.count() == 0
    assert "C1.1.1-7" in page.content.decode()
    page = client.post(address, {"file": upload(DEMANDS.encode(), "材料要求.csv")})
    kept = page.context["upload"].pk
    client.post(address, {"upload": kept})
    assert Demand.objects.count() == 3
    answer = client.get(reverse("desk:export_demands"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
    assert len(book.get_sheet_by_index(0).to_python()) == 4


def test_figures_through_the_pages(client: Client, paper: Paper) -> None:
    sign_in(client, "lin_yue")
    page = client.post(reverse("desk:import_figures"), {"file": upload(FIGURES.encode(), "部门数据.csv")})
    client.post(reverse("desk:import_figures"), {"upload": page.context["upload"].pk})
    made = DepartmentFigure.objects.get(code="C2.1.1-D1")
    one = reverse("desk:department_figure", args=[made.pk])
    sign_in(client, "ma_jun")
    given = {"value": "13.6", "source_zh": "统计公报"}
    assert (
        client.post(reverse("desk:department_figure_move", args=[made.pk, "report_figure"]), given).status_code == 302
    )
    assert client.get(reverse("desk:department_figure_move", args=[made.pk, "confirm_figure"])).status_code == 404
    sign_in(client, "yan_qing")
    assert "confirm_figure" in shows(client, one)
    client.post(reverse("desk:department_figure_move", args=[made.pk, "confirm_figure"]))
    made.refresh_from_db()
    assert made.state == "confirmed"
    shows(client, reverse("desk:department_figures"))
    assert client.get(reverse("desk:export_figures")).status_code == 200


def test_the_rehearsal_through_the_pages(client: Client, paper: Paper) -> None:
    paper.accepted([paper.asked()])
    standard = paper.standard("C1.1.1")
    rate = reverse("desk:material_rate", args=[standard.pk])
    sign_in(client, "yan_qing")
    answer = client.post(rate, {"verdict": "met", "reason": "站名清楚可认"})
    assert answer.status_code == 200 and Rating.objects.count() == 0, "who accepted does not rate"
    sign_in(client, "tao_ran")
    assert rate in shows(client, reverse("desk:material_standard", args=[standard.pk]))
    assert client.post(rate, {"verdict": "met", "reason": "站名清楚可认"}).status_code == 302
    page = shows(client, reverse("desk:material_readiness"))
    assert "12.00" in page
    sign_in(client, "ma_jun")
    assert client.get(reverse("desk:material_readiness")).status_code == 404
    assert "站名清楚可认" not in shows(client, reverse("desk:material_standard", args=[standard.pk]))


def test_negative_events_through_the_pages(client: Client, paper: Paper, shared: Any) -> None:
    sign_in(client, "lin_yue")
    content = (shared / "data/sample/negative-list.csv").read_bytes()
    page = client.post(reverse("desk:import_negative_list"), {"file": upload(content, "negative-list.csv")})
    client.post(reverse("desk:import_negative_list"), {"upload": page.context["upload"].pk})
    item = NegativeItem.objects.get(code="NL18")
    given = {"item": item.pk, "happened_on": "2026-11-02", "account_zh": "旧照片重复使用", "source_zh": "核查"}
    client.post(reverse("desk:negative_event_new"), given | {"uploads": upload(pdf(), "核查记录.pdf")})
    event = NegativeEvent.objects.get()
    one = reverse("desk:negative_event", args=[event.pk])
    examine = reverse("desk:negative_event_move", args=[event.pk, "examine_event"])
    assert client.post(examine, {"finding": "属实"}).status_code == 302
    decide = reverse("desk:negative_event_move", args=[event.pk, "decide_effect"])
    assert client.get(decide).status_code == 404, "who examined does not decide"
    file = event.files.get()
    loaded = client.get(reverse("desk:negative_event_file", args=[file.pk, "original"]))
    assert b"".join(loaded.streaming_content) == pdf()
    sign_in(client, "tao_ran")
    assert decide in shows(client, one)
    assert client.post(decide, {"effect": "deduct", "points": "2", "ground": "属实"}).status_code == 302
    assert "FM2026-0001" in shows(client, reverse("desk:material_readiness"))
    shows(client, reverse("desk:negative_events"))
    shows(client, reverse("desk:negative_list"))
    sign_in(client, "ma_jun")
    assert client.get(one).status_code == 404


@pytest.mark.parametrize("count", [3, 40])
def test_queries_do_not_grow_with_the_rows(client: Client, paper: Paper, count: int) -> None:
    demands = [paper.asked(title_zh=f"要求{number}") for number in range(count)]
    for number in range(count):
        paper.handed_in([demands[number]], title_zh=f"材料{number}", thing_on=date(2026, 9, 1))
    sign_in(client, "lin_yue")
    limits = {"materials": 22, "material_documents": 22, "material_units": 18, "material_readiness": 28}
    for name, most in limits.items():
        shows(client, reverse(f"desk:{name}"), most)
    shows(client, reverse("desk:material_standard", args=[paper.standard("C1.1.1").pk]), 22)
