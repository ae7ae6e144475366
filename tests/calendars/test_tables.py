"""Uploading the table of a year: what is read, what is refused with row and column, what changes when it arrives."""

import io
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter

from chuangcheng.calendars import actions, queries
from chuangcheng.calendars.published import published_tables
from chuangcheng.calendars.rules import Limit, Season
from chuangcheng.calendars.spreadsheet import read_year_tables
from chuangcheng.journal.queries import entries
from chuangcheng.kit.refused import NotAllowed, Refused

ZONE = ZoneInfo("Asia/Shanghai")
NOTICE_2027 = """date,is_workday,holiday_name
2027-01-01,0,元旦
2027-01-02,0,元旦
2027-01-03,0,元旦
2027-02-05,0,春节
2027-02-08,0,Spring Festival
2027-02-14,1,春节
2027-05-03,0,劳动节
2027-05-01,0,劳动节
2027-10-01,0,国庆
2027-10-04,0,国庆
"""


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def faults(text: str) -> list[tuple[int | None, str]]:
    return [(error.row, error.column) for error in read_year_tables(text.encode()).errors]


def test_a_notice_is_read_with_names_made_alike() -> None:
    reading = read_year_tables(NOTICE_2027.encode())
    assert reading.errors == ()
    [table] = reading.tables
    assert table.off[date(2027, 2, 8)] == "春节"
    assert table.off[date(2027, 10, 4)] == "国庆节"
    assert table.worked == {date(2027, 2, 14): "春节"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_chinese_headers_and_words_in_both_encodings(encoding) -> None:
    text = NOTICE_2027.replace("date,is_workday,holiday_name", "日期,是否工作日,节日名称")
    text = text.replace(",0,", ",休,").replace(",1,", ",班,").replace("2027-05-03", "2027年5月3日")
    reading = read_year_tables(text.encode(encoding))
    assert reading.errors == ()
    assert reading.tables == read_year_tables(NOTICE_2027.encode()).tables


def test_a_workbook_says_the_same() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet, form = book.add_worksheet("2027"), book.add_format({"num_format": "yyyy-mm-dd"})
        for number, line in enumerate(NOTICE_2027.splitlines()):
            day, works, name = line.split(",")
            if number:
                sheet.write_datetime(number, 0, datetime.fromisoformat(day), form)
                sheet.write_number(number, 1, int(works))
            else:
                sheet.write_row(number, 0, [day, works])
            sheet.write_string(number, 2, name)
    assert read_year_tables(target.getvalue()).tables == read_year_tables(NOTICE_2027.encode()).tables


def test_each_wrong_row_is_named_by_row_and_column() -> None:
    text = NOTICE_2027 + "2027-13-01,0,\n2027-06-07,perhaps,\n2027-01-01,0,元旦\n,,\nsoon,never,\n"
    assert faults(text) == [(12, "date"), (13, "is_workday"), (14, "date"), (16, "date"), (16, "is_workday")]
    assert read_year_tables(text.encode()).tables == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a,b\n1,2\n",
        "date,is_workday\n",
        "\x00\x01\x02",
        "PK\x03\x04 not a workbook",
        "date,is_workday\n2027-01-01,0\n",
    ],
)
def test_a_file_that_is_no_table_is_refused_as_a_whole(text) -> None:
    reading = read_year_tables(text.encode())
    assert reading.tables == ()
    assert [error.row for error in reading.errors] == [None]


def test_a_table_that_breaks_off_in_summer_is_refused() -> None:
    days = [date.fromordinal(date(2027, 1, 1).toordinal() + n) for n in range(200)]
    rows = [f"{day},{int(day.weekday() < 5 and (day.month, day.day) not in ((1, 1),))}," for day in days]
    [error] = read_year_tables("\n".join(["date,is_workday,holiday_name", *rows]).encode()).errors
    assert "2027" in error.reason


def test_seven_years_in_one_file_equal_the_published_ones(shared) -> None:
    reading = read_year_tables((shared / "data/calendar/cn-workdays-2018-2024.csv").read_bytes())
    assert [table.year for table in reading.tables] == list(range(2018, 2025))
    for table in reading.tables:
        known = published_tables()[table.year]
        assert set(table.worked) == set(known.worked)
        assert {day for day in table.off if day.weekday() < 5} == {day for day in known.off if day.weekday() < 5}


@pytest.mark.django_db
def test_from_november_on_the_next_year_is_asked_for(city) -> None:
    assert queries.years_missing(local("2026-10-31T23:00")) == []
    assert queries.years_missing(local("2026-11-01T00:00")) == [2027]
    assert queries.years_missing(local("2027-03-01T10:00")) == [2027]
    assert queries.years_missing(local("2028-12-01T10:00")) == [2028, 2029]
    tables = read_year_tables(NOTICE_2027.encode()).tables
    actions.upload_year_table(by=city.actor("lin_yue"), at=city.at, tables=tables, source_name="2027.csv")
    assert queries.years_missing(local("2026-11-24T10:00")) == []
    assert queries.years_missing(local("2027-11-24T10:00")) == [2028]


@pytest.mark.django_db
def test_a_provisional_deadline_becomes_certain_when_the_table_arrives(city) -> None:
    start, limit = local("2026-12-30T16:00"), Limit(3, "working_days")
    before = queries.deadline(start, limit)
    assert (before.at, before.provisional) == (local("2027-01-04T18:00"), True)
    assert any("2027" in line for line in queries.deadline_in_words(start, before.at, limit))
    tables = read_year_tables(NOTICE_2027.encode()).tables
    [row] = actions.upload_year_table(by=city.actor("lin_yue"), at=city.at, tables=tables, source_name="2027.csv")
    after = queries.deadline(start, limit)
    assert (after.at, after.provisional) == (local("2027-01-05T18:00"), False)
    [entry] = entries(verbs=["calendars.upload_year_table"])
    assert (entry.subject_id, entry.payload["years"]) == (row.pk, "2027")


@pytest.mark.django_db
def test_the_same_table_again_changes_nothing_and_a_corrected_one_replaces_it(city) -> None:
    clerk, tables = city.actor("lin_yue"), read_year_tables(NOTICE_2027.encode()).tables
    actions.upload_year_table(by=clerk, at=city.at, tables=tables)
    with pytest.raises(Refused, match="nothing_changed"):
        actions.upload_year_table(by=clerk, at=city.at, tables=tables)
    corrected = read_year_tables((NOTICE_2027 + "2027-10-05,0,国庆节\n").encode()).tables
    actions.upload_year_table(by=clerk, at=city.at, tables=corrected)
    assert date(2027, 10, 5) in queries.city_calendar().tables[2027].off
    with pytest.raises(Refused, match="no_table"):
        actions.upload_year_table(by=clerk, at=city.at, tables=[])


@pytest.mark.django_db
def test_an_inspector_uploads_no_table_and_sets_no_hours(city) -> None:
    tables = read_year_tables(NOTICE_2027.encode()).tables
    with pytest.raises(NotAllowed):
        actions.upload_year_table(by=city.actor("su_qing"), at=city.at, tables=tables)
    with pytest.raises(NotAllowed):
        actions.set_working_hours(by=city.actor("su_qing"), at=city.at, seasons=[])


@pytest.mark.django_db
def test_summer_hours_hold_from_their_day(city) -> None:
    clerk = city.actor("lin_yue")
    summer = Season(5, 1, ((time(8, 30), time(12)), (time(15), time(18, 30))), "夏季")
    winter = Season(10, 1, ((time(8, 30), time(12)), (time(14, 30), time(18))), "冬季")
    actions.set_working_hours(by=clerk, at=city.at, seasons=[winter, summer])
    assert queries.deadline(local("2026-07-01T10:00"), Limit(1, "working_days")).at == local("2026-07-02T18:30")
    for wrong in ([], [summer, summer]):
        with pytest.raises(Refused, match="seasons_wrong"):
            actions.set_working_hours(by=clerk, at=city.at, seasons=wrong)
    assert [season.name_zh for season in queries.city_calendar().seasons] == ["夏季", "冬季"]


@pytest.mark.django_db
def test_the_calendar_costs_one_query_and_none_more_in_a_request(city, django_assert_num_queries) -> None:
    queries.city_calendar()
    with django_assert_num_queries(1):
        queries.city_calendar()
    queries.begin_request()
    with django_assert_num_queries(1):
        for _ in range(5):
            queries.deadline(city.at, Limit(1, "working_days"))
    queries.end_request()


@pytest.mark.django_db
def test_a_deadline_is_explained_in_three_languages(city) -> None:
    from django.utils import translation

    start, limit = local("2026-02-13T16:30"), Limit(3, "working_days")
    end = queries.deadline(start, limit).at
    expected = {"en": "Spring Festival", "zh-hans": "春节", "zh-hant": "春節"}
    for language, holiday in expected.items():
        with translation.override(language):
            lines = queries.deadline_in_words(start, end, limit)
            assert any(holiday in line for line in lines), lines
            assert any("14" in line for line in lines), lines
