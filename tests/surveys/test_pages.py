"""The office builds, plans and reads results; a resident answers by a link; an interviewer's phone sends."""

import io
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.spreadsheets import read_tables, write_xlsx
from chuangcheng.operations.worker import Worker
from chuangcheng.receipts.models import Submission
from chuangcheng.surveys.actions import close_survey, store_answers
from chuangcheng.surveys.models import (
    Address,
    AddressState,
    Cluster,
    Form,
    QuotaCell,
    Response,
    Sample,
    Survey,
    Token,
    WaitingAnswers,
)
from chuangcheng.surveys.spreadsheet import form_sheets, read_form_file
from tests.field.phone import Phone
from tests.stories import City, sign_in
from tests.surveys.test_households import interviews, opened


@pytest.fixture
def office(asking: City) -> Client:
    """Lin Yue of the campaign office at her desk."""
    return sign_in(Client(), asking.people["lin_yue"])


QUESTION = {
    "code": "Q1",
    "kind": "single",
    "text_zh": "您对环境卫生满意吗？",
    "is_required": "on",
    "options": "a | 满意 | content | 2\nb | 不满意 | not content | 0",
    "standard": "C1.1.1",
}


def test_a_form_is_built_previewed_published_and_begun_anew(office: Client, edition: Any) -> None:
    new = {"name_zh": "学生问卷", "code": "XS", "group": "minors", "edition": edition.pk}
    assert office.post("/desk/survey-forms/new/", new).status_code == 302
    form = Form.objects.get(code="XS")
    page = f"/desk/survey-forms/{form.pk}/"
    assert "Publish" not in office.get(page).content.decode()
    assert office.post(f"{page}questions/1/", QUESTION).status_code == 302
    wrong = office.post(f"{page}questions/2/", QUESTION | {"code": "Q2", "options": "只有文字"})
    assert wrong.status_code == 200 and "第 1 行" in wrong.content.decode()
    conditional = {"code": "Q2", "kind": "text", "text_zh": "为什么？", "ask_if_question": "Q1", "ask_if_any_of": "b"}
    assert office.post(f"{page}questions/2/", conditional).status_code == 302
    assert "为什么" in office.get(f"{page}preview/").content.decode()
    office.post(f"{page}publish/")
    form.refresh_from_db()
    assert form.state == "published" and form.asked[1].ask_if is not None
    assert office.get(f"{page}questions/1/").status_code == 404
    answer = office.post(f"{page}version/")
    second = Form.objects.get(code="XS", version=2)
    assert answer.status_code == 302 and second.questions == form.questions and second.state == "draft"
    office.post(f"/desk/survey-forms/{second.pk}/questions/1/remove/")
    assert [one.code for one in Form.objects.get(pk=second.pk).asked] == ["Q2"]


def test_a_form_goes_out_as_a_workbook_and_comes_back_the_same(office: Client, form: Form, asking: City) -> None:
    answer = office.get(f"/desk/survey-forms/{form.pk}/file.xlsx")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert [table.name for table in read_tables(content, "form.xlsx")] == ["questions", "options"]
    assert read_form_file(content, "form.xlsx").errors == []
    office.post(f"/desk/survey-forms/{form.pk}/version/")
    draft = Form.objects.get(code=form.code, version=2)
    office.post(f"/desk/survey-forms/{draft.pk}/questions/1/remove/")
    upload = io.BytesIO(content)
    upload.name = "form.xlsx"
    assert office.post(f"/desk/survey-forms/{draft.pk}/import/", {"file": upload}).status_code == 302
    draft.refresh_from_db()
    assert draft.asked == form.asked


def test_a_bad_workbook_names_sheet_and_row(office: Client, form: Form) -> None:
    target = io.BytesIO()
    questions = [one for one in form.asked if one.code != "Q2"]
    write_xlsx(target, form_sheets(questions))
    found = read_form_file(target.getvalue(), "form.xlsx")
    assert [(one.sheet, one.column) for one in found.errors] == [("questions", "ask_if")]


def test_the_office_plans_draws_and_opens(office: Client, asking: City, households: Sample) -> None:
    for address in (
        "/desk/surveys/",
        f"/desk/surveys/{households.survey_id}/",
        f"/desk/surveys/samples/{households.pk}/",
    ):
        assert office.get(address).status_code == 200
    totals = {"sex-male": "5000", "sex-female": "4800"}
    assert office.post(f"/desk/surveys/samples/{households.pk}/totals/", totals).status_code == 302
    households.refresh_from_db()
    assert households.known_totals == {"sex": {"male": 5000, "female": 4800}}
    office.post(f"/desk/surveys/{households.survey_id}/open/", {"confirmed": "1"})
    assert Survey.objects.get(pk=households.survey_id).state == "open"
    assert office.get(f"/desk/surveys/{households.survey_id}/results/").status_code == 404


def test_a_resident_answers_by_a_link_without_scripts(
    links: tuple[Sample, list[str]], answers: Callable[..., Any]
) -> None:
    browser, address = Client(), f"/q/{links[1][0]}/"
    page = browser.get(address)
    assert page.status_code == 200 and page["Referrer-Policy"] == "no-referrer" and "no-store" in page["Cache-Control"]
    assert "您的性别" in page.content.decode() and "仅当第 2 题选择" in page.content.decode()
    bad = browser.post(address, {"Q1": "male", "Q2": "very"})
    assert bad.status_code == 422 and "checked" in bad.content.decode()
    assert Token.objects.filter(spent_on=None).count() == 30
    assert browser.post(address, answers(2)).status_code == 302
    assert "谢谢" in browser.get(address).content.decode()
    browser.post(address, answers(2))
    assert WaitingAnswers.objects.count() == 1
    assert browser.get("/q/none-of-our-links-0123456789ABCDEF/").status_code == 404
    for language in ("zh-hant", "en"):
        browser.cookies["language"] = language
        assert browser.get(f"/q/{links[1][1]}/").status_code == 200


def interview(packet: dict[str, Any], say: Any, /, **more: Any) -> dict[str, Any]:
    """A record as the phone sends it."""
    address = packet["interviews"][0]["addresses"][0]
    return {
        "id": str(uuid.uuid4()),
        "kind": "interview",
        "packet": packet["id"],
        "outcome": "answered",
        "address": address["id"],
        "cell": None,
        "given_up": "",
        "reason": "",
        "answers": say(0),
        "seconds": 240,
        "salt": "0123456789abcdef0123456789abcdef",
        "started_at": "2026-11-24T09:10:00+08:00",
        "finished_at": "2026-11-24T09:14:00+08:00",
        "sent_at": "2026-11-24T09:15:00+08:00",
        **more,
    }


def test_an_interview_comes_from_a_phone_once_and_leaves_no_trace_beside_its_sender(
    asking: City, at: Any, households: Sample, answers: Any
) -> None:
    opened(asking, at, households)
    phone = Phone(sign_in(Client(), asking.people["tang_yu"]))
    packet = phone.packet().json()
    assert len(packet["interviews"]) == 4 and packet["interviews"][0]["questions"][0]["code"] == "Q1"
    record = interview(packet, answers)
    assert phone.send(record).status_code == 201 and phone.send(record).status_code == 200
    kept = Submission.objects.get()
    assert "answers" not in kept.content and "salt" not in kept.content and '"Q2"' not in str(kept.content)
    Worker().drain()
    kept.refresh_from_db()
    assert kept.state == "applied" and kept.content == {}
    assert WaitingAnswers.objects.count() == 1
    assert Address.objects.get(pk=record["address"]).state == AddressState.ANSWERED
    assert phone.state(record["id"]).json()["state"] == "applied"


def test_a_record_without_salt_or_with_odd_fields_is_refused(
    asking: City, at: Any, households: Sample, answers: Any
) -> None:
    opened(asking, at, households)
    phone = Phone(sign_in(Client(), asking.people["tang_yu"]))
    packet = phone.packet().json()
    for more in ({"salt": ""}, {"outcome": "guessed"}, {"answers": [1]}, {"address": "12"}, {"address": None}):
        answer = phone.send(interview(packet, answers, **more))
        assert answer.status_code == 422 and answer.json()["code"] == "malformed"
    inspector = Phone(sign_in(Client(), asking.people["su_qing"]))
    assert inspector.send(interview(packet, answers)).status_code == 404


def test_an_address_given_up_on_the_phone_calls_the_next_whatever_comes_first(
    asking: City, at: Any, households: Sample, answers: Any
) -> None:
    opened(asking, at, households)
    phone = Phone(sign_in(Client(), asking.people["tang_yu"]))
    packet = phone.packet().json()
    reserve = next(one for one in packet["interviews"][0]["addresses"] if one["is_reserve"])
    later = interview(packet, answers, address=reserve["id"])
    assert phone.send(later).status_code == 201
    Worker().drain()
    assert phone.state(later["id"]).json()["state"] == "waiting"
    gone = interview(packet, answers, outcome="replaced", given_up="refused", answers={})
    phone.send(gone)
    Worker().drain()
    assert phone.state(later["id"]).json()["state"] == "applied"
    assert Address.objects.get(pk=reserve["id"]).state == AddressState.ANSWERED


def test_a_quota_is_filled_by_those_it_asks_for(
    office: Client, asking: City, at: Any, survey: Survey, form: Form, answers: Any
) -> None:
    given = {
        "name_zh": "街头",
        "form": form.pk,
        "kind": "quota",
        "share": 50,
        "households_each": 10,
        "reserve_each": 10,
    }
    assert office.post(f"/desk/surveys/{survey.pk}/samples/new/", given).status_code == 302
    sample = Sample.objects.get()
    quotas = {"area": asking.areas["GC-WJ"].pk, "cell0": 2, "cell1": 1}
    assert office.post(f"/desk/surveys/samples/{sample.pk}/quota/", quotas).status_code == 302
    cluster = Cluster.objects.get()
    office.post(f"/desk/surveys/clusters/{cluster.pk}/interviewer/", {"post": asking.posts["jiang_nan"].pk})
    office.post(f"/desk/surveys/{survey.pk}/open/", {"confirmed": "1"})
    phone = Phone(sign_in(Client(), asking.people["jiang_nan"]))
    packet = phone.packet().json()
    [men, women] = packet["interviews"][0]["cells"]
    assert (men["label"], men["wanted"], women["wanted"]) == ("男", 2, 1)
    more = {"address": None, "cell": women["id"], "salt": "f" * 32, "answers": answers(1)}
    base = {"id": "", "kind": "interview", "outcome": "answered", "seconds": 60, "packet": packet["id"]}
    wrong = base | more | {"id": str(uuid.uuid4())}
    right = base | more | {"id": str(uuid.uuid4()), "answers": answers(3)}
    over = right | {"id": str(uuid.uuid4())}
    for record in (wrong, right, over):
        assert phone.send(record).status_code == 201
    Worker().drain()
    assert phone.state(wrong["id"]).json()["code"] == "other_cell"
    assert phone.state(right["id"]).json()["state"] == "applied"
    assert QuotaCell.objects.get(pk=women["id"]).done == 1
    assert phone.state(over["id"]).json()["state"] != "applied"


def test_results_show_intervals_and_go_out_as_a_workbook(
    office: Client, asking: City, at: Any, households: Sample, answers: Any, django_assert_max_num_queries: Any
) -> None:
    opened(asking, at, households)
    households.survey.refresh_from_db()
    interviews(asking, at, households, answers)
    store_answers(by=SYSTEM, at=at, sample=households)
    close_survey(by=asking.actor("lin_yue"), at=at + timedelta(hours=1), survey=households.survey)
    address = f"/desk/surveys/{households.survey_id}/results/"
    with django_assert_max_num_queries(45):
        page = office.get(address).content.decode()
    assert "C1.1.1" in page and "雄关区" in page
    sheets = read_tables(b"".join(office.get(f"{address[:-1]}.xlsx").streaming_content), "r.xlsx")  # type: ignore[attr-defined]
    assert [sheet.name for sheet in sheets] == ["standards", "questions"]
    assert office.get(f"/desk/surveys/{households.survey_id}/hints/").status_code == 200


def test_hints_lead_to_an_exclusion_by_a_person(
    office: Client, asking: City, at: Any, households: Sample, form: Form
) -> None:
    opened(asking, at, households)
    households.survey.refresh_from_db()
    close_survey(by=asking.actor("lin_yue"), at=at, survey=households.survey)
    clusters = list(Cluster.objects.filter(sample=households))
    options = ("very", "fairly", "not")
    rows = []
    for place, cluster in enumerate(clusters):
        for number in range(12):
            coached = place == 0 and number < 8
            said = (
                {"Q2": "fairly", "Q4": 9}
                if coached
                else {"Q2": options[number % 3], "Q4": (number * 7 + place) % 10 + 1}
            )
            rows.append(Response(sample=households, cluster=cluster, answers=said, stored_on=at.date()))
    Response.objects.bulk_create(rows)
    from chuangcheng.surveys.rules import hints

    was, hints.LEAST_QUESTIONS = hints.LEAST_QUESTIONS, 2
    try:
        address = f"/desk/surveys/{households.survey_id}/hints/"
        page = office.get(address)
        [hint] = page.context["hints"]
        assert len(hint.keys) >= 8
        office.post(address, {"hint": str(hint.keys[0]), "reason": ""})
        assert not Response.objects.exclude(exclusion=None).exists()
        office.post(address, {"hint": str(hint.keys[0]), "reason": "调查员代填，已核实"})
        assert Response.objects.exclude(exclusion=None).count() == len(hint.keys)
    finally:
        hints.LEAST_QUESTIONS = was
    survey = households.survey
    [exclusion] = survey.exclusions.all()
    office.post(f"/desk/surveys/exclusions/{exclusion.pk}/include/", {"reason": "复核属实"})
    assert not Response.objects.exclude(exclusion=None).exists()


def test_others_see_nothing_of_surveys(asking: City, households: Sample) -> None:
    for key in ("ma_jun", "su_qing", "tang_yu", "gao_yuan"):
        client = sign_in(Client(), asking.people[key])
        assert client.get(f"/desk/surveys/{households.survey_id}/").status_code == 404
    auditor = sign_in(Client(), asking.people["he_ping"])
    assert auditor.get(f"/desk/surveys/{households.survey_id}/").status_code == 200
    assert auditor.post(f"/desk/surveys/{households.survey_id}/open/").status_code == 404
