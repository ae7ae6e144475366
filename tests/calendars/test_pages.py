"""The working calendar as Lin Yue of the campaign office and Su Qing the inspector see it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from chuangcheng.calendars import queries
from tests.calendars.test_tables import NOTICE_2027
from tests.stories import sign_in

pytestmark = pytest.mark.django_db


def upload(client, text: str):
    file = SimpleUploadedFile("2027.csv", text.encode())
    return client.post(reverse("desk:upload_calendar_table"), {"file": file})


def test_a_year_is_seen_at_a_glance(client, city, django_assert_max_num_queries) -> None:
    sign_in(client, "su_qing").get(reverse("desk:calendar"))
    with django_assert_max_num_queries(14):
        page = client.get(reverse("desk:calendar"))
    html = page.content.decode()
    assert page.status_code == 200
    assert html.count('class="month"') == 12
    assert html.count("day-holiday") == 33
    assert html.count("day-makeup") == 6
    assert "春节" in html
    assert "2027" in html, "the next year's table is asked for"
    assert reverse("desk:upload_calendar_table") not in html
    assert "is-today" in html


@pytest.mark.parametrize("year", ["2004", "2027", "1066", "nonsense", "²", "99999999999999999999"])
def test_any_year_may_be_asked_for(client, city, year) -> None:
    assert sign_in(client, "su_qing").get(reverse("desk:calendar"), {"year": year}).status_code == 200


def test_a_table_is_seen_before_it_is_taken_over(client, city) -> None:
    sign_in(client, "lin_yue")
    preview = upload(client, NOTICE_2027)
    assert preview.context["preview"]["added_count"] == 10
    assert 2027 not in queries.city_calendar().tables
    done = client.post(reverse("desk:upload_calendar_table"), {"parcel": preview.context["parcel"]}, follow=True)
    assert done.redirect_chain[-1][0].endswith("?year=2027")
    assert queries.city_calendar().tables[2027].is_uploaded
    table = queries.uploaded_table_of(2027)
    assert table.source_name == "2027.csv"
    assert client.get(reverse("desk:calendar_table", args=[table.pk])).status_code == 302


def test_wrong_rows_are_named_and_nothing_can_be_confirmed(client, city) -> None:
    page = upload(sign_in(client, "lin_yue"), NOTICE_2027 + "2027-02-30,0,\n")
    assert "parcel" not in page.context
    assert page.context["preview"]["errors"][0].row == 12
    assert "is_workday" not in page.context["preview"]["errors"][0].column


def test_a_changed_or_foreign_parcel_is_refused(client, city) -> None:
    parcel = upload(sign_in(client, "lin_yue"), NOTICE_2027).context["parcel"]
    client.post(reverse("desk:upload_calendar_table"), {"parcel": parcel[:-2] + "xx"})
    client.post(reverse("desk:upload_calendar_table"), {"parcel": ""})
    assert queries.uploaded_table_of(2027) is None


def test_an_inspector_finds_no_upload_and_no_hours(client, city) -> None:
    sign_in(client, "su_qing")
    for name in ("upload_calendar_table", "working_hours"):
        assert client.get(reverse(f"desk:{name}")).status_code == 404
        assert client.post(reverse(f"desk:{name}"), {}).status_code == 404


def season(number: int, month: int, begins: str, **more: str) -> dict[str, str]:
    values = {
        "month": str(month),
        "day": "1",
        "morning_begins": "08:30",
        "morning_ends": "12:00",
        "afternoon_begins": begins,
        "afternoon_ends": "18:30",
        **more,
    }
    return {f"form-{number}-{name}": value for name, value in values.items()}


def test_the_hours_of_the_seasons_are_set(client, city) -> None:
    sign_in(client, "lin_yue")
    assert client.get(reverse("desk:working_hours")).status_code == 200
    counts = {"form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "1"}
    empty = {f"form-2-{name}": "" for name in ("name_zh", "month", "day", "morning_begins", "morning_ends")}
    filled = {**counts, **season(0, 10, "14:30"), **season(1, 5, "15:00", name_zh="夏季"), **empty}
    assert client.post(reverse("desk:working_hours"), filled).status_code == 302
    assert [season.month for season in queries.city_calendar().seasons] == [5, 10]
    wrong = {**counts, **season(0, 10, "11:00"), **season(1, 2, "15:00", day="30"), **empty}
    page = client.post(reverse("desk:working_hours"), wrong)
    assert [bool(form.errors) for form in page.context["forms"]] == [True, True, False]
    gone = {**counts, **season(0, 10, "14:30", DELETE="on"), **season(1, 5, "15:00"), **empty}
    assert client.post(reverse("desk:working_hours"), gone).status_code == 302
    assert [season.month for season in queries.city_calendar().seasons] == [5]
