"""The pages: enter, import with faults by row, propose, decide, the public list, press list, the platform's file."""

import io
import logging
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from chuangcheng.accounts.models import KeptUpload
from chuangcheng.integrity import actions
from chuangcheng.integrity.models import Campaign, Entry, PlatformColumn
from chuangcheng.journal.models import Entry as Row
from chuangcheng.kit.spreadsheets import read_tables
from chuangcheng.proceedings import actions as proceedings
from tests.integrity.conftest import DAY, FIRM, PERSON, PERSON_NAME
from tests.stories import sign_in

pytestmark = pytest.mark.django_db


def sheet(*rows):
    lines = ["事由编码,对象类型,名称,号码,文书号,认定日期", *(",".join(row) for row in rows)]
    return SimpleUploadedFile("名单.csv", "\n".join(lines).encode())


def test_the_authority_enters_and_the_office_proposes(lists, client):
    sign_in(client, "luo_jia")
    ground = lists.given().ground.pk
    given = {"ground": ground, "party_kind": "person", "name": PERSON_NAME, "number": PERSON}
    given |= {"document_zh": "7号", "decided_on": "2026-11-02"}
    wrong = client.post(reverse("desk:new_list_entry"), {**given, "number": PERSON[:-1] + "5"})
    assert wrong.status_code == 422 or b"check digit" in wrong.content
    assert client.post(reverse("desk:new_list_entry"), given).status_code == 302
    entry = Entry.objects.get()
    page = client.get(reverse("desk:list_entry", args=[entry.pk])).content.decode()
    assert PERSON not in page
    assert "欧阳**" in page
    assert client.get(reverse("desk:list_entry_move", args=[entry.pk, "propose_entry"])).status_code == 404
    assert sign_in(client, "ma_jun").get(reverse("desk:list_entry", args=[entry.pk])).status_code == 404
    sign_in(client, "lin_yue")
    url = reverse("desk:list_entry_move", args=[entry.pk, "propose_entry"])
    assert "欧阳**" in client.get(url).content.decode()
    assert client.post(url, {"text": "拟列入"}).status_code == 302
    entry.refresh_from_db()
    review = reverse("desk:proceeding_move", args=[entry.proceeding_id, "review_proceeding"])
    assert client.post(review, {"text": "属实"}).status_code == 404
    found = client.post(reverse("desk:list_entries"), {"number": PERSON}).content.decode()
    assert entry.number in found
    other = client.post(reverse("desk:list_entries"), {"number": FIRM}).content.decode()
    assert entry.number not in other


def test_a_sheet_is_looked_at_row_by_row_and_lies_sealed_meanwhile(lists, client):
    sign_in(client, "luo_jia")
    good = ("X2", "个人", PERSON_NAME, PERSON, "7号", "2026-11-02")
    rows = (
        good,
        ("X2", "单位", "甲公司", "91", "8号", "2026-11-02"),
        ("Q9", "单位", "乙公司", FIRM, "9号", "2026-11-02"),
        good,
    )
    url = reverse("desk:import_list_entries")
    page = client.post(url, {"file": sheet(*rows)})
    faults = {(one.row, one.column.split()[0]) for one in page.context["preview"]["errors"]}
    assert faults == {(3, "number"), (4, "ground"), (5, "number")}
    assert PERSON.encode() not in bytes(KeptUpload.objects.get().content)
    assert client.post(url, {"upload": page.context["upload"].pk}).status_code == 302
    assert Entry.objects.get().document_zh == "7号"
    assert PERSON not in str(list(Row.objects.values_list("payload", flat=True)))


def test_what_is_published_is_everywhere_and_what_is_over_is_nowhere(lists, at, client, settings, caplog):
    caplog.set_level(logging.DEBUG)
    person, firm = lists.published("X2", "person"), lists.published("X2")
    settings.CLOCK_SHIFT_SECONDS += 9 * 24 * 3600

    def seen():
        """Numbers of proceedings on the list, the entry's page, the feed, the press list and in the file."""
        listed = client.get(reverse("portal:integrity"), {"field": "F18", "list": "black"})
        assert "no-store" in listed["Cache-Control"]
        sign_in(client, "lin_yue")
        press = zipfile.ZipFile(io.BytesIO(client.get(reverse("desk:press_list")).content)).read("word/document.xml")
        response = client.get(reverse("desk:export_list_entries", args=["xlsx"]))
        table = read_tables(b"".join(response.streaming_content), "x.xlsx")[0]
        client.logout()
        feed = client.get(reverse("portal:notice_feed")).json()["entries"]
        everything = f"{listed.content.decode()}{press.decode()}{table.rows}{feed}"
        assert PERSON not in everything
        assert PERSON_NAME not in everything
        return [
            {
                row.proceeding.number in listed.content.decode(),
                client.get(reverse("portal:integrity_entry", args=[row.proceeding.number])).status_code == 200,
                row.shown_name in press.decode(),
                row.shown_name in str(table.rows),
                row.proceeding.number in [one["number"] for one in feed],
            }
            for row in (person, firm)
        ]

    assert seen() == [{True}, {True}]
    page = client.get(reverse("portal:integrity_entry", args=[person.proceeding.number])).content.decode()
    for said in ("样例办法", "2027-02-02", "creditchina", reverse("portal:letter_objection")):
        assert said in page
    proceedings.withdraw_proceeding(
        by=lists.actor("gao_yuan"), at=at + 9 * DAY, proceeding=person.proceeding, text="名单有误"
    )
    assert seen() == [{False}, {True}]
    settings.CLOCK_SHIFT_SECONDS += 365 * 24 * 3600
    assert seen() == [{False}, {False}]
    assert PERSON not in caplog.text


def test_grounds_columns_and_campaigns(lists, client, at):
    sign_in(client, "lin_yue")
    given = {"columns": "主体 = name\n编号 = proceeding"}
    assert client.post(reverse("desk:platform_columns"), {"columns": "主体 = secret"}).status_code == 200
    assert client.post(reverse("desk:platform_columns"), given).status_code == 302
    assert list(PlatformColumn.objects.values_list("source", flat=True)) == ["name", "proceeding"]
    fields = SimpleUploadedFile("f.csv", "编码,名称\nF90,样例领域".encode())
    grounds = SimpleUploadedFile(
        "g.csv",
        "编码,榜别,领域,事由,法律依据,失信程度,认定单位,最长公示月数\nX90,黑,F90,事由,依据,一般,DW35,12".encode(),
    )
    url = reverse("desk:listing_grounds")
    assert client.post(url, {"fields_file": fields, "grounds_file": grounds}).status_code == 302
    assert "X90" in client.get(url).content.decode()
    lists.entered()
    campaign = {"field": lists.given().ground.field_id, "name_zh": "清风行动", "lead_unit": lists.city.units["DW35"].pk}
    campaign |= {"starts_on": "2026-11-01", "ends_on": "2026-12-31"}
    page = client.post(reverse("desk:new_integrity_campaign"), campaign)["Location"]
    report = {"reported_on": "2026-11-20", "checked": 40, "found": 5, "put_right": 3, "punished": 1}
    assert client.post(page, {**report, "put_right": 9}).status_code == 200
    assert client.post(page, report).status_code == 302
    listed = client.get(reverse("desk:integrity_campaigns")).content.decode()
    assert "清风行动" in listed
    assert Campaign.objects.get().reports.count() == 1
    story = {"field": campaign["field"], "authority": campaign["lead_unit"], "title_zh": "售假案", "story_zh": "案情"}
    assert client.post(reverse("desk:new_integrity_story"), story).status_code == 302
    with pytest.raises(Exception, match="bad_days"):
        actions.open_campaign(
            by=lists.actor("lin_yue"),
            at=at,
            field=lists.given().ground.field,
            name_zh="x",
            lead_unit=lists.city.units["DW35"],
            starts_on=date(2026, 2, 1),
            ends_on=date(2026, 1, 1),
            goal_zh="",
        )
