"""The pages of cases: who finds what on them, what the forms ask, and how many queries they cost."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from chuangcheng.cases.actions import hold_case
from chuangcheng.cases.queries import Case, State
from tests.cases.conftest import picture
from tests.stories import sign_in


def upload(name="after.jpg", colour="olive"):
    return SimpleUploadedFile(name, picture(colour).read(), "image/jpeg")


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_every_page_answers_in_every_language(client, street, language, settings):
    case = street.submitted()
    sign_in(client, "lin_yue")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for address in (
        "/desk/cases/",
        "/desk/cases/?state=open&words=井盖&order=wanted",
        "/desk/cases/?queue=dispatch",
        "/desk/cases/new/",
        "/desk/cases/map/",
        "/desk/cases/points/",
        "/desk/cases/categories/",
        f"/desk/cases/categories/{street.category('B0101').pk}/",
        "/desk/cases/categories/import/",
        "/desk/cases/ladder/",
        f"/desk/cases/{case.pk}/",
        f"/desk/cases/{case.pk}/moves/note_case/",
    ):
        assert client.get(address).status_code == 200, address


def test_the_tour_from_registering_to_closing_through_the_forms(client, street, at):
    sign_in(client, "lin_yue")
    given = {
        "description": "路面井盖塌陷",
        "place": f"area:{street.city.areas['XG-XH-01'].pk}",
        "address": "新华南路12号",
        "severity": "2",
        "source": "unit",
        "photos": [upload("before.jpg", "gray")],
    }
    answer = client.post("/desk/cases/new/", given)
    case = Case.objects.get()
    assert answer.url == f"/desk/cases/{case.pk}/"
    assert case.category.code == "B0101", "the description suggested it"

    page = client.get(f"/desk/cases/{case.pk}/moves/dispatch_case/").content.decode()
    assert "交通运输局" in page
    client.post(f"/desk/cases/{case.pk}/moves/dispatch_case/", {"choice": str(street.city.units["DW26"].pk)})
    sign_in(client, "ma_jun")
    client.post(f"/desk/cases/{case.pk}/moves/accept_case/")
    answer = client.post(f"/desk/cases/{case.pk}/moves/submit_case/", {"cause": "老化", "measure": "更换"})
    assert "Evidence" not in answer.content.decode()
    assert answer.status_code == 200, "without evidence the form comes back"
    client.post(
        f"/desk/cases/{case.pk}/moves/submit_case/", {"cause": "老化", "measure": "更换井盖", "photos": [upload()]}
    )
    case.refresh_from_db()
    assert case.state == State.SUBMITTED
    sign_in(client, "gao_yuan")
    page = client.get(f"/desk/cases/{case.pk}/").content.decode()
    assert "data-before-after" in page
    client.post(f"/desk/cases/{case.pk}/moves/close_case/", {"note": "现场已看"})
    case.refresh_from_db()
    assert (case.state, case.was_on_time) == (State.CLOSED, True)


def test_a_refusal_names_its_field_and_keeps_what_was_typed(client, street):
    case = street.dispatched()
    sign_in(client, "ma_jun")
    own = street.city.units["DW26"].pk
    page = client.post(
        f"/desk/cases/{case.pk}/moves/dispute_case/", {"proposed_unit": own, "reason": "不属于我局"}
    ).content.decode()
    assert "不属于我局" in page
    assert "is-invalid" in page


def test_the_photo_is_shown_to_whoever_may_see_the_case_and_is_404_for_others(client, street):
    case = street.dispatched()
    photo = case.photos.get()
    address = f"/desk/cases/{case.pk}/photos/{photo.pk}/shown/"
    sign_in(client, "ma_jun")
    assert client.get(address).status_code == 200
    assert client.get(address.replace("shown", "original")).status_code == 404
    sign_in(client, "luo_jia")
    assert client.get(address).status_code == 404
    assert client.get(f"/desk/cases/{case.pk}/").status_code == 404
    other = street.opened()
    sign_in(client, "lin_yue")
    assert client.get(f"/desk/cases/{other.pk}/photos/{photo.pk}/shown/").status_code == 404


def test_bulk_dispatch_says_which_were_refused_and_why(client, street):
    fresh, taken = street.opened(), street.dispatched()
    sign_in(client, "lin_yue")
    page = client.post("/desk/cases/bulk/", {"verb": "dispatch", "pk": [fresh.pk, taken.pk]}).content.decode()
    assert fresh.number in page
    page = client.post(
        "/desk/cases/bulk/", {"verb": "dispatch", "pk": [fresh.pk, taken.pk], "confirmed": "1"}
    ).content.decode()
    fresh.refresh_from_db()
    assert fresh.state == State.DISPATCHED
    assert "已派遣" in page, "the refusal says in which state the other one is"


def test_bulk_extension_moves_every_deadline(client, street):
    cases = [street.accepted(), street.accepted()]
    before = cases[0].due_at
    sign_in(client, "lin_yue")
    client.post(
        "/desk/cases/bulk/",
        {
            "verb": "extend",
            "pk": [case.pk for case in cases],
            "confirmed": "1",
            "limit_0": "3",
            "limit_1": "working_days",
            "reason": "暴雪",
        },
    )
    for case in cases:
        case.refresh_from_db()
        assert case.due_at > before


def test_saved_filters_stand_above_the_list(client, street):
    sign_in(client, "lin_yue")
    page = client.get("/desk/cases/?due=week").content.decode()
    address = "/desk/account/filters/desk:cases/save/"
    assert address in page
    client.post(address, {"name": "本周到期", "query": "due=week", "next": "/desk/cases/"})
    assert "本周到期" in client.get("/desk/cases/").content.decode()


def test_the_map_joins_points_where_there_are_many(client, street, monkeypatch):
    from chuangcheng.cases.queries import mapping

    for _number in range(3):
        street.opened()
    sign_in(client, "lin_yue")

    def points(query=""):
        features = client.get(f"/desk/cases/points/{query}").json()["features"]
        return [one for one in features if one["properties"]["kind"] == "point"]

    features = points()
    assert len(features) == 3
    assert features[0]["properties"]["url"]
    monkeypatch.setattr(mapping, "MOST_DRAWN", 2)
    (joined,) = points()
    assert joined["properties"]["count"] == 3
    assert "2026-000003" in client.get(joined["properties"]["url"]).content.decode()
    assert points("?box=0,0,1,1") == []


def test_the_list_and_the_page_cost_a_bounded_number_of_queries(client, street, at, django_assert_max_num_queries):
    for _number in range(12):
        street.submitted()
    case = street.accepted()
    hold_case(
        by=street.actor("lin_yue"),
        at=at,
        case=case,
        reason="冻土",
        plan="四月施工",
        review_on=(at + timedelta(days=90)).date(),
    )
    sign_in(client, "lin_yue")
    client.get("/desk/cases/")
    with django_assert_max_num_queries(30):
        client.get("/desk/cases/")
    with django_assert_max_num_queries(30):
        client.get(f"/desk/cases/{case.pk}/")
    with django_assert_max_num_queries(16):
        client.get("/desk/cases/points/")


def test_a_hold_is_listed_openly_with_its_reason(client, street, at):
    case = street.accepted()
    hold_case(
        by=street.actor("lin_yue"),
        at=at,
        case=case,
        reason="冬季无法施工",
        plan="四月开工",
        review_on=(at + timedelta(days=90)).date(),
    )
    sign_in(client, "he_ping")
    assert case.number in client.get("/desk/cases/?state=held").content.decode()
    assert "冬季无法施工" in client.get(f"/desk/cases/{case.pk}/").content.decode()


def test_the_auditor_sees_everything_and_finds_no_button(client, street):
    case = street.dispatched()
    sign_in(client, "he_ping")
    page = client.get(f"/desk/cases/{case.pk}/").content.decode()
    assert "/moves/" not in page
    assert client.get(f"/desk/cases/{case.pk}/moves/take_back_case/").status_code == 404
    assert client.get("/desk/cases/new/").status_code == 404


def test_categories_are_imported_after_a_look(client, street):
    text = (
        "code,parent_code,name_zh,limit,default_lead_unit\n"
        "B0103,B01,线缆垂落,3个工作日,DW26\nB0101,B01,井盖缺损,2 working_hours,DW26\n"
    )
    sign_in(client, "lin_yue")
    file = SimpleUploadedFile("categories.csv", text.encode())
    page = client.post("/desk/cases/categories/import/", {"file": file}).content.decode()
    assert "B0103" in page
    assert street.category("B0101").limit == "4 working_hours", "nothing is written by looking"
    from chuangcheng.accounts.models import KeptUpload

    client.post("/desk/cases/categories/import/", {"upload": KeptUpload.objects.get().pk})
    assert street.category("B0101").limit == "2 working_hours"
    assert street.category("B0103").limit == "3 working_days"


def test_a_faulty_row_of_categories_is_named(client, street):
    text = "code,parent_code,name_zh,limit,default_lead_unit\nB0103,B09,线缆,bald,DW99\n"
    sign_in(client, "lin_yue")
    page = client.post(
        "/desk/cases/categories/import/", {"file": SimpleUploadedFile("c.csv", text.encode())}
    ).content.decode()
    for column in ("parent_code", "limit", "default_lead_unit"):
        assert column in page


def test_the_ladder_is_edited_as_a_whole(client, street):
    from chuangcheng.cases.queries import ladder

    sign_in(client, "lin_yue")
    client.post(
        "/desk/cases/ladder/",
        {
            "form-TOTAL_FORMS": "2",
            "form-INITIAL_FORMS": "0",
            "form-0-kind": "remind",
            "form-0-hours": "8",
            "form-0-audience": "liaison",
            "form-1-kind": "escalate",
            "form-1-hours": "16",
            "form-1-audience": "head",
        },
    )
    assert [(step.kind, step.working_hours) for step in ladder()] == [("remind", 8), ("escalate", 16)]


def test_likely_duplicates_are_shown_before_a_case_is_registered_twice(client, street):
    segment_case = street.opened()
    sign_in(client, "lin_yue")
    from chuangcheng.places.queries import Site, SiteType

    kind = SiteType.objects.create(code="RD", name_zh="主次干道")
    site = Site.objects.create(
        code="RD-1",
        name_zh="新华南路",
        site_type=kind,
        area=street.city.areas["XG-XH-01"],
        longitude=98.2811,
        latitude=39.7721,
    )
    given = {"description": "路灯不亮", "place": f"site:{site.pk}", "severity": "2", "source": "unit"}
    page = client.post("/desk/cases/new/", {**given, "category": segment_case.category_id}).content.decode()
    assert segment_case.number in page
    assert Case.objects.count() == 1
    client.post("/desk/cases/new/", {**given, "category": segment_case.category_id, "confirmed": "1"})
    assert Case.objects.count() == 2


def test_the_sample_categories_import_without_a_refused_row(city, at, shared):
    import csv

    from chuangcheng.cases.actions import import_categories
    from chuangcheng.cases.queries import Category
    from chuangcheng.cases.spreadsheet import read_categories, write_categories
    from chuangcheng.kit.actor import SYSTEM
    from chuangcheng.kit.spreadsheets import write_csv
    from chuangcheng.units.queries import Unit

    folder = shared / "data" / "sample"
    known = set(Unit.objects.values_list("code", flat=True))
    with (folder / "units.csv").open(encoding="utf-8") as file:
        units = [row["code"] for row in csv.DictReader(file)]
    Unit.objects.bulk_create(Unit(code=code, name_zh=code, path=f"{code}/") for code in units if code not in known)
    preview = read_categories((folder / "case-categories.csv").read_bytes(), "case-categories.csv")
    assert preview.errors == []
    assert preview.added_count == 88
    import_categories(by=SYSTEM, at=at, rows=preview.rows, file="case-categories.csv")
    rows = Category.objects.select_related("parent", "default_unit")
    again = "".join(write_csv(write_categories(rows))).encode()
    same = read_categories(again, "again.csv")
    assert (same.errors, same.changes) == ([], []), "what was exported reads back unchanged"
